internal import Inference

/// A vocabulary and a text for it. The first byte says what kind of vocabulary; then lines up to an
/// empty one are its tokens, those up to the next its merges, and the rest is the text.
enum TokenizerFuzz {
  static func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    var input = InputBytes(bytes)
    let mode = input.byte()
    let tokens = lines(&input)
    let merges = lines(&input)
    let text = String(decoding: input.rest, as: UTF8.self)
    guard let tokenizer = try? Tokenizer(source(mode, tokens, merges)) else { return }
    try check(tokenizer, text)
  }

  private static func lines(_ input: inout InputBytes) -> [String] {
    var lines: [String] = []
    while let line = input.rest.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
      .first, !input.rest.isEmpty
    {
      _ = input.take(line.count + 1)
      if line.isEmpty { break }
      lines.append(String(decoding: line, as: UTF8.self))
    }
    return lines
  }

  /// Tokens that begin with '<' are control tokens, with '[' user-defined ones, and a byte-level
  /// vocabulary has all bytes besides.
  private static func source(
    _ mode: UInt8, _ tokens: [String], _ merges: [String]
  ) -> VocabularySource {
    let isSentencePiece = mode & 1 == 1
    let names = PreTokenizer.allCases.map(\.rawValue)
    let bytes =
      isSentencePiece
      ? (0..<256).map { byte in
        "<0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) + ">"
      } : ByteAlphabet.spellings
    let kinds: [TokenKind] = tokens.map {
      $0.hasPrefix("<") ? .control : $0.hasPrefix("[") ? .userDefined : .normal
    }
    let byteKind: TokenKind = isSentencePiece ? .byte : .normal
    return VocabularySource(
      model: isSentencePiece ? "llama" : "gpt2", preTokenizer: names[Int(mode >> 1) % names.count],
      tokens: bytes + tokens, kinds: (bytes.map { _ in byteKind } + kinds).map(\.rawValue),
      merges: isSentencePiece ? [] : merges + ["a b"],
      // The same score for some, so that ties are met.
      scores: isSentencePiece ? (0..<bytes.count + tokens.count).map { -Float($0 / 3) } : [],
      addsSpacePrefix: mode & 2 == 2)
  }

  /// Text never makes a control token, streamed text is whole text, and trust is of whole tokens.
  static func check(_ tokenizer: Tokenizer, _ text: String) throws(BrokenProperty) {
    let tokens = tokenizer.encode(text)
    for token in tokens {
      try require(
        tokenizer.vocabulary.contains(token) && tokenizer.vocabulary.kind(of: token) != .control,
        "'\(text)' makes token \(token)")
    }
    for showsSpecial in [false, true] {
      let parsed = tokenizer.encode(text, parseSpecial: true)
      let whole = tokenizer.decode(parsed, showSpecial: showsSpecial)
      var stream = StreamingDetokenizer(tokenizer, showSpecial: showsSpecial)
      let streamed = parsed.map { stream.append($0) }.joined() + stream.finish()
      try require(
        streamed.utf8.elementsEqual(whole.utf8), "'\(streamed)' streamed, '\(whole)' whole")
    }
    // A range that ends inside a control token does not trust it, nor do the two that it is cut into.
    let middle = text.utf8.count / 2
    let halves = tokenizer.encode(text, trusted: [0..<middle, middle..<text.utf8.count])
    try require(
      controlCount(halves, tokenizer)
        <= controlCount(tokenizer.encode(text, parseSpecial: true), tokenizer),
      "'\(text)' has more control tokens in halves than whole")
  }

  private static func controlCount(_ tokens: [TokenID], _ tokenizer: Tokenizer) -> Int {
    tokens.count { tokenizer.vocabulary.kind(of: $0) == .control }
  }
}
