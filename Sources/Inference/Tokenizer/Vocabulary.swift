/// The index of a token in a model's vocabulary.
package typealias TokenID = Int32

/// What a token is for, numbered as `tokenizer.ggml.token_type` numbers it.
package enum TokenKind: Int32, Sendable {
  case normal = 1
  case unknown = 2
  /// Steers the model (`<|im_start|>`); never produced from user text and never shown.
  case control = 3
  /// Added by the model's author as one piece of ordinary text.
  case userDefined = 4
  case unused = 5
  case byte = 6
}

/// The kinds of tokenizer, named as `tokenizer.ggml.model` names them.
package enum TokenizerFamily: String, Sendable {
  /// Byte-level BPE: GPT-2, SmolLM2, Llama 3, Qwen.
  case bytePair = "gpt2"
  /// SentencePiece's BPE with byte fallback: Llama 2, Mistral, Gemma.
  case sentencePiece = "llama"
}

/// A vocabulary as a model file states it, not yet checked.
package struct VocabularySource: Sendable {
  /// The name of a `TokenizerFamily`.
  package var model: String
  /// The name of the rule that splits text into words before merging, `smollm` for example;
  /// byte-level BPE needs one.
  package var preTokenizer: String?
  package var tokens: [String]
  /// One per token; empty means that all are normal.
  package var kinds: [Int32]
  /// `left right` in the byte alphabet, best merge first; byte-level BPE's.
  package var merges: [String]
  /// One per token, the highest is merged first; SentencePiece's.
  package var scores: [Float]
  package var beginOfText: TokenID?
  package var endOfText: TokenID?
  /// nil where the file leaves it to the family.
  package var addsBeginOfText: Bool?
  package var addsSpacePrefix: Bool?

  package init(
    model: String, preTokenizer: String?, tokens: [String], kinds: [Int32], merges: [String] = [],
    scores: [Float] = [], beginOfText: TokenID? = nil, endOfText: TokenID? = nil,
    addsBeginOfText: Bool? = nil, addsSpacePrefix: Bool? = nil
  ) {
    self.model = model
    self.preTokenizer = preTokenizer
    self.tokens = tokens
    self.kinds = kinds
    self.merges = merges
    self.scores = scores
    self.beginOfText = beginOfText
    self.endOfText = endOfText
    self.addsBeginOfText = addsBeginOfText
    self.addsSpacePrefix = addsSpacePrefix
  }
}

/// Why a vocabulary cannot be used. Every case names the field and the value.
package enum TokenizerError: Error, Equatable, CustomStringConvertible {
  case missing(key: String)
  case unsupported(key: String, value: String, supported: String)
  case invalid(key: String, index: Int, reason: String)

  package var description: String {
    switch self {
    case .missing(let key):
      "the model file has no usable \(key); use a GGUF file that carries its tokenizer"
    case .unsupported(let key, let value, let supported):
      "\(key) is \"\(value)\", which is not supported; supported: \(supported)"
    case .invalid(let key, let index, let reason):
      "\(key)[\(index)] is invalid: \(reason); the model file is corrupt"
    }
  }
}

/// A checked vocabulary: the bytes and the kind of every token.
package struct Vocabulary: Sendable {
  /// The most tokens a vocabulary may have; the largest in use have about 260,000.
  static let tokenCountMax = 1 << 20

  private let bytes: [UInt8]
  /// Token `t` owns `bytes[offsets[t]..<offsets[t + 1]]`.
  private let offsets: [Int32]
  private let kinds: [TokenKind]
  /// The longest token, in bytes: a text of more than `n` times as many needs more than `n` tokens.
  package let longestTokenByteCount: Int

  init(_ source: VocabularySource, _ family: TokenizerFamily) throws(TokenizerError) {
    guard !source.tokens.isEmpty else { throw .missing(key: "tokenizer.ggml.tokens") }
    guard source.tokens.count <= Self.tokenCountMax else {
      throw .unsupported(
        key: "the number of tokenizer.ggml.tokens", value: "\(source.tokens.count)",
        supported: "up to \(Self.tokenCountMax)")
    }
    guard source.kinds.isEmpty || source.kinds.count == source.tokens.count else {
      throw .invalid(
        key: "tokenizer.ggml.token_type", index: min(source.kinds.count, source.tokens.count),
        reason: "\(source.kinds.count) types for \(source.tokens.count) tokens")
    }
    var bytes: [UInt8] = []
    var offsets: [Int32] = [0]
    var kinds: [TokenKind] = []
    var longest = 1
    for (index, token) in source.tokens.enumerated() {
      let raw = source.kinds.isEmpty ? TokenKind.normal.rawValue : source.kinds[index]
      guard let kind = TokenKind(rawValue: raw) else {
        throw .invalid(
          key: "tokenizer.ggml.token_type", index: index, reason: "\(raw) is not a token type")
      }
      guard let spelled = Self.bytes(of: token, kind, family) else {
        throw .invalid(
          key: "tokenizer.ggml.tokens", index: index,
          reason: family == .bytePair
            ? "it has a character outside the byte alphabet" : "a byte token reads \"<0x41>\"")
      }
      bytes += spelled
      guard bytes.count <= Int(Int32.max) else {
        throw .invalid(key: "tokenizer.ggml.tokens", index: index, reason: "over 2 GiB of text")
      }
      offsets.append(Int32(bytes.count))
      kinds.append(kind)
      longest = max(longest, spelled.count)
    }
    self.bytes = bytes
    self.offsets = offsets
    self.kinds = kinds
    self.longestTokenByteCount = longest
  }

  package var count: Int { kinds.count }

  package func contains(_ token: TokenID) -> Bool { token >= 0 && Int(token) < kinds.count }

  /// The kind of a token of this vocabulary.
  package func kind(of token: TokenID) -> TokenKind { kinds[Int(token)] }

  /// The bytes of a token of this vocabulary; not always whole UTF-8.
  package func bytes(of token: TokenID) -> ArraySlice<UInt8> {
    bytes[Int(offsets[Int(token)])..<Int(offsets[Int(token) + 1])]
  }

  /// The first token in which another vocabulary differs, in words; nil where none does.
  package func firstDifference(from other: Vocabulary) -> String? {
    for token in 0..<TokenID(min(count, other.count)) {
      let (own, others) = (bytes(of: token), other.bytes(of: token))
      guard own != others || kind(of: token) != other.kind(of: token) else { continue }
      return
        "token \(token) is \(spelling(token)) in the first and \(other.spelling(token)) in the "
        + "second"
    }
    guard count != other.count else { return nil }
    let longer = count > other.count ? self : other
    let token = TokenID(min(count, other.count))
    return "the first has \(count) tokens and the second \(other.count); token \(token) is "
      + "\(longer.spelling(token)) where it is there"
  }

  /// A token for people to read: its text in quotes, escaped, and its kind unless that is normal.
  private func spelling(_ token: TokenID) -> String {
    let text = String(decoding: bytes(of: token), as: UTF8.self).debugDescription
    return kind(of: token) == .normal ? text : "\(text) (\(kind(of: token)))"
  }

  /// Calls `body` with the bytes of a token of this vocabulary.
  func withBytes<T>(of token: TokenID, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    let range = Int(offsets[Int(token)])..<Int(offsets[Int(token) + 1])
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Whether `text` is what a token of this vocabulary spells.
  func spells(_ token: TokenID, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    withBytes(of: token) { $0.count == text.count && $0.elementsEqual(text) }
  }

  /// What a token's text in the file stands for; nil where it is not written as it must be.
  private static func bytes(
    of token: String, _ kind: TokenKind, _ family: TokenizerFamily
  ) -> [UInt8]? {
    switch (family, kind) {
    case (_, .control), (_, .unknown), (.bytePair, .userDefined): return Array(token.utf8)
    case (.bytePair, _): return ByteAlphabet.bytes(of: token)
    case (.sentencePiece, .byte):
      guard token.utf8.count == 6, token.hasPrefix("<0x"), token.hasSuffix(">"),
        !token.utf8.contains(UInt8(ascii: "+")),
        let byte = UInt8(token.dropFirst(3).dropLast(), radix: 16)
      else { return nil }
      return [byte]
    case (.sentencePiece, _):
      var bytes: [UInt8] = []
      SentencePieceModel.appendSpaced(token.utf8, to: &bytes)
      return bytes
    }
  }
}
