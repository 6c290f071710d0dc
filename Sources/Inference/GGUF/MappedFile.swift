import Glibc

/// A file mapped read-only, unmapped with its owner.
///
/// A file that another process truncates while it is mapped raises SIGBUS on access: replace model
/// files by renaming over them, never in place.
/// `@unchecked Sendable`: nobody writes to the mapping.
package final class MappedFile: @unchecked Sendable {
  package let path: String
  package let bytes: UnsafeRawBufferPointer

  package init(path: String) throws(GGUFError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path, "cannot open", errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path, "cannot stat", errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw GGUFError(.unreadable, "'\(path)' is not a regular file; give the path of a GGUF file")
    }
    let byteCount = Int(status.st_size)
    if byteCount == 0 {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let base = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let base, base != MAP_FAILED else { throw Self.failure(path, "cannot map", errno) }
    bytes = UnsafeRawBufferPointer(start: base, count: byteCount)
  }

  deinit {
    if let base = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: base), bytes.count)
    }
  }

  private static func failure(_ path: String, _ what: String, _ code: Int32) -> GGUFError {
    GGUFError(.unreadable, "\(what) model file '\(path)': \(String(cString: strerror(code)))")
  }
}
