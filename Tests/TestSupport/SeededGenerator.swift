/// SplitMix64: small, and the same everywhere for the same seed.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// A generator that repeats what another one with this seed gave.
  public init(seed: UInt64) {
    state = seed
  }

  /// A seed that differs from run to run; tests print the one they use.
  public static func freshSeed() -> UInt64 {
    UInt64.random(in: 0...UInt64(UInt32.max))
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
