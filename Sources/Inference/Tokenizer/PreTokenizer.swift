/// The rule that splits text into words, inside which alone merges happen, as the published
/// tokenizers of a model family have it.
package enum PreTokenizer: String, Sendable, CaseIterable {
  case gpt2 = "gpt-2"
  /// GPT-2's, with every numeric character a word of its own.
  case smollm
  /// Llama 3 and its successors.
  case llama3 = "llama-bpe"
  /// Qwen2, Qwen2.5 and Qwen3.
  case qwen2

  /// The rule of a model file's `tokenizer.ggml.pre`, or nil where it is none of these.
  init?(name: String) {
    // Converters have written Llama 3's under three names.
    self.init(rawValue: ["llama3", "llama-v3"].contains(name) ? "llama-bpe" : name)
  }

  /// Whether a word that is a token is taken as that token, whatever the merges would make of it.
  var takesWholeWords: Bool { self == .llama3 }

  /// Whether text is composed (Unicode's form C) before it is split.
  var composes: Bool { self == .qwen2 }

  /// Whether the family's prompts start with the begin-of-text token where the file does not say.
  var addsBeginOfText: Bool { self == .llama3 }

  /// Calls `word` with each word of `text` in turn; together they cover it.
  func forEachWord(
    in text: UnsafeBufferPointer<UInt8>, _ word: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var start = 0
    while start < text.count {
      let end =
        switch self {
        case .gpt2: GPT2Words(cutsNumbers: false).endOfWord(in: text, from: start)
        case .smollm: GPT2Words(cutsNumbers: true).endOfWord(in: text, from: start)
        case .llama3: Llama3Words(digitCountMax: 3).endOfWord(in: text, from: start)
        case .qwen2: Llama3Words(digitCountMax: 1).endOfWord(in: text, from: start)
        }
      word(UnsafeBufferPointer(rebasing: text[start..<end]))
      start = end
    }
  }
}
