/// A suffix automaton over the tokens of one sequence, built online.
///
/// The automaton is the smallest one that accepts every suffix of what was appended (Blumer et al.
/// 1985): at most two states and three transitions per token, and an amortised constant time to
/// append one. Each state stands for the substrings that end at the same positions; its link leads
/// to the longest suffix of them that also ends elsewhere. So the link of the newest state is the
/// longest end of the sequence that occurred before, which is all that a proposal needs.
struct SuffixAutomaton: Sendable {
  private struct State {
    /// The longest substring of the state.
    var length: Int32
    var link: Int32
    /// The newest known position just behind an occurrence; see `noteOccurrences`.
    var end: Int32
    /// How often it occurred, the present end excluded.
    var count: Int32
  }

  fileprivate static let root: Int32 = 0
  /// How many links are followed to refresh `end` and `count`. Only repetitive text nests deeper;
  /// there an older occurrence is remembered, which is as good, and some are not counted.
  private static let refreshDepthMax = 32
  /// Continuations of a context that are compared, those found last first.
  private static let continuationCountMax = 64

  private(set) var tokens: [TokenID] = []
  private var states: [State] = [State(length: 0, link: -1, end: 0, count: 0)]
  private var transitions = TransitionTable()
  private var newest = Self.root

  init() {}

  /// The longest end of the tokens that also occurred before. Nil where not even the last token did.
  var longestRepeatedSuffix: Context? {
    let link = states[Int(newest)].link
    return link > Self.root ? Context(state: link) : nil
  }

  /// Substrings that occurred before, all at the same positions.
  struct Context: Equatable {
    fileprivate var state: Int32
  }

  /// The tokens of the longest substring of a context.
  func length(_ context: Context) -> Int { Int(states[Int(context.state)].length) }
  func occurrenceCount(_ context: Context) -> Int { Int(states[Int(context.state)].count) }
  /// The position just behind its newest occurrence.
  func end(_ context: Context) -> Int { Int(states[Int(context.state)].end) }

  /// The longest end of another sequence that occurs in this one.
  struct Cursor: Sendable {
    fileprivate var state = SuffixAutomaton.root
    /// Its tokens.
    fileprivate(set) var length = 0

    /// Nil where not even the last token occurs.
    var context: Context? { length > 0 ? Context(state: state) : nil }
  }

  /// Takes in the next token of the other sequence: an amortised constant time (the matching
  /// statistics of Chang and Lawler 1994).
  func advance(_ cursor: inout Cursor, by token: TokenID) {
    while true {
      if let next = transitions[cursor.state, token] {
        cursor.state = next
        cursor.length += 1
        return
      }
      guard cursor.state > Self.root else { return cursor.length = 0 }
      cursor.state = states[Int(cursor.state)].link
      cursor.length = Int(states[Int(cursor.state)].length)
    }
  }

  /// The token that followed a context most often, of equals the newest, and the context with it.
  /// Where none did, because the context is the present end, its longest proper part is continued:
  /// so a period goes on past the end. Tokens below 0 separate texts and are never proposed.
  func likeliest(after context: Context) -> (token: TokenID, context: Context)? {
    var state = context.state
    if state == newest { state = states[Int(state)].link }
    guard state > Self.root else { return nil }
    var best: (token: TokenID, target: Int32)?
    transitions.forEach(of: state, countMax: Self.continuationCountMax) { token, target in
      guard token >= 0 else { return }
      if let current = best, !isLikelier(target, than: current.target) { return }
      best = (token, target)
    }
    return best.map { ($0.token, Context(state: $0.target)) }
  }

  private func isLikelier(_ state: Int32, than other: Int32) -> Bool {
    let (a, b) = (states[Int(state)], states[Int(other)])
    return (a.count, a.end) > (b.count, b.end)
  }

  mutating func append(_ token: TokenID) {
    noteOccurrences()
    tokens.append(token)
    let state = add(
      State(length: Int32(tokens.count), link: Self.root, end: Int32(tokens.count), count: 0))
    var ancestor = newest
    newest = state
    while ancestor >= 0, transitions[ancestor, token] == nil {
      transitions[ancestor, token] = state
      ancestor = states[Int(ancestor)].link
    }
    guard ancestor >= 0, let target = transitions[ancestor, token] else { return }
    if states[Int(target)].length == states[Int(ancestor)].length + 1 {
      states[Int(state)].link = target
    } else {
      states[Int(state)].link = split(target, from: ancestor, by: token)
    }
  }

  /// Separates the substrings of `target` that end in more places from those that do not.
  private mutating func split(_ target: Int32, from ancestor: Int32, by token: TokenID) -> Int32 {
    var copy = states[Int(target)]
    copy.length = states[Int(ancestor)].length + 1
    let clone = add(copy)
    transitions.copyTransitions(from: target, to: clone)
    var current = ancestor
    while current >= 0, transitions[current, token] == target {
      transitions[current, token] = clone
      current = states[Int(current)].link
    }
    states[Int(target)].link = clone
    return clone
  }

  private mutating func add(_ state: State) -> Int32 {
    states.append(state)
    transitions.addState()
    return Int32(states.count - 1)
  }

  /// Records the present end at every suffix, before it stops being the present.
  private mutating func noteOccurrences() {
    var state = newest
    for _ in 0..<Self.refreshDepthMax where state > Self.root {
      states[Int(state)].end = Int32(tokens.count)
      states[Int(state)].count += 1
      state = states[Int(state)].link
    }
  }
}
