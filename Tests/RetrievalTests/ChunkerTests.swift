import Embedding
import Retrieval
import Testing

/// Chunks: bounded, complete, under their headings, and with ids that last.
struct ChunkerTests {
  private func chunker() throws -> Chunker {
    Chunker(tokenizer: try Sandbox.model.get().tokenizer)
  }

  @Test func aChunkCarriesItsHeadings() throws {
    let chunks = try chunker().chunks(
      of: StructuredDocument(blocks: [
        .init(.paragraph, "Before."), .init(.heading(level: 1), "5"), .init(.paragraph, "Five."),
        .init(.heading(level: 3), "5.6.12"), .init(.paragraph, "Deep."),
        .init(.heading(level: 2), "5.7"), .init(.listItem, "x"), .init(.listItem, "y"),
      ]), documentID: "d")
    #expect(chunks.map(\.section) == [[], ["5"], ["5", "5.6.12"], ["5", "5.7"]])
    #expect(chunks.map(\.text) == ["Before.", "Five.", "Deep.", "- x\n- y"])
    #expect(Set(chunks.map(\.id)).count == 4)
  }

  @Test func everyWordIsKeptAndEveryBoundHolds() throws {
    let chunker = try chunker()
    let tokenizer = try Sandbox.model.get().tokenizer
    for seed in UInt64(0)..<30 {
      var generator = SeededGenerator(seed: seed)
      var words = 0
      let blocks = (0..<20).map { _ in
        let count = Int.random(in: 1...400, using: &generator)
        let text = (0..<count).map { _ -> String in
          words += 1
          return "w\(words)" + (Int.random(in: 0..<15, using: &generator) == 0 ? "." : "")
        }.joined(separator: " ")
        return StructuredDocument.Block(.paragraph, text)
      }
      let chunks = chunker.chunks(of: StructuredDocument(blocks: blocks), documentID: "d")
      let kept = Set(
        chunks.flatMap { $0.text.split { !$0.isLetter && !$0.isNumber }.map(String.init) })
      #expect(kept.count == words, "seed \(seed)")
      for chunk in chunks {
        #expect(tokenizer.pieceCount(of: chunk.text[...]) <= Chunker.tokenCountMax, "seed \(seed)")
        #expect(chunk.text.utf8.count <= Chunker.byteCountMax, "seed \(seed)")
      }
    }
  }

  @Test func anEndlessWordIsCut() throws {
    let word = String(repeating: "é", count: 50_000)
    let chunks = try chunker().chunks(
      of: StructuredDocument(blocks: [.init(.paragraph, word)]), documentID: "d")
    #expect(chunks.allSatisfy { $0.text.utf8.count <= Chunker.byteCountMax })
    #expect(chunks.map(\.text).joined() == word)
  }

  @Test func idsLastWhenSomethingElseChanges() throws {
    func ids(_ texts: [String]) throws -> [String] {
      try chunker().chunks(
        of: StructuredDocument(
          blocks: texts.enumerated().flatMap { index, text in
            [.init(.heading(level: 1), "H\(index)"), StructuredDocument.Block(.paragraph, text)]
          }), documentID: "d"
      ).map(\.id)
    }
    let before = try ids(["one", "two", "three"])
    let after = try ids(["one", "changed", "three"])
    #expect(before[0] == after[0] && before[2] == after[2] && before[1] != after[1])
  }
}
