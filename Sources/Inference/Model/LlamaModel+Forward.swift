import Compute

extension LlamaModel {
  /// Computes a batch of tokens of any number of sequences: each row attends to its own sequence up to
  /// and including itself, its key and value join the sequence's cache, and rows that want logits
  /// leave them in `workspace`.
  ///
  /// **The promise**: a row's key, value and logits are bitwise the same whichever rows share its
  /// batch, however its prompt was cut into batches, and however many threads there are.
  ///
  /// Throws, with nothing changed, when the batch is empty or larger than the workspace, when a token
  /// is not in the vocabulary, a position does not continue its sequence, or a cache is full.
  package func forward(
    _ rows: [BatchRow], in workspace: ForwardWorkspace
  ) throws(ModelError) {
    try check(rows, workspace)
    let logitRows = workspace.assignLogits(rows)
    var slot = 0
    for (index, row) in rows.enumerated() {
      let isWanted = row.wantsLogits
      (workspace.plans + index).initialize(
        to: RowPlan(
          cache: row.cache.storage, token: Int(row.token), position: row.position,
          logitSlot: isWanted ? slot : -1))
      slot += isWanted ? 1 : 0
    }
    ForwardPass(
      model: self, workspace: workspace, rowCount: rows.count, logitRowCount: logitRows.count
    ).run()
    for row in rows { row.cache.advance(by: 1) }
  }

  private func check(_ rows: [BatchRow], _ workspace: ForwardWorkspace) throws(ModelError) {
    guard (1...workspace.rowCountMax).contains(rows.count) else {
      throw ModelError(
        .invalidBatch,
        "a batch of \(rows.count) rows; this workspace takes 1...\(workspace.rowCountMax)")
    }
    var expected: [ObjectIdentifier: Int] = [:]
    var logitRowCount = 0
    for row in rows {
      guard (0..<vocabularySize).contains(Int(row.token)) else {
        throw ModelError(
          .invalidBatch, "token \(row.token) is not in the vocabulary of \(vocabularySize)")
      }
      let position = expected[ObjectIdentifier(row.cache), default: row.cache.count]
      guard row.position == position else {
        throw ModelError(
          .invalidBatch,
          "a row at position \(row.position) of a sequence that continues at \(position)")
      }
      guard position < row.cache.capacity else {
        throw ModelError(
          .cacheFull,
          "the cache holds \(row.cache.capacity) tokens and is full; shorten the prompt or make a "
            + "larger cache")
      }
      expected[ObjectIdentifier(row.cache)] = position + 1
      logitRowCount += row.wantsLogits ? 1 : 0
    }
    guard logitRowCount <= workspace.logitRowCountMax else {
      throw ModelError(
        .invalidBatch,
        "\(logitRowCount) rows want logits; this workspace takes \(workspace.logitRowCountMax)")
    }
  }
}
