/// Archives a database's write-ahead log beside it, about once in `LogArchiveOptions.interval`, and decides when the log is
/// folded into the database.
///
/// Invariants:
/// 1. What is archived was committed and synced: nothing in the archive is ever taken back.
/// 2. The log is not folded before all of it is archived, unless the chain is given up: nothing is missing in a chain.
/// 3. A commit waits for the archive at most `patience`, and not again before the archive got on; of the log at most
///    `frameCountMax` frames and a transaction more wait to be archived before the chain is given up. No write fails for the
///    archive's sake.
///
/// `@unchecked Sendable`: `copier` is used by the thread that opens the database and, afterwards, by that of `run` alone.
final class LogArchiver: @unchecked Sendable {
  private static let patience = Duration.seconds(2)
  /// How long closing waits for an archive that does not answer; what it lacks then is archived after the next opening.
  private static let closingPatience = Duration.seconds(10)

  private struct State: Sendable {
    var marks: LogMarks
    var isEnding = false
    var hasEnded = false
    /// One process archives to a folder at a time.
    var lock: FileLock?
  }

  private let options: LogArchiveOptions
  private let copier: LogCopier
  private let state: Monitor<State>
  private var isFailing = false

  /// To be called before the database is opened, and under its lock: archives what a former process left.
  init(of database: String, _ options: LogArchiveOptions) throws(StoreError) {
    self.options = options
    let archive = LogArchive(of: options.name, beside: options.folder)
    try BackupFile.makeFolder(archive.folder)
    let lock = try FileLock(path: archive.folder + "/lock")
    copier = LogCopier(of: database, to: archive, report: options.report)
    let marks = LogMarks(
      foldFrameCount: options.foldFrameCount, frameCountMax: options.frameCountMax)
    state = Monitor(State(marks: marks, lock: lock))
    do {
      try resume()
    } catch {
      throw StoreError(error)
    }
  }

  private func resume() throws {
    let now = options.now()
    do {
      let mark = try copier.resume()
      state.withLock {
        $0.marks.resumed(mark, hasChain: copier.hasChain, time: max(now, mark?.time ?? 0))
      }
      guard copier.hasChain else { return }
      let work = state.withLock { $0.marks.taken(at: now) }
      do {
        // Somebody else may have had it in between.
        try copier.copy(work.marks, isAlone: false, now: now)
        state.change { $0.marks.archived(work) }
      } catch let failure as StoreError {
        fail(failure)
      }
    } catch let failure as LogBreak {
      copier.abandon(because: failure.reason)
      state.withLock { $0.marks.resumed(nil, hasChain: false, time: now) }
    }
  }

  /// Called by the writer after each commit, with the log's count of frames. `fold` folds the log into the database and
  /// says how many frames it then has.
  func committed(frameCount: Int, fold: () -> Int) {
    let (first, isHurried) = state.withLock { state in
      let wasHurried = state.marks.isHurried
      let decision = state.marks.committed(frameCount: frameCount, at: options.now())
      return (decision, state.marks.isHurried && !wasHurried)
    }
    if isHurried { state.wakeAll() }
    var decision = first
    if decision == .afterArchiving {
      state.wait(for: Self.patience) { $0.marks.isWaitOver || $0.hasEnded }
      decision = state.withLock { $0.marks.waitEnded() }
    }
    guard decision == .now else { return }
    let logFrameCount = fold()
    state.withLock { $0.marks.folded(logFrameCount: logFrameCount) }
  }

  /// Archives until `finish`; the body of a thread of its own.
  func run() {
    var isLast = false
    while !isLast {
      state.wait(for: options.interval) { $0.isEnding || $0.marks.isHurried }
      isLast = state.withLock { $0.isEnding }
      pass(isLast: isLast)
    }
    state.change { state in
      state.hasEnded = true
      state.lock = nil
    }
  }

  /// Called when nothing will be committed any more, before the database is closed: archives the rest.
  func finish() {
    state.change { $0.isEnding = true }
    state.wait(for: Self.closingPatience) { $0.hasEnded }
  }

  private func pass(isLast: Bool) {
    let now = options.now()
    let work = state.withLock { $0.marks.taken(at: now) }
    if work.isGivenUp {
      copier.abandon(because: "the archive did not take it, and the log grew to its bound")
    }
    do {
      try copier.copy(work.marks, isAlone: work.isAlone, now: now)
      state.change { $0.marks.archived(work) }
      // What is committed from now on may have this very time.
      try copier.cover(to: isLast ? work.time : work.time - 1, isClosed: isLast)
      if isFailing { options.report(.recovered) }
      isFailing = false
    } catch let failure as LogBreak {
      copier.abandon(because: failure.reason)
      state.change { $0.marks.broken() }
    } catch {
      fail(StoreError(error))
    }
  }

  /// The log keeps it until the next attempt.
  private func fail(_ failure: StoreError) {
    state.change { $0.marks.failed(hasChain: copier.hasChain) }
    if !isFailing { options.report(.failed(failure)) }
    isFailing = true
  }
}
