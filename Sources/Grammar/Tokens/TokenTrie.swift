/// The texts of a vocabulary's tokens as a trie over bytes, its nodes in depth-first order.
///
/// Walking it visits a prefix that many tokens share once, and skips a subtree that a constraint
/// forbids in one step.
package struct TokenTrie: Sendable {
  struct Node: Sendable {
    var byte: UInt8
    /// The number of bytes up to here; the trie is cut at 255, and no vocabulary has a token as long.
    var depth: UInt8
    /// Where the tokens that end here begin among all.
    var firstToken: Int32
    /// Where the nodes that do not continue this one begin.
    var end: Int32
  }

  private(set) var nodes: [Node] = []
  /// The tokens in the order of their nodes.
  private(set) var tokens: [Int32] = []
  private(set) var depthMax = 0
  package let vocabularySize: Int
  /// Bytes that are a token by themselves: with these every text can be written.
  package private(set) var alphabet = ByteSet()

  /// - Parameter bytes: the text that each token adds; one that adds none is left out, as are longer
  ///   ones than 255 bytes.
  package init(vocabularySize: Int, bytes: (Int32) -> ArraySlice<UInt8>) {
    self.vocabularySize = vocabularySize
    let texts = (0..<Int32(vocabularySize)).map { ($0, bytes($0)) }
      .filter { !$0.1.isEmpty && $0.1.count <= 255 }
      .sorted { $0.1.lexicographicallyPrecedes($1.1) || ($0.1.elementsEqual($1.1) && $0.0 < $1.0) }
    /// The nodes from the root to the last text, whose ends are not known yet.
    var path: [Int] = []
    var last: ArraySlice<UInt8> = []
    func close(to depth: Int) {
      while path.count > depth { nodes[path.removeLast()].end = Int32(nodes.count) }
    }
    for (token, text) in texts {
      let shared = zip(text, last).prefix { $0 == $1 }.count
      close(to: shared)
      for (offset, byte) in text.dropFirst(shared).enumerated() {
        path.append(nodes.count)
        nodes.append(
          Node(
            byte: byte, depth: UInt8(shared + offset + 1), firstToken: Int32(tokens.count), end: 0))
      }
      tokens.append(token)
      depthMax = max(depthMax, text.count)
      if text.count == 1 { alphabet.insert(text.first!) }
      last = text
    }
    close(to: 0)
    // Beyond the last node, so that every node's tokens end where the next one's begin.
    nodes.append(Node(byte: 0, depth: 0, firstToken: Int32(tokens.count), end: 0))
  }

  var nodeCount: Int { nodes.count - 1 }
}
