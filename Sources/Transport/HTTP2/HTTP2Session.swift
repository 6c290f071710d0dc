internal import CNghttp2

/// Hears what happens to a session as a whole. Every call comes on the connection's loop.
package protocol HTTP2SessionDelegate: AnyObject {
  /// A peer has opened a stream; set its delegate. Its headers follow. (Server.)
  func streamOpened(_ stream: HTTP2Stream)
  /// The peer's settings are known: the connection works.
  func peerSettingsReceived()
  /// The peer takes no streams above `lastStreamID` (they close with `refusedStream`) and no new ones.
  func goAwayReceived(lastStreamID: Int32, code: HTTP2ErrorCode, message: String)
  /// The answer to `ping`.
  func pingAcknowledged(_ payload: UInt64)
  /// The last stream has closed.
  func becameIdle()
  /// The calls above for one piece of input have all been made, and the session may be used freely.
  func pieceReceived()
}

/// HTTP/2 for one connection: bytes in, events out, bytes out. Does no I/O.
///
/// libnghttp2 parses and frames, keeps the windows and HPACK. A `FrameGuard` in front of it bounds what
/// a peer can make us do.
///
/// Loop-confined: created, used and freed on one loop. The C callbacks get an unretained pointer to
/// it, which is sound because they only run inside calls that a method of this class makes.
package final class HTTP2Session {
  package enum Role: Sendable { case client, server }

  package let role: Role
  package let settings: HTTP2Settings
  /// Held until the connection has closed: looking at a weak reference costs each call four atomic
  /// operations.
  package var delegate: (any HTTP2SessionDelegate)?
  /// Takes what `produceOutput` makes; the memory is valid during the call only.
  package var onOutput: (UnsafeRawBufferPointer) -> Void = { _ in }

  /// There is something to send: call `produceOutput` soon. Called once until then.
  package var onOutputNeeded: () -> Void = {}

  var raw: OpaquePointer!
  /// Every stream that has not closed.
  var streams = StreamList()
  var incoming: IncomingHeaders
  var guardian: FrameGuard
  /// The DATA frame that is being made fills a tiny window.
  var isDataCutShort = false
  /// Hears of everything in which the peer went too far; `fault` says whether the connection must close.
  package var onFault: (PeerFault) -> Void = { _ in }
  var hasReportedFault = false
  private(set) var receivedByteCount = 0
  var pingAfterGoAway: UInt64?
  var openedStreamCount = 0
  /// nghttp2's last complaint about the peer, for reasons of closes.
  package internal(set) var lastProblem = ""
  private var isOutputRequested = false

  package init(role: Role, settings: HTTP2Settings) {
    self.role = role
    self.settings = settings
    incoming = IncomingHeaders(byteCountMax: settings.headerListByteCountMax)
    guardian = FrameGuard(limits: settings.limits, isServer: role == .server)
    createRawSession()
    announceSettings()
  }

  deinit { nghttp2_session_del(raw) }

  /// Streams that are open.
  package var streamCount: Int { streams.count }

  /// The streams that are open.
  package var openStreams: [HTTP2Stream] { streams.all }

  /// Whether the protocol has come to its end: close the connection when its output has left.
  package var isFinished: Bool {
    nghttp2_session_want_read(raw) == 0 && nghttp2_session_want_write(raw) == 0
  }

  /// The largest header list that the peer takes.
  package var peerHeaderListByteCountMax: Int {
    Int(nghttp2_session_get_remote_settings(raw, NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE))
  }

  // MARK: Bytes

  /// A piece of what came is no smaller than this, if there is more, and ends where a frame ends.
  static let pieceByteCountMin = 512

  /// Takes some bytes from the peer off the front; calls the delegates. Returns nil, or why the connection must
  /// close (after sending what `produceOutput` makes: the peer is told).
  ///
  /// In pieces, so that the caller can make the frames of the first answers before it goes on: the streams
  /// that they end make room for the next ones in memory which is still in the processor's cache.
  package func receive(_ bytes: inout UnsafeRawBufferPointer) -> String? {
    let count = guardian.received(
      bytes, byteCountMin: Self.pieceByteCountMin, now: SystemCall.monotonicNanoseconds)
    let piece = UnsafeRawBufferPointer(rebasing: bytes[..<count])
    bytes = UnsafeRawBufferPointer(rebasing: bytes[count...])
    receivedByteCount &+= count
    if guardian.fault != nil { return refuse() }
    let result = withExtendedLifetime(self) {
      nghttp2_session_mem_recv(
        raw, piece.baseAddress?.assumingMemoryBound(to: UInt8.self), count)
    }
    requestOutput()
    if guardian.fault != nil { return refuse() }
    if result >= 0 { return nil }
    // The one mistake that nghttp2 leaves to the application to tell (RFC 9113 section 3.4).
    if result == NGHTTP2_ERR_BAD_CLIENT_MAGIC.rawValue {
      sendGoAway(.protocolError, message: "this is not HTTP/2")
    }
    let problem = String(cString: nghttp2_strerror(Int32(result)))
    return lastProblem.isEmpty ? problem : "\(problem): \(lastProblem)"
  }

  /// Makes frames and hands them to `onOutput` while `mayContinue`. Returns nil, or why the connection
  /// must close.
  package func produceOutput(while mayContinue: () -> Bool) -> String? {
    // At the end, not only at the start: what a callback asks for meanwhile (the reset after a status
    // that came before the request's end) is made in this very loop, and nobody comes back for it.
    defer { isOutputRequested = false }
    return withExtendedLifetime(self) {
      while mayContinue() {
        var bytes: UnsafePointer<UInt8>?
        let count = nghttp2_session_mem_send(raw, &bytes)
        if count == 0 { return nil }
        if count < 0 { return String(cString: nghttp2_strerror(Int32(count))) }
        onOutput(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
      }
      return nil
    }
  }

  func requestOutput() {
    guard !isOutputRequested, nghttp2_session_want_write(raw) != 0 else { return }
    isOutputRequested = true
    onOutputNeeded()
  }

  // MARK: Streams

  /// Opens a stream (client). Nil when the connection takes no more: use another one.
  package func request(_ headers: HeaderList, delegate: any HTTP2StreamDelegate) -> HTTP2Stream? {
    let stream = HTTP2Stream(session: self, isServer: false)
    stream.delegate = delegate
    let pointer = Unmanaged.passUnretained(stream).toOpaque()
    var provider = dataProvider(for: stream)
    let id = headers.withFields { fields, count in
      nghttp2_submit_request(raw, nil, fields, count, &provider, pointer)
    }
    guard id > 0 else { return nil }
    stream.id = id
    _ = stream.state.headersSubmitted(endStream: false)
    streams.insert(stream)
    openedStreamCount &+= 1
    guardian.requestSent()
    requestOutput()
    return stream
  }

  func submitResponse(_ stream: HTTP2Stream, _ headers: HeaderList, endStream: Bool) {
    var provider = dataProvider(for: stream)
    let status = headers.withFields { fields, count in
      withUnsafePointer(to: &provider) {
        nghttp2_submit_response(raw, stream.id, fields, count, endStream ? nil : $0)
      }
    }
    precondition(
      status != NGHTTP2_ERR_INVALID_ARGUMENT.rawValue, "stream \(stream.id) cannot be answered")
    requestOutput()
  }

  func outboundGrew(_ stream: HTTP2Stream) {
    guard stream.isDeferred else { return requestOutput() }
    stream.isDeferred = false
    // Fails only when the stream has closed meanwhile, which its delegate hears.
    nghttp2_session_resume_data(raw, stream.id)
    requestOutput()
  }

  func reset(_ stream: HTTP2Stream, _ code: HTTP2ErrorCode) {
    guard stream.isListed else { return }
    stream.outbound.removeAll()
    nghttp2_submit_rst_stream(raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), stream.id, code.rawValue)
    requestOutput()
  }

  func consumed(_ byteCount: Int, on stream: HTTP2Stream) {
    guard stream.isListed, stream.state.remote != .ended else { return }
    nghttp2_session_consume_stream(raw, stream.id, byteCount)
    requestOutput()
  }

  // MARK: Connection

  /// Sends a PING.
  package func ping(_ payload: UInt64) {
    var bytes = payload.bigEndian
    withUnsafeBytes(of: &bytes) {
      _ = nghttp2_submit_ping(
        raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), $0.bindMemory(to: UInt8.self).baseAddress)
    }
    requestOutput()
  }

  /// First step of a graceful end (RFC 9113 section 6.8): announces it, still taking the streams that
  /// are on their way. A PING with `payload` follows: once it is acknowledged, the peer has read the
  /// announcement. It is made when the announcement has left, because nghttp2 lets PINGs overtake.
  package func announceGoAway(thenPing payload: UInt64) {
    pingAfterGoAway = payload
    nghttp2_submit_shutdown_notice(raw)
    requestOutput()
  }

  /// Second step: takes no further stream. Streams that are open go on.
  package func sendGoAway(_ code: HTTP2ErrorCode, message: String = "") {
    let lastID = nghttp2_session_get_last_proc_stream_id(raw)
    let text = Array(message.utf8)
    nghttp2_submit_goaway(
      raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), lastID, code.rawValue, text, text.count)
    requestOutput()
  }

  /// The connection is gone: every stream closes.
  package func connectionLost(_ reason: String) {
    for stream in streams.removeAll() {
      // nghttp2 knows a request from the moment on at which it makes the HEADERS frame; above the peer's
      // limit of streams, and while the socket takes nothing, requests wait for that.
      let hasLeft = role == .server || nghttp2_session_find_stream(raw, stream.id) != nil
      close(stream, hasLeft ? .connectionLost(reason: reason) : .neverLeft(reason: reason))
    }
  }

  func close(_ stream: HTTP2Stream, _ end: HTTP2StreamEnd) {
    stream.state.closed()
    stream.outbound.removeAll()
    let delegate = stream.delegate
    stream.delegate = nil
    delegate?.closed(end)
  }
}
