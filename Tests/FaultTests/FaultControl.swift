import Foundation
import Glibc
import Synchronization
import TestSupport

/// A file that the shim in a process looks into: what the process is made to suffer, changed while it runs.
final class FaultControl: Sendable {
  /// As `fault_control` in the shim.
  private struct Content {
    var writeError: Int32 = 0
    var syncDelay: Int32 = 0
    var clockOffset: Int64 = 0
    var syncError: Int32 = 0
    var tear: Int32 = 0
  }

  private struct Mapping: ~Copyable {
    let memory: UnsafeMutablePointer<Content>

    init(_ file: Int32) throws {
      let size = MemoryLayout<Content>.stride
      guard ftruncate(file, off_t(size)) == 0,
        let mapped = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
        mapped != MAP_FAILED
      else { throw POSIXError(.ENOMEM) }
      memory = mapped.bindMemory(to: Content.self, capacity: 1)
    }

    deinit { munmap(memory, MemoryLayout<Content>.stride) }
  }

  /// The shim in the folder of what was built.
  static let library = "\(BuildProducts.folder)/libFaultShim.so"

  private let path: String
  private let content: Mutex<Mapping>

  init(at path: String) throws {
    self.path = path
    // Others, such as the user of PostgreSQL, may read it.
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw POSIXError(.EIO) }
    defer { close(file) }
    content = Mutex(try Mapping(file))
  }

  /// What a process is to be started with.
  func environment(library: String = FaultControl.library) -> [String: String] {
    // The shim brings the Swift runtime, whose words about a crash would fill the log.
    ["LD_PRELOAD": library, "APUS_FAULT_CONTROL": path, "SWIFT_BACKTRACE": "enable=no"]
  }

  /// Writes to files fail with this errno from now on; 0: they do not.
  func failWrites(_ error: Int32) { content.withLock { $0.memory.pointee.writeError = error } }

  func failSyncs(_ error: Int32) { content.withLock { $0.memory.pointee.syncError = error } }

  /// The next write of more than so many bytes ends after them, and the process with it; 0: none does.
  func tearWrite(after byteCount: Int32) { content.withLock { $0.memory.pointee.tear = byteCount } }

  func slowSyncs(microseconds: Int32) {
    content.withLock { $0.memory.pointee.syncDelay = microseconds }
  }

  func shiftClock(milliseconds: Int64) {
    content.withLock { $0.memory.pointee.clockOffset = milliseconds }
  }
}
