/// A grammar seen through a vocabulary: which tokens may follow, and where each leads.
///
/// A value, used by one thread. Masks are kept by state, so that places that come again, such as the
/// inside of a string, cost one walk over the vocabulary and then nothing.
package struct TokenAutomaton: Sendable {
  package typealias State = GrammarAutomaton.State

  /// The most bytes of masks that are kept: some 700 of a vocabulary of 49,152 tokens.
  private static let maskByteCountMax = 4 << 20

  private let trie: TokenTrie
  /// Tokens that end the answer; they may come where the grammar accepts.
  private let endTokens: [Int32]
  private var automaton: GrammarAutomaton
  private var masks: [State: TokenMask] = [:]
  /// The state at each depth of the walk; kept for its memory.
  private var walk: [State]
  /// Where the text is now.
  package private(set) var state: State
  /// Masks that were computed, for tests and measurements.
  package private(set) var computedMaskCount = 0

  /// - Throws: `GrammarError.unsatisfiable` where the vocabulary cannot write any text of the grammar.
  package init(
    _ grammar: Grammar, trie: TokenTrie, endTokens: [Int32]
  ) throws(GrammarError) {
    self.trie = trie
    self.endTokens = endTokens.filter { $0 >= 0 && Int($0) < trie.vocabularySize }
    automaton = GrammarAutomaton(try grammar.restricted(to: trie.alphabet))
    try automaton.explore()
    state = automaton.start
    walk = [State](repeating: GrammarAutomaton.dead, count: trie.depthMax + 1)
  }

  /// Set when the grammar turned out to have too many ways at once.
  package var failure: GrammarError? { automaton.failure }

  /// Goes back to the start; what was learned is kept.
  package mutating func restart() { state = automaton.start }

  package func isAccepting(_ state: State) -> Bool { automaton.isAccepting(state) }

  /// Whether nothing but the end may follow.
  package func isFinal(_ state: State) -> Bool { automaton.isFinal(state) }

  /// The state behind a token with `bytes`; nil where it may not come. End tokens are the caller's.
  package mutating func step(_ state: State, _ bytes: some Collection<UInt8>) -> State? {
    guard !bytes.isEmpty else { return nil }
    let next = automaton.step(state, bytes)
    return next == GrammarAutomaton.dead ? nil : next
  }

  /// The text is now at `state`; numbers of states got before are no longer good.
  package mutating func moved(to state: State) {
    let stateCount = automaton.stateCount
    self.state = automaton.compacted(keeping: state)
    // This state may keep its number where others change theirs.
    if automaton.stateCount < stateCount || masks.count > maskCountMax {
      masks.removeAll(keepingCapacity: true)
    }
  }

  private var maskCountMax: Int { Self.maskByteCountMax / (trie.vocabularySize / 8 + 64) }

  /// The tokens that may follow at `state`, end tokens included.
  package mutating func mask(_ state: State) -> TokenMask {
    if let known = masks[state] { return known }
    var mask = TokenMask(vocabularySize: trie.vocabularySize)
    fill(&mask, from: state)
    if automaton.isAccepting(state) {
      for token in endTokens { mask.insert(token) }
    }
    masks[state] = mask
    computedMaskCount += 1
    return mask
  }

  private mutating func fill(_ mask: inout TokenMask, from state: State) {
    walk[0] = state
    let trie = trie
    trie.nodes.withUnsafeBufferPointer { nodes in
      var index = 0
      while index < nodes.count - 1 {
        let node = nodes[index]
        let next = automaton.step(walk[Int(node.depth) - 1], node.byte)
        if next == GrammarAutomaton.dead {
          index = Int(node.end)
          continue
        }
        walk[Int(node.depth)] = next
        index += 1
        for place in Int(node.firstToken)..<Int(nodes[index].firstToken) {
          mask.insert(trie.tokens[place])
        }
      }
    }
  }

  /// The bytes that must follow at `state`, as far as there is only one way on.
  package mutating func forced(from state: State, byteCountMax: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    _ = automaton.forced(from: state, countMax: byteCountMax, into: &bytes)
    return bytes
  }
}
