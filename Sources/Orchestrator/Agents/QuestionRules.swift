/// Rules about questions in English text: splitting them, and judging those that a model proposes.
///
/// Limits: words are compared by their letters with a plural or verb ending cut off, so synonyms
/// are strangers; a question in another language is never split and its proposals rarely survive.
package enum QuestionRules {
  private static let interrogatives: Set<String> = [
    "what", "which", "who", "whom", "whose", "when", "where", "why", "how", "is", "are", "was",
    "were", "do", "does", "did", "can", "could", "may", "must", "should", "shall", "will", "would",
    "has", "have",
  ]

  private static let stopWords: Set<String> = interrogatives.union([
    "a", "about", "after", "all", "also", "an", "and", "any", "as", "at", "be", "been", "before",
    "but", "by", "each", "for", "from", "i", "if", "in", "into", "it", "its", "like", "me", "more",
    "most", "my", "not", "of", "on", "one", "or", "other", "our", "please", "question", "so",
    "some", "tell", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "under", "up", "use", "used", "using", "we", "with", "you", "your",
  ])

  /// The question split where a conjunction or a question mark begins another question.
  package static func split(_ question: String) -> [String] {
    var parts: [[Substring]] = [[]]
    let words = question.split(whereSeparator: \.isWhitespace)
    for (index, word) in words.enumerated() {
      let previous = index > 0 ? words[index - 1] : ""
      let isConjunction = ["and", "or"].contains(word.lowercased())
      let next = index + 1 < words.count ? letters(words[index + 1]) : ""
      if isConjunction, interrogatives.contains(next), !(parts.last ?? []).isEmpty {
        parts.append([])
      } else if previous.hasSuffix("?"), interrogatives.contains(letters(word)) {
        parts.append([word])
      } else {
        parts[parts.count - 1].append(word)
      }
    }
    let questions = parts.map { words in
      words.joined(separator: " ").trimmingQuestion() + "?"
    }
    return questions.count > 1 && questions.allSatisfy { contentWords($0).count > 0 }
      ? questions : []
  }

  /// The questions in a model's reply, one a line, numbering and quotes removed.
  package static func proposals(in reply: String) -> [String] {
    reply.split(whereSeparator: \.isNewline).map { line in
      let start = line.drop { !($0.isLetter) }
      let end = start.firstIndex(of: "?").map { start.index(after: $0) } ?? start.endIndex
      return String(start[..<end])
    }.filter { !$0.isEmpty }
  }

  /// Keeps proposals that are questions, share a content word with `question`, are short enough,
  /// and say something that none of those kept before says.
  package static func accepted(
    _ proposals: [String], for question: String, besides kept: [String], countMax: Int,
    byteCountMax: Int
  ) -> [String] {
    let subject = contentWords(question)
    var known = kept.map(contentWords)
    var accepted: [String] = []
    for proposal in proposals where accepted.count < countMax {
      let words = contentWords(proposal)
      guard isQuestion(proposal), proposal.utf8.count <= byteCountMax,
        !words.isDisjoint(with: subject), !known.contains(where: { isSame($0, words) })
      else { continue }
      accepted.append(proposal)
      known.append(words)
    }
    return accepted
  }

  private static func isQuestion(_ text: String) -> Bool {
    guard text.hasSuffix("?"), let first = text.split(whereSeparator: \.isWhitespace).first else {
      return false
    }
    return interrogatives.contains(letters(first))
  }

  /// Words that carry meaning, in lower case, with common endings cut off.
  package static func contentWords(_ text: String) -> Set<String> {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
    return Set(
      words.filter { $0.count > 2 && !stopWords.contains(String($0)) }.map(stem))
  }

  /// Four fifths of the words of both together are in each.
  private static func isSame(_ one: Set<String>, _ other: Set<String>) -> Bool {
    let union = one.union(other).count
    return union == 0 || one.intersection(other).count * 5 >= union * 4
  }

  private static func stem(_ word: Substring) -> String {
    for ending in ["ation", "ing", "ed", "es", "s", "e"]
    where word.hasSuffix(ending) && word.count > ending.count + 2 {
      return String(word.dropLast(ending.count))
    }
    return String(word)
  }

  private static func letters(_ word: Substring) -> String {
    word.lowercased().filter(\.isLetter)
  }
}

extension String {
  /// Without blanks, commas, semicolons and question marks at the end.
  fileprivate func trimmingQuestion() -> String {
    var text = self[...]
    while let last = text.last, last == "?" || last == "," || last == ";" || last.isWhitespace {
      text.removeLast()
    }
    return String(text)
  }
}
