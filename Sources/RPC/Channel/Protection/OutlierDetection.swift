/// Which endpoints do so badly that they should get no calls for a while (gRFC A50). No clock, no
/// timer.
package struct OutlierDetection: Equatable {
  /// What is known of one endpoint.
  package struct Record: Equatable, Sendable {
    package var successCount = 0
    package var failureCount = 0
    package internal(set) var ejectedUntil: ContinuousClock.Instant?
    /// What its next ejection is multiplied by, less one.
    package internal(set) var ejectionCount = 0

    package init() {}

    package var isEjected: Bool { ejectedUntil != nil }
    fileprivate var callCount: Int { successCount + failureCount }
    fileprivate var successShare: Double { Double(successCount) / Double(callCount) }
  }

  private let policy: OutlierEjectionPolicy

  package init(policy: OutlierEjectionPolicy) { self.policy = policy }

  /// An interval has passed: lets back in whose time is over, ejects who is worse than the others, and
  /// begins to count anew. Returns the positions that were ejected.
  package func intervalPassed(
    _ records: inout [Record], now: ContinuousClock.Instant
  ) -> [Int] {
    var ejected: [Int] = []
    for position in suspects(records) {
      let count = records.count(where: \.isEjected)
      guard count + 1 <= Int(Double(records.count) * policy.ejectedShareMax) else { break }
      records[position].ejectionCount += 1
      let time = policy.ejectionTime * records[position].ejectionCount
      records[position].ejectedUntil = now + min(time, policy.ejectionTimeMax)
      ejected.append(position)
    }
    for position in records.indices {
      if let until = records[position].ejectedUntil {
        if now >= until { records[position].ejectedUntil = nil }
      } else if records[position].ejectionCount > 0 {
        records[position].ejectionCount -= 1
      }
      records[position].successCount = 0
      records[position].failureCount = 0
    }
    return ejected
  }

  /// The worst first.
  private func suspects(_ records: [Record]) -> [Int] {
    let judged = records.indices.filter { position in
      !records[position].isEjected && records[position].callCount >= policy.callCountMin
    }
    var limit = 1 - policy.failureShareMax
    if judged.count >= max(2, policy.endpointCountMin) {
      let shares = judged.map { records[$0].successShare }
      let mean = shares.reduce(0, +) / Double(shares.count)
      let variance =
        shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(shares.count)
      limit = max(limit, mean - policy.deviationFactor * variance.squareRoot())
    }
    return judged.filter { records[$0].successShare < limit }
      .sorted { records[$0].successShare < records[$1].successShare }
  }
}
