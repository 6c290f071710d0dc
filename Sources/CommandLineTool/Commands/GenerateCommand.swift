internal import Messages
internal import RPC
internal import Service

/// `apus generate`: a continuation, by the engine in this process or by the gateway.
enum GenerateCommand {
  static let command = Command(
    path: ["generate"],
    summary: "Continues a prompt, in this process with --model, or through the gateway.",
    settings: GatewayLocation.settings + [
      .integer("threads", in: 1...1024, help: "Threads to compute with; with --model only.")
    ],
    callOptions: [
      .string(
        "model", value: "FILE", help: "GGUF file to run here; without it the gateway answers."),
      .string("prompt", help: "The text to continue."),
      .string("prompt-file", value: "FILE", help: "File with the text to continue."),
      .flag("chat", help: "Lay the prompt out by the model's chat template, as a user's message."),
      .integer("max-tokens", in: 1...1_000_000, help: "Most tokens to write.", default: 128),
      .string(
        "temperature", value: "X", help: "Divides the logits; 0 takes the most likely token.",
        default: "0"),
      .string("top-p", value: "X", help: "Keeps the most likely tokens of this total probability."),
      .string("min-p", value: "X", help: "Keeps tokens this likely relative to the likeliest."),
      .integer("seed", in: 0...Int.max, help: "Seed of the random choice.", default: 0),
      .string("stop", help: "End before this string; may be repeated."),
      .string(
        "json-schema", value: "FILE", help: "Write a JSON document that satisfies this schema."),
      .string("regex", help: "Write a text that the whole of this regular expression matches."),
      .flag("any-json", help: "Write a JSON document, whichever."),
      .integer(
        "logprobs", in: 0...20,
        help: "Say how likely each token was, and so many of the likeliest in its place."),
      .choice(
        "speculation", of: ["on", "off"], help: "It changes speed, never tokens.", default: "on"),
    ],
    repeatable: ["stop"],
    examples: [
      .init(line: "apus generate --prompt \"Once upon\"", meaning: "through the gateway"),
      .init(
        line: "apus generate --chat --prompt \"When?\" --regex \"[0-9]{4}-[0-9]{2}\"",
        meaning: "an answer of one form"),
      .init(line: "apus generate --chat --prompt \"Hi!\" --max-tokens 40", meaning: "as a chat"),
      .init(
        line: "apus generate --model m.gguf --prompt-file p.txt --json",
        meaning: "in this process, with ids and speeds"),
    ],
    perform: { invocation in
      let options = try GenerationOptions(invocation)
      let outcome =
        if let path = invocation.values.string("model") {
          try await LocalGeneration.run(options, modelPath: path, invocation)
        } else {
          try await throughGateway(options, invocation)
        }
      if invocation.wantsJSON { return invocation.console.line(outcome.json) }
      invocation.console.line()
      LogprobTable.write(outcome.logprobs, to: invocation.console)
      invocation.console.note(outcome.figures)
    })

  private static func throughGateway(
    _ options: GenerationOptions, _ invocation: Invocation
  ) async throws -> GenerationOutcome {
    try await GatewayConnection.open(invocation) { connection in
      try await connection.client.generate(
        .init(generation: options.request), options: connection.options
      ) { steps in
        var outcome = GenerationOutcome()
        for try await message in steps {
          guard let step = message.step else { continue }
          outcome.stepArrived(step)
          if !invocation.wantsJSON { invocation.console.write(step.text) }
        }
        return outcome
      }
    }
  }
}
