/// Decides which blocks hold the keys and values of which request, and who shares them.
///
/// 1. A block is written by one request at most, only at positions that no other request reads.
/// 2. A request holds a reference on each of its blocks, the tree one on each of its own.
/// 3. A full block whose tokens a tenant's tree knows is shared as it is. Of a block that is only partly
///    filled, or whose tokens go on differently, the matching positions are copied: the copy that
///    copy-on-write would make with the next token, made at once.
/// 4. Blocks enter the tree while their request runs: as they fill, the last one when the prompt is
///    read and again when the request ends. Two requests that computed the same block keep one of the two.
/// 5. A request that holds a node's block holds those of all its ancestors. So what nobody uses can be
///    evicted from the leaves up, and all of it counts as room.
///
/// At admission a request gets blocks for its prompt and the first token of its answer; then one at a
/// time as it grows. Where none is left, the caller preempts the youngest request, which begins again
/// later. No request may need more blocks than there are, so the oldest one always gets on: nothing
/// waits in a circle.
///
/// A pure state machine: callers copy and map blocks as told, in the order told, before the next pass.
package struct CacheLedger: Sendable {
  package struct Admission: Equatable, Sendable {
    /// The blocks from position 0 on.
    package var blocks: [BlockID] = []
    /// Leading tokens whose keys and values need not be computed.
    package var cachedCount = 0
    /// The block at which a copy begins the one behind the shared ones.
    package var copy: Copy?
  }

  package struct Copy: Equatable, Sendable {
    package var source: BlockID
    package var destination: BlockID
    package var positionCount: Int
  }

  /// Block `index` of the request is now `block`, which holds the same.
  package struct Replacement: Equatable, Sendable {
    package var index: Int
    package var block: BlockID
  }

  private struct Holding {
    var tenant: String
    var blocks: [BlockID]
    /// Leading blocks that the tree knows, each with its node.
    var path: [PrefixTree.NodeID]
    /// The node of the block behind `path`, where the tree knows its beginning.
    var tail: PrefixTree.NodeID?
  }

  package let blockLength: Int
  private var counters = CacheStatistics()
  private var pool: BlockPool
  private var tree: PrefixTree
  private var holdings: [RequestID: Holding] = [:]

  package init(blockCount: Int, blockLength: Int) {
    self.blockLength = blockLength
    pool = BlockPool(blockCount: blockCount)
    tree = PrefixTree(blockLength: blockLength)
    counters.blockCount = blockCount
  }

  package var statistics: CacheStatistics {
    var statistics = counters
    statistics.idleBlockCount = evictableCount
    statistics.heldBlockCount = pool.usedCount - statistics.idleBlockCount
    return statistics
  }

  package func blockCount(tokenCount: Int) -> Int { (tokenCount + blockLength - 1) / blockLength }

  /// Leading tokens of a prompt that need not be computed, were it admitted now.
  package func cachedCount(tenant: String, _ tokens: [TokenID]) -> Int {
    let match = tree.match(tenant: tenant, tokens, tokenCountMax: tokens.count - 1)
    return match.nodes.count * blockLength + (match.partial?.tokenCount ?? 0)
  }

  /// Whether blocks for so many tokens are free or can be evicted, were nothing shared.
  package func hasRoom(tokenCount: Int) -> Bool {
    blockCount(tokenCount: tokenCount) <= pool.freeCount + evictableCount
  }

  /// Gives a request blocks for its tokens and one more; nil, with nothing changed, where that is more
  /// than can be had.
  ///
  /// At least the last token is left to compute: somebody wants its logits.
  ///
  /// - Parameter cachedCountMax: leading tokens of which no logits are wanted; nil leaves the last one.
  package mutating func admit(
    _ id: RequestID, tenant: String, _ tokens: [TokenID], cachedCountMax: Int? = nil
  ) -> Admission? {
    precondition(holdings[id] == nil, "\(id) has blocks already")
    var match = tree.match(
      tenant: tenant, tokens,
      tokenCountMax: min(cachedCountMax ?? tokens.count, tokens.count - 1))
    let needed = blockCount(tokenCount: tokens.count + 1) - match.nodes.count
    let shared = match.nodes.map { tree.block(of: $0) }
    for block in shared { pool.retain(block) }
    // What is copied from must stay until it has been; where that is one block too many, go without.
    if let partial = match.partial {
      pool.retain(tree.block(of: partial.node))
      if pool.freeCount + evictableCount < needed {
        pool.release(tree.block(of: partial.node))
        match.partial = nil
      }
    }
    guard pool.freeCount + evictableCount >= needed else {
      for block in shared { pool.release(block) }
      return nil
    }
    let fresh = (0..<needed).map { _ in take()! }
    var admission = Admission(
      blocks: shared + fresh, cachedCount: match.nodes.count * blockLength)
    for node in match.nodes { tree.touch(node) }
    if let partial = match.partial {
      let source = tree.block(of: partial.node)
      tree.touch(partial.node)
      // Copies are made in order: a later owner of the source writes it only after this one was.
      pool.release(source)
      admission.copy = Copy(
        source: source, destination: fresh[0], positionCount: partial.tokenCount)
      admission.cachedCount += partial.tokenCount
    }
    holdings[id] = Holding(tenant: tenant, blocks: admission.blocks, path: match.nodes)
    counters.admitted(tokenCount: tokens.count, cachedCount: admission.cachedCount)
    return admission
  }

  /// Gives a request blocks for `tokenCount` tokens in all.
  ///
  /// - Returns: those that are new; nil, with nothing changed, where none can be had.
  package mutating func grow(_ id: RequestID, toTokenCount tokenCount: Int) -> [BlockID]? {
    let missing = blockCount(tokenCount: tokenCount) - holdings[id]!.blocks.count
    guard missing > 0 else { return [] }
    guard pool.freeCount + evictableCount >= missing else { return nil }
    let fresh = (0..<missing).map { _ in take()! }
    holdings[id]!.blocks += fresh
    return fresh
  }

  /// Lets others find what a request has computed: the blocks that its first `count` tokens fill and,
  /// with `includingTail`, the beginning of the next.
  ///
  /// - Returns: blocks that another request has computed as well, in whose place its own are free now.
  package mutating func computed(
    _ id: RequestID, _ tokens: [TokenID], count: Int, includingTail: Bool
  ) -> [Replacement] {
    let fullCount = count / blockLength
    guard includingTail || fullCount > holdings[id]?.path.count ?? fullCount,
      var holding = holdings[id]
    else { return [] }
    var replacements: [Replacement] = []
    while holding.path.count < fullCount {
      let index = holding.path.count
      let part = tokens[index * blockLength..<(index + 1) * blockLength]
      if let block = publish(part, at: index, of: &holding) {
        replacements.append(Replacement(index: index, block: block))
      }
      holding.path.append(holding.tail!)
      holding.tail = nil
    }
    let begin = holding.path.count * blockLength
    if includingTail, count > begin {
      publishTail(tokens[begin..<count], of: &holding)
    }
    holdings[id] = holding
    return replacements
  }

  /// A request gives its blocks back; those in the tree stay until they are evicted.
  package mutating func ended(_ id: RequestID) {
    guard let holding = holdings.removeValue(forKey: id) else { return }
    for block in holding.blocks { pool.release(block) }
  }

  // MARK: Inside

  /// Puts a full block into the tree, as `tail`. Where another block of the same tokens is there, the
  /// request uses that one from now on.
  private mutating func publish(
    _ tokens: ArraySlice<TokenID>, at index: Int, of holding: inout Holding
  ) -> BlockID? {
    let own = holding.blocks[index]
    var known: PrefixTree.NodeID?
    if let tail = holding.tail {
      known = tree.extend(tail, to: tokens)
      if known != nil {
        tree.remove(tail)
        pool.release(own)
      }
    } else {
      let (node, isNew) = tree.insert(
        tenant: holding.tenant, after: holding.path.last, tokens, block: own)
      if isNew {
        pool.retain(own)
        holding.tail = node
      } else {
        known = node
      }
    }
    guard let known else { return nil }
    let block = tree.block(of: known)
    pool.retain(block)
    pool.release(own)
    tree.touch(known)
    holding.tail = known
    holding.blocks[index] = block
    return block
  }

  /// Puts the beginning of a block into the tree, unless it is known.
  private mutating func publishTail(_ tokens: ArraySlice<TokenID>, of holding: inout Holding) {
    if let tail = holding.tail {
      _ = tree.extend(tail, to: tokens)
      return
    }
    let own = holding.blocks[holding.path.count]
    let (node, isNew) = tree.insert(
      tenant: holding.tenant, after: holding.path.last, tokens, block: own)
    guard isNew else { return }
    pool.retain(own)
    holding.tail = node
  }

  /// A free block, evicting one where necessary.
  private mutating func take() -> BlockID? {
    if let block = pool.allocate() { return block }
    guard let evicted = tree.evict(isUnused: { pool.referenceCount(of: $0) == 1 }) else {
      return nil
    }
    counters.evictedBlockCount += 1
    pool.release(evicted)
    return pool.allocate()
  }

  private var evictableCount: Int { tree.count { pool.referenceCount(of: $0) == 1 } }
}

/// What the cache holds and has done since the engine started.
package struct CacheStatistics: Sendable, Equatable {
  package var blockCount = 0
  /// Blocks that running requests hold.
  package var heldBlockCount = 0
  /// Blocks that hold prefixes for requests to come and that nobody uses.
  package var idleBlockCount = 0
  /// Admissions that found a part of their prompt, and those that did not.
  package var hitCount = 0
  package var missCount = 0
  /// Prompt tokens that need not be computed.
  package var cachedTokenCount = 0
  package var evictedBlockCount = 0

  package init() {}

  mutating func admitted(tokenCount: Int, cachedCount: Int) {
    if cachedCount > 0 { hitCount += 1 } else { missCount += 1 }
    cachedTokenCount += cachedCount
  }
}
