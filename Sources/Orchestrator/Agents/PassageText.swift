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

  /// `[1] Section: text`, with a blank line between passages. The section's own number is left
  /// out, because small models take it for a citation or for the answer.
  package static func numbered(_ passages: [Passage], byteCountMax: Int) -> String {
    passages.enumerated().map { index, passage in
      let title = passage.section.last.map { $0.drop { $0.isNumber || $0 == "." || $0 == " " } }
      let heading = title.map { $0.isEmpty ? "" : "\($0): " } ?? ""
      return "[\(index + 1)] \(heading)\(trimmed(passage.text, byteCountMax: byteCountMax))"
    }.joined(separator: "\n\n")
  }

  /// What a model is asked about passages. The question comes last and the instruction beside it:
  /// of the layouts tried, small models follow this one best and repeat themselves least.
  package static func prompt(
    _ question: String, _ passages: [Passage], byteCountMax: Int, notes: [String] = []
  ) -> String {
    let text = numbered(passages, byteCountMax: byteCountMax)
    let noteText = notes.isEmpty ? "" : "Notes:\n\(notes.joined(separator: "\n"))\n\n"
    return "\(text)\n\n\(noteText)"
      + "Using only the text above, answer in one or two sentences: \(question)"
  }

  /// The sentence of the text that shares most content words with the question.
  package static func sentence(
    closestTo question: String, in text: String, byteCountMax: Int
  ) -> String? {
    let words = QuestionRules.contentWords(question)
    var sentences: [String] = [""]
    for word in text.split(whereSeparator: \.isWhitespace) {
      if sentences[sentences.count - 1].isEmpty {
        sentences[sentences.count - 1] += word
      } else {
        sentences[sentences.count - 1] += " " + word
      }
      if let last = word.last, ".!?".contains(last) { sentences.append("") }
    }
    let counts = sentences.map { QuestionRules.contentWords($0).intersection(words).count }
    guard let best = counts.max(), best > 0, let index = counts.firstIndex(of: best) else {
      return nil
    }
    return trimmed(sentences[index], byteCountMax: byteCountMax)
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
