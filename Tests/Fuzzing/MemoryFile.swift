internal import Glibc

/// Bytes under a path, for readers that map files: a file in memory without a name of
/// its own, gone with its owner.
struct MemoryFile: ~Copyable {
  private let descriptor: Int32

  init(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    var name = Array("/dev/shm/apus-fuzz-XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw BrokenProperty("mkstemp: errno \(errno)") }
    unlink(name)
    var written = 0
    while written < bytes.count {
      let count = write(descriptor, bytes.baseAddress! + written, bytes.count - written)
      // libFuzzer's clock is a signal that interrupts.
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw BrokenProperty("write: errno \(errno)") }
      written += count
    }
  }

  deinit { close(descriptor) }

  var path: String { "/proc/self/fd/\(descriptor)" }
}
