/// The merges of a BPE vocabulary, found by the pair of tokens that they join.
///
/// An open-addressed table with linear probing, at most half full, in three flat arrays: encoding
/// looks a pair up for every byte of every prompt, and this is several times faster there than a
/// general dictionary. A merge's rank is its place in the file's list.
struct MergeTable: Sendable, PairRanking {
  typealias Merge = PairMerger.Merge

  private static let vacant = UInt64.max
  private var pairs: [UInt64]
  private var merges: [Merge]
  private let mask: Int

  init(capacity: Int) {
    var slots = 16
    while slots < 2 * capacity { slots *= 2 }
    pairs = Array(repeating: Self.vacant, count: slots)
    merges = Array(repeating: Merge(rank: 0, product: 0), count: slots)
    mask = slots - 1
  }

  /// Adds a merge; the first of a repeated pair wins, for it has the better rank.
  mutating func insert(_ left: TokenID, _ right: TokenID, _ merge: Merge) {
    let pair = Self.pair(left, right)
    var slot = firstSlot(pair)
    while pairs[slot] != Self.vacant {
      if pairs[slot] == pair { return }
      slot = (slot + 1) & mask
    }
    pairs[slot] = pair
    merges[slot] = merge
  }

  func find(_ left: TokenID, _ right: TokenID) -> Merge? {
    let pair = Self.pair(left, right)
    var slot = firstSlot(pair)
    while pairs[slot] != Self.vacant {
      if pairs[slot] == pair { return merges[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  func merge(_ left: PairMerger.Symbol, _ right: PairMerger.Symbol) -> Merge? {
    find(left.token, right.token)
  }

  private static func pair(_ left: TokenID, _ right: TokenID) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// Multiplicative hashing: the high half of the product mixes both tokens.
  private func firstSlot(_ pair: UInt64) -> Int {
    Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }
}
