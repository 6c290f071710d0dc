internal import Compression
internal import Crypto

/// A piece of an archived log: some frames of one generation, in order, and the commits among them.
///
/// As bytes: "APUSLOG1"; page size, salts (2), number of the first frame, count of frames, sum before (2) and after (2), count
/// of commits, 4 bytes each; for each commit its frame and its count of pages, 4 each, and its time and earliest time, 8 each;
/// the count of what follows, 4; the pages (`PageChanges`, gzip); SHA-256 of all before. Numbers have their
/// lowest byte first.
package struct LogSegment: Sendable, Hashable {
  package struct Commit: Sendable, Hashable {
    /// The frame that ends it.
    package let frame: Int
    /// Pages of the database after it.
    package let pageCount: Int
    /// When it was made, in milliseconds since 1970-01-01 UTC. Of one that a killed process left it is known only that it
    /// was made not before `earliest` and not after `time`.
    package let time: Int
    package let earliest: Int

    package init(frame: Int, pageCount: Int, time: Int, earliest: Int) {
      self.frame = frame
      self.pageCount = pageCount
      self.time = time
      self.earliest = earliest
    }
  }

  package let generation: LogGeneration
  package let pageByteCount: Int
  package let firstFrame: Int
  package let frameCount: Int
  package let before: LogChecksum
  package let after: LogChecksum
  package let commits: [Commit]
  private let pages: [UInt8]

  var lastFrame: Int { firstFrame + frameCount - 1 }

  /// Bytes of pages that go into one segment at most, before they are compressed.
  static let pagesByteCountMax = 16 << 20
  private static let magic = Array("APUSLOG1".utf8)

  /// The frames that `frames` holds whole.
  package init(
    _ frames: [UInt8], of header: LogHeader, from firstFrame: Int, before: LogChecksum,
    after: LogChecksum, commits: [Commit]
  ) {
    generation = header.generation
    pageByteCount = header.pageByteCount
    self.firstFrame = firstFrame
    frameCount = frames.count / header.frameByteCount
    self.before = before
    self.after = after
    self.commits = commits
    let changes = frames.withUnsafeBytes {
      PageChanges.encode($0, pageByteCount: header.pageByteCount)
    }
    pages = Gzip.compress(changes, level: 1)
  }

  package func encoded() -> [UInt8] {
    var bytes = Self.magic
    bytes.reserveCapacity(pages.count + commits.count * 24 + 128)
    for number in [
      UInt32(pageByteCount), generation.first, generation.second, UInt32(firstFrame),
      UInt32(frameCount), before.first, before.second, after.first, after.second,
      UInt32(commits.count),
    ] {
      bytes.appendLittleEndian(number)
    }
    for commit in commits {
      bytes.appendLittleEndian(UInt32(commit.frame))
      bytes.appendLittleEndian(UInt32(commit.pageCount))
      bytes.appendLittleEndian(UInt64(commit.time))
      bytes.appendLittleEndian(UInt64(commit.earliest))
    }
    bytes.appendLittleEndian(UInt32(pages.count))
    bytes += pages
    return bytes + SHA256.hash(bytes)
  }

  /// Nil where the bytes are not what `encoded` made, to the last bit.
  package init?(decoding bytes: [UInt8]) {
    guard bytes.count > SHA256.byteCount,
      bytes.suffix(SHA256.byteCount) == SHA256.hash(Array(bytes.dropLast(SHA256.byteCount)))[...]
    else { return nil }
    self.init(content: Array(bytes.dropLast(SHA256.byteCount)))
  }

  /// What stands before the digest.
  package init?(content: [UInt8]) {
    var input = LittleEndianReader(content)
    guard input.take(Self.magic.count) == Self.magic[...] else { return nil }
    var numbers: [UInt32] = []
    for _ in 0..<10 {
      guard let number: UInt32 = input.next() else { return nil }
      numbers.append(number)
    }
    pageByteCount = Int(numbers[0])
    generation = LogGeneration(first: numbers[1], second: numbers[2])
    firstFrame = Int(numbers[3])
    frameCount = Int(numbers[4])
    before = LogChecksum(first: numbers[5], second: numbers[6])
    after = LogChecksum(first: numbers[7], second: numbers[8])
    guard (512...65_536).contains(pageByteCount), pageByteCount.nonzeroBitCount == 1,
      firstFrame > 0, frameCount > 0, frameCount * pageByteCount <= Self.pagesByteCountMax
    else { return nil }
    var commits: [Commit] = []
    let frames = firstFrame..<firstFrame + frameCount
    for _ in 0..<numbers[9] {
      guard let frame: UInt32 = input.next(), let pageCount: UInt32 = input.next(),
        let time: UInt64 = input.next(), let earliest: UInt64 = input.next(),
        let time = Int(exactly: time), let earliest = Int(exactly: earliest),
        frames.contains(Int(frame)), Int(frame) > commits.last?.frame ?? 0, pageCount > 0
      else { return nil }
      commits.append(
        Commit(frame: Int(frame), pageCount: Int(pageCount), time: time, earliest: earliest))
    }
    self.commits = commits
    guard let count: UInt32 = input.next(), let pages = input.take(Int(count)), input.isAtEnd
    else { return nil }
    self.pages = Array(pages)
  }

  /// Calls `body` with each page in the order of the log until it returns false; nil where they are damaged.
  package func forEachPage(
    _ body: (_ frame: Int, _ pageNumber: UInt32, _ page: [UInt8]) throws -> Bool
  ) rethrows -> Void? {
    let limit = frameCount * PageChanges.byteCountMax(pageByteCount: pageByteCount)
    guard let changes = try? Gzip.decompress(pages, limit: limit) else { return nil }
    return try PageChanges.decode(changes, frameCount: frameCount, pageByteCount: pageByteCount) {
      try body(firstFrame + $0, $1, $2)
    }
  }
}
