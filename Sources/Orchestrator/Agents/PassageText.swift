/// How passages are laid out for a model: short, because reading the prompt is what costs.
package enum PassageText {
  /// At most `byteCountMax` bytes of the text, cut after a word, blanks joined.
  package static func trimmed(_ text: String, byteCountMax: Int) -> String {
    var result = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      guard result.utf8.count + word.utf8.count + 1 <= byteCountMax else {
        return result.isEmpty ? String(word.prefix(byteCountMax / 4)) : result + "…"
      }
      if !result.isEmpty { result += " " }
      result += word
    }
    return result
  }

  /// `[1] Section: text`, a line each.
  package static func numbered(_ passages: [Passage], byteCountMax: Int) -> String {
    passages.enumerated().map { index, passage in
      let heading = passage.section.last.map { "\($0): " } ?? ""
      return "[\(index + 1)] \(heading)\(trimmed(passage.text, byteCountMax: byteCountMax))"
    }.joined(separator: "\n")
  }

  /// The best passages of several searches without repetition: each search's first, then each
  /// search's second, and so on, so that every sub-question is heard.
  package static func merged(_ searches: [[Passage]], countMax: Int) -> [Passage] {
    var merged: [Passage] = []
    var seen: Set<String> = []
    for rank in 0..<(searches.map(\.count).max() ?? 0) {
      for passages in searches where rank < passages.count && merged.count < countMax {
        if seen.insert(passages[rank].chunkID).inserted { merged.append(passages[rank]) }
      }
    }
    return merged
  }

  /// A note with its passage numbers changed to those of another numbering; numbers that the other
  /// one lacks are removed.
  package static func renumbered(
    _ note: String, from chunkIDs: [String], to passages: [Passage]
  ) -> String {
    var result = ""
    var rest = note[...]
    while let open = rest.firstIndex(of: "["),
      let close = rest[open...].firstIndex(of: "]")
    {
      result += rest[..<open]
      let inside = rest[rest.index(after: open)..<close]
      if let number = Int(inside) {
        let chunk = chunkIDs.indices.contains(number - 1) ? chunkIDs[number - 1] : nil
        if let index = passages.firstIndex(where: { $0.chunkID == chunk }) {
          result += "[\(index + 1)]"
        }
      } else {
        result += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// The passage (from 1) that shares most content words with the text.
  package static func closest(to text: String, in passages: [Passage]) -> Int? {
    let words = QuestionRules.contentWords(text)
    let counts = passages.map { QuestionRules.contentWords($0.text).intersection(words).count }
    guard let best = counts.max() else { return nil }
    return counts.firstIndex(of: best).map { $0 + 1 }
  }
}
