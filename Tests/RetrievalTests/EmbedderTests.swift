import Embedding
import Foundation
import Retrieval
import Synchronization
import TestSupport
import Testing

/// The thread, the callers and the model together.
@Suite(.blocksItsThread) struct EmbedderTests {
  /// An embedder whose passes wait for the test.
  private final class Gate: Sendable {
    let passes = Mutex<[[[Int32]]]>([])
    let refusedCount = Mutex(0)
    let permits = DispatchSemaphore(value: 0)

    func embed(_ texts: [[Int32]]) -> [[Float]] {
      passes.withLock { $0.append(texts) }
      permits.wait()
      return texts.map { [Float($0[0])] }
    }
  }

  private func eventually(_ condition: () -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(30)
    while !condition() {
      try #require(ContinuousClock.now < end, "it never happened")
      await Task.yield()
    }
  }

  @Test func whatComesDuringAPassSharesTheNext() async throws {
    let gate = Gate()
    let embedder = Embedder(limits: .init(questionCount: 9)) { gate.embed($0) }
    defer { embedder.close() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        let vectors = try await embedder.embed([[100]], as: .question)
        #expect(vectors == [[100]])
      }
      try await eventually { gate.passes.withLock { $0.count } == 1 }
      // One more than there is room for: when it is refused, the others wait.
      for number in Int32(1)...9 {
        group.addTask {
          do {
            let vectors = try await embedder.embed([[number]], as: .question)
            #expect(vectors == [[Float(number)]])
          } catch let error as RetrievalError {
            #expect(error.code == .overloaded)
            gate.refusedCount.withLock { $0 += 1 }
          }
        }
      }
      try await eventually { gate.refusedCount.withLock { $0 } == 1 }
      gate.permits.signal()
      gate.permits.signal()
      try await group.waitForAll()
    }
    #expect(gate.passes.withLock { $0.map(\.count) } == [1, 8])
  }

  @Test func whoIsCancelledNeitherWaitsNorIsComputed() async throws {
    let gate = Gate()
    let embedder = Embedder(limits: .init()) { gate.embed($0) }
    defer { embedder.close() }
    let running = Task { try await embedder.embed([[1]], as: .question) }
    try await eventually { gate.passes.withLock { $0.count } == 1 }
    let gone = Task { try await embedder.embed([[2]], as: .document) }
    gone.cancel()
    await #expect(throws: CancellationError.self) { try await gone.value }
    // Also who is in the pass that runs.
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    gate.permits.signal()
    gate.permits.signal()
    let vectors = try await embedder.embed([[3]], as: .question)
    #expect(vectors == [[3]])
    #expect(gate.passes.withLock { $0 } == [[[1]], [[3]]])
  }

  /// Whoever else asks at the same time, and whoever of them leaves.
  @Test func vectorsDoNotDependOnTheCrowd() async throws {
    let model = try Sandbox.model.get()
    let embedder = Embedder(limits: .init()) { model.embed(tokens: $0) }
    defer { embedder.close() }
    let texts = (1...48).map { model.tokenizer.encode("Question \($0) about packages, \($0 * 7).") }
    let alone = texts.map { model.embed(tokens: [$0])[0] }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, text) in texts.enumerated() {
        group.addTask {
          let kind: EmbeddingQueue.Kind = index % 3 == 0 ? .document : .question
          let vectors = try await embedder.embed([text], as: kind)
          #expect(vectors == [alone[index]])
        }
        group.addTask {
          let leaving = Task { try await embedder.embed([text], as: .question) }
          leaving.cancel()
          if let vectors = try? await leaving.value { #expect(vectors == [alone[index]]) }
        }
      }
      try await group.waitForAll()
    }
  }
}
