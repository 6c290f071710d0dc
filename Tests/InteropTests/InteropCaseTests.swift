import Interop
import RPC
import TestSupport
import Testing
import Transport

/// Every core case of gRPC's interoperability tests, our client against our server.
@Suite(.serialized, .timeLimit(.minutes(10))) struct InteropCaseTests {
  /// Whether the calls of a test go over TLS.
  static let transports = ["plaintext", "TLS"]

  @Test(arguments: InteropCase.allCases, transports)
  func ourClientAgreesWithOurServer(_ interopCase: InteropCase, over transport: String) async throws
  {
    let peer = try await RubyPeer()
    let overTLS = transport == "TLS"
    try await withOurServer(peer, overTLS: overTLS) { port in
      try await ourClient(peer, port: port, overTLS: overTLS).run(interopCase)
    }
  }

  @Test(
    arguments: [
      "empty_unary", "large_unary", "client_compressed_unary", "client_streaming",
      "client_compressed_streaming", "server_streaming", "ping_pong", "timeout_on_sleeping_server",
      "empty_stream", "cancel_after_begin", "cancel_after_first_response", "unimplemented_method",
      "unimplemented_service", "status_code_and_message", "custom_metadata",
    ], transports)
  func rubysClientAgreesWithOurServer(_ name: String, over transport: String) async throws {
    let peer = try await RubyPeer()
    let overTLS = transport == "TLS"
    try await withOurServer(peer, overTLS: overTLS) { port in
      let client = try await peer.runClient(name, port: port, overTLS: overTLS)
      #expect(client.status == 0, "\(client.output)\n\(client.errors)")
    }
  }

  /// Ruby's server neither looks at how a message came nor says how it should leave.
  static let notOfRuby: Set<InteropCase> = [
    .cacheableUnary, .clientCompressedUnary, .serverCompressedUnary, .clientCompressedStreaming,
    .serverCompressedStreaming,
  ]

  @Test(arguments: transports)
  func ourClientAgreesWithRubysServer(over transport: String) async throws {
    let peer = try await RubyPeer()
    let overTLS = transport == "TLS"
    let server = try await peer.startServer(overTLS: overTLS)
    let client = try ourClient(peer, port: server.port, overTLS: overTLS)
    for interopCase in InteropCase.allCases where !Self.notOfRuby.contains(interopCase) {
      await #expect(throws: Never.self, "\(interopCase.rawValue)") {
        try await client.run(interopCase)
      }
    }
  }

  @Test(arguments: transports)
  func pythonsClientAgreesWithOurServer(over transport: String) async throws {
    let peer = try await RubyPeer()
    let overTLS = transport == "TLS"
    try await withOurServer(peer, overTLS: overTLS) { port in
      let tls = overTLS ? [peer.certificate("ca.pem"), RubyPeer.serverName] : []
      let client = try await PythonPeer.run("interop_client.py", ["\(port)"] + tls)
      #expect(client.status == 0, "\(client.output)\n\(client.errors)")
    }
  }

  /// Python's server cannot see how a message came.
  static let notOfPython: Set<InteropCase> = [.clientCompressedUnary, .clientCompressedStreaming]

  @Test(arguments: transports)
  func ourClientAgreesWithPythonsServer(over transport: String) async throws {
    let peer = try await RubyPeer()
    let overTLS = transport == "TLS"
    let tls = overTLS ? ["server1.pem", "server1.key"].map(peer.certificate) : []
    let (python, arguments) = try PythonPeer.command("interop_server.py", tls)
    let server = try await PeerServer(python, arguments)
    let client = try ourClient(peer, port: server.port, overTLS: overTLS)
    for interopCase in InteropCase.allCases where !Self.notOfPython.contains(interopCase) {
      await #expect(throws: Never.self, "\(interopCase.rawValue)") {
        try await client.run(interopCase)
      }
    }
  }

  @Test func aPeerThatReadsFramesSeesWhatOurServerCompresses() async throws {
    try await withOurServer(try await RubyPeer(), overTLS: false) { port in
      let client = try await PythonPeer.run("compression_peer.py", ["call", "\(port)"])
      #expect(client.status == 0, "\(client.output)\n\(client.errors)")
    }
  }

  @Test(arguments: [InteropCase.clientCompressedUnary, .clientCompressedStreaming])
  func aPeerThatReadsFramesSeesWhatOurClientCompresses(_ interopCase: InteropCase) async throws {
    let (python, arguments) = try PythonPeer.command("compression_peer.py", ["serve"])
    let server = try await PeerServer(python, arguments)
    try await ourClient(try await RubyPeer(), port: server.port, overTLS: false).run(interopCase)
  }
}

/// Runs `body` with the port of a server of ours.
func withOurServer(
  _ peer: RubyPeer, overTLS: Bool, _ body: (Int) async throws -> Void
) async throws {
  var configuration = ServerConfiguration()
  if overTLS {
    configuration.tls = try TLSServerContext(
      TLSServerConfiguration(
        identity: TLSIdentityFiles(
          certificatePath: peer.certificate("server1.pem"), keyPath: peer.certificate("server1.key")
        )
      ))
  }
  let server = Server(configuration: configuration, services: [TestService()])
  let address = try await server.start()
  let outcome: Result<Void, any Error>
  do {
    outcome = .success(try await body(Int("\(address)".split(separator: ":").last!)!))
  } catch {
    outcome = .failure(error)
  }
  await server.beginGracefulShutdown(grace: .zero)
  try outcome.get()
}

/// A client of ours that trusts the test authority.
func ourClient(_ peer: RubyPeer, port: Int, overTLS: Bool) throws -> InteropClient {
  var configuration = ChannelConfiguration()
  if overTLS {
    configuration.tls = try TLSClientContext(
      TLSClientConfiguration(authoritiesPath: peer.certificate("ca.pem")))
    configuration.serverName = RubyPeer.serverName
    configuration.authority = RubyPeer.serverName
  }
  // What the tests ask is that every call succeeds; how fast, on a busy machine, is no matter.
  var soak = SoakSettings()
  soak.iterationDurationMax = .seconds(30)
  soak.durationMax = .seconds(60)
  return InteropClient(soak: soak) { [configuration] in
    Channel(target: "127.0.0.1:\(port)", configuration: configuration)
  }
}
