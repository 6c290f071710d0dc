import Foundation
import Store
import TestSupport
import Testing

/// What is read from files that a disk or a person may have damaged.
@Suite("Format of logs and segments")
struct LogFormatTests {
  /// A log of SQLite's own, of one generation.
  private static func log() async throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = folder.file("x.db")
    let database = try Database(
      path: path, migrations: [Migration("t", "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB)")])
    for number in 0..<40 {
      try await database.write {
        try $0.execute(
          "INSERT INTO t VALUES (?, ?)",
          [.int(number), .blob([UInt8](repeating: UInt8(number), count: 300 * (number % 7)))])
      }
    }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "-wal")))
    await database.close()
    return bytes
  }

  /// The frames that are accepted from the beginning on.
  private static func frames(_ log: [UInt8]) -> [LogFrame] {
    log.withUnsafeBytes { bytes in
      guard let header = LogHeader(bytes) else { return [] }
      var reader = LogReader(header)
      var frames: [LogFrame] = []
      var offset = LogHeader.byteCount
      while offset < bytes.count,
        let frame = reader.next(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
      {
        frames.append(frame)
        offset += header.frameByteCount
      }
      return frames
    }
  }

  /// All frames of a log as one segment.
  private static func segment(_ log: [UInt8]) throws -> LogSegment {
    let header = try #require(log.withUnsafeBytes { LogHeader($0) })
    let frames = frames(log)
    let whole = LogHeader.byteCount..<LogHeader.byteCount + frames.count * header.frameByteCount
    let commits = frames.enumerated().filter { $1.databasePageCount > 0 }.map { index, frame in
      LogSegment.Commit(
        frame: index + 1, pageCount: frame.databasePageCount, time: index * 10, earliest: index)
    }
    return LogSegment(
      Array(log[whole]), of: header, from: 1, before: header.checksum,
      after: try #require(frames.last).checksum, commits: commits)
  }

  @Test("A flipped bit anywhere in a log ends it before that frame, and nothing after it is taken")
  func flippedBits() async throws {
    let log = try await Self.log()
    let frames = Self.frames(log)
    let header = try #require(log.withUnsafeBytes { LogHeader($0) })
    #expect(frames.count > 40 && frames.filter { $0.databasePageCount > 0 }.count > 40)
    var random = SeededGenerator(seed: 1)
    for _ in 0..<300 {
      var damaged = log
      let place = Int.random(in: 0..<log.count, using: &random)
      damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      let frame = (place - LogHeader.byteCount) / header.frameByteCount
      let expected = place < LogHeader.byteCount ? [] : Array(frames.prefix(frame))
      #expect(Self.frames(damaged) == expected, "byte \(place)")
    }
  }

  @Test("A segment gives back the log's pages, is smaller, and tells each damage")
  func segments() async throws {
    let log = try await Self.log()
    let segment = try Self.segment(log)
    let header = try #require(log.withUnsafeBytes { LogHeader($0) })
    let bytes = segment.encoded()
    #expect(bytes.count < log.count / 8, "\(bytes.count) of \(log.count)")
    let decoded = try #require(LogSegment(decoding: bytes))
    #expect(decoded == segment)
    var pages: [[UInt8]] = []
    let isWhole: Void? = decoded.forEachPage { frame, number, page in
      #expect(frame == pages.count + 1 && number == Self.frames(log)[frame - 1].pageNumber)
      pages.append(page)
      return true
    }
    #expect(isWhole != nil && pages.count == segment.frameCount)
    for (index, page) in pages.enumerated() {
      let begin = LogHeader.byteCount + index * header.frameByteCount + 24
      #expect(page == Array(log[begin..<begin + header.pageByteCount]))
    }
    var random = SeededGenerator(seed: 2)
    for _ in 0..<300 {
      var damaged = bytes
      damaged[Int.random(in: 0..<bytes.count, using: &random)] ^=
        1 << UInt8.random(in: 0..<8, using: &random)
      #expect(LogSegment(decoding: damaged) == nil)
      #expect(
        LogSegment(decoding: Array(bytes.prefix(.random(in: 0..<bytes.count, using: &random))))
          == nil)
    }
  }

  /// Whoever makes a segment's digest fit can make everything in it: it may say nonsense, and no more.
  @Test("No bytes make the readers trap or take more memory than a segment may")
  func anyBytes() async throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let log = try await Self.log()
    let content = Array(try Self.segment(log).encoded().dropLast(32))
    var passed = 0
    for _ in 0..<3_000 {
      var bytes = content
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        // Most of what can go wrong is in front.
        let limit = Bool.random(using: &random) ? 90 : bytes.count
        bytes[Int.random(in: 0..<limit, using: &random)] = .random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) {
        bytes.removeLast(.random(in: 0..<bytes.count, using: &random))
      }
      guard let segment = LogSegment(content: bytes) else { continue }
      passed += 1
      _ = segment.forEachPage { _, _, page in
        page.count == segment.pageByteCount
      }
      #expect(segment.frameCount * segment.pageByteCount <= 16 << 20, "seed \(seed)")
    }
    #expect(passed > 10, "seed \(seed)")
    for _ in 0..<3_000 {
      var bytes = Array(log.prefix(.random(in: 0..<20_000, using: &random)))
      for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
        bytes[Int.random(in: 0..<min(60, bytes.count), using: &random)] = .random(
          in: 0...255, using: &random)
      }
      #expect(Self.frames(bytes).count <= bytes.count / 512, "seed \(seed)")
    }
  }
}
