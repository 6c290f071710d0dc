/// A GPT-2 style byte-level BPE tokenizer, built from what a model file states.
///
/// Encoding equals the reference implementation's token for token; decoding a text's tokens gives
/// the text back, except for the few control characters that a vocabulary may lack. The value is
/// immutable and can be used from any thread.
package struct Tokenizer: Sendable {
  package let vocabulary: Vocabulary
  package let preTokenizer: PreTokenizer
  package let beginOfText: TokenID?
  package let endOfText: TokenID?
  /// Whether the model wants `beginOfText` before a prompt.
  package let addsBeginOfText: Bool
  /// The tokens after which the model has nothing more to say.
  package let endTokens: Set<TokenID>

  private let byteTokens: [TokenID]
  private let merges: MergeTable
  private let controlTokens: [String: TokenID]
  private let userDefinedMatcher: SpecialTokenMatcher
  private let specialMatcher: SpecialTokenMatcher

  /// Control tokens that end a turn or a text, beside the one that the file calls its end.
  private static let endTokenNames = [
    "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|end|>", "<end_of_turn>", "</s>",
  ]

  package init(_ source: VocabularySource) throws(TokenizerError) {
    guard source.model == "gpt2" else {
      throw .unsupported(
        key: "tokenizer.ggml.model", value: source.model, supported: "gpt2 (byte-level BPE)")
    }
    guard let preTokenizer = PreTokenizer(rawValue: source.preTokenizer) else {
      throw .unsupported(
        key: "tokenizer.ggml.pre", value: source.preTokenizer,
        supported: PreTokenizer.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self.preTokenizer = preTokenizer
    vocabulary = try Vocabulary(source)
    (byteTokens, merges) = try Self.merges(of: source, vocabulary)

    var controlTokens: [String: TokenID] = [:]
    for (index, text) in source.tokens.enumerated()
    where vocabulary.kind(of: TokenID(index)) == .control {
      controlTokens[text] = TokenID(index)
    }
    self.controlTokens = controlTokens
    for (key, token) in [
      ("tokenizer.ggml.bos_token_id", source.beginOfText),
      ("tokenizer.ggml.eos_token_id", source.endOfText),
    ] {
      if let token, !vocabulary.contains(token) {
        throw .invalid(
          key: key, index: Int(token), reason: "the vocabulary has \(vocabulary.count) tokens")
      }
    }
    beginOfText = source.beginOfText
    endOfText = source.endOfText
    addsBeginOfText = source.addsBeginOfText && source.beginOfText != nil
    endTokens = Set(Self.endTokenNames.compactMap { controlTokens[$0] })
      .union(source.endOfText.map { [$0] } ?? [])
    userDefinedMatcher = SpecialTokenMatcher(vocabulary, kinds: [.userDefined])
    specialMatcher = SpecialTokenMatcher(vocabulary, kinds: [.userDefined, .control])
  }

  /// The control token spelled `text`, if the model has it.
  package func controlToken(_ text: String) -> TokenID? { controlTokens[text] }

  /// The tokens of `text`.
  ///
  /// - Parameters:
  ///   - addSpecial: puts the begin-of-text token in front where the model wants one.
  ///   - parseSpecial: reads a control token that is written out in `text` as that token. Leave it
  ///     off for anything a user wrote: then no text can produce one.
  package func encode(
    _ text: String, addSpecial: Bool = false, parseSpecial: Bool = false
  ) -> [TokenID] {
    var tokens: [TokenID] = []
    if addSpecial, addsBeginOfText, let beginOfText { tokens.append(beginOfText) }
    let matcher = parseSpecial ? specialMatcher : userDefinedMatcher
    var merger = BytePairMerger()
    var text = text
    text.withUTF8 { bytes in
      tokens.reserveCapacity(tokens.count + bytes.count / 3)
      var start = 0
      while start < bytes.count {
        let match = matcher.firstMatch(in: bytes, from: start)
        let end = match?.range.lowerBound ?? bytes.count
        preTokenizer.forEachWord(in: UnsafeBufferPointer(rebasing: bytes[start..<end])) { word in
          merger.merge(word, byteTokens: byteTokens, merges: merges, into: &tokens)
        }
        if let match { tokens.append(match.token) }
        start = match?.range.upperBound ?? bytes.count
      }
    }
    return tokens
  }

  /// The text of `tokens`; bytes that are not UTF-8 become U+FFFD.
  ///
  /// - Parameter showSpecial: spells control tokens out; otherwise they have no text.
  package func decode(_ tokens: some Sequence<TokenID>, showSpecial: Bool = false) -> String {
    var bytes: [UInt8] = []
    for token in tokens { bytes += self.bytes(of: token, showSpecial: showSpecial) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes that `token` adds to a text.
  package func bytes(of token: TokenID, showSpecial: Bool = false) -> ArraySlice<UInt8> {
    guard vocabulary.contains(token) else { return [] }
    return switch vocabulary.kind(of: token) {
    case .control, .unknown: showSpecial ? vocabulary.bytes(of: token) : []
    case .unused: []
    case .normal, .userDefined, .byte: vocabulary.bytes(of: token)
    }
  }

  /// The token of every byte, and the merges in terms of tokens.
  ///
  /// A merge that would make a control token is refused: text must never turn into one.
  private static func merges(
    of source: VocabularySource, _ vocabulary: Vocabulary
  ) throws(TokenizerError) -> ([TokenID], MergeTable) {
    guard !source.merges.isEmpty else { throw .missing(key: "tokenizer.ggml.merges") }
    var tokenOfText: [String: TokenID] = [:]
    tokenOfText.reserveCapacity(source.tokens.count)
    for (index, text) in source.tokens.enumerated()
    where vocabulary.kind(of: TokenID(index)) == .normal {
      tokenOfText[text] = TokenID(index)
    }
    var table = MergeTable(capacity: source.merges.count)
    for (rank, merge) in source.merges.enumerated() {
      let parts = merge.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 2, let left = tokenOfText[String(parts[0])],
        let right = tokenOfText[String(parts[1])],
        let product = tokenOfText[String(parts[0] + parts[1])]
      else {
        throw .invalid(
          key: "tokenizer.ggml.merges", index: rank,
          reason: "it is not two tokens of the vocabulary whose join is a normal token")
      }
      table.insert(left, right, .init(rank: Int32(rank), product: product))
    }
    let byteTokens = ByteAlphabet.scalarOfByte.map { value in
      Unicode.Scalar(value).flatMap { tokenOfText[String(Character($0))] } ?? -1
    }
    return (byteTokens, table)
  }
}
