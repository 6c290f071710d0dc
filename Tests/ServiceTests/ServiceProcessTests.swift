import Foundation
import Glibc
import TestSupport
import Testing

import Service
import Transport

@Suite(.blocksItsThread) struct ServiceProcessTests {
  @Test(arguments: [SIGTERM, SIGINT])
  func drainsAndExitsZeroOnASignal(number: Int32) async throws {
    let fixture = try Fixture()
    let ports = try await fixture.ports()
    #expect(ports.pid == fixture.pid)
    #expect(try await httpGet(ports.admin, "/healthz").status == 200)
    #expect(try await httpGet(ports.admin, "/readyz") == (200, "ready\n"))
    kill(fixture.pid, number)
    #expect(try await fixture.exitStatus() == 0)
    let lines = try fixture.logLines()
    #expect(
      lines.compactMap { $0["msg"] as? String } == [
        "listening", "draining", "parts drained", "parts stopped", "stopped",
      ])
    for line in lines {
      #expect(line["service"] as? String == "fixture")
      #expect(line["level"] as? String == "info")
      #expect((line["ts"] as? String)?.utf8.count == 24)
    }
    #expect(lines[0]["rpc"] as? String == ports.rpc)
  }

  @Test func aSecondSignalExitsAtOnce() async throws {
    let fixture = try Fixture(["--hang-drain"])
    let ports = try await fixture.ports()
    kill(fixture.pid, SIGTERM)
    try await eventually { fixture.log.contains("parts drained") }
    // The process is draining, lives, and says that it is not ready.
    #expect(try await httpGet(ports.admin, "/readyz") == (503, "service: draining\n"))
    #expect(try await httpGet(ports.admin, "/healthz").status == 200)
    kill(fixture.pid, SIGTERM)
    #expect(try await fixture.exitStatus() == 1)
  }

  @Test func aSignalWhileStartingExitsZero() async throws {
    let fixture = try Fixture(["--hang-start"])
    // The signal handlers are in place once another handler's work shows: SIGHUP is harmless only then.
    try await eventually { Self.catches(SIGTERM, fixture.pid) }
    kill(fixture.pid, SIGTERM)
    #expect(try await fixture.exitStatus() == 0)
    #expect(fixture.log.contains("stopped while starting"))
  }

  /// Whether a process has a handler for a signal, from the mask in its status file.
  private static func catches(_ number: Int32, _ pid: pid_t) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("SigCgt:") }),
      let mask = UInt64(
        line.dropFirst("SigCgt:".count).trimmingCharacters(in: .whitespaces), radix: 16)
    else { return false }
    return mask & (1 << UInt64(number - 1)) != 0
  }

  @Test func failedBackgroundWorkEndsTheProcess() async throws {
    let fixture = try Fixture(["--fail-background"])
    #expect(try await fixture.exitStatus() == 1)
    let last = try #require(try fixture.logLines().last)
    #expect(last["level"] as? String == "error")
    #expect(last["error"] as? String == "the background work of the fixture failed, as told")
  }

  @Test func unknownFlagsExitWithTwo() async throws {
    let fixture = try Fixture(["--drain-timeot", "1s"])
    #expect(try await fixture.exitStatus() == 2)
    #expect(
      fixture.log == "fixture: unknown option '--drain-timeot'; did you mean '--drain-timeout'? "
        + "(--help lists all options)\n")
  }

  @Test func aBadAddressExitsWithTwo() async throws {
    let fixture = try Fixture(listen: "nowhere")
    #expect(try await fixture.exitStatus() == 2)
    #expect(fixture.log.contains("'nowhere' is not an address: it has no port"))
  }

  @Test func aPortInUseIsNamedAndExitsWithOne() async throws {
    let first = try Fixture()
    let address = try await first.ports().rpc
    let second = try Fixture(listen: address)
    #expect(try await second.exitStatus() == 1)
    #expect(second.log.contains("cannot listen on \(address): Address already in use"))
  }

  @Test func readinessTellsItsReasons() async throws {
    let fixture = try Fixture(["--block-readiness"])
    let ports = try await fixture.ports()
    #expect(try await httpGet(ports.admin, "/readyz") == (503, "model: loading\n"))
    #expect(try await httpGet(ports.admin, "/healthz").status == 200)
    #expect(try await httpGet(ports.admin, "/nothing").status == 404)
    #expect(try await httpGet(ports.admin, "/metrics", method: "POST").status == 405)
  }

  @Test func idleMemoryStaysSmall() async throws {
    let fixture = try Fixture()
    let ports = try await fixture.ports()
    let metrics = try await httpGet(ports.admin, "/metrics").body
    let line = try #require(
      metrics.split(separator: "\n").first { $0.hasPrefix("process_resident_memory_bytes ") })
    let byteCount = try #require(Double(line.split(separator: " ")[1]))
    #expect(byteCount < 40 * 1024 * 1024)
    #expect(
      metrics.contains("apus_build_info{service=\"fixture\",version=\"\(BuildInfo.version)\""))
    #expect(metrics.contains("apus_ready 1\n"))
  }

  @Test func metricsPassPromtool() async throws {
    let fixture = try Fixture()
    let metrics = try await httpGet(try await fixture.ports().admin, "/metrics").body
    let outcome = try await ProgramOutcome(
      of: Promtool.path, ["check", "metrics"], input: metrics.utf8)
    let complaints = outcome.output + outcome.errors
    #expect(
      outcome.status == 0 && complaints.isEmpty,
      "\(complaints) (scripts/fetch-promtool.sh brings promtool)")
  }

  @Test func runningOutOfDescriptorsNeitherSpinsNorKills() async throws {
    let fixture = try Fixture(wrapper: ["prlimit", "--nofile=40"])
    let ports = try await fixture.ports()
    var streams: [ByteStream] = []
    for text in [ports.rpc, ports.admin] {
      let address = try SocketAddress(parsing: text)
      for _ in 0..<80 {
        streams.append(
          try await Connector.connect(
            address: address, loop: TestLoops.group.next(), timeout: .seconds(60)))
      }
    }
    let before = Self.processorTicks(fixture.pid)
    try await TestLoops.group.next().sleep(for: .seconds(1))
    // A loop that spins would use the whole second, which is 100 ticks.
    #expect(Self.processorTicks(fixture.pid) - before < 30)
    for stream in streams { stream.loop.execute { stream.close() } }
    // It recovers as it notices the closed connections; until then it may refuse some.
    let deadline = ContinuousClock.now + .seconds(60)
    var status = 0
    while status != 200, ContinuousClock.now < deadline {
      status = (try? await httpGet(ports.admin, "/healthz").status) ?? 0
    }
    #expect(status == 200)
  }

  /// User and system time in hundredths of a second.
  private static func processorTicks(_ pid: pid_t) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
  }
}
