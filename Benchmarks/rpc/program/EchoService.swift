import InteropMessages
import RPC

/// Answers with what it was sent.
struct EchoService: Apus.Bench.V1.EchoService {
  func unary(
    _ request: Apus.Bench.V1.Ping, context: ServerContext
  ) async throws -> Apus.Bench.V1.Pong {
    Apus.Bench.V1.Pong(payload: request.payload)
  }

  func serverStream(
    _ request: Apus.Bench.V1.Ping, writer: ResponseWriter<Apus.Bench.V1.Pong>,
    context: ServerContext
  ) async throws {
    let pong = Apus.Bench.V1.Pong(payload: request.payload)
    for _ in 0..<request.count { try await writer.write(pong) }
  }
}
