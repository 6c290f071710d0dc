internal import CNghttp2

extension HTTP2Session {
  /// Entries that a SETTINGS frame may have.
  private static let settingsEntryCountMax = 32

  func createRawSession() {
    var option: OpaquePointer?
    precondition(nghttp2_option_new(&option) == 0, "out of memory")
    defer { nghttp2_option_del(option) }
    nghttp2_option_set_no_auto_window_update(option, 1)
    nghttp2_option_set_no_closed_streams(option, 1)
    nghttp2_option_set_max_reserved_remote_streams(option, 0)
    nghttp2_option_set_max_settings(option, Self.settingsEntryCountMax)
    // `FrameGuard` holds these limits, tighter and with words for the peer. nghttp2's own are kept
    // behind it, wide enough never to come first.
    let limits = settings.limits
    nghttp2_option_set_max_outbound_ack(option, limits.owedAckCountMax * 10)
    nghttp2_option_set_max_continuations(option, limits.continuationCountMax + 1)
    nghttp2_option_set_stream_reset_rate_limit(
      option, UInt64(limits.resets.burst) * 2, UInt64(limits.resets.perSecond) * 2)
    let user = Unmanaged.passUnretained(self).toOpaque()
    let callbacks = SessionCallbacks.shared.raw
    let status = SessionMemory.withTable { memory in
      role == .server
        ? nghttp2_session_server_new3(&raw, callbacks, user, option, memory)
        : nghttp2_session_client_new3(&raw, callbacks, user, option, memory)
    }
    precondition(status == 0, "out of memory")
  }

  func announceSettings() {
    var entries = [
      nghttp2_settings_entry(
        settings_id: Int32(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE.rawValue),
        value: UInt32(settings.streamWindowByteCount)),
      nghttp2_settings_entry(
        settings_id: Int32(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE.rawValue),
        value: UInt32(settings.headerListByteCountMax)),
    ]
    if role == .server {
      entries.append(
        nghttp2_settings_entry(
          settings_id: Int32(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS.rawValue),
          value: settings.concurrentStreamCountMax))
    } else {
      entries.append(
        nghttp2_settings_entry(
          settings_id: Int32(NGHTTP2_SETTINGS_ENABLE_PUSH.rawValue), value: 0))
    }
    let none = UInt8(NGHTTP2_FLAG_NONE.rawValue)
    let status = nghttp2_submit_settings(raw, none, entries, entries.count)
    precondition(status == 0, "nghttp2 refuses our settings: \(status)")
    nghttp2_session_set_local_window_size(raw, none, 0, settings.connectionWindowByteCount)
  }

  func dataProvider(for stream: HTTP2Stream) -> nghttp2_data_provider {
    nghttp2_data_provider(
      source: nghttp2_data_source(ptr: Unmanaged.passUnretained(stream).toOpaque()),
      read_callback: { _, _, _, limit, flags, source, user in
        HTTP2Session.with(user) { session in
          HTTP2Stream.with(source!.pointee.ptr) {
            session.readData($0, limit: limit, flags: flags!)
          }
        }
      })
  }

  /// nghttp2 wants the next DATA frame of a stream: says how long it is and whether it is the last.
  private func readData(
    _ stream: HTTP2Stream, limit: Int, flags: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard let frame = stream.outbound.nextFrame(limit: limit) else {
      stream.isDeferred = true
      return Int(NGHTTP2_ERR_DEFERRED.rawValue)
    }
    if frame.byteCount > 0 { flags.pointee |= NGHTTP2_DATA_FLAG_NO_COPY.rawValue }
    // Less than what waits and less than a kilobyte: the peer opens its window in crumbs.
    isDataCutShort = frame.byteCount == limit && limit < 1024 && !frame.isLast
    guard frame.isLast else { return frame.byteCount }
    flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue
    if case .trailers(let trailers) = stream.outbound.end {
      flags.pointee |= NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
      let status = trailers.withFields { nghttp2_submit_trailer(raw, stream.id, $0, $1) }
      precondition(status == 0, "the trailers of stream \(stream.id) were refused: \(status)")
    }
    return frame.byteCount
  }

  /// The session of a callback. It is not retained for each: the callbacks only run inside calls that
  /// a method of the session makes.
  @inline(__always)
  static func with<R>(_ user: UnsafeMutableRawPointer?, _ body: (HTTP2Session) -> R) -> R {
    Unmanaged<HTTP2Session>.fromOpaque(user!)._withUnsafeGuaranteedRef(body)
  }
}

extension HTTP2Stream {
  /// The stream of a callback, which its session holds until it has closed. Not retained either.
  @inline(__always)
  static func with<R>(_ pointer: UnsafeMutableRawPointer, _ body: (HTTP2Stream) -> R) -> R {
    Unmanaged<HTTP2Stream>.fromOpaque(pointer)._withUnsafeGuaranteedRef(body)
  }
}

extension HeaderList {
  /// The fields as nghttp2 takes them; it copies what it keeps.
  func withFields<R>(_ body: (UnsafePointer<nghttp2_nv>?, Int) -> R) -> R {
    let capacity = max(1, count)
    return withRecords { records in
      withUnsafeTemporaryAllocation(of: nghttp2_nv.self, capacity: capacity) { list in
        body(list.baseAddress, Self.fill(list, from: records))
      }
    }
  }

  private static func fill(
    _ list: UnsafeMutableBufferPointer<nghttp2_nv>, from records: UnsafeRawBufferPointer
  ) -> Int {
    var count = 0
    var position = 0
    while position < records.count {
      let (head, name, value) = field(in: records, at: position)
      list.initializeElement(
        at: count,
        to: nghttp2_nv(
          name: UnsafeMutablePointer(mutating: name.asBytes),
          value: UnsafeMutablePointer(mutating: value.asBytes), namelen: name.count,
          valuelen: value.count,
          flags: UInt8(
            head.isNeverIndexed
              ? NGHTTP2_NV_FLAG_NO_INDEX.rawValue : NGHTTP2_NV_FLAG_NONE.rawValue)))
      count += 1
      position += head.recordByteCount
    }
    return count
  }
}

extension UnsafeRawBufferPointer {
  /// The address as C wants it.
  fileprivate var asBytes: UnsafePointer<UInt8>? {
    baseAddress?.assumingMemoryBound(to: UInt8.self)
  }
}
