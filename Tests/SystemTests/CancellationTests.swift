import Foundation
import TestSupport
import Testing

/// Ctrl-C in front of an answer ends it everywhere.
@Suite(.timeLimit(.minutes(10))) struct CancellationTests {
  @Test func interruptingAskCancelsTheRunDownToTheDecoder() async throws {
    let installation = try await Installation()
    defer { installation.destroy() }
    let output = try OutputFile(installation.data.appending(path: "ask.txt"))
    let ask = try Executable.start(
      ["ask", "--data", installation.data.path, MainJobTests.question], output: output)
    try await waitUntil("the worker generates for it") {
      try #require(ask.isRunning, "the answer came too soon:\n\(output.text)")
      return try await Self.callsInFlight(installation) > 0
    }
    ask.send(SIGINT)
    #expect(try await ask.waitForExit(within: .seconds(10)) == 1)
    #expect(output.text.contains("cancelled"), "\(output.text)")

    var run: [String: Any] = [:]
    try await waitUntil("the run has ended", within: .seconds(10)) {
      run = try await installation.json(["runs", "list"]).first ?? [:]
      return run["ended_at_ms"] != nil
    }
    #expect(run["state"] as? String == "cancelled", "\(run)")
    try await waitUntil("the worker is idle", within: .seconds(10)) {
      try await Self.callsInFlight(installation) == 0
    }
  }

  @Test("An end that comes while the services start is an end in order")
  func endedWhileItStarts() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let output = try OutputFile(folder.url.appending(path: "up.txt"))
    let up = try Executable.start(
      ["up", "--ports", "auto", "--data", folder.url.path + "/data", "--exit-with-parent"],
      output: output, input: .open)
    // The first service listens; the others are on their way.
    let port = folder.url.path + "/data/run/retrieval.json"
    try await waitUntil("a service listens") {
      try #require(up.isRunning, "it ended:\n\(output.text)")
      return FileManager.default.fileExists(atPath: port)
    }
    up.send(SIGTERM)
    #expect(try await up.waitForExit(within: .seconds(60)) == 0, "\(output.text)")
    #expect(!output.text.contains("cancelled"), "\(output.text)")
  }

  private static func callsInFlight(_ installation: Installation) async throws -> Int {
    let services = try await installation.json(["status"])
    let worker = services.first { $0["name"] as? String == "inference-worker" }
    return try #require(worker?["calls_in_flight"] as? Int, "\(services)")
  }
}
