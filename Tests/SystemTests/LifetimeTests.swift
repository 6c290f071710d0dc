import Foundation
import Testing

/// Services end with the one that started them, however it ends.
@Suite(.timeLimit(.minutes(10))) struct LifetimeTests {
  @Test func servicesDoNotOutliveAKilledApusUp() async throws {
    let installation = try await Installation(pages: ["ap-pkg-diversions.html"])
    defer { installation.destroy() }
    let services = try Self.processIDs(installation)
    kill(installation.processID, SIGKILL)
    try await Self.awaitEnd(of: services)
    // In order, not torn: each says that it drained.
    for service in Executable.services {
      let log = try installation.log(of: service)
      #expect(log.last?.contains(#""msg":"stopped""#) == true, "\(service): \(log.last ?? "")")
    }
  }

  /// What a crashed starter, such as a test runner, leaves behind.
  @Test func apusUpEndsWithItsStarterWhenAsked() async throws {
    let installation = try await Installation(pages: ["ap-pkg-diversions.html"])
    defer { installation.destroy() }
    let services = try Self.processIDs(installation)
    installation.cutLifeline()
    try await Self.awaitEnd(of: services)
    #expect(try await installation.awaitEnd() == 0, "\(installation.transcript)")
  }

  private static func processIDs(_ installation: Installation) throws -> [String: pid_t] {
    var result: [String: pid_t] = [:]
    for service in Executable.services {
      let processID = try installation.processID(of: service)
      try #require(isAlive(processID), "\(service) had ended before the test began")
      result[service] = processID
    }
    return result
  }

  private static func awaitEnd(of services: [String: pid_t]) async throws {
    for (service, processID) in services {
      try await waitUntil("\(service) ends", within: .seconds(60)) { !isAlive(processID) }
    }
  }

  /// A process that ended and that nobody has waited for yet is not alive.
  private static func isAlive(_ processID: pid_t) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
      let end = status.lastIndex(of: ")")
    else { return false }
    return !status[end...].hasPrefix(") Z") && !status[end...].hasPrefix(") X")
  }
}
