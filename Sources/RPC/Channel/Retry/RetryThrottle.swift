/// The token bucket of gRFC A6, in thousandths of a token.
package struct RetryThrottle: Equatable {
  private let capacity: Int
  private let gain: Int
  private var tokens: Int

  package init(_ limit: RetryThrottling) {
    capacity = limit.tokenCountMax * 1000
    gain = Int((min(limit.tokenRatio, 1000) * 1000).rounded())
    tokens = capacity
  }

  /// Successes bring in nothing more.
  package var isFull: Bool { tokens == capacity }

  package var tokenCount: Double { Double(tokens) / 1000 }

  /// Whether there may be retries and hedges now.
  package var allowsRetries: Bool { tokens > capacity / 2 }

  package mutating func callSucceeded() { tokens = min(capacity, tokens + gain) }

  /// With a status that is worth a retry, or one that forbids it by its pushback.
  package mutating func callFailed() { tokens = max(0, tokens - 1000) }
}

/// What hedges are paid from: every call brings in a share of one, and what is not used is kept up to
/// `burstMax`. There are never more hedges than `share` of the calls made until then.
package struct HedgeBudget: Equatable {
  package static let burstMax = 10

  private let share: Int
  private var saved = 0
  private static let unit = 1_000_000

  package init(share: Double) { self.share = Int(share * Double(Self.unit)) }

  package mutating func callBegan() { saved = min(saved + share, Self.burstMax * Self.unit) }

  /// Whether one hedge may be made; if so it is paid.
  package mutating func take() -> Bool {
    guard saved >= Self.unit else { return false }
    saved -= Self.unit
    return true
  }
}
