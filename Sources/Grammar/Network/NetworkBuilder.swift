/// Builds a network, fragment by fragment, from the end of each to its start.
struct NetworkBuilder {
  static let nodeCountMax = 1 << 16
  /// The end of every rule.
  static let end: NodeID = 0

  private(set) var nodes: [Node] = [.end]

  typealias Fragment = (inout NetworkBuilder, NodeID) throws(GrammarError) -> NodeID

  mutating func add(_ node: Node) throws(GrammarError) -> NodeID {
    guard nodes.count < Self.nodeCountMax else {
      throw .tooLarge(
        what: "the number of places in the output constraint", count: nodes.count + 1,
        countMax: Self.nodeCountMax)
    }
    nodes.append(node)
    return NodeID(nodes.count - 1)
  }

  /// A node that is decided later, for loops and for rules that call themselves.
  mutating func placeholder() throws(GrammarError) -> NodeID { try add(.split([])) }

  mutating func decide(_ placeholder: NodeID, _ ways: [NodeID]) {
    nodes[Int(placeholder)] = .split(ways)
  }

  mutating func bytes(_ set: ByteSet, _ next: NodeID) throws(GrammarError) -> NodeID {
    try add(.bytes(set, next: next))
  }

  mutating func literal(
    _ bytes: some BidirectionalCollection<UInt8>, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    var start = next
    for byte in bytes.reversed() { start = try self.bytes(ByteSet(byte...byte), start) }
    return start
  }

  mutating func literal(_ text: String, _ next: NodeID) throws(GrammarError) -> NodeID {
    try literal(Array(text.utf8), next)
  }

  mutating func choice(_ ways: [NodeID]) throws(GrammarError) -> NodeID {
    ways.count == 1 ? ways[0] : try add(.split(ways))
  }

  /// Any of `texts`, which share their common beginnings.
  mutating func literals(_ texts: [[UInt8]], _ next: NodeID) throws(GrammarError) -> NodeID {
    try literals(
      texts.sorted { $0.lexicographicallyPrecedes($1) }[...], from: 0, next)
  }

  /// A level for each place where texts part, of which a short schema cannot have many: what they
  /// share is written without one.
  private mutating func literals(
    _ sorted: ArraySlice<[UInt8]>, from position: Int, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    let fork = position + sorted.sharedCount(from: position)
    var ways: [NodeID] = []
    var rest = sorted.drop { $0.count == fork }
    if rest.count < sorted.count { ways.append(next) }
    while let byte = rest.first?[fork] {
      let group = rest.prefix { $0[fork] == byte }
      rest = rest.dropFirst(group.count)
      ways.append(try bytes(ByteSet(byte...byte), try literals(group, from: fork + 1, next)))
    }
    let parted = try choice(ways)
    return try literal(sorted.first?[position..<fork] ?? [], parted)
  }

  /// Nothing or `fragment`.
  mutating func optional(
    _ next: NodeID, _ fragment: Fragment
  ) throws(GrammarError) -> NodeID {
    try choice([try fragment(&self, next), next])
  }

  /// `fragment` as often as `counts` says; it reads a byte at least, each time. nil is no bound.
  mutating func repeated(
    _ min: Int, _ max: Int?, _ next: NodeID, _ fragment: Fragment
  ) throws(GrammarError) -> NodeID {
    if max == 0 { return next }
    if min == 1, max == 1 { return try fragment(&self, next) }
    if min == 0, max == 1 { return try optional(next, fragment) }
    if min <= 1, max == nil {
      let loop = try placeholder()
      let start = try fragment(&self, loop)
      decide(loop, [start, next])
      return min == 1 ? start : loop
    }
    let body = try fragment(&self, Self.end)
    return try add(
      .repetition(body: body, min: Int32(min), max: max.map { Int32($0) }, next: next))
  }
}

extension ArraySlice {
  /// How many elements all of these sorted sequences have in common from `position` on.
  func sharedCount<T: Equatable>(from position: Int) -> Int where Element == [T] {
    guard let first, let last else { return 0 }
    return zip(first[position...], last[position...]).prefix { $0 == $1 }.count
  }
}
