import Inference

/// Answers conversations greedily and keeps the tokens, many conversations at once: what speculation
/// is replayed on takes a minute to make.
enum Recorder {
  static let concurrentMax = 16

  static func record(
    _ prompts: [BenchmarkPrompt], modelPath: String, threadCount: Int
  ) async throws -> [Recording] {
    let engine = try InferenceEngine.load(
      path: modelPath,
      options: EngineOptions(
        threadCount: threadCount,
        limits: SchedulerLimits(concurrentMax: concurrentMax, waitingMax: prompts.count)))
    defer { engine.shutDown() }
    return try await withThrowingTaskGroup(of: (Int, [Recording]).self) { group in
      for (index, prompt) in prompts.enumerated() {
        group.addTask { (index, try await record(prompt, engine)) }
      }
      var recordings = [[Recording]](repeating: [], count: prompts.count)
      for try await (index, turns) in group { recordings[index] = turns }
      return recordings.flatMap { $0 }
    }
  }

  private static func record(
    _ prompt: BenchmarkPrompt, _ engine: InferenceEngine
  ) async throws -> [Recording] {
    var messages: [ChatMessage] = []
    var recordings: [Recording] = []
    for turn in prompt.turns {
      messages.append(ChatMessage(role: .user, content: turn))
      let tokens: [TokenID]
      do throws(GenerationError) {
        tokens = try engine.engine.promptTokens(.messages(messages))
      } catch .promptTooLong {
        break
      }
      let result = try await engine.engine.generate(
        GenerationRequest(.tokens(tokens), maxTokens: Measurement.tokenCountMax))
      recordings.append(
        Recording(category: prompt.category, prompt: tokens, answer: result.tokens))
      messages.append(ChatMessage(role: .assistant, content: result.text))
    }
    return recordings
  }
}
