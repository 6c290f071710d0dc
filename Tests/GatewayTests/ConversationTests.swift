import Gateway
import Messages
import RPC
import Synchronization
import Testing

/// Where the turns of a conversation go when there are several workers.
@Suite(.timeLimit(.minutes(5))) struct ConversationTests {
  private typealias Proto = Apus.Inference.V1

  /// A worker that counts the conversations it was given, by their first question.
  private struct Worker: Proto.InferenceService {
    final class Seen: Sendable {
      let counts = Mutex<[String: Int]>([:])
    }
    let seen = Seen()

    func generate(
      _ request: Proto.GenerateRequest, writer: ResponseWriter<Proto.GenerateResponse>,
      context: ServerContext
    ) async throws {
      guard case .conversation(let conversation) = request.input else { return }
      let question = conversation.messages.first { $0.role == .user }?.content ?? ""
      seen.counts.withLock { $0[question, default: 0] += 1 }
    }

    func score(
      _ request: Proto.ScoreRequest, context: ServerContext
    ) async throws -> Proto.ScoreResponse { .init() }

    func tokenize(
      _ request: Proto.TokenizeRequest, context: ServerContext
    ) async throws -> Proto.TokenizeResponse { .init() }

    func listModels(
      _ request: Proto.ListModelsRequest, context: ServerContext
    ) async throws -> Proto.ListModelsResponse { .init() }
  }

  @Test func theTurnsOfOneGoToOneWorker() async throws {
    let workers = [Worker(), Worker()]
    let servers = workers.map {
      Server(
        configuration: ServerConfiguration(listen: "127.0.0.1:0", loopCount: 1), services: [$0])
    }
    var addresses: [String] = []
    for server in servers { addresses.append("\(try await server.start())") }
    try await RunningGateway.with(
      inferenceTarget: "ipv4:" + addresses.joined(separator: ",")
    ) { gateway in
      for number in 0..<40 {
        var messages = [
          Proto.ChatMessage(role: .system, content: "Be brief."),
          Proto.ChatMessage(role: .user, content: "question \(number)"),
        ]
        for turn in 0..<3 {
          let request = Proto.GenerateRequest(input: .conversation(.init(messages: messages)))
          try await gateway.client.generate(
            .init(generation: request), options: RunningGateway.admitted
          ) { steps in for try await _ in steps {} }
          messages.append(.init(role: .assistant, content: "answer \(turn)"))
          messages.append(.init(role: .user, content: "more"))
        }
      }
    }
    for server in servers { await server.beginGracefulShutdown(grace: .zero) }
    let counts = workers.map { worker in worker.seen.counts.withLock { $0 } }
    #expect(counts.allSatisfy { !$0.isEmpty }, "both are used")
    #expect(counts.allSatisfy { $0.values.allSatisfy { $0 == 3 } }, "\(counts)")
    #expect(counts.map(\.count).reduce(0, +) == 40)
  }
}
