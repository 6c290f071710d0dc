import Foundation
import TestSupport
import Testing

/// A server in a process of its own, which prints its address or port first. It ends with this
/// object.
final class PeerServer: Sendable {
  let port: Int
  let process: ChildProcess
  private let folder: TemporaryFolder

  init(_ program: String, _ arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let (output, errors) = (folder.file("output"), folder.file("errors"))
    let process = try ChildProcess(program, arguments, output: output, errors: errors)
    var line: String?
    try await eventually {
      let text = try String(contentsOfFile: output, encoding: .utf8)
      line = text.contains("\n") ? text.split(separator: "\n").first.map(String.init) : nil
      return line != nil || !process.isRunning
    }
    let port = line?.firstMatch(of: /(\d+)(?: with TLS)?$/).flatMap { Int($0.output.1) }
    let complaint = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
    self.port = try #require(port, "\(program) printed no port: \(line ?? "") \(complaint)")
    self.process = process
    self.folder = folder
  }
}
