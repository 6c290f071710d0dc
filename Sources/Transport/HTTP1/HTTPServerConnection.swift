/// One HTTP/1.1 connection: *reading* a request, then *answering* it, and so on.
///
/// While it answers, reading is paused: at most one request of a connection is in memory, plus what
/// one read brought. Unchecked `Sendable`: everything but `loop` belongs to the loop's thread.
final class HTTPServerConnection: @unchecked Sendable {
  private enum Phase { case reading, answering, closed }

  let loop: EventLoop
  private let stream: ByteStream
  private let configuration: HTTPServerConfiguration
  private let handler: HTTPServer.Handler
  private let parser: HTTPRequestParser
  private var phase = Phase.reading
  /// Pipelined bytes behind the request that is being answered.
  private var pending: [UInt8] = []
  private var keepAlive = false
  private var isHeadRequest = false
  private var isInsideFeed = false
  private var timer: LoopTimer?

  init(
    _ stream: ByteStream, _ configuration: HTTPServerConfiguration,
    _ handler: @escaping HTTPServer.Handler
  ) {
    self.stream = stream
    self.configuration = configuration
    self.handler = handler
    loop = stream.loop
    parser = HTTPRequestParser(limits: configuration.limits)
  }

  func start() {
    stream.onBytes = { self.received($0) }
    // A client may finish sending and still wait for its answer.
    stream.onInputEnded = { self.inputEnded() }
    stream.onClosed = { _ in self.closed() }
    timer = loop.makeTimer { [weak self] in self?.timeRanOut() }
    timer?.rearm(after: configuration.idleTimeout)
    stream.resumeReading()
  }

  private func closed() {
    phase = .closed
    timer?.cancel()
    timer = nil
    pending = []
  }

  private func inputEnded() {
    guard phase == .answering else { return stream.closeAfterFlush() }
    keepAlive = false
  }

  private func timeRanOut() {
    guard phase == .reading else { return }
    if parser.isInsideRequest {
      refuse(408, "the request was not complete within \(configuration.requestTimeout)")
    } else {
      stream.closeAfterFlush()
    }
  }

  private func received(_ bytes: UnsafeRawBufferPointer) {
    guard phase == .reading else {
      // Part of the same read as the request that is being answered.
      return pending.append(contentsOf: bytes)
    }
    feed(bytes)
  }

  private func feed(_ bytes: UnsafeRawBufferPointer) {
    let wasInside = parser.isInsideRequest
    switch parser.offer(bytes) {
    case .needsMore:
      if parser.isInsideRequest, !wasInside { timer?.rearm(after: configuration.requestTimeout) }
      if parser.takeExpectsContinue() { send("HTTP/1.1 100 Continue\r\n\r\n") }
    case .complete(let consumed):
      pending.append(contentsOf: bytes[consumed...])
      handle(parser.takeRequest(from: stream.peerAddress))
    case .refuse(let status, let reason): refuse(status, reason)
    }
  }

  private func handle(_ request: HTTPRequest) {
    phase = .answering
    keepAlive = parser.shouldKeepAlive
    isHeadRequest = request.method == "HEAD"
    timer?.cancel()
    stream.pauseReading()
    handler(request, HTTPResponder(connection: self))
  }

  private func send(_ text: String) {
    stream.write(Array(text.utf8))
    stream.flush()
  }

  private func refuse(_ status: Int, _ reason: String) {
    phase = .answering
    keepAlive = false
    respond(.text(status, reason + "\n"))
  }

  func respond(_ response: HTTPResponse) {
    guard phase == .answering else { return }
    stream.write(Array(response.head(keepAlive: keepAlive).utf8))
    if !isHeadRequest { stream.write(response.body) }
    guard keepAlive else {
      phase = .closed
      return stream.closeAfterFlush()
    }
    stream.flushAtEndOfTurn()
    phase = .reading
    timer?.rearm(after: configuration.idleTimeout)
    readNext()
  }

  /// Goes on with pipelined bytes, in a loop rather than by recursion, so that a thousand requests
  /// in one read cannot exhaust the stack.
  private func readNext() {
    guard !isInsideFeed else { return }
    isInsideFeed = true
    defer { isInsideFeed = false }
    while phase == .reading, !pending.isEmpty {
      let bytes = pending
      pending = []
      bytes.withUnsafeBytes { feed($0) }
    }
    if phase == .reading { stream.resumeReading() }
  }
}
