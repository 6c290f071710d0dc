import Compute

/// The buffers of a forward pass, reused from step to step.
///
/// Shapes, with R = `rowCountMax`: `residual`, `normed`, `selected` [R][embedding];
/// `attended` [R][query width]; `projected` [R][query + key + value]; `hidden`, `up`
/// [R][feed-forward]; `rotation` [R][rotated dimensions]; `scores` per thread.
/// Memory that no batch has needed yet is not used.
///
/// `@unchecked Sendable`: used by one forward pass at a time, whose threads write disjoint parts.
final class ForwardWorkspace: @unchecked Sendable {
  /// Rows that one pass takes.
  let rowCountMax: Int
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
  private let memory: [AlignedMemory]

  init(_ shape: LlamaConfiguration, rowCountMax: Int, laneCount: Int) {
    precondition(rowCountMax >= 1)
    self.rowCountMax = rowCountMax
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
    selected = rows(rowCountMax, shape.embeddingLength)
    rotation = floats(rowCountMax * shape.ropeDimension)
    scores = floats(scoreCountPerLane * laneCount)
    plans = .allocate(capacity: rowCountMax)
    self.memory = memory
  }

  deinit { plans.deallocate() }
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
