import HostilePeer
import Testing

/// The service in its process, as attackers and the tests see it.
struct AttackedService: Sendable {
  let fixture: Fixture
  /// Where it serves calls.
  let address: String
  let client: HonestClient

  init(options: [String], isSecure: Bool) async throws {
    let certificate = isSecure ? try await SelfSignedCertificate() : nil
    fixture = try Fixture(options + (certificate?.options ?? []))
    address = try await fixture.ports().rpc
    client = HonestClient(address, tls: try certificate?.trust())
  }

  var memory: ProcessMemory { ProcessMemory(pid: fixture.pid) }

  /// How often clients have run into a limit.
  func count(of limit: String) async throws -> Int {
    let name = "apus_rpc_server_limits_reached_total{limit=\"\(limit)\"}"
    return Int(try #require(try await fixture.metric(name), "\(limit)"))
  }

  /// Returns once a limit was reached more often than `count`: for attackers that cannot hear of it,
  /// because they read nothing.
  func wait(for limit: String, above count: Int) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try await self.count(of: limit) <= count {
      guard ContinuousClock.now < deadline else {
        throw HostilePeer.Missed(description: "the limit '\(limit)' was not reached")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Returns once an event has happened no more for a tenth of a second.
  func rest(of event: String) async throws {
    var (last, sameCount) = (-1, 0)
    while sameCount < 10 {
      let now = try await client.count(of: event)
      sameCount = now == last ? sameCount + 1 : 0
      last = now
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}
