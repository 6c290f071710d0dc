/// One message of a conversation.
struct Message: Codable, Sendable {
  var role: String
  var content: String
}

/// What came of a request, as its client saw it.
struct Answer: Sendable {
  enum Outcome: String, Codable, Sendable {
    case finished
    /// The server said that it has no room, or no time.
    case refused
    case failed
    /// Its time was over before it was answered.
    case unfinished
  }

  var outcome = Outcome.unfinished
  /// When messages with tokens came, since the request was made.
  var arrivals: [Duration] = []
  var tokenCount = 0
  /// Of those, what came with the first message.
  var firstTokenCount = 0
  var promptTokenCount = 0
  var text = ""
  /// Tokens a second by the server's own account, where it gives one.
  var serverSpeed: Double?

  mutating func came(_ text: String, tokenCount: Int, after time: Duration) {
    guard tokenCount > 0 else { return }
    if arrivals.isEmpty { firstTokenCount = tokenCount }
    arrivals.append(time)
    self.tokenCount += tokenCount
    self.text += text
  }
}

/// A server that answers conversations, greedily.
protocol AnsweringServer: Sendable {
  /// Never throws: how a request ended is its outcome.
  ///
  /// - Parameter deadline: when the client gives up.
  func answer(
    _ messages: [Message], tokenCountMax: Int, tenant: String, deadline: ContinuousClock.Instant
  ) async -> Answer

  func close() async
}
