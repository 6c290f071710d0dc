internal import Transport

/// One client's connection on the server, and the calls on it.
///
/// Life: *serving*, *announced* (the first GOAWAY has left; what the client had on the way still
/// counts), *draining* (the second one has: no new calls), *closed*.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread.
final class ServerConnection: HTTP2SessionDelegate, @unchecked Sendable {
  private enum Phase { case serving, announced, draining, closed }

  private static let drainPing: UInt64 = 0x6472_6169_6e21_2121

  let loop: EventLoop
  let peer: PeerFacts
  let id = EntityID.make()
  var counts = CallCounts()
  var activity = ConnectionActivity()
  var randomness: FastRandom
  let core: ServerCore
  private let connection: HTTP2Connection
  private let onEnded: (ServerConnection) -> Void
  private let tasks: HandlerTasks
  /// Calls whose handlers run when the piece of input that brought them has been handled.
  private var ready: [ServerCall] = []
  private var runningHandlerCount = 0
  private var phase = Phase.serving
  private var isClientLeaving = false
  private var timer: LoopTimer?
  private var ageTimer: LoopTimer?
  private var goAwayMessage = ""
  /// Nil unless somebody observes.
  private var startedAt: ContinuousClock.Instant?

  /// `onEnded` is called once, when the connection is closed and no handler runs any more.
  init(
    stream: ByteStream, core: ServerCore, tasks: HandlerTasks,
    onEnded: @escaping (ServerConnection) -> Void
  ) {
    self.core = core
    self.tasks = tasks
    self.onEnded = onEnded
    loop = stream.loop
    connection = HTTP2Connection(stream: stream, role: .server, settings: core.http2)
    var generator = SystemRandomNumberGenerator()
    randomness = FastRandom(seed: generator.next())
    peer = PeerFacts(stream.peerAddress, stream.peerIdentity)
  }

  func start() {
    connection.session.onFault = { [self] in reached(.connection($0)) }
    connection.onIdle = { [self] in beginGracefulShutdown(because: "max_idle") }
    connection.onClosed = { [self] _ in
      phase = .closed
      ready = []
      observeEnd()
      timer?.cancel()
      timer = nil
      ageTimer?.cancel()
      ageTimer = nil
      (connection.session.onFault, connection.onIdle) = ({ _ in }, {})
      endIfIdle()
    }
    if let age = core.configuration.connectionLimits.age(using: &randomness) {
      ageTimer = loop.schedule(after: age) { [weak self] in self?.reachedAge() }
    }
    if let observer = core.observer {
      startedAt = .now
      observer.connectionStarted()
    }
    connection.start(delegate: self)
  }

  private func observeEnd() {
    guard let startedAt else { return }
    core.observer?.connectionEnded(
      ConnectionRecord(duration: .now - startedAt, callCount: counts.started))
  }

  var peerHeaderListByteCountMax: Int { connection.session.peerHeaderListByteCountMax }

  // MARK: Calls

  /// A handler that goes on after its call was cancelled still counts, so that a client cannot have
  /// more than this many at work by cancelling them.
  private var handlerCountMax: Int { 2 * core.configuration.concurrentStreamCountMax }

  func reached(_ limit: ServerLimit) { core.configuration.onLimit(limit, peer.text) }

  func streamOpened(_ stream: HTTP2Stream) {
    guard runningHandlerCount < handlerCountMax else {
      reached(.handlers)
      return stream.reset(.refusedStream)
    }
    counts.started += 1
    activity.streamOpenedAt = loop.turnTime
    stream.delegate = ServerCall(connection: self, stream: stream)
  }

  func handlerReady(_ call: ServerCall) { ready.append(call) }

  func pieceReceived() {
    guard !ready.isEmpty else { return }
    tasks.add(ready)
    ready.removeAll(keepingCapacity: true)
    tasks.run()
  }

  func handlerStarted() { runningHandlerCount += 1 }

  func handlerEnded() {
    runningHandlerCount -= 1
    endIfIdle()
  }

  private func endIfIdle() {
    if phase == .closed, runningHandlerCount == 0 { onEnded(self) }
  }

  func snapshot(local: SocketAddress?) -> SocketSnapshot {
    SocketSnapshot(
      id: id, local: local, remoteName: peer.identity?.subject, counts: counts,
      activity: activity, of: connection)
  }

  // MARK: The session

  func peerSettingsReceived() {}

  func goAwayReceived(lastStreamID: Int32, code: HTTP2ErrorCode, message: String) {
    // The client opens no more calls; those that are open go on.
    isClientLeaving = true
    guard connection.session.streamCount == 0 else { return }
    sayFarewell()
    connection.close(reason: "the client left")
  }

  /// Tells a client that leaves which of its calls were served (RFC 9113 section 6.8).
  private func sayFarewell() {
    if phase == .serving || phase == .announced { connection.session.sendGoAway(.noError) }
  }

  func pingAcknowledged(_ payload: UInt64) {
    if payload == Self.drainPing { beginDraining() }
  }

  func becameIdle() {
    // The session has come to its end then: the connection closes when the farewell has left.
    if isClientLeaving { sayFarewell() }
    guard phase == .draining else { return }
    // Not from within a callback of the session.
    loop.execute { [self] in closeIfDrained() }
  }

  // MARK: Shutdown

  private func reachedAge() {
    beginGracefulShutdown(because: "max_age")
    guard let grace = core.configuration.connectionLimits.ageGrace else { return }
    ageTimer = loop.schedule(after: grace) { [weak self] in
      self?.abort(because: "the connection reached its age limit and the grace after it is over")
    }
  }

  /// Announces the end, then refuses new calls, and closes when the last one has ended. The texts for
  /// age and idleness are those of gRFC A9.
  func beginGracefulShutdown(because reason: String = "the server is shutting down") {
    guard phase == .serving else { return }
    phase = .announced
    goAwayMessage = reason
    connection.session.announceGoAway(thenPing: Self.drainPing)
    timer = loop.schedule(after: core.configuration.drainAnnouncementMax) { [weak self] in
      self?.beginDraining()
    }
  }

  private func beginDraining() {
    guard phase == .announced else { return }
    phase = .draining
    timer?.cancel()
    timer = nil
    connection.session.sendGoAway(.noError, message: goAwayMessage)
    loop.execute { [self] in closeIfDrained() }
  }

  private func closeIfDrained() {
    guard phase == .draining, connection.session.streamCount == 0 else { return }
    connection.close(reason: "drained")
  }

  /// The grace is over: every call ends with UNAVAILABLE, every task is cancelled.
  func abort(because reason: String = "the server is shutting down") {
    for stream in connection.session.openStreams {
      let call = stream.delegate as? ServerCall
      call?.abort(RPCError(.unavailable, reason))
    }
    if phase != .closed { connection.close(reason: reason) }
  }
}
