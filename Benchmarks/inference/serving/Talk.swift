/// Conversations one after the other, one request at a time.
struct Talk {
  private struct Turn: Encodable {
    var conversation: Int
    var turn: Int
    var outcome: Answer.Outcome
    var promptTokens: Int
    var tokens: Int
    /// Tokens behind the first message by the time from the first message to the last.
    var tokensPerSecond: Double
    var answer: String
  }

  let server: any AnsweringServer
  let tokenCountMax: Int

  func run(_ conversations: [Conversation]) async throws {
    for (number, conversation) in conversations.enumerated() {
      var messages: [Message] = []
      for (turn, text) in conversation.turns.enumerated() {
        messages.append(Message(role: "user", content: text))
        // A tenant of its own: no request finds what another one computed.
        let answer = await server.answer(
          messages, tokenCountMax: tokenCountMax, tenant: "bench-\(number)-\(turn)",
          deadline: .now + .seconds(120))
        Output.line(
          Turn(
            conversation: number, turn: turn, outcome: answer.outcome,
            promptTokens: answer.promptTokenCount, tokens: answer.tokenCount,
            tokensPerSecond: answer.speed, answer: answer.text))
        messages.append(Message(role: "assistant", content: answer.text))
      }
    }
  }
}

extension Answer {
  fileprivate var speed: Double {
    guard let first = arrivals.first, let last = arrivals.last, last > first else { return 0 }
    return Double(tokenCount - firstTokenCount) / ((last - first) / .seconds(1))
  }
}
