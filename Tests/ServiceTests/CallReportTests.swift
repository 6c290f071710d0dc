import Foundation
import Glibc
import Messages
import RPC
import RPCFixture
import TestSupport
import Testing
import Transport

import Service

/// What a service tells of the calls that it serves: metrics on its admin port, lines in its log.
@Suite(.timeLimit(.minutes(5))) struct CallReportTests {
  private func withChannel<T>(
    _ fixture: Fixture, _ body: (Channel) async throws -> T
  ) async throws -> T {
    let channel = Channel(target: try await fixture.ports().rpc)
    let result: Result<T, any Error>
    do { result = .success(try await body(channel)) } catch { result = .failure(error) }
    await channel.shutdown()
    return try result.get()
  }

  private func echo(_ channel: Channel, _ note: Note = Note()) async throws {
    let reply: Note = try await channel.unary(EchoService.path("Unary"), note)
    #expect(reply == note)
  }

  private func code(_ channel: Channel, _ path: MethodPath, _ note: Note = Note()) async -> String {
    do {
      let _: Note = try await channel.unary(path, note)
      return "OK"
    } catch {
      return (error as? RPCError)?.code.name ?? "\(error)"
    }
  }

  @Test func metricsCountCallsBytesAndConnections() async throws {
    let fixture = try Fixture()
    try await withChannel(fixture) { channel in
      for _ in 0..<5 { try await echo(channel, Note(value: Array(repeating: 7, count: 1000))) }
      #expect(await code(channel, EchoService.path("Fail"), Note(typeUrl: "5")) == "NOT_FOUND")
      #expect(await code(channel, MethodPath(path: "/a.B/C")) == "UNIMPLEMENTED")
      #expect(try await fixture.metric("apus_rpc_server_connections") == 1)
    }
    let method = "method=\"/apus.test.Echo/"
    let name = "apus_rpc_server_"
    try await fixture.wait(for: name + "handled_total{\(method)Unary\",code=\"OK\"}", 5)
    try await fixture.wait(for: name + "handled_total{\(method)Fail\",code=\"NOT_FOUND\"}", 1)
    try await fixture.wait(for: name + "handled_total{method=\"other\",code=\"UNIMPLEMENTED\"}", 1)
    try await fixture.wait(for: name + "duration_seconds_count{\(method)Unary\"}", 5)
    // The message of 1,000 bytes has three more in front of it, and the prefix of five.
    try await fixture.wait(for: name + "received_bytes_total{\(method)Unary\"}", 5 * 1008)
    try await fixture.wait(for: name + "sent_bytes_total{\(method)Unary\"}", 5 * 1008)
    for method in ["Unary", "Fail"] {
      try await fixture.wait(for: name + "in_flight{method=\"/apus.test.Echo/\(method)\"}", 0)
    }
    try await fixture.wait(for: name + "connections", 0)
    try await fixture.wait(for: name + "connections_total", 1)
    try await fixture.wait(for: name + "connection_calls_bucket{le=\"1\"}", 0)
    try await fixture.wait(for: name + "connection_calls_bucket{le=\"10\"}", 1)
    try await fixture.wait(for: name + "connection_seconds_count", 1)
  }

  @Test func aCallInFlightShows() async throws {
    let fixture = try Fixture()
    try await withChannel(fixture) { channel in
      let task = Task {
        let _: Note = try await channel.unary(EchoService.path("Hang"), Note())
      }
      try await fixture.wait(for: "apus_rpc_server_in_flight{method=\"/apus.test.Echo/Hang\"}", 1)
      task.cancel()
      try await fixture.wait(for: "apus_rpc_server_in_flight{method=\"/apus.test.Echo/Hang\"}", 0)
      try await fixture.wait(
        for: "apus_rpc_server_handled_total{method=\"/apus.test.Echo/Hang\",code=\"CANCELLED\"}", 1)
    }
  }

  // MARK: The access log

  private func callLines(_ fixture: Fixture) throws -> [[String: Any]] {
    try fixture.logLines().filter { $0["msg"] as? String == "call" }
  }

  /// Ends the service, so that everything it logged is in the file.
  private func stop(_ fixture: Fixture) async throws {
    kill(fixture.pid, SIGTERM)
    #expect(try await fixture.exitStatus() == 0)
  }

  @Test func everyCallIsALine() async throws {
    let fixture = try Fixture()
    let trace = TraceContext.random()
    try await withChannel(fixture) { channel in
      try await CallScope.$current.withValue(CallScope(trace: trace)) {
        try await echo(channel, Note(value: Array(repeating: 7, count: 1000)))
        #expect(await code(channel, EchoService.path("Fail"), Note(typeUrl: "5")) == "NOT_FOUND")
        #expect(await code(channel, EchoService.path("Fail"), Note(typeUrl: "13")) == "INTERNAL")
        #expect(await code(channel, MethodPath(path: "/a.B/C")) == "UNIMPLEMENTED")
      }
    }
    try await stop(fixture)
    let lines = try callLines(fixture)
    #expect(
      lines.map { $0["code"] as? String } == ["OK", "NOT_FOUND", "INTERNAL", "UNIMPLEMENTED"])
    #expect(lines.map { $0["level"] as? String } == ["info", "info", "error", "info"])
    let first = try #require(lines.first)
    #expect(first["method"] as? String == "/apus.test.Echo/Unary")
    #expect(first["bytes_in"] as? Int == 1008)
    #expect(first["bytes_out"] as? Int == 1008)
    #expect((first["duration_ms"] as? Double ?? -1) >= 0)
    #expect((first["peer"] as? String)?.hasPrefix("127.0.0.1:") == true)
    #expect(first["trace_id"] as? String == trace.traceID)
    #expect(lines[2]["error"] as? String == "wörter % und\nZeilen")
    #expect(lines[3]["method"] as? String == "other")
  }

  @Test func theLogCanBeSampledOrOff() async throws {
    let traces = (0..<200).map { _ in TraceContext.random() }
    var logged: [String: Set<String>] = [:]
    for interval in ["0", "10"] {
      let fixture = try Fixture(["--access-log", interval])
      try await withChannel(fixture) { channel in
        for trace in traces {
          try await CallScope.$current.withValue(CallScope(trace: trace)) {
            try await echo(channel)
          }
        }
        #expect(await code(channel, EchoService.path("Fail"), Note(typeUrl: "5")) == "NOT_FOUND")
      }
      try await stop(fixture)
      let lines = try callLines(fixture)
      logged[interval] = Set(lines.compactMap { $0["trace_id"] as? String })
      #expect(lines.count == (logged[interval]?.count ?? 0))
      #expect(lines.contains { $0["code"] as? String == "NOT_FOUND" } == (interval == "10"))
    }
    #expect(logged["0"] == [])
    // One in ten, by the trace: 20 are expected, and these bounds fail once in a million runs.
    let chosen = try #require(logged["10"]).intersection(traces.map(\.traceID))
    #expect((2...50).contains(chosen.count))
  }

  /// The log's reader has stopped: the pipe is full, the queue is full, and the service serves.
  @Test func aLogThatNobodyReadsHoldsNothingUp() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("log")
    try #require(mkfifo(path, 0o600) == 0)
    // Reading and writing, so that opening it waits for nobody.
    let reader = open(path, O_RDWR | O_CLOEXEC)
    defer { close(reader) }
    let fixture = try Fixture(log: path)
    try await withChannel(fixture) { channel in
      // About 300 bytes a line against 1 MiB in the queue and 64 KiB in the pipe.
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask { for _ in 0..<1000 { try await echo(channel) } }
        }
        try await group.waitForAll()
      }
    }
    #expect(try await fixture.metric("apus_log_lines_dropped_total") ?? 0 > 100)
  }
}
