import Messages
import RPC
import RPCFixture
import Testing

@Suite struct EarlyRefusalTests {
  /// Refuses calls before anything of their requests was read.
  private struct Refusal: ServerInterceptor {
    func intercept(
      _ context: ServerContext, _ next: (ServerContext) async throws -> Void
    ) async throws {
      guard context.metadata["x-admitted"] != nil else { throw RPCError(.unauthenticated, "no") }
      try await next(context)
    }
  }

  /// The server ends its side before the client has: it resets the stream, and goes on serving.
  @Test func theConnectionServesOnAfterAStreamWasRefusedBeforeItsEnd() async throws {
    try await withEchoServer(interceptors: [Refusal()]) { channel, _, _ in
      for _ in 0..<3 {
        let error = await status {
          let _: Note = try await channel.clientStreaming(EchoService.path("Drip")) { writer in
            let writer: RequestWriter<Note> = writer
            try await writer.write(Note())
            try await writer.finish()
          }
        }
        #expect(error?.code == .unauthenticated)
        let options = CallOptions(metadata: ["x-admitted": "yes"], timeout: .seconds(10))
        let note: Note = try await channel.unary(
          EchoService.path("Metadata"), Note(value: [1]), options: options)
        #expect(note.value == [1])
      }
    }
  }
}
