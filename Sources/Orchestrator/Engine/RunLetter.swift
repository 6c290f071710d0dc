/// What a run is told at a time, or by another run: kept as a timer, so that it arrives although the process that
/// sent it ends, and once.
enum RunLetter: Sendable, Hashable, Codable {
  case timer(RunTimer)
  case event(step: StepID, name: String, payload: Value)
  case childEnded(step: StepID, runID: String, outcome: ChildOutcome)
  case cancel(reason: String)

  /// As it lies in a timer.
  struct Envelope: Codable {
    let runID: String
    let letter: RunLetter
  }

  var fact: RunFact {
    switch self {
    case .timer(let timer): .timerDue(timer)
    case .event(let step, let name, let payload):
      .eventReceived(step: step, name: name, payload: payload)
    case .childEnded(let step, let runID, let outcome):
      .childEnded(step: step, runID: runID, outcome: outcome)
    case .cancel(let reason): .cancelRequested(reason: reason)
    }
  }

  /// The name of its timer: those of a run lie side by side.
  static func name(_ name: String, to runID: String) -> String { "\(runID)/\(name)" }
}
