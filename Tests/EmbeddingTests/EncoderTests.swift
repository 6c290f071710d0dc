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

  /// Passes of 1 to 33 texts, which have 1 to 33 tokens: alone, a text is a batch of so many rows.
  @Test func aVectorDoesNotDependOnTheShapeOfItsBatch() throws {
    let model = try EmbeddingModel(folder: Fixture.modelFolder, threadCount: 2)
    let texts = (1...33).map { length in
      (0..<length).map { (position: Int) -> Int32 in 1_000 + Int32(length * 37 + position * 211) }
    }
    let alone = texts.map { model.embed(tokens: [$0])[0] }
    for count in 1...33 {
      #expect(model.embed(tokens: Array(texts.prefix(count))) == Array(alone.prefix(count)))
    }
  }

  /// Weights are kept as 16-bit floats, unless one is larger than any of these.
  @Test func aWeightTooLargeForSixteenBitsIsKept() throws {
    let vector = try TinyModel(weight: 1e6).model().embed(tokens: [[0, 3, 2]])[0]
    #expect(vector.allSatisfy { $0.isFinite })
    #expect(abs(zip(vector, vector).reduce(0) { $0 + $1.0 * $1.1 } - 1) < 1e-5)
  }

  @Test(arguments: [Float.nan, .infinity])
  func aWeightThatIsNoNumberIsRefused(weight: Float) {
    #expect {
      try TinyModel(weight: weight).model()
    } throws: { error in
      "\(error)".contains("'encoder.layer.0.output.dense.weight' holds an infinity or NaN")
    }
  }

  @Test func aMissingModelIsNamed() {
    #expect {
      try EmbeddingModel(folder: "/nonexistent/model", threadCount: 1)
    } throws: { error in
      "\(error)".contains("/nonexistent/model/config.json: cannot be opened")
    }
  }
}
