/// Finds tokens that are taken out of a text whole, before anything is merged: the leftmost, and of
/// those the longest.
struct SpecialTokenMatcher: Sendable {
  struct Match: Equatable {
    var range: Range<Int>
    var token: TokenID
  }

  private let table: PieceTable
  /// Lengths of the tokens that begin with a byte, the longest first; indexed by the byte. A
  /// vocabulary has few of them even where it has thousands of tokens.
  private let byteCounts: [[Int]]

  /// A matcher of the tokens of one kind.
  init(_ vocabulary: Vocabulary, kind: TokenKind) {
    table = PieceTable(vocabulary, kinds: [kind])
    var byteCounts = [Set<Int>](repeating: [], count: 256)
    for token in 0..<TokenID(vocabulary.count) where vocabulary.kind(of: token) == kind {
      let bytes = vocabulary.bytes(of: token)
      if let first = bytes.first { byteCounts[Int(first)].insert(bytes.count) }
    }
    self.byteCounts = byteCounts.map { $0.sorted(by: >) }
  }

  /// - Parameter ranges: where to look, in ascending order; a token must lie in one of them whole. Those
  ///   that end before the match are taken off: with as many matches as ranges, none is looked at twice.
  func firstMatch(
    in text: UnsafeBufferPointer<UInt8>, from start: Int,
    within ranges: inout ArraySlice<Range<Int>>
  ) -> Match? {
    while let range = ranges.first {
      for index in min(max(start, range.lowerBound), range.upperBound)..<range.upperBound {
        for byteCount in byteCounts[Int(text[index])] where byteCount <= range.upperBound - index {
          let place = index..<index + byteCount
          if let token = table.find(UnsafeBufferPointer(rebasing: text[place])) {
            return Match(range: place, token: token)
          }
        }
      }
      ranges.removeFirst()
    }
    return nil
  }
}
