package import Store
internal import Synchronization

/// What this process knows of a run beyond its history: the text that is being written here, and a signal that wakes
/// its watchers.
///
/// Text is kept until the run ends, so that a watcher who comes late sees all of it; it is bounded
/// by the tokens that the workflow's steps may generate. Each watcher has its own position in it and
/// reads at its own pace, so a slow one delays nobody and loses nothing.
package final class LiveRun: Sendable {
  private let history = Mutex(RecentHistory())
  private let text = Mutex<[TokenPiece]>([])
  /// Counts new events and new text.
  package let changes = ChangeSignal()

  func append(_ piece: TokenPiece) {
    text.withLock { $0.append(piece) }
    changes.changed()
  }

  /// The events after a version, where this process knows them without asking the store.
  func history(after version: Int) -> [HistoryEntry]? {
    history.withLock { $0.entries(after: version) }
  }

  /// Returns how much more is kept.
  fileprivate func keep(_ entries: [HistoryEntry], byteCount: Int) -> Int {
    history.withLock { history in
      let before = history.byteCount
      history.append(entries, byteCount: byteCount)
      return history.byteCount - before
    }
  }

  /// Returns how much less is kept. With a version only where that is beyond what is kept.
  fileprivate func forget(before version: Int = .max) -> Int {
    history.withLock { history in
      guard let last = history.lastVersion, last < version else { return 0 }
      defer { history = RecentHistory() }
      return history.byteCount
    }
  }

  fileprivate var hasHistory: Bool { history.withLock { $0.lastVersion != nil } }

  /// The text after the first `count` pieces.
  package func pieces(after count: Int) -> [TokenPiece] {
    text.withLock { Array($0.dropFirst(count)) }
  }
}

/// The runs that somebody watches, that this process has written text of, or of which it has recorded something lately.
final class LiveRuns: Sendable {
  /// How much of what was recorded is kept for watchers, as it is stored.
  private static let historyByteCountMax = 16 << 20

  private struct Entry {
    let run = LiveRun()
    /// Watchers, and attempts in hand.
    var userCount = 0
    var hasText = false
    /// The run has ended: its text is in its history.
    var isOver = false
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var historyByteCount = 0
  }

  private let state = Mutex(State())

  /// Calls `body` with the run's live side, which stays at least until it returns.
  func withRun<T>(_ id: String, _ body: (LiveRun) async throws -> T) async rethrows -> T {
    let run = state.withLock { state in
      state.entries[id, default: Entry()].userCount += 1
      return state.entries[id]!.run
    }
    defer {
      state.withLock { state in
        state.entries[id]?.userCount -= 1
        Self.clean(&state, id)
      }
    }
    return try await body(run)
  }

  /// Shows text to those who watch now or later, until the run ends. It comes from inside `withRun`.
  func append(_ piece: TokenPiece, to id: String) {
    let run = state.withLock { state -> LiveRun? in
      guard let entry = state.entries[id], !entry.isOver else { return nil }
      state.entries[id]?.hasText = true
      return entry.run
    }
    run?.append(piece)
  }

  /// A draft of this process was recorded.
  func recorded(_ draft: RunDraft, hasEnded: Bool) {
    let run = state.withLock { state in
      let entry = state.entries[draft.runID] ?? Entry()
      let run = entry.run
      state.entries[draft.runID] = entry
      // A run that ended may go on again.
      state.entries[draft.runID]?.isOver = hasEnded
      state.historyByteCount += run.keep(
        draft.history, byteCount: draft.events.reduce(0) { $0 + $1.payload.count })
      Self.clean(&state, draft.runID)
      Self.evict(&state)
      return run
    }
    run.changes.changed()
  }

  /// A run that this process has stopped attempts of, because another one ended it.
  func ended(_ id: String) {
    let run = state.withLock { state in
      let run = state.entries[id]?.run
      state.entries[id]?.isOver = true
      Self.clean(&state, id)
      return run
    }
    run?.changes.changed()
  }

  /// A run has this many events by now, whoever recorded them.
  func moved(_ id: String, to version: Int) {
    let run = state.withLock { state -> LiveRun? in
      guard let run = state.entries[id]?.run else { return nil }
      state.historyByteCount -= run.forget(before: version)
      Self.clean(&state, id)
      return run
    }
    run?.changes.changed()
  }

  /// Any run may have moved on: nothing that is kept is known to be the latest.
  func anyMoved() {
    let runs = state.withLock { state in
      let runs = state.entries.values.map(\.run)
      for id in Array(state.entries.keys) {
        state.historyByteCount -= state.entries[id]?.run.forget() ?? 0
        Self.clean(&state, id)
      }
      return runs
    }
    for run in runs { run.changes.changed() }
  }

  private static func clean(_ state: inout State, _ id: String) {
    guard let entry = state.entries[id], entry.userCount == 0,
      entry.isOver || !(entry.hasText || entry.run.hasHistory)
    else { return }
    state.historyByteCount -= entry.run.forget()
    state.entries[id] = nil
  }

  private static func evict(_ state: inout State) {
    while state.historyByteCount > historyByteCountMax,
      let (id, entry) = state.entries.first(where: \.value.run.hasHistory)
    {
      state.historyByteCount -= entry.run.forget()
      clean(&state, id)
    }
  }
}
