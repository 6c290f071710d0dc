/// Follows a grammar byte by byte: a deterministic automaton whose states are made when they are first
/// reached, and then remembered.
///
/// A state is the set of ways in which the bytes so far can be read; a way is a node that waits for a
/// byte and the frames of what it is inside of. Frames are kept once each, so that equal ways are equal
/// numbers. A state's number is good until `compacted` is called.
package struct GrammarAutomaton: Sendable {
  package typealias State = Int32

  /// The most ways in one state.
  package static let wayCountMax = 512
  /// No byte leads on.
  package static let dead: State = -1
  private static let unknown: State = -2
  /// The most memory that is kept between steps, and that one step may come to.
  package static let keptByteCountMax = 8 << 20
  private static let byteCountMax = 64 << 20

  struct Way: Hashable, Comparable {
    var node: NodeID
    var frame: Int32

    static func < (left: Self, right: Self) -> Bool {
      (left.node, left.frame) < (right.node, right.frame)
    }
  }

  /// What a way is inside of: a call, or a repetition of which `count` passes are done.
  private struct Frame: Hashable {
    var parent: Int32
    var node: NodeID
    var count: Int32
    /// Calls that nest, this one included.
    var depth: Int32
  }

  private static let outermost: Int32 = 0

  package let grammar: Grammar
  private var frames: [Frame] = []
  private var frameIDs: [Frame: Int32] = [:]
  private var ways: [[Way]] = []
  /// Of all states together.
  private var wayCount = 0
  private var accepts: [Bool] = []
  private var ids: [[Way]: [State]] = [:]
  private var transitions: [State] = []
  /// The work of one transition; kept for its memory.
  private var open: [Way] = []
  private var seen: Set<Way> = []
  private var found: [Way] = []
  private var reachesEnd = false

  package private(set) var start: State = 0
  /// Set when a state had too many ways; what depends on it is then dead.
  package private(set) var failure: GrammarError?

  package init(_ grammar: Grammar) {
    self.grammar = grammar
    clear()
    visit(Way(node: grammar.start, frame: Self.outermost))
    start = intern()
  }

  /// Whether what was read so far is whole.
  package func isAccepting(_ state: State) -> Bool { accepts[Int(state)] }

  /// Whether nothing may follow.
  package func isFinal(_ state: State) -> Bool { ways[Int(state)].isEmpty }

  package var stateCount: Int { ways.count }

  /// What was learned takes about as much: of a state its transitions, its ways, which two tables share,
  /// and their places there; of a frame its place in two tables.
  package var byteCount: Int {
    transitions.count * 4 + wayCount * 8 + ways.count * 160 + frames.count * 64
  }

  /// The bytes of which one must come next, unless the text ends here.
  package func nextBytes(_ state: State) -> ByteSet {
    var set = ByteSet()
    for way in ways[Int(state)] {
      if case .bytes(let bytes, _) = grammar.nodes[Int(way.node)] { set.formUnion(bytes) }
    }
    return set
  }

  /// The state behind `byte`, or `dead`.
  @inline(__always)
  package mutating func step(_ state: State, _ byte: UInt8) -> State {
    let index = Int(state) * grammar.classCount + Int(grammar.classOfByte[Int(byte)])
    let known = transitions[index]
    return known == Self.unknown ? explore(state, byte, at: index) : known
  }

  @inline(never)
  private mutating func explore(_ state: State, _ byte: UInt8, at index: Int) -> State {
    for way in ways[Int(state)] {
      guard case .bytes(let set, let next) = grammar.nodes[Int(way.node)], set.contains(byte)
      else { continue }
      visit(Way(node: next, frame: way.frame))
    }
    let result = intern()
    transitions[index] = result
    return result
  }

  // MARK: Ways

  /// Adds every way that `way` leads to without reading a byte.
  private mutating func visit(_ way: Way) {
    open.append(way)
    while let way = open.popLast() {
      guard canEnd(way), seen.insert(way).inserted else { continue }
      // Ways that read nothing are bounded with those that do.
      guard seen.count <= 4 * Self.wayCountMax else {
        failure = .tooAmbiguous(wayCountMax: Self.wayCountMax)
        return open.removeAll()
      }
      switch grammar.nodes[Int(way.node)] {
      case .bytes: found.append(way)
      case .split(let ways):
        for next in ways { open.append(Way(node: next, frame: way.frame)) }
      case .call(let rule, _, let nests):
        open.append(Way(node: rule, frame: push(way.node, count: 0, in: way.frame, nests)))
      case .repetition: pass(way.node, count: 0, in: way.frame)
      case .end: leave(way.frame)
      }
    }
  }

  /// Whether the end can be reached within the bound of depth.
  private func canEnd(_ way: Way) -> Bool {
    let need = grammar.need[Int(way.node)]
    return need != Grammar.unreachable
      && frames[Int(way.frame)].depth + need <= Int32(Grammar.depthMax)
  }

  private mutating func push(
    _ node: NodeID, count: Int32, in parent: Int32, _ nests: Bool
  ) -> Int32 {
    let depth = frames[Int(parent)].depth + (nests ? 1 : 0)
    return frameID(Frame(parent: parent, node: node, count: count, depth: depth))
  }

  private mutating func frameID(_ frame: Frame) -> Int32 {
    if let known = frameIDs[frame] { return known }
    let id = Int32(frames.count)
    frames.append(frame)
    frameIDs[frame] = id
    return id
  }

  /// A repetition of which `count` passes are done.
  private mutating func pass(_ node: NodeID, count: Int32, in parent: Int32) {
    guard case .repetition(let body, let min, let max, let next) = grammar.nodes[Int(node)] else {
      preconditionFailure("frame of node \(node), which is no repetition")
    }
    // Without an upper bound, passes beyond the lower one make no difference.
    let count = max == nil ? Swift.min(count, min) : count
    if count >= min { open.append(Way(node: next, frame: parent)) }
    if max.map({ count < $0 }) ?? true {
      open.append(Way(node: body, frame: push(node, count: count, in: parent, false)))
    }
  }

  private mutating func leave(_ id: Int32) {
    guard id != Self.outermost else {
      reachesEnd = true
      return
    }
    let frame = frames[Int(id)]
    if case .call(_, let next, _) = grammar.nodes[Int(frame.node)] {
      open.append(Way(node: next, frame: frame.parent))
    } else {
      pass(frame.node, count: frame.count + 1, in: frame.parent)
    }
  }

  // MARK: States

  /// The state of the ways that were found since the last one.
  private mutating func intern() -> State {
    defer {
      found.removeAll(keepingCapacity: true)
      seen.removeAll(keepingCapacity: true)
      reachesEnd = false
    }
    if failure == nil, found.count > Self.wayCountMax {
      failure = .tooAmbiguous(wayCountMax: Self.wayCountMax)
    }
    if failure == nil, byteCount > Self.byteCountMax {
      failure = .tooManyStates(byteCountMax: Self.byteCountMax)
    }
    // A start that failed is a state without ways.
    guard failure == nil else { return ways.isEmpty ? add(accepts: false) : Self.dead }
    if found.isEmpty, !reachesEnd, !ways.isEmpty { return Self.dead }
    found.sort()
    for known in ids[found] ?? [] where accepts[Int(known)] == reachesEnd { return known }
    return add(accepts: reachesEnd)
  }

  private mutating func add(accepts isAccepting: Bool) -> State {
    let id = State(ways.count)
    ways.append(found)
    wayCount += found.count
    accepts.append(isAccepting)
    ids[found, default: []].append(id)
    transitions.append(contentsOf: repeatElement(Self.unknown, count: grammar.classCount))
    return id
  }

  private mutating func clear() {
    frames = [Frame(parent: -1, node: -1, count: 0, depth: 0)]
    frameIDs = [:]
    ways = []
    wayCount = 0
    accepts = []
    ids = [:]
    transitions = []
  }

  /// Forgets what was learned where that is much; everything but the start and `state` is found again
  /// when it is needed.
  ///
  /// - Returns: the number that `state` has from now on.
  package mutating func compacted(
    keeping state: State, byteCountMax: Int = keptByteCountMax
  ) -> State {
    guard byteCount > byteCountMax else { return state }
    let (oldFrames, kept, isAccepting) = (frames, ways[Int(state)], accepts[Int(state)])
    clear()
    visit(Way(node: grammar.start, frame: Self.outermost))
    start = intern()
    var renumbered: [Int32: Int32] = [Self.outermost: Self.outermost]
    func rebuilt(_ id: Int32) -> Int32 {
      if let known = renumbered[id] { return known }
      var frame = oldFrames[Int(id)]
      frame.parent = rebuilt(frame.parent)
      let new = frameID(frame)
      renumbered[id] = new
      return new
    }
    found = kept.map { Way(node: $0.node, frame: rebuilt($0.frame)) }
    reachesEnd = isAccepting
    return intern()
  }
}
