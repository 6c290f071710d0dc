import Compute
import Synchronization

extension DecoderModel: LanguageModel {
  package var contextLength: Int { configuration.contextLength }

  package var cacheBlockLength: Int { Attention.blockLength }
  package var cacheBlockByteCount: Int { cacheLayout.byteCount }

  /// Bytes that the keys and values of so many tokens take, in whole blocks.
  package func cacheByteCount(tokenCount: Int) -> Int {
    cacheLayout.byteCount(tokenCount: tokenCount)
  }

  package func makeCacheBlocks(count: Int) -> KVBlocks {
    KVBlocks(cacheLayout, blockCount: count)
  }

  package func makeCache(capacity: Int, in blocks: KVBlocks) throws(ModelError) -> KVCache {
    try configuration.check(cacheCapacity: capacity)
    return KVCache(capacity: capacity, blocks: blocks)
  }

  /// Computes a batch of tokens of any number of sequences: each row attends to its own sequence up
  /// to and including itself, its key and value join the sequence's cache, and rows that want logits
  /// write them to `logits`, one row of `vocabularySize` floats after the other.
  ///
  /// **The promise**: a row's key, value and logits are bitwise the same whichever rows share its
  /// batch, however its prompt was cut into batches, and however many threads there are.
  ///
  /// The first row of a sequence may lie before the cache's end: what the cache holds from there on
  /// is forgotten first. The rows after it continue one by one.
  ///
  /// Throws, with nothing changed, when the batch is empty, a token is not in the vocabulary, a
  /// position does not continue its sequence, a cache is full, or `logits` has not the right size.
  /// Passes take turns: one model computes one batch at a time.
  package func forward(
    _ rows: [BatchRow<KVCache>], logits: UnsafeMutableBufferPointer<Float>
  ) throws(ModelError) {
    try check(rows, logitCount: logits.count)
    workspace.withLock { workspace in
      var output = logits.baseAddress
      for begin in stride(from: 0, to: rows.count, by: workspace.rowCountMax) {
        let part = rows[begin..<min(begin + workspace.rowCountMax, rows.count)]
        let (all, wanted) = workspace.plan(part)
        switch configuration.family {
        case .llama: compute(LlamaDesign.self, workspace, all, wanted, output)
        case .qwen2: compute(Qwen2Design.self, workspace, all, wanted, output)
        case .qwen3: compute(Qwen3Design.self, workspace, all, wanted, output)
        case .gemma3: compute(Gemma3Design.self, workspace, all, wanted, output)
        }
        output = output.map { $0 + wanted.count * vocabularySize }
      }
    }
    for row in rows { row.cache.ends(afterPosition: row.position) }
  }

  /// One pass, compiled for the design.
  private func compute<Design: DecoderDesign>(
    _: Design.Type, _ workspace: ForwardWorkspace, _ all: PassRows, _ wanted: PassRows,
    _ logits: UnsafeMutablePointer<Float>?
  ) {
    ForwardPass<Design>(
      model: self, workspace: workspace, all: all, wanted: wanted, logits: logits
    ).run()
  }

  private func check(_ rows: [BatchRow<KVCache>], logitCount: Int) throws(ModelError) {
    guard !rows.isEmpty else { throw ModelError(.invalidBatch, "a batch without rows") }
    var next: [ObjectIdentifier: Int] = [:]
    var logitRowCount = 0
    for row in rows {
      guard (0..<vocabularySize).contains(Int(row.token)) else {
        throw ModelError(
          .invalidBatch, "token \(row.token) is not in the vocabulary of \(vocabularySize)")
      }
      let cache = ObjectIdentifier(row.cache)
      let continues =
        next[cache].map { row.position == $0 } ?? (0...row.cache.count).contains(row.position)
      guard continues else {
        throw ModelError(
          .invalidBatch,
          "a row at position \(row.position) of a sequence of \(next[cache] ?? row.cache.count)")
      }
      guard row.position < row.cache.capacity else {
        throw ModelError(
          .cacheFull,
          "the cache holds \(row.cache.capacity) tokens and is full; shorten the prompt or make a "
            + "larger cache")
      }
      guard row.position < row.cache.mappedCount else {
        throw ModelError(
          .cacheFull,
          "a row at position \(row.position) of a cache with blocks for \(row.cache.mappedCount) tokens"
        )
      }
      next[cache] = row.position + 1
      logitRowCount += row.wantsLogits ? 1 : 0
    }
    guard logitCount == logitRowCount * vocabularySize else {
      throw ModelError(
        .invalidBatch,
        "room for \(logitCount) logits; \(logitRowCount) rows of \(vocabularySize) are wanted")
    }
  }
}
