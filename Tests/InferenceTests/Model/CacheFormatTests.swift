import Compute
import Foundation
import Inference
import TestSupport
import Testing

/// Keys and values in Q8_0 beside 16-bit floats.
@Suite(.blocksItsThread) struct CacheFormatTests {
  @Test func `Bytes take a little over half of the memory`() throws {
    let exact = try ModelFixture.model()
    let bytes = try ModelFixture.model(.q8_0)
    // 30 layers, 3 heads, 128 positions, keys and values of 64 dimensions.
    #expect(exact.cacheBlockByteCount == 30 * 3 * 128 * 2 * 128)
    #expect(bytes.cacheBlockByteCount == 30 * 3 * 128 * 2 * 68)
  }

  /// The mean of the divergence KL(p || q) over positions is by how much the logarithm of the perplexity
  /// of text that the model itself writes is larger over bytes (q) than over 16-bit floats (p): a
  /// hundredth is one per cent.
  @Test func `Bytes make the model less than one per cent more perplexed`() throws {
    let text = """
      Keys and values are kept so that later tokens can attend to them. They lie in blocks of 128 \
      tokens from one pool, whose size is fixed when the worker starts. A request holds blocks as \
      far as it has grown. Nothing is shared between tenants. Eviction takes blocks that nobody \
      uses, from the ends of known prefixes: least recently used first, weighted by what computing \
      them again would cost. A request starts when there are blocks for its prompt and one token \
      more. If none is left for the next block of an answer, the request that came last gives its \
      blocks up and begins again later, with what it has written as a part of its prompt.
      """
    let tokens = try RealModel.requireTokenizer().encode(text)
    #expect(tokens.count > Attention.blockLength)
    let logits = try KeyValueFormat.allCases.map { format in
      let model = try ModelFixture.model(format)
      return try model.logits(
        DecoderModel.rows(tokens, KVCache(model, capacity: tokens.count)))
    }
    let divergences = zip(logits[0], logits[1]).map(Self.divergence)
    let mean = divergences.reduce(0, +) / Double(divergences.count)
    // Above 0, or it was no other format.
    #expect(mean > 0 && mean < 0.01, "\(mean)")
  }

  /// KL(p || q) in nats, of the distributions that two rows of logits stand for.
  private static func divergence(_ p: [Float], _ q: [Float]) -> Double {
    let (p, q) = (logprobs(p), logprobs(q))
    return zip(p, q).reduce(0) { $0 + exp($1.0) * ($1.0 - $1.1) }
  }

  private static func logprobs(_ logits: [Float]) -> [Double] {
    let largest = Double(logits.max()!)
    let logSum = log(logits.reduce(0) { $0 + exp(Double($1) - largest) })
    return logits.map { Double($0) - largest - logSum }
  }

  @Test func `Heads that bytes do not fit are refused with the remedy`() throws {
    let path = try ModelLogitsTests.url("tiny_llama", "gguf").path
    let error = #expect(throws: ModelError.self) {
      try DecoderModel.load(path: path, cacheFormat: .q8_0)
    }
    #expect(
      error?.message.hasSuffix(
        "heads of 16 dimensions cannot have keys and values in q8_0, which takes multiples of 32; "
          + "use f16") == true)
  }
}
