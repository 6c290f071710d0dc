/// Finds the token that spells given bytes exactly.
///
/// An open-addressed table with linear probing, at most half full, of token numbers alone: the bytes
/// to compare with stay in the vocabulary. Of tokens with the same bytes the first is found.
struct PieceTable: Sendable {
  private static let vacant: TokenID = -1
  private let vocabulary: Vocabulary
  private var slots: [TokenID]
  private let mask: Int
  /// No longer text can be found.
  private let byteCountMax: Int

  /// A table of the tokens of some kinds; tokens without bytes are left out.
  init(_ vocabulary: Vocabulary, kinds: Set<TokenKind>) {
    let tokens = (0..<TokenID(vocabulary.count)).filter {
      kinds.contains(vocabulary.kind(of: $0)) && !vocabulary.bytes(of: $0).isEmpty
    }
    var slotCount = 16
    while slotCount < 2 * tokens.count { slotCount *= 2 }
    self.vocabulary = vocabulary
    slots = Array(repeating: Self.vacant, count: slotCount)
    mask = slotCount - 1
    byteCountMax = tokens.reduce(0) { max($0, vocabulary.bytes(of: $1).count) }
    for token in tokens { insert(token) }
  }

  /// The token that spells `text`.
  func find(_ text: UnsafeBufferPointer<UInt8>) -> TokenID? {
    guard text.count <= byteCountMax, !text.isEmpty else { return nil }
    let token = slots[slot(of: text)]
    return token == Self.vacant ? nil : token
  }

  func find(_ text: [UInt8]) -> TokenID? { text.withUnsafeBufferPointer { find($0) } }

  private mutating func insert(_ token: TokenID) {
    let slot = vocabulary.withBytes(of: token) { self.slot(of: $0) }
    if slots[slot] == Self.vacant { slots[slot] = token }
  }

  /// Where the token of `text` is, or would be.
  private func slot(of text: UnsafeBufferPointer<UInt8>) -> Int {
    // FNV-1a; its low bits mix well enough once the high ones are folded in.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while slots[slot] != Self.vacant, !vocabulary.spells(slots[slot], text) {
      slot = (slot + 1) & mask
    }
    return slot
  }
}
