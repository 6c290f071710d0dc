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
    let kindsKey = "tokenizer.ggml.token_type"
    let kinds = file.contains(kindsKey) ? try required(kindsKey, file.ints) : []
    let addsKey = "tokenizer.ggml.add_bos_token"
    self.init(
      model: try required("tokenizer.ggml.model", file.string),
      preTokenizer: try required("tokenizer.ggml.pre", file.string),
      tokens: try required("tokenizer.ggml.tokens", file.strings),
      kinds: kinds.map { Int32(truncatingIfNeeded: $0) },
      merges: try required("tokenizer.ggml.merges", file.strings),
      beginOfText: try token("tokenizer.ggml.bos_token_id"),
      endOfText: try token("tokenizer.ggml.eos_token_id"),
      addsBeginOfText: file.contains(addsKey) ? try required(addsKey, file.bool) : false)
  }
}
