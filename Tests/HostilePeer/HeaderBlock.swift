internal import Transport

/// The fields of a HEADERS frame and the CONTINUATION frames after it.
package struct HeaderBlock: Sendable {
  package private(set) var streamID: UInt32 = 0
  package private(set) var endsStream = false
  package private(set) var fields: [(name: String, value: String)] = []
  /// The sizes of the dynamic table that it begins with.
  package private(set) var tableSizes: [Int] = []
  private var bytes: [UInt8] = []

  /// The first value of a name.
  package subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  package func values(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// Takes a frame; whether the block is complete now. The other side neither pads its frames nor
  /// gives them priorities.
  mutating func received(_ frame: ReceivedFrame, _ decoder: inout HPACKDecoder) -> Bool {
    switch frame.head.kind {
    case .headers:
      streamID = frame.head.streamID
      endsStream = frame.endsStream
    case .continuation: break
    default: return false
    }
    bytes += frame.payload
    guard frame.head.has(FrameHead.endHeaders) else { return false }
    do {
      fields = try decoder.decode(bytes)
      tableSizes = decoder.tableSizes
    } catch {
      fields = [("undecodable", "\(error)")]
    }
    return true
  }
}
