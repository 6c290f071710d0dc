import Glibc

/// Powers in double precision.
enum Power {
  static func of(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}

extension DecoderModel {
  /// Writes cos and sin of every rotated pair's angle at `position`, alternating.
  func writeRotation(position: Int, into cosSin: UnsafeMutablePointer<Float>) {
    for (pair, frequency) in ropeFrequencies.enumerated() {
      let angle = Double(position) * frequency
      cosSin[2 * pair] = Float(cos(angle))
      cosSin[2 * pair + 1] = Float(sin(angle))
    }
  }
}
