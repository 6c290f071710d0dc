internal import Messages
internal import RPC
internal import Service

/// Calls to the gateway: one channel, one trace, one key.
struct GatewayConnection: Sendable {
  let location: GatewayLocation
  let channel: Channel
  let client: Apus.Gateway.V1.GatewayServiceClient
  private let timeout: Duration?

  /// Runs `body` with a connection and closes it afterwards. All its calls share a new trace.
  static func open<T>(
    _ location: GatewayLocation, timeout: Duration? = nil,
    _ body: (GatewayConnection) async throws -> T
  ) async throws -> T {
    let channel = try location.tls.channel(to: location.address)
    let connection = GatewayConnection(
      location: location, channel: channel, client: .init(channel: channel), timeout: timeout)
    let scope = CallScope(deadline: nil, trace: .random())
    do {
      let result = try await CallScope.$current.withValue(scope) { try await body(connection) }
      await channel.shutdown()
      return result
    } catch {
      await channel.shutdown()
      throw error
    }
  }

  static func open<T>(
    _ invocation: Invocation, _ body: (GatewayConnection) async throws -> T
  ) async throws -> T {
    try await open(
      GatewayLocation(invocation), timeout: invocation.values.duration("timeout"), body)
  }

  private init(
    location: GatewayLocation, channel: Channel, client: Apus.Gateway.V1.GatewayServiceClient,
    timeout: Duration?
  ) {
    self.location = location
    self.channel = channel
    self.client = client
    self.timeout = timeout
  }

  /// The key and the time limit that every call carries.
  var options: CallOptions {
    CallOptions(metadata: ["authorization": "Bearer \(location.apiKey)"], timeout: timeout)
  }
}
