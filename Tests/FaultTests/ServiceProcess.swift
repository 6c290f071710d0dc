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
  let faults: FaultControl
  private let log: String
  private let child = Mutex<ChildProcess?>(nil)

  init(_ name: String, program: String, arguments: [String], in folder: String) throws {
    self.name = name
    self.program = "\(BuildProducts.folder)/\(program)"
    let port = try freePort()
    self.arguments =
      ["--listen", "127.0.0.1:\(port)", "--admin-listen", "127.0.0.1:0"] + arguments
    proxy = try SocketProxy(at: .port(0), to: .port(port))
    log = "\(folder)/\(name).log"
    faults = try FaultControl(at: "\(folder)/\(name).faults")
    try start()
  }

  var isRunning: Bool { child.withLock { $0?.isRunning == true } }

  /// Starts it, if it does not run.
  func start() throws {
    try child.withLock { child in
      if child?.isRunning == true { return }
      var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("APUS_") }
      environment.merge(faults.environment()) { $1 }
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

  /// The lines of its log that name something.
  func logLines(naming name: String) -> [String] {
    String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
      .split(separator: "\n").filter { $0.contains(name) }.map(String.init)
  }

  /// The last lines that it wrote.
  var lastWords: String {
    String(
      decoding: (FileManager.default.contents(atPath: log) ?? Data()).suffix(3_000), as: UTF8.self)
  }
}
