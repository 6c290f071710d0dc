internal import Messages

/// The words for people, and for JSON, of the API's enumerations.
extension Apus.Orchestrator.V1.RunState {
  var label: String {
    switch self {
    case .queued: "queued"
    case .running: "running"
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .unspecified, .unrecognized: "unknown"
    }
  }

  static let named: [String: Self] = [
    "queued": .queued, "running": .running, "succeeded": .succeeded, "failed": .failed,
    "cancelled": .cancelled,
  ]
}

extension Apus.Orchestrator.V1.StepState {
  var label: String {
    switch self {
    case .running: "running"
    case .retrying: "retrying"
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .skipped: "skipped"
    case .waiting: "waiting"
    case .undoing: "being undone"
    case .undone: "undone"
    case .unspecified, .unrecognized: "unknown"
    }
  }
}

extension Apus.Memory.V1.Speaker {
  var label: String {
    switch self {
    case .user: "user"
    case .assistant: "assistant"
    case .tool: "tool"
    case .unspecified, .unrecognized: "unknown"
    }
  }
}

extension Apus.Retrieval.V1.IngestOutcome {
  var label: String {
    switch self {
    case .added: "added"
    case .replaced: "replaced"
    case .unchanged: "unchanged"
    case .refused: "refused"
    case .unspecified, .unrecognized: "unknown"
    }
  }
}
