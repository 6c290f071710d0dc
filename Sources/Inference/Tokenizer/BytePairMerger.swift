/// Merges the bytes of one word into tokens, the best-ranked pair first and the leftmost of equals.
///
/// The word is a doubly linked list over `symbols`, and candidate pairs wait in a binary heap, so
/// that a word of n bytes costs O(n log n) however long it is. A candidate that an earlier merge
/// made stale is recognised when it is taken out. At most 2n candidates ever exist: n - 1 at the
/// start and two more per merge. The arrays are kept from word to word.
struct BytePairMerger {
  private struct Symbol {
    var token: TokenID
    var previous: Int32
    var next: Int32
    var isMerged = false
  }

  private struct Candidate {
    var rank: Int32
    var left: Int32
    var product: TokenID

    func precedes(_ other: Self) -> Bool {
      rank != other.rank ? rank < other.rank : left < other.left
    }
  }

  private var symbols: [Symbol] = []
  private var heap: [Candidate] = []

  /// Appends the tokens of `word` to `output`.
  ///
  /// A byte that the vocabulary lacks is left out, as the reference does for a vocabulary without
  /// an unknown token; its neighbours may then merge.
  mutating func merge(
    _ word: UnsafeBufferPointer<UInt8>, byteTokens: [TokenID], merges: MergeTable,
    into output: inout [TokenID]
  ) {
    symbols.removeAll(keepingCapacity: true)
    heap.removeAll(keepingCapacity: true)
    for byte in word where byteTokens[Int(byte)] >= 0 {
      let index = Int32(symbols.count)
      symbols.append(
        Symbol(token: byteTokens[Int(byte)], previous: index - 1, next: index + 1))
    }
    guard !symbols.isEmpty else { return }
    symbols[symbols.count - 1].next = -1
    for left in 0..<symbols.count { propose(left: Int32(left), merges) }
    while let candidate = popCandidate() { apply(candidate, merges) }
    for symbol in symbols where !symbol.isMerged { output.append(symbol.token) }
  }

  private mutating func apply(_ candidate: Candidate, _ merges: MergeTable) {
    let left = Int(candidate.left)
    guard !symbols[left].isMerged, symbols[left].next >= 0 else { return }
    let right = Int(symbols[left].next)
    let current = merges.find(symbols[left].token, symbols[right].token)
    guard current == .init(rank: candidate.rank, product: candidate.product) else { return }
    symbols[left].token = candidate.product
    symbols[left].next = symbols[right].next
    symbols[right].isMerged = true
    if symbols[right].next >= 0 { symbols[Int(symbols[right].next)].previous = candidate.left }
    if symbols[left].previous >= 0 { propose(left: symbols[left].previous, merges) }
    propose(left: candidate.left, merges)
  }

  private mutating func propose(left: Int32, _ merges: MergeTable) {
    let symbol = symbols[Int(left)]
    guard symbol.next >= 0,
      let merge = merges.find(symbol.token, symbols[Int(symbol.next)].token)
    else { return }
    push(Candidate(rank: merge.rank, left: left, product: merge.product))
  }

  private mutating func push(_ candidate: Candidate) {
    var index = heap.count
    heap.append(candidate)
    while index > 0 {
      let parent = (index - 1) / 2
      guard candidate.precedes(heap[parent]) else { break }
      heap[index] = heap[parent]
      index = parent
    }
    heap[index] = candidate
  }

  private mutating func popCandidate() -> Candidate? {
    guard let best = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return best }
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(last) else { break }
      heap[index] = heap[child]
      index = child
    }
    heap[index] = last
    return best
  }
}
