/// Runs the engine in this process.
enum LocalGeneration {
  static func run(
    _ options: GenerationOptions, modelPath: String, _ invocation: Invocation
  ) async throws -> GenerationOutcome {
    throw CommandFailure("this build has no engine yet")
  }
}
