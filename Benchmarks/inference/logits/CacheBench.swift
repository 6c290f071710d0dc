import Compute
import Glibc
import Inference

/// What storing keys and values in Q8_0 changes in the logits over a text, compared with 16-bit floats.
struct CacheBench {
  /// Tokens that are read from an empty cache on, one window after the other.
  static let windowCount = 1024
  private static let rowCount = 128

  private let exact: DecoderModel
  private let model: DecoderModel
  private var weights = TokenWeights()
  private var tokenCount = 0
  /// Sums of -log p(token), of the square of a logit's difference, and of the relative entropy.
  private var losses = (exact: 0.0, model: 0.0)
  private var squares = 0.0
  private var entropy = 0.0
  private var largest: Float = 0
  private var sameChoices = 0

  init(path: String, threadCount: Int) throws {
    let pool = ComputePool(threadCount: threadCount)
    exact = try DecoderModel.load(path: path, pool: pool)
    model = try DecoderModel.load(path: path, pool: pool, cacheFormat: .q8_0)
  }

  mutating func compare(over text: String) throws {
    let tokens = try Tokenizer(exact.file).encode(text)
    for begin in stride(from: 0, to: tokens.count - 1, by: Self.windowCount) {
      let window = tokens[begin..<min(begin + Self.windowCount + 1, tokens.count)]
      let caches = try [exact, model].map { try KVCache($0, capacity: window.count) }
      for row in stride(from: 0, to: window.count - 1, by: Self.rowCount) {
        let first = window.startIndex + row
        let part = window[first..<min(first + Self.rowCount, window.endIndex - 1)]
        let a = try exact.logits(caches[0], part, from: row)
        let b = try model.logits(caches[1], part, from: row)
        for (index, next) in window[(first + 1)...].prefix(part.count).enumerated() {
          let range = index * exact.vocabularySize..<(index + 1) * exact.vocabularySize
          note(a[range], b[range], next)
        }
      }
    }
  }

  private mutating func note(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>, _ next: TokenID) {
    let (sumA, sumB) = (logSum(a), logSum(b))
    tokenCount += 1
    losses.exact += sumA - Double(a[a.startIndex + Int(next)])
    losses.model += sumB - Double(b[b.startIndex + Int(next)])
    var square: Float = 0
    var relative = 0.0
    for (x, y) in zip(a, b) {
      let difference = y - x
      square += difference * difference
      largest = max(largest, abs(difference))
      let logProbability = Double(x) - sumA
      if logProbability > -30 {
        relative += exp(logProbability) * (logProbability - (Double(y) - sumB))
      }
    }
    squares += Double(square)
    entropy += relative
    let choice = b.indices.max { b[$0] < b[$1] }! - b.startIndex
    sameChoices += a[a.startIndex + choice] == a.max() ? 1 : 0
  }

  /// log(sum(e^logit)).
  private mutating func logSum(_ logits: ArraySlice<Float>) -> Double {
    let largest = logits.max()!
    logits.withUnsafeBufferPointer { weights.weigh($0, largest: largest, temperature: 1) }
    return Double(largest) + log(weights.total)
  }

  var lines: [String] {
    let count = Double(tokenCount)
    let gibibyte = 1 << 30
    return [
      "cache tokens \(tokenCount)",
      "cache perplexity f16 \(exp(losses.exact / count)) q8_0 \(exp(losses.model / count))",
      "cache logits largest difference \(largest) root mean square "
        + "\((squares / count / Double(exact.vocabularySize)).squareRoot())",
      "cache relative entropy \(entropy / count)",
      "cache same first choice \(Double(sameChoices) / count)",
      "cache blocks in a GiB f16 \(gibibyte / exact.cacheBlockByteCount) "
        + "q8_0 \(gibibyte / model.cacheBlockByteCount)",
    ]
  }
}
