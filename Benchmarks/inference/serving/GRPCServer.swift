import Messages
import RPC

/// An inference worker of ours.
struct GRPCServer: AnsweringServer {
  private let channel: Channel
  private let client: Apus.Inference.V1.InferenceServiceClient

  init(address: String) throws {
    channel = Channel(target: address)
    client = .init(channel: channel)
  }

  func answer(
    _ messages: [Message], tokenCountMax: Int, tenant: String, deadline: ContinuousClock.Instant
  ) async -> Answer {
    let request = Apus.Inference.V1.GenerateRequest(
      tenantID: tenant,
      input: .conversation(
        .init(
          messages: messages.map {
            .init(role: $0.role == "user" ? .user : .assistant, content: $0.content)
          })),
      maxTokens: UInt32(tokenCountMax))
    // Giving up is the client's own doing. A deadline on the call would have the worker refuse
    // requests that would be late, which the other server cannot.
    return await withTaskGroup(of: Answer?.self) { group in
      let progress = Progress()
      group.addTask { await ask(request, progress) }
      group.addTask {
        try? await Task.sleep(until: deadline)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first ?? progress.answer
    }
  }

  private func ask(
    _ request: Apus.Inference.V1.GenerateRequest, _ progress: Progress
  ) async -> Answer {
    let start = ContinuousClock.now
    do {
      try await client.generate(request) { responses in
        for try await response in responses {
          let now = ContinuousClock.now
          progress.change {
            $0.came(response.text, tokenCount: response.tokenIDs.count, after: now - start)
            guard let usage = response.usage else { return }
            $0.promptTokenCount = Int(usage.promptTokens)
            $0.serverSpeed = usage.decodeTokensPerS
            $0.outcome = .finished
          }
        }
      }
    } catch {
      let code = (error as? RPCError)?.code
      let isRefusal = code == .resourceExhausted || code == .deadlineExceeded
      progress.change { $0.outcome = isRefusal ? .refused : .failed }
    }
    return progress.answer
  }

  func close() async { await channel.shutdown() }
}
