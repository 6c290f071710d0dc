import Gateway
import Messages
import RPC
import Testing

@Suite("The gateway's door")
struct DoorTests {
  @Test("No method but the listed ones answers without a key, of no service on the server")
  func everyMethodIsClosed() async throws {
    // A service that knows nothing of keys: closed all the same.
    try await RunningGateway.with(extra: [RecordingMemory(record: Record())]) { gateway in
      var closedCount = 0
      for service in gateway.services {
        for method in service.definition.methods {
          let path = MethodPath(service: service.definition.name, method: method.name)
          let code = await Self.call(path, on: gateway.channel)
          if AccessControl.openMethods.contains(path.path) {
            #expect(code == .ok, "\(path)")
          } else {
            #expect(code == .unauthenticated, "\(path)")
            closedCount += 1
          }
        }
      }
      #expect(closedCount == 45 + 17)
      #expect(gateway.record.tenantOfMethod == [:])
    }
  }

  @Test("A key that is not one of the gateway's opens nothing")
  func wrongKey() async throws {
    try await RunningGateway.with { gateway in
      let error = await #expect(throws: RPCError.self) {
        try await gateway.client.listRuns(
          .init(), options: CallOptions(metadata: ["x-api-key": "a-key-of-somebody-else"]))
      }
      #expect(error?.code == .unauthenticated)
      #expect(gateway.record.tenantOfMethod == [:])
    }
  }

  /// Sends one empty message, which every method understands, whatever its kind: on the wire a
  /// unary call is a stream of one message. A stream that does not end is left after its first answer.
  private static func call(_ path: MethodPath, on channel: Channel) async -> RPCError.Code {
    typealias Empty = Apus.Gateway.V1.GetStatusRequest
    do {
      return try await channel.bidirectionalStreaming(
        path, options: CallOptions(timeout: .seconds(30))
      ) { (writer: RequestWriter<Empty>, responses: ResponseStream<Empty>) in
        try await writer.write(Empty())
        try await writer.finish()
        for try await _ in responses { return .ok }
        return .ok
      }
    } catch {
      return (error as? RPCError)?.code ?? .unknown
    }
  }
}
