import Glibc

/// A file mapped for reading: opening costs no copy, and its pages are shared between processes.
///
/// The mapping is private and read-only, and lives as long as this object. A file that is cut short
/// while it is mapped ends the process (SIGBUS), as with every mapped file: replace model files by
/// renaming, never in place.
package final class MappedFile: Sendable {
  package let path: String
  private let address: UInt
  package let byteCount: Int

  package init(path: String) throws(EmbeddingError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw EmbeddingError(.unreadable, path: path, "cannot be opened: \(Self.reason(errno))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw EmbeddingError(.unreadable, path: path, "is not a regular file")
    }
    byteCount = Int(status.st_size)
    guard byteCount > 0 else {
      throw EmbeddingError(.malformed, path: path, "is empty: fetch the model again")
    }
    let mapped = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapped, mapped != MAP_FAILED else {
      throw EmbeddingError(.unreadable, path: path, "cannot be mapped: \(Self.reason(errno))")
    }
    address = UInt(bitPattern: mapped)
  }

  deinit {
    munmap(UnsafeMutableRawPointer(bitPattern: address), byteCount)
  }

  /// The whole file; valid while this object lives.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: byteCount)
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
