package import Messages
internal import RPC

/// Appends question and answer to the run's session, once however often it is repeated; begins the
/// session if there is none yet.
package struct MemoryAgent: Agent {
  package let name = "memory"
  package let kind = AgentKind.external
  package let signature = AgentSignature(
    inputs: ["sessionID": .string, "question": .string, "answer": .string],
    output: .object(["turnCount": .number]))

  private let client: Apus.Memory.V1.MemoryServiceClient

  package init(memory: Apus.Memory.V1.MemoryServiceClient) {
    client = memory
  }

  package func perform(
    _ task: AgentTask, emit: @Sendable (TokenPiece) -> Void
  ) async throws -> AgentResult {
    let session = try task.input("sessionID", as: String.self)
    guard !session.isEmpty else {
      return AgentResult(output: ["turnCount": 0], summary: "no session to remember in")
    }
    let request = Apus.Memory.V1.AppendTurnsRequest(
      tenantID: task.tenant, sessionID: session,
      turns: [
        .init(speaker: .user, text: try task.input("question", as: String.self), runID: task.runID),
        .init(
          speaker: .assistant, text: try task.input("answer", as: String.self), runID: task.runID),
      ], idempotencyKey: task.runID)
    let tools = try await Downstream.call("memory") { try await append(request) }
    return AgentResult(
      output: ["turnCount": 2], summary: "2 turns remembered in session \(session)",
      toolsCalled: tools)
  }

  private func append(_ request: Apus.Memory.V1.AppendTurnsRequest) async throws -> [String] {
    do {
      _ = try await client.appendTurns(request)
      return ["memory.AppendTurns"]
    } catch let error as RPCError where error.code == .notFound {
      do {
        _ = try await client.createSession(
          .init(tenantID: request.tenantID, sessionID: request.sessionID))
      } catch let error as RPCError where error.code == .alreadyExists {
        // Somebody else began it in between.
      }
      _ = try await client.appendTurns(request)
      return ["memory.AppendTurns", "memory.CreateSession", "memory.AppendTurns"]
    }
  }
}
