/// Where a run stands, as listings show it. The raw values are stored and are those of the API.
package enum RunStatus: Int, Sendable, Hashable {
  case queued = 1
  case running = 2
  case succeeded = 3
  case failed = 4
  case cancelled = 5

  package var isEnd: Bool {
    switch self {
    case .queued, .running: false
    case .succeeded, .failed, .cancelled: true
    }
  }
}

/// A run without its steps and report.
package struct RunSummary: Sendable, Hashable {
  /// Grows with every submission.
  package let number: Int
  package let id: String
  package let workflow: String
  package let workflowVersion: Int
  package let status: RunStatus
  package let question: String
  package let sessionID: String
  package let traceparent: String
  package let submittedAt: Int
  package let endedAt: Int?
  package let reason: String
  package let isPaused: Bool
}

/// One event of a run's history with its place and time.
package struct HistoryEntry: Sendable, Hashable {
  /// From 1, without gaps.
  package let sequence: Int
  /// Its name for people, such as "SearchCompleted".
  package let name: String
  package let event: RunEvent
  /// In milliseconds since 1970-01-01 UTC.
  package let recordedAt: Int

  package init(sequence: Int, name: String, event: RunEvent, recordedAt: Int) {
    self.sequence = sequence
    self.name = name
    self.event = event
    self.recordedAt = recordedAt
  }
}

extension RunMachine {
  package var status: RunStatus {
    switch phase {
    case .empty: .queued
    case .active: steps.isEmpty ? .queued : .running
    case .compensating: .running
    case .succeeded: .succeeded
    case .failed: .failed
    case .cancelled: .cancelled
    }
  }

  /// Why it failed or was cancelled; empty otherwise.
  package var reason: String {
    switch phase {
    case .failed(let reason), .cancelled(let reason): reason
    case .compensating(.failed(_, let reason)), .compensating(.cancelled(let reason)): reason
    case .empty, .active, .succeeded: ""
    }
  }

  /// The name under which an event is recorded and shown.
  func name(of event: RunEvent) -> String {
    switch event {
    case .submitted: "RunSubmitted"
    case .stepMapped: "StepMapped"
    case .stepSkipped: "StepSkipped"
    case .attemptStarted, .childStarted: "StepStarted"
    case .attemptFailed: "StepAttemptFailed"
    case .attemptInterrupted: "StepInterrupted"
    case .stepFellBack: "StepFellBack"
    case .stepCompleted(let step, _, _):
      definition(of: step.name)?.completedEvent ?? "StepCompleted"
    case .stepCopied: "StepCopied"
    case .signalled: "RunSignalled"
    case .paused: "RunPaused"
    case .resumed: "RunResumed"
    case .compensationBegan: "CompensationBegan"
    case .stepCompensated: "StepCompensated"
    case .compensationFailed: "CompensationFailed"
    case .retried: "RunRetried"
    case .runSucceeded: "RunSucceeded"
    case .runFailed: "RunFailed"
    case .runCancelled: "RunCancelled"
    }
  }
}
