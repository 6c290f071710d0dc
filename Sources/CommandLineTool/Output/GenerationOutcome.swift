internal import Messages

/// What a generation produced, however it ran; the same JSON for both ways.
struct GenerationOutcome: Sendable {
  var tokens: [UInt32] = []
  var text = ""
  var logprobs: [Apus.Inference.V1.TokenLogprobs] = []
  var meanLogprob: Double?
  var promptTokens = 0
  var prefillTokensPerSecond = 0.0
  var decodeTokensPerSecond = 0.0
  var timeToFirstTokenMilliseconds = 0.0
  var speculation = Apus.Inference.V1.SpeculationUsage()
  var modelName = ""
  var modelSHA256 = ""

  mutating func stepArrived(_ step: Apus.Inference.V1.GenerateResponse) {
    tokens += step.tokenIDs
    text += step.text
    logprobs += step.logprobs
    if let model = step.model {
      modelName = model.name
      modelSHA256 = model.sha256
    }
    guard let usage = step.usage else { return }
    promptTokens = Int(usage.promptTokens)
    prefillTokensPerSecond = usage.prefillTokensPerS
    decodeTokensPerSecond = usage.decodeTokensPerS
    timeToFirstTokenMilliseconds = usage.ttftMs
    meanLogprob = usage.meanLogprob
    speculation = usage.speculation ?? speculation
  }

  var json: JSONValue {
    .fields([
      "tokens": .array(tokens.map { .integer(Int64($0)) }),
      "text": .string(text),
      "logprobs": meanLogprob.map { _ in .array(logprobs.map(JSONValue.logprobs)) },
      "mean_logprob": meanLogprob.map(JSONValue.number),
      "prompt_tokens": .integer(Int64(promptTokens)),
      "prefill_tokens_per_s": .number(prefillTokensPerSecond),
      "decode_tokens_per_s": .number(decodeTokensPerSecond),
      "ttft_ms": .number(timeToFirstTokenMilliseconds),
      "speculation": .speculation(speculation),
      "model": .fields(["name": .string(modelName), "sha256": .string(modelSHA256)]),
    ])
  }

  /// One line for people, and one more where speculation proposed anything.
  var figures: String {
    speculation.proposers.isEmpty ? speed : "\(speed)\n\(Figures.proposers(speculation))"
  }

  private var speed: String {
    let steps = speculation.steps
    let perStep = steps > 0 ? Double(tokens.count) / Double(steps) : 0
    return
      "\(promptTokens) tokens read at \(Figures.decimal(prefillTokensPerSecond, digits: 1))/s · "
      + "first token \(Figures.decimal(timeToFirstTokenMilliseconds, digits: 0)) ms · "
      + "\(tokens.count) written at \(Figures.decimal(decodeTokensPerSecond, digits: 1))/s · "
      + "\(Figures.decimal(perStep, digits: 2)) per step · \(modelName)"
  }
}
