/// A question in plain words as an FTS5 expression: any of its words, the more the better.
package struct LexicalQuery: Sendable, Hashable {
  /// Most words that count; a longer question is cut.
  package static let termCountMax = 64

  /// The words that carry the question, lower-cased, each once, in order.
  package let terms: [String]

  package init(_ question: String) {
    var seen: Set<String> = []
    var words: [String] = []
    for word in question.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      let word = String(word.prefix(64))
      if seen.insert(word).inserted { words.append(word) }
      if words.count == Self.termCountMax { break }
    }
    let contentful = words.filter { !Self.functionWords.contains($0) }
    // A question of function words alone still means its words.
    terms = contentful.isEmpty ? words : contentful
  }

  /// Each word quoted, so that nothing in it is an operator; nil when there is no word.
  package var expression: String? {
    terms.isEmpty ? nil : terms.map { "\"\($0)\"" }.joined(separator: " OR ")
  }

  /// English words that carry grammar, not content; every passage has them.
  private static let functionWords: Set<String> = Set(
    """
    a about above after again all also am an and any are as at be because been before being below
    between both but by can could did do does doing down during each else few for from further get
    had has have having he her here hers him his how i if in into is it its itself just ll me more
    most my no nor not of off on once only or other our out over own re s same shall she should so
    some such t than that the their them then there these they this those through to too under until
    up us very was we were what when where which while who whom whose why will with would you your
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
