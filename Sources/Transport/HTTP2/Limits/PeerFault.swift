/// How a peer went beyond what it may do, and what it is told. All but `streams` and `emptyData`, which end
/// a stream, end the connection.
package enum PeerFault: String, Error, Sendable, CaseIterable, CustomStringConvertible {
  case streams = "streams"
  case resets = "stream_resets"
  case idleFrames = "idle_frames"
  case continuations = "continuations"
  case headerList = "header_list"
  case emptyData = "empty_data"
  case owedAcks = "queued_acks"
  case queuedFrames = "queued_frames"
  case pings = "pings"
  case endedStream = "ended_stream"
  case streamOrder = "stream_order"
  case slowPreface = "preface_timeout"
  case slowFrame = "frame_timeout"
  case stalledWrite = "write_timeout"
  case silence = "keepalive_timeout"
  case truncatedFrame = "truncated_frame"

  /// The code of the GOAWAY or RST_STREAM.
  package var code: HTTP2ErrorCode {
    switch self {
    case .streams: .refusedStream
    case .slowPreface: .settingsTimeout
    case .endedStream: .streamClosed
    case .streamOrder: .protocolError
    case .stalledWrite, .silence, .truncatedFrame: .noError
    default: .enhanceYourCalm
    }
  }

  /// Whether the peer can still be told; one that takes no bytes, or is gone, cannot.
  package var isTold: Bool {
    switch self {
    case .stalledWrite, .silence, .truncatedFrame: false
    default: true
    }
  }

  /// The text of the GOAWAY.
  package var description: String {
    switch self {
    case .streams: "too many streams at once"
    case .resets: "too many stream resets"
    case .idleFrames: "too many frames that carry nothing"
    case .continuations: "too many CONTINUATION frames"
    case .headerList: "header list too large"
    case .emptyData: "too many empty DATA frames"
    case .owedAcks: "too many frames to acknowledge"
    case .queuedFrames: "too many frames to answer"
    // What gRPC clients look for before they ping less.
    case .pings: "too_many_pings"
    case .endedStream: "a frame for a stream that its sender has ended"
    case .streamOrder: "a stream below one that was opened"
    case .slowPreface: "no HTTP/2 preface in time"
    case .slowFrame: "a frame was not completed in time"
    case .stalledWrite: "the peer took no bytes in time"
    case .silence: "the peer did not answer a PING in time"
    case .truncatedFrame: "the connection ended inside a frame"
    }
  }
}
