import Glibc
import Inference

/// Prints how long the engine takes to the first token of prompts of 512 tokens that are new, and of the
/// same again. Runs prompts one after the other on the engine's thread, and waits on this one.
func timesToFirstToken(path: String, threadCount: Int) throws {
  let loaded = try InferenceEngine.load(
    path: path, options: EngineOptions(threadCount: threadCount))
  defer { loaded.shutDown() }
  var times: [String: [Double]] = [:]
  for round in 0..<7 {
    let prompt = (0..<512).map { TokenID(100 + ($0 * 7 + round * 1_301) % 9_000) }
    for kind in ["new", "again"] {
      let usage = try wait {
        try await loaded.engine.generate(GenerationRequest(.tokens(prompt), maxTokens: 2)).usage
      }
      guard usage.cachedPromptTokenCount == (kind == "new" ? 0 : 511) else {
        fatalError("\(usage.cachedPromptTokenCount) cached tokens of a prompt that is \(kind)")
      }
      times[kind, default: []].append(milliseconds(usage.timeToFirstToken))
    }
  }
  for kind in ["new", "again"] {
    let sorted = times[kind]!.sorted()
    print(
      "first token of 512, \(kind): median \(rounded(sorted[3])) ms,",
      "\(rounded(sorted[0])) to \(rounded(sorted[6]))")
  }
}

/// Waits for an asynchronous result; for programs without any other work.
private func wait<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) throws -> T {
  nonisolated(unsafe) var result: Result<T, any Error>?
  nonisolated(unsafe) let done = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
  sem_init(done, 0, 0)
  defer { done.deallocate() }
  // The semaphore orders the write of the result before its read.
  Task.detached {
    do { result = .success(try await body()) } catch { result = .failure(error) }
    sem_post(done)
  }
  while sem_wait(done) != 0 {}
  return try result!.get()
}
