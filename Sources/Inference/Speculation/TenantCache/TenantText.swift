/// What a tenant's earlier answers say, indexed for proposals. A snapshot: requests that hold it are
/// not disturbed when answers are added.
package final class TenantText: Sendable {
  let automaton: SuffixAutomaton

  init(_ automaton: SuffixAutomaton) { self.automaton = automaton }

  /// Indexes some answers.
  package convenience init(_ answers: [[TokenID]]) {
    var index = TenantIndex(tokenCountMax: .max)
    for answer in answers { index.append(answer) }
    self.init(index.automaton)
  }
}

/// A tenant's answers as they are collected: a suffix automaton over all of them, with a separator
/// behind each. A request never has a separator in it, so nothing matches across two answers.
///
/// Bounded: an answer that would exceed `tokenCountMax` makes the older half be forgotten first.
struct TenantIndex {
  /// No token.
  static let separator: TokenID = -1

  let tokenCountMax: Int
  private(set) var automaton = SuffixAutomaton()

  init(tokenCountMax: Int) { self.tokenCountMax = tokenCountMax }

  var tokenCount: Int { automaton.tokens.count }

  /// What is kept, answer by answer, the oldest first.
  var answers: [[TokenID]] { automaton.tokens.split(separator: Self.separator).map(Array.init) }

  /// The longest answer that is taken whole: the older half's size, so that forgetting makes room.
  static func answerTokenCountMax(_ tokenCountMax: Int) -> Int { tokenCountMax / 2 - 1 }

  /// Adds an answer, cut to what fits.
  ///
  /// - Returns: whether older ones were forgotten for it.
  @discardableResult
  mutating func append(_ answer: [TokenID]) -> Bool {
    let answer = answer.prefix(Self.answerTokenCountMax(tokenCountMax))
    let isTooLong = tokenCount + answer.count + 1 > tokenCountMax
    if isTooLong { forgetOlderHalf() }
    for token in answer { automaton.append(token) }
    automaton.append(Self.separator)
    return isTooLong
  }

  private mutating func forgetOlderHalf() {
    let newest = automaton.tokens.suffix(tokenCountMax / 2)
    automaton = SuffixAutomaton()
    // The first of them is most likely a part of an answer.
    let whole = newest.drop { $0 != Self.separator }.dropFirst()
    for token in whole { automaton.append(token) }
  }
}
