/// How long requests take, as measured: what deadlines are judged by and retry hints are made of.
///
/// Moving averages over requests that finished and passes that ran; nil before the first. It takes a
/// machine that stays as it is for granted, and so it errs after every change of load, for a few
/// requests.
package struct ServiceEstimate: Sendable {
  private static let newness = 0.125

  /// Seconds to read a prompt token.
  package var secondsPerPromptToken: Double?
  /// Seconds between two tokens of an answer.
  package private(set) var secondsPerToken: Double?
  /// Tokens of an answer.
  package private(set) var answerTokenCount: Double?
  /// Seconds from admission to the end.
  package private(set) var runningSeconds: Double?

  package init() {}

  /// A request ran to its end.
  package mutating func finished(running: Duration, tokenCount: Int, tokensPerSecond: Double) {
    Self.take(running / .seconds(1), into: &runningSeconds)
    Self.take(Double(tokenCount), into: &answerTokenCount)
    if tokensPerSecond > 0 { Self.take(1 / tokensPerSecond, into: &secondsPerToken) }
  }

  private static func take(_ sample: Double, into average: inout Double?) {
    average = average.map { $0 + newness * (sample - $0) } ?? sample
  }

  /// The time until a request that arrives now is answered: the wait for a place, the prompts that are
  /// read before its own, its own, and an answer as long as they are on average, or as it may be.
  ///
  /// - Parameters:
  ///   - waitingCount: requests before it; `placeCount`: those that run at once; `runningCount`: do now.
  ///   - unreadTokenCount: prompt tokens of running requests that are still to be read.
  ///   - promptTokenCount: its own, without those that are cached.
  /// - Returns: nil while something that it needs was never measured.
  package func timeToAnswer(
    waitingCount: Int, runningCount: Int, placeCount: Int, unreadTokenCount: Int,
    promptTokenCount: Int, answerTokenCountMax: Int
  ) -> Duration? {
    guard let secondsPerPromptToken, let secondsPerToken, let answerTokenCount,
      let wait = timeToPlace(
        waitingCount: waitingCount, runningCount: runningCount, placeCount: placeCount)
    else { return nil }
    let prompts = Double(unreadTokenCount + promptTokenCount) * secondsPerPromptToken
    let answer = max(0, min(answerTokenCount, Double(answerTokenCountMax)) - 1) * secondsPerToken
    return wait + .seconds(prompts + answer)
  }

  /// The time until one more request finds a place: places become free one after the other, all of them
  /// once in the time that a request runs.
  package func timeToPlace(waitingCount: Int, runningCount: Int, placeCount: Int) -> Duration? {
    let ahead = waitingCount + runningCount - placeCount + 1
    guard ahead > 0 else { return .zero }
    guard let runningSeconds else { return nil }
    return .seconds(runningSeconds * Double(ahead) / Double(placeCount))
  }
}
