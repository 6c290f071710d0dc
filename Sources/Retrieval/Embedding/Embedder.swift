internal import Foundation
internal import Synchronization

/// Embeds for many callers on one thread, as ``EmbeddingQueue`` says.
///
/// `@unchecked Sendable`: the queue and the callers are touched only while `condition` is locked.
package final class Embedder: @unchecked Sendable {
  private let condition = NSCondition()
  private var queue: EmbeddingQueue
  private var callers: [UInt64: CheckedContinuation<[[Float]], any Error>] = [:]
  private var isClosed = false
  private let lastID = Atomic<UInt64>(0)

  /// - Parameter embed: gives a vector for each text; called by one thread at a time.
  package init(
    limits: EmbeddingQueue.Limits, embed: @escaping @Sendable ([[Int32]]) -> [[Float]]
  ) {
    queue = EmbeddingQueue(limits: limits)
    let thread = Thread { [weak self] in
      while let pass = self?.nextPass() {
        let start = ContinuousClock.now
        let vectors = embed(pass.texts)
        self?.passEnded(pass, vectors: vectors, elapsed: ContinuousClock.now - start)
      }
    }
    thread.name = "embedding"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Ends the thread once nothing waits.
  package func close() {
    condition.withLock {
      isClosed = true
      condition.signal()
    }
  }

  /// Runs `body`, which embeds a document piece by piece. Throws ``RetrievalError`` when too many
  /// others do so already.
  package func withDocument<R>(_ body: () async throws -> R) async throws -> R {
    try condition.withLock { try queue.documentBegan() }
    defer { condition.withLock { queue.documentEnded() } }
    return try await body()
  }

  /// The vectors of texts. Throws ``RetrievalError`` when too many questions wait, and
  /// `CancellationError` as soon as the task is cancelled.
  package func embed(
    _ texts: [[Int32]], as kind: EmbeddingQueue.Kind
  ) async throws -> [[Float]] {
    let id = lastID.wrappingAdd(1, ordering: .relaxed).newValue
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { caller in
        do {
          try condition.withLock {
            try queue.offered(texts, as: kind, id: id)
            callers[id] = caller
            condition.signal()
          }
        } catch {
          return caller.resume(throwing: error)
        }
        // A task that was cancelled before it arrived here has had its handler run in vain.
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  private func cancel(_ id: UInt64) {
    let caller = condition.withLock { queue.cancelled(id) ? callers.removeValue(forKey: id) : nil }
    caller?.resume(throwing: CancellationError())
  }

  private func nextPass() -> EmbeddingQueue.Pass? {
    condition.withLock {
      while true {
        if let pass = queue.nextPass() { return pass }
        if isClosed { return nil }
        condition.wait()
      }
    }
  }

  private func passEnded(_ pass: EmbeddingQueue.Pass, vectors: [[Float]], elapsed: Duration) {
    let finished = condition.withLock {
      queue.passEnded(pass, vectors: vectors, elapsed: elapsed).map { id, vectors in
        (caller: callers.removeValue(forKey: id), vectors: vectors)
      }
    }
    for (caller, vectors) in finished { caller?.resume(returning: vectors) }
  }
}
