internal import Compute
internal import Service

/// `apus bench inference`: what a model file does on this machine.
enum BenchCommand {
  static let command = Command(
    path: ["bench", "inference"],
    summary: "Measures a model file on this machine: decoding, prompts, streams, memory.",
    settings: [
      .integer(
        "threads", in: 1...256, help: "Threads to compute with; by default one for each core.")
    ],
    callOptions: [
      .string("model", value: "FILE", help: "The GGUF file to measure."),
      .integer("rounds", in: 1...1_000, help: "How often each step is done.", default: 15),
      .string(
        "parts", value: "PART,...",
        help: "What to measure: steps, streams, prompts, engine; by default all."),
    ],
    examples: [
      .init(
        line: "apus bench inference --model m.gguf", meaning: "half a minute for a small model"),
      .init(
        line: "apus bench inference --model m.gguf --parts steps --rounds 64 --json",
        meaning: "one part, for a program"),
    ],
    perform: { invocation in
      guard let path = invocation.values.string("model") else {
        throw UsageError("no model; name a GGUF file with --model")
      }
      let benchmark = InferenceBenchmark(
        modelPath: path,
        threadCount: invocation.values.integer("threads") ?? ComputePool.availableCoreCount,
        roundCount: invocation.values.integer("rounds") ?? 15,
        parts: try parts(invocation.values.string("parts")),
        progress: { invocation.console.progress($0) })
      let report = try await benchmark.run()
      invocation.console.endProgress()
      if invocation.wantsJSON { return invocation.console.line(report.json) }
      report.write(to: invocation.console)
    })

  private static func parts(_ text: String?) throws(UsageError) -> Set<InferenceBenchmark.Part> {
    guard let text else { return Set(InferenceBenchmark.Part.allCases) }
    var parts: Set<InferenceBenchmark.Part> = []
    for word in text.split(separator: ",") {
      guard let part = InferenceBenchmark.Part(rawValue: String(word)) else {
        let known = InferenceBenchmark.Part.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError("'\(word)' is no value for --parts: write some of \(known)")
      }
      parts.insert(part)
    }
    return parts
  }
}
