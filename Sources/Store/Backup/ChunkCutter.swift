internal import Crypto
internal import Foundation

/// Cuts a file into pieces where its content says so and not at fixed places: what stays the same but moves, as tables
/// do behind one that grew, is cut alike and kept once.
///
/// A piece ends with a page whose digest begins with 5 bits of zero, so after 32 pages on average, between
/// the bounds. Source: content-defined chunking, Muthitacharoen et al., "A Low-bandwidth Network File System",
/// SOSP 2001, at the granularity of SQLite's pages.
struct ChunkCutter {
  /// A page of SQLite, unless a file says otherwise; then pieces are cut a little worse.
  private static let pageByteCount = 4_096
  private static let minByteCount = 8 * pageByteCount
  private static let maxByteCount = 128 * pageByteCount

  /// What was read and is not given out yet: less than two of the longest pieces.
  private var pending: [UInt8] = []

  /// The next piece; nil at the end of the file.
  mutating func next(from file: FileHandle) throws -> [UInt8]? {
    var length = Self.minByteCount
    while length < Self.maxByteCount {
      try fill(to: length, from: file)
      if pending.count <= length - Self.pageByteCount { break }
      let page = pending[(length - Self.pageByteCount)..<min(length, pending.count)]
      if Self.isEnd(page) { break }
      length += Self.pageByteCount
    }
    try fill(to: length, from: file)
    if pending.isEmpty { return nil }
    let chunk = Array(pending.prefix(length))
    pending.removeFirst(chunk.count)
    return chunk
  }

  private mutating func fill(to count: Int, from file: FileHandle) throws {
    while pending.count < count {
      guard let data = try file.read(upToCount: Self.maxByteCount), !data.isEmpty else { return }
      pending += data
    }
  }

  private static func isEnd(_ page: ArraySlice<UInt8>) -> Bool {
    page.withUnsafeBytes { SHA256.hash($0) }[0] & 0x1f == 0
  }
}
