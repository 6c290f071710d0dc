extension Tokenizer {
  /// The tokenizer that a model file carries.
  package init(_ file: GGUFFile) throws(TokenizerError) {
    try self.init(try VocabularySource(file))
  }
}

extension VocabularySource {
  /// Reads `tokenizer.ggml.*`. Nothing is checked here but presence and type.
  package init(_ file: GGUFFile) throws(TokenizerError) {
    func required<T>(_ key: String, _ read: (String) throws(GGUFError) -> T)
      throws(TokenizerError) -> T
    {
      do throws(GGUFError) { return try read(key) } catch { throw .missing(key: key) }
    }
    func token(_ key: String) throws(TokenizerError) -> TokenID? {
      guard file.contains(key) else { return nil }
      let value = try required(key, file.int)
      guard let token = TokenID(exactly: value) else {
        throw .invalid(key: key, index: value, reason: "it is not a token id")
      }
      return token
    }
    func flag(_ key: String) throws(TokenizerError) -> Bool? {
      file.contains(key) ? try required(key, file.bool) : nil
    }
    func optional<T>(
      _ key: String, _ read: (String) throws(GGUFError) -> [T]
    ) throws(TokenizerError) -> [T] {
      file.contains(key) ? try required(key, read) : []
    }
    let preKey = "tokenizer.ggml.pre"
    self.init(
      model: try required("tokenizer.ggml.model", file.string),
      preTokenizer: file.contains(preKey) ? try required(preKey, file.string) : nil,
      tokens: try required("tokenizer.ggml.tokens", file.strings),
      kinds: try optional("tokenizer.ggml.token_type", file.ints).map { Int32(clamping: $0) },
      merges: try optional("tokenizer.ggml.merges", file.strings),
      scores: try optional("tokenizer.ggml.scores", file.floats),
      beginOfText: try token("tokenizer.ggml.bos_token_id"),
      endOfText: try token("tokenizer.ggml.eos_token_id"),
      addsBeginOfText: try flag("tokenizer.ggml.add_bos_token"),
      addsSpacePrefix: try flag("tokenizer.ggml.add_space_prefix"))
  }
}
