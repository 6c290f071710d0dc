import RPC
import RPCFixture
import Testing
import Transport

/// Runs `body` against an echo server on an ephemeral port and shuts both ends down.
func withEchoServer<Result>(
  configuration: ServerConfiguration = ServerConfiguration(),
  channelConfiguration: ChannelConfiguration = ChannelConfiguration(),
  interceptors: [any ServerInterceptor] = [],
  _ body: (Channel, EchoService, Server) async throws -> Result
) async throws -> Result {
  let service = EchoService()
  let server = Server(
    configuration: configuration, services: [service], interceptors: interceptors)
  let address = try await server.start()
  let channel = Channel(target: "\(address)", configuration: channelConfiguration)
  let result: Swift.Result<Result, any Error>
  do {
    result = .success(try await body(channel, service, server))
  } catch {
    result = .failure(error)
  }
  await channel.shutdown()
  await server.beginGracefulShutdown(grace: .milliseconds(200))
  return try result.get()
}

/// The status that `body` fails with.
func status(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async -> RPCError? {
  do {
    try await body()
    Issue.record("the call succeeded", sourceLocation: sourceLocation)
    return nil
  } catch let error as RPCError {
    return error
  } catch {
    Issue.record("not a status: \(error)", sourceLocation: sourceLocation)
    return nil
  }
}
