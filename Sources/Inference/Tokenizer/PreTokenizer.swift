/// The rule that splits text into words, inside which alone merges happen.
///
/// All rules here are GPT-2's expression
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
/// written out as a scanner; `smollm` first cuts every numeric character out as a word of its own,
/// so that white space before a digit is followed by the end of its segment.
package enum PreTokenizer: String, Sendable, CaseIterable {
  case gpt2 = "gpt-2"
  case smollm

  private enum Class {
    case letter, number, space, other
  }

  /// Calls `word` with each word of `text` in turn; together they cover it.
  func forEachWord(
    in text: UnsafeBufferPointer<UInt8>, _ word: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var start = 0
    while start < text.count {
      let end = endOfWord(in: text, from: start)
      word(UnsafeBufferPointer(rebasing: text[start..<end]))
      start = end
    }
  }

  private func endOfWord(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    if let end = Self.endOfContraction(in: text, from: start) { return end }
    var (kind, next) = Self.scalar(in: text, at: start)
    if kind == .space {
      let follows = next < text.count ? Self.scalar(in: text, at: next) : nil
      guard text[start] == UInt8(ascii: " "), let follows, follows.kind != .space,
        !(self == .smollm && follows.kind == .number)
      else { return endOfSpace(in: text, from: start) }
      (kind, next) = follows
    }
    if self == .smollm, kind == .number { return next }
    while next < text.count {
      let following = Self.scalar(in: text, at: next)
      guard following.kind == kind else { break }
      next = following.end
    }
    return next
  }

  /// White space up to the end of its segment, or all but its last character when a word follows.
  private func endOfSpace(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var last = start
    var end = Self.scalar(in: text, at: start).end
    while end < text.count {
      let following = Self.scalar(in: text, at: end)
      guard following.kind == .space else {
        let isSegmentEnd = self == .smollm && following.kind == .number
        return isSegmentEnd || last == start ? end : last
      }
      last = end
      end = following.end
    }
    return end
  }

  private static func endOfContraction(
    in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard text[start] == UInt8(ascii: "'"), start + 1 < text.count else { return nil }
    let second = start + 2 < text.count ? text[start + 2] : 0
    switch (text[start + 1], second) {
    case (UInt8(ascii: "s"), _), (UInt8(ascii: "t"), _), (UInt8(ascii: "m"), _),
      (UInt8(ascii: "d"), _):
      return start + 2
    case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
      (UInt8(ascii: "l"), UInt8(ascii: "l")):
      return start + 3
    default: return nil
    }
  }

  /// The class and the end of the character at `index`; the text is well-formed UTF-8.
  private static func scalar(
    in text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (kind: Class, end: Int) {
    let lead = text[index]
    if lead < 0x80 { return (asciiClass(lead), index + 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
    return (unicodeClass(value), index + length)
  }

  private static func asciiClass(_ byte: UInt8) -> Class {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A: .letter
    case 0x30...0x39: .number
    case 0x20, 0x09...0x0D: .space
    default: .other
    }
  }

  private static func unicodeClass(_ value: UInt32) -> Class {
    guard let properties = Unicode.Scalar(value)?.properties else { return .other }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return .letter
    case .decimalNumber, .letterNumber, .otherNumber: return .number
    default: return properties.isWhitespace ? .space : .other
    }
  }
}
