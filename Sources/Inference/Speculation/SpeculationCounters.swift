/// What speculation did for one request, or for all.
package struct SpeculationCounters: Sendable, Equatable {
  /// What became of proposed tokens.
  package struct Verified: Sendable, Equatable {
    package var proposed = 0
    package var accepted = 0
  }

  /// Decoding steps: passes of the model that chose at least one token.
  package private(set) var steps = 0
  /// Tokens proposed for verification.
  package private(set) var proposed = 0
  /// Proposed tokens that became part of the answer.
  package private(set) var accepted = 0
  /// By source and, within it, by position in the proposal.
  private var verified = [Verified](
    repeating: Verified(),
    count: ProposalSource.allCases.count * SpeculationPolicy.proposedCountMax)

  package init() {}

  /// Proposed tokens accepted in a step, on average.
  package var meanAcceptedPerStep: Double { steps > 0 ? Double(accepted) / Double(steps) : 0 }

  /// Rows of the model's passes that brought no token.
  package var wasted: Int { proposed - accepted }

  /// The tokens that `source` proposed at `position` of its proposals, from 0.
  package subscript(source: ProposalSource, position: Int) -> Verified {
    verified[source.rawValue * SpeculationPolicy.proposedCountMax + position]
  }

  /// What a source did, position by position, up to the last at which it proposed anything.
  private func positions(of source: ProposalSource) -> [Verified] {
    let all = (0..<SpeculationPolicy.proposedCountMax).map { self[source, $0] }
    return Array(all.prefix((all.lastIndex { $0.proposed > 0 } ?? -1) + 1))
  }

  /// The sources that proposed anything, with what they did, position by position.
  package var sources: [(source: ProposalSource, positions: [Verified])] {
    ProposalSource.allCases.map { ($0, positions(of: $0)) }.filter { !$0.1.isEmpty }
  }

  /// Takes in a step that verified `proposed` tokens of `source`, the first `accepted` of which
  /// became part of the answer.
  package mutating func stepped(_ source: ProposalSource, proposed: Int, accepted: Int) {
    steps += 1
    self.proposed += proposed
    self.accepted += accepted
    let start = source.rawValue * SpeculationPolicy.proposedCountMax
    for position in 0..<proposed {
      verified[start + position].proposed += 1
      if position < accepted { verified[start + position].accepted += 1 }
    }
  }
}
