/// Turns tokens into text as they come, and never shows part of a character.
///
/// A token may end inside a UTF-8 sequence; those bytes (at most three) wait for the next token.
/// Everything emitted, with what `finish` returns, equals `Tokenizer.decode` of all the tokens.
package struct StreamingDetokenizer: Sendable {
  private let tokenizer: Tokenizer
  private let showSpecial: Bool
  /// The start of a character whose rest has not come.
  private var pending: [UInt8] = []

  package init(_ tokenizer: Tokenizer, showSpecial: Bool = false) {
    self.tokenizer = tokenizer
    self.showSpecial = showSpecial
  }

  /// The text that `token` completes.
  package mutating func append(_ token: TokenID) -> String {
    pending += tokenizer.bytes(of: token, showSpecial: showSpecial)
    let heldByteCount = Self.incompleteSuffixByteCount(pending)
    let whole = pending.prefix(pending.count - heldByteCount)
    let text = String(decoding: whole, as: UTF8.self)
    pending.removeFirst(whole.count)
    return text
  }

  /// What is left at the end: U+FFFD for a character that never became whole.
  package mutating func finish() -> String {
    defer { pending.removeAll() }
    return String(decoding: pending, as: UTF8.self)
  }

  /// How many bytes at the end of `bytes` begin a character that more bytes could complete.
  static func incompleteSuffixByteCount(_ bytes: [UInt8]) -> Int {
    for length in 1...3 where length <= bytes.count {
      let lead = bytes[bytes.count - length]
      if lead & 0xC0 == 0x80 { continue }
      let needed =
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
      guard needed > length else { return 0 }
      guard length > 1 else { return 1 }
      return allowedSecondBytes(after: lead).contains(bytes[bytes.count - length + 1]) ? length : 0
    }
    return 0
  }

  /// Which continuation bytes may follow `lead` (Unicode, table 3-7).
  private static func allowedSecondBytes(after lead: UInt8) -> ClosedRange<UInt8> {
    switch lead {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}
