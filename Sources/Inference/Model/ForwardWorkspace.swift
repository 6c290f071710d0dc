import Compute

/// The buffers of a forward pass, reused from step to step, and the logits that the last one left.
///
/// Shapes, with R = `rowCountMax`: `residual`, `normed` [R][embedding]; `attended` [R][query width];
/// `projected` [R][query + key + value]; `gate`, `up` [R][feed-forward]; `selected` [L][embedding],
/// `logitValues` [L][vocabulary] with L = `logitRowCountMax`; `scores` per thread.
///
/// `@unchecked Sendable`: used by one forward pass at a time, whose threads write disjoint parts.
package final class ForwardWorkspace: @unchecked Sendable {
  /// Rows in one batch.
  package let rowCountMax: Int
  /// Rows of one batch that may want logits.
  package let logitRowCountMax: Int

  let vocabularySize: Int
  let residual: UnsafeMutablePointer<Float>
  let projected: UnsafeMutablePointer<Float>
  let up: UnsafeMutablePointer<Float>
  let normed: ScratchRows
  let attended: ScratchRows
  let hidden: ScratchRows
  let selected: ScratchRows
  let rotation: UnsafeMutablePointer<Float>
  let scores: UnsafeMutablePointer<Float>
  let scoreCountPerLane: Int
  let plans: UnsafeMutablePointer<RowPlan>
  private let logitValues: UnsafeMutablePointer<Float>
  private var logitSlots: [Int?] = []
  private let memory: [AlignedMemory]

  /// Makes buffers for batches of up to `rowCountMax` rows, of which `logitRowCountMax` may want
  /// logits. Memory that no batch has needed yet is not used.
  package init(_ model: LlamaModel, rowCountMax: Int = 256, logitRowCountMax: Int = 64) {
    precondition(rowCountMax >= 1 && logitRowCountMax >= 1)
    self.rowCountMax = rowCountMax
    self.logitRowCountMax = logitRowCountMax
    let shape = model.configuration
    vocabularySize = shape.vocabularySize
    scoreCountPerLane = Attention.scoreCount(
      queryCount: shape.groupSize, keyCount: shape.contextLength)
    var memory: [AlignedMemory] = []
    func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
      memory.append(AlignedMemory(byteCount: count * MemoryLayout<Float>.stride))
      return memory.last!.pointer()
    }
    func rows(_ rowCount: Int, _ columnCount: Int) -> ScratchRows {
      let quantized = AlignedMemory(
        byteCount: rowCount * ActivationRows.quantizedByteCount(columnCount: columnCount))
      memory.append(quantized)
      return ScratchRows(
        floats: floats(rowCount * columnCount), quantized: quantized.base,
        columnCount: columnCount)
    }
    residual = floats(rowCountMax * shape.embeddingLength)
    projected = floats(rowCountMax * (shape.queryWidth + 2 * shape.keyValueWidth))
    up = floats(rowCountMax * shape.feedForwardLength)
    normed = rows(rowCountMax, shape.embeddingLength)
    attended = rows(rowCountMax, shape.queryWidth)
    hidden = rows(rowCountMax, shape.feedForwardLength)
    selected = rows(logitRowCountMax, shape.embeddingLength)
    rotation = floats(rowCountMax * shape.ropeDimension)
    scores = floats(scoreCountPerLane * model.pool.threadCount)
    logitValues = floats(logitRowCountMax * shape.vocabularySize)
    plans = .allocate(capacity: rowCountMax)
    self.memory = memory
  }

  deinit { plans.deallocate() }

  var logitOutput: UnsafeMutablePointer<Float> { logitValues }

  /// Remembers which rows of the batch have logits; returns the rows in order.
  func assignLogits(_ rows: [BatchRow]) -> [Int] {
    var wanted: [Int] = []
    logitSlots = rows.indices.map { row in
      guard rows[row].wantsLogits else { return nil }
      wanted.append(row)
      return wanted.count - 1
    }
    return wanted
  }

  /// The logits after row `row` of the last batch, one float per token of the vocabulary.
  ///
  /// Valid until the next forward pass in this workspace. The row must have asked for them.
  package func logits(ofRow row: Int) -> UnsafeBufferPointer<Float> {
    guard row < logitSlots.count, let slot = logitSlots[row] else {
      preconditionFailure("row \(row) of the last batch did not ask for logits")
    }
    return UnsafeBufferPointer(
      start: logitValues + slot * vocabularySize, count: vocabularySize)
  }
}

/// Rows of activations with room for their quantised form.
struct ScratchRows {
  let floats: UnsafeMutablePointer<Float>
  let quantized: UnsafeMutableRawPointer
  let columnCount: Int

  func rows(_ rowCount: Int) -> ActivationRows {
    ActivationRows(
      floats: floats, floatStride: columnCount, quantized: quantized, rowCount: rowCount,
      columnCount: columnCount)
  }
}

/// A row of the batch by address.
struct RowPlan {
  let cache: KVStorage
  let token: Int
  let position: Int
  /// Which of the logit rows this is, or -1.
  let logitSlot: Int
}
