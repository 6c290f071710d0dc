/// Speculation for one request: what is proposed, what is known of it, and what came of it.
///
/// The proposers compete: the proposal of which most is expected is offered to the policy.
package struct Speculator: Sendable {
  /// Tokens that are looked at beyond those verified, for the sake of labels.
  private static let proposedCountMax = SpeculationPolicy.proposedCountMax

  /// A match of as many tokens is the repetition of a passage.
  private static let passageLengthMin = 3

  /// After a match of as many tokens a passage is being copied, and longer proposals pay.
  private static let copyLengthMin = 24

  private var suffix = SuffixProposer()
  private var resumed = ResumedProposer()
  private var tenant: TenantProposer?
  /// One for each source, in the order of its raw values; kept for their memory.
  private var proposals = ProposalSource.allCases.map { Proposal($0) }
  private var acceptance = AcceptanceModel.request
  /// Which of the proposals is offered.
  private var offered = 0
  private var grantedCount = 0
  /// For the offered proposal: the tokens expected of its first row, second row and so on.
  package private(set) var gains: [Double] = []

  /// - Parameter tenantText: earlier answers that may be proposed from.
  package init(prompt: [TokenID], tenantText: TenantText? = nil) {
    tenant = tenantText.map { TenantProposer($0) }
    for token in prompt { append(token) }
  }

  private mutating func append(_ token: TokenID) {
    suffix.append(token)
    resumed.append(token)
    tenant?.append(token)
  }

  /// Looks for proposals of at most `countMax` tokens and offers the best; see `gains`.
  package mutating func propose(countMax: Int, shared: AcceptanceModel) {
    var unconstrained: ConstrainedOutput?
    propose(countMax: countMax, shared: shared, constraint: &unconstrained)
  }

  /// The same for an answer that may be constrained: nothing that is forbidden is proposed.
  package mutating func propose(
    countMax: Int, shared: AcceptanceModel, constraint: inout ConstrainedOutput?
  ) {
    let countMax = min(countMax, Self.proposedCountMax)
    suffix.propose(countMax: countMax, into: &proposals[ProposalSource.suffix.rawValue])
    if let place = suffix.place, let first = proposals[0].evidence.first,
      first.matchLength >= Self.passageLengthMin
    {
      resumed.following(place)
    }
    resumed.propose(countMax: countMax, into: &proposals[ProposalSource.resumed.rawValue])
    tenant?.propose(countMax: countMax, into: &proposals[ProposalSource.tenant.rawValue])
    for index in proposals.indices { shortenUnlessCopied(index) }
    proposals[ProposalSource.draft.rawValue].removeAll()
    if constraint != nil {
      for index in proposals.indices { constraint!.trim(&proposals[index]) }
      constraint!.propose(
        countMax: countMax, into: &proposals[ProposalSource.grammar.rawValue])
    }
    offerBest(shared)
  }

  private mutating func shortenUnlessCopied(_ index: Int) {
    let countMax = SpeculationPolicy.usualCountMax
    guard proposals[index].tokens.count > countMax,
      proposals[index].evidence[0].matchLength < Self.copyLengthMin
    else { return }
    proposals[index].truncate(to: countMax)
  }

  /// Adds what a draft model guesses, and offers the best again.
  mutating func drafted(
    _ tokens: [(token: TokenID, confidence: Double)], shared: AcceptanceModel,
    constraint: inout ConstrainedOutput?
  ) {
    for (token, confidence) in tokens {
      proposals[ProposalSource.draft.rawValue].append(
        token, ProposalEvidence(draftConfidence: confidence))
    }
    constraint?.trim(&proposals[ProposalSource.draft.rawValue])
    offerBest(shared)
  }

  /// Of what a draft model guessed, how much was right, and whether the guess behind that was wrong.
  func judgedDraft(_ tokens: [TokenID]) -> (rightCount: Int, hasWrong: Bool) {
    let guesses = proposals[ProposalSource.draft.rawValue].tokens
    let rightCount = zip(guesses, tokens).prefix { $0 == $1 }.count
    return (rightCount, rightCount < min(guesses.count, tokens.count))
  }

  private mutating func offerBest(_ shared: AcceptanceModel) {
    grantedCount = 0
    offered = 0
    gains.removeAll(keepingCapacity: true)
    var most = 0.0
    for index in proposals.indices where !proposals[index].tokens.isEmpty {
      let expected = expectation(index, shared)
      guard expected > most else { continue }
      most = expected
      offered = index
    }
    guard most > 0 else { return }
    var product = 1.0
    for position in proposals[offered].tokens.indices {
      product *= probability(offered, position, shared)
      gains.append(product)
    }
  }

  private func expectation(_ index: Int, _ shared: AcceptanceModel) -> Double {
    var product = 1.0
    var sum = 0.0
    for position in proposals[index].tokens.indices {
      product *= probability(index, position, shared)
      sum += product
    }
    return sum
  }

  private func probability(_ index: Int, _ position: Int, _ shared: AcceptanceModel) -> Double {
    let source = proposals[index].source
    let features = AcceptanceModel.features(
      proposals[index].evidence[position], position: position)
    return AcceptanceModel.probability(
      shared.score(source, features) + acceptance.score(source, features))
  }

  /// The tokens that the step verifies: the first `count` of what was offered.
  package mutating func granted(_ count: Int) -> ArraySlice<TokenID> {
    grantedCount = count
    return proposals[offered].tokens.prefix(count)
  }

  package var grantedSource: ProposalSource { proposals[offered].source }

  /// The model chose `tokens`: the accepted part of what was granted and one more.
  package mutating func chosen(_ tokens: [TokenID], shared: inout AcceptanceModel) {
    for index in proposals.indices { learn(index, tokens, &shared) }
    for token in tokens { append(token) }
  }

  /// Compares a proposal with what came, token by token until the first that is wrong. What lies far
  /// inside a copy teaches nothing that would hold elsewhere.
  private mutating func learn(
    _ index: Int, _ tokens: [TokenID], _ shared: inout AcceptanceModel
  ) {
    let source = proposals[index].source
    let count = min(
      tokens.count, proposals[index].tokens.count, SpeculationPolicy.usualCountMax)
    for position in 0..<count {
      let isRight = proposals[index].tokens[position] == tokens[position]
      let error = (isRight ? 1 : 0) - probability(index, position, shared)
      let features = AcceptanceModel.features(
        proposals[index].evidence[position], position: position)
      shared.learned(source, features, error: error)
      acceptance.learned(source, features, error: error)
      if !isRight { break }
    }
  }
}
