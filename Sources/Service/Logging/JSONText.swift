/// Writes JSON (RFC 8259) into a byte array, for lines that must not cost a Foundation encoder.
struct JSONText {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(256) }

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): raw("\\\"")
      case UInt8(ascii: "\\"): raw("\\\\")
      case 0x0A: raw("\\n")
      case 0x0D: raw("\\r")
      case 0x09: raw("\\t")
      case 0..<0x20, 0x7F:
        raw("\\u00")
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func value(_ value: LogValue) {
    switch value {
    case .string(let text): string(text)
    case .integer(let number): raw(String(number))
    // JSON has no infinity and no NaN.
    case .number(let number): number.isFinite ? raw("\(number)") : string("\(number)")
    case .boolean(let flag): raw(flag ? "true" : "false")
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
