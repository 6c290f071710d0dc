import Messages
import RPC
import RPCFixture
import Synchronization
import Testing

/// Interceptors have the last word on what the client is told beside the messages.
@Suite(.timeLimit(.minutes(5))) struct InterceptorTests {
  /// Puts one thing, takes one back and replaces one, before the handler and after it.
  private struct Editor: ServerInterceptor {
    func intercept(
      _ context: ServerContext, _ next: (ServerContext) async throws -> Void
    ) async throws {
      context.addInitialMetadata("x-early", "1")
      context.addInitialMetadata("x-secret", "swordfish")
      do {
        try await next(context)
      } catch var error as RPCError {
        error.message = "edited: \(error.code.name)"
        edit(context)
        throw error
      }
      edit(context)
    }

    private func edit(_ context: ServerContext) {
      // Too late for a stream that has begun, in time for a reply that leaves at the end.
      context.changeInitialMetadata { metadata in
        metadata.removeAll("x-secret")
        metadata.removeAll("seen-x-colour")
        metadata.append("seen-x-colour", "red")
      }
      context.changeTrailingMetadata { metadata in
        metadata.removeAll("after-x-colour")
        metadata.append("after-x-colour", "blue")
      }
    }
  }

  private final class Heard: Sendable {
    private let seen = Mutex((initial: Metadata(), trailing: Metadata()))
    var initial: Metadata { seen.withLock { $0.initial } }
    var trailing: Metadata { seen.withLock { $0.trailing } }

    func options() -> CallOptions {
      CallOptions(
        metadata: ["x-colour": "green"],
        onInitialMetadata: { metadata in self.seen.withLock { $0.initial = metadata } },
        onTrailingMetadata: { metadata in self.seen.withLock { $0.trailing = metadata } })
    }
  }

  @Test func aUnaryReplyIsWhatTheInterceptorLeavesOfIt() async throws {
    try await withEchoServer(interceptors: [Editor()]) { channel, _, _ in
      let heard = Heard()
      let _: Note = try await channel.unary(
        EchoService.path("Metadata"), Note(), options: heard.options())
      #expect(heard.initial["x-early"] == "1")
      #expect(heard.initial["x-secret"] == nil)
      #expect(heard.initial.values("seen-x-colour") == ["red"])
      #expect(heard.trailing.values("after-x-colour") == ["blue"])
    }
  }

  @Test func aFailureIsWhatTheInterceptorMakesOfIt() async throws {
    try await withEchoServer(interceptors: [Editor()]) { channel, _, _ in
      let error = await status {
        let _: Note = try await channel.unary(EchoService.path("Fail"), Note(typeUrl: "5"))
      }
      #expect(error?.code == .notFound)
      #expect(error?.message == "edited: NOT_FOUND")
      #expect(error?.metadata["after-x-colour"] == "blue")
      #expect(error?.metadata["x-trailing"] == "failed")
    }
  }

  @Test(arguments: ["Expand", "Collect", "Chat"])
  func streamsAreEditedToo(_ method: String) async throws {
    try await withEchoServer(interceptors: [Editor()]) { channel, _, _ in
      let heard = Heard()
      let path = EchoService.path(method)
      switch method {
      case "Collect":
        let _: Note = try await channel.clientStreaming(path, options: heard.options()) {
          (writer: RequestWriter<Note>) in try await writer.write(Note(typeUrl: "1"))
        }
      case "Expand":
        try await channel.serverStreaming(path, Note(typeUrl: "3"), options: heard.options()) {
          (notes: ResponseStream<Note>) in for try await _ in notes {}
        }
      default:
        try await channel.bidirectionalStreaming(path, options: heard.options()) {
          (writer: RequestWriter<Note>, notes: ResponseStream<Note>) in
          try await writer.write(Note(typeUrl: "1"))
          try await writer.finish()
          for try await _ in notes {}
        }
      }
      #expect(heard.initial["x-early"] == "1")
      // The headers of a stream leave with its first message, those of the others with the last.
      #expect(heard.initial["x-secret"] == (method == "Collect" ? nil : "swordfish"))
      #expect(heard.trailing.values("after-x-colour") == ["blue"])
    }
  }
}
