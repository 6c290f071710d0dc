/// Of a few random positions, the one with the least to do.
///
/// Two choices already shrink the longest queue from log n to log log n (Mitzenmacher, "The Power of
/// Two Choices in Randomized Load Balancing"), and unlike the least of all they do not send every
/// client to the same idle server at once. The positions differ, other than in gRFC A48: drawn with
/// repetition, the busiest of three would still be both choices of every ninth call.
package enum LeastRequest {
  /// The most positions to choose from: one bit each.
  package static let countMax = 64

  package static func next(
    count: Int, choiceCount: Int, using randomness: inout some RandomNumberGenerator,
    load: (Int) -> Double
  ) -> Int {
    guard count > 1 else { return 0 }
    precondition(count <= countMax, "\(count) positions are more than \(countMax)")
    var drawn: UInt64 = 0
    var best = (position: 0, load: Double.infinity, tieCount: 0)
    // Floyd's way to draw without repetition.
    for last in count - min(max(2, choiceCount), count)..<count {
      let candidate = Int.random(in: 0...last, using: &randomness)
      let position = drawn & 1 << UInt64(candidate) == 0 ? candidate : last
      drawn |= 1 << UInt64(position)
      let load = load(position)
      if load < best.load || best.tieCount == 0 {
        best = (position, load, 1)
      } else if load == best.load {
        // The order of the draws favours some positions, so equals are drawn from again.
        best.tieCount += 1
        if Int.random(in: 0..<best.tieCount, using: &randomness) == 0 { best.position = position }
      }
    }
    return best.position
  }
}
