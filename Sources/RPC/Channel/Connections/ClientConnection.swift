internal import Transport

/// One connection of a channel.
///
/// Life: *settling* (the server's SETTINGS have not come), *ready*, *draining* (no new calls; those
/// open go on), *closed*.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread.
final class ClientConnection: HTTP2SessionDelegate, @unchecked Sendable {
  enum Phase { case settling, ready, draining, closed }

  let loop: EventLoop
  /// Whose connection it is, for what calls tell about it.
  let endpoint: Endpoint
  private(set) var phase = Phase.settling
  let id = EntityID.make()
  var counts = CallCounts()
  /// Of the streams on which the health of the server is watched, which are no calls.
  var watchCounts = CallCounts()
  var activity = ConnectionActivity()
  var templates: RequestHeaderTemplates
  private let connection: HTTP2Connection
  private var settleTimer: LoopTimer?
  /// Called once, when calls may be opened.
  var onReady: () -> Void = {}
  /// Called once, when no new calls may be opened although open ones go on.
  var onDraining: () -> Void = {}
  /// Called once, at the end, after every call has heard of it.
  var onClosed: (_ reason: String, _ previous: Phase) -> Void = { _, _ in }

  init(stream: ByteStream, endpoint: Endpoint, keepalive: KeepalivePolicy?) {
    loop = stream.loop
    self.endpoint = endpoint
    templates = RequestHeaderTemplates(isSecure: stream.isSecure)
    var settings = HTTP2Settings()
    settings.connectionWindowByteCount = 4 << 20
    settings.timeouts = keepalive?.timeouts
    connection = HTTP2Connection(stream: stream, role: .client, settings: settings)
  }

  func start(settleTimeout: Duration) {
    connection.onClosed = { [self] in ended($0) }
    settleTimer = loop.schedule(after: settleTimeout) { [weak self] in
      self?.close(reason: "the peer sent no HTTP/2 settings within \(settleTimeout)")
    }
    connection.start(delegate: self)
  }

  private func ended(_ reason: String) {
    let previous = phase
    phase = .closed
    settleTimer?.cancel()
    let closed = onClosed
    (onReady, onDraining, onClosed) = ({}, {}, { _, _ in })
    closed(reason, previous)
  }

  var peerAddress: SocketAddress { connection.peerAddress }
  var peerHeaderListByteCountMax: Int { connection.session.peerHeaderListByteCountMax }
  var streamCount: Int { connection.session.streamCount }

  /// Opens a stream; nil when this connection takes no more.
  func open(_ headers: HeaderList, _ delegate: any HTTP2StreamDelegate) -> HTTP2Stream? {
    guard phase == .ready else { return nil }
    let stream = connection.session.request(headers, delegate: delegate)
    if stream == nil { beginDraining() } else { activity.streamOpenedAt = loop.turnTime }
    return stream
  }

  func snapshot() -> SocketSnapshot {
    var counts = counts
    counts += watchCounts
    return SocketSnapshot(
      id: id, local: nil, remoteName: connection.peerIdentity?.subject, counts: counts,
      activity: activity, of: connection)
  }

  func beginDraining() {
    guard phase == .ready else { return }
    phase = .draining
    onDraining()
    loop.execute { [self] in closeIfDrained() }
  }

  func close(reason: String) {
    guard phase != .closed else { return }
    connection.close(reason: reason)
  }

  private func closeIfDrained() {
    guard phase == .draining, connection.session.streamCount == 0 else { return }
    close(reason: "drained")
  }

  // MARK: The session

  func streamOpened(_ stream: HTTP2Stream) {
    preconditionFailure("a server opened a stream although push is off")
  }

  func peerSettingsReceived() {
    guard phase == .settling else { return }
    phase = .ready
    settleTimer?.cancel()
    settleTimer = nil
    onReady()
  }

  func goAwayReceived(lastStreamID: Int32, code: HTTP2ErrorCode, message: String) {
    if code == .enhanceYourCalm, message == "too_many_pings" { endpoint.askedTooOften() }
    if phase == .settling {
      let reason = "the server went away at once: \(code) \(message)"
      return loop.execute { [self] in close(reason: reason) }
    }
    beginDraining()
  }

  func pingAcknowledged(_ payload: UInt64) {}

  func pieceReceived() {}

  func becameIdle() {
    guard phase == .draining else { return }
    loop.execute { [self] in closeIfDrained() }
  }
}
