/// Says which two neighbours may become one token, and how soon.
protocol PairRanking {
  /// The merge of two symbols that stand next to each other, if they make a token.
  func merge(_ left: PairMerger.Symbol, _ right: PairMerger.Symbol) -> PairMerger.Merge?
}

/// Merges the symbols of a text into tokens, the best-ranked pair first and the leftmost of equals:
/// the step that byte-level BPE and SentencePiece's BPE have in common.
///
/// The text is a doubly linked list over `symbols`, and candidate pairs wait in a binary heap, so
/// that n symbols cost O(n log n) however long the text is. At most 3n candidates ever exist: n - 1
/// at the start and two more per merge. The arrays are kept from text to text.
struct PairMerger {
  /// A piece of the text. Its range only ever grows, to the right.
  struct Symbol {
    /// -1 for a character that is no token by itself.
    var token: TokenID
    /// Where its bytes begin and end; both equal once it became part of its left neighbour.
    var start: Int32
    var end: Int32
    fileprivate var previous: Int32 = -1
    fileprivate var next: Int32 = -1

    init(token: TokenID, start: Int, end: Int) {
      self.token = token
      self.start = Int32(start)
      self.end = Int32(end)
    }
  }

  struct Merge: Equatable {
    /// The lowest is merged first.
    var rank: Int32
    var product: TokenID
  }

  private struct Candidate {
    var rank: Int32
    var left: Int32
    /// Where the product ends. Both symbols only grow, so a candidate whose right symbol no longer
    /// ends here is out of date, and one whose right symbol does is not.
    var end: Int32
    var product: TokenID

    func precedes(_ other: Self) -> Bool {
      rank != other.rank ? rank < other.rank : left < other.left
    }
  }

  private var symbols: [Symbol] = []
  private var heap: [Candidate] = []

  /// Forgets the last text.
  mutating func begin() {
    symbols.removeAll(keepingCapacity: true)
    heap.removeAll(keepingCapacity: true)
  }

  /// Adds the next symbol of the text.
  mutating func append(_ symbol: Symbol) {
    let index = Int32(symbols.count)
    symbols.append(symbol)
    symbols[Int(index)].previous = index - 1
    if index > 0 { symbols[Int(index) - 1].next = index }
  }

  /// Merges as far as `pairs` goes, then calls `body` with what is left, in order.
  mutating func merge(by pairs: some PairRanking, _ body: (Symbol) -> Void) {
    for left in symbols.indices { propose(left: Int32(left), pairs) }
    while let candidate = popCandidate() { apply(candidate, pairs) }
    for symbol in symbols where symbol.end > symbol.start { body(symbol) }
  }

  private mutating func apply(_ candidate: Candidate, _ pairs: some PairRanking) {
    let left = Int(candidate.left)
    guard symbols[left].end > symbols[left].start, symbols[left].next >= 0 else { return }
    let right = Int(symbols[left].next)
    guard symbols[right].end == candidate.end else { return }
    symbols[left].token = candidate.product
    symbols[left].end = candidate.end
    symbols[left].next = symbols[right].next
    symbols[right].end = symbols[right].start
    if symbols[right].next >= 0 { symbols[Int(symbols[right].next)].previous = candidate.left }
    if symbols[left].previous >= 0 { propose(left: symbols[left].previous, pairs) }
    propose(left: candidate.left, pairs)
  }

  private mutating func propose(left: Int32, _ pairs: some PairRanking) {
    let symbol = symbols[Int(left)]
    guard symbol.next >= 0 else { return }
    let right = symbols[Int(symbol.next)]
    guard let merge = pairs.merge(symbol, right) else { return }
    push(Candidate(rank: merge.rank, left: left, end: right.end, product: merge.product))
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
