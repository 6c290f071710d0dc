/// A consistent hash: keys to members, such that a member that leaves moves its own keys and no others.
///
/// Each member stands at `pointCount` places of a ring of 64-bit numbers, which depend on its name
/// alone; a key belongs to the first member at or after its own number. Shares of the ring differ by
/// about 1/sqrt(pointCount), 9 %.
package struct HashRing {
  package static let pointCount = 128

  private struct Point {
    let number: UInt64
    let member: Int
  }

  private var points: [Point] = []

  /// The ring of `names`; members are their positions.
  package init(names: [String]) {
    points.reserveCapacity(names.count * Self.pointCount)
    for (member, name) in names.enumerated() {
      let seed = Self.hash(name)
      for index in 0..<UInt64(Self.pointCount) {
        points.append(Point(number: Self.mixed(seed &+ index &* Self.golden), member: member))
      }
    }
    points.sort { ($0.number, $0.member) < ($1.number, $1.member) }
  }

  /// The first member from `number` onwards that is `acceptable`; nil when none is. Asks about a member
  /// as often as it has points until then.
  package func member(at number: UInt64, where acceptable: (Int) -> Bool) -> Int? {
    guard !points.isEmpty else { return nil }
    let start = firstIndex(from: number)
    for offset in points.indices {
      let index = start + offset < points.count ? start + offset : start + offset - points.count
      if acceptable(points[index].member) { return points[index].member }
    }
    return nil
  }

  /// Whether a member with `load` of `total` open calls may take one more, so that none has more than `factor`
  /// times its share, rounded up (Mirrokni, Thorup, Zadimoghaddam, "Consistent Hashing with Bounded Loads").
  /// For a factor of 1 or more there is always one that may.
  package static func hasRoom(load: Int, total: Int, memberCount: Int, factor: Double) -> Bool {
    Double(load) < (factor * Double(total + 1) / Double(memberCount)).rounded(.up)
  }

  private func firstIndex(from number: UInt64) -> Int {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low == points.count ? 0 : low
  }

  private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Where a key stands. The same in every process, unlike the hashes of the standard library.
  package static func hash(_ key: String) -> UInt64 {
    // FNV-1a, whose high bits are weak for short keys; the finaliser of SplitMix64 spreads them.
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return mixed(value)
  }

  /// Every bit of the result depends on every bit of `value`; no two values have the same.
  static func mixed(_ value: UInt64) -> UInt64 {
    var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
