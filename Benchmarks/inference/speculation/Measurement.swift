import Inference

/// Speculation on against off in one process: the same conversations, turn by turn, alternating.
///
/// Every answer is compared with the one without speculation; a difference ends the program. One
/// line for each turn goes to standard output, for `speculation.py` to sum up.
struct Measurement {
  static let tokenCountMax = 256

  let engine: InferenceEngine
  let rounds: Int
  var recordings: [Recording] = []

  init(modelPath: String, threadCount: Int, rounds: Int) throws {
    engine = try InferenceEngine.load(
      path: modelPath, options: EngineOptions(threadCount: threadCount))
    self.rounds = rounds
  }

  mutating func run(_ prompts: [BenchmarkPrompt]) async throws {
    for (number, prompt) in prompts.enumerated() {
      var messages: [ChatMessage] = []
      for turn in prompt.turns {
        messages.append(ChatMessage(role: .user, content: turn))
        let answer: String
        do {
          answer = try await measure(messages, prompt.category, number)
        } catch let GenerationError.promptTooLong(tokenCount, contextLength) {
          print("# \(prompt.category): \(tokenCount) tokens exceed \(contextLength)")
          break
        }
        messages.append(ChatMessage(role: .assistant, content: answer))
      }
    }
  }

  private mutating func measure(
    _ messages: [ChatMessage], _ category: String, _ number: Int
  ) async throws -> String {
    var text = ""
    for round in 0..<rounds {
      // Which side goes first changes, so that neither always finds the caches warm.
      let order = (number + round).isMultiple(of: 2) ? [false, true] : [true, false]
      var results: [Bool: GenerationResult] = [:]
      for speculates in order {
        results[speculates] = try await engine.engine.generate(
          GenerationRequest(
            .messages(messages), maxTokens: Self.tokenCountMax, speculates: speculates))
      }
      let (off, on) = (results[false]!, results[true]!)
      guard off.tokens == on.tokens else { fatalError("speculation changed the tokens") }
      let usage = on.usage
      print(
        "turn", category, number, messages.count, round, off.tokens.count,
        off.usage.decodeTokensPerSecond, usage.decodeTokensPerSecond, usage.speculation.steps,
        usage.speculation.proposed, usage.speculation.accepted, separator: "\t")
      text = off.text
      guard round == 0 else { continue }
      recordings.append(
        Recording(
          category: category, prompt: try engine.engine.promptTokens(.messages(messages)),
          answer: off.tokens))
    }
    return text
  }
}
