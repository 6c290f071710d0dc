package import Embedding

/// Cuts a structured document into chunks by its structure.
///
/// - A chunk never crosses a heading, and carries the headings above it.
/// - Blocks (paragraphs, items, rows) are kept whole while they fit; a chunk that has
///   `tokenCountEarly` tokens ends before a block that would not fit whole.
/// - A block too large for a chunk is cut between sentences (lines, when preformatted), then between
///   words, then anywhere; only then does the next chunk repeat the last sentence, if it has at most
///   `overlapTokenCountMax` tokens, so that a reference to it can be followed.
package struct Chunker: Sendable {
  /// Most tokens of a chunk's text. With headings and frame it stays below the model's 256.
  package static let tokenCountMax = 200
  package static let tokenCountEarly = 110
  package static let overlapTokenCountMax = 32
  /// Most bytes of a chunk: words that the tokenizer does not know are one token however long.
  package static let byteCountMax = 4_000
  /// Most tokens of headings before the text when it is embedded.
  package static let headingTokenCountMax = 48

  private let tokenizer: WordPieceTokenizer

  package init(tokenizer: WordPieceTokenizer) { self.tokenizer = tokenizer }

  /// The chunks in reading order.
  package func chunks(of document: StructuredDocument, documentID: String) -> [Chunk] {
    var chunks: [Chunk] = []
    var occurrences: [String: Int] = [:]
    var path: [(level: Int, title: String)] = []
    var builder = SectionBuilder()
    func close() {
      let section = path.map(\.title)
      for text in builder.finish() {
        let key = section.joined(separator: "\n") + "\n\n" + text
        let occurrence = occurrences[key, default: 0]
        occurrences[key] = occurrence + 1
        chunks.append(
          Chunk(documentID: documentID, section: section, text: text, occurrence: occurrence))
      }
    }
    for block in document.blocks {
      if case .heading(let level) = block.kind {
        close()
        path.removeAll { $0.level >= level }
        path.append((level, String(block.text.prefix(300))))
      } else {
        builder.append(units(of: block))
      }
    }
    close()
    return chunks
  }

  /// The tokens that are embedded for a chunk: headings, then text, in the model's frame.
  package func tokens(of chunk: Chunk, title: String, tokenCountMax: Int) -> [Int32] {
    var headings = chunk.section
    if headings.first != title { headings.insert(title, at: 0) }
    var ids: [Int32] = []
    // The innermost headings say most: outer ones go first when there is no room.
    for heading in headings.reversed() {
      let pieces = tokenizer.pieces(of: heading[...])
      if ids.count + pieces.count > Self.headingTokenCountMax { break }
      ids = pieces + ids
    }
    ids += tokenizer.pieces(of: chunk.text[...])
    return [tokenizer.classification] + ids.prefix(tokenCountMax - 2) + [tokenizer.separator]
  }

  /// A block as the parts between which it may be cut.
  private func units(of block: StructuredDocument.Block) -> [ChunkUnit] {
    let isPreformatted = block.kind == .preformatted
    let joiner: ChunkUnit.Joiner
    let text: String
    switch block.kind {
    case .listItem, .tableRow:
      joiner = .line
      text = block.kind == .listItem && !block.text[...].isListItem ? "- " + block.text : block.text
    default:
      joiner = .paragraph
      text = block.text
    }
    var units: [ChunkUnit] = []
    for sentence in isPreformatted ? text.linesKeepingIndentation() : text.sentences() {
      for part in parts(of: sentence) {
        let inner: ChunkUnit.Joiner = isPreformatted ? .line : .space
        units.append(
          ChunkUnit(
            text: part.text, tokenCount: part.tokenCount, joiner: units.isEmpty ? joiner : inner))
      }
    }
    return units
  }

  /// A sentence, or its pieces where it is too large for a chunk.
  private func parts(of sentence: Substring) -> [(text: Substring, tokenCount: Int)] {
    let count = tokenizer.pieceCount(of: sentence)
    if count <= Self.tokenCountMax, sentence.utf8.count <= Self.byteCountMax {
      return [(sentence, count)]
    }
    var parts: [(text: Substring, tokenCount: Int)] = []
    var begin = sentence.startIndex
    var end = begin
    var tokenCount = 0
    for word in sentence.wordsOfBoundedLength() {
      let wordCount = tokenizer.pieceCount(of: word)
      let byteCount = sentence.utf8.distance(from: begin, to: word.endIndex)
      if begin < end,
        tokenCount + wordCount > Self.tokenCountMax || byteCount > Self.byteCountMax
      {
        parts.append((sentence[begin..<end], tokenCount))
        begin = word.startIndex
        tokenCount = 0
      }
      tokenCount += wordCount
      end = word.endIndex
    }
    if begin < end { parts.append((sentence[begin..<end], tokenCount)) }
    return parts
  }
}

extension String {
  /// Cut after ".", "?" or "!" that ends a word and before a space.
  func sentences() -> [Substring] {
    var sentences: [Substring] = []
    let bytes = utf8
    var begin = startIndex
    var previous: UInt8 = 0
    var index = startIndex
    while index < endIndex {
      let byte = bytes[index]
      if byte == 0x20, previous == 0x2E || previous == 0x3F || previous == 0x21 {
        sentences.append(self[begin..<index])
        begin = bytes.index(after: index)
      }
      previous = byte
      index = bytes.index(after: index)
    }
    if begin < endIndex { sentences.append(self[begin...]) }
    return sentences
  }

  func linesKeepingIndentation() -> [Substring] {
    self[...].split(separator: "\n")
  }
}

extension Substring {
  /// Words between spaces; longer ones in pieces of at most 400 bytes, cut between characters.
  func wordsOfBoundedLength() -> [Substring] {
    var words: [Substring] = []
    for word in split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\n" }) {
      var rest = word
      while rest.utf8.count > 400 {
        var cut = rest.utf8.index(rest.startIndex, offsetBy: 400)
        while UTF8.isContinuation(rest.utf8[cut]) { cut = rest.utf8.index(before: cut) }
        words.append(rest[..<cut])
        rest = rest[cut...]
      }
      if !rest.isEmpty { words.append(rest) }
    }
    return words
  }
}
