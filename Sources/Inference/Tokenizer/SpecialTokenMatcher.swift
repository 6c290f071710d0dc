/// Finds special tokens that are written out in a text: the leftmost, and of those the longest.
struct SpecialTokenMatcher: Sendable {
  struct Match: Equatable {
    var range: Range<Int>
    var token: TokenID
  }

  private struct Pattern: Sendable {
    var bytes: [UInt8]
    var token: TokenID
  }

  /// Indexed by first byte, longest pattern first.
  private var patterns = [[Pattern]](repeating: [], count: 256)

  init(_ vocabulary: Vocabulary, kinds: Set<TokenKind>) {
    for token in 0..<TokenID(vocabulary.count) where kinds.contains(vocabulary.kind(of: token)) {
      let bytes = Array(vocabulary.bytes(of: token))
      guard let first = bytes.first else { continue }
      patterns[Int(first)].append(Pattern(bytes: bytes, token: token))
    }
    for first in patterns.indices { patterns[first].sort { $0.bytes.count > $1.bytes.count } }
  }

  func firstMatch(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Match? {
    for index in start..<text.count {
      for pattern in patterns[Int(text[index])]
      where text[index...].starts(with: pattern.bytes) {
        return Match(range: index..<index + pattern.bytes.count, token: pattern.token)
      }
    }
    return nil
  }
}
