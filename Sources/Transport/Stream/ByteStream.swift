internal import Glibc

/// A connected socket on one event loop, plain or TLS.
///
/// Life of a stream:
/// - *handshaking* (TLS only): nothing is delivered; writes are queued. Owners never see it.
/// - *open*: bytes flow. It starts with reading paused: set the handlers, then `resumeReading()`.
/// - *draining*, after `closeAfterFlush()`: queued bytes leave, at most for `drainDurationMax`; new
///   writes are dropped.
/// - *lingering*: all is sent; what the peer still sends is thrown away until it closes too, at most
///   `lingerDurationMax`, so that its kernel does not discard our last bytes.
/// - *closed*: terminal. `onClosed` has been called, exactly once, and the handlers are released.
///
/// Writing is queued and costs no system call until `flush()`. The owner bounds the queue: it stops
/// producing while `queuedByteCount` is high and goes on at `onWriteBufferDrained`.
///
/// Unchecked `Sendable`: everything but `loop` and `peerAddress` belongs to the loop's thread.
package final class ByteStream: ReadinessHandler, TurnEndHandler, @unchecked Sendable {
  enum Phase {
    case handshaking
    case open
    case draining(StreamCloseReason)
    case lingering(StreamCloseReason)
    case closed
  }

  /// How long a closing stream waits for the peer to close too.
  package static let lingerDurationMax: Duration = .seconds(1)
  /// How long a closing stream waits for the peer to take what is queued.
  package static let drainDurationMax: Duration = .seconds(30)
  /// Full buffers read from one socket in one turn before the others get theirs.
  static let readsPerTurnMax = 4
  /// Cipher text queued ahead of the socket, at most (plus one record).
  static let cipherByteCountMax = 128 * 1024

  package let loop: EventLoop
  /// The other end. For a unix socket's client the path is empty.
  package let peerAddress: SocketAddress

  /// Called with what arrived; the memory is valid during the call only.
  package var onBytes: (UnsafeRawBufferPointer) -> Void = { _ in }
  /// Called when a flush that the socket did not take at once has been completed.
  package var onWriteBufferDrained: () -> Void = {}
  /// Called when the peer has finished sending and can still receive. While nil, the stream then
  /// sends what is queued and closes with `.closedByPeer`.
  package var onInputEnded: (() -> Void)?
  /// Called exactly once, at the end.
  package var onClosed: (StreamCloseReason) -> Void = { _ in }

  private var socket: Int32
  private var registration: RegistrationID?
  private var interest: Readiness = []
  private var queue: WriteQueue
  private var tls: TLSSession?
  private var phase: Phase
  private var isReadingPaused = true
  private var isInputEnded = false
  private var isFlushBlocked = false
  private var isTurnEndFlushPlanned = false
  private var timer: LoopTimer?
  private var onHandshake: ((TLSError?) -> Void)?
  /// For whoever counts connections; called after `onClosed`, or when the stream is dropped.
  var onEnded: (() -> Void)?

  init(socket: Int32, loop: EventLoop, peerAddress: SocketAddress, tls: TLSSession?) {
    self.socket = socket
    self.loop = loop
    self.peerAddress = peerAddress
    self.tls = tls
    queue = WriteQueue(pool: loop.blockPool)
    phase = tls == nil ? .open : .handshaking
  }

  deinit {
    if socket >= 0 { SystemCall.close(socket) }
    onEnded?()
  }

  // MARK: State

  package var isClosed: Bool { if case .closed = phase { true } else { false } }
  private var isOpen: Bool { if case .open = phase { true } else { false } }

  /// Bytes accepted by `write` that the kernel has not taken yet; with TLS, cipher text included.
  package var queuedByteCount: Int { queue.byteCount + (tls?.outbound.byteCount ?? 0) }

  /// Bytes that the kernel has taken.
  package private(set) var sentByteCount = 0

  /// The ALPN protocol, if TLS negotiated one.
  package private(set) var negotiatedProtocol: String?
  /// Who the peer's certificate says it is, if it showed one.
  package private(set) var peerIdentity: TLSPeerIdentity?
  /// Whether the stream is encrypted.
  package var isSecure: Bool { tls != nil }

  // MARK: Reading

  /// Stops delivering bytes; nothing arrives after this returns. The kernel's buffers then fill up
  /// and slow the peer down.
  package func pauseReading() {
    isReadingPaused = true
    updateInterest()
  }

  /// Starts, or goes on, delivering bytes; never from within this call.
  package func resumeReading() {
    guard isReadingPaused, !isClosed else { return }
    isReadingPaused = false
    updateInterest()
    guard let tls, tls.hasBufferedInput else { return }
    loop.execute { [self] in
      guard isOpen, !isReadingPaused else { return }
      receiveCipherText(UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }

  func readinessChanged(_ readiness: Readiness) {
    if readiness.contains(.writable) { socketBecameWritable() }
    guard !isClosed else { return }
    let isDead = !readiness.isDisjoint(with: [.hangUp, .error])
    if interest.contains(.readable) {
      if isDead || !readiness.isDisjoint(with: [.readable, .peerFinished]) { readAvailable() }
    } else if isDead {
      let code = pendingSocketError()
      finish(
        code == 0 ? .closedByPeer : .failed(SystemError(operation: "connection", code: code)))
    }
  }

  private func readAvailable() {
    let buffer = loop.readBuffer
    for _ in 0..<Self.readsPerTurnMax {
      switch SystemCall.attempt({ recv(socket, buffer.baseAddress, buffer.count, 0) }) {
      case .wouldBlock: return
      case .failed(let code):
        return finish(.failed(SystemError(operation: "receive", code: code)))
      case .value(0): return socketReachedEnd()
      case .value(let count):
        received(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        guard count == buffer.count, interest.contains(.readable) else { return }
      }
    }
  }

  private func received(_ bytes: UnsafeRawBufferPointer) {
    if case .lingering = phase { return }
    if tls != nil { receiveCipherText(bytes) } else { onBytes(bytes) }
  }

  private func socketReachedEnd() {
    switch phase {
    case .lingering(let reason): finish(reason)
    case .handshaking:
      failHandshake(TLSError(.handshakeFailed, "the peer closed during the handshake"))
    case .open, .draining:
      if tls != nil, !isInputEnded {
        finish(.tls(TLSError(.truncated, "the connection ended without close_notify")))
      } else {
        inputEnded()
      }
    case .closed: break
    }
  }

  /// The peer will send no more.
  private func inputEnded() {
    guard !isInputEnded else { return }
    isInputEnded = true
    updateInterest()
    if case .open = phase {
      if let onInputEnded { onInputEnded() } else { drain(.closedByPeer) }
    }
  }

  // MARK: TLS input

  /// Starts the handshake; `completion` gets nil on success, after which the stream is open with
  /// reading paused, or the error, after which it is closed.
  func startHandshake(timeout: Duration, _ completion: @escaping (TLSError?) -> Void) {
    onHandshake = completion
    timer = loop.schedule(after: timeout) { [weak self] in
      self?.failHandshake(TLSError(.handshakeFailed, "no handshake within \(timeout)"))
    }
    isReadingPaused = false
    updateInterest()
    if let tls { advanceHandshake(tls) }
  }

  private func receiveCipherText(_ bytes: UnsafeRawBufferPointer) {
    guard let tls else { return }
    tls.withInput(bytes) {
      if case .handshaking = phase { advanceHandshake(tls) }
      deliverPlainText(tls)
    }
    if tls.outbound.byteCount > 0, !isClosed { flush() }
  }

  private func advanceHandshake(_ tls: TLSSession) {
    switch tls.handshake() {
    case .needsInput: sendQueued()
    case .failed(let error):
      sendQueued()
      failHandshake(error)
    case .done:
      timer?.cancel()
      timer = nil
      negotiatedProtocol = tls.negotiatedProtocol
      peerIdentity = tls.peerIdentity
      phase = .open
      pauseReading()
      let completion = onHandshake
      onHandshake = nil
      sendQueued()
      if !isClosed { completion?(nil) }
    }
  }

  private func failHandshake(_ error: TLSError) {
    let completion = onHandshake
    onHandshake = nil
    finish(.tls(error))
    completion?(error)
  }

  private func deliverPlainText(_ tls: TLSSession) {
    let buffer = loop.plaintextBuffer
    while isReceiving {
      switch tls.read(into: buffer) {
      case .bytes(let count): onBytes(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      case .needsInput: return
      case .ended: return inputEnded()
      case .failed(let error):
        sendQueued()
        return finish(.tls(error))
      }
    }
  }

  private var isReceiving: Bool {
    guard !isReadingPaused, !isInputEnded else { return false }
    switch phase {
    case .open, .draining: return true
    case .handshaking, .lingering, .closed: return false
    }
  }

  // MARK: Writing

  /// Queues bytes by copying them. Dropped once the stream is closing; `onClosed` tells.
  package func write(_ bytes: UnsafeRawBufferPointer) {
    guard acceptsWrites else { return }
    queue.append(bytes)
  }

  /// Queues bytes; large arrays are kept, not copied.
  package func write(_ bytes: [UInt8]) {
    guard acceptsWrites else { return }
    queue.append(bytes)
  }

  /// Queues bytes that `body` writes in place. It gets at least `count` bytes of room, `count` being
  /// at most 16 KiB, and returns how many it filled.
  package func write(
    reserving count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int
  ) {
    guard acceptsWrites else { return }
    queue.append(reserving: count, body)
  }

  private var acceptsWrites: Bool {
    switch phase {
    case .handshaking, .open: true
    case .draining, .lingering, .closed: false
    }
  }

  /// Sends what is queued, in one system call when the socket takes it all. What it does not take
  /// goes out when the socket is writable again.
  package func flush() {
    guard !isFlushBlocked else { return }
    sendQueued()
    finishDrainIfSent()
  }

  /// Flushes once when the loop has handled everything that is ready now.
  package func flushAtEndOfTurn() {
    guard !isTurnEndFlushPlanned, !isClosed else { return }
    isTurnEndFlushPlanned = true
    loop.atEndOfTurn(self)
  }

  package func turnEnded() {
    isTurnEndFlushPlanned = false
    flush()
  }

  private func socketBecameWritable() {
    isFlushBlocked = false
    sendQueued()
    guard !isClosed, !isFlushBlocked else { return }
    updateInterest()
    if case .open = phase { onWriteBufferDrained() }
    finishDrainIfSent()
  }

  /// Sends until everything is sent or the socket is full.
  private func sendQueued() {
    guard let tls else { return sendPlain() }
    while !isClosed, !isFlushBlocked {
      if case .handshaking = phase {} else if !encrypt(tls) { return }
      guard !tls.outbound.isEmpty else { return }
      let result = tls.outbound.send(to: socket)
      guard let count = sentCount(result) else { return }
      tls.outbound.consume(count)
      if !tls.outbound.isEmpty { return waitUntilWritable() }
    }
  }

  private func sendPlain() {
    guard !queue.isEmpty, !isClosed else { return }
    while !queue.isEmpty {
      guard let count = sentCount(queue.send(to: socket)) else { return }
      queue.consume(count)
    }
  }

  /// Moves plain text into cipher text, up to a bound; false when the stream failed.
  private func encrypt(_ tls: TLSSession) -> Bool {
    while !queue.isEmpty, tls.outbound.byteCount < Self.cipherByteCountMax {
      switch queue.withFirstPiece({ tls.write($0) }) {
      case .success(let count): queue.consume(count)
      case .failure(let error):
        finish(.tls(error))
        return false
      }
    }
    return true
  }

  private func sentCount(_ result: SystemCallResult) -> Int? {
    switch result {
    case .value(let count):
      sentByteCount &+= count
      return count
    case .wouldBlock: waitUntilWritable()
    case .failed(let code): finish(.failed(SystemError(operation: "send", code: code)))
    }
    return nil
  }

  private func waitUntilWritable() {
    isFlushBlocked = true
    updateInterest()
  }

  // MARK: Closing

  /// Closes now; what is queued is dropped.
  package func close() {
    finish(.closedByUs)
  }

  /// Sends what is queued and closes then.
  package func closeAfterFlush() {
    drain(.closedByUs)
  }

  private func drain(_ reason: StreamCloseReason) {
    switch phase {
    case .open:
      phase = .draining(reason)
      timer = loop.schedule(after: Self.drainDurationMax) { [weak self] in
        self?.finish(.timedOut("sending what was queued"))
      }
      flush()
    case .handshaking: finish(reason)
    case .draining, .lingering, .closed: break
    }
  }

  private func finishDrainIfSent() {
    guard case .draining(let reason) = phase, queuedByteCount == 0 else { return }
    if let tls {
      tls.sendCloseNotify()
      sendQueued()
      guard !isClosed else { return }
    }
    shutdown(socket, Int32(SHUT_WR))
    if isInputEnded, tls == nil { return finish(reason) }
    phase = .lingering(reason)
    isReadingPaused = false
    isInputEnded = false
    updateInterest()
    timer?.cancel()
    timer = loop.schedule(after: Self.lingerDurationMax) { [weak self] in self?.finish(reason) }
  }

  private func finish(_ reason: StreamCloseReason) {
    if case .closed = phase { return }
    if case .open = phase, let tls, !isFlushBlocked {
      tls.sendCloseNotify()
      _ = tls.outbound.isEmpty ? .wouldBlock : tls.outbound.send(to: socket)
    }
    phase = .closed
    timer?.cancel()
    timer = nil
    if let registration { loop.deregister(socket, registration) }
    registration = nil
    SystemCall.close(socket)
    socket = -1
    queue.removeAll()
    tls = nil
    let closed = onClosed
    onBytes = { _ in }
    onWriteBufferDrained = {}
    onInputEnded = nil
    onClosed = { _ in }
    closed(reason)
    onEnded?()
    onEnded = nil
  }

  // MARK: The kernel

  private func updateInterest() {
    guard !isClosed else { return }
    var wanted: Readiness = []
    if !isReadingPaused, !isInputEnded { wanted.formUnion([.readable, .peerFinished]) }
    if isFlushBlocked { wanted.formUnion(.writable) }
    guard wanted != interest else { return }
    interest = wanted
    if let registration { return loop.modify(socket, wanted, registration) }
    do throws(SystemError) {
      registration = try loop.register(socket, wanted, self)
    } catch {
      finish(.failed(error))
    }
  }

  private func pendingSocketError() -> Int32 {
    var code: Int32 = 0
    var byteCount = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &byteCount)
    return code
  }
}
