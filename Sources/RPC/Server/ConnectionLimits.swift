/// How long a server keeps a connection, and how long it bears one that does nothing or nothing in time
/// (gRFC A8 and A9).
///
/// A time-out is noticed at most half as late again, an age at once.
public struct ConnectionLimits: Sendable {
  /// From the connection to the end of the client's first frame.
  public var prefaceTimeout: Duration
  /// From the start of a frame or header block to its end.
  public var frameTimeout: Duration
  /// For a client that takes none of the bytes that wait for it.
  public var writeTimeout: Duration
  /// Without a byte from the client before the server sends a PING. Nil never does.
  public var keepaliveInterval: Duration?
  /// From that PING to the next byte from the client.
  public var keepaliveTimeout: Duration
  /// Without a call before the connection is drained; clients connect anew for the next one. Nil
  /// keeps it.
  public var idleTimeout: Duration?
  /// Until the connection is drained, however busy it is: clients connect anew and may find other
  /// servers. A tenth more or less, so that those who came together do not come back together. Nil
  /// keeps it.
  public var ageMax: Duration?
  /// From the start of that drain to the end of the calls that are still open, with UNAVAILABLE. Nil
  /// waits for them.
  public var ageGrace: Duration?
  /// How soon after another a client may send a PING without a response between them.
  public var pingIntervalMin: Duration
  /// How many sooner ones are forgiven before the connection ends with ENHANCE_YOUR_CALM.
  public var pingStrikeCountMax: Int

  /// Creates limits.
  public init(
    prefaceTimeout: Duration = .seconds(10), frameTimeout: Duration = .seconds(30),
    writeTimeout: Duration = .seconds(30), keepaliveInterval: Duration? = .seconds(120),
    keepaliveTimeout: Duration = .seconds(20), idleTimeout: Duration? = .seconds(1800),
    ageMax: Duration? = nil, ageGrace: Duration? = nil,
    pingIntervalMin: Duration = .seconds(300), pingStrikeCountMax: Int = 2
  ) {
    self.prefaceTimeout = prefaceTimeout
    self.frameTimeout = frameTimeout
    self.writeTimeout = writeTimeout
    self.keepaliveInterval = keepaliveInterval
    self.keepaliveTimeout = keepaliveTimeout
    self.idleTimeout = idleTimeout
    self.ageMax = ageMax
    self.ageGrace = ageGrace
    self.pingIntervalMin = pingIntervalMin
    self.pingStrikeCountMax = pingStrikeCountMax
  }

  /// What `ageMax` means for one connection.
  package func age(using generator: inout some RandomNumberGenerator) -> Duration? {
    ageMax.map { $0 * Double.random(in: 0.9...1.1, using: &generator) }
  }
}
