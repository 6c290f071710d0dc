import Gateway
import Messages
import RPC
import RPCServices

/// A gateway on a port of its own, with the four services behind it on another.
struct RunningGateway {
  static let key = "the-key-of-tenant-acme"
  static let ownersKey = "the-key-of-the-owner-of-acme"

  let channel: Channel
  let client: Apus.Gateway.V1.GatewayServiceClient
  /// Everything that the gateway's server offers.
  let services: [any RPCService]
  let record: Record

  /// What a caller sends that may export and erase.
  static var owner: CallOptions { CallOptions(metadata: ["x-api-key": ownersKey]) }

  /// What a caller with a key sends.
  static var admitted: CallOptions { CallOptions(metadata: ["x-api-key": key]) }

  /// Runs `body` and shuts everything down. `extra` is served beside the gateway's own service; another
  /// `inferenceTarget` stands for the recording one, and `canary` gets its share. The services are called by
  /// `configuration`.
  static func with(
    extra: [any RPCService] = [], inferenceTarget: String? = nil,
    canary: InferenceCanary? = nil, configuration: ChannelConfiguration = ChannelConfiguration(),
    _ body: (RunningGateway) async throws -> Void
  ) async throws {
    let record = Record()
    let backend = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [
        RecordingMemory(record: record), RecordingRetrieval(record: record),
        RecordingInference(record: record), RecordingOrchestrator(record: record),
        RecordingWorkflows(record: record), RecordingEvents(record: record),
        RecordingAgents(record: record),
      ])
    let target = "\(try await backend.start())"
    let backends = Backends(
      orchestratorTarget: target, memoryTarget: target, retrievalTarget: target,
      inferenceTarget: inferenceTarget ?? target, configuration: { _ in configuration })
    let api = GatewayAPI(
      backends: backends, canary: canary, ownStatus: { .init(name: "gateway") })
    let services = StandardServices(beside: [api] + extra).all
    let door = AccessControl(
      keys: [
        APIKey(text: key, tenantID: "acme"),
        APIKey(text: ownersKey, tenantID: "acme", isOwner: true),
      ], callsPerSecond: 1_000_000, burst: 1_000_000)
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"), services: services,
      interceptors: [door])
    let channel = Channel(target: "\(try await server.start())")
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(
        try await body(
          RunningGateway(
            channel: channel, client: .init(channel: channel), services: services,
            record: record)))
    } catch {
      outcome = .failure(error)
    }
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    await backends.shutdown()
    await backend.beginGracefulShutdown(grace: .zero)
    try outcome.get()
  }
}
