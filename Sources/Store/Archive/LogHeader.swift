/// The beginning of a write-ahead log's file.
///
/// Source: sqlite.org/fileformat2.html, section 4.1.
package struct LogHeader: Sendable, Hashable {
  package static let byteCount = 32
  private static let version: UInt32 = 3_007_000

  package let pageByteCount: Int
  package let generation: LogGeneration
  /// Whether the sums take words with their highest byte first.
  package let isBigEndian: Bool
  package let checksum: LogChecksum

  package var frameByteCount: Int { LogFrame.headerByteCount + pageByteCount }

  /// Where the frame of this number begins in the file; frames count from 1.
  func offset(ofFrame number: Int) -> Int { Self.byteCount + (number - 1) * frameByteCount }

  /// Nil where the bytes are no header, or a torn one.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.byteCount else { return nil }
    let magic = bytes.bigEndian32(at: 0)
    let pageByteCount = Int(bytes.bigEndian32(at: 8))
    guard magic & ~1 == 0x377f_0682, bytes.bigEndian32(at: 4) == Self.version,
      (512...65_536).contains(pageByteCount), pageByteCount.nonzeroBitCount == 1
    else { return nil }
    isBigEndian = magic & 1 == 1
    var checksum = LogChecksum()
    checksum.add(UnsafeRawBufferPointer(rebasing: bytes[..<24]), isBigEndian: isBigEndian)
    guard checksum.first == bytes.bigEndian32(at: 24), checksum.second == bytes.bigEndian32(at: 28)
    else { return nil }
    self.checksum = checksum
    self.pageByteCount = pageByteCount
    generation = LogGeneration(first: bytes.bigEndian32(at: 16), second: bytes.bigEndian32(at: 20))
  }
}

/// What stands before each page in a write-ahead log.
package struct LogFrame: Sendable, Hashable {
  static let headerByteCount = 24

  package let pageNumber: UInt32
  /// Pages of the database after the commit that this frame ends; 0 where it ends none.
  package let databasePageCount: Int
  package let generation: LogGeneration
  /// The sum up to this frame's end.
  package let checksum: LogChecksum

  /// `bytes` begin at a frame and hold at least its header.
  package init(_ bytes: UnsafeRawBufferPointer) {
    pageNumber = bytes.bigEndian32(at: 0)
    databasePageCount = Int(bytes.bigEndian32(at: 4))
    generation = LogGeneration(first: bytes.bigEndian32(at: 8), second: bytes.bigEndian32(at: 12))
    checksum = LogChecksum(first: bytes.bigEndian32(at: 16), second: bytes.bigEndian32(at: 20))
  }
}

/// Reads the frames of one generation, one after the other, and accepts those that SQLite would.
package struct LogReader: Sendable {
  package let header: LogHeader
  /// How many frames were accepted, and the sum up to there.
  package private(set) var frameCount: Int
  package private(set) var checksum: LogChecksum

  /// From the beginning.
  package init(_ header: LogHeader) {
    self.init(header, after: 0, header.checksum)
  }

  /// Goes on behind frames that were accepted before.
  init(_ header: LogHeader, after frameCount: Int, _ checksum: LogChecksum) {
    self.header = header
    self.frameCount = frameCount
    self.checksum = checksum
  }

  /// The next frame; nil where what stands there is of another generation, torn, or cut off.
  package mutating func next(_ bytes: UnsafeRawBufferPointer) -> LogFrame? {
    guard bytes.count >= header.frameByteCount else { return nil }
    let frame = LogFrame(bytes)
    guard frame.generation == header.generation, frame.pageNumber > 0 else { return nil }
    var checksum = checksum
    let (head, page) = (bytes[..<8], bytes[LogFrame.headerByteCount..<header.frameByteCount])
    checksum.add(UnsafeRawBufferPointer(rebasing: head), isBigEndian: header.isBigEndian)
    checksum.add(UnsafeRawBufferPointer(rebasing: page), isBigEndian: header.isBigEndian)
    guard checksum == frame.checksum else { return nil }
    self.checksum = checksum
    frameCount += 1
    return frame
  }
}

extension UnsafeRawBufferPointer {
  func bigEndian32(at offset: Int) -> UInt32 {
    UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
