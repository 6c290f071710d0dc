internal import Embedding

/// An embedding model's vocabulary (`vocab.txt`) and, after a zero byte, a text; or its
/// `config.json`, where the first byte is a brace.
enum WordPieceFuzz {
  static func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    if bytes.first == UInt8(ascii: "{") {
      let file = try MemoryFile(bytes)
      guard let configuration = try? BertConfiguration(path: file.path) else { return }
      return try require(
        configuration.headDimension * configuration.headCount == configuration.hiddenSize
          && configuration.normEpsilon > 0,
        "a configuration that does not add up is accepted")
    }
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let vocabulary = Array("[UNK]\n[CLS]\n[SEP]\n".utf8) + (parts.first.map(Array.init) ?? [])
    guard let tokenizer = try? WordPieceTokenizer(vocabulary: vocabulary, path: "fuzz") else {
      return
    }
    let text = parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : "[SEP] x"
    let ids = tokenizer.encode(text, tokenCountMax: 64)
    try require(
      (2...64).contains(ids.count) && ids.first == tokenizer.classification
        && ids.last == tokenizer.separator,
      "\(ids) has no frame")
    let range = 0..<Int32(tokenizer.vocabularySize)
    try require(ids.allSatisfy(range.contains), "\(ids) has a piece that is not there")
  }
}
