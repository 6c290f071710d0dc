import Foundation

/// Many clients at once.
struct Load {
  private struct Line: Encodable, Sendable {
    var outcome: Answer.Outcome
    /// When it was asked, since the beginning, in seconds.
    var asked: Double
    var tokens: Int
    /// When messages with tokens came, since it was asked, in milliseconds.
    var arrivals: [Double]
  }

  let server: any AnsweringServer
  let conversations: [Conversation]
  let tokenCountMax: Int
  /// The longest that an answer is waited for where nothing says otherwise.
  private static let patience = Duration.seconds(600)

  /// Poisson: the gaps between requests are exponential, a function of the seed alone.
  func open(duration: Duration, grace: Duration, rate: Double, seed: UInt64) async {
    var random = SplitMix64(state: seed)
    let start = ContinuousClock.now
    let deadline = start + duration + grace
    await withTaskGroup(of: Line.self) { group in
      var moment = Duration.zero
      for number in 0... {
        moment += .seconds(random.exponential() / rate)
        guard moment < duration else { break }
        try? await Task.sleep(until: start + moment)
        let asked = moment
        group.addTask { await ask(number, asked: asked, deadline: deadline) }
      }
      for await line in group { Output.line(line) }
    }
  }

  /// Asks `requestCount` times in all, so that a slow server is measured as well as a fast one.
  func closed(requestCount: Int, clientCount: Int) async {
    let start = ContinuousClock.now
    await withTaskGroup(of: [Line].self) { group in
      for client in 0..<clientCount {
        group.addTask {
          var lines: [Line] = []
          for number in stride(from: client, to: requestCount, by: clientCount) {
            lines.append(
              await ask(number, asked: .now - start, deadline: .now + Self.patience))
          }
          return lines
        }
      }
      for await lines in group { for line in lines { Output.line(line) } }
    }
  }

  private func ask(
    _ number: Int, asked: Duration, deadline: ContinuousClock.Instant
  ) async -> Line {
    let conversation = conversations[number % conversations.count]
    let answer = await server.answer(
      [Message(role: "user", content: conversation.turns[0])], tokenCountMax: tokenCountMax,
      tenant: "bench", deadline: deadline)
    return Line(
      outcome: answer.outcome, asked: asked / .seconds(1), tokens: answer.tokenCount,
      arrivals: answer.arrivals.map { $0 / .milliseconds(1) })
  }
}

/// Steele, Lea and Flood's generator: small, and the same on every machine.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Exponential, of mean 1.
  mutating func exponential() -> Double {
    -log((Double(next() >> 11) + 1) * 0x1p-53)
  }
}
