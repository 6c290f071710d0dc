internal import Transport

/// What handlers do with their call, from any thread.
extension ServerCall: ServerExchange {
  func takeOnlyMessage() -> [UInt8] {
    // Set before the task began, and not touched by anybody else since.
    guard let request = onlyRequest else {
      preconditionFailure("a unary handler was started without its request")
    }
    onlyRequest = nil
    return request
  }

  func complete(with message: [UInt8]) {
    if loop.isOnLoop {
      onlyResponse = message
    } else {
      loop.execute { self.onlyResponse = message }
    }
  }

  func nextMessage() async throws -> [UInt8]? {
    if loop.isOnLoop, let ready = try readReady() { return ready.message }
    return try await LoopWaiter.wait(on: loop) { self.readNext($0) }
  }

  /// A message, or the end, that is here already.
  private func readReady() throws(RPCError) -> (message: [UInt8]?, ())? {
    try checkRunning()
    if let inboundFailure { throw inboundFailure }
    let next: InboundMessages.Next
    do throws(RPCError) {
      next = try inbound.next()
    } catch {
      throw counted(error)
    }
    stream.consumed(inbound.takeConsumedByteCount())
    switch next {
    case .message(let message): return (message, ())
    case .end: return (nil, ())
    case .needsMore: return nil
    }
  }

  func readNext(_ waiter: LoopWaiter<[UInt8]?>) {
    if let other = messageWaiter, !other.isDone {
      return waiter.fail(
        RPCError(.failedPrecondition, "two tasks read the requests of one call at once"))
    }
    do throws(RPCError) {
      if let ready = try readReady() {
        waiter.succeed(ready.message)
      } else {
        messageWaiter = waiter
      }
    } catch {
      fail(waiter, error)
    }
  }

  func isLastMessageCompressed() async throws -> Bool {
    try await LoopWaiter.wait(on: loop) { $0.succeed(self.inbound.isLastMessageCompressed) }
  }

  func send(_ message: [UInt8], compress: Bool) async throws {
    if loop.isOnLoop {
      try enqueue(message, compress: compress)
      guard stream.isAboveHighWater() else { return }
      return try await LoopWaiter.wait(on: loop) { self.awaitDrain($0) }
    }
    try await LoopWaiter.wait(on: loop) { waiter in
      do throws(RPCError) {
        try self.enqueue(message, compress: compress)
        self.awaitDrain(waiter)
      } catch {
        waiter.fail(error)
      }
    }
  }

  func finish() async throws {}

  func initialMetadata() async throws -> Metadata {
    Metadata(received: facts?.headers ?? HeaderList())
  }

  var trailingMetadata: Metadata { Metadata() }

  private func awaitDrain(_ waiter: LoopWaiter<Void>) {
    do throws(RPCError) {
      try checkRunning()
    } catch {
      return waiter.fail(error)
    }
    guard stream.isAboveHighWater() else { return waiter.succeed(()) }
    if let other = drainWaiter, !other.isDone {
      return waiter.fail(
        RPCError(.failedPrecondition, "two tasks write the responses of one call at once"))
    }
    drainWaiter = waiter
  }

  /// Queues a message, and the headers before the first one.
  func enqueue(_ message: [UInt8], compress: Bool) throws(RPCError) {
    try checkRunning()
    guard message.count <= core.configuration.responseByteCountMax else {
      throw RPCError(
        .resourceExhausted,
        "a response of \(message.count) bytes exceeds this server's limit of "
          + "\(core.configuration.responseByteCountMax) bytes")
    }
    if !hasSentHeaders {
      hasSentHeaders = true
      stream.respond(responseHeaders(), endStream: false)
    }
    let encoding = compress ? responseEncoding : .identity
    let (flag, bytes) = encoding.encode(message)
    sentMessageCount += 1
    sentByteCount &+= bytes.count + Deframer.prefixByteCount
    connection.activity.messageSentAt = loop.turnTime
    stream.send(flag: flag, message: bytes)
  }

  private static let baseHeaders: HeaderList = {
    var headers = HeaderList()
    headers.append(":status", "200")
    headers.append("content-type", "application/grpc")
    return headers
  }()

  /// Once for each call. What the handler has asked of the reply until now counts.
  func responseHeaders() -> HeaderList {
    let wishes = facts?.wishes
    if let isCompressed = wishes?.isCompressed {
      responseEncoding = isCompressed && head?.acceptsGzip == true ? .gzip : .identity
    }
    var headers = Self.baseHeaders
    // For a client that compresses, or tried to (grpc/doc/compression.md); others need not hear it.
    if head?.namesEncoding != false {
      headers.append("grpc-accept-encoding", MessageEncoding.accepted)
    }
    if responseEncoding == .gzip { headers.append("grpc-encoding", "gzip") }
    if let trace = head?.trace {
      headers.append("traceparent", trace.traceparent, isNeverIndexed: true)
    }
    if let added = wishes?.initial?.withoutReserved,
      headers.sizeCounted + added.sizeCounted <= connection.peerHeaderListByteCountMax
    {
      headers.append(contentsOf: added)
    }
    return headers
  }
}
