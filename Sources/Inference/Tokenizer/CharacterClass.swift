/// What pre-tokenizers tell apart: `\p{L}`, `\p{N}`, `\s` and the rest.
enum CharacterClass {
  case letter, number, space, other

  /// The class and the end of the character at `index`; the text is well-formed UTF-8.
  static func read(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (kind: CharacterClass, end: Int) {
    let lead = text[index]
    if lead < 0x80 { return (ofASCII(lead), index + 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
    return (ofScalar(value), index + length)
  }

  private static func ofASCII(_ byte: UInt8) -> CharacterClass {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A: .letter
    case 0x30...0x39: .number
    case 0x20, 0x09...0x0D: .space
    default: .other
    }
  }

  private static func ofScalar(_ value: UInt32) -> CharacterClass {
    guard let properties = Unicode.Scalar(value)?.properties else { return .other }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return .letter
    case .decimalNumber, .letterNumber, .otherNumber: return .number
    default: return properties.isWhitespace ? .space : .other
    }
  }
}
