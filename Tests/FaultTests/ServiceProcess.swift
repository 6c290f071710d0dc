import Foundation
import Glibc
import Synchronization
import TestSupport

/// A service in a process of its own, which can be made to suffer and is started again on the same port and data.
final class ServiceProcess: Sendable {
  let name: String
  /// Where clients reach it.
  let proxy: SocketProxy
  private let program: String
  private let arguments: [String]
  private let control: Mutex<ControlFile>
  private let controlPath: String
  private let log: String
  private let child = Mutex<ChildProcess?>(nil)

  /// As `fault_control` in the shim.
  private struct Control {
    var writeError: Int32 = 0
    var syncDelay: Int32 = 0
    var clockOffset: Int64 = 0
  }

  /// The shim's view of the file changes with it.
  private struct ControlFile: ~Copyable {
    let memory: UnsafeMutablePointer<Control>

    init(at path: String) throws {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw POSIXError(.EIO) }
      defer { close(file) }
      let size = MemoryLayout<Control>.size
      guard ftruncate(file, off_t(size)) == 0,
        let mapped = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
        mapped != MAP_FAILED
      else { throw POSIXError(.ENOMEM) }
      memory = mapped.bindMemory(to: Control.self, capacity: 1)
    }

    deinit { munmap(memory, MemoryLayout<Control>.size) }
  }

  init(_ name: String, program: String, arguments: [String], in folder: String) throws {
    self.name = name
    self.program = "\(BuildProducts.folder)/\(program)"
    let port = try Self.freePort()
    self.arguments =
      ["--listen", "127.0.0.1:\(port)", "--admin-listen", "127.0.0.1:0"] + arguments
    proxy = try SocketProxy(at: .port(0), to: .port(port))
    log = "\(folder)/\(name).log"
    controlPath = "\(folder)/\(name).faults"
    control = Mutex(try ControlFile(at: controlPath))
    try start()
  }

  /// Outside of the range from which the system takes ports for connections, so that nobody has it while the
  /// service is down.
  private static func freePort() throws -> Int {
    for _ in 0..<1_000 {
      let port = Int.random(in: 20_000..<32_000)
      if (try? SocketProxy(at: .port(port), to: .port(port)).close()) != nil { return port }
    }
    throw POSIXError(.EADDRINUSE)
  }

  /// Starts it, if it does not run.
  func start() throws {
    try child.withLock { child in
      if child?.isRunning == true { return }
      var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("APUS_") }
      environment["SWIFT_BACKTRACE"] = "enable=no"
      environment["LD_PRELOAD"] = "\(BuildProducts.folder)/libFaultShim.so"
      environment["APUS_FAULT_CONTROL"] = controlPath
      child = try ChildProcess(program, arguments, environment: environment, output: log)
    }
  }

  /// Ends it with a signal and waits until it is gone; its exit status.
  @discardableResult
  func end(_ signal: Int32) async throws -> Int32 {
    guard let child = child.withLock(\.self) else { return 0 }
    child.send(SIGCONT)
    child.send(signal)
    return try await child.waitForExit(within: .seconds(60))
  }

  func signal(_ signal: Int32) { child.withLock { $0?.send(signal) } }

  /// Writes to files fail with this errno from now on; 0: they do not.
  func failWrites(_ error: Int32) {
    control.withLock { $0.memory.pointee.writeError = error }
  }

  func slowSyncs(microseconds: Int32) {
    control.withLock { $0.memory.pointee.syncDelay = microseconds }
  }

  func shiftClock(milliseconds: Int64) {
    control.withLock { $0.memory.pointee.clockOffset = milliseconds }
  }

  /// The last lines that it wrote.
  var lastWords: String {
    String(
      decoding: (FileManager.default.contents(atPath: log) ?? Data()).suffix(3_000), as: UTF8.self)
  }
}
