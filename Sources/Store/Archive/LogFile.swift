internal import Foundation
internal import Glibc

/// A write-ahead log's file, read beside whoever writes it. Nothing is locked: what is read may be torn, and `LogReader`
/// says so.
///
/// Only the log is opened here, never the database or its `-shm`: closing either would let go of all locks that SQLite has
/// on it in this process.
final class LogFile: Sendable {
  /// Frames that are read at a time: 1 MiB of pages of 4 KiB.
  private static let batchCount = 256

  let path: String
  private let descriptor: Int32

  /// Nil where there is none.
  init?(of database: String) throws(StoreError) {
    path = database + "-wal"
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw StoreError(
        .inputOutput,
        "\(path) cannot be read (\(String(cString: strerror(errno)))): check its owner and mode")
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Nil where the file is empty or its beginning is torn.
  func header() throws(StoreError) -> LogHeader? {
    let bytes = try read(LogHeader.byteCount, at: 0)
    return bytes.withUnsafeBytes { LogHeader($0) }
  }

  /// The frames from the one of this number on, or as many of them as there are.
  func frames(from number: Int, count: Int, _ header: LogHeader) throws(StoreError) -> [UInt8] {
    try read(count * header.frameByteCount, at: header.offset(ofFrame: number))
  }

  /// What stands in the place of this frame, of whichever generation; nil behind the file's end.
  func frame(_ number: Int, _ header: LogHeader) throws(StoreError) -> LogFrame? {
    let bytes = try read(LogFrame.headerByteCount, at: header.offset(ofFrame: number))
    guard bytes.count == LogFrame.headerByteCount else { return nil }
    return bytes.withUnsafeBytes { LogFrame($0) }
  }

  /// The place behind the last commit; nil where there is no log of any generation.
  func end() throws(StoreError) -> LogPosition? {
    guard let header = try header() else { return nil }
    var reader = LogReader(header)
    var end = 0
    while true {
      let bytes = try frames(from: reader.frameCount + 1, count: Self.batchCount, header)
      let isWhole = bytes.withUnsafeBytes { bytes in
        for offset in stride(from: 0, to: bytes.count, by: header.frameByteCount) {
          guard let frame = reader.next(UnsafeRawBufferPointer(rebasing: bytes[offset...])) else {
            return false
          }
          if frame.databasePageCount > 0 { end = reader.frameCount }
        }
        return bytes.count == Self.batchCount * header.frameByteCount
      }
      if !isWhole { return LogPosition(generation: header.generation, frame: end) }
    }
  }

  /// The same beside a writer that may begin a new generation meanwhile.
  static func end(of database: String) throws(StoreError) -> LogPosition? {
    for _ in 0..<100 {
      guard let log = try LogFile(of: database), let end = try log.end() else { return nil }
      if try log.header()?.generation == end.generation { return end }
    }
    throw StoreError(.busy, "\(database) is written too fast to be looked at: try again later")
  }

  /// A time not before it was last written, in milliseconds since 1970-01-01 UTC: file systems go by the kernel's ticks, of which
  /// the slowest take 10 ms.
  func changedAtMilliseconds() -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return 0 }
    return status.st_mtim.tv_sec * 1_000 + status.st_mtim.tv_nsec / 1_000_000 + 10
  }

  /// Makes what is in it durable, whoever wrote it.
  func synchronize() throws(StoreError) {
    guard fsync(descriptor) == 0 else {
      throw StoreError(
        .inputOutput, "\(path): \(String(cString: strerror(errno))): check the disk")
    }
  }

  private func read(_ byteCount: Int, at offset: Int) throws(StoreError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      while count < byteCount {
        let step = pread(
          descriptor, buffer.baseAddress! + count, byteCount - count, off_t(offset + count))
        if step < 0, errno == EINTR { continue }
        if step < 0 { failure = errno }
        guard step > 0 else { break }
        count += step
      }
    }
    guard failure == 0 else {
      throw StoreError(
        .inputOutput, "\(path): \(String(cString: strerror(failure))): check the disk")
    }
    return bytes
  }
}
