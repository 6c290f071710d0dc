/// The word pieces of a model: a byte trie, so that the longest match is found in one walk.
///
/// Two roots: pieces that begin a word, and pieces that continue one ("##" in the file). The edges
/// lie in one open-addressed table keyed by (node, byte); nodes are numbers.
struct Vocabulary: Sendable {
  /// A place in the trie.
  struct Node: Equatable {
    fileprivate let number: UInt32
  }

  static let wordStart = Node(number: 0)
  static let wordContinuation = Node(number: 1)

  private var keys: [UInt64]
  private var children: [UInt32]
  /// The piece that ends at a node; -1 where none does.
  private var pieceAtNode: [Int32] = [-1, -1]
  private var edgeCount = 0
  let count: Int

  /// - Parameter pieces: the pieces in the order of their ids, in UTF-8.
  init(pieces: [ArraySlice<UInt8>]) {
    count = pieces.count
    keys = Array(repeating: .max, count: 1 << 18)
    children = Array(repeating: 0, count: 1 << 18)
    for (id, piece) in pieces.enumerated() {
      let continues = piece.starts(with: [0x23, 0x23]) && piece.count > 2
      var node = continues ? 1 : UInt32(0)
      for byte in continues ? piece.dropFirst(2) : piece { node = insert(node, byte) }
      // Of two equal pieces the first wins.
      if pieceAtNode[Int(node)] < 0 { pieceAtNode[Int(node)] = Int32(id) }
    }
  }

  /// Where `byte` leads from `node`; nil where no piece goes on that way.
  @inline(__always)
  func child(of node: Node, _ byte: UInt8) -> Node? {
    let key = UInt64(node.number) << 8 | UInt64(byte)
    var slot = Self.hash(key) & (keys.count - 1)
    while keys[slot] != key {
      if keys[slot] == .max { return nil }
      slot = (slot + 1) & (keys.count - 1)
    }
    return Node(number: children[slot])
  }

  /// The id of the piece that ends at `node`.
  @inline(__always)
  func piece(at node: Node) -> Int32? {
    let piece = pieceAtNode[Int(node.number)]
    return piece < 0 ? nil : piece
  }

  /// The id of the piece that begins words and reads exactly `text`.
  func id(of text: String) -> Int32? {
    var node = Self.wordStart
    for byte in text.utf8 {
      guard let next = child(of: node, byte) else { return nil }
      node = next
    }
    return piece(at: node)
  }

  private mutating func insert(_ node: UInt32, _ byte: UInt8) -> UInt32 {
    if let next = child(of: Node(number: node), byte) { return next.number }
    if edgeCount * 2 >= keys.count { grow() }
    let next = UInt32(pieceAtNode.count)
    pieceAtNode.append(-1)
    place(UInt64(node) << 8 | UInt64(byte), next)
    edgeCount += 1
    return next
  }

  private mutating func place(_ key: UInt64, _ child: UInt32) {
    var slot = Self.hash(key) & (keys.count - 1)
    while keys[slot] != .max { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key
    children[slot] = child
  }

  private mutating func grow() {
    let (oldKeys, oldChildren) = (keys, children)
    keys = Array(repeating: .max, count: oldKeys.count * 2)
    children = Array(repeating: 0, count: oldKeys.count * 2)
    for (key, child) in zip(oldKeys, oldChildren) where key != .max { place(key, child) }
  }

  private static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}
