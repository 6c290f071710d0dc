/// One run as a pure state machine: facts in, events to record and actions to perform out.
///
/// Holds no clock, no disk, no network and no random generator; callers bring all four.
///
/// Invariants:
/// 1. The state is a function of the recorded events alone (`init(replaying:)`), and of a snapshot
///    with the events after it (`init(restoring:)`, `apply`).
/// 2. An action is returned only together with the events that must be on disk before it is
///    performed; in particular a step's result is recorded before any step that waits for it starts.
/// 3. A step that has completed is never started again, unless somebody asks for that (`retried`).
/// 4. A run that has ended changes only when somebody retries it.
/// 5. A decision takes time in proportion to what its fact touches: the step, those that wait for it,
///    and what starts. Only ending, resuming and retrying a run look at all of it.
///
/// States of a run:
///   empty -(submitted)-> active -> succeeded
///   active -> failed | cancelled, by way of compensating if a completed step can be undone
///   failed | cancelled -(retried)-> active
/// While an active run is paused nothing new starts, and what is in flight finishes.
///
/// States of a step's execution:
///   running(attempt) -> completed
///   running -> waiting(until) -> running(attempt + 1), as often as the retry policy allows; attempts
///     that were lost count
///   awaiting (an event, a signal, a person, a time) -> completed
///   running | waiting | awaiting -> waiting, as its fallback's | completed, with its fallback's value
///   running | waiting | awaiting -> failed (and with it the run) | cancelled (the run ended first)
///   completed -> undoing -> undone | completed (it could not be undone)
///   skipped
package struct RunMachine: Sendable, Hashable {
  package enum Phase: Sendable, Hashable, Codable {
    case empty
    case active
    /// Completed steps are being undone; then the run ends so.
    case compensating(RunEnding)
    case succeeded(report: Value)
    case failed(reason: String)
    case cancelled(reason: String)
  }

  package enum StepState: Sendable, Hashable, Codable {
    case running
    /// The next attempt is due then, in milliseconds since 1970-01-01 UTC.
    case waiting(until: Int)
    /// What it waits for comes from outside or is a time.
    case awaiting
    case completed(AgentResult)
    case skipped
    case failed
    case cancelled
    /// Its compensation runs, or, with a time, is due then.
    case undoing(AgentResult, until: Int?)
    case undone(AgentResult)
  }

  /// One execution of a step.
  package struct Step: Sendable, Hashable, Codable {
    package let id: StepID
    /// Who performs it, in words for people.
    package internal(set) var agent: String
    package internal(set) var state: StepState
    /// Attempts begun since the run was submitted, whatever became of them.
    package internal(set) var attemptCount: Int
    /// Attempts that the retry policy does not count: those before the step was retried by hand, fell
    /// back, or began to be undone.
    package internal(set) var uncountedAttemptCount: Int
    package internal(set) var startedAt: Int
    package internal(set) var endedAt: Int?
    /// Why its last attempt failed, why it fell back, or why it was skipped.
    package internal(set) var reason: String
    package internal(set) var isFallback: Bool
    /// The run that performs it.
    package internal(set) var childRunID: String?
  }

  struct Signal: Sendable, Hashable, Codable {
    var payload: Value
    var by: String
  }

  package internal(set) var submission: RunSubmission?
  package internal(set) var phase = Phase.empty
  package internal(set) var isPaused = false
  /// In the order in which they were scheduled.
  package internal(set) var steps: [Step] = []
  package internal(set) var submittedAt = 0
  package internal(set) var endedAt: Int?
  /// How many events made this state: the version to append at.
  package internal(set) var eventCount = 0
  var indexes: [StepID: Int] = [:]
  var graph = WorkflowGraph([])
  /// One for each definition, by its number.
  var nodes: [RunNode] = []
  /// Definitions whose dependencies have settled and of which something is to be started.
  var ready = ReadyQueue()
  var settledCount = 0
  /// Completed executions that can be undone, by their place in `steps`, in the order of completion.
  var undoable: [Int] = []
  var notUndone: [StepID] = []
  /// Signals that came and were not taken yet, by name.
  var signals: [String: [Signal]] = [:]

  /// Executions of steps in one run.
  package static let stepCountMax = 50_000
  /// Signals that nobody has taken yet.
  package static let signalCountMax = 1_000

  static let interruptedReason = "its worker was not heard of in time"

  package init() {}

  /// Rebuilds the state from recorded events, each with its time.
  package init(replaying history: some Sequence<(event: RunEvent, at: Int)>) {
    for (event, at) in history { apply(event, at: at) }
  }

  package var hasEnded: Bool {
    switch phase {
    case .empty, .active, .compensating: false
    case .succeeded, .failed, .cancelled: true
    }
  }

  package func step(_ id: StepID) -> Step? {
    indexes[id].map { steps[$0] }
  }

  /// The definition of a step by its name.
  package func definition(of name: String) -> StepDefinition? {
    graph.indexes[name].flatMap { submission?.workflow.steps[$0] }
  }
}

extension RunMachine.Step {
  /// Whether something of it is under way, due or awaited, its compensation aside.
  package var isInFlight: Bool {
    switch state {
    case .running, .waiting, .awaiting: true
    case .completed, .skipped, .failed, .cancelled, .undoing, .undone: false
    }
  }

  /// The number of the current attempt as its retry policy counts.
  var countedAttemptCount: Int { attemptCount - uncountedAttemptCount }
}
