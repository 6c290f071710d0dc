/// Decides which candidates are worth showing: a question without an answer gets no sources.
///
/// A passage counts when its cosine with the question reaches ``cosineMin``, or when it reaches
/// ``cosineMinWithWords`` and holds more than half of the question's content words.
///
/// Measured with all-MiniLM-L6-v2 on the Debian Policy Manual (696 chunks): the best passage had a
/// cosine of 0.47 to 0.75 for 25 questions that the manual answers, and below 0.35 for 22 on other
/// matters; one of those (the rules of chess) had 0.25 and half of its words. The limits depend on the
/// model; another one needs its own.
package enum Relevance {
  package static let cosineMin: Float = 0.35
  package static let cosineMinWithWords: Float = 0.25

  package static func isRelevant(cosine: Float, wordShare: Double) -> Bool {
    cosine >= cosineMin || cosine >= cosineMinWithWords && wordShare > 0.5
  }

  /// The share of `terms` that occur in `text`; a term of four letters or more also counts as the
  /// beginning of a longer word, so that "package" finds "packages".
  package static func wordShare(terms: [String], text: String) -> Double {
    guard !terms.isEmpty else { return 0 }
    let words = Set(
      text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init))
    let found = terms.filter { term in
      if words.contains(term) { return true }
      let stem = term.count > 5 ? String(term.prefix(term.count - 2)) : term
      return stem.count >= 4 && words.contains { $0.hasPrefix(stem) }
    }
    return Double(found.count) / Double(terms.count)
  }
}
