internal import Grammar

/// The constraint of one request and how far its answer has come.
///
/// Tokens are chosen as without a constraint, from what it allows: the choice is a function of the
/// logits, the sampling parameters, the position and the text so far, as the promise wants it.
package struct ConstrainedOutput: Sendable {
  /// The most bytes that are looked ahead for what must follow.
  private static let forcedByteCountMax = 256

  let constraint: OutputConstraint
  private(set) var automaton: TokenAutomaton
  private let tokenizer: Tokenizer
  /// A row of logits without what is forbidden; kept for its memory.
  private var allowed: [Float] = []

  init?(_ prepared: PreparedConstraint?, _ tokenizer: Tokenizer) {
    guard let prepared, let automaton = prepared.take() else { return nil }
    constraint = prepared.constraint
    self.automaton = automaton
    self.tokenizer = tokenizer
  }

  /// Whether the answer is whole and nothing may follow.
  var isFinal: Bool { automaton.isFinal(automaton.state) }

  /// The token at `position`, given the logits of the position before it. The answer then goes on
  /// behind it.
  ///
  /// The likeliest token of all is the likeliest of the allowed ones where it is one of them: only
  /// where it is not, or where a token is drawn, all of the vocabulary has to be looked at.
  mutating func choose(
    _ logits: UnsafeBufferPointer<Float>, position: Int, sampler: inout Sampler
  ) throws(GenerationError) -> TokenID {
    if sampler.isGreedy {
      let best = try sampler.sample(logits, position: position)
      if advance(best) { return best }
    }
    let mask = automaton.mask(automaton.state)
    if let failure = automaton.failure { throw .constraint(failure) }
    guard !mask.isEmpty else { throw .constraint(.unsatisfiable) }
    allowed.removeAll(keepingCapacity: true)
    allowed.append(contentsOf: logits)
    let token = try allowed.withUnsafeMutableBufferPointer { row throws(GenerationError) in
      mask.apply(to: row)
      return try sampler.sample(UnsafeBufferPointer(row), position: position)
    }
    let isAllowed = advance(token)
    precondition(isAllowed, "the mask allowed token \(token), the automaton does not")
    return token
  }

  /// Goes on behind `token` where it may come next.
  private mutating func advance(_ token: TokenID) -> Bool {
    if tokenizer.endTokens.contains(token) { return automaton.isAccepting(automaton.state) }
    guard let next = automaton.step(automaton.state, tokenizer.bytes(of: token)) else {
      return false
    }
    automaton.moved(to: next)
    return true
  }

  // MARK: Speculation

  /// Proposes what must follow, cut into tokens as the tokenizer would: that is how the model has seen
  /// it written.
  mutating func propose(countMax: Int, into proposal: inout Proposal) {
    proposal.removeAll()
    guard countMax > 0 else { return }
    let bytes = automaton.forced(
      from: automaton.state, byteCountMax: Self.forcedByteCountMax)
    guard !bytes.isEmpty else { return }
    // A character that is forced by half comes whole with the bytes that are not.
    let whole = bytes.dropLast(StreamingDetokenizer.incompleteSuffixByteCount(bytes))
    let tokens = tokenizer.encode(String(decoding: whole, as: UTF8.self))
    for (index, token) in tokens.prefix(countMax).enumerated() {
      // The last one may be the beginning of a longer token that what is not forced completes.
      let isLast = index == tokens.count - 1
      proposal.append(
        token,
        ProposalEvidence(
          matchLength: isLast ? 1 : tokens.count, occurrenceCount: 1, agreeingCount: 1))
    }
    trim(&proposal)
  }

  /// Cuts a proposal where its next token is forbidden: it would be verified for nothing.
  mutating func trim(_ proposal: inout Proposal) {
    var state = automaton.state
    for (index, token) in proposal.tokens.enumerated() {
      guard let next = automaton.step(state, tokenizer.bytes(of: token)) else {
        return proposal.truncate(to: index)
      }
      state = next
    }
  }
}
