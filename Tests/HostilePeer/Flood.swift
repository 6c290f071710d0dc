/// A flood that costs its sender little, and how a server ends it.
package struct Flood: Sendable, CustomStringConvertible {
  package let description: String
  /// The limit that it runs into, as metrics name it.
  package let limit: String
  /// The text of the GOAWAY.
  package let message: String
  /// Everything to send after the preface and SETTINGS.
  package let bytes: [UInt8]

  private init(_ description: String, _ limit: String, _ message: String, _ bytes: [UInt8]) {
    self.description = description
    self.limit = limit
    self.message = message
    self.bytes = bytes
  }

  private static func repeated(_ count: Int, _ frame: (UInt32) -> [UInt8]) -> [UInt8] {
    (0..<count).flatMap { frame(UInt32($0) * 2 + 1) }
  }

  /// Each is above its limit by a third or more, so that the time it takes does not matter.
  package static func all(callPath: String) -> [Flood] {
    let call = FrameBytes.call(callPath)
    let empty = "too many frames that carry nothing"
    let bombField = FrameBytes.field("x-bomb", String(repeating: "b", count: 3000), indexed: true)
    // 62 is the newest entry of the table; each byte stands for 3 KB.
    let bomb = call + bombField + Array(repeating: 0x80 | 62, count: 8000)
    return [
      Flood(
        "rapid reset", "stream_resets", "too many stream resets",
        repeated(1400) { FrameBytes.headers($0, call) + FrameBytes.reset($0) }),
      Flood(
        "resets that the server must make", "stream_resets", "too many stream resets",
        repeated(2800) { FrameBytes.headers($0, call) + FrameBytes.windowUpdate($0, 0x7fff_ffff) }),
      Flood(
        "CONTINUATION", "continuations", "too many CONTINUATION frames",
        FrameBytes.headers(1, call, endHeaders: false)
          + repeated(12) { _ in FrameBytes.continuation(1) }),
      Flood(
        "header bomb", "header_list", "header list too large", FrameBytes.headers(1, bomb)),
      Flood("PING", "pings", "too_many_pings", repeated(6) { _ in FrameBytes.ping() }),
      Flood(
        "SETTINGS", "queued_acks", "too many frames to acknowledge",
        repeated(900) { _ in FrameBytes.settings() }),
      Flood(
        "empty DATA", "idle_frames", empty,
        FrameBytes.headers(1, call) + repeated(3000) { _ in FrameBytes.data(1) }),
      Flood("PRIORITY", "idle_frames", empty, repeated(3000) { FrameBytes.priority($0) }),
      Flood(
        "WINDOW_UPDATE", "idle_frames", empty,
        repeated(3000) { _ in FrameBytes.windowUpdate(0, 1) }),
      Flood(
        "frames of no known type", "idle_frames", empty,
        repeated(3000) { _ in FrameBytes.frame(0xfa) }),
    ]
  }
}
