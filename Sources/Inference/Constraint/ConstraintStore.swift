internal import Grammar
import Synchronization

/// Compiles constraints for a vocabulary, and keeps automata that are not in use: what one request
/// learned of a constraint, the next one with the same constraint knows already.
final class ConstraintStore: Sendable {
  /// The most automata kept. Each may hold 8 MiB of states and 4 MiB of masks.
  private static let idleCountMax = 8

  private struct State {
    /// Of the vocabulary; made when the first request needs it.
    var trie: TokenTrie?
    /// The one that was used last is last.
    var idle: [(constraint: OutputConstraint, automaton: TokenAutomaton)] = []
  }

  private let tokenizer: Tokenizer
  private let vocabularySize: Int
  private let state = Mutex(State())

  init(_ tokenizer: Tokenizer, vocabularySize: Int) {
    self.tokenizer = tokenizer
    self.vocabularySize = vocabularySize
  }

  /// Compiles `constraint`, or takes what an earlier request left.
  func prepare(_ constraint: OutputConstraint) throws(GenerationError) -> PreparedConstraint {
    let known: TokenAutomaton? = state.withLock { state in
      let index = state.idle.lastIndex { $0.constraint == constraint }
      return index.map { state.idle.remove(at: $0).automaton }
    }
    if var known {
      known.restart()
      return PreparedConstraint(constraint, known)
    }
    do throws(GrammarError) {
      let automaton = try TokenAutomaton(
        try constraint.grammar(), trie: trie(), endTokens: Array(tokenizer.endTokens))
      return PreparedConstraint(constraint, automaton)
    } catch {
      throw .constraint(error)
    }
  }

  /// Keeps the automaton of a request that ended.
  func giveBack(_ output: ConstrainedOutput) {
    guard output.automaton.failure == nil else { return }
    state.withLock { state in
      if state.idle.count == Self.idleCountMax { state.idle.removeFirst() }
      state.idle.append((output.constraint, output.automaton))
    }
  }

  private func trie() -> TokenTrie {
    state.withLock { state in
      if let trie = state.trie { return trie }
      let trie = TokenTrie(vocabularySize: vocabularySize) { tokenizer.bytes(of: $0) }
      state.trie = trie
      return trie
    }
  }
}

/// A constraint on its way to the request's sequence: whoever takes the automaton owns it alone, so
/// that following it copies nothing.
final class PreparedConstraint: Sendable {
  let constraint: OutputConstraint
  private let automaton: Mutex<TokenAutomaton?>

  init(_ constraint: OutputConstraint, _ automaton: TokenAutomaton) {
    self.constraint = constraint
    self.automaton = Mutex(automaton)
  }

  /// The automaton, the first time.
  func take() -> TokenAutomaton? {
    automaton.withLock { automaton in
      defer { automaton = nil }
      return automaton
    }
  }
}
