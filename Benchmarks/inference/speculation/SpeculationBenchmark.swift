import Inference

/// Measures speculation on a model, and replays what was recorded.
@main struct SpeculationBenchmark {
  private static let usage = """
    usage: speculation-benchmark measure MODEL.gguf THREADS ROUNDS PROMPTS RECORDING
           speculation-benchmark record MODEL.gguf THREADS PROMPTS RECORDING
           speculation-benchmark replay|replay-tenants|fit RECORDING MILLISECONDS-OF-1-ROW OF-2-ROWS ...
    """

  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.count) {
    case ("measure", 6):
      let values = Array(arguments)
      guard let threadCount = Int(values[2]), let rounds = Int(values[3]) else { fatalError(usage) }
      var measurement = try Measurement(
        modelPath: values[1], threadCount: threadCount, rounds: rounds)
      try await measurement.run(try BenchmarkPrompt.read(values[4]))
      try Recording.write(measurement.recordings, to: values[5])
    case ("record", 5):
      let values = Array(arguments)
      guard let threadCount = Int(values[2]) else { fatalError(usage) }
      let recordings = try await Recorder.record(
        try BenchmarkPrompt.read(values[3]), modelPath: values[1], threadCount: threadCount)
      try Recording.write(recordings, to: values[4])
    case ("replay", 3...), ("replay-tenants", 3...), ("fit", 3...):
      let values = arguments.dropFirst(2).compactMap { Double($0) }
      guard values.count == arguments.count - 2 else { fatalError(usage) }
      let recordings = try Recording.read(arguments[arguments.startIndex + 1])
      if arguments.first == "fit" {
        Replay.fit(recordings, milliseconds: values)
      } else {
        Replay.run(
          recordings, milliseconds: values, asTenants: arguments.first == "replay-tenants")
      }
    default: fatalError(usage)
    }
  }
}
