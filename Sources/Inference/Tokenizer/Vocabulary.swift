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

/// A byte-level BPE vocabulary as a model file states it, not yet checked.
package struct VocabularySource: Sendable {
  /// The tokenizer family; only `gpt2` is supported here.
  package var model: String
  /// The name of the rule that splits text into words before merging, `smollm` for example.
  package var preTokenizer: String
  package var tokens: [String]
  /// One per token; empty means that all are normal.
  package var kinds: [Int32]
  /// `left right` in the byte alphabet, best merge first.
  package var merges: [String]
  package var beginOfText: TokenID?
  package var endOfText: TokenID?
  package var addsBeginOfText: Bool

  package init(
    model: String, preTokenizer: String, tokens: [String], kinds: [Int32], merges: [String],
    beginOfText: TokenID? = nil, endOfText: TokenID? = nil, addsBeginOfText: Bool = false
  ) {
    self.model = model
    self.preTokenizer = preTokenizer
    self.tokens = tokens
    self.kinds = kinds
    self.merges = merges
    self.beginOfText = beginOfText
    self.endOfText = endOfText
    self.addsBeginOfText = addsBeginOfText
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

  init(_ source: VocabularySource) throws(TokenizerError) {
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
      // Control and user-defined tokens are plain text; only the others use the byte alphabet.
      let isPlain = kind == .control || kind == .userDefined || kind == .unknown
      guard let spelled = isPlain ? Array(token.utf8) : ByteAlphabet.bytes(of: token) else {
        throw .invalid(
          key: "tokenizer.ggml.tokens", index: index,
          reason: "it has a character outside the byte alphabet")
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
}
