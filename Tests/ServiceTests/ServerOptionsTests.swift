import Foundation
import Glibc
import HostilePeer
import RPC
import Service
import TestSupport
import Testing
import Transport

/// The options about limits and times reach the server.
@Suite struct ServerOptionsTests {
  private func configuration(_ arguments: [String]) throws -> ServerConfiguration {
    var configuration = ServerConfiguration()
    let options = try OptionParser(ServerOptions.specs).parse(arguments)
    ServerOptions.apply(options, to: &configuration)
    return configuration
  }

  @Test func everyOptionHasItsPlace() throws {
    let words = ServerOptions.specs.enumerated().flatMap { index, spec in
      switch spec.kind {
      case .integer: ["--\(spec.name)", "\(2000 + index)"]
      default: ["--\(spec.name)", "\(20 + index)s"]
      }
    }
    let set = try configuration(words)
    let limits = set.connectionLimits
    #expect(
      [
        set.connectionCountMax, set.concurrentStreamCountMax, set.requestByteCountMax,
        set.responseByteCountMax, set.metadataByteCountMax,
      ] == Array(2000..<2005))
    #expect(
      [
        limits.ageMax, limits.ageGrace, limits.idleTimeout, limits.keepaliveInterval,
        limits.keepaliveTimeout, limits.pingIntervalMin, limits.prefaceTimeout,
        limits.frameTimeout, limits.writeTimeout,
      ] == (25..<34).map { .seconds($0) })
  }

  @Test func theDefaultsAreThoseOfTheServerAndZeroIsNever() throws {
    let (plain, defaults) = (ServerConfiguration(), try configuration([]))
    #expect(defaults.connectionCountMax == plain.connectionCountMax)
    #expect(defaults.connectionLimits.ageMax == nil)
    #expect(defaults.connectionLimits.idleTimeout == plain.connectionLimits.idleTimeout)
    #expect(defaults.connectionLimits.pingIntervalMin == plain.connectionLimits.pingIntervalMin)
    let never = try configuration(["--max-connection-idle=0", "--keepalive-interval=0"])
    #expect(never.connectionLimits.idleTimeout == nil)
    #expect(never.connectionLimits.keepaliveInterval == nil)
    #expect(throws: OptionError("'0' is no value for --write-timeout: it must be at least 1ms")) {
      try configuration(["--write-timeout=0"])
    }
  }

  @Test(arguments: [
    (Duration.zero, "0"), (.milliseconds(1500), "1500ms"), (.seconds(90), "90s"),
    (.seconds(300), "5m"), (.seconds(7200), "2h"),
  ])
  func durationsAreWrittenAsTheyAreRead(duration: Duration, text: String) {
    #expect(OptionDuration.text(duration) == text)
    #expect(OptionDuration.parse(text) == duration)
  }

  @Test func aServiceDrainsConnectionsThatReachTheirAge() async throws {
    let fixture = try Fixture(["--max-connection-age", "50ms"])
    let peer = try await HostilePeer.connect(to: try await fixture.ports().rpc)
    let ping = try await peer.first(.ping)
    await peer.send(FrameBytes.frame(6, flags: 1, ping.payload))
    try await peer.closed()
    #expect(peer.frames.last { $0.head.kind == .goAway }?.text == "max_age")
  }

  /// The reference names each option that all services have, with its variable and default.
  @Test func theReferenceListsEveryOption() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/reference/options.md")
    let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
    for spec in CommonOptions.specs(defaultPort: 8080) {
      let start = "| `--\(spec.name)"
      let row = try #require(rows.first { $0.hasPrefix(start + "`") || $0.hasPrefix(start + " ") })
      #expect(row.contains(spec.help), "\(row)")
      // These defaults depend on the machine or on the service.
      guard let value = spec.defaultValue, !["listen", "loops"].contains(spec.name) else {
        continue
      }
      #expect(row.contains("| `\(value)` |"), "\(row)")
    }
  }
}
