internal import Transport

/// One call of a channel: from its start to its status.
///
/// Life: *waiting* for a connection, *open* on a stream, *finished* with a status. It goes back from
/// *open* to *waiting* when everything sent so far is still at hand, no response has begun, and the
/// server has not looked at the call (REFUSED_STREAM, a GOAWAY that leaves it out, or a connection that
/// ended before the call left) or failed it with a status that the method's policy retries. An attempt
/// that finds no connection counts for that policy as one that failed with UNAVAILABLE.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread; the methods that callers
/// reach from other threads hop there.
final class ClientCall: HTTP2StreamDelegate, @unchecked Sendable {
  enum Phase {
    case waiting
    case open(HTTP2Stream)
    /// The status; nil is OK.
    case finished(RPCError?)
  }

  /// Sent messages are kept for another attempt up to this size, until the server answers.
  static let replayByteCountMax = 256 * 1024
  /// How often a call that no server has looked at, or that never left, is sent again.
  static let refusalCountMax = 3

  let loop: EventLoop
  let channel: LoopChannel
  let request: ClientRequest
  let plan: MethodPlan?
  /// A call with exactly one response reads it as it comes; others on demand.
  let hasOneResponse: Bool
  var phase = Phase.waiting
  /// Of the latest attempt.
  private var connection: ClientConnection?
  private var sentMessageCount = 0
  var inbound: InboundMessages
  private var hasBegun = false
  private var deadlineTimer: LoopTimer?

  /// Where the latest attempt went, once it has a connection.
  var endpoint: Endpoint?
  /// Made when something is to be kept.
  var history: AttemptHistory?

  /// What was sent, for a stream that is still to come.
  private var replay: [(flag: UInt8, bytes: [UInt8])] = []
  private var replayByteCount = 0
  private(set) var isReplayable = true
  var hasFinishedSending = false

  /// As they came; metadata is made of them when somebody asks for it.
  var initialHeadersReceived: HeaderList?
  let trailingBox = TrailingMetadataBox()
  private var onlyResponse: [UInt8]?
  var messageWaiter: LoopWaiter<[UInt8]?>?
  var drainWaiter: LoopWaiter<Void>?
  var headWaiters: [LoopWaiter<Metadata>] = []
  var resultWaiter: LoopWaiter<[UInt8]>?

  init(
    channel: LoopChannel, request: ClientRequest, plan: MethodPlan?, hasOneResponse: Bool
  ) {
    self.channel = channel
    loop = channel.loop
    self.request = request
    self.plan = plan
    self.hasOneResponse = hasOneResponse
    inbound = InboundMessages(messageByteCountMax: request.responseByteCountMax)
  }

  var waitsForReady: Bool { request.waitsForReady }

  /// Where the call should not go again.
  var triedEndpoints: [Endpoint] { history?.triedEndpoints ?? [] }

  /// The history, made if there is none.
  var madeHistory: AttemptHistory {
    if let history { return history }
    let made = AttemptHistory()
    history = made
    return made
  }

  // MARK: Start

  func begin() {
    guard !hasBegun, case .waiting = phase else { return }
    hasBegun = true
    if history == nil || history?.earlierHedgeCount == 0 {
      channel.counts.started += 1
      channel.lastCallAt = loop.turnTime
    }
    if let deadline = request.deadline {
      let left = deadline - .now
      guard left > .zero else { return deadlinePassed() }
      deadlineTimer = loop.schedule(after: left) { [weak self] in self?.deadlinePassed() }
    }
    channel.start(self)
  }

  /// `endpoint` takes calls.
  func assigned(_ endpoint: Endpoint) {
    guard case .waiting = phase, let connection = endpoint.connection else { return }
    let template = connection.templates.headers(path: request.path, authority: request.authority)
    // Read before: an argument that reads the call would make a copy of the request.
    let previousAttemptCount = history == nil ? 0 : history!.previousAttemptCount
    let headers = request.headers(
      template, now: .now, previousAttemptCount: previousAttemptCount)
    guard headers.sizeCounted <= connection.peerHeaderListByteCountMax else {
      return fail(
        RPCError(
          .resourceExhausted,
          "the metadata of \(headers.sizeCounted) bytes exceeds the "
            + "\(connection.peerHeaderListByteCountMax) bytes that the server accepts"))
    }
    guard !endpoint.isJudged || admitted(to: endpoint) else { return channel.start(self) }
    self.endpoint = endpoint
    guard let stream = connection.open(headers, self) else {
      attemptEnded(.cancelled)
      return channel.start(self)
    }
    connection.counts.started += 1
    self.connection = connection
    phase = .open(stream)
    if !replay.isEmpty { connection.activity.messageSentAt = loop.turnTime }
    for message in replay { stream.send(flag: message.flag, message: message.bytes) }
    if hasFinishedSending { stream.finish(trailers: nil) }
    dropReplayIfLarge()
    outboundDrained()
  }

  /// Whether the attempt may begin where somebody judges; if so it has begun.
  private func admitted(to endpoint: Endpoint) -> Bool {
    let now = ContinuousClock.now
    let admission = endpoint.attemptBegins(now: now)
    guard admission != .refused else { return false }
    let history = madeHistory
    history.attemptBegan = now
    history.wasAnswered = false
    history.isProbe = admission == .probe
    return true
  }

  // MARK: Sent

  /// Queues a message.
  func enqueue(_ message: [UInt8], compress: Bool) throws(RPCError) {
    if case .finished(let status) = phase {
      throw status ?? RPCError(.failedPrecondition, "the call has ended")
    }
    guard !hasFinishedSending else {
      throw RPCError(.failedPrecondition, "a request was written after the last one")
    }
    let encoding: MessageEncoding = request.options.compression && compress ? .gzip : .identity
    let (flag, bytes) = encoding.encode(message)
    sentMessageCount += 1
    if isReplayable {
      replay.append((flag, bytes))
      replayByteCount += bytes.count
    }
    if case .open(let stream) = phase {
      connection?.activity.messageSentAt = loop.turnTime
      stream.send(flag: flag, message: bytes)
      dropReplayIfLarge()
    }
  }

  func finishSending() {
    guard !hasFinishedSending else { return }
    hasFinishedSending = true
    if case .open(let stream) = phase { stream.finish(trailers: nil) }
  }

  /// Whether writers should pause; `outboundDrained` follows when so.
  func isAboveHighWater() -> Bool {
    switch phase {
    case .waiting: replayByteCount >= HTTP2Stream.highWaterByteCount
    case .open(let stream): stream.isAboveHighWater()
    case .finished: false
    }
  }

  private func dropReplayIfLarge() {
    if replayByteCount > Self.replayByteCountMax { dropReplay() }
  }

  private func dropReplay() {
    isReplayable = false
    replay = []
    replayByteCount = 0
  }

  func outboundDrained() {
    let waiter = drainWaiter
    drainWaiter = nil
    waiter?.succeed(())
  }

  // MARK: Received

  func headersReceived(_ headers: HeaderList, isOversized: Bool, endStream: Bool) {
    guard case .open = phase else { return }
    switch ResponseHead.judge(headers, isOversized: isOversized, endStream: endStream) {
    case .accept(let encoding):
      dropReplay()
      if let history { history.hedge?.answered(self) }
      inbound.encodingReceived(encoding)
      accepted(headers)
    case .trailersOnly(let status):
      if status?.code != .unavailable { answered(withResponse: false) }
      trailingBox.received(headers)
      if let status { attemptFailed(status) } else { finish(nil) }
    case .refuse(let error): attemptFailed(error)
    }
  }

  /// The server has spoken: with a response, or only with a status, by which the attempt is judged when
  /// it ends.
  private func answered(withResponse isResponse: Bool) {
    guard let history, let attemptBegan = history.attemptBegan else { return }
    let now = ContinuousClock.now
    history.wasAnswered = true
    endpoint?.attemptAnswered(
      after: now - attemptBegan, isProbe: isResponse && history.isProbe, now: now)
  }

  private func accepted(_ headers: HeaderList) {
    answered(withResponse: true)
    initialHeadersReceived = headers
    guard request.options.onInitialMetadata != nil || !headWaiters.isEmpty else { return }
    let metadata = Metadata(received: headers)
    request.options.onInitialMetadata?(metadata)
    let waiters = headWaiters
    headWaiters = []
    for waiter in waiters { waiter.succeed(metadata) }
  }

  func dataReceived(_ bytes: UnsafeRawBufferPointer) {
    guard case .open(let stream) = phase else { return }
    connection?.activity.messageReceivedAt = loop.turnTime
    do throws(RPCError) {
      if hasOneResponse {
        try keep(inbound.receivedWanted(bytes))
        if onlyResponse != nil { try keep(inbound.next()) }
      } else if let waiter = messageWaiter, !waiter.isDone {
        if case .message(let message) = try inbound.receivedWanted(bytes) {
          messageWaiter = nil
          waiter.succeed(message)
        }
      } else {
        inbound.received(bytes)
      }
    } catch {
      return fail(error)
    }
    stream.consumed(inbound.takeConsumedByteCount())
  }

  private func keep(_ next: InboundMessages.Next) throws(RPCError) {
    guard case .message(let message) = next else { return }
    guard onlyResponse == nil else {
      throw RPCError(.unimplemented, "the method has one response; the server sent a second one")
    }
    onlyResponse = message
  }

  func trailersReceived(_ trailers: HeaderList, isOversized: Bool) {
    guard case .open = phase else { return }
    trailingBox.received(trailers)
    if isOversized {
      return fail(RPCError(.resourceExhausted, "the status is larger than this side accepts"))
    }
    finish(StatusTrailers.parse(trailers))
  }

  func endReceived() {
    attemptFailed(RPCError(.internalError, "the server ended the stream without a status"))
  }

  func closed(_ end: HTTP2StreamEnd) {
    guard case .open = phase else { return }
    switch end {
    case .closed(.refusedStream, _), .neverLeft: if resendIfPossible() { return }
    case .closed, .connectionLost: break
    }
    attemptFailed(ResponseHead.status(of: end))
  }

  // MARK: The end

  private func deadlinePassed() {
    var waited = ""
    if case .waiting = phase { waited = " while the call waited for a connection" }
    let earlier = history?.lastFailure.map { "; the attempt before ended with \($0)" } ?? ""
    fail(RPCError(.deadlineExceeded, "the deadline passed\(waited)\(earlier)"))
  }

  /// Ends the call from this side; the server is told.
  func fail(_ error: RPCError) {
    finish(error, dropsInbound: true)
  }

  /// Ends the call because nobody waits for it any more. Nothing happens when it has a status.
  func cancel() {
    fail(.taskCancelled)
  }

  func finish(_ status: RPCError?, dropsInbound: Bool = false) {
    if case .finished = phase { return }
    let last = phase
    var status = status
    if status == nil, hasOneResponse { status = responseFault }
    phase = .finished(status)
    deadlineTimer?.cancel()
    deadlineTimer = nil
    dropReplay()
    if dropsInbound { inbound = InboundMessages(messageByteCountMax: 0) }
    inbound.ended()
    switch last {
    case .open(let stream): leave(stream)
    case .waiting: channel.forget(self)
    case .finished: break
    }
    attemptEnded(status?.code ?? .ok)
    // Another attempt may go on.
    if let hedge = history?.hedge, !hedge.ended(self, status) { return }
    if status == nil { channel.trust.callSucceeded() }
    count(isSuccess: status == nil)
    request.options.onTrailingMetadata?(trailingBox.value)
    resumeWaiters(status)
  }

  func attemptEnded(_ code: RPCError.Code) {
    connection?.counts.ended(
      isSuccess: code == .ok, messagesSent: sentMessageCount,
      messagesReceived: inbound.messageCount)
    connection = nil
    guard let history, let began = history.attemptBegan else { return }
    history.attemptBegan = nil
    let now = ContinuousClock.now
    endpoint?.attemptEnded(
      code, wasAnswered: history.wasAnswered, isProbe: history.isProbe, after: now - began,
      now: now)
  }

  private func count(isSuccess: Bool) {
    guard hasBegun else { return }
    channel.counts.ended(
      isSuccess: isSuccess, messagesSent: sentMessageCount, messagesReceived: inbound.messageCount)
  }

  /// What is wrong with the one response of a call that ended with OK.
  private var responseFault: RPCError? {
    if inbound.isInsideMessage {
      return RPCError(.internalError, "the server sent OK inside a message")
    }
    guard onlyResponse == nil else { return nil }
    return RPCError(
      .unimplemented, "the server sent OK without the one response of the method")
  }

  /// Tells the server that the call is over, unless it knows (PROTOCOL-HTTP2.md, "Early Server Closure").
  func leave(_ stream: HTTP2Stream) {
    guard !stream.state.isClosed else { return }
    stream.reset(stream.state.remote == .ended ? .noError : .cancel)
  }

  private func resumeWaiters(_ status: RPCError?) {
    let ended = status ?? RPCError(.failedPrecondition, "the call has ended")
    outboundFailed(ended)
    let heads = headWaiters
    headWaiters = []
    for waiter in heads { waiter.fail(ended) }
    if let waiter = messageWaiter {
      messageWaiter = nil
      readNext(waiter)
    }
    if let waiter = resultWaiter {
      resultWaiter = nil
      deliverResult(to: waiter)
    }
  }

  private func outboundFailed(_ error: RPCError) {
    let waiter = drainWaiter
    drainWaiter = nil
    waiter?.fail(error)
  }

  /// Gives the one response, or the status, of a finished call.
  func deliverResult(to waiter: LoopWaiter<[UInt8]>) {
    guard case .finished(let status) = phase else {
      resultWaiter = waiter
      return
    }
    if let status { return waiter.fail(status) }
    waiter.succeed(onlyResponse ?? [])
  }

  /// Gives the next message, now or later; nil or the status at the end.
  func readNext(_ waiter: LoopWaiter<[UInt8]?>) {
    if let other = messageWaiter, !other.isDone {
      return waiter.fail(
        RPCError(.failedPrecondition, "two tasks read the responses of one call at once"))
    }
    do throws(RPCError) {
      let next = try inbound.next()
      if case .open(let stream) = phase { stream.consumed(inbound.takeConsumedByteCount()) }
      switch (next, phase) {
      case (.message(let message), _): waiter.succeed(message)
      case (_, .finished(let status?)): waiter.fail(status)
      case (.end, .finished(nil)): waiter.succeed(nil)
      case (.needsMore, _), (.end, _): messageWaiter = waiter
      }
    } catch {
      waiter.fail(error)
      fail(error)
    }
  }
}
