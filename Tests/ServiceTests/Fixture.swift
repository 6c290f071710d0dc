import Foundation
import Glibc
import TestSupport
import Testing

import Transport

/// Loops that all tests of the target share.
enum TestLoops {
  static let group: EventLoopGroup = {
    do { return try EventLoopGroup(count: 1, name: "test") } catch { fatalError("\(error)") }
  }()
}

/// The fixture service as a child process with its own directory; killed and removed at the end.
final class Fixture: Sendable {
  struct Ports: Decodable {
    let rpc: String
    let admin: String
    let health: String?
    let pid: Int32
  }

  let directory: String
  private let process: ChildProcess

  /// `wrapper` runs first: `["prlimit", "--nofile=32"]`. Its log goes to the file `log` of its directory
  /// unless it is told otherwise.
  init(
    _ arguments: [String] = [], wrapper: [String] = [], listen: String = "127.0.0.1:0",
    log: String? = nil
  ) throws {
    directory = NSTemporaryDirectory() + "apus-fixture-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let fixture = (program as NSString).deletingLastPathComponent + "/ServiceFixture"
    let words =
      wrapper + [
        fixture, "--listen", listen, "--admin-listen", "127.0.0.1:0", "--port-file",
        directory + "/ports.json",
      ] + arguments
    process = try ChildProcess(
      words[0], Array(words.dropFirst()), errors: log ?? directory + "/log")
  }

  deinit {
    process.send(SIGKILL)
    _ = process.waitBlocking()
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// Waits for the port file.
  func ports() async throws -> Ports {
    var ports: Ports?
    try await eventually {
      guard let data = FileManager.default.contents(atPath: directory + "/ports.json") else {
        return false
      }
      ports = try JSONDecoder().decode(Ports.self, from: data)
      return true
    }
    return ports!
  }

  var pid: pid_t { process.processID }

  /// Waits for the end; the exit status, or minus the signal that ended it.
  func exitStatus() async throws -> Int32 { try await process.waitForExit() }

  var log: String {
    String(
      decoding: FileManager.default.contents(atPath: directory + "/log") ?? Data(), as: UTF8.self)
  }

  /// The log's lines, each of which must be a JSON object.
  func logLines() throws -> [[String: Any]] {
    try log.split(separator: "\n").map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }
}

extension Fixture {
  /// The value of a metric, by its name with the labels as they are written; nil when there is none.
  func metric(_ name: String) async throws -> Double? {
    let text = try await httpGet(try await ports().admin, "/metrics").body
    let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
    return line.flatMap { Double($0.dropFirst(name.count + 1)) }
  }

  /// Waits until a metric has a value.
  func wait(for name: String, _ value: Double) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    var last: Double?
    while ContinuousClock.now < deadline {
      last = try await metric(name)
      if last == value { return }
    }
    Issue.record("\(name) is \(last.map { "\($0)" } ?? "absent"), not \(value)")
  }
}

/// One HTTP GET; the status and the body.
func httpGet(
  _ address: String, _ path: String, method: String = "GET"
) async throws -> (status: Int, body: String) {
  let stream = try await Connector.connect(
    address: try SocketAddress(parsing: address), loop: TestLoops.group.next(),
    timeout: .seconds(60))
  let reply: [UInt8] = await withCheckedContinuation { continuation in
    stream.loop.execute {
      var bytes: [UInt8] = []
      stream.onBytes = { bytes.append(contentsOf: $0) }
      stream.onClosed = { _ in continuation.resume(returning: bytes) }
      stream.write(Array("\(method) \(path) HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n".utf8))
      stream.flush()
      stream.resumeReading()
    }
  }
  let text = String(decoding: reply, as: UTF8.self)
  let parts = text.components(separatedBy: "\r\n\r\n")
  let status = Int(text.dropFirst("HTTP/1.1 ".count).prefix(3)) ?? 0
  return (status, parts.dropFirst().joined(separator: "\r\n\r\n"))
}

/// The metrics linter, from `APUS_PROMTOOL`, from where scripts/fetch-promtool.sh puts it, or from
/// the PATH. Its package also brings a running server, so that it is not installed for a test.
enum Promtool {
  static var path: String {
    if let given = ProcessInfo.processInfo.environment["APUS_PROMTOOL"] { return given }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let fetched = root.appending(path: ".cache/prometheus/usr/bin/promtool").path
    return FileManager.default.isExecutableFile(atPath: fetched) ? fetched : "promtool"
  }
}
