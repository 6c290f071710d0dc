/// What was committed and is not archived yet, and when the log may be folded into the database: only when nothing of it is
/// missing in the archive, because the next writer may then begin the file anew. Holds no clock and touches no file.
///
/// States: no chain (nothing is owed to the archive: the log may be folded at any time) -> chain (`taken`) -> given up (the log
/// grew to its bound; `taken` tells, once) -> no chain.
package struct LogMarks: Sendable {
  /// A commit: the log's count of frames with it, and when it was made; see `LogSegment.Commit`.
  package struct Mark: Sendable, Hashable {
    package let frameCount: Int
    package let time: Int
    package let earliest: Int

    package init(frameCount: Int, time: Int, earliest: Int) {
      self.frameCount = frameCount
      self.time = time
      self.earliest = earliest
    }
  }

  package enum Fold: Sendable, Hashable {
    case no
    case now
    /// Wait until it is archived, and ask `waitEnded`.
    case afterArchiving
  }

  /// What the archiver is to do.
  package struct Work: Sendable, Hashable {
    package let marks: [Mark]
    /// Everything that was committed up to here is in `marks` or archived.
    package let time: Int
    package let isGivenUp: Bool
    /// Whether nobody else can have written between the last fold and what followed it.
    package let isAlone: Bool
  }

  private let foldFrameCount: Int
  private let frameCountMax: Int
  /// In order; at most one for each frame of the log, so its bound is theirs.
  package private(set) var marks: [Mark] = []
  package private(set) var isHurried = false
  private var frameCount = 0
  private var archivedFrameCount = 0
  private var nextFold: Int
  private var time = 0
  private var hasChain = false
  private var isGivenUp = false
  private var isAlone = true
  /// The archive did not keep up when it was waited for; nobody waits again before it got on.
  private var isStuck = false

  package init(foldFrameCount: Int, frameCountMax: Int) {
    self.foldFrameCount = foldFrameCount
    self.frameCountMax = frameCountMax
    nextFold = foldFrameCount
  }

  /// A former process left a log whose end, or all, is not archived. `hasChain` where a chain is to go on with it.
  package mutating func resumed(_ mark: Mark?, hasChain: Bool, time: Int) {
    self.hasChain = hasChain
    self.time = time
    if let mark {
      marks = [mark]
      frameCount = mark.frameCount
    }
  }

  package mutating func committed(frameCount: Int, at now: Int) -> Fold {
    // A clock that is set back must not turn the order of commits.
    time = max(time, now)
    if frameCount <= self.frameCount {
      // The file was begun anew.
      nextFold = foldFrameCount
      archivedFrameCount = 0
      if !hasChain { marks = [] }
    }
    self.frameCount = frameCount
    marks.append(Mark(frameCount: frameCount, time: time, earliest: time))
    // So that little is left to wait for when the log is to be folded.
    let isNear = frameCount - archivedFrameCount <= foldFrameCount / 4
    if hasChain, !isNear, !isStuck { isHurried = true }
    guard frameCount >= nextFold else { return .no }
    guard hasChain else {
      marks = []
      return .now
    }
    if !isStuck {
      isHurried = true
      if isNear || frameCount >= 2 * foldFrameCount { return .afterArchiving }
    }
    return giveUpIfTooLong()
  }

  /// Whether there is nothing to wait for: all is archived, or the archive cannot take it now.
  package var isWaitOver: Bool { marks.isEmpty || !hasChain || isStuck }

  package mutating func waitEnded() -> Fold {
    if marks.isEmpty { return .now }
    isStuck = true
    return giveUpIfTooLong()
  }

  private mutating func giveUpIfTooLong() -> Fold {
    guard frameCount - archivedFrameCount >= frameCountMax else { return .no }
    hasChain = false
    isGivenUp = true
    marks = []
    return .now
  }

  /// `logFrameCount` is how many the log then had.
  package mutating func folded(logFrameCount: Int) {
    // A reader may keep the file from being begun anew. Then it is tried again a little later.
    nextFold = frameCount + foldFrameCount / 4
    isAlone = logFrameCount <= frameCount
  }

  /// What is to be archived now. From here on the log is kept for it.
  package mutating func taken(at now: Int) -> Work {
    time = max(time, now)
    isHurried = false
    defer { isGivenUp = false }
    if !marks.isEmpty { hasChain = true }
    return Work(marks: marks, time: time, isGivenUp: isGivenUp, isAlone: isAlone)
  }

  package mutating func archived(_ work: Work) {
    isStuck = false
    guard !isGivenUp else { return }
    marks.removeFirst(work.marks.count)
    archivedFrameCount = work.marks.last?.frameCount ?? archivedFrameCount
  }

  /// It is to be tried again; `hasChain` where segments were written that it must follow.
  package mutating func failed(hasChain: Bool) {
    isStuck = true
    if !isGivenUp { self.hasChain = hasChain }
  }

  /// What is in the log now begins a new chain. Commits before its beginning are none of it.
  package mutating func broken() {
    guard !isGivenUp else { return }
    hasChain = false
    archivedFrameCount = 0
    var begin = marks.count
    while begin > 0, begin == marks.count || marks[begin - 1].frameCount < marks[begin].frameCount {
      begin -= 1
    }
    marks.removeFirst(begin)
  }
}
