/// Takes positions in turn.
package struct RoundRobin {
  private var turn: Int

  /// Begins anywhere, so that many clients that start together do not all begin with the same server.
  package init(using randomness: inout some RandomNumberGenerator) {
    turn = Int.random(in: 0..<1024, using: &randomness)
  }

  /// The next of `count` positions; `count` may change from call to call.
  package mutating func next(count: Int) -> Int {
    turn = turn + 1 < count ? turn + 1 : 0
    return turn
  }
}

/// Of a few random positions, the one with the least to do.
///
/// Two choices already shrink the longest queue from log n to log log n (Mitzenmacher, "The Power of
/// Two Choices in Randomized Load Balancing"), and unlike the least of all they do not send every
/// client to the same idle server at once. The same position may be drawn twice, as in gRFC A48.
package enum LeastRequest {
  package static func next(
    count: Int, choiceCount: Int, using randomness: inout some RandomNumberGenerator,
    load: (Int) -> Int
  ) -> Int {
    guard count > 1 else { return 0 }
    var best = Int.random(in: 0..<count, using: &randomness)
    for _ in 1..<max(2, choiceCount) {
      let other = Int.random(in: 0..<count, using: &randomness)
      if load(other) < load(best) { best = other }
    }
    return best
  }
}
