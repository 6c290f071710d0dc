@_spi(_Unicode) import Swift

/// Byte-level BPE, as GPT-2 introduced it: text is cut into words, each word starts as its bytes, and
/// the merges of the file join them.
struct BytePairModel: Sendable {
  private let preTokenizer: PreTokenizer
  /// The token of every byte; -1 where the vocabulary lacks it.
  private let byteTokens: [TokenID]
  private let merges: MergeTable
  /// Every token that text may become.
  private let pieces: PieceTable

  init(_ source: VocabularySource, _ vocabulary: Vocabulary) throws(TokenizerError) {
    let key = "tokenizer.ggml.pre"
    guard let name = source.preTokenizer else { throw .missing(key: key) }
    guard let preTokenizer = PreTokenizer(name: name) else {
      throw .unsupported(
        key: key, value: name,
        supported: PreTokenizer.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self.preTokenizer = preTokenizer
    // Only normal tokens: text must never turn into a control token.
    let pieces = PieceTable(vocabulary, kinds: [.normal])
    self.pieces = pieces
    merges = try Self.merges(source.merges, pieces)
    byteTokens = (UInt8(0)...255).map { pieces.find([$0]) ?? -1 }
  }

  var addsBeginOfText: Bool { preTokenizer.addsBeginOfText }

  /// Appends the tokens of `text`.
  ///
  /// A byte that the vocabulary lacks is left out, as the reference does for a vocabulary without
  /// an unknown token; its neighbours may then merge.
  func encode(
    _ text: UnsafeBufferPointer<UInt8>, _ merger: inout PairMerger, into output: inout [TokenID]
  ) {
    guard preTokenizer.composes, text.contains(where: { $0 >= Self.composableLead }) else {
      return encodeComposed(text, &merger, into: &output)
    }
    // The standard library's own composition: it has no public name, and Foundation's is not for here.
    var composed: [UInt8] = []
    composed.reserveCapacity(text.count)
    for scalar in String(decoding: text, as: UTF8.self)._nfc {
      composed.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
    }
    composed.withUnsafeBufferPointer { encodeComposed($0, &merger, into: &output) }
  }

  /// Text of characters below U+0300, whose UTF-8 has no byte from this one up, is in form C.
  private static let composableLead: UInt8 = 0xCC

  private func encodeComposed(
    _ text: UnsafeBufferPointer<UInt8>, _ merger: inout PairMerger, into output: inout [TokenID]
  ) {
    preTokenizer.forEachWord(in: text) { word in
      if preTokenizer.takesWholeWords, let token = pieces.find(word) {
        return output.append(token)
      }
      merger.begin()
      for (index, byte) in word.enumerated() where byteTokens[Int(byte)] >= 0 {
        merger.append(.init(token: byteTokens[Int(byte)], start: index, end: index + 1))
      }
      merger.merge(by: merges) { output.append($0.token) }
    }
  }

  /// The merges in terms of tokens.
  private static func merges(
    _ lines: [String], _ pieces: PieceTable
  ) throws(TokenizerError) -> MergeTable {
    let key = "tokenizer.ggml.merges"
    guard !lines.isEmpty else { throw .missing(key: key) }
    guard lines.count <= Vocabulary.tokenCountMax else {
      throw .unsupported(
        key: "the number of \(key)", value: "\(lines.count)",
        supported: "up to \(Vocabulary.tokenCountMax)")
    }
    var table = MergeTable(capacity: lines.count)
    for (rank, line) in lines.enumerated() {
      let parts = line.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard parts.count == 2, let left = ByteAlphabet.bytes(of: String(parts[0]) ?? ""),
        let right = ByteAlphabet.bytes(of: String(parts[1]) ?? ""),
        let merge = merge(left, right, rank: rank, pieces)
      else {
        throw .invalid(
          key: key, index: rank,
          reason: "it is not two tokens of the vocabulary whose join is a normal token")
      }
      table.insert(merge.left, merge.right, merge.merge)
    }
    return table
  }

  private static func merge(
    _ left: [UInt8], _ right: [UInt8], rank: Int, _ pieces: PieceTable
  ) -> (left: TokenID, right: TokenID, merge: PairMerger.Merge)? {
    guard let leftToken = pieces.find(left), let rightToken = pieces.find(right),
      let product = pieces.find(left + right)
    else { return nil }
    return (leftToken, rightToken, .init(rank: Int32(rank), product: product))
  }
}
