/// Hears what happens on one stream. Every call comes on the connection's loop.
package protocol HTTP2StreamDelegate: AnyObject {
  /// The initial headers; a header list over the limit arrives truncated, marked by `isOversized`.
  func headersReceived(_ headers: HeaderList, isOversized: Bool, endStream: Bool)
  /// Bytes of the body. The delegate calls `HTTP2Stream.consumed` once it has room for more.
  func dataReceived(_ bytes: UnsafeRawBufferPointer)
  func trailersReceived(_ trailers: HeaderList, isOversized: Bool)
  /// The peer has ended its side without trailers.
  func endReceived()
  /// The stream holds less than its low-water mark again.
  func outboundDrained()
  /// The stream is over; always the last call.
  func closed(_ end: HTTP2StreamEnd)
}

/// How a stream came to its end.
package enum HTTP2StreamEnd: Sendable, Equatable {
  /// Both sides ended it (`noError`), or one reset it; `problem` is what nghttp2 says about that.
  case closed(HTTP2ErrorCode, problem: String)
  /// Its connection is gone.
  case connectionLost(reason: String)
  /// Its connection went away before the frame that opens the stream was made: the peer has heard nothing
  /// of it (client).
  case neverLeft(reason: String)
}

/// One HTTP/2 stream. Loop-confined, like the session that owns it.
package final class HTTP2Stream {
  /// Writers should pause from this many queued bytes on ...
  package static let highWaterByteCount = 64 * 1024
  /// ... until no more than this many are left.
  package static let lowWaterByteCount = 32 * 1024

  package internal(set) var id: Int32 = 0
  package var delegate: (any HTTP2StreamDelegate)?
  package internal(set) var state: HTTP2StreamState
  var outbound = OutboundQueue()
  /// nghttp2 asked for data when there was none, and waits to be told.
  var isDeferred = false
  /// DATA frames without bytes that have come.
  var emptyDataCount = 0
  /// A writer found the queue above the high-water mark and wants `outboundDrained`.
  var isDrainAwaited = false
  /// Received on this stream and not consumed yet; never above the stream window.
  package internal(set) var uncreditedByteCount = 0
  /// For the session's list of streams.
  var isListed = false
  var next: HTTP2Stream?
  unowned(unsafe) var previous: HTTP2Stream?
  private unowned let session: HTTP2Session

  init(session: HTTP2Session, isServer: Bool) {
    self.session = session
    state = HTTP2StreamState(isServer: isServer)
  }

  /// Bytes that wait to be sent.
  package var queuedByteCount: Int { outbound.byteCount }

  /// Whether a writer should pause; when so, `outboundDrained` is called once later.
  package func isAboveHighWater() -> Bool {
    guard outbound.byteCount >= Self.highWaterByteCount else { return false }
    isDrainAwaited = true
    return true
  }

  /// Sends the response headers (server).
  package func respond(_ headers: HeaderList, endStream: Bool) {
    guard isAllowed(state.headersSubmitted(endStream: endStream)) else { return }
    session.submitResponse(self, headers, endStream: endStream)
  }

  /// Queues a length-prefixed message.
  package func send(flag: UInt8, message: [UInt8]) {
    guard isAllowed(state.dataSubmitted()) else { return }
    outbound.append(flag: flag, message: message)
    session.outboundGrew(self)
  }

  /// Ends this side, after what is queued.
  package func finish(trailers: HeaderList?) {
    guard isAllowed(state.endSubmitted()) else { return }
    outbound.finish(trailers.map(OutboundQueue.End.trailers) ?? .endStream)
    session.outboundGrew(self)
  }

  /// Ends both sides at once; what is queued is dropped. `closed` follows.
  package func reset(_ code: HTTP2ErrorCode) {
    session.reset(self, code)
  }

  /// Lets the peer send `byteCount` more.
  package func consumed(_ byteCount: Int) {
    precondition(byteCount <= uncreditedByteCount, "more was consumed than was received")
    guard byteCount > 0 else { return }
    uncreditedByteCount -= byteCount
    session.consumed(byteCount, on: self)
  }

  private func isAllowed(_ outcome: HTTP2StreamState.Outbound) -> Bool {
    switch outcome {
    case .submit: true
    case .tooLate: false
    case .ourBug(let what): fatalError("stream \(id): \(what)")
    }
  }
}
