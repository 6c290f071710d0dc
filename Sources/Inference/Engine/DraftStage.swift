/// The part of a step in which a draft model guesses.
struct DraftStage<Model: LanguageModel> {
  /// The part of a step's budget that reading for the draft model may take, for all requests together.
  private static var readBudgetPart: Int { 4 }

  private(set) var drafter: Drafter<Model>
  private var policy = DraftPolicy()
  private let readBudget: Duration

  init(_ draft: Engine<Model>.Draft, limits: SchedulerLimits) {
    drafter = Drafter(draft.model, cacheTokenMax: limits.cacheTokenMax, cost: draft.stepCost)
    readBudget = limits.stepBudget / Self.readBudgetPart
  }

  /// What became of a request's guesses.
  mutating func judged(_ outcome: (rightCount: Int, hasWrong: Bool)) {
    policy.judged(rightCount: outcome.rightCount, hasWrong: outcome.hasWrong)
  }

  /// Guesses for requests that have nothing better, where that should pay, and puts what is then to be
  /// expected in place of their `gains`.
  mutating func guess(
    for ids: [RequestID], _ sequences: inout [RequestID: ActiveSequence<Model.Cache>],
    _ gains: inout [[Double]], policy: SpeculationPolicy, acceptance: AcceptanceModel,
    cost: StepCost
  ) {
    drafter.stepBegins { sequences[$0] != nil }
    guard !ids.isEmpty, let worth = policy.worth(requestCount: ids.count, cost: cost),
      let plain = cost.estimate(rowCount: ids.count)
    else { return }
    let rows = (0...SpeculationPolicy.usualCountMax).map {
      (cost.estimate(rowCount: ids.count + $0) ?? plain) - plain
    }
    // A pass that was never measured is taken for one that costs nothing, once.
    let pass = (drafter.passSeconds(requestCount: ids.count) ?? 0) / Double(ids.count)
    let price = DraftPolicy.Cost(pass: pass, rows: rows)
    var indices: [Int] = []
    var requests: [Drafter<Model>.Request] = []
    for (index, id) in ids.enumerated() {
      guard let sequence = sequences[id] else { continue }
      var request = Drafter<Model>.Request(
        id: id, tokens: sequence.tokens, capacity: sequence.submission.capacity,
        sampler: sequence.sampler,
        countMax: min(sequence.proposedCountMax, SpeculationPolicy.usualCountMax))
      request.countMax = self.policy.tokenCount(
        countMax: request.countMax, cost: price, worth: worth,
        other: SpeculationPolicy.value(gains[index], rows: rows, worth: worth))
      let seconds = rows[request.countMax] + Double(request.countMax) * pass
      guard request.countMax > 0, policy.affords(seconds),
        drafter.read(request, budget: readBudget - .seconds(drafter.spentSeconds))
      else { continue }
      indices.append(index)
      requests.append(request)
    }
    self.policy.stepped(drafted: !requests.isEmpty)
    guard !requests.isEmpty else { return }
    let least = worth * (pass + rows[1])
    let guesses = drafter.guess(requests) { _, guesses in
      Self.probability(guesses, acceptance) >= least
    }
    for (index, guesses) in zip(indices, guesses) where !guesses.isEmpty {
      gains[index] =
        sequences[ids[index]]?.drafted(
          guesses.map { ($0.token, $0.confidence) }, acceptance) ?? []
    }
  }

  /// How likely it is that all of the guesses are right.
  private static func probability(
    _ guesses: [Drafter<Model>.Guess], _ acceptance: AcceptanceModel
  ) -> Double {
    guesses.enumerated().reduce(1) { product, guess in
      let features = AcceptanceModel.features(
        ProposalEvidence(draftConfidence: guess.element.confidence), position: guess.offset)
      return product * AcceptanceModel.probability(acceptance.score(.draft, features))
    }
  }
}
