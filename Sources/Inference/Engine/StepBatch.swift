/// The rows of one pass, and where each request finds its logits.
struct StepBatch<Cache: SequenceCache> {
  /// What a request may choose from.
  struct Choice {
    var request: RequestID
    var proposal: ArraySlice<TokenID>
    /// The first of its rows among those that want logits.
    var logitRow: Int
    /// The position of the first token to choose.
    var position: Int
  }

  /// Rows of a prompt that say how likely the tokens behind them are.
  struct Score {
    var request: RequestID
    /// Their positions.
    var rows: Range<Int>
    /// The first of them among those that want logits.
    var logitRow: Int
  }

  /// Rows of prompts that want logits in a step, at most: they bound the memory that a step's logits
  /// take.
  static var scoredRowCountMax: Int { 32 }

  private(set) var rows: [BatchRow<Cache>] = []
  private(set) var choices: [Choice] = []
  private(set) var scores: [Score] = []
  /// Every request with a row.
  private(set) var requests: [RequestID] = []
  private(set) var logitRowCount = 0

  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    choices.removeAll(keepingCapacity: true)
    scores.removeAll(keepingCapacity: true)
    requests.removeAll(keepingCapacity: true)
    logitRowCount = 0
  }

  /// The newest token of a sequence, at `position`, and the proposal behind it.
  mutating func addDecoding(
    _ id: RequestID, cache: Cache, newest: TokenID, proposal: ArraySlice<TokenID>, position: Int
  ) {
    requests.append(id)
    choices.append(
      Choice(
        request: id, proposal: proposal, logitRow: logitRowCount, position: position + 1))
    for (offset, token) in ([newest] + proposal).enumerated() {
      rows.append(
        BatchRow(cache: cache, token: token, position: position + offset, wantsLogits: true))
    }
    logitRowCount += proposal.count + 1
  }

  /// A part of a prompt. The last token of the prompt wants logits, for the first choice comes from it;
  /// where tokens are scored, their rows do.
  mutating func addPrefill(
    _ id: RequestID, cache: Cache, tokens: [TokenID], range: Range<Int>, scoring: Scoring?
  ) {
    requests.append(id)
    let wanted = range.clamped(to: scoring?.rows ?? tokens.count - 1..<tokens.count)
    for position in range {
      rows.append(
        BatchRow(
          cache: cache, token: tokens[position], position: position,
          wantsLogits: wanted.contains(position)))
    }
    guard !wanted.isEmpty else { return }
    if scoring == nil {
      choices.append(
        Choice(request: id, proposal: [], logitRow: logitRowCount, position: tokens.count))
    } else {
      scores.append(Score(request: id, rows: wanted, logitRow: logitRowCount))
    }
    logitRowCount += wanted.count
  }
}
