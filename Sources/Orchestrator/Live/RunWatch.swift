internal import Store

/// Follows a run: its history from a position, the text as it is written, and its end.
///
/// Order: an event comes after everything that led to it, and all text of a step comes before the
/// event that ends the step. Text is live: of a run that another process performs there is none.
package struct RunWatch: Sendable {
  package enum Update: Sendable, Hashable {
    case event(HistoryEntry)
    case text(TokenPiece)
    case ended(RunMachine)
  }

  private let orchestrator: Orchestrator
  private let runID: String
  private var sequence: Int
  private var pieceCount = 0
  /// Steps whose end the caller has seen before: their text is of no use any more.
  private var settled: Set<StepID> = []
  private var machine = RunMachine()
  /// Of what others recorded before this watch began nobody tells it, and what this process keeps may end before that: once,
  /// before it waits, the store has said that there is nothing else.
  private var isCaughtUp: Bool

  package init(_ orchestrator: Orchestrator, runID: String, afterSequence sequence: Int) {
    self.orchestrator = orchestrator
    self.runID = runID
    self.sequence = sequence
    isCaughtUp = !orchestrator.store.database.location.isShared
  }

  /// Sends every update to `send`, in order, until the run has ended or the task is cancelled.
  package mutating func run(_ send: (Update) async throws -> Void) async throws {
    var watch = self
    try await orchestrator.live.withRun(runID) { live in
      while true {
        // Taken before reading, so that what happens meanwhile wakes the wait at once.
        let seen = live.changes.count
        try await watch.sendNews(live, send)
        if watch.machine.hasEnded { return try await send(.ended(watch.machine)) }
        _ = try await live.changes.wait(after: seen)
      }
    }
  }

  private mutating func sendNews(
    _ live: LiveRun, _ send: (Update) async throws -> Void
  ) async throws {
    while true {
      let entries = try await news(live)
      if entries.isEmpty { break }
      for entry in entries {
        // The whole history builds the state; the caller sees what it has not seen.
        if entry.sequence > sequence, Self.endsText(entry.event) { try await sendText(live, send) }
        machine.apply(entry.event, at: entry.recordedAt)
        if entry.sequence > sequence {
          try await send(.event(entry))
        } else if case .stepCompleted(let step, _, _) = entry.event {
          settled.insert(step)
        }
      }
    }
    try await sendText(live, send)
  }

  private mutating func news(_ live: LiveRun) async throws -> [HistoryEntry] {
    let known = live.history(after: machine.eventCount)
    if let known, isCaughtUp || !known.isEmpty { return known }
    let stored = try await orchestrator.store.history(of: runID, after: machine.eventCount)
    if stored.isEmpty { isCaughtUp = true }
    return stored
  }

  private mutating func sendText(
    _ live: LiveRun, _ send: (Update) async throws -> Void
  ) async throws {
    for piece in live.pieces(after: pieceCount) {
      // Its attempt began after the history was read: the next round shows the event first.
      guard let step = machine.step(piece.step), step.attemptCount >= piece.attempt else { return }
      pieceCount += 1
      if !settled.contains(piece.step) { try await send(.text(piece)) }
    }
  }

  private static func endsText(_ event: RunEvent) -> Bool {
    switch event {
    case .stepCompleted, .stepFellBack, .attemptFailed, .compensationBegan, .runFailed,
      .runCancelled:
      true
    case .submitted, .stepMapped, .stepSkipped, .attemptStarted, .childStarted,
      .attemptInterrupted, .stepCopied, .signalled, .paused, .resumed, .stepCompensated,
      .compensationFailed, .runSucceeded, .retried:
      false
    }
  }
}
