/// The tokenizer of a model: byte-level BPE or SentencePiece's BPE, built from what its file states.
///
/// Encoding equals the reference implementation's token for token; decoding a text's tokens gives
/// the text back, except for what the vocabulary does to it: a space put in front, or the few
/// control characters that one may lack. The value is immutable and can be used from any thread.
package struct Tokenizer: Sendable {
  /// How words become tokens.
  private enum Model: Sendable {
    case bytePair(BytePairModel)
    case sentencePiece(SentencePieceModel)
  }

  package let vocabulary: Vocabulary
  package let beginOfText: TokenID?
  package let endOfText: TokenID?
  /// Whether the model wants `beginOfText` before a prompt.
  package let addsBeginOfText: Bool
  /// The tokens after which the model has nothing more to say.
  package let endTokens: Set<TokenID>

  private let model: Model
  private let controlTokens: [String: TokenID]
  private let controlMatcher: SpecialTokenMatcher
  private let userDefinedMatcher: SpecialTokenMatcher

  /// Control tokens that end a turn or a text, beside the one that the file calls its end.
  private static let endTokenNames = [
    "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|eom_id|>", "<|end|>", "<|end_of_text|>",
    "<end_of_turn>", "</s>",
  ]

  package init(_ source: VocabularySource) throws(TokenizerError) {
    guard let family = TokenizerFamily(rawValue: source.model) else {
      throw .unsupported(
        key: "tokenizer.ggml.model", value: source.model,
        supported: "gpt2 (byte-level BPE), llama (SentencePiece BPE)")
    }
    vocabulary = try Vocabulary(source, family)
    let familyAddsBeginOfText: Bool
    switch family {
    case .bytePair:
      let bytePair = try BytePairModel(source, vocabulary)
      model = .bytePair(bytePair)
      familyAddsBeginOfText = bytePair.addsBeginOfText
    case .sentencePiece:
      model = .sentencePiece(try SentencePieceModel(source, vocabulary))
      familyAddsBeginOfText = true
    }

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
    addsBeginOfText =
      (source.addsBeginOfText ?? familyAddsBeginOfText) && source.beginOfText != nil
    endTokens = Set(Self.endTokenNames.compactMap { controlTokens[$0] })
      .union(source.endOfText.map { [$0] } ?? [])
    controlMatcher = SpecialTokenMatcher(vocabulary, kind: .control)
    userDefinedMatcher = SpecialTokenMatcher(vocabulary, kind: .userDefined)
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
    encode(text, addSpecial: addSpecial, trusted: parseSpecial ? [0..<text.utf8.count] : [])
  }

  /// The tokens of a text of which only some may spell control tokens.
  ///
  /// - Parameter trusted: ranges of the text's UTF-8, ascending and apart. A control token is read
  ///   where one of them spells it whole.
  package func encode(
    _ text: String, addSpecial: Bool = false, trusted: [Range<Int>]
  ) -> [TokenID] {
    var tokens: [TokenID] = []
    if addSpecial, addsBeginOfText, let beginOfText { tokens.append(beginOfText) }
    var merger = PairMerger()
    var trusted = trusted[...]
    var text = text
    text.withUTF8 { bytes in
      tokens.reserveCapacity(tokens.count + bytes.count / 3)
      var start = 0
      while start < bytes.count {
        let match = controlMatcher.firstMatch(in: bytes, from: start, within: &trusted)
        let end = match?.range.lowerBound ?? bytes.count
        encode(section: UnsafeBufferPointer(rebasing: bytes[start..<end]), &merger, into: &tokens)
        if let match { tokens.append(match.token) }
        start = match?.range.upperBound ?? bytes.count
      }
    }
    return tokens
  }

  /// Appends the tokens of the text between two control tokens.
  private func encode(
    section: UnsafeBufferPointer<UInt8>, _ merger: inout PairMerger, into tokens: inout [TokenID]
  ) {
    switch model {
    case .bytePair(let model):
      forEachPart(of: section) { part, userDefined in
        model.encode(part, &merger, into: &tokens)
        if let userDefined { tokens.append(userDefined) }
      }
    case .sentencePiece(let model):
      model.withSpaces(section) { spaced in
        forEachPart(of: spaced) { part, userDefined in
          model.encode(part, &merger, into: &tokens)
          if let userDefined { tokens.append(userDefined) }
        }
      }
    }
  }

  /// Calls `body` with each stretch of text and the user-defined token that ends it.
  private func forEachPart(
    of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, TokenID?) -> Void
  ) {
    var everywhere = [0..<text.count][...]
    var start = 0
    while start < text.count {
      let match = userDefinedMatcher.firstMatch(in: text, from: start, within: &everywhere)
      let end = match?.range.lowerBound ?? text.count
      body(UnsafeBufferPointer(rebasing: text[start..<end]), match?.token)
      start = match?.range.upperBound ?? text.count
    }
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
}
