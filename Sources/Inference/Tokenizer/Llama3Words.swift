/// The expression that Llama 3 and Qwen2 publish,
/// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|`
/// `\s*[\r\n]+|\s+(?!\S)|\s+`,
/// written out as a scanner; Qwen2's has `\p{N}` in the place of `\p{N}{1,3}`.
struct Llama3Words {
  let digitCountMax: Int

  func endOfWord(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    if let end = Self.endOfContraction(in: text, from: start) { return end }
    let first = CharacterClass.read(text, at: start)
    switch first.kind {
    case .letter: return Self.end(of: .letter, in: text, from: first.end)
    case .number:
      return Self.end(of: .number, in: text, from: first.end, countMax: digitCountMax - 1)
    case .space, .other: break
    }
    let follows = first.end < text.count ? CharacterClass.read(text, at: first.end) : nil
    if let follows, follows.kind == .letter, !Self.isNewline(text[start]) {
      return Self.end(of: .letter, in: text, from: follows.end)
    }
    if first.kind == .other {
      return Self.endOfMarks(in: text, from: first.end)
    }
    if let follows, follows.kind == .other, text[start] == UInt8(ascii: " ") {
      return Self.endOfMarks(in: text, from: follows.end)
    }
    return Self.endOfSpace(in: text, from: start)
  }

  /// The end of at most `countMax` more characters of one class.
  private static func end(
    of kind: CharacterClass, in text: UnsafeBufferPointer<UInt8>, from start: Int,
    countMax: Int = .max
  ) -> Int {
    var (end, count) = (start, 0)
    while end < text.count, count < countMax {
      let following = CharacterClass.read(text, at: end)
      guard following.kind == kind else { break }
      (end, count) = (following.end, count + 1)
    }
    return end
  }

  /// Marks, then the line ends that follow them.
  private static func endOfMarks(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = end(of: .other, in: text, from: start)
    while end < text.count, isNewline(text[end]) { end += 1 }
    return end
  }

  /// White space up to its last line end; without one, up to its end, or all but its last character
  /// when something follows.
  private static func endOfSpace(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var (last, end) = (start, start)
    var endOfLine: Int?
    while end < text.count {
      let following = CharacterClass.read(text, at: end)
      guard following.kind == .space else { break }
      if isNewline(text[end]) { endOfLine = following.end }
      (last, end) = (end, following.end)
    }
    return endOfLine ?? (end == text.count || last == start ? end : last)
  }

  private static func isNewline(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// An apostrophe and a contraction's letters in either case. U+017F, which folds to an s, is one.
  private static func endOfContraction(
    in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard text[start] == UInt8(ascii: "'") else { return nil }
    func letter(_ index: Int) -> UInt8 { index < text.count ? text[index] | 0x20 : 0 }
    switch (letter(start + 1), letter(start + 2)) {
    case (UInt8(ascii: "s"), _), (UInt8(ascii: "t"), _), (UInt8(ascii: "m"), _),
      (UInt8(ascii: "d"), _):
      return start + 2
    case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
      (UInt8(ascii: "l"), UInt8(ascii: "l")):
      return start + 3
    default:
      let isLongS = start + 2 < text.count && text[start + 1] == 0xC5 && text[start + 2] == 0xBF
      return isLongS ? start + 3 : nil
    }
  }
}
