internal import CLinux
internal import Glibc
internal import Synchronization

/// Accepts connections and hands each, as a stream, to the loop it will live on.
///
/// TCP: every loop has a listening socket of its own for the same port (SO_REUSEPORT), so that the
/// kernel spreads the connections and accepting needs no hop. Unix sockets have one listening
/// socket, on the first loop, which deals the connections out in turn.
package final class Listener: Sendable {
  /// The address that is listened on, its port filled in.
  package let localAddress: SocketAddress
  let configuration: ListenerConfiguration
  let tls: TLSServerContext?
  let loops: EventLoopGroup
  let onAccept: @Sendable (ByteStream) -> Void
  private let connectionCount = Atomic<Int>(0)
  private let acceptors = Mutex<[Acceptor]>([])

  private init(
    localAddress: SocketAddress, loops: EventLoopGroup, tls: TLSServerContext?,
    configuration: ListenerConfiguration, onAccept: @escaping @Sendable (ByteStream) -> Void
  ) {
    self.localAddress = localAddress
    self.loops = loops
    self.tls = tls
    self.configuration = configuration
    self.onAccept = onAccept
  }

  /// Listens on `address`; throws `ListenError` when that is impossible.
  ///
  /// `onAccept` is called on the stream's loop, after the TLS handshake if there is one. It sets the
  /// stream's handlers and calls `resumeReading()`, at once or later.
  package static func bind(
    address: SocketAddress, loops: EventLoopGroup, tls: TLSServerContext? = nil,
    configuration: ListenerConfiguration = ListenerConfiguration(),
    onAccept: @escaping @Sendable (ByteStream) -> Void
  ) throws -> Listener {
    var sockets: [ListeningSocket] = []
    do throws(SystemError) {
      sockets.append(try ListeningSocket(exclusively: address))
      let bound = try sockets[0].localAddress()
      if case .unix = address {
      } else {
        for _ in loops.loops.dropFirst() { sockets.append(try ListeningSocket(joining: bound)) }
      }
      for socket in sockets { try socket.listen(backlog: configuration.backlog) }
      let listener = Listener(
        localAddress: bound, loops: loops, tls: tls, configuration: configuration,
        onAccept: onAccept)
      listener.start(sockets)
      return listener
    } catch {
      throw ListenError(address: address, cause: error)
    }
  }

  private func start(_ sockets: [ListeningSocket]) {
    let acceptors = zip(sockets, loops.loops).map {
      Acceptor(socket: $0, loop: $1, listener: self)
    }
    self.acceptors.withLock { $0 = acceptors }
    for acceptor in acceptors { acceptor.loop.executeNow { acceptor.start() } }
  }

  /// Stops accepting. Streams live on.
  package func close() {
    let acceptors = acceptors.withLock { acceptors in
      defer { acceptors = [] }
      return acceptors
    }
    for acceptor in acceptors { acceptor.loop.executeNow { acceptor.stop() } }
  }

  /// Connections that are open.
  package var openConnectionCount: Int { connectionCount.load(ordering: .relaxed) }

  /// Counts a new connection if there is room.
  func admit() -> Bool {
    let count = connectionCount.wrappingAdd(1, ordering: .relaxed).newValue
    if count <= configuration.connectionCountMax { return true }
    connectionCount.wrappingSubtract(1, ordering: .relaxed)
    return false
  }

  func connectionEnded() {
    connectionCount.wrappingSubtract(1, ordering: .relaxed)
  }
}
