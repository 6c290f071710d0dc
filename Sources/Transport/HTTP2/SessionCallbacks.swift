internal import CNghttp2

/// The table of C functions that every nghttp2 session copies.
///
/// Unchecked `Sendable`: written once, before it is shared, and only read from then on.
final class SessionCallbacks: @unchecked Sendable {
  static let shared = SessionCallbacks()

  let raw: OpaquePointer

  private init() {
    var table: OpaquePointer?
    precondition(nghttp2_session_callbacks_new(&table) == 0, "out of memory")
    raw = table!
    setHeaderCallbacks()
    setBodyCallbacks()
    nghttp2_session_callbacks_set_on_frame_recv_callback(raw) { _, frame, user in
      HTTP2Session.with(user) { $0.frameReceived(frame!) }
      return 0
    }
    nghttp2_session_callbacks_set_on_frame_send_callback(raw) { _, frame, user in
      HTTP2Session.with(user) { $0.frameSent(frame!) }
      return 0
    }
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(raw) { _, frame, _, user in
      HTTP2Session.with(user) { $0.invalidFrameReceived(frame!) }
      return 0
    }
    nghttp2_session_callbacks_set_on_stream_close_callback(raw) { _, id, code, user in
      HTTP2Session.with(user) { $0.streamClosed(id, code) }
      return 0
    }
    nghttp2_session_callbacks_set_error_callback2(raw) { _, _, text, count, user in
      let bytes = UnsafeRawBufferPointer(start: text, count: count)
      HTTP2Session.with(user) { $0.lastProblem = String(decoding: bytes, as: UTF8.self) }
      return 0
    }
  }

  private func setHeaderCallbacks() {
    nghttp2_session_callbacks_set_on_begin_headers_callback(raw) { _, frame, user in
      HTTP2Session.with(user) { $0.headersBegan(frame!) }
      return 0
    }
    nghttp2_session_callbacks_set_on_header_callback(raw) {
      _, _, name, nameCount, value, valueCount, _, user in
      HTTP2Session.with(user) {
        $0.headerReceived(
          UnsafeRawBufferPointer(start: name, count: nameCount),
          UnsafeRawBufferPointer(start: value, count: valueCount))
      }
    }
    nghttp2_session_callbacks_set_on_invalid_header_callback(raw) {
      _, frame, name, nameCount, value, valueCount, _, user in
      HTTP2Session.with(user) {
        $0.invalidHeaderReceived(
          frame!, UnsafeRawBufferPointer(start: name, count: nameCount),
          UnsafeRawBufferPointer(start: value, count: valueCount))
      }
    }
  }

  private func setBodyCallbacks() {
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(raw) {
      _, _, id, bytes, count, user in
      HTTP2Session.with(user) {
        $0.dataReceived(id, UnsafeRawBufferPointer(start: bytes, count: count))
      }
      return 0
    }
    nghttp2_session_callbacks_set_send_data_callback(raw) {
      _, _, head, count, source, user in
      HTTP2Session.with(user) { session in
        HTTP2Stream.with(source!.pointee.ptr) {
          session.sendData(
            $0, head: UnsafeRawBufferPointer(start: head, count: 9), byteCount: count)
        }
      }
      return 0
    }
  }
}

extension HTTP2Session {
  private func stream(_ id: Int32) -> HTTP2Stream? {
    guard let pointer = nghttp2_session_get_stream_user_data(raw, id) else { return nil }
    return Unmanaged.fromOpaque(pointer).takeUnretainedValue()
  }

  /// Calls `body` with a stream, if nghttp2 has an object for it.
  @inline(__always)
  private func withStream(_ id: Int32, _ body: (HTTP2Stream) -> Void) {
    guard let pointer = nghttp2_session_get_stream_user_data(raw, id) else { return }
    HTTP2Stream.with(pointer, body)
  }

  fileprivate func headersBegan(_ frame: UnsafePointer<nghttp2_frame>) {
    incoming.begin()
    guard role == .server, frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST else { return }
    let stream = HTTP2Stream(session: self, isServer: true)
    stream.id = frame.pointee.hd.stream_id
    streams.insert(stream)
    openedStreamCount &+= 1
    nghttp2_session_set_stream_user_data(
      raw, stream.id, Unmanaged.passUnretained(stream).toOpaque())
  }

  /// What nghttp2 wants to hear: whether to go on.
  fileprivate func headerReceived(
    _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer
  ) -> Int32 {
    incoming.append(name, value)
    guard incoming.isOversized,
      guardian.oversizedHeaderListGrew(to: incoming.byteCount) != nil
    else { return 0 }
    return NGHTTP2_ERR_CALLBACK_FAILURE.rawValue
  }

  /// nghttp2 would drop a field that HTTP does not allow. RFC 9113 section 8.2.1 calls its whole message
  /// malformed, but gRPC lets peers send spaces around values, and this side strip them
  /// (PROTOCOL-HTTP2.md, "ASCII-Value").
  fileprivate func invalidHeaderReceived(
    _ frame: UnsafePointer<nghttp2_frame>, _ name: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer
  ) -> Int32 {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let start = value.firstIndex { !isSpace($0) } ?? value.endIndex
    let end = value.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    let stripped = UnsafeRawBufferPointer(rebasing: value[start..<end])
    let bytes = { (text: UnsafeRawBufferPointer) in
      text.baseAddress?.assumingMemoryBound(to: UInt8.self)
    }
    if nghttp2_check_header_name(bytes(name), name.count) != 0,
      nghttp2_check_header_value_rfc9113(bytes(stripped), stripped.count) != 0
    {
      return headerReceived(name, stripped)
    }
    lastProblem = "a field that HTTP does not allow"
    let none = UInt8(NGHTTP2_FLAG_NONE.rawValue)
    nghttp2_submit_rst_stream(
      raw, none, frame.pointee.hd.stream_id, HTTP2ErrorCode.protocolError.rawValue)
    return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue
  }

  fileprivate func frameReceived(_ frame: UnsafePointer<nghttp2_frame>) {
    let isEnd = frame.pointee.hd.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    let isAck = frame.pointee.hd.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0
    switch UInt32(frame.pointee.hd.type) {
    case NGHTTP2_DATA.rawValue:
      let isEmpty = frame.pointee.hd.length == frame.pointee.data.padlen
      guard isEnd || isEmpty else { return }
      withStream(frame.pointee.hd.stream_id) { stream in
        guard isEnd else { return emptyDataReceived(stream) }
        if stream.state.endReceived() { stream.delegate?.endReceived() }
      }
    case NGHTTP2_HEADERS.rawValue:
      withStream(frame.pointee.hd.stream_id) { headersReceived($0, isEnd) }
    case NGHTTP2_SETTINGS.rawValue:
      if !isAck { delegate?.peerSettingsReceived() }
    case NGHTTP2_PING.rawValue:
      guard isAck else { return }
      // Read where it lies: through a copy of the union's member the compiler has read something else.
      let offset = MemoryLayout<nghttp2_ping>.offset(of: \.opaque_data)!
      let value = UnsafeRawPointer(frame).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      delegate?.pingAcknowledged(UInt64(bigEndian: value))
    case NGHTTP2_GOAWAY.rawValue: goAwayReceived(frame.pointee.goaway)
    default: break
    }
  }

  /// nghttp2 refuses a stream above the limit, or ends the connection of a client that has acknowledged
  /// the limit; it is counted here.
  fileprivate func invalidFrameReceived(_ frame: UnsafePointer<nghttp2_frame>) {
    guard role == .server, UInt32(frame.pointee.hd.type) == NGHTTP2_HEADERS.rawValue,
      frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST,
      streams.count >= settings.concurrentStreamCountMax
    else { return }
    onFault(.streams)
  }

  private func headersReceived(_ stream: HTTP2Stream, _ isEnd: Bool) {
    let isFirst = role == .server && stream.state.remote == .awaitingHeaders
    let headers = incoming.list()
    let isOversized = incoming.isOversized
    switch stream.state.headersReceived(
      isInformational: incoming.isInformational, endStream: isEnd)
    {
    case .deliverHeaders:
      if isFirst { delegate?.streamOpened(stream) }
      stream.delegate?.headersReceived(headers, isOversized: isOversized, endStream: isEnd)
    case .deliverTrailers:
      stream.delegate?.trailersReceived(headers, isOversized: isOversized)
    case .resetForPeerError(let problem):
      lastProblem = problem
      reset(stream, .protocolError)
    case .ignore, .deliverData: break
    }
  }

  private func emptyDataReceived(_ stream: HTTP2Stream) {
    stream.emptyDataCount += 1
    guard !guardian.allowsEmptyData(count: stream.emptyDataCount) else { return }
    onFault(.emptyData)
    lastProblem = "\(PeerFault.emptyData)"
    reset(stream, .enhanceYourCalm)
  }

  private func goAwayReceived(_ frame: nghttp2_goaway) {
    let text = UnsafeRawBufferPointer(
      start: frame.opaque_data, count: min(frame.opaque_data_len, 256))
    delegate?.goAwayReceived(
      lastStreamID: frame.last_stream_id, code: HTTP2ErrorCode(rawValue: frame.error_code),
      message: String(decoding: text, as: UTF8.self))
  }

  /// The connection's window is credited on receipt, so that one slow handler does not stop the other
  /// calls of its connection; each stream's window is credited when its handler consumes. A peer can
  /// thus make us hold one stream window for each stream that it may open.
  fileprivate func dataReceived(_ id: Int32, _ bytes: UnsafeRawBufferPointer) {
    nghttp2_session_consume_connection(raw, bytes.count)
    withStream(id) { stream in
      switch stream.state.dataReceived() {
      case .deliverData:
        stream.uncreditedByteCount += bytes.count
        stream.delegate?.dataReceived(bytes)
      case .resetForPeerError(let problem):
        lastProblem = problem
        reset(stream, .protocolError)
      case .ignore, .deliverHeaders, .deliverTrailers: break
      }
    }
  }

  fileprivate func sendData(
    _ stream: HTTP2Stream, head: UnsafeRawBufferPointer, byteCount: Int
  ) {
    onOutput(head)
    stream.outbound.take(byteCount, onOutput)
    if stream.isDrainAwaited, stream.outbound.byteCount <= HTTP2Stream.lowWaterByteCount {
      stream.isDrainAwaited = false
      stream.delegate?.outboundDrained()
    }
  }

  fileprivate func frameSent(_ frame: UnsafePointer<nghttp2_frame>) {
    let flags = UInt32(frame.pointee.hd.flags)
    switch UInt32(frame.pointee.hd.type) {
    case NGHTTP2_HEADERS.rawValue:
      guardian.responseSent(earnsCredit: false)
      if flags & NGHTTP2_FLAG_END_STREAM.rawValue != 0 { endSent(frame.pointee.hd.stream_id) }
    case NGHTTP2_DATA.rawValue:
      guardian.responseSent(earnsCredit: !isDataCutShort)
      if flags & NGHTTP2_FLAG_END_STREAM.rawValue != 0 { endSent(frame.pointee.hd.stream_id) }
    case NGHTTP2_GOAWAY.rawValue:
      if let payload = pingAfterGoAway {
        pingAfterGoAway = nil
        ping(payload)
      }
    case NGHTTP2_SETTINGS.rawValue, NGHTTP2_PING.rawValue:
      if flags & NGHTTP2_FLAG_ACK.rawValue != 0 { guardian.ackSent() }
    case NGHTTP2_RST_STREAM.rawValue:
      let code = HTTP2ErrorCode(rawValue: frame.pointee.rst_stream.error_code)
      if role == .server, code.blamesPeer {
        guardian.peerWasReset(now: SystemCall.monotonicNanoseconds())
      }
    default: break
    }
  }

  /// A server that has ended its side does not want the rest of the request.
  private func endSent(_ id: Int32) {
    withStream(id) { stream in
      stream.state.endSent()
      if role == .server, stream.state.remote != .ended { reset(stream, .noError) }
    }
  }

  fileprivate func streamClosed(_ id: Int32, _ code: UInt32) {
    guard let stream = stream(id) ?? streams.first(withID: id), streams.remove(stream) else {
      return
    }
    close(stream, .closed(HTTP2ErrorCode(rawValue: code), problem: lastProblem))
    if streams.isEmpty { delegate?.becameIdle() }
  }
}
