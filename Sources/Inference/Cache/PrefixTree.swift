/// Finds the blocks of keys and values that belong to the beginning of a prompt.
///
/// A radix tree for each tenant whose edges are blocks: a node stands for one block and the tokens whose
/// keys and values it holds, at most `blockLength`; only full nodes have children. Tenants share nothing,
/// so that nobody can tell from a reply's time what another one asked.
///
/// Eviction is GreedyDual (Cao and Irani, "Cost-aware WWW proxy caching algorithms", 1997): a node that
/// is used gets the value `clock + cost`, where its cost is what recomputing it would take; the leaf of
/// least value goes first, and the clock moves up to that value. With equal costs that is "least recently
/// used"; a dear block outlives cheap ones that were used a little later.
///
/// Holds no memory, clock or reference counts: callers say which blocks others use. Walking down
/// compares the tokens of all children of a node, evicting looks at all nodes; both are bounded by the
/// number of blocks in the pool.
package struct PrefixTree: Sendable {
  package struct NodeID: Hashable, Sendable {
    fileprivate var index: Int
  }

  /// What is known of a prompt.
  package struct Match: Sendable, Equatable {
    /// Full nodes from the root on.
    package var nodes: [NodeID] = []
    /// A node of which only the first `tokenCount` tokens match.
    package var partial: (node: NodeID, tokenCount: Int)?

    package static func == (a: Match, b: Match) -> Bool {
      a.nodes == b.nodes && a.partial?.node == b.partial?.node
        && a.partial?.tokenCount == b.partial?.tokenCount
    }
  }

  private struct Node {
    var tenant: TenantName
    var parent: NodeID?
    var tokens: [TokenID]
    var block: BlockID
    /// Position of the first token.
    var position: Int
    var children: [NodeID] = []
    var value = 0.0
  }

  package let blockLength: Int
  /// Positions to attend to that cost as much as all else that is computed for a token. About 3,000 in
  /// SmolLM2-135M (106 million multiply-adds a token, and 34,560 for each position attended to); larger
  /// models have more. It only weighs evictions.
  private static let attentionShare = 3_000.0

  private var nodes: [Node?] = []
  private var vacant: [NodeID] = []
  private var roots: [TenantName: [NodeID]] = [:]
  private var clock = 0.0

  package init(blockLength: Int) {
    precondition(blockLength >= 1)
    self.blockLength = blockLength
  }

  package var nodeCount: Int { nodes.count - vacant.count }
  package var tenantCount: Int { roots.count }

  package func block(of id: NodeID) -> BlockID { self[id].block }
  package func tokens(of id: NodeID) -> [TokenID] { self[id].tokens }

  /// The nodes whose blocks nobody else uses.
  package func count(whereUnused isUnused: (BlockID) -> Bool) -> Int {
    nodes.count { $0.map { isUnused($0.block) } ?? false }
  }

  /// The longest beginning of `tokens`, of at most `tokenCountMax`, that the tenant's blocks hold.
  package func match(tenant: String, _ tokens: [TokenID], tokenCountMax: Int) -> Match {
    var match = Match()
    var position = 0
    let end = min(tokenCountMax, tokens.count)
    var children = roots[TenantName(tenant)] ?? []
    while position < end {
      var best: (node: NodeID, tokenCount: Int)?
      for child in children {
        let count = commonCount(self[child].tokens, tokens[position..<end])
        if count > best?.tokenCount ?? 0 { best = (child, count) }
      }
      guard let best else { break }
      guard best.tokenCount == blockLength else {
        match.partial = best
        break
      }
      match.nodes.append(best.node)
      position += blockLength
      children = self[best.node].children
    }
    return match
  }

  /// Adds a node behind `parent` (nil: at the tenant's root), or finds one whose tokens begin with
  /// `tokens`.
  ///
  /// - Returns: the node, and whether it is new and so uses `block`.
  package mutating func insert(
    tenant: String, after parent: NodeID?, _ tokens: ArraySlice<TokenID>, block: BlockID
  ) -> (node: NodeID, isNew: Bool) {
    precondition((1...blockLength).contains(tokens.count), "\(tokens.count) tokens in a node")
    if let parent {
      precondition(self[parent].tokens.count == blockLength, "a child of a node that is not full")
    }
    let tenant = TenantName(tenant)
    if let known = sibling(tenant: tenant, after: parent, covering: tokens, except: nil) {
      touch(known)
      return (known, false)
    }
    let position = parent.map { self[$0].position + blockLength } ?? 0
    let node = Node(
      tenant: tenant, parent: parent, tokens: Array(tokens), block: block, position: position)
    let id = vacant.popLast() ?? NodeID(index: nodes.count)
    if id.index == nodes.count { nodes.append(node) } else { nodes[id.index] = node }
    if let parent {
      self[parent].children.append(id)
    } else {
      roots[tenant, default: []].append(id)
    }
    touch(id)
    return (id, true)
  }

  /// A node's block was filled further: it now holds `tokens`, which begin with those it held.
  ///
  /// - Returns: nil, or another node that holds all of `tokens` already; then nothing has changed.
  package mutating func extend(_ id: NodeID, to tokens: ArraySlice<TokenID>) -> NodeID? {
    let node = self[id]
    precondition(tokens.starts(with: node.tokens), "a node is extended, never changed")
    precondition(tokens.count <= blockLength, "\(tokens.count) tokens in a node")
    if let known = sibling(
      tenant: node.tenant, after: node.parent, covering: tokens, except: id)
    {
      return known
    }
    self[id].tokens = Array(tokens)
    touch(id)
    return nil
  }

  /// Notes that a node was used.
  package mutating func touch(_ id: NodeID) { self[id].value = clock + cost(self[id]) }

  /// Takes a leaf out.
  package mutating func remove(_ id: NodeID) {
    let node = self[id]
    precondition(node.children.isEmpty, "only leaves are removed")
    if let parent = node.parent {
      self[parent].children.removeAll { $0 == id }
    } else {
      roots[node.tenant]?.removeAll { $0 == id }
      if roots[node.tenant]?.isEmpty == true { roots[node.tenant] = nil }
    }
    nodes[id.index] = nil
    vacant.append(id)
  }

  /// Takes out the leaf that is cheapest to lose among those whose block nobody else uses.
  ///
  /// - Returns: its block, or nil where every leaf is in use.
  package mutating func evict(isUnused: (BlockID) -> Bool) -> BlockID? {
    var least: (id: NodeID, value: Double)?
    for (index, node) in nodes.enumerated() {
      guard let node, node.children.isEmpty, node.value < least?.value ?? .infinity,
        isUnused(node.block)
      else { continue }
      least = (NodeID(index: index), node.value)
    }
    guard let least else { return nil }
    let block = self[least.id].block
    clock = max(clock, least.value)
    remove(least.id)
    return block
  }

  // MARK: Inside

  private subscript(id: NodeID) -> Node {
    get { nodes[id.index]! }
    _modify { yield &nodes[id.index]! }
  }

  private func cost(_ node: Node) -> Double {
    Double(node.tokens.count) * (1 + Double(node.position) / Self.attentionShare)
  }

  private func sibling(
    tenant: TenantName, after parent: NodeID?, covering tokens: ArraySlice<TokenID>,
    except own: NodeID?
  ) -> NodeID? {
    let siblings = parent.map { self[$0].children } ?? roots[tenant] ?? []
    return siblings.first { $0 != own && self[$0].tokens.starts(with: tokens) }
  }

  private func commonCount(_ known: [TokenID], _ tokens: ArraySlice<TokenID>) -> Int {
    var count = 0
    for (a, b) in zip(known, tokens) {
      if a != b { break }
      count += 1
    }
    return count
  }
}
