/// A token with its weight, as one number that is the larger the sooner filters keep the token: by
/// weight, and of equal weights the lower token first.
struct TokenKey: Equatable, Comparable {
  private let bits: UInt64

  /// - Parameter weight: above 0, so that its bits are ordered like itself.
  init(token: UInt32, weight: Float) {
    bits = UInt64(weight.bitPattern) << 32 | UInt64(~token)
  }

  /// The least key of any token with this weight.
  init(leastOfWeight weight: Float) { self.init(token: .max, weight: weight) }

  var token: TokenID { TokenID(~UInt32(truncatingIfNeeded: bits)) }
  var weight: Double { Double(Float(bitPattern: UInt32(bits >> 32))) }

  static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }

  static let digitCount = 8
  /// One of its ``digitCount`` digits, the most significant first.
  func digit(_ index: Int) -> Int { Int(bits >> (56 - 8 * UInt64(index)) & 255) }
}

/// Finds how far down a filter keeps tokens, without sorting them: digit by digit, each time looking
/// only at the keys that share the digits found. The amounts are exact sums, so it does not
/// matter in which order they are added. Keeps its buffers from call to call.
struct TokenKeyCut {
  private var undecided: [TokenKey] = []
  private var amounts = [Double](repeating: 0, count: 256)

  /// The least of the best keys among `keys` whose amounts reach `target` together.
  ///
  /// - Parameter target: above 0, and reached by the amounts of those that are not below `least`.
  mutating func find(
    in keys: [TokenKey], from least: TokenKey, target: Double, amount: (TokenKey) -> Double
  ) -> TokenKey {
    undecided.removeAll(keepingCapacity: true)
    for key in keys where key >= least { undecided.append(key) }
    var missing = target
    for index in 0..<TokenKey.digitCount where undecided.count > 1 {
      for digit in amounts.indices { amounts[digit] = 0 }
      for key in undecided { amounts[key.digit(index)] += amount(key) }
      var digit = amounts.count - 1
      while amounts[digit] < missing {
        missing -= amounts[digit]
        digit -= 1
      }
      undecided.removeAll { $0.digit(index) != digit }
    }
    return undecided[0]
  }
}
