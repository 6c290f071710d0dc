/// An HTTP/2 session on a byte stream: reads what arrives, and writes everything that a turn of the
/// loop made ready in one system call at the end of the turn.
///
/// Unchecked `Sendable`: everything but `loop` belongs to the loop's thread.
package final class HTTP2Connection: TurnEndHandler, @unchecked Sendable {
  /// Frames are made only while fewer bytes than this wait for the socket.
  package static let outputHighWaterByteCount = 256 * 1024
  /// Any answer will do; the payload tells it from other PINGs.
  private static let keepalivePing: UInt64 = 0x616c_6976_653f_3f3f

  /// While what came is handled, piece by piece, what is ready leaves between two pieces once so much time
  /// has passed: the peer works on the first answers while this side works on the next ones. In
  /// nanoseconds; a write costs a few thousand.
  private static let flushIntervalMax: UInt64 = 100_000

  package let loop: EventLoop
  package let session: HTTP2Session
  /// Called once, at the end, after every stream has closed.
  package var onClosed: (_ reason: String) -> Void = { _ in }
  /// Called when the connection was idle for the time that its settings allow.
  package var onIdle: () -> Void = {}
  /// How often the peer was asked for a sign of life.
  package private(set) var keepaliveCount = 0
  private let stream: ByteStream
  private var watch: ConnectionWatch?
  private var watchTimer: LoopTimer?
  private var isFlushPlanned = false
  private var isReceiving = false
  private var isProducing = false
  private var isClosing = false
  private var hasReportedClose = false

  package init(stream: ByteStream, role: HTTP2Session.Role, settings: HTTP2Settings) {
    self.stream = stream
    loop = stream.loop
    session = HTTP2Session(role: role, settings: settings)
  }

  package var peerAddress: SocketAddress { stream.peerAddress }
  package var peerIdentity: TLSPeerIdentity? { stream.peerIdentity }
  package var isSecure: Bool { stream.isSecure }
  package var isClosed: Bool { isClosing }

  /// Starts reading and sends our settings. The stream keeps the connection alive until it closes.
  package func start(delegate: any HTTP2SessionDelegate) {
    session.delegate = delegate
    session.onOutput = { [stream] in stream.write($0) }
    session.onOutputNeeded = { [unowned self] in planFlush() }
    stream.onBytes = { [self] in received($0) }
    stream.onWriteBufferDrained = { [self] in produce() }
    stream.onClosed = { [self] in ended("\($0)") }
    if let timeouts = session.settings.timeouts { startWatch(timeouts) }
    session.requestOutput()
    stream.resumeReading()
  }

  /// Sends what is queued and closes. Streams that are open end with `reason`. When called while the
  /// session delivers events, it closes after them.
  package func close(reason: String) {
    guard !isClosing else { return }
    guard !isReceiving, !isProducing else {
      return loop.execute { [self] in close(reason: reason) }
    }
    _ = makeFrames()
    isClosing = true
    stream.closeAfterFlush()
    session.connectionLost(reason)
    reportClose(reason)
  }

  private func received(_ bytes: UnsafeRawBufferPointer) {
    guard !isClosing else { return }
    if stream.queuedByteCount >= Self.outputHighWaterByteCount { session.outputBlocked() }
    var rest = bytes
    var flushedAt: UInt64?
    while true {
      isReceiving = true
      let problem = session.receive(&rest)
      isReceiving = false
      if let problem {
        return close(reason: session.fault == nil ? "HTTP/2 failed: \(problem)" : problem)
      }
      session.delegate?.pieceReceived()
      guard !isClosing else { return }
      if rest.isEmpty { break }
      // Without a stream there is nothing to answer but control frames, which are counted while they wait.
      guard session.streamCount > 0 else { continue }
      if let problem = makeFrames() { return close(reason: "HTTP/2 failed: \(problem)") }
      flushIfDue(&flushedAt)
      // The socket may have turned out to be broken.
      guard !isClosing else { return }
    }
    closeIfFinished()
  }

  private func flushIfDue(_ flushedAt: inout UInt64?) {
    let now = SystemCall.monotonicNanoseconds()
    guard let last = flushedAt, now - last < Self.flushIntervalMax else {
      if flushedAt != nil { stream.flush() }
      return flushedAt = now
    }
  }

  // MARK: Time-outs

  private func startWatch(_ timeouts: ConnectionTimeouts) {
    let watch = ConnectionWatch(timeouts: timeouts, now: .now)
    self.watch = watch
    watchTimer = loop.schedule(after: watch.lookInterval) { [weak self] in self?.look() }
  }

  private func look() {
    guard !isClosing, var watch else { return }
    var progress = session.progress
    progress.sentByteCount = stream.sentByteCount
    progress.isOutputWaiting = stream.queuedByteCount > 0
    let action = watch.looked(progress, now: .now)
    self.watch = watch
    switch action {
    case .none: break
    case .ping:
      keepaliveCount += 1
      session.ping(Self.keepalivePing)
    case .drain: onIdle()
    case .close(let fault):
      let reason = session.timedOut(fault)
      return fault.isTold ? close(reason: reason) : abort(reason)
    }
    watchTimer?.rearm(after: watch.lookInterval)
  }

  /// Closes at once: the peer takes nothing, so what is queued cannot leave.
  private func abort(_ reason: String) {
    isClosing = true
    session.connectionLost(reason)
    reportClose(reason)
    stream.close()
  }

  private func planFlush() {
    guard !isFlushPlanned, !isProducing, !isClosing else { return }
    isFlushPlanned = true
    loop.atEndOfTurn(self)
  }

  package func turnEnded() {
    isFlushPlanned = false
    produce()
  }

  private func produce() {
    guard !isClosing, !isProducing else { return }
    let problem = makeFrames()
    let wasLimited = stream.queuedByteCount >= Self.outputHighWaterByteCount
    stream.flush()
    if let problem { return close(reason: "HTTP/2 failed: \(problem)") }
    if wasLimited, stream.queuedByteCount == 0 {
      // The socket took it all: go on after the other connections had their turn.
      loop.execute { [self] in produce() }
    }
    closeIfFinished()
  }

  private func makeFrames() -> String? {
    isProducing = true
    defer { isProducing = false }
    return session.produceOutput(while: {
      stream.queuedByteCount < Self.outputHighWaterByteCount
    })
  }

  private func closeIfFinished() {
    guard !isClosing, session.isFinished else { return }
    close(reason: session.lastProblem.isEmpty ? "closed after GOAWAY" : session.lastProblem)
  }

  private func ended(_ reason: String) {
    if !isClosing { session.inputEnded() }
    isClosing = true
    session.connectionLost(reason)
    reportClose(reason)
  }

  private func reportClose(_ reason: String) {
    guard !hasReportedClose else { return }
    hasReportedClose = true
    watchTimer?.cancel()
    watchTimer = nil
    let closed = onClosed
    onClosed = { _ in }
    closed(reason)
    session.delegate = nil
  }
}
