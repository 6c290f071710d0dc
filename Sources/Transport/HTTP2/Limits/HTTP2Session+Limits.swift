internal import CNghttp2

/// What a session does about a peer that goes too far.
extension HTTP2Session {
  /// Why the connection must close, if the peer went too far.
  package var fault: PeerFault? { guardian.fault }

  /// The peer goes on sending while the socket takes nothing: bounds what waits for it.
  package func outputBlocked() {
    let count = nghttp2_session_get_outbound_queue_size(raw)
    _ = guardian.outputBlocked(frameCount: count, streamCount: streams.count)
  }

  /// A time ran out. Returns why the connection must close.
  package func timedOut(_ fault: PeerFault) -> String {
    guardian.timedOut(fault)
    return refuse()
  }

  /// Nothing more comes from the peer. One that ends inside a frame has lost, or left out, some of it.
  package func inputEnded() {
    guard guardian.frameCount > 0, guardian.isInsideFrame, !hasReportedFault else { return }
    hasReportedFault = true
    onFault(.truncatedFrame)
  }

  /// Queues the GOAWAY that says what was too much, once. Returns the same for people.
  func refuse() -> String {
    guard let fault = guardian.fault else { preconditionFailure("the peer did nothing wrong") }
    guard !hasReportedFault else { return "\(fault)" }
    hasReportedFault = true
    sendGoAway(fault.code, message: "\(fault)")
    onFault(fault)
    return "\(fault)"
  }

  /// Bytes of DATA that the peer takes now, on all streams together.
  package var sendWindowByteCount: Int { Int(nghttp2_session_get_remote_window_size(raw)) }
  /// Bytes of DATA that this side takes now, on all streams together.
  package var receiveWindowByteCount: Int { Int(nghttp2_session_get_local_window_size(raw)) }

  /// How far the peer's side is; the socket's owner adds the rest.
  package var progress: ConnectionWatch.Progress {
    var progress = ConnectionWatch.Progress()
    progress.receivedByteCount = receivedByteCount
    progress.receivedFrameCount = guardian.frameCount
    progress.isSettled = guardian.isSettled
    progress.isInsideFrame = guardian.isInsideFrame
    progress.openedStreamCount = openedStreamCount
    progress.openStreamCount = streams.count
    return progress
  }
}
