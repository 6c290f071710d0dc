internal import Transport

/// One call on the server: from its headers to its trailers.
///
/// Life of a call: *collecting* (a unary request is not complete), *running* (the handler runs, or is
/// about to), *finished* (status queued, or the stream is gone). The task may outlive the stream; what
/// it then sends is refused with the reason.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread; the methods that handlers
/// reach from other threads hop there.
final class ServerCall: HTTP2StreamDelegate, @unchecked Sendable {
  enum Phase {
    case collecting
    case running
    case finished
  }

  let connection: ServerConnection
  let stream: HTTP2Stream
  var phase = Phase.collecting
  /// What a handler that goes on after the end hears; nil when the call ended with OK.
  private var endReason: RPCError?
  var head: RequestHead?
  var inbound: InboundMessages
  /// The one request of a call that has exactly one.
  var onlyRequest: [UInt8]?
  /// The one response of a call that has exactly one; leaves with the status.
  var onlyResponse: [UInt8]?
  var inboundFailure: RPCError?
  var responseEncoding = MessageEncoding.identity
  var hasSentHeaders = false
  var sentMessageCount = 0
  var sentByteCount = 0
  private var receivedByteCount = 0
  /// Nil unless somebody observes.
  private var startedAt: ContinuousClock.Instant?
  var messageWaiter: LoopWaiter<[UInt8]?>?
  var drainWaiter: LoopWaiter<Void>?
  private var deadlineTimer: LoopTimer?
  /// The task that the handler runs in, while it does: `closed` and the deadline cancel it.
  private var runner: HandlerTasks.Runner?
  /// Nil before the request was accepted.
  private(set) var facts: CallFacts?

  init(connection: ServerConnection, stream: HTTP2Stream) {
    self.connection = connection
    self.stream = stream
    inbound = InboundMessages(
      messageByteCountMax: connection.core.configuration.requestByteCountMax)
  }

  var core: ServerCore { connection.core }
  var loop: EventLoop { connection.loop }
  var isFinished: Bool { phase == .finished }

  /// Refuses what a handler does after the end.
  func checkRunning() throws(RPCError) {
    guard isFinished else { return }
    throw endReason ?? RPCError(.failedPrecondition, "the call has ended")
  }

  // MARK: Received

  func headersReceived(_ headers: HeaderList, isOversized: Bool, endStream: Bool) {
    if core.observer != nil { startedAt = .now }
    if isOversized { connection.reached(.metadataSize) }
    switch RequestHead.judge(headers, isOversized: isOversized, core) {
    case .refuseHTTP(let status, let error): refuseHTTP(status, error)
    case .refuse(let error): finish(error)
    case .accept(let head): accepted(head, headers, endStream: endStream)
    }
  }

  private func accepted(_ head: RequestHead, _ headers: HeaderList, endStream: Bool) {
    self.head = head
    core.observer?.callStarted(method: head.methodIndex)
    inbound.encodingReceived(head.encoding)
    // A reply is gzipped when the client gzips its requests and says that it understands it.
    if head.encoding == .gzip, head.acceptsGzip { responseEncoding = .gzip }
    var deadline: ContinuousClock.Instant?
    if let timeout = head.timeout {
      deadline = .now + timeout
      deadlineTimer = loop.schedule(after: timeout) { [weak self] in self?.deadlinePassed() }
    }
    let entry = core.methods.entries[head.methodIndex]
    facts = CallFacts(
      deadline: deadline, trace: head.trace ?? TraceContext.random(using: &connection.randomness),
      entry: entry, peer: connection.peer, headers: headers)
    switch entry.kind {
    case .clientStreaming, .bidirectionalStreaming: start()
    case .unary, .serverStreaming: break
    }
    if endStream { endReceived() }
  }

  func dataReceived(_ bytes: UnsafeRawBufferPointer) {
    receivedByteCount &+= bytes.count
    connection.activity.messageReceivedAt = loop.turnTime
    switch phase {
    case .collecting: collect(bytes)
    case .running: deliver(bytes)
    case .finished: stream.consumed(bytes.count)
    }
  }

  /// A unary request: read as it comes, because its handler waits for it.
  private func collect(_ bytes: UnsafeRawBufferPointer) {
    do throws(RPCError) {
      keep(try inbound.receivedWanted(bytes))
      // Nothing but the end may follow: a second message shows here.
      if onlyRequest != nil, inbound.hasBacklog { keep(try inbound.next()) }
    } catch {
      finish(counted(error))
    }
    stream.consumed(inbound.takeConsumedByteCount())
  }

  private func keep(_ next: InboundMessages.Next) {
    guard case .message(let message) = next, !isFinished else { return }
    guard onlyRequest == nil else {
      return finish(RPCError(.unimplemented, "the method takes one request; a second one came"))
    }
    onlyRequest = message
  }

  private func deliver(_ bytes: UnsafeRawBufferPointer) {
    guard let waiter = messageWaiter, !waiter.isDone else { return inbound.received(bytes) }
    do throws(RPCError) {
      if case .message(let message) = try inbound.receivedWanted(bytes) {
        messageWaiter = nil
        waiter.succeed(message)
      }
    } catch {
      fail(waiter, counted(error))
    }
    stream.consumed(inbound.takeConsumedByteCount())
  }

  /// Counts what a client did wrong with its messages.
  func counted(_ error: RPCError) -> RPCError {
    switch error.code {
    case .resourceExhausted: connection.reached(.requestSize)
    case .internalError: connection.reached(.requestEncoding)
    default: break
    }
    return error
  }

  func trailersReceived(_ trailers: HeaderList, isOversized: Bool) {
    endReceived()
  }

  func endReceived() {
    inbound.ended()
    switch phase {
    case .collecting:
      do throws(RPCError) {
        keep(try inbound.next())
        guard !isFinished else { return }
        guard onlyRequest != nil else {
          throw RPCError(.unimplemented, "the method takes one request; none came")
        }
        start()
      } catch {
        finish(counted(error))
      }
    case .running:
      guard let waiter = messageWaiter, !waiter.isDone else { return }
      messageWaiter = nil
      readNext(waiter)
    case .finished: break
    }
  }

  func outboundDrained() {
    let waiter = drainWaiter
    drainWaiter = nil
    waiter?.succeed(())
  }

  func closed(_ end: HTTP2StreamEnd) {
    if !isFinished {
      let why =
        switch end {
        case .closed(.cancel, _), .closed(.noError, _): "the client cancelled the call"
        case .closed(let code, let problem):
          "the stream was closed with \(code)\(problem.isEmpty ? "" : ": \(problem)")"
        case .connectionLost(let reason), .neverLeft(let reason):
          "the client's connection was lost: \(reason)"
        }
      self.end(RPCError(.cancelled, why))
      runner?.cancel()
    }
  }

  // MARK: Running

  /// The request is there, or as much of it as the handler wants to begin with. It runs once all that
  /// came with it has been looked at, and not at all if the call is over by then.
  private func start() {
    facts?.isRequestCompressed = inbound.isLastMessageCompressed
    phase = .running
    connection.handlerReady(self)
  }

  /// What to run in `runner`; nil when the call has ended before.
  func handlerBegins(in runner: HandlerTasks.Runner) -> (MethodTable.Entry, CallFacts)? {
    guard !isFinished, let facts, let entry = facts.entry else { return nil }
    self.runner = runner
    connection.handlerStarted()
    return (entry, facts)
  }

  func handlerReturned(_ outcome: RPCError?) {
    runner = nil
    if outcome?.isMalformedRequest == true { connection.reached(.requestEncoding) }
    if !isFinished { finish(outcome) }
    connection.handlerEnded()
  }

  /// What a client may know of an error: all of an `RPCError`, only the type of any other.
  static func status(of error: any Error) -> RPCError {
    if let error = error as? RPCError {
      guard error.code != .ok else {
        return RPCError(.internalError, "the handler threw a status of OK", cause: error)
      }
      return error
    }
    if error is CancellationError { return RPCError(.cancelled, "the call was cancelled") }
    return RPCError(.unknown, "the handler failed with \(type(of: error))", cause: error)
  }

  private func deadlinePassed() {
    guard !isFinished else { return }
    finish(RPCError(.deadlineExceeded, "the deadline passed on the server"))
    runner?.cancel()
  }

  /// Ends the call from outside: the server's grace is over.
  func abort(_ error: RPCError) {
    guard !isFinished else { return }
    finish(error)
    runner?.cancel()
  }

  // MARK: The end

  /// Sends the status and whatever belongs before it.
  func finish(_ error: RPCError?) {
    guard !isFinished else { return }
    if error == nil, let response = onlyResponse {
      onlyResponse = nil
      do throws(RPCError) {
        try enqueue(response, compress: true)
      } catch {
        return finish(error)
      }
    }
    var trailers = Self.trailersOfOK
    if let error {
      trailers = HeaderList()
      StatusTrailers.append(error, to: &trailers)
      // Whoever sent a trace gets it with every reply; others at least with what they may ask about.
      if head?.trace == nil, let trace = facts?.trace {
        trailers.append("traceparent", trace.traceparent, isNeverIndexed: true)
      }
    }
    if let added = facts?.wishes.trailing { trailers.append(contentsOf: added.withoutReserved) }
    if trailers.sizeCounted > connection.peerHeaderListByteCountMax {
      trailers = Self.oversized(error)
    }
    end(error)
    if hasSentHeaders {
      stream.finish(trailers: trailers)
    } else {
      var headers = responseHeaders()
      headers.append(contentsOf: trailers)
      hasSentHeaders = true
      stream.respond(headers, endStream: true)
    }
  }

  private static let trailersOfOK: HeaderList = {
    var trailers = HeaderList()
    trailers.append("grpc-status", "0")
    return trailers
  }()

  private static func oversized(_ error: RPCError?) -> HeaderList {
    var trailers = HeaderList()
    let code = error?.code ?? .resourceExhausted
    StatusTrailers.append(
      RPCError(code, "the status is larger than the client accepts; its details were dropped"),
      to: &trailers)
    return trailers
  }

  private func refuseHTTP(_ status: StaticString, _ error: RPCError) {
    var headers = HeaderList()
    headers.append(":status", status)
    headers.append("content-type", "text/plain")
    StatusTrailers.append(error, to: &headers)
    end(error)
    hasSentHeaders = true
    stream.respond(headers, endStream: true)
  }

  /// Whoever waits hears `reason`; nothing is sent any more.
  private func end(_ reason: RPCError?) {
    phase = .finished
    endReason = reason
    connection.counts.ended(
      isSuccess: reason == nil, messagesSent: sentMessageCount,
      messagesReceived: inbound.messageCount)
    if let startedAt { core.observer?.callEnded(record(reason, since: startedAt)) }
    // A handler that does not heed its cancellation must not keep what the client has sent.
    if reason != nil { inbound = InboundMessages(messageByteCountMax: 0) }
    deadlineTimer?.cancel()
    deadlineTimer = nil
    guard messageWaiter != nil || drainWaiter != nil else { return }
    let waiters = (messageWaiter, drainWaiter)
    messageWaiter = nil
    drainWaiter = nil
    do throws(RPCError) {
      try checkRunning()
    } catch {
      waiters.0?.fail(error)
      waiters.1?.fail(error)
    }
  }

  private func record(_ status: RPCError?, since start: ContinuousClock.Instant) -> CallRecord {
    CallRecord(
      method: head.map { (core.methods.entries[$0.methodIndex].path, $0.methodIndex) },
      status: status, duration: .now - start, peer: connection.peer.text, trace: facts?.trace,
      receivedByteCount: receivedByteCount, sentByteCount: sentByteCount)
  }

  func fail(_ waiter: LoopWaiter<[UInt8]?>, _ error: RPCError) {
    inboundFailure = error
    messageWaiter = nil
    waiter.fail(error)
  }
}
