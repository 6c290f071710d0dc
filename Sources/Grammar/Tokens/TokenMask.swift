/// A set of tokens: those that may come next.
package struct TokenMask: Sendable, Equatable {
  package private(set) var words: [UInt64]
  package let vocabularySize: Int

  package init(vocabularySize: Int) {
    self.vocabularySize = vocabularySize
    words = [UInt64](repeating: 0, count: (vocabularySize + 63) / 64)
  }

  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  package func contains(_ token: Int32) -> Bool {
    words[Int(token) >> 6] >> UInt64(token & 63) & 1 != 0
  }

  package mutating func insert(_ token: Int32) { words[Int(token) >> 6] |= 1 << UInt64(token & 63) }

  /// Lowers the logits of all other tokens to minus infinity: no sampler chooses them.
  package func apply(to logits: UnsafeMutableBufferPointer<Float>) {
    precondition(logits.count == vocabularySize, "a logit for every token")
    for (index, word) in words.enumerated() where word != .max {
      let start = index * 64
      for offset in 0..<min(64, logits.count - start) where word >> UInt64(offset) & 1 == 0 {
        logits[start + offset] = -.infinity
      }
    }
  }
}
