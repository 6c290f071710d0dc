/// A set of Unicode scalars: sorted ranges that neither touch nor overlap, without surrogates.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []

  static let all = ScalarSet([0...0x10FFFF])

  init(_ ranges: [ClosedRange<UInt32>]) {
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      for part in Self.withoutSurrogates(range) {
        if let last = self.ranges.last, part.lowerBound <= last.upperBound &+ 1 {
          self.ranges[self.ranges.count - 1] =
            last.lowerBound...max(last.upperBound, part.upperBound)
        } else {
          self.ranges.append(part)
        }
      }
    }
  }

  init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

  init(_ scalars: some Sequence<Unicode.Scalar>) {
    self.init(scalars.map { $0.value...$0.value })
  }

  var isEmpty: Bool { ranges.isEmpty }

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  var complement: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    var start: UInt32 = 0
    for range in ranges {
      if start < range.lowerBound { gaps.append(start...(range.lowerBound - 1)) }
      start = range.upperBound + 1
    }
    if start <= 0x10FFFF { gaps.append(start...0x10FFFF) }
    return ScalarSet(gaps)
  }

  func subtracting(_ other: ScalarSet) -> ScalarSet {
    complement.union(other).complement
  }

  private static func withoutSurrogates(_ range: ClosedRange<UInt32>) -> [ClosedRange<UInt32>] {
    var parts: [ClosedRange<UInt32>] = []
    if range.lowerBound < 0xD800 { parts.append(range.lowerBound...min(range.upperBound, 0xD7FF)) }
    if range.upperBound > 0xDFFF { parts.append(max(range.lowerBound, 0xE000)...range.upperBound) }
    return parts
  }
}

extension NetworkBuilder {
  /// One scalar of `set` in UTF-8.
  mutating func scalar(_ set: ScalarSet, _ next: NodeID) throws(GrammarError) -> NodeID {
    var single = ByteSet()
    var ways: [NodeID] = []
    for range in set.ranges {
      for part in Self.partsOfOneLength(range) {
        let (low, high) = (Self.utf8(part.lowerBound), Self.utf8(part.upperBound))
        if low.count == 1 {
          single.formUnion(ByteSet(low[0]...high[0]))
        } else {
          try sequences(low[...], high[...], next, into: &ways)
        }
      }
    }
    if !single.isEmpty { ways.insert(try bytes(single, next), at: 0) }
    return try choice(ways)
  }

  /// The byte strings from `low` to `high`, which are of one length: each way is a range of first
  /// bytes behind which everything may follow, or one first byte with a narrower rest.
  private mutating func sequences(
    _ low: ArraySlice<UInt8>, _ high: ArraySlice<UInt8>, _ next: NodeID, into ways: inout [NodeID]
  ) throws(GrammarError) {
    let (first, last) = (low.first!, high.first!)
    if low.count == 1 {
      return ways.append(try bytes(ByteSet(first...last), next))
    }
    let (lowRest, highRest) = (low.dropFirst(), high.dropFirst())
    if first == last {
      return ways.append(try prefixed(first...first, lowRest, highRest, next))
    }
    let least = ArraySlice(repeating: UInt8(0x80), count: lowRest.count)
    let most = ArraySlice(repeating: UInt8(0xBF), count: lowRest.count)
    let isLowFree = lowRest.elementsEqual(least)
    let isHighFree = highRest.elementsEqual(most)
    if !isLowFree { ways.append(try prefixed(first...first, lowRest, most, next)) }
    if !isHighFree { ways.append(try prefixed(last...last, least, highRest, next)) }
    let middle = Int(first) + (isLowFree ? 0 : 1)...Int(last)
    let upper = Int(last) - (isHighFree ? 0 : 1)
    if middle.lowerBound <= upper {
      ways.append(
        try prefixed(UInt8(middle.lowerBound)...UInt8(upper), least, most, next))
    }
  }

  private mutating func prefixed(
    _ first: ClosedRange<UInt8>, _ low: ArraySlice<UInt8>, _ high: ArraySlice<UInt8>,
    _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    var ways: [NodeID] = []
    try sequences(low, high, next, into: &ways)
    return try bytes(ByteSet(first), try choice(ways))
  }

  private static func partsOfOneLength(_ range: ClosedRange<UInt32>) -> [ClosedRange<UInt32>] {
    [0...0x7F, 0x80...0x7FF, 0x800...0xFFFF, 0x10000...0x10FFFF].compactMap {
      (length: ClosedRange<UInt32>) in
      length.overlaps(range) ? range.clamped(to: length) : nil
    }
  }

  private static func utf8(_ value: UInt32) -> [UInt8] {
    // The bounds of a set are no surrogates.
    Array(String(Character(Unicode.Scalar(value)!)).utf8)
  }
}
