/// Text to word-piece ids, as uncased BERT models expect them.
///
/// Text is only ever text: "[SEP]" inside a document becomes punctuation and letters, never the
/// control token, so a document cannot forge the frame around it.
package struct WordPieceTokenizer: Sendable {
  /// A word with more characters than this is unknown as a whole.
  package static let characterCountMax = 100

  private let vocabulary: Vocabulary
  private let unknown: Int32
  package let classification: Int32
  package let separator: Int32

  /// Reads a `vocab.txt`: one piece a line, the line number is the id.
  package init(path: String) throws(EmbeddingError) {
    let file = try MappedFile(path: path)
    try self.init(vocabulary: Array(file.bytes), path: path)
  }

  package init(vocabulary bytes: [UInt8], path: String) throws(EmbeddingError) {
    var pieces = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if pieces.last?.isEmpty == true { pieces.removeLast() }
    for (line, piece) in pieces.enumerated() {
      if piece.last == 0x0D { pieces[line] = piece.dropLast() }
      guard !pieces[line].isEmpty, String(validating: pieces[line], as: UTF8.self) != nil else {
        throw EmbeddingError(
          .malformed, path: path, "line \(line + 1) is empty or not UTF-8: fetch the model again")
      }
    }
    vocabulary = Vocabulary(pieces: pieces)
    unknown = try Self.required("[UNK]", in: vocabulary, path: path)
    classification = try Self.required("[CLS]", in: vocabulary, path: path)
    separator = try Self.required("[SEP]", in: vocabulary, path: path)
  }

  private static func required(
    _ token: String, in vocabulary: Vocabulary, path: String
  ) throws(EmbeddingError) -> Int32 {
    guard let id = vocabulary.id(of: token) else {
      throw EmbeddingError(.unsupported, path: path, "has no \(token): it is no BERT vocabulary")
    }
    return id
  }

  /// Number of pieces.
  package var vocabularySize: Int { vocabulary.count }

  /// The pieces of `text`, without the frame.
  package func pieces(of text: Substring) -> [Int32] {
    var ids: [Int32] = []
    BertNormalizer.forEachWord(in: text) { word, characterCount in
      appendPieces(of: word, characterCount: characterCount, to: &ids)
    }
    return ids
  }

  /// How many pieces `text` has, without the frame.
  package func pieceCount(of text: Substring) -> Int { pieces(of: text).count }

  /// `[CLS] pieces [SEP]`, cut to `tokenCountMax` tokens with the frame kept.
  package func encode(_ text: String, tokenCountMax: Int = .max) -> [Int32] {
    precondition(tokenCountMax >= 2, "the frame alone takes two tokens")
    var ids = [classification]
    ids += pieces(of: text[...]).prefix(tokenCountMax - 2)
    ids.append(separator)
    return ids
  }

  /// Longest match first; a word that cannot be covered is one unknown token.
  private func appendPieces(
    of word: UnsafeBufferPointer<UInt8>, characterCount: Int, to ids: inout [Int32]
  ) {
    let begin = ids.count
    guard characterCount <= Self.characterCountMax else { return ids.append(unknown) }
    var position = 0
    while position < word.count {
      var node = position == 0 ? Vocabulary.wordStart : Vocabulary.wordContinuation
      var longest: (id: Int32, end: Int)?
      var end = position
      while end < word.count, let next = vocabulary.child(of: node, word[end]) {
        node = next
        end += 1
        if let id = vocabulary.piece(at: node) { longest = (id, end) }
      }
      guard let longest else {
        ids.removeSubrange(begin...)
        return ids.append(unknown)
      }
      ids.append(longest.id)
      position = longest.end
    }
  }
}
