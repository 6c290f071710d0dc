/// What an output may be: a network that reads bytes, immutable and usable from any thread.
///
/// Every place from which nothing leads to the end was cut off when it was made, so that whoever
/// follows it byte by byte can always finish.
package struct Grammar: Sendable {
  /// How deeply a text may nest rules that may contain themselves: `$ref`, and any JSON value.
  package static let depthMax = 32
  static let unreachable = Int32.max

  let nodes: [Node]
  let start: NodeID
  /// The levels of depth that are needed from each node to the end of its rule; `unreachable` where
  /// none suffice.
  let need: [Int32]
  /// Bytes between which no node makes a difference have one class.
  let classOfByte: [UInt8]
  let classCount: Int

  init(_ builder: NetworkBuilder, start: NodeID) throws(GrammarError) {
    try self.init(nodes: builder.nodes, start: start)
  }

  /// The grammar of what can be written with the bytes of `alphabet` alone.
  package func restricted(to alphabet: ByteSet) throws(GrammarError) -> Grammar {
    try Grammar(
      nodes: nodes.map { node in
        if case .bytes(let set, let next) = node {
          .bytes(set.intersection(alphabet), next: next)
        } else {
          node
        }
      }, start: start)
  }

  private init(nodes: [Node], start: NodeID) throws(GrammarError) {
    self.nodes = nodes
    self.start = start
    need = Self.needs(nodes)
    (classOfByte, classCount) = Self.classes(nodes)
    guard need[Int(start)] <= Self.depthMax else { throw .unsatisfiable }
  }

  /// The least fixed point, from above: a round lowers what the round before made possible. Nodes are
  /// made behind those that they lead to, loops apart, so that few rounds are needed.
  private static func needs(_ nodes: [Node]) -> [Int32] {
    var need = [Int32](repeating: unreachable, count: nodes.count)
    var isChanged = true
    while isChanged {
      isChanged = false
      for (index, node) in nodes.enumerated() {
        let found = self.need(of: node, need)
        guard found < need[index], found <= depthMax else { continue }
        need[index] = found
        isChanged = true
      }
    }
    return need
  }

  private static func need(of node: Node, _ need: [Int32]) -> Int32 {
    func of(_ id: NodeID) -> Int32 { need[Int(id)] }
    switch node {
    case .end: return 0
    case .bytes(let set, let next): return set.isEmpty ? unreachable : of(next)
    case .split(let ways): return ways.map(of).min() ?? unreachable
    case .call(let rule, let next, let nests):
      guard of(rule) < unreachable else { return unreachable }
      return max(of(rule) + (nests ? 1 : 0), of(next))
    case .repetition(let body, let min, _, let next):
      return min == 0 ? of(next) : max(of(body), of(next))
    }
  }

  /// Splits the bytes by one set after the other.
  private static func classes(_ nodes: [Node]) -> ([UInt8], Int) {
    var sets: Set<ByteSet> = []
    for case .bytes(let set, _) in nodes { sets.insert(set) }
    var classes = [Int](repeating: 0, count: 256)
    var count = 1
    for set in sets where count < 256 {
      var renumbered: [Int: Int] = [:]
      count = 0
      for byte in 0..<256 {
        let key = classes[byte] * 2 + (set.contains(UInt8(byte)) ? 1 : 0)
        if renumbered[key] == nil {
          renumbered[key] = count
          count += 1
        }
        classes[byte] = renumbered[key]!
      }
    }
    return (classes.map { UInt8($0) }, count)
  }
}
