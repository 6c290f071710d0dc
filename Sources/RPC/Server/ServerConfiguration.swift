package import Transport

/// How a ``Server`` listens and what it allows.
public struct ServerConfiguration: Sendable {
  /// Where to listen: `127.0.0.1:50052`, `[::]:50052`, `unix:/run/apus.sock`. Port 0 picks one.
  public var listen: String
  /// How many event loops of its own to run, each on a thread; nil runs on the loops that all servers
  /// and channels of the process share, so that handlers' own calls need no change of thread.
  public var loopCount: Int?
  /// The largest request that is accepted, in bytes, after decompression.
  public var requestByteCountMax: Int
  /// The largest response that a handler may send, in bytes.
  public var responseByteCountMax: Int
  /// The largest header list that is accepted, in bytes, counted as HTTP/2 does.
  public var metadataByteCountMax = 16 * 1024
  /// How many calls a client may have open on one connection.
  public var concurrentStreamCountMax: Int
  /// How many connections may be open; a further one is closed at once.
  public var connectionCountMax: Int
  /// How long a connection may do nothing, or take for something.
  public var connectionLimits = ConnectionLimits()
  /// Between the two steps of a drain when the client does not answer the PING that separates them.
  package var drainAnnouncementMax: Duration = .seconds(1)
  /// What a connection may make the server do, frame by frame.
  package var frameLimits = FrameLimits()
  /// Called on a loop whenever a client runs into a limit, with the client's address.
  package var onLimit: @Sendable (ServerLimit, _ peer: String) -> Void = { _, _ in }
  /// Makes who hears of calls and connections, given the paths of the server's methods.
  package var makeObserver: (@Sendable (_ methods: [String]) -> any ServerObserver)?
  /// TLS; nil is plain text.
  package var tls: TLSServerContext?
  /// Loops to run on, whatever `loopCount` says. They are not shut down with the server.
  package var loops: EventLoopGroup?

  /// Creates a configuration.
  public init(
    listen: String = "127.0.0.1:0", loopCount: Int? = nil, requestByteCountMax: Int = 4 << 20,
    responseByteCountMax: Int = 64 << 20, concurrentStreamCountMax: Int = 100,
    connectionCountMax: Int = 10_000
  ) {
    self.listen = listen
    self.loopCount = loopCount
    self.requestByteCountMax = requestByteCountMax
    self.responseByteCountMax = responseByteCountMax
    self.concurrentStreamCountMax = concurrentStreamCountMax
    self.connectionCountMax = connectionCountMax
  }
}
