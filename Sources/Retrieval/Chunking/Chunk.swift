internal import Crypto

/// A passage of a document: what is embedded, searched and cited.
package struct Chunk: Sendable, Hashable {
  /// Names the chunk; the same text under the same headings of the same document keeps it.
  package let id: String
  /// The headings above, outermost first.
  package let section: [String]
  package let text: String

  init(documentID: String, section: [String], text: String, occurrence: Int) {
    self.section = section
    self.text = text
    var hash = SHA256()
    for part in [documentID] + section + [text, String(occurrence)] {
      // Lengths first, so that moving a boundary changes the hash.
      hash.update(Array("\(part.utf8.count):\(part)".utf8))
    }
    id = Hex.encode(Array(hash.finalize().prefix(12)))
  }
}
