internal import Foundation
internal import Inference
internal import Messages
internal import Service

/// `apus score`: how likely a model holds a text behind a prompt.
enum ScoreCommand {
  static let command = Command(
    path: ["score"],
    summary: "Says how likely a model holds a text behind a prompt, in this process.",
    settings: [
      .integer("threads", in: 1...1024, help: "Threads to compute with.")
    ],
    callOptions: [
      .string("model", value: "FILE", help: "GGUF file to ask."),
      .string("prompt", help: "What the text stands behind."),
      .string("prompt-file", value: "FILE", help: "File with what the text stands behind."),
      .flag("chat", help: "Lay the prompt out by the model's chat template, as a user's message."),
      .string("text", help: "The text."),
      .string("text-file", value: "FILE", help: "File with the text."),
      .integer(
        "logprobs", in: 0...20, help: "How many of the likeliest tokens to show in each place.",
        default: 0),
    ],
    examples: [
      .init(
        line: "apus score --model m.gguf --prompt \"The capital of France is\" --text \" Paris\"",
        meaning: "a text behind another"),
      .init(
        line: "apus score --model m.gguf --chat --prompt \"When?\" --text-file a.txt --json",
        meaning: "an answer to a message, for a program"),
    ],
    perform: { invocation in
      guard let path = invocation.values.string("model") else {
        throw UsageError("no model; name a GGUF file with --model")
      }
      let prompt = try invocation.text("prompt")
      let request = ScoringRequest(
        invocation.values.flag("chat")
          ? .messages([ChatMessage(role: .user, content: prompt)]) : .text(prompt),
        continuation: .text(try invocation.text("text")),
        alternativeCount: invocation.values.integer("logprobs") ?? 0)
      let engine = try await InferenceEngine.loading(
        path: path, options: EngineOptions(threadCount: invocation.values.integer("threads")))
      defer { engine.shutDown() }
      write(try await engine.engine.score(request), engine, to: invocation)
    })

  private static func write(
    _ result: ScoringResult, _ engine: InferenceEngine, to invocation: Invocation
  ) {
    let tokens = result.tokens.map {
      Apus.Inference.V1.TokenLogprobs($0.logprobs, engine.tokenizer)
    }
    let perplexity = exp(-result.mean)
    guard invocation.wantsJSON else {
      LogprobTable.write(tokens, to: invocation.console)
      func number(_ value: Double) -> String { Figures.decimal(value, digits: 4) }
      return invocation.console.note(
        "sum \(number(result.sum)) · mean \(number(result.mean)) · least \(number(result.least)) · "
          + "perplexity \(number(perplexity)) · \(engine.identity.name)")
    }
    invocation.console.line(
      .fields([
        "logprobs": .array(tokens.map(JSONValue.logprobs)),
        "sum_logprob": .number(result.sum), "mean_logprob": .number(result.mean),
        "min_logprob": .number(result.least), "perplexity": .number(perplexity),
        "prompt_tokens": .integer(Int64(result.usage.promptTokenCount)),
        "model": .fields([
          "name": .string(engine.identity.name), "sha256": .string(engine.identity.sha256),
        ]),
      ]))
  }
}
