package import InteropMessages
package import RPC

/// `apus.bench.v1.Echo`: answers with what it was sent, for benchmarks.
package struct EchoService: Apus.Bench.V1.EchoService {
  package init() {}

  package func unary(
    _ request: Apus.Bench.V1.Ping, context: ServerContext
  ) async throws -> Apus.Bench.V1.Pong {
    Apus.Bench.V1.Pong(payload: request.payload)
  }

  package func serverStream(
    _ request: Apus.Bench.V1.Ping, writer: ResponseWriter<Apus.Bench.V1.Pong>,
    context: ServerContext
  ) async throws {
    let pong = Apus.Bench.V1.Pong(payload: request.payload)
    for _ in 0..<request.count { try await writer.write(pong) }
  }
}
