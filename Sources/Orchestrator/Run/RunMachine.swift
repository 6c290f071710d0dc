/// One run as a pure state machine: facts in, events to record and actions to perform out.
///
/// Holds no clock, no disk, no network and no random generator; callers bring all four.
///
/// Invariants:
/// 1. The state is a function of the recorded events alone (`init(replaying:)`).
/// 2. An action is returned only together with the events that must be on disk before it is
///    performed; in particular a step's result is recorded before any step that waits for it starts.
/// 3. A step that has completed is never started again.
/// 4. A run that has ended never changes.
///
/// States of a run: empty -(submitted)-> active -> succeeded | failed | cancelled.
/// States of a step: running(attempt) -> completed
///                   running -> waiting(until) -> running(attempt + 1), as often as the retry
///                     policy allows; attempts that a crash interrupted count
///                   running -> failed (and with it the run)
///                   running | waiting -> cancelled (the run ended first)
package struct RunMachine: Sendable, Hashable {
  package enum Phase: Sendable, Hashable {
    case empty
    case active
    case succeeded(report: Value)
    case failed(reason: String)
    case cancelled(reason: String)
  }

  package enum StepState: Sendable, Hashable {
    case running
    /// An attempt failed; the next is due then, in milliseconds since 1970-01-01 UTC.
    case waiting(until: Int)
    case completed(AgentResult)
    case failed
    case cancelled
  }

  /// One execution of a step.
  package struct Step: Sendable, Hashable {
    package let id: StepID
    package let agent: String
    package var state: StepState
    /// Attempts begun, whether they failed or were interrupted: what the retry policy counts.
    package var attemptCount: Int
    package let startedAt: Int
    package var endedAt: Int?
    /// Why its last attempt failed.
    package var reason: String
  }

  package private(set) var submission: RunSubmission?
  package private(set) var phase = Phase.empty
  /// In the order in which they were scheduled.
  package private(set) var steps: [Step] = []
  package private(set) var submittedAt = 0
  package private(set) var endedAt: Int?
  /// How many events made this state: the version to append at.
  package private(set) var eventCount = 0
  private var indexes: [StepID: Int] = [:]

  static let interruptedReason = "the orchestrator stopped during the attempt"

  package init() {}

  /// Rebuilds the state from recorded events, each with its time.
  package init(replaying history: some Sequence<(event: RunEvent, at: Int)>) {
    for (event, at) in history { apply(event, at: at) }
  }

  package var hasEnded: Bool {
    switch phase {
    case .empty, .active: false
    case .succeeded, .failed, .cancelled: true
    }
  }

  package func step(_ id: StepID) -> Step? {
    indexes[id].map { steps[$0] }
  }

  /// Takes one recorded event in.
  package mutating func apply(_ event: RunEvent, at time: Int) {
    eventCount += 1
    switch event {
    case .submitted(let submission):
      self.submission = submission
      submittedAt = time
      phase = .active
    case .attemptStarted(let id, let attempt): applyStart(id, attempt, at: time)
    case .attemptFailed(let id, _, let reason, let retryAt):
      update(id) { step in
        step.state = .waiting(until: retryAt)
        step.reason = reason
      }
    case .attemptInterrupted(let id, _):
      update(id) { step in
        step.state = .waiting(until: time)
        step.reason = Self.interruptedReason
      }
    case .stepCompleted(let id, _, let result):
      update(id) { step in
        step.state = .completed(result)
        step.endedAt = time
        step.reason = ""
      }
    case .runSucceeded(let report): end(.succeeded(report: report), at: time)
    case .runFailed(let id, let reason):
      if let id {
        update(id) { step in
          step.state = .failed
          step.endedAt = time
          step.reason = reason
        }
      }
      end(.failed(reason: reason), at: time)
    case .runCancelled(let reason): end(.cancelled(reason: reason), at: time)
    }
  }

  private mutating func applyStart(_ id: StepID, _ attempt: Int, at time: Int) {
    if indexes[id] == nil {
      let definition = submission?.workflow.steps.first { $0.id == id.name }
      indexes[id] = steps.count
      steps.append(
        Step(
          id: id, agent: definition?.agent ?? "", state: .running, attemptCount: 0,
          startedAt: time, endedAt: nil, reason: ""))
    }
    update(id) { step in
      step.state = .running
      step.attemptCount = attempt
    }
  }

  private mutating func update(_ id: StepID, _ change: (inout Step) -> Void) {
    guard let index = indexes[id] else {
      preconditionFailure("the history speaks of step \(id) before it started")
    }
    change(&steps[index])
  }

  private mutating func end(_ phase: Phase, at time: Int) {
    self.phase = phase
    endedAt = time
    for index in steps.indices {
      switch steps[index].state {
      case .running, .waiting:
        steps[index].state = .cancelled
        steps[index].endedAt = time
      case .completed, .failed, .cancelled: break
      }
    }
  }
}
