/// What this side of a connection announces and allows.
package struct HTTP2Settings: Sendable {
  /// Streams that the peer may have open at once.
  package var concurrentStreamCountMax: UInt32 = 100
  /// Bytes that the peer may send on one stream before this side has consumed any.
  package var streamWindowByteCount: Int32 = 256 * 1024
  /// Bytes that the peer may send on all streams before this side has received them.
  package var connectionWindowByteCount: Int32 = 1024 * 1024
  /// The largest header list accepted, counted as RFC 9113 section 6.5.2 does.
  package var headerListByteCountMax: Int = 16 * 1024
  /// What the peer may make this side do.
  package var limits = FrameLimits()
  /// How long the peer may take; nil does not watch.
  package var timeouts: ConnectionTimeouts?

  package init() {}
}

/// An HTTP/2 error code (RFC 9113 section 7).
package struct HTTP2ErrorCode: Sendable, Hashable, CustomStringConvertible {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let noError = HTTP2ErrorCode(rawValue: 0)
  package static let protocolError = HTTP2ErrorCode(rawValue: 1)
  package static let internalError = HTTP2ErrorCode(rawValue: 2)
  package static let flowControlError = HTTP2ErrorCode(rawValue: 3)
  package static let settingsTimeout = HTTP2ErrorCode(rawValue: 4)
  package static let streamClosed = HTTP2ErrorCode(rawValue: 5)
  package static let frameSizeError = HTTP2ErrorCode(rawValue: 6)
  package static let refusedStream = HTTP2ErrorCode(rawValue: 7)
  package static let cancel = HTTP2ErrorCode(rawValue: 8)
  package static let compressionError = HTTP2ErrorCode(rawValue: 9)
  package static let connectError = HTTP2ErrorCode(rawValue: 10)
  package static let enhanceYourCalm = HTTP2ErrorCode(rawValue: 11)
  package static let inadequateSecurity = HTTP2ErrorCode(rawValue: 12)
  package static let http11Required = HTTP2ErrorCode(rawValue: 13)

  /// Whether a stream reset with it was the other side's mistake.
  package var blamesPeer: Bool {
    switch self {
    case .protocolError, .flowControlError, .streamClosed, .frameSizeError, .refusedStream,
      .enhanceYourCalm:
      true
    default: false
    }
  }

  private static let names = [
    "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT",
    "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR",
    "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
  ]

  package var description: String {
    Self.names.indices.contains(Int(rawValue)) ? Self.names[Int(rawValue)] : "error \(rawValue)"
  }
}
