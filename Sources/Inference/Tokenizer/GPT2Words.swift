/// GPT-2's expression
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
/// written out as a scanner.
struct GPT2Words {
  /// Cuts every numeric character out as a word of its own first, so that white space before a digit
  /// is followed by the end of its segment.
  let cutsNumbers: Bool

  func endOfWord(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    if let end = Self.endOfContraction(in: text, from: start) { return end }
    var (kind, next) = CharacterClass.read(text, at: start)
    if kind == .space {
      let follows = next < text.count ? CharacterClass.read(text, at: next) : nil
      guard text[start] == UInt8(ascii: " "), let follows, follows.kind != .space,
        !(cutsNumbers && follows.kind == .number)
      else { return endOfSpace(in: text, from: start) }
      (kind, next) = follows
    }
    if cutsNumbers, kind == .number { return next }
    while next < text.count {
      let following = CharacterClass.read(text, at: next)
      guard following.kind == kind else { break }
      next = following.end
    }
    return next
  }

  /// White space up to the end of its segment, or all but its last character when a word follows.
  private func endOfSpace(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var last = start
    var end = CharacterClass.read(text, at: start).end
    while end < text.count {
      let following = CharacterClass.read(text, at: end)
      guard following.kind == .space else {
        let isSegmentEnd = cutsNumbers && following.kind == .number
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
}
