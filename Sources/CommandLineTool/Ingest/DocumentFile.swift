internal import Glibc

/// A document that is open for reading.
///
/// Opening never waits: a FIFO that has taken the place of a file is told from one, and not waited
/// for until somebody writes to it.
struct DocumentFile: ~Copyable {
  let byteCount: UInt64
  private let descriptor: Int32

  init(_ path: String) throws(CommandFailure) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let error = SystemError()
      // A socket cannot be opened, and its kind says more than the system's words.
      let refusal = (try? FileKind.following(path))?.refusal
      throw CommandFailure(refusal ?? "cannot be read: \(error); check its permissions")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, FileKind(status) == .regular else {
      close(descriptor)
      throw CommandFailure(FileKind(status).refusal ?? "cannot be read")
    }
    self.descriptor = descriptor
    byteCount = UInt64(status.st_size)
  }

  deinit { close(descriptor) }

  /// The next bytes, at most `byteCountMax`; none at the end.
  func read(upTo byteCountMax: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCountMax) { buffer, count in
      while true {
        let result = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if result < 0 && errno == EINTR { continue }
        if result < 0 { failure = SystemError() }
        count = max(0, result)
        return
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
