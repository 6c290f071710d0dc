internal import Foundation

/// The log goes on otherwise than the archive ends.
struct LogBreak: Error {
  let reason: String
}

/// Copies what is committed in a log into the segments of a chain. Confined to one thread at a time.
final class LogCopier {
  /// Behind the last frame that was archived.
  private struct Place {
    let chain: LogChain
    var nextNumber: Int
    var position: LogPosition
    var checksum: LogChecksum
    var pageByteCount: Int
    /// Of the last commit.
    var time: Int
  }

  private let database: String
  private let archive: LogArchive
  private let report: @Sendable (LogArchiveOptions.Event) -> Void
  private var place: Place?
  /// Of a former process, as long as it is not known whether it can be gone on with.
  private var former: LogChain?
  /// Begun and without a segment yet.
  private var begun: LogChain?

  init(
    of database: String, to archive: LogArchive,
    report: @escaping @Sendable (LogArchiveOptions.Event) -> Void
  ) {
    self.database = database
    self.archive = archive
    self.report = report
  }

  var hasChain: Bool { place != nil }

  /// Takes up the chain of a former process before anybody writes. Gives what the log has beyond it, to be copied with
  /// `isAlone` unset; throws `LogBreak` where it does not fit, and then there is no chain.
  func resume() throws -> LogMarks.Mark? {
    guard let chain = archive.chains().last, let name = chain.segments.last else { return nil }
    former = chain
    defer { if place != nil { former = nil } }
    var coverage = chain.coverage
    coverage.isClosed = false
    // Before anything is committed that would belie it.
    try chain.write(coverage, synced: true)
    let segment = try Self.last(name, of: chain)
    place = Place(
      chain: chain, nextNumber: name.number + 1,
      position: LogPosition(generation: segment.generation, frame: segment.lastFrame),
      checksum: segment.after, pageByteCount: segment.pageByteCount, time: name.lastTime)
    guard let log = try LogFile(of: database), let end = try log.end() else {
      throw LogBreak(reason: "the log is gone: something else opened the database and closed it")
    }
    try log.synchronize()
    return LogMarks.Mark(
      frameCount: end.frame, time: max(log.changedAtMilliseconds(), name.lastTime),
      earliest: name.lastTime)
  }

  /// The chain ends here.
  func abandon(because reason: String) {
    guard let chain = place?.chain ?? former else { return }
    (place, former) = (nil, nil)
    // With the segments that have come since it was looked at.
    let coverage = LogChain(folder: chain.folder).coverage
    report(.broken(reason: reason, coveredTo: coverage.time))
  }

  /// Everything up to `time` was copied; `isClosed` where nothing comes after it.
  func cover(to time: Int, isClosed: Bool) throws {
    guard let place else { return }
    let coverage = LogChain.Coverage(
      time: time, isClosed: isClosed, lastNumber: place.nextNumber - 1)
    try place.chain.write(coverage, synced: isClosed)
    report(.covered(to: time))
  }

  /// Copies up to the last of the marks, which are of one generation. Throws `LogBreak` where the log is not what follows.
  func copy(_ marks: [LogMarks.Mark], isAlone: Bool, now: Int) throws {
    guard let last = marks.last else { return }
    guard let log = try LogFile(of: database), let header = try log.header() else {
      throw LogBreak(reason: "the log is gone")
    }
    var reader = try reader(of: log, header, frameCount: last.frameCount, isAlone: isAlone)
    var marks = marks[...]
    while reader.frameCount < last.frameCount {
      let first = reader.frameCount + 1
      let count = min(
        last.frameCount - reader.frameCount, LogSegment.pagesByteCountMax / header.pageByteCount)
      let frames = try log.frames(from: first, count: count, header)
      let before = reader.checksum
      let commits = try commits(in: frames, count: count, &reader, &marks)
      let segment = LogSegment(
        frames, of: header, from: first, before: before, after: reader.checksum, commits: commits)
      try write(segment, header, now: now)
    }
  }

  private func write(_ segment: LogSegment, _ header: LogHeader, now: Int) throws {
    var place = try place ?? begin(header, now: now)
    place.time = segment.commits.last?.time ?? place.time
    let name = LogChain.Segment(
      number: place.nextNumber, lastTime: place.time, generation: segment.generation)
    let bytes = segment.encoded()
    try BackupFile.write(bytes, to: place.chain.path(of: name))
    place.nextNumber += 1
    place.position = LogPosition(generation: segment.generation, frame: segment.lastFrame)
    place.checksum = segment.after
    self.place = place
    if let folder = begun?.folder {
      begun = nil
      report(.began(folder: folder))
    }
    report(.wrote(byteCount: bytes.count, commitCount: segment.commits.count))
  }

  private func begin(_ header: LogHeader, now: Int) throws -> Place {
    // A full disk lets a folder be made and no segment: the next attempt goes on with it.
    let chain = try begun ?? archive.begin(at: now)
    begun = chain
    return Place(
      chain: chain, nextNumber: 0, position: LogPosition(generation: header.generation, frame: 0),
      checksum: header.checksum, pageByteCount: header.pageByteCount, time: 0)
  }

  /// Verifies frames and finds the commits among them, with their times.
  private func commits(
    in frames: [UInt8], count: Int, _ reader: inout LogReader,
    _ marks: inout ArraySlice<LogMarks.Mark>
  ) throws -> [LogSegment.Commit] {
    var commits: [LogSegment.Commit] = []
    try frames.withUnsafeBytes { bytes in
      for index in 0..<count {
        let offset = min(index * reader.header.frameByteCount, bytes.count)
        guard let frame = reader.next(UnsafeRawBufferPointer(rebasing: bytes[offset...])) else {
          throw LogBreak(reason: "the log was written anew before it was archived")
        }
        guard frame.databasePageCount > 0 else { continue }
        let number = reader.frameCount
        while let mark = marks.first, mark.frameCount < number { marks.removeFirst() }
        guard let mark = marks.first else { preconditionFailure("frame \(number) has no mark") }
        let isKnown = mark.frameCount == number
        commits.append(
          LogSegment.Commit(
            frame: number, pageCount: frame.databasePageCount, time: mark.time,
            earliest: isKnown ? mark.earliest : commits.last?.earliest ?? place?.time ?? 0))
      }
    }
    return commits
  }

  /// Stands where the archive ends, or at the beginning of what is there.
  private func reader(
    of log: LogFile, _ header: LogHeader, frameCount: Int, isAlone: Bool
  ) throws -> LogReader {
    guard let place else { return LogReader(header) }
    let (generation, frame) = (place.position.generation, place.position.frame)
    guard header.pageByteCount == place.pageByteCount else {
      throw LogBreak(reason: "the pages of the database have another size now")
    }
    if header.generation == generation {
      guard frameCount >= frame, try log.frame(frame, header)?.checksum == place.checksum else {
        throw LogBreak(reason: "the log is not the one that was archived: its file was replaced")
      }
      return LogReader(header, after: frame, place.checksum)
    }
    guard generation.isFollowed(by: header.generation) else {
      throw LogBreak(
        reason: "the log is not the one that was archived: something else wrote to the database")
    }
    // Behind the new frames the old ones are still there, unless they were written over: did any follow the last one that
    // was archived?
    let next = try log.frame(frame + 1, header)?.generation
    guard next != generation, isAlone || next != header.generation else {
      throw LogBreak(
        reason:
          "the log was written anew before it was archived: something else wrote to the database")
    }
    return LogReader(header)
  }

  /// What is damaged cannot be gone on with.
  private static func last(_ name: LogChain.Segment, of chain: LogChain) throws -> LogSegment {
    do {
      return try chain.read(name)
    } catch  where error.code == .corrupt {
      throw LogBreak(reason: error.message)
    }
  }
}
