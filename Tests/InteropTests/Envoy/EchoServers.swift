import RPC
import RPCFixture
import RPCServices
import Synchronization
import TestSupport
import Testing
import Transport

/// A server of ours, as it stands behind Envoy.
struct EchoServer {
  let server: Server
  let echo: EchoService
  let standard: StandardServices
  let calls: ServedCalls
  let address: String
}

/// What a server was asked; refuses calls when told to.
final class ServedCalls: ServerInterceptor {
  private struct State {
    var count = 0
    var refusalCount = 0
    var peers: Set<String> = []
    var identities: [String] = []
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.count } }
  /// Connections that calls came on.
  var peerCount: Int { state.withLock { $0.peers.count } }
  /// The subjects of callers.
  var identities: [String] { state.withLock { $0.identities } }

  /// Ends the next calls with UNAVAILABLE.
  func refuse(_ count: Int) { state.withLock { $0.refusalCount = count } }

  func intercept(
    _ context: ServerContext, _ next: (ServerContext) async throws -> Void
  ) async throws {
    guard context.method.hasPrefix("/\(EchoService.name)/") else { return try await next(context) }
    let isRefused = state.withLock { state in
      state.count += 1
      state.peers.insert(context.peer)
      if let identity = context.peerIdentity { state.identities.append(identity.subject) }
      state.refusalCount -= 1
      return state.refusalCount >= 0
    }
    if isRefused { throw RPCError(.unavailable, "as told") }
    try await next(context)
  }
}

/// Runs `body` with echo servers and ends them.
func withServers(
  _ count: Int, limits: ConnectionLimits = ConnectionLimits(), tls: TLSServerContext? = nil,
  _ body: ([EchoServer]) async throws -> Void
) async throws {
  var servers: [EchoServer] = []
  for _ in 0..<count {
    var configuration = ServerConfiguration()
    configuration.connectionLimits = limits
    configuration.tls = tls
    let (echo, calls) = (EchoService(), ServedCalls())
    let standard = StandardServices(beside: [echo])
    let server = Server(
      configuration: configuration, services: standard.all, interceptors: [calls])
    let address = "\(try await server.start())"
    servers.append(
      EchoServer(server: server, echo: echo, standard: standard, calls: calls, address: address))
  }
  let outcome: Result<Void, any Error>
  do { outcome = .success(try await body(servers)) } catch { outcome = .failure(error) }
  for server in servers { await server.server.beginGracefulShutdown(grace: .zero) }
  try outcome.get()
}

/// Runs `body` with an Envoy and a channel to it.
func withEnvoy(
  _ configuration: EnvoyConfiguration, _ body: (Envoy, Channel) async throws -> Void
) async throws {
  let envoy = try await Envoy(configuration)
  let channel = Channel(target: envoy.address)
  let outcome: Result<Void, any Error>
  do { outcome = .success(try await body(envoy, channel)) } catch { outcome = .failure(error) }
  await channel.shutdown()
  try outcome.get()
}

/// The status that `body` fails with; nil when it succeeds.
func failure(_ body: () async throws -> Void) async -> RPCError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? RPCError ?? RPCError(.unknown, "\(error)")
  }
}

/// Repeats `body` until it is true. The limit only bounds a failure.
func repeatUntil(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(60)
  while !(try await body()) {
    try #require(
      ContinuousClock.now < deadline, "it never came true", sourceLocation: sourceLocation)
    try await RPCLoops.shared.next().sleep(for: .milliseconds(20))
  }
}
