package import Store
internal import Synchronization

/// What this process knows of a run beyond its history: the text that is being written here, and a signal that wakes
/// its watchers.
///
/// Text is kept until the run ends, so that a watcher who comes late sees all of it; it is bounded
/// by the tokens that the workflow's steps may generate. Each watcher has its own position in it and
/// reads at its own pace, so a slow one delays nobody and loses nothing.
package final class LiveRun: Sendable {
  private let text = Mutex<[TokenPiece]>([])
  /// Counts new events and new text.
  package let changes = ChangeSignal()

  func append(_ piece: TokenPiece) {
    text.withLock { $0.append(piece) }
    changes.changed()
  }

  /// The text after the first `count` pieces.
  package func pieces(after count: Int) -> [TokenPiece] {
    text.withLock { Array($0.dropFirst(count)) }
  }
}

/// The runs that somebody watches, or that this process has written text of.
final class LiveRuns: Sendable {
  private struct Entry {
    let run = LiveRun()
    /// Watchers, and attempts in hand.
    var userCount = 0
    var hasText = false
    /// The run has ended: its text is in its history.
    var isOver = false
  }

  private let entries = Mutex<[String: Entry]>([:])

  /// Runs whose watchers are to look again when another process commits.
  var all: [LiveRun] { entries.withLock { $0.values.map(\.run) } }

  /// Calls `body` with the run's live side, which stays at least until it returns.
  func withRun<T>(_ id: String, _ body: (LiveRun) async throws -> T) async rethrows -> T {
    let run = entries.withLock { entries in
      entries[id, default: Entry()].userCount += 1
      return entries[id]!.run
    }
    defer {
      entries.withLock { entries in
        entries[id]?.userCount -= 1
        Self.clean(&entries, id)
      }
    }
    return try await body(run)
  }

  /// Shows text to those who watch now or later, until the run ends. It comes from inside `withRun`.
  func append(_ piece: TokenPiece, to id: String) {
    let run = entries.withLock { entries -> LiveRun? in
      guard let entry = entries[id], !entry.isOver else { return nil }
      entries[id]?.hasText = true
      return entry.run
    }
    run?.append(piece)
  }

  /// Something was recorded of a run.
  func recorded(_ id: String, hasEnded: Bool) {
    let run = entries.withLock { entries in
      let run = entries[id]?.run
      if hasEnded {
        entries[id]?.isOver = true
        Self.clean(&entries, id)
      }
      return run
    }
    run?.changes.changed()
  }

  private static func clean(_ entries: inout [String: Entry], _ id: String) {
    if let entry = entries[id], entry.userCount == 0, entry.isOver || !entry.hasText {
      entries[id] = nil
    }
  }
}
