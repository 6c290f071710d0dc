internal import Glibc

/// Where in the log a backup stands.
struct LogSpan: Sendable, Hashable, Codable {
  /// The generation that was being written before the copy began.
  var begin: LogGeneration
  /// The copy holds no commit behind this one, and perhaps fewer.
  var end: LogPosition
  /// When the copy's state was fixed, in milliseconds since 1970-01-01 UTC.
  var time: Int
}

/// The commits that bring what a backup holds to the state of a later moment. All of them were read and verified.
///
/// Pages are written over the backup's from the beginning of the generation in which it was taken. Those of before it are
/// then older than the backup's own for a while; each of them has its newer form further on, because no replay ends before
/// all that the backup holds.
package struct LogReplay: Sendable {
  /// The moment, in milliseconds since 1970-01-01 UTC: every commit up to it is in the state, and no later one.
  package let time: Int
  /// Commits beyond the backup.
  package let commitCount: Int
  /// Whether the database was closed at `time`, and is not known to have been opened since.
  package let isClosed: Bool
  let pageByteCount: Int
  let chain: LogChain
  /// The segments to apply, the last one up to a commit.
  let segments: ArraySlice<LogChain.Segment>
  let lastCommit: LogSegment.Commit?

  /// The size of the database's file; nil where the log has no commit.
  ///
  /// Also without a commit beyond the backup: its copy may lack some of those that came while it was begun.
  package var byteCount: Int? { lastCommit.map { $0.pageCount * pageByteCount } }

  /// Applies it to the backup's file, which nobody has open.
  func apply(to path: String) throws {
    guard let byteCount, let lastCommit, let last = segments.last else { return }
    let file = open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else { throw BackupFile.failure(path) }
    defer { close(file) }
    func write(_ bytes: [UInt8], at offset: Int) throws {
      guard pwrite(file, bytes, bytes.count, off_t(offset)) == bytes.count else {
        throw BackupFile.failure(path)
      }
    }
    for name in segments {
      let segment = try chain.read(name)
      let end = name == last ? lastCommit.frame : segment.lastFrame
      let pages: Void? = try segment.forEachPage { frame, number, page in
        guard frame <= end else { return false }
        try write(page, at: (Int(number) - 1) * segment.pageByteCount)
        return true
      }
      guard pages != nil else {
        throw StoreError(.corrupt, "\(chain.path(of: name)) is damaged: use another copy of it")
      }
    }
    guard ftruncate(file, off_t(byteCount)) == 0 else { throw BackupFile.failure(path) }
    // Read and written without a log, as a backup is: sqlite.org/fileformat2.html, section 1.3.
    try write([1, 1], at: 18)
    guard fsync(file) == 0 else { throw BackupFile.failure(path) }
  }
}

/// What the archived log makes of a backup.
package enum LogReach: Sendable {
  /// No log leads on from it: it can be restored as it is.
  case none
  /// It holds commits of after the time that was asked for.
  case later
  case replay(LogReplay)
}

/// Finds the commits that lead from a backup to a moment.
struct LogSearch {
  /// The moment, in milliseconds since 1970-01-01 UTC.
  let time: Int
  /// Whether a commit of unknown time counts from the earliest one that it may have, so that the state has it rather than
  /// lacks it.
  let takesEarliest: Bool

  private struct Found {
    var hasPassedBackup = false
    var commitCount = 0
    var last: (index: Int, commit: LogSegment.Commit)?
  }

  func reach(of span: LogSpan, in archive: LogArchive) throws(StoreError) -> LogReach {
    guard let (chain, first) = archive.chain(from: span.begin) else { return .none }
    let coverage = chain.coverage
    let limit = min(time, coverage.time)
    let isLast = archive.chains().last?.folder == chain.folder
    var found = Found()
    var former: (number: Int, segment: LogSegment)?
    search: for index in first..<chain.segments.count {
      let name = chain.segments[index]
      let segment: LogSegment
      do {
        segment = try read(name, of: chain, after: former, found)
      } catch {
        // What it may hold of this very millisecond is not told apart from what comes later.
        if found.hasPassedBackup, found.last?.commit.time == limit { break search }
        throw error
      }
      if former == nil, segment.firstFrame != 1 { return .none }
      former = (name.number, segment)
      if segment.generation == span.end.generation, segment.firstFrame > span.end.frame {
        found.hasPassedBackup = true
      }
      for commit in segment.commits {
        // Of those that were there before the archive nothing is known but when it began.
        let isBounded = takesEarliest && commit.earliest > 0
        if (isBounded ? commit.earliest : commit.time) > limit {
          guard found.hasPassedBackup else { return .later }
          break search
        }
        if found.hasPassedBackup { found.commitCount += 1 }
        found.last = (index, commit)
        if segment.generation == span.end.generation, commit.frame >= span.end.frame {
          found.hasPassedBackup = true
        }
      }
    }
    guard found.hasPassedBackup, let former else { return .none }
    return .replay(
      LogReplay(
        time: limit, commitCount: found.commitCount, isClosed: coverage.isClosed && isLast,
        pageByteCount: former.segment.pageByteCount, chain: chain,
        segments: chain.segments[first...(found.last?.index ?? first)],
        lastCommit: found.last?.commit))
  }

  private func read(
    _ name: LogChain.Segment, of chain: LogChain, after former: (number: Int, segment: LogSegment)?,
    _ found: Found
  ) throws(StoreError) -> LogSegment {
    func broken(_ what: String) -> StoreError {
      let remedy =
        found.hasPassedBackup
        ? "up to there (--at \(found.last?.commit.time ?? 0)) it can be restored"
        : "restore an older backup"
      return StoreError(.corrupt, "\(what): use another copy of it; \(remedy)")
    }
    if let former, name.number != former.number + 1 {
      throw broken("the archived log in \(chain.folder) lacks segment \(former.number + 1)")
    }
    let segment: LogSegment
    do {
      segment = try chain.read(name)
    } catch {
      throw error.code == .corrupt ? broken(error.message) : error
    }
    guard let former = former?.segment else { return segment }
    let goesOn =
      segment.generation == former.generation
      ? segment.firstFrame == former.lastFrame + 1 && segment.before == former.after
      : former.generation.isFollowed(by: segment.generation) && segment.firstFrame == 1
    guard goesOn, segment.pageByteCount == former.pageByteCount else {
      throw broken("\(chain.path(of: name)) does not follow the segment before it")
    }
    return segment
  }
}
