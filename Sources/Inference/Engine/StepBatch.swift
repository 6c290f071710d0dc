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

  private(set) var rows: [BatchRow<Cache>] = []
  private(set) var choices: [Choice] = []
  /// Every request with a row.
  private(set) var requests: [RequestID] = []
  private(set) var logitRowCount = 0

  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    choices.removeAll(keepingCapacity: true)
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

  /// A part of a prompt. The last token of the prompt wants logits: the first choice comes from it.
  mutating func addPrefill(
    _ id: RequestID, cache: Cache, tokens: [TokenID], range: Range<Int>
  ) {
    requests.append(id)
    let isLast = range.upperBound == tokens.count
    for position in range {
      rows.append(
        BatchRow(
          cache: cache, token: tokens[position], position: position,
          wantsLogits: isLast && position == tokens.count - 1))
    }
    guard isLast else { return }
    choices.append(
      Choice(
        request: id, proposal: [], logitRow: logitRowCount, position: tokens.count))
    logitRowCount += 1
  }
}
