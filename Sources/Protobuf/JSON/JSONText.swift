/// Writes JSON (RFC 8259), compactly.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  private static let digits = Array("0123456789abcdef".utf8)

  /// A brace, bracket, comma, colon, number or literal.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func comma(unless isFirst: inout Bool) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  mutating func name(_ text: String) {
    string(text)
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0a: raw("\\n")
      case 0x0d: raw("\\r")
      case 0x09: raw("\\t")
      case 0..<0x20:
        raw("\\u00")
        bytes += [Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A number; what is none in JSON is a string.
  mutating func number(_ value: Double) {
    if value.isFinite { raw(value.description) } else { string(Self.nonFinite(value)) }
  }

  /// The shortest digits that give the same `Float`, which are fewer than those of its `Double`.
  mutating func number(_ value: Float) {
    if value.isFinite { raw(value.description) } else { string(Self.nonFinite(Double(value))) }
  }

  private static func nonFinite(_ value: Double) -> String {
    value.isNaN ? "NaN" : value > 0 ? "Infinity" : "-Infinity"
  }
}
