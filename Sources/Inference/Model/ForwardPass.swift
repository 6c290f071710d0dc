import Compute

/// One pass of a batch through the model, on all threads of the pool at once.
///
/// Per layer: project to query, key and value; rotate and store; attend; project back onto the
/// residual; gate and up with SiLU; down onto the residual. Between two of them the threads meet at a
/// barrier. Short steps (norms of a few rows) are done by whoever arrives last at that barrier, so a
/// decoded token costs five barriers a layer.
struct ForwardPass {
  private let model: LlamaModel
  private let workspace: ForwardWorkspace
  private let shape: LlamaConfiguration
  private let rowCount: Int
  private let logitRowCount: Int
  private let logits: UnsafeMutablePointer<Float>?
  private let plans: UnsafeMutablePointer<RowPlan>
  private let normed: ActivationRows
  private let attended: ActivationRows
  private let hidden: ActivationRows

  /// Up to this many rows, one thread does row-wise steps faster than a barrier would let two begin.
  private static let serialRowCountMax = 2

  init(
    model: LlamaModel, workspace: ForwardWorkspace, rowCount: Int, logitRowCount: Int,
    logits: UnsafeMutablePointer<Float>?
  ) {
    self.model = model
    self.workspace = workspace
    self.rowCount = rowCount
    self.logitRowCount = logitRowCount
    self.logits = logits
    shape = model.configuration
    plans = workspace.plans
    normed = workspace.normed.rows(rowCount)
    attended = workspace.attended.rows(rowCount)
    hidden = workspace.hidden.rows(rowCount)
  }

  private var projectedWidth: Int { shape.queryWidth + 2 * shape.keyValueWidth }

  func run() {
    let layers = UnsafePointer(model.layers.baseAddress!)
    model.pool.run { lane in
      forEachRow(lane) { row in
        embed(row)
        normalize(row, layers[0].attentionNorm)
      }
      for layer in 0..<shape.layerCount {
        let weights = layers + layer
        attention(lane, weights, layer)
        feedForward(lane, weights)
        let isLast = layer == shape.layerCount - 1
        forEachRow(lane) { row in
          if isLast {
            select(row)
          } else {
            normalize(row, weights[1].attentionNorm)
          }
        }
      }
      if logitRowCount > 0, let logits {
        model.outputHead.multiply(
          workspace.selected.rows(logitRowCount), into: logits,
          yStride: shape.vocabularySize, lane: lane)
        lane.barrier()
      }
    }
  }

  // MARK: Row-wise steps

  /// Does `body` for every row, after everything before and before everything after.
  private func forEachRow(_ lane: Lane, _ body: (Int) -> Void) {
    if rowCount <= Self.serialRowCountMax {
      lane.barrier { for row in 0..<rowCount { body(row) } }
    } else {
      lane.barrier()
      lane.forEach(rowCount, grain: rowCount > 16 ? 4 : 1) { for row in $0 { body(row) } }
      lane.barrier()
    }
  }

  private func embed(_ row: Int) {
    let width = shape.embeddingLength
    let byteCount = model.embeddingType.byteCount(of: width)
    let start = plans[row].token * byteCount
    Dequantizer.floats(
      of: UnsafeRawBufferPointer(rebasing: model.embeddingBytes[start..<start + byteCount]),
      type: model.embeddingType, count: width, into: workspace.residual + row * width)
    model.writeRotation(
      position: plans[row].position, into: workspace.rotation + row * shape.ropeDimension)
  }

  private func normalize(_ row: Int, _ weight: UnsafePointer<Float>) {
    let width = shape.embeddingLength
    Numerics.rmsNorm(
      workspace.residual + row * width, weight: weight, count: width,
      epsilon: shape.normEpsilon, into: workspace.normed.floats + row * width)
    normed.quantize(row: row, columns: 0..<width)
  }

  /// The last norm, for rows whose logits are wanted.
  private func select(_ row: Int) {
    let slot = plans[row].logitSlot
    guard slot >= 0 else { return }
    let width = shape.embeddingLength
    Numerics.rmsNorm(
      workspace.residual + row * width, weight: model.outputNorm, count: width,
      epsilon: shape.normEpsilon, into: workspace.selected.floats + slot * width)
    workspace.selected.rows(logitRowCount).quantize(row: slot, columns: 0..<width)
  }

  // MARK: Attention

  private func attention(_ lane: Lane, _ weights: UnsafePointer<LayerWeights>, _ layer: Int) {
    projectAll(lane, weights)
    forEachRow(lane) { row in rotateAndStore(row, layer) }
    let headCount = shape.keyValueHeadCount
    lane.forEach(rowCount * headCount, grain: 1) { items in
      for item in items { attend(lane, layer, row: item / headCount, head: item % headCount) }
    }
    lane.barrier()
    weights.pointee.attentionOutput.multiply(
      attended, into: workspace.residual, yStride: shape.embeddingLength, accumulate: true,
      lane: lane)
    forEachRow(lane) { row in normalize(row, weights.pointee.feedForwardNorm) }
  }

  /// Query, key and value side by side, as one shared list of tiles.
  private func projectAll(_ lane: Lane, _ weights: UnsafePointer<LayerWeights>) {
    let query = weights.pointee.query
    let key = weights.pointee.key
    let value = weights.pointee.value
    let total = query.tileCount + key.tileCount + value.tileCount
    lane.forEach(total, grain: query.grain(laneCount: lane.count)) { tiles in
      var first = 0
      var column = 0
      func multiply(_ matrix: MatrixView) {
        let part = tiles.clamped(to: first..<first + matrix.tileCount)
        if !part.isEmpty {
          matrix.multiply(
            normed, tiles: part.lowerBound - first..<part.upperBound - first,
            into: workspace.projected + column, yStride: projectedWidth)
        }
        first += matrix.tileCount
        column += matrix.rowCount
      }
      multiply(query)
      multiply(key)
      multiply(value)
    }
  }

  private func rotateAndStore(_ row: Int, _ layer: Int) {
    let query = workspace.projected + row * projectedWidth
    let key = query + shape.queryWidth
    // Queries and keys are neighbours: one rotation covers the heads of both.
    Numerics.ropePairs(
      query, headCount: shape.headCount + shape.keyValueHeadCount,
      headDimension: shape.headDimension, rotatedDimension: shape.ropeDimension,
      cosSin: workspace.rotation + row * shape.ropeDimension)
    plans[row].cache.store(
      key: key, value: key + shape.keyValueWidth, layer: layer, position: plans[row].position)
  }

  private func attend(_ lane: Lane, _ layer: Int, row: Int, head: Int) {
    let groupWidth = shape.groupSize * shape.headDimension
    let cache = plans[row].cache
    Attention.attend(
      queries: workspace.projected + row * projectedWidth + head * groupWidth,
      queryStride: shape.headDimension, queryCount: shape.groupSize,
      keys: cache.keys(layer: layer, head: head), values: cache.values(layer: layer, head: head),
      keyCount: plans[row].position + 1, headDimension: shape.headDimension,
      scale: 1 / Float(shape.headDimension).squareRoot(),
      scores: workspace.scores + lane.index * workspace.scoreCountPerLane,
      into: workspace.attended.floats + row * shape.queryWidth + head * groupWidth,
      outStride: shape.headDimension)
    attended.quantize(row: row, columns: head * groupWidth..<(head + 1) * groupWidth)
  }

  // MARK: Feed-forward

  /// hidden = silu(gate x) * (up x), quantised at once; then residual += down hidden.
  private func feedForward(_ lane: Lane, _ weights: UnsafePointer<LayerWeights>) {
    let width = shape.feedForwardLength
    let gate = weights.pointee.gate
    let up = weights.pointee.up
    // Columns are taken in blocks of 32: whole tiles of either format and whole quantised blocks.
    let tilesPerBlock = 32 / gate.tileRowCount
    let grain = max(1, gate.grain(laneCount: lane.count) / tilesPerBlock)
    lane.forEach(width / 32, grain: grain) { blocks in
      let columns = blocks.lowerBound * 32..<blocks.upperBound * 32
      multiply(gate, columns, into: workspace.hidden.floats)
      multiply(up, columns, into: workspace.up)
      for row in 0..<rowCount {
        let start = row * width + columns.lowerBound
        Numerics.siluMultiply(
          gate: workspace.hidden.floats + start, up: workspace.up + start, count: columns.count,
          into: workspace.hidden.floats + start)
        hidden.quantize(row: row, columns: columns)
      }
    }
    lane.barrier()
    weights.pointee.down.multiply(
      hidden, into: workspace.residual, yStride: shape.embeddingLength, accumulate: true,
      lane: lane)
  }

  private func multiply(
    _ matrix: MatrixView, _ columns: Range<Int>, into y: UnsafeMutablePointer<Float>
  ) {
    let tile = matrix.tileRowCount
    matrix.multiply(
      normed, tiles: columns.lowerBound / tile..<columns.upperBound / tile, into: y,
      yStride: shape.feedForwardLength)
  }
}
