import Compute

/// The buffers of a forward pass, reused from step to step.
///
/// Shapes, with R = `rowCountMax`: `residual`, `branch`, `normed`, `selected` [R][embedding];
/// `attended` [R][query width]; `projected` [R][query + key + value]; `hidden`, `up`
/// [R][feed-forward]; `rotation` [R][rotated dimensions of all rotations]; `laneScratch` for attention, per thread;
/// `partials` for attention that is shared by blocks of positions: [splitRowCountMax] rows of all
/// heads, for every block of the context.
/// Memory that no batch has needed yet is not used.
///
/// `@unchecked Sendable`: used by one forward pass at a time, whose threads write disjoint parts.
final class ForwardWorkspace: @unchecked Sendable {
  /// Rows that one pass takes.
  let rowCountMax: Int
  let residual: UnsafeMutablePointer<Float>
  /// What attention or the feed-forward gave, where it is normed before it joins the residual.
  let branch: UnsafeMutablePointer<Float>
  let projected: UnsafeMutablePointer<Float>
  let up: UnsafeMutablePointer<Float>
  let normed: ScratchRows
  let attended: ScratchRows
  let hidden: ScratchRows
  let selected: ScratchRows
  let rotation: UnsafeMutablePointer<Float>
  let partials: UnsafeMutablePointer<Float>
  private let laneScratch: UnsafeMutablePointer<Float>
  private let laneScratchCount: Int
  private let kernelScratchCount: Int
  private let runPartialCount: Int
  private let plans: UnsafeMutablePointer<RowPlan>
  private let runs: UnsafeMutablePointer<RowRun>
  private let memory: [AlignedMemory]

  /// Rows up to which attention may be shared by blocks of positions.
  static let splitRowCountMax = 8
  /// Queries that pass over a block of keys and values together: few enough for their results to stay
  /// in the first-level cache beside the block.
  private static let runQueryCountMax = 24
  /// Rows of a run.
  let runRowCountMax: Int

  init(_ shape: DecoderConfiguration, rowCountMax: Int, laneCount: Int) {
    precondition(rowCountMax >= 1)
    self.rowCountMax = rowCountMax
    runRowCountMax = max(1, Self.runQueryCountMax / shape.groupSize)
    runPartialCount = Attention.partialCount(
      queryCount: runRowCountMax * shape.groupSize, headDimension: shape.headDimension)
    kernelScratchCount = Attention.scratchCount(headDimension: shape.headDimension)
    laneScratchCount = kernelScratchCount + 2 * runPartialCount
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
    branch = floats(rowCountMax * shape.embeddingLength)
    projected = floats(rowCountMax * (shape.queryWidth + 2 * shape.keyValueWidth))
    up = floats(rowCountMax * shape.feedForwardLength)
    normed = rows(rowCountMax, shape.embeddingLength)
    attended = rows(rowCountMax, shape.queryWidth)
    hidden = rows(rowCountMax, shape.feedForwardLength)
    selected = rows(rowCountMax, shape.embeddingLength)
    rotation = floats(rowCountMax * shape.rotationWidth)
    partials = floats(
      Attention.partialCount(
        queryCount: Self.splitRowCountMax * shape.headCount, headDimension: shape.headDimension)
        * Attention.blockCount(keyCount: shape.contextLength))
    laneScratch = floats(laneScratchCount * laneCount)
    plans = .allocate(capacity: 2 * rowCountMax)
    runs = .allocate(capacity: 2 * rowCountMax)
    self.memory = memory
  }

  deinit {
    plans.deallocate()
    runs.deallocate()
  }

  /// Notes the rows of a pass by address: all, and those that want logits.
  func plan(_ batch: ArraySlice<BatchRow<KVCache>>) -> (all: PassRows, wanted: PassRows) {
    var all = PassRows(plans: plans, runs: runs)
    var wanted = PassRows(plans: plans + rowCountMax, runs: runs + rowCountMax)
    for (index, row) in batch.enumerated() {
      let plan = RowPlan(
        cache: row.cache.storage, token: Int(row.token), position: row.position, batchRow: index)
      all.append(plan, runRowCountMax: runRowCountMax)
      if row.wantsLogits { wanted.append(plan, runRowCountMax: runRowCountMax) }
    }
    return (all, wanted)
  }

  /// The scratch of one thread for attention: the kernel's own, the partial results of a run, and
  /// those of its next block.
  func attentionScratch(
    _ lane: Lane
  ) -> (
    kernel: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>,
    next: UnsafeMutablePointer<Float>
  ) {
    let base = laneScratch + lane.index * laneScratchCount
    let partials = base + kernelScratchCount
    return (base, partials, partials + runPartialCount)
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

  /// Copies a row over another, in both forms.
  func move(row: Int, to destination: Int) {
    (floats + destination * columnCount).update(
      from: floats + row * columnCount, count: columnCount)
    let byteCount = ActivationRows.quantizedByteCount(columnCount: columnCount)
    (quantized + destination * byteCount).copyMemory(
      from: quantized + row * byteCount, byteCount: byteCount)
  }
}
