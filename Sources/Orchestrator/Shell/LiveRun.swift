package import Store
internal import Synchronization

/// What is known of an unfinished run beyond its history: the text that is being written, and a
/// signal that wakes its watchers.
///
/// Text is kept until the run ends, so that a watcher who comes late sees all of it; it is bounded
/// by the tokens that the workflow's steps may generate. Each watcher has its own position in it and
/// reads at its own pace, so a slow one delays nobody and loses nothing.
package final class LiveRun: Sendable {
  private struct State {
    var pieces: [TokenPiece] = []
  }

  private let state = Mutex(State())
  /// Counts new events and new text.
  package let changes = ChangeSignal()
  /// Changed when the run was ended or taken from outside: its attempts stop.
  private let stop = ChangeSignal()

  /// Which owner of the run this process is.
  let epoch: Int

  init(epoch: Int) {
    self.epoch = epoch
  }

  package func append(_ piece: TokenPiece) {
    state.withLock { $0.pieces.append(piece) }
    changes.changed()
  }

  /// The text after the first `count` pieces.
  package func pieces(after count: Int) -> [TokenPiece] {
    state.withLock { Array($0.pieces.dropFirst(count)) }
  }

  /// Tells the performing task that the run has ended or is another process's.
  package func requestStop() {
    stop.changed()
  }

  /// Returns when the run was ended or taken from outside; throws when the waiting task is cancelled.
  func stopRequested() async throws {
    _ = try await stop.wait(after: 0)
  }
}

/// The runs that this process performs, or will when it is their turn.
final class LiveRuns: Sendable {
  private let runs = Mutex<[String: LiveRun]>([:])

  var count: Int { runs.withLock { $0.count } }

  var all: [String: LiveRun] { runs.withLock(\.self) }

  /// False when the run is there already.
  func insert(_ id: String, epoch: Int) -> Bool {
    runs.withLock { runs in
      guard runs[id] == nil else { return false }
      runs[id] = LiveRun(epoch: epoch)
      return true
    }
  }

  subscript(id: String) -> LiveRun? {
    runs.withLock { $0[id] }
  }

  /// The run has ended, or this process stops performing it; its watchers look again.
  func remove(_ id: String) {
    let run = runs.withLock { $0.removeValue(forKey: id) }
    run?.changes.changed()
  }
}
