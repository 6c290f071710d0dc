/// Random numbers that are a function of a seed and a position alone.
///
/// There is no state to advance, so the choice at a position is the same whether tokens before it
/// were verified in one batch or decoded one by one, alone or among other requests. The mixing is
/// SplitMix64's finaliser, applied twice.
package struct PositionKeyedRandom: Sendable {
  private let seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  /// A number in [0, 1) with 53 random bits, for the token at `position` of the sequence.
  package func unitInterval(at position: Int) -> Double {
    let key = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    let bits = Self.mix(key ^ (UInt64(position) &+ 1) &* 0xD134_2543_DE82_EF95)
    return Double(bits >> 11) * 0x1p-53
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
