/// SentencePiece's BPE: text starts as its characters, white space among them, and of the neighbours
/// that make a token the pair whose token scores highest is joined first. What is no token in the end
/// is written in byte tokens.
///
/// Sources: SentencePiece's `bpe_model.cc`; the file's field names are GGUF's.
struct SentencePieceModel: Sendable {
  /// What SentencePiece writes for a space, U+2581. It cannot be told from a space afterwards.
  static let spaceMark: [UInt8] = [0xE2, 0x96, 0x81]
  private static let space = UInt8(ascii: " ")

  /// Whether a space is put in front of a text, so that its first word is like any other.
  private let addsSpacePrefix: Bool
  private let pieces: PieceTable
  /// What a merge that makes a token ranks, indexed by token: the reverse of the order of scores.
  private let ranks: [Int32]
  private let byteTokens: [TokenID]

  init(_ source: VocabularySource, _ vocabulary: Vocabulary) throws(TokenizerError) {
    addsSpacePrefix = source.addsSpacePrefix ?? true
    pieces = PieceTable(vocabulary, kinds: [.normal])
    ranks = try Self.ranks(source.scores, count: vocabulary.count)
    var byteTokens = [TokenID](repeating: -1, count: 256)
    for token in 0..<TokenID(vocabulary.count) where vocabulary.kind(of: token) == .byte {
      for byte in vocabulary.bytes(of: token) { byteTokens[Int(byte)] = token }
    }
    if let byte = byteTokens.firstIndex(of: -1) {
      throw .unsupported(
        key: "tokenizer.ggml.tokens", value: "without a token for byte \(byte)",
        supported: "SentencePiece vocabularies with byte fallback")
    }
    self.byteTokens = byteTokens
  }

  /// Calls `body` with a section of a text, one that begins it or follows a control token, as the
  /// vocabulary has it: with the space in front and without space marks.
  func withSpaces(
    _ section: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard !section.isEmpty else { return }
    guard addsSpacePrefix || section.contains(Self.spaceMark[0]) else { return body(section) }
    var spaced: [UInt8] = addsSpacePrefix ? [Self.space] : []
    Self.appendSpaced(section, to: &spaced)
    spaced.withUnsafeBufferPointer(body)
  }

  /// `text` with spaces where it has space marks.
  static func appendSpaced(_ text: some Collection<UInt8>, to output: inout [UInt8]) {
    output.reserveCapacity(output.count + text.count)
    for byte in text {
      output.append(byte)
      if byte == spaceMark[2], output.suffix(3).elementsEqual(spaceMark) {
        output.removeLast(3)
        output.append(space)
      }
    }
  }

  /// Appends the tokens of a text in which spaces are spaces.
  func encode(
    _ text: UnsafeBufferPointer<UInt8>, _ merger: inout PairMerger, into output: inout [TokenID]
  ) {
    merger.begin()
    var start = 0
    while start < text.count {
      let end = Self.endOfCharacter(in: text, from: start)
      let token = pieces.find(UnsafeBufferPointer(rebasing: text[start..<end]))
      merger.append(.init(token: token ?? -1, start: start, end: end))
      start = end
    }
    merger.merge(by: Pairs(text: text, pieces: pieces, ranks: ranks)) { symbol in
      if symbol.token >= 0 { return output.append(symbol.token) }
      for byte in text[Int(symbol.start)..<Int(symbol.end)] {
        output.append(byteTokens[Int(byte)])
      }
    }
  }

  /// Pairs are found by their text, for a character that is no token may still be part of one.
  private struct Pairs: PairRanking {
    let text: UnsafeBufferPointer<UInt8>
    let pieces: PieceTable
    let ranks: [Int32]

    func merge(_ left: PairMerger.Symbol, _ right: PairMerger.Symbol) -> PairMerger.Merge? {
      let joined = UnsafeBufferPointer(rebasing: text[Int(left.start)..<Int(right.end)])
      guard let token = pieces.find(joined) else { return nil }
      return .init(rank: ranks[Int(token)], product: token)
    }
  }

  private static func endOfCharacter(
    in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var end = start + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private static func ranks(
    _ scores: [Float], count: Int
  ) throws(TokenizerError) -> [Int32] {
    let key = "tokenizer.ggml.scores"
    guard !scores.isEmpty else { throw .missing(key: key) }
    guard scores.count == count else {
      throw .invalid(
        key: key, index: min(scores.count, count),
        reason: "\(scores.count) scores for \(count) tokens")
    }
    if let index = scores.firstIndex(where: \.isNaN) {
      throw .invalid(key: key, index: index, reason: "it is not a number")
    }
    return scores.map { score in
      // The bits of a float, the sign apart, are in its order; adding zero makes -0 the other one.
      let bits = Int32(bitPattern: (score + 0).bitPattern)
      return ~(bits >= 0 ? bits : bits ^ Int32.max)
    }
  }
}
