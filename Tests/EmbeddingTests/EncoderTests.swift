import Embedding
import TestSupport
import Testing

/// The encoder against a float32 forward pass in numpy (scripts/references/embedding.py).
@Suite(.blocksItsThread) struct EncoderTests {
  @Test func vectorsMatchTheReference() throws {
    let model = try EmbeddingModel(folder: Fixture.modelFolder, threadCount: 2)
    for (json, numbers) in try Fixture.rows("embeddings") {
      let expected = numbers.split(separator: " ").compactMap { Float($0) }
      let vector = model.embed([try Fixture.text(json)])[0]
      #expect(vector.count == 384 && expected.count == 384)
      let cosine = zip(vector, expected).reduce(0) { $0 + $1.0 * $1.1 }
      // Both sides round at 24 bits in another order; far stricter than the 0.999 that is promised.
      #expect(cosine > 0.999_99, "\(json.prefix(60))")
      #expect(abs(zip(vector, vector).reduce(0) { $0 + $1.0 * $1.1 } - 1) < 1e-5)
    }
  }

  @Test func aVectorDoesNotDependOnItsCompany() throws {
    let model = try EmbeddingModel(folder: Fixture.modelFolder, threadCount: 2)
    let texts = (1...12).map { String(repeating: "package \($0) installs files. ", count: $0 * 4) }
    let together = model.embed(texts)
    for (index, text) in texts.enumerated() {
      #expect(model.embed([text])[0] == together[index], "text \(index)")
    }
    let single = try EmbeddingModel(folder: Fixture.modelFolder, threadCount: 1)
    #expect(single.embed(texts) == together)
  }

  @Test func aMissingModelIsNamed() {
    #expect {
      try EmbeddingModel(folder: "/nonexistent/model", threadCount: 1)
    } throws: { error in
      "\(error)".contains("/nonexistent/model/config.json: cannot be opened")
    }
  }
}
