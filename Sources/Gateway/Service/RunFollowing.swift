package import Messages

/// A watcher's way through a run, over however many orchestrators it takes: where it goes on, and which text it has
/// already. Holds no clock and no connection.
///
/// Limits: text is told apart by step, attempt and place. It is given again by the orchestrator that writes it alone,
/// in the same pieces, so a piece is passed on once.
package struct RunFollowing: Sendable {
  package typealias Update = Apus.Orchestrator.V1.WatchRunResponse

  /// Orchestrators that may go away one after the other without one event in between.
  private static let breakCountMax = 20

  private struct Text {
    var attempt: UInt32
    /// Pieces that were passed on.
    var pieceCount = 0
    /// Pieces that came since the last break.
    var arrivedCount = 0
  }

  /// What is asked of the next orchestrator.
  package private(set) var request: Apus.Orchestrator.V1.WatchRunRequest
  private var texts: [String: Text] = [:]
  private var breakCount = 0

  package init(_ request: Apus.Orchestrator.V1.WatchRunRequest) {
    self.request = request
  }

  /// False for what the watcher has seen.
  package mutating func arrived(_ update: Update) -> Bool {
    switch update.update {
    case .event:
      if !update.continuationToken.isEmpty {
        request.continuationToken = update.continuationToken
        request.afterSequence = 0
        breakCount = 0
      }
      return true
    case .tokens(let tokens):
      var text = texts[tokens.stepID] ?? Text(attempt: tokens.attempt)
      if text.attempt != tokens.attempt { text = Text(attempt: tokens.attempt) }
      text.arrivedCount += 1
      let isNew = text.arrivedCount > text.pieceCount
      if isNew { text.pieceCount += 1 }
      texts[tokens.stepID] = text
      return isNew
    case .ended, nil: return true
    }
  }

  /// The orchestrator went away; false when it is not worth asking another one.
  package mutating func broke() -> Bool {
    for step in texts.keys { texts[step]?.arrivedCount = 0 }
    breakCount += 1
    // Without a token there is nothing to go on from: the caller may begin again itself.
    return !request.continuationToken.isEmpty && breakCount <= Self.breakCountMax
  }
}
