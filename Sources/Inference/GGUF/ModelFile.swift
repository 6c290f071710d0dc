import Glibc

/// A model file that is open, read in pieces.
///
/// Nothing of it is mapped: a file that is truncated or written over while it is read ends in an error, never in
/// SIGBUS, and what has been read does not change any more. A file that is replaced by renaming over it
/// does not concern those who have it open.
package final class ModelFile: Sendable {
  package let path: String
  package let byteCount: Int
  private let descriptor: Int32
  private let modified: (seconds: Int, nanoseconds: Int)

  package init(path: String) throws(GGUFError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path, "cannot open", errno) }
    do throws(GGUFError) {
      let status = try Self.status(of: descriptor, path)
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw GGUFError(
          .unreadable, "'\(path)' is not a regular file; give the path of a GGUF file")
      }
      byteCount = Int(status.st_size)
      modified = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Fills `buffer` with the bytes from `offset` on.
  package func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(GGUFError) {
    var done = 0
    while done < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure(path, "cannot read", errno) }
      guard count > 0 else { throw changed() }
      done += count
    }
  }

  /// Throws where the file's size or its time of modification is not what it was when it was opened.
  package func checkUnchanged() throws(GGUFError) {
    let status = try Self.status(of: descriptor, path)
    guard Int(status.st_size) == byteCount, status.st_mtim.tv_sec == modified.seconds,
      status.st_mtim.tv_nsec == modified.nanoseconds
    else { throw changed() }
  }

  private func changed() -> GGUFError {
    GGUFError(
      .unreadable,
      "model file '\(path)' changed while it was read; load it again once it is complete, and replace "
        + "model files by renaming over them")
  }

  private static func status(of descriptor: Int32, _ path: String) throws(GGUFError) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path, "cannot stat", errno) }
    return status
  }

  private static func failure(_ path: String, _ what: String, _ code: Int32) -> GGUFError {
    GGUFError(.unreadable, "\(what) model file '\(path)': \(String(cString: strerror(code)))")
  }
}

/// The beginning of a model file, in memory.
///
/// `@unchecked Sendable`: nobody writes to it.
final class HeaderBytes: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
  /// Of the whole file.
  let fileByteCount: Int

  init(of file: ModelFile, byteCount: Int) throws(GGUFError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 16)
    bytes = UnsafeRawBufferPointer(buffer)
    fileByteCount = file.byteCount
    try file.read(at: 0, into: buffer)
  }

  deinit { bytes.deallocate() }
}
