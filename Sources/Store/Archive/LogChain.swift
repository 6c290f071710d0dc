internal import Foundation
internal import Glibc

/// Segments of one database's log that follow each other without a gap: what was committed between its beginning and
/// `coverage`. A folder, named after when it was begun; a file for each segment, and `covered`.
///
/// Invariants:
/// 1. Segments are numbered without a gap, and each begins where the one before ends: in the same generation behind its
///    last frame, or with the first frame of the next generation, where nothing came after that last frame.
/// 2. A segment that is there is whole.
/// 3. Everything that was committed up to `coverage` is in the segments.
struct LogChain: Sendable {
  /// A segment by its file's name: number, time of the last commit up to its end, generation.
  struct Segment: Sendable, Hashable {
    let number: Int
    let lastTime: Int
    let generation: LogGeneration

    var name: String {
      "\(String(digits: number, count: 12))-\(String(digits: lastTime, count: 15))-\(generation)"
    }

    init(number: Int, lastTime: Int, generation: LogGeneration) {
      self.number = number
      self.lastTime = lastTime
      self.generation = generation
    }

    init?(name: String) {
      let parts = name.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0].utf8.count == 12, parts[1].utf8.count == 15,
        let number = Int(parts[0]), let lastTime = Int(parts[1]),
        let generation = LogGeneration(parts[2])
      else { return nil }
      self.init(number: number, lastTime: lastTime, generation: generation)
    }
  }

  /// Up to when everything is there, in milliseconds since 1970-01-01 UTC; `isClosed` where the database was closed then, so
  /// that nothing came after.
  struct Coverage: Sendable, Hashable {
    var time: Int
    var isClosed = false
    /// The last segment up to then; -1 where there was none.
    var lastNumber: Int
  }

  let folder: String
  /// In order.
  let segments: [Segment]

  init(folder: String) {
    self.folder = folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    segments = names.compactMap { Segment(name: $0) }.sorted { $0.number < $1.number }
  }

  func path(of segment: Segment) -> String { "\(folder)/\(segment.name)" }

  /// Throws `corrupt` where it is damaged.
  func read(_ segment: Segment) throws(StoreError) -> LogSegment {
    let path = path(of: segment)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StoreError(
        .inputOutput, "\(path) cannot be read: check the disk and the file's owner and mode")
    }
    guard let read = LogSegment(decoding: Array(data)), read.generation == segment.generation else {
      throw StoreError(.corrupt, "\(path) is damaged")
    }
    return read
  }

  /// Where the last segments are missing, what is there covers no more than they do.
  var coverage: Coverage {
    let last = segments.last
    guard let written else {
      return Coverage(time: last?.lastTime ?? 0, lastNumber: last?.number ?? -1)
    }
    if written.lastNumber > last?.number ?? -1 {
      return Coverage(time: last?.lastTime ?? 0, lastNumber: last?.number ?? -1)
    }
    guard let last, !written.isClosed, last.lastTime - 1 > written.time else { return written }
    // A segment is on disk before what says so.
    return Coverage(time: last.lastTime - 1, lastNumber: last.number)
  }

  private var written: Coverage? {
    let words = FileManager.default.contents(atPath: folder + "/covered").map {
      String(decoding: $0, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    }
    guard let words, words.count == 3, words[0].utf8.count == 15, let time = Int(words[0]),
      let number = Int(words[2])
    else { return nil }
    return Coverage(time: time, isClosed: words[1] == "closed", lastNumber: number - 1)
  }

  /// What is lost of it by a crash where it is not `synced` only says less than is there.
  func write(_ coverage: Coverage, synced: Bool) throws(StoreError) {
    let path = folder + "/covered"
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw BackupFile.failure(path) }
    let text =
      "\(String(digits: coverage.time, count: 15)) \(coverage.isClosed ? "closed" : "open  ") "
      + "\(String(digits: coverage.lastNumber + 1, count: 12))\n"
    let bytes = Array(text.utf8)
    guard pwrite(file, bytes, bytes.count, 0) == bytes.count, !synced || fsync(file) == 0 else {
      throw BackupFile.failure(path, closing: file, removing: false)
    }
    close(file)
  }
}

/// The archived logs of one database, in a folder of its own.
struct LogArchive: Sendable {
  let folder: String

  /// That of a database beside its backups.
  init(of name: String, beside backups: String) { folder = "\(backups)/log/\(name)" }

  /// In order of time.
  func chains() -> [LogChain] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.utf8.count == 15 && Int($0) != nil }.sorted()
      .map { LogChain(folder: "\(folder)/\($0)") }
  }

  /// An empty chain; `time` is now.
  func begin(at time: Int) throws -> LogChain {
    let latest = chains().last.flatMap { Int(($0.folder as NSString).lastPathComponent) } ?? 0
    let chain = "\(folder)/\(String(digits: max(time, latest + 1), count: 15))"
    try BackupFile.makeFolder(chain)
    return LogChain(folder: chain)
  }

  /// The chain that a backup can be rolled forward by, and the first segment to apply. Nil where there is none.
  func chain(from generation: LogGeneration) -> (chain: LogChain, index: Int)? {
    for chain in chains().reversed() {
      if let index = chain.segments.firstIndex(where: { $0.generation == generation }) {
        return (chain, index)
      }
    }
    return nil
  }

  /// Removes what no backup needs any more, of which the oldest that is kept begins in `generation`; says how many segments
  /// went.
  func prune(before generation: LogGeneration) -> Int {
    guard let (needed, index) = chain(from: generation) else { return 0 }
    var count = 0
    for chain in chains() where chain.folder < needed.folder {
      count += chain.segments.count
      try? FileManager.default.removeItem(atPath: chain.folder)
    }
    // From the front, so that what is left has no gap if this is interrupted.
    for segment in needed.segments.prefix(index) {
      if unlink(needed.path(of: segment)) == 0 { count += 1 }
    }
    return count
  }
}

extension String {
  /// With zeros in front, so that names in order are numbers in order.
  init(digits number: Int, count: Int) {
    let text = String(number)
    self = String(repeating: "0", count: Swift.max(0, count - text.utf8.count)) + text
  }
}
