import Compute

/// One pass of a batch through the model, on all threads of the pool at once.
///
/// Per layer: project to query, key and value; rotate and store; attend; project back onto the
/// residual; gate and up; down onto the residual; and what else the design has. Between two of them the threads meet at a
/// barrier. Short steps (norms of a few rows) are done by whoever arrives last at that barrier, so a
/// decoded token costs five barriers a layer.
///
/// In the last layer, rows whose logits nobody wants end once their keys and values are stored.
struct ForwardPass<Design: DecoderDesign> {
  private let model: DecoderModel
  let workspace: ForwardWorkspace
  let shape: DecoderConfiguration
  private let all: PassRows
  private let wanted: PassRows
  private let logits: UnsafeMutablePointer<Float>?

  /// Up to this many rows, one thread does row-wise steps faster than a barrier would let two begin.
  static var serialRowCountMax: Int { 2 }

  init(
    model: DecoderModel, workspace: ForwardWorkspace, all: PassRows, wanted: PassRows,
    logits: UnsafeMutablePointer<Float>?
  ) {
    self.model = model
    self.workspace = workspace
    self.all = all
    self.wanted = wanted
    self.logits = logits
    shape = model.configuration
  }

  var projectedWidth: Int { shape.queryWidth + 2 * shape.keyValueWidth }

  func run() {
    let layers = UnsafePointer(model.layers.baseAddress!)
    let last = shape.layerCount - 1
    model.pool.run { lane in
      forEachRow(lane, all) { row in
        embed(row)
        normalize(row, layers[0].attentionNorm)
      }
      for layer in 0..<last {
        project(lane, layers + layer, layer)
        attend(lane, layers + layer, layer, all)
        feedForward(lane, layers + layer, all)
        forEachRow(lane, all) { row in
          join(row, layers[layer].feedForwardOutputNorm)
          normalize(row, layers[layer + 1].attentionNorm)
        }
      }
      if wanted.count == all.count {
        project(lane, layers + last, last)
      } else {
        projectWanted(lane, layers + last, last)
      }
      guard wanted.count > 0, let logits else { return }
      attend(lane, layers + last, last, wanted)
      feedForward(lane, layers + last, wanted)
      forEachRow(lane, wanted) { row in
        join(row, layers[last].feedForwardOutputNorm)
        select(row)
      }
      model.outputHead.multiply(
        workspace.selected.rows(wanted.count), into: logits, yStride: shape.vocabularySize,
        lane: lane)
      lane.barrier()
      if let cap = shape.finalLogitCap { soften(lane, logits, cap: cap) }
    }
  }

  private func soften(_ lane: Lane, _ logits: UnsafeMutablePointer<Float>, cap: Float) {
    lane.forEach(wanted.count * shape.vocabularySize, grain: 1 << 12) { part in
      Numerics.softCap(
        logits + part.lowerBound, count: part.count, cap: cap, into: logits + part.lowerBound)
    }
    lane.barrier()
  }

  // MARK: Row-wise steps

  /// Does `body` for every row, after everything before and before everything after.
  func forEachRow(_ lane: Lane, _ rows: PassRows, _ body: (Int) -> Void) {
    forEachItem(lane, rows.count, serial: rows.count <= Self.serialRowCountMax, body)
  }

  func forEachItem(_ lane: Lane, _ count: Int, serial: Bool, _ body: (Int) -> Void) {
    if serial {
      lane.barrier { for item in 0..<count { body(item) } }
    } else {
      lane.barrier()
      lane.forEach(count, grain: count > 16 ? 4 : 1) { for item in $0 { body(item) } }
      lane.barrier()
    }
  }

  private func embed(_ row: Int) {
    let width = shape.embeddingLength
    model.embedding.unpack(row: all.plans[row].token, into: workspace.residual + row * width)
    if Design.scalesEmbeddings {
      for column in 0..<width { workspace.residual[row * width + column] *= shape.embeddingScale }
    }
    model.writeRotation(
      position: all.plans[row].position, into: workspace.rotation + row * shape.rotationWidth)
  }

  /// Multiplies `x` with a matrix and adds the products to the residual; where the design norms them
  /// first, leaves them to ``join(_:_:)``.
  func branch(_ matrix: MatrixView, _ x: ActivationRows, _ lane: Lane) {
    matrix.multiply(
      x, into: Design.normalizesBranches ? workspace.branch : workspace.residual,
      yStride: shape.embeddingLength, accumulate: !Design.normalizesBranches, lane: lane)
  }

  /// residual += norm of a branch.
  func join(_ row: Int, _ norm: UnsafePointer<Float>?) {
    guard Design.normalizesBranches, let norm else { return }
    let width = shape.embeddingLength
    let branch = workspace.branch + row * width
    let residual = workspace.residual + row * width
    Numerics.rmsNorm(
      branch, weight: norm, count: width, epsilon: shape.normEpsilon, into: branch)
    Numerics.add(residual, branch, count: width, into: residual)
  }

  func normalize(_ row: Int, _ weight: UnsafePointer<Float>) {
    normalize(row, weight, into: workspace.normed)
  }

  /// The last norm, for rows whose logits are wanted.
  private func select(_ row: Int) {
    normalize(row, model.outputNorm, into: workspace.selected)
  }

  private func normalize(_ row: Int, _ weight: UnsafePointer<Float>, into normed: ScratchRows) {
    let width = shape.embeddingLength
    Numerics.rmsNorm(
      workspace.residual + row * width, weight: weight, count: width,
      epsilon: shape.normEpsilon, into: normed.floats + row * width)
    normed.rows(row + 1).quantize(row: row, columns: 0..<width)
  }

  // MARK: Queries, keys and values

  /// All three for every row, complete, keys and values stored.
  private func project(_ lane: Lane, _ weights: UnsafePointer<LayerWeights>, _ layer: Int) {
    multiplySideBySide(
      lane, weights.pointee.query, weights.pointee.key, weights.pointee.value, rows: all.count,
      firstColumn: 0)
    forEachRow(lane, all) { row in
      complete(row, weights, columns: 0..<projectedWidth)
      store(row, layer)
    }
  }

  /// Keys and values for every row, queries only for rows whose logits are wanted. These close ranks:
  /// from here on they are the rows 0, 1, 2... of every buffer.
  private func projectWanted(_ lane: Lane, _ weights: UnsafePointer<LayerWeights>, _ layer: Int) {
    multiplySideBySide(
      lane, weights.pointee.key, weights.pointee.value, nil, rows: all.count,
      firstColumn: shape.queryWidth)
    forEachRow(lane, all) { row in
      complete(row, weights, columns: shape.queryWidth..<projectedWidth)
      store(row, layer)
    }
    guard wanted.count > 0 else { return }
    lane.barrier { closeRanks() }
    multiplySideBySide(
      lane, weights.pointee.query, nil, nil, rows: wanted.count, firstColumn: 0)
    forEachRow(lane, wanted) { complete($0, weights, columns: 0..<shape.queryWidth) }
  }

  /// Products of the normed rows with up to three matrices, as one shared list of tiles; their outputs
  /// follow each other in `projected`.
  private func multiplySideBySide(
    _ lane: Lane, _ first: MatrixView, _ second: MatrixView?, _ third: MatrixView?, rows: Int,
    firstColumn: Int
  ) {
    let normed = workspace.normed.rows(rows)
    let total = first.tileCount + (second?.tileCount ?? 0) + (third?.tileCount ?? 0)
    lane.forEach(total, grain: first.grain(of: total, laneCount: lane.count)) { tiles in
      var tile = 0
      var column = firstColumn
      func multiply(_ matrix: MatrixView) {
        let part = tiles.clamped(to: tile..<tile + matrix.tileCount)
        if !part.isEmpty {
          matrix.multiply(
            normed, tiles: part.lowerBound - tile..<part.upperBound - tile,
            into: workspace.projected + column, yStride: projectedWidth)
        }
        tile += matrix.tileCount
        column += matrix.rowCount
      }
      multiply(first)
      if let second { multiply(second) }
      if let third { multiply(third) }
    }
  }

  /// Makes queries, keys and values of a row's products: their bias, the norm of each head, and the
  /// rotation, in the order in which these apply. `columns` are whole heads.
  private func complete(
    _ row: Int, _ weights: UnsafePointer<LayerWeights>, columns: Range<Int>
  ) {
    let projected = workspace.projected + row * projectedWidth
    if Design.hasProjectionBias, let bias = weights.pointee.projectionBias {
      let part = projected + columns.lowerBound
      Numerics.add(part, bias + columns.lowerBound, count: columns.count, into: part)
    }
    let keyStart = shape.queryWidth
    let keyEnd = keyStart + shape.keyValueWidth
    if Design.normalizesHeads {
      normalizeHeads(projected, columns.clamped(to: 0..<keyStart), weights.pointee.queryNorm)
      normalizeHeads(projected, columns.clamped(to: keyStart..<keyEnd), weights.pointee.keyNorm)
    }
    // Queries and keys are neighbours.
    let rotated = columns.clamped(to: 0..<keyEnd)
    Numerics.ropePairs(
      projected + rotated.lowerBound, headCount: rotated.count / shape.headDimension,
      headDimension: shape.headDimension, rotatedDimension: shape.ropeDimension,
      cosSin: workspace.rotation + row * shape.rotationWidth + weights.pointee.rotationStart)
  }

  private func normalizeHeads(
    _ projected: UnsafeMutablePointer<Float>, _ columns: Range<Int>,
    _ norm: UnsafePointer<Float>?
  ) {
    guard let norm else { return }
    let dimension = shape.headDimension
    for column in stride(from: columns.lowerBound, to: columns.upperBound, by: dimension) {
      Numerics.rmsNorm(
        projected + column, weight: norm, count: dimension, epsilon: shape.normEpsilon,
        into: projected + column)
    }
  }

  private func store(_ row: Int, _ layer: Int) {
    let key = workspace.projected + row * projectedWidth + shape.queryWidth
    all.plans[row].cache.store(
      key: key, value: key + shape.keyValueWidth, layer: layer,
      position: all.plans[row].position)
  }

  /// A row moves forward or stays, so none is overwritten before it has moved.
  private func closeRanks() {
    for (row, plan) in UnsafeBufferPointer(start: wanted.plans, count: wanted.count).enumerated()
    where plan.batchRow != row {
      let (width, rotated) = (shape.embeddingLength, shape.rotationWidth)
      (workspace.residual + row * width).update(
        from: workspace.residual + plan.batchRow * width, count: width)
      (workspace.rotation + row * rotated).update(
        from: workspace.rotation + plan.batchRow * rotated, count: rotated)
      workspace.normed.move(row: plan.batchRow, to: row)
    }
  }

  // MARK: Feed-forward

  /// hidden = f(gate x) * (up x), quantised at once; then residual += down hidden.
  private func feedForward(_ lane: Lane, _ weights: UnsafePointer<LayerWeights>, _ rows: PassRows) {
    let width = shape.feedForwardLength
    let gate = weights.pointee.gate
    let up = weights.pointee.up
    let normed = workspace.normed.rows(rows.count)
    let hidden = workspace.hidden.rows(rows.count)
    // Columns are taken in blocks of 32: whole tiles of either format and whole quantised blocks.
    let tilesPerBlock = 32 / gate.tileRowCount
    let grain = max(1, gate.grain(of: gate.tileCount, laneCount: lane.count) / tilesPerBlock)
    lane.forEach(width / 32, grain: grain) { blocks in
      let columns = blocks.lowerBound * 32..<blocks.upperBound * 32
      multiply(gate, normed, columns, into: workspace.hidden.floats)
      multiply(up, normed, columns, into: workspace.up)
      for row in 0..<rows.count {
        gateHidden(at: row * width + columns.lowerBound, count: columns.count)
        hidden.quantize(row: row, columns: columns)
      }
    }
    lane.barrier()
    branch(weights.pointee.down, hidden, lane)
  }

  private func gateHidden(at start: Int, count: Int) {
    let gate = workspace.hidden.floats + start
    switch Design.gate {
    case .silu:
      Numerics.siluMultiply(gate: gate, up: workspace.up + start, count: count, into: gate)
    case .geluTanh:
      Numerics.geluTanhMultiply(gate: gate, up: workspace.up + start, count: count, into: gate)
    }
  }

  private func multiply(
    _ matrix: MatrixView, _ normed: ActivationRows, _ columns: Range<Int>,
    into y: UnsafeMutablePointer<Float>
  ) {
    let tile = matrix.tileRowCount
    matrix.multiply(
      normed, tiles: columns.lowerBound / tile..<columns.upperBound / tile, into: y,
      yStride: shape.feedForwardLength)
  }
}
