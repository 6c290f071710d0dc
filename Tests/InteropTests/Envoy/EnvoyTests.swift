import Messages
import RPC
import RPCFixture
import RPCServices
import Synchronization
import TLSFixture
import TestSupport
import Testing
import Transport

/// Envoy between our channel and our servers. Every call here passes it, so that it also meets our client.
@Suite(.serialized, .timeLimit(.minutes(5))) struct EnvoyTests {
  @Test func browsersCallThroughGRPCWeb() async throws {
    try await withServers(1) { servers in
      let envoy = try await Envoy(EnvoyConfiguration(servers: servers.map(\.address)))
      let client = try await PythonPeer.run("grpc_web_client.py", [envoy.address])
      #expect(client.status == 0, "\(client.errors)")
    }
  }

  @Test func everyKindOfCallPasses() async throws {
    try await withServers(1) { servers in
      try await withEnvoy(EnvoyConfiguration(servers: servers.map(\.address))) { _, channel in
        try await EchoCalls.everyKind(channel)
        let error = await failure {
          let _: Note = try await channel.unary(EchoService.path("Fail"), Note(typeUrl: "9"))
        }
        #expect(error?.code == .failedPrecondition)
        #expect(error?.message == "wörter % und\nZeilen")
        #expect(error?.details.count == 1)
        let late = await failure {
          let _: Note = try await channel.unary(
            EchoService.path("Hang"), Note(), options: CallOptions(timeout: .milliseconds(300)))
        }
        #expect(late?.code == .deadlineExceeded)
        await servers[0].echo.events.wait(for: "hang cancelled")
      }
    }
  }

  @Test func serversThatSayTheyDoNotServeGetNoCalls() async throws {
    try await withServers(2) { servers in
      let configuration = EnvoyConfiguration(servers: servers.map(\.address), checksHealth: true)
      try await withEnvoy(configuration) { envoy, channel in
        func callsReach(_ expected: Set<Int>) async throws -> Bool {
          let before = servers.map(\.calls.count)
          for _ in 0..<8 { try await EchoCalls.unary(channel) }
          return Set(servers.indices.filter { servers[$0].calls.count > before[$0] }) == expected
        }
        try await repeatUntil { try await callsReach([0, 1]) }
        servers[0].standard.health.setStatus(.notServing, of: "")
        try await repeatUntil { try await callsReach([1]) }
        let clusters = try await envoy.adminPage("/clusters")
        #expect(clusters.contains("\(servers[0].address)::health_flags::/failed_active_hc"))
        servers[0].standard.health.setStatus(.serving, of: "")
        try await repeatUntil { try await callsReach([0, 1]) }
      }
    }
  }

  @Test func callsThatWereUnavailableAreTriedAgain() async throws {
    try await withServers(1) { servers in
      let configuration = EnvoyConfiguration(servers: servers.map(\.address), retryCount: 2)
      try await withEnvoy(configuration) { _, channel in
        servers[0].calls.refuse(2)
        try await EchoCalls.unary(channel)
        #expect(servers[0].calls.count == 3)
        servers[0].calls.refuse(3)
        let error = await failure { try await EchoCalls.unary(channel) }
        #expect(error?.code == .unavailable)
        #expect(servers[0].calls.count == 6)
      }
    }
  }

  /// Connections behind Envoy end by age, one server leaves altogether, and Envoy never tries again.
  @Test func drainsBehindEnvoyLoseNoCall() async throws {
    var limits = ConnectionLimits()
    limits.ageMax = .milliseconds(100)
    try await withServers(2, limits: limits) { servers in
      let configuration = EnvoyConfiguration(servers: servers.map(\.address), checksHealth: true)
      try await withEnvoy(configuration) { envoy, channel in
        let calls = CallLoop(channel)
        try await calls.run {
          try await eventually { servers.allSatisfy { $0.calls.peerCount >= 5 } }
          // As a service drains: first it says so, and once nobody comes any more it goes.
          servers[0].standard.health.setStatus(.notServing, of: "")
          try await repeatUntil {
            try await envoy.adminPage("/clusters").contains(
              "\(servers[0].address)::health_flags::/failed_active_hc")
          }
          await servers[0].server.beginGracefulShutdown(grace: .seconds(60))
          let count = servers[1].calls.count
          try await eventually { servers[1].calls.count > count + 100 }
        }
        #expect(calls.count > 100)
      }
    }
  }

  /// Envoy drains our channel's connections with GOAWAY, again and again.
  @Test func ourChannelLosesNoCallWhenEnvoyDrains() async throws {
    try await withServers(1) { servers in
      let configuration = EnvoyConfiguration(
        servers: servers.map(\.address), connectionAge: .milliseconds(200))
      try await withEnvoy(configuration) { envoy, channel in
        let calls = CallLoop(channel)
        try await calls.run {
          // Each look at the statistics takes about a tenth of a second.
          try await repeatUntil {
            let statistics = try await envoy.adminPage("/stats?filter=downstream_cx_http2_total")
            // `http.in.downstream_cx_http2_total: 4`
            let count = statistics.firstMatch(of: /http\.in\.downstream_cx_http2_total: (\d+)/)
              .flatMap { Int($0.output.1) }
            return (count ?? 0) >= 4
          }
        }
        #expect(calls.count > 100)
      }
    }
  }

  @Test func theServerKnowsEnvoyByItsCertificate() async throws {
    let folder = try TemporaryFolder()
    let authority = try await TestAuthority.make(in: folder.path)
    try await withServers(1, tls: authority.serverContext(mutual: true)) { servers in
      var configuration = EnvoyConfiguration(servers: servers.map(\.address))
      configuration.certificates = EnvoyConfiguration.Certificates(
        certificatePath: authority.path("client.pem"), keyPath: authority.path("client.key"),
        authoritiesPath: authority.authorities)
      try await withEnvoy(configuration) { _, channel in
        try await EchoCalls.unary(channel)
        #expect(servers[0].calls.identities == ["CN=orders,O=Example"])
      }
      configuration.certificates?.authoritiesPath = authority.path("other-ca.pem")
      try await withEnvoy(configuration) { _, channel in
        #expect(await failure { try await EchoCalls.unary(channel) }?.code == .unavailable)
      }
    }
  }
}
