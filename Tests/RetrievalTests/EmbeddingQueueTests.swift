import Retrieval
import Testing

/// Which texts go together, by facts alone. A text of n tokens is n times its number.
struct EmbeddingQueueTests {
  private func text(_ number: Int32, count: Int) -> [Int32] {
    [Int32](repeating: number, count: count)
  }

  /// What a pass takes, as the first token of each text; ends it with that as the vector.
  private func run(
    _ queue: inout EmbeddingQueue
  ) -> (texts: [Int32], finished: [(id: UInt64, vectors: [[Float]])])? {
    guard let pass = queue.nextPass() else { return nil }
    let texts = pass.texts.map { $0[0] }
    let finished = queue.passEnded(
      pass, vectors: texts.map { [Float($0)] }, elapsed: .milliseconds(10))
    return (texts, finished)
  }

  @Test func aPassTakesQuestionsFirstAndNoMoreThanFits() throws {
    var queue = EmbeddingQueue(limits: .init(passTokenCount: 100))
    try queue.offered(
      [text(1, count: 60), text(2, count: 30), text(3, count: 30)], as: .document, id: 1)
    try queue.offered([text(4, count: 20)], as: .question, id: 2)
    try queue.offered([text(5, count: 20)], as: .question, id: 3)
    let first = try #require(run(&queue))
    #expect(first.texts == [4, 5, 1])
    #expect(first.finished.map(\.id) == [2, 3])
    #expect(first.finished.map(\.vectors) == [[[4]], [[5]]])
    let second = try #require(run(&queue))
    #expect(second.texts == [2, 3])
    #expect(second.finished.map(\.id) == [1])
    #expect(second.finished.map(\.vectors) == [[[1], [2], [3]]])
    #expect(run(&queue) == nil)
  }

  @Test func aQuestionThatDidNotFitIsNotOvertakenByADocument() throws {
    var queue = EmbeddingQueue(limits: .init(passTokenCount: 100))
    try queue.offered([text(1, count: 90)], as: .question, id: 1)
    try queue.offered([text(2, count: 90)], as: .question, id: 2)
    try queue.offered([text(3, count: 5)], as: .document, id: 3)
    #expect(run(&queue)?.texts == [1])
    #expect(run(&queue)?.texts == [2, 3])
  }

  @Test func aTextLongerThanAPassHasOneForItself() throws {
    var queue = EmbeddingQueue(limits: .init(passTokenCount: 10))
    try queue.offered([text(1, count: 5)], as: .question, id: 1)
    try queue.offered([text(2, count: 50)], as: .question, id: 2)
    #expect(run(&queue)?.texts == [1])
    #expect(run(&queue)?.texts == [2])
  }

  @Test func whoLeavesIsForgotten() throws {
    var queue = EmbeddingQueue(limits: .init(questionCount: 2, passTokenCount: 100))
    try queue.offered([text(1, count: 9)], as: .question, id: 1)
    try queue.offered([text(2, count: 60), text(3, count: 60)], as: .document, id: 2)
    let isKnown = (queue.cancelled(1), queue.cancelled(1))
    #expect(isKnown == (true, false))
    let next = queue.nextPass()
    let pass = try #require(next)
    #expect(pass.texts.map { $0[0] } == [2])
    // Gone while its first text is computed: the second never is, and nobody gets the first.
    let isStillKnown = queue.cancelled(2)
    #expect(isStillKnown)
    let finished = queue.passEnded(pass, vectors: [[2]], elapsed: .zero)
    #expect(finished.isEmpty)
    let after = queue.nextPass()
    #expect(after == nil)
    // Both places are free again.
    try queue.offered([text(4, count: 1)], as: .question, id: 3)
    try queue.offered([text(5, count: 1)], as: .question, id: 4)
    #expect(run(&queue)?.finished.map(\.id) == [3, 4])
  }

  @Test func questionsAndDocumentsBeyondTheLimitAreTold() throws {
    var queue = EmbeddingQueue(limits: .init(questionCount: 2, documentCount: 1))
    // Passes of 10 ms a token: what waits then takes 400 tokens of it.
    for id in 0..<100 {
      try queue.offered([text(1, count: 1)], as: .question, id: UInt64(id))
      _ = run(&queue)
    }
    try queue.offered([text(1, count: 200)], as: .question, id: 200)
    try queue.offered([text(1, count: 200)], as: .question, id: 201)
    let refusal = #expect(throws: RetrievalError.self) {
      try queue.offered([text(1, count: 1)], as: .question, id: 202)
    }
    #expect(refusal?.code == .overloaded)
    #expect(refusal?.message == "2 questions wait to be embedded, as many as may; try again in 4 s")
    let seconds = try #require(refusal?.retryAfter) / .seconds(1)
    #expect(abs(seconds - 4) < 0.01)
    // Texts of a document that was let in are always taken.
    try queue.documentBegan()
    try queue.offered([text(1, count: 1)], as: .document, id: 203)
    #expect(throws: RetrievalError.self) { try queue.documentBegan() }
    queue.documentEnded()
    try queue.documentBegan()
  }
}
