internal import Messages
internal import RPC

/// One way of a generation to one set of workers, and how it ended.
struct GenerationAttempt {
  let outcome: CallOutcome
  /// From the call to its first step; nil when it had none.
  let firstStep: Duration?
  /// What it ended with; nil when it was answered.
  let error: (any Error)?

  /// A caller whose deadline is this near has often given up a moment before it passes here.
  private static let deadlineSlack = Duration.milliseconds(20)

  private struct CallerIsGone: Error {
    let error: any Error
  }

  /// Passes `generation` on to `backend` and its steps back to the caller. Throws nothing: the error is the
  /// attempt's.
  static func make(
    _ generation: Apus.Inference.V1.GenerateRequest, on backend: Backend, options: CallOptions,
    writer: ResponseWriter<Apus.Gateway.V1.GenerateResponse>
  ) async -> GenerationAttempt {
    let start = ContinuousClock.now
    var firstStep: Duration?
    do {
      try await backend.inference {
        try await $0.generate(generation, options: options) { steps in
          for try await step in steps {
            if firstStep == nil { firstStep = .now - start }
            do {
              try await writer.write(.init(step: step))
            } catch {
              throw CallerIsGone(error: error)
            }
          }
        }
      }
      return GenerationAttempt(outcome: .answered, firstStep: firstStep, error: nil)
    } catch {
      let gone = error as? CallerIsGone
      let deadline = CallScope.current?.deadline
      let outcome = CallOutcome(
        error, isCallerGone: gone != nil || Task.isCancelled,
        isPastDeadline: deadline.map { $0 - .now < deadlineSlack } ?? false)
      return GenerationAttempt(outcome: outcome, firstStep: firstStep, error: gone?.error ?? error)
    }
  }

  /// Whether somebody else may be asked: nothing was given to the caller, who still waits.
  var mayBeRepeated: Bool {
    firstStep == nil && error != nil && outcome != .abandoned && !Task.isCancelled
  }

  func get() throws {
    if let error { throw error }
  }

  /// The same with another outcome.
  func counted(as outcome: CallOutcome) -> GenerationAttempt {
    GenerationAttempt(outcome: outcome, firstStep: firstStep, error: error)
  }

  /// Whether the model that was asked for by name is not there, which says nothing against workers of another.
  var lacksModel: Bool { (error as? RPCError)?.code == .notFound }
}
