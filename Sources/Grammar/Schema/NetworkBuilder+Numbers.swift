// Numbers within bounds, digit by digit. Numbers have no exponent; at most `digitCountMax` digits stand
// before the point where no bound says less. Fractions are cut so that a number has at most
// `significantCountMax` digits: as many pass through a double and keep their order, so that whoever
// reads the number sees it on the same side of a bound.
extension NetworkBuilder {
  static let digitCountMax = 15
  static let significantCountMax = 15

  private static let digit = ByteSet(0x30...0x39)
  private static let nonzero = ByteSet(0x31...0x39)

  private static func digits(_ range: ClosedRange<UInt8>) -> ByteSet {
    ByteSet(range.lowerBound + 0x30...range.upperBound + 0x30)
  }

  /// The integers from `low` to `high`, both included; nil is no bound.
  mutating func integer(
    from low: Decimal?, to high: Decimal?, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    var ways: [NodeID] = []
    if !(low.map { !$0.isNegative } ?? false) {
      // Negative ones, by magnitude: from the nearer end to the farther.
      let nearest = high.map { $0.isNegative ? $0.magnitude : .zero.successor } ?? .zero.successor
      ways.append(
        try literal("-", try natural(from: nearest, to: low.map(\.magnitude), next)))
    }
    if !(high?.isNegative ?? false) {
      let lowest = low.map { $0.isNegative ? .zero : $0 } ?? .zero
      ways.append(try natural(from: lowest, to: high, next))
    }
    return try choice(ways)
  }

  private mutating func natural(
    from low: Decimal, to high: Decimal?, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    try natural(from: low, to: high) { _ in next }
  }

  /// The whole numbers from `low` to `high`, neither of which is negative. What follows depends on how
  /// many digits there are.
  private mutating func natural(
    from low: Decimal, to high: Decimal?, _ next: (_ digitCount: Int) -> NodeID
  ) throws(GrammarError) -> NodeID {
    let countMax = high?.whole.count ?? max(Self.digitCountMax, low.whole.count)
    var ways: [NodeID] = []
    if low.whole.count <= countMax {
      for count in low.whole.count...countMax {
        let least =
          count == low.whole.count ? low.whole : [1] + [UInt8](repeating: 0, count: count - 1)
        let most =
          count == high?.whole.count ? high!.whole : [UInt8](repeating: 9, count: count)
        if !most.lexicographicallyPrecedes(least) {
          ways.append(try digits(from: least[...], to: most[...], next(count)))
        }
      }
    }
    return try choice(ways)
  }

  /// As many digits as both ends have, between them.
  private mutating func digits(
    from low: ArraySlice<UInt8>, to high: ArraySlice<UInt8>, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    guard let first = low.first, let last = high.first else { return next }
    let (lowRest, highRest) = (low.dropFirst(), high.dropFirst())
    if first == last {
      return try bytes(
        Self.digits(first...first), try digits(from: lowRest, to: highRest, next))
    }
    let isLowFree = lowRest.allSatisfy { $0 == 0 }
    let isHighFree = highRest.allSatisfy { $0 == 9 }
    let nines = ArraySlice(repeating: UInt8(9), count: lowRest.count)
    let zeros = ArraySlice(repeating: UInt8(0), count: lowRest.count)
    var ways: [NodeID] = []
    if !isLowFree {
      ways.append(
        try bytes(Self.digits(first...first), try digits(from: lowRest, to: nines, next)))
    }
    if !isHighFree {
      ways.append(
        try bytes(Self.digits(last...last), try digits(from: zeros, to: highRest, next)))
    }
    let middle = (isLowFree ? first : first + 1, isHighFree ? last : last - 1)
    if middle.0 <= middle.1 {
      var rest = next
      for _ in lowRest { rest = try bytes(Self.digit, rest) }
      ways.append(try bytes(Self.digits(middle.0...middle.1), rest))
    }
    return try choice(ways)
  }

  // MARK: Fractions

  /// The numbers between two bounds; nil is none.
  mutating func number(
    from low: NumberBound?, to high: NumberBound?, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    var ways: [NodeID] = []
    let zero = NumberBound(value: .zero, isExclusive: false)
    if low.map({ $0.value.isNegative }) ?? true {
      // Negative ones, by magnitude; there is no negative zero.
      let farthest = low.map { NumberBound(value: $0.value.magnitude, isExclusive: $0.isExclusive) }
      let nearest =
        high.flatMap {
          $0.value.isNegative
            ? NumberBound(value: $0.value.magnitude, isExclusive: $0.isExclusive) : nil
        } ?? NumberBound(value: .zero, isExclusive: true)
      ways.append(try literal("-", try positive(from: nearest, to: farthest, next)))
    }
    if !(high?.value.isNegative ?? false) {
      let lowest = low.flatMap { $0.value.isNegative ? nil : $0 } ?? zero
      ways.append(try positive(from: lowest, to: high, next))
    }
    return try choice(ways)
  }

  /// Split by the whole part: that of the lower bound, those between, and that of the upper bound.
  private mutating func positive(
    from low: NumberBound, to high: NumberBound?, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    let first = low.value.truncated
    let last = high?.value.truncated
    if let last, last < first { return try choice([]) }
    var ways: [NodeID] = []
    let isOne = first == last
    ways.append(
      try whole(
        first,
        try fraction(from: low, to: isOne ? high : nil, room: Self.room(first), next)))
    if isOne { return try choice(ways) }
    let between = first.successor
    let end = last.flatMap(\.predecessor)
    if last == nil || !(end! < between) {
      let fractions = try freeFractions(next)
      ways.append(
        try natural(from: between, to: end) { digitCount in
          fractions[max(0, Self.significantCountMax - digitCount)]
        })
    }
    if let last {
      ways.append(
        try whole(last, try fraction(from: nil, to: high, room: Self.room(last), next)))
    }
    return try choice(ways)
  }

  private static func room(_ whole: Decimal) -> Int {
    max(0, significantCountMax - (whole.isZero ? 0 : whole.whole.count))
  }

  private mutating func whole(_ value: Decimal, _ next: NodeID) throws(GrammarError) -> NodeID {
    try literal(value.whole.map { $0 + 0x30 }, next)
  }

  /// Nothing, or a point and at most `room` digits, behind the whole part of the bounds.
  private mutating func fraction(
    from low: NumberBound?, to high: NumberBound?, room: Int, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    let bounds = FractionBounds(low, high)
    var ways: [NodeID] = []
    if bounds.allowsEnd { ways.append(next) }
    if room > 0 { ways.append(try literal(".", try fractionDigits(bounds, room: room, next))) }
    return try choice(ways)
  }

  /// Nothing, or a point and digits: at most as many as the node's index says.
  private mutating func freeFractions(_ next: NodeID) throws(GrammarError) -> [NodeID] {
    var fractions = [next]
    var rest = next
    for _ in 1..<Self.significantCountMax {
      let digits = try bytes(Self.digit, rest)
      fractions.append(try choice([next, try literal(".", digits)]))
      rest = try choice([next, digits])
    }
    return fractions
  }

  /// One digit or more. Each digit is below, at or above that of a bound; only at it the bound goes on
  /// to matter.
  private mutating func fractionDigits(
    _ bounds: FractionBounds, room: Int, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    guard room > 0 else { return try choice([]) }
    if bounds.isFree {
      var rest = next
      for _ in 1..<room { rest = try choice([next, try bytes(Self.digit, rest)]) }
      return try bytes(Self.digit, rest)
    }
    var followers: [FractionBounds: ByteSet] = [:]
    var order: [FractionBounds] = []
    for digit in UInt8(0)...9 {
      guard let following = bounds.following(digit) else { continue }
      if followers[following] == nil { order.append(following) }
      followers[following, default: ByteSet()].insert(digit + 0x30)
    }
    var ways: [NodeID] = []
    for following in order {
      var rests: [NodeID] = []
      if following.allowsEnd { rests.append(next) }
      if room > 1 { rests.append(try fractionDigits(following, room: room - 1, next)) }
      ways.append(try bytes(followers[following]!, try choice(rests)))
    }
    return try choice(ways)
  }
}

/// What bounds still say about a fraction of which some digits are known to be those of the bounds.
private struct FractionBounds: Hashable {
  private struct Bound: Hashable {
    /// The digits that remain; none is zero from here on.
    var digits: [UInt8]
    var isExclusive: Bool
  }

  private var low: Bound?
  private var high: Bound?

  init(_ low: NumberBound?, _ high: NumberBound?) {
    self.low = low.map { Bound(digits: $0.value.fraction, isExclusive: $0.isExclusive) }
    self.high = high.map { Bound(digits: $0.value.fraction, isExclusive: $0.isExclusive) }
    forgetSatisfied()
  }

  var isFree: Bool { low == nil && high == nil }

  /// Whether the number may end here, as if only zeros followed.
  var allowsEnd: Bool {
    let isAboveLow = low.map { $0.digits.isEmpty && !$0.isExclusive } ?? true
    let isBelowHigh = high.map { !$0.digits.isEmpty || !$0.isExclusive } ?? true
    return isAboveLow && isBelowHigh
  }

  /// What they say behind `digit`; nil where it may not come.
  func following(_ digit: UInt8) -> FractionBounds? {
    var result = self
    if let low {
      let bound = low.digits.first ?? 0
      if digit < bound { return nil }
      result.low =
        digit > bound
        ? nil : Bound(digits: Array(low.digits.dropFirst()), isExclusive: low.isExclusive)
    }
    if let high {
      let bound = high.digits.first ?? 0
      // At the end of an exclusive bound, everything is above or at it.
      if digit > bound || (high.digits.isEmpty && high.isExclusive) { return nil }
      result.high =
        digit < bound
        ? nil : Bound(digits: Array(high.digits.dropFirst()), isExclusive: high.isExclusive)
    }
    result.forgetSatisfied()
    return result
  }

  /// Everything that may follow is at zero or above.
  private mutating func forgetSatisfied() {
    if let low, low.digits.isEmpty, !low.isExclusive { self.low = nil }
  }
}
