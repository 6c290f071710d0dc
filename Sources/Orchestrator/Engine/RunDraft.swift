internal import Foundation
internal import Store

/// What one transaction does about one run: everything that was decided on the facts of one batch.
///
/// It is made outside of the transaction, so that the database's thread neither decides nor encodes.
package struct RunDraft: Sendable {
  /// What a fact came from. One that is over undoes the transaction: its fact has been recorded already, or is
  /// another's to tell.
  package enum Closing: Sendable, Hashable {
    case task(id: Int, epoch: Int)
    case timer(String)
  }

  /// One change beyond the history, in the order of the decisions.
  enum Step: Sendable {
    case enqueue(NewAttempt)
    /// `begin` is 0 of one that waits until a time of day; see `Timers.set`.
    case setTimer(name: String, at: Int, begin: Int, payload: [UInt8])
    case cancelTimer(name: String)
    case await(RunWait)
    case stopAwaiting(step: String)
    case startChild(RunDraft, RunMachine)
    /// The state after this many events, so that whoever reads the run next need not replay them.
    case keepSnapshot([UInt8], version: Int)
    /// Timers and waits of a run that has ended.
    case clean
  }

  /// Events of a run from one snapshot to the next.
  static let snapshotInterval = 1_000

  /// The version of the run's history that it was decided on.
  let version: Int
  /// When it was decided, in milliseconds since 1970-01-01 UTC: the time of its events.
  let time: Int
  let tenant: String
  let runID: String
  /// Where the run stood before.
  let status: RunStatus
  let wasPaused: Bool
  private(set) var events: [NewEvent] = []
  /// The same as whoever watches sees them.
  private(set) var history: [HistoryEntry] = []
  /// What waits for this transaction: its task is completed, its timer taken, in it.
  private(set) var closing: [Closing] = []
  private(set) var steps: [Step] = []
  private var oversized: [AgentTask] = []

  package init(on machine: RunMachine, at time: Int) {
    version = machine.eventCount
    self.time = time
    status = machine.status
    wasPaused = machine.isPaused
    tenant = machine.submission?.tenant ?? ""
    runID = machine.submission?.runID ?? ""
  }

  /// Of a run that is not yet there.
  package init(of submission: RunSubmission, at time: Int) {
    version = 0
    self.time = time
    tenant = submission.tenant
    runID = submission.runID
    status = .queued
    wasPaused = false
  }

  /// Asks for a place for each attempt that is about to be recorded.
  mutating func keepPlaces(_ place: (NewTask) -> NewAttempt.Place?) {
    for index in steps.indices {
      guard case .enqueue(var attempt) = steps[index] else { continue }
      attempt.place = place(attempt.task)
      steps[index] = .enqueue(attempt)
    }
  }

  /// The places that were kept, one for each attempt that got one.
  var places: [NewAttempt.Place] {
    steps.compactMap { if case .enqueue(let attempt) = $0 { attempt.place } else { nil } }
  }

  /// Whether it sets a timer that may be the first one to come due.
  var setsTimer: Bool {
    steps.contains { step in
      switch step {
      case .setTimer: true
      case .startChild(let draft, _): draft.setsTimer
      case .enqueue, .cancelTimer, .await, .stopAwaiting, .keepSnapshot, .clean: false
      }
    }
  }

  /// Has the machine take a fact in, and adds what it decided.
  package mutating func take(
    _ fact: RunFact, from origin: Closing?, _ machine: inout RunMachine,
    using random: inout some RandomNumberGenerator
  ) throws -> RunDecision {
    if let origin { closing.append(origin) }
    let hadEnded = machine.hasEnded
    var decision = machine.decide(fact, now: time, using: &random)
    try add(decision, machine, using: &random)
    while let task = oversized.popLast() {
      let failure = AgentFailure(
        "the inputs of step \(task.step) take more than \(NewTask.payloadByteCountMax) bytes: hand on "
          + "where the content is instead of the content", isRetryable: false)
      let next = machine.decide(
        .attemptFailed(step: task.step, attempt: task.attempt, failure: failure), now: time,
        using: &random)
      try add(next, machine, using: &random)
      decision.actions += next.actions
    }
    if machine.hasEnded, !hadEnded { try addEnd(machine) }
    return decision
  }

  /// Keeps the state of a long run now and then; the last thing that is added.
  mutating func keepSnapshotIfDue(of machine: RunMachine) throws {
    let interval = Self.snapshotInterval
    guard machine.eventCount / interval > version / interval else { return }
    steps.append(.keepSnapshot(try machine.snapshot(), version: machine.eventCount))
  }

  /// Does again what a run has under way, set and awaited.
  mutating func restart(_ machine: RunMachine, from origin: Closing) throws {
    closing.append(origin)
    var random = SystemRandomNumberGenerator()
    for action in machine.outstanding { try add(action, machine, using: &random) }
  }

  private mutating func add(
    _ decision: RunDecision, _ machine: RunMachine, using random: inout some RandomNumberGenerator
  ) throws {
    for event in decision.events {
      let name = machine.name(of: event)
      events.append(NewEvent(kind: name, payload: try RunCoding.encode(event)))
      history.append(
        HistoryEntry(
          sequence: version + events.count, name: name, event: event, recordedAt: time))
    }
    for action in decision.actions { try add(action, machine, using: &random) }
  }

  private mutating func add(
    _ action: RunAction, _ machine: RunMachine, using random: inout some RandomNumberGenerator
  ) throws {
    switch action {
    case .perform(let task): try enqueue(task, priority: machine.priority(of: task.step))
    case .setTimer(let timer, let due):
      try send(
        .timer(timer), to: runID, named: "\(timer)", at: due,
        begin: machine.waitsUntil(timer) ? 0 : time)
    case .cancelTimer(let timer):
      steps.append(.cancelTimer(name: RunLetter.name("\(timer)", to: runID)))
    case .await(let step, let awaited):
      if let wait = try RunWait(awaited, step: step, of: runID, tenant: tenant) {
        steps.append(.await(wait))
      }
    case .stopAwaiting(let step): steps.append(.stopAwaiting(step: "\(step)"))
    case .startChild(_, let submission):
      var machine = RunMachine()
      var draft = RunDraft(of: submission, at: time)
      _ = try draft.take(.requested(submission), from: nil, &machine, using: &random)
      steps.append(.startChild(draft, machine))
    case .cancelChild(let childID):
      try send(
        .cancel(reason: "run \(runID) does not want it any more"), to: childID, named: "cancel")
    case .withdraw, .end: break
    }
  }

  private mutating func enqueue(_ task: AgentTask, priority: Int) throws {
    let payload = try RunCoding.encode(task)
    // What sealing adds fits into the rest.
    guard payload.count <= NewTask.payloadByteCountMax - 1_024 else {
      return oversized.append(task)
    }
    steps.append(
      .enqueue(
        NewAttempt(
          task: NewTask(
            queue: task.agent, tenant: task.tenant, payload: payload, priority: priority,
            requirements: try TaskLabels(task.labels), retry: AttemptLease.retry),
          attempt: task)))
  }

  /// The run has ended: whoever waits for it is told, and nothing of it is left to come.
  private mutating func addEnd(_ machine: RunMachine) throws {
    steps.append(.clean)
    guard let parent = machine.submission?.parent, let outcome = machine.outcome else { return }
    try send(
      .childEnded(step: parent.step, runID: runID, outcome: outcome), to: parent.runID,
      named: "child \(runID)")
  }

  private mutating func send(
    _ letter: RunLetter, to id: String, named name: String, at due: Int? = nil,
    begin: Int? = nil
  ) throws {
    steps.append(
      .setTimer(
        name: RunLetter.name(name, to: id), at: due ?? time, begin: begin ?? time,
        payload: try RunCoding.encode(RunLetter.Envelope(runID: id, letter: letter))))
  }
}

extension RunMachine {
  /// Whether a timer is for a time of day, and not for some time from when it is set.
  fileprivate func waitsUntil(_ timer: RunTimer) -> Bool {
    guard timer.kind == .wait, case .wait(.timer(.until))? = definition(of: timer.step.name)?.work
    else { return false }
    return true
  }

  /// How the run ended, for the run of which it is a step.
  fileprivate var outcome: ChildOutcome? {
    switch phase {
    case .succeeded(let report): .succeeded(report: report)
    case .failed(let reason): .failed(reason: reason)
    case .cancelled(let reason): .cancelled(reason: reason)
    case .empty, .active, .compensating: nil
    }
  }
}

/// How events, tasks and timers of runs are written: JSON with sorted keys, so that equal values are equal
/// bytes.
enum RunCoding {
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return Array(try encoder.encode(value))
  }

  static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
    try JSONDecoder().decode(type, from: Data(bytes))
  }
}

extension StoreError {
  /// Of JSON that is not what this version knows: another one wrote it, which whoever is of that version can read. What
  /// is no JSON is damaged for everybody.
  static func notReadable(_ what: String, _ json: [UInt8]) -> StoreError {
    let isSound =
      (try? JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed)) != nil
    return isSound
      ? StoreError(
        .schemaMismatch, "\(what) cannot be read by this version: use the version that wrote it")
      : StoreError(.corrupt, "\(what) is damaged: restore a backup")
  }
}
