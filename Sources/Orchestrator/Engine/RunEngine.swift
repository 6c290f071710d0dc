internal import Store
internal import Synchronization

/// Decides what follows from facts about runs, and records it: the one place where runs change.
///
/// Each run has a desk. Facts that arrive while one is being recorded wait there and are recorded together, in one
/// transaction, so a run's facts are decided one after the other however many arrive at once. Processes that share a
/// store need not know of each other: the history's version decides which of two decisions was first, and
/// the other one reads again.
///
/// Invariants:
/// 1. A fact that came from a task or a timer is recorded in the transaction that completes that task or takes
///    that timer, so it is recorded once, whoever else was given the task meanwhile.
/// 2. What a decision asks for (tasks, timers) commits with its events; what only this process can do (wake
///    watchers, stop attempts) happens after the commit and loses nothing when it does not happen.
/// 3. A desk keeps its machine between facts only while that is what the store holds; `idleCountMax` machines are
///    kept at most.
final class RunEngine: Sendable {
  /// A fact that cannot be recorded because what it came from is over.
  struct Stale: Error {}

  /// The run does not take the fact; why, in words for whoever told it.
  struct Refused: Error {
    let reason: String
  }

  /// Machines that are kept for the next fact.
  private static let idleCountMax = 4_096
  /// How often a decision is made anew because other processes were faster.
  private static let conflictCountMax = 100

  private struct Letter: Sendable {
    /// `nil`: begin again what is under way.
    let fact: RunFact?
    let origin: RunDraft.Closing?
    let duration: Duration
    let continuation: CheckedContinuation<RunMachine, any Error>
  }

  private struct Desk {
    var letters: [Letter] = []
    var machine: RunMachine?
    var isBusy = false
  }

  private let store: RunStore
  private let observer: RunObserver
  private let effects: EffectRelay
  private let desks = Mutex<[String: Desk]>([:])

  init(store: RunStore, observer: RunObserver, effects: EffectRelay) {
    self.store = store
    self.observer = observer
    self.effects = effects
  }

  /// Returns the run once the fact is recorded; a fact that changes nothing is recorded at once.
  ///
  /// Throws `Stale` when the task or timer that it came from is over, and the store's error when it does not take the
  /// record: then nothing changed, and the same fact may be told again. Once told it is recorded even if the
  /// caller is cancelled.
  @discardableResult
  func tell(
    _ fact: RunFact, of runID: String, from origin: RunDraft.Closing? = nil,
    after duration: Duration = .zero
  ) async throws -> RunMachine {
    try await deliver(fact, to: runID, from: origin, after: duration)
  }

  /// Begins again what a run has under way, on behalf of a timer of this name.
  func restart(_ runID: String) async throws {
    try await deliver(nil, to: runID, from: .timer(runID), after: .zero)
  }

  @discardableResult
  private func deliver(
    _ fact: RunFact?, to runID: String, from origin: RunDraft.Closing?, after duration: Duration
  ) async throws -> RunMachine {
    try await withCheckedThrowingContinuation { continuation in
      let letter = Letter(
        fact: fact, origin: origin, duration: duration, continuation: continuation)
      let isFirst = desks.withLock { desks in
        var desk = desks[runID] ?? Desk()
        desk.letters.append(letter)
        defer { desks[runID] = desk }
        if desk.isBusy { return false }
        desk.isBusy = true
        return true
      }
      if isFirst { Task { await work(on: runID) } }
    }
  }

  /// False when the run has no use for the attempt any more: it has ended, or its step has.
  func isWanted(_ task: AgentTask) async -> Bool {
    let known = desks.withLock { desks in
      desks[task.runID]?.machine?.isUnderWay(task.step, task.attempt)
    }
    // What another process has recorded since may have begun the attempt.
    if let known, known || !store.database.location.isShared { return known }
    // Unknown is wanted: what comes too late is refused when it is told.
    return (try? await store.hasEnded(task.runID)) != true
  }

  /// Asks the workers of this process for places for what a draft begins. Whoever records the draft says what came of
  /// it: `keep` or `abandon`.
  func keepPlaces(for draft: inout RunDraft) { effects.keepPlaces(for: &draft) }

  func abandon(_ draft: RunDraft) { effects.abandoned(draft) }

  /// A run that was just recorded by its submission: its next fact finds it here.
  func keep(
    _ machine: RunMachine, actions: [RunAction], draft: RunDraft, attempts: RecordedAttempts
  ) {
    guard let id = machine.submission?.runID else { return }
    desks.withLock { desks in
      guard desks[id] == nil else { return }
      Self.evict(&desks)
      desks[id] = Desk(machine: machine)
    }
    announce(machine, actions, draft, attempts)
  }

  private func work(on runID: String) async {
    var machine: RunMachine?
    var isFirst = true
    while true {
      let letters = desks.withLock { desks -> [Letter] in
        guard var desk = desks[runID] else { return [] }
        if isFirst { machine = desk.machine }
        // The machine leaves the desk, so that it is changed in place and not copied.
        desk.machine = nil
        let letters = desk.letters
        desk.letters = []
        if letters.isEmpty {
          Self.evict(&desks)
          let isOver = machine?.hasEnded ?? true
          desks[runID] = isOver ? nil : Desk(machine: machine)
          machine = nil
        } else {
          desks[runID] = desk
        }
        return letters
      }
      isFirst = false
      if letters.isEmpty { return }
      machine = await settle(letters, machine, runID)
    }
  }

  /// Makes room for one more idle machine.
  private static func evict(_ desks: inout [String: Desk]) {
    while desks.count >= idleCountMax, let idle = desks.first(where: { !$0.value.isBusy })?.key {
      desks[idle] = nil
    }
  }

  /// Records a batch and answers its letters; returns the run as it is on disk, if that is known.
  private func settle(
    _ letters: [Letter], _ known: RunMachine?, _ runID: String
  ) async -> RunMachine? {
    var letters = letters
    var known = known
    // The history's version shows whether others were faster, but only where something is recorded.
    var isCurrent = known == nil || !store.database.location.isShared
    for _ in 0..<Self.conflictCountMax {
      do {
        var machine = try await current(known.take(), runID, isCurrent: isCurrent)
        var (draft, decisions) = try decide(letters, &machine)
        if !isCurrent, decisions.contains(where: \.events.isEmpty) {
          isCurrent = true
          known = draft.events.isEmpty ? machine : nil
          continue
        }
        isCurrent = true
        let attempts: RecordedAttempts
        keepPlaces(for: &draft)
        do {
          attempts = try await store.commit(draft, next: machine)
        } catch {
          abandon(draft)
          if let refusal = error as? RunStore.ClosingIsOver {
            letters.remove(at: refusal.index(in: letters.map(\.origin)))
              .continuation.resume(throwing: Stale())
            if letters.isEmpty { return nil }
            continue
          }
          if let error = error as? StoreError, error.code == .versionConflict { continue }
          throw error
        }
        for (letter, decision) in zip(letters, decisions) {
          guard let fact = letter.fact else { continue }
          observer.decided(fact, duration: letter.duration, decision, of: machine)
        }
        announce(machine, decisions.flatMap(\.actions), draft, attempts)
        for (letter, decision) in zip(letters, decisions) {
          if let reason = decision.refusal {
            letter.continuation.resume(throwing: Refused(reason: reason))
          } else {
            letter.continuation.resume(returning: machine)
          }
        }
        return machine
      } catch {
        if letters.count > 1, ReportBackoff.isForGood(error) {
          // One of them is to blame: the others are not to share its fate.
          var last: RunMachine?
          for letter in letters { last = await settle([letter], last, runID) }
          return last
        }
        observer.storeFailed(runID, error)
        for letter in letters { letter.continuation.resume(throwing: error) }
        return nil
      }
    }
    let error = StoreError(
      .busy, "run \(runID) changed \(Self.conflictCountMax) times meanwhile: try again")
    for letter in letters { letter.continuation.resume(throwing: error) }
    return nil
  }

  private func decide(
    _ letters: [Letter], _ machine: inout RunMachine
  ) throws -> (RunDraft, [RunDecision]) {
    var draft = RunDraft(on: machine, at: store.currentTime())
    var decisions: [RunDecision] = []
    var random = SystemRandomNumberGenerator()
    for letter in letters {
      if let fact = letter.fact {
        decisions.append(
          try draft.take(fact, from: letter.origin, &machine, using: &random))
      } else if let origin = letter.origin {
        try draft.restart(machine, from: origin)
        decisions.append(RunDecision(time: draft.time))
      }
    }
    try draft.keepSnapshotIfDue(of: machine)
    return (draft, decisions)
  }

  /// What this process kept of the run, or the run as the store holds it.
  private func current(
    _ known: RunMachine?, _ runID: String, isCurrent: Bool
  ) async throws -> RunMachine {
    guard var machine = known else { return try await store.run(id: runID) }
    if isCurrent, store.database.location.isShared { try await store.catchUp(&machine) }
    return machine
  }

  private func announce(
    _ machine: RunMachine, _ actions: [RunAction], _ draft: RunDraft, _ attempts: RecordedAttempts
  ) {
    effects.recorded(machine, actions, draft, attempts)
    if machine.hasEnded, !draft.events.isEmpty { observer.runEnded(machine) }
  }
}
