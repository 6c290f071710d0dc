import Compute

/// Attention, shared among threads by runs of rows and key-value heads; where these are few and the
/// context is long, by blocks of positions too. Which of the two changes no bit.
extension ForwardPass {
  /// residual += output projection of what the rows attend to; then the norm that the feed-forward takes.
  func attend(
    _ lane: Lane, _ weights: UnsafePointer<LayerWeights>, _ layer: Int, _ rows: PassRows
  ) {
    let headCount = shape.keyValueHeadCount
    let itemCount = rows.runCount * headCount
    if rows.blockCount > 1, rows.count <= ForwardWorkspace.splitRowCountMax,
      lane.count > 1, itemCount < 4 * lane.count
    {
      lane.forEach(itemCount * rows.blockCount, grain: 1) { parts in
        for part in parts { attendToBlock(lane, weights, rows, layer, part) }
      }
      forEachItem(lane, itemCount, serial: rows.count <= Self.serialRowCountMax) {
        mergeBlocks(weights, rows, $0)
      }
    } else {
      lane.forEach(itemCount, grain: 1) { items in
        for item in items { attendToAllBlocks(lane, weights, rows, layer, item) }
      }
      lane.barrier()
    }
    branch(weights.pointee.attentionOutput, workspace.attended.rows(rows.count), lane)
    forEachRow(lane, rows) { row in
      join(row, weights.pointee.attentionOutputNorm)
      normalize(row, weights.pointee.feedForwardNorm)
    }
  }

  /// The queries of a run that share a key-value head: item = run * heads + head.
  private func queries(
    _ weights: UnsafePointer<LayerWeights>, _ rows: PassRows, _ item: Int
  ) -> QueryGroup {
    let run = rows.runs[item / shape.keyValueHeadCount]
    let column = item % shape.keyValueHeadCount * shape.groupSize * shape.headDimension
    return QueryGroup(
      base: workspace.projected + run.firstRow * projectedWidth + column,
      rowStride: projectedWidth, rowCount: run.rowCount, headCount: shape.groupSize,
      headDimension: shape.headDimension, keyCount: rows.plans[run.firstRow].position + 1,
      keyCountStep: 1, window: weights.pointee.window, scale: shape.attentionScale)
  }

  private func attend(
    _ queries: QueryGroup, _ lane: Lane, _ rows: PassRows, _ layer: Int, _ item: Int, block: Int,
    into partials: UnsafeMutablePointer<Float>
  ) {
    let cache = rows.plans[rows.runs[item / shape.keyValueHeadCount].firstRow].cache
    let head = item % shape.keyValueHeadCount
    Attention.attend(
      queries, head: cache.head(head, layer: layer, block: block), format: cache.layout.format,
      block: block, scratch: workspace.attentionScratch(lane).kernel, into: partials)
  }

  private func attendToAllBlocks(
    _ lane: Lane, _ weights: UnsafePointer<LayerWeights>, _ rows: PassRows, _ layer: Int,
    _ item: Int
  ) {
    let queries = queries(weights, rows, item)
    let (_, partials, next) = workspace.attentionScratch(lane)
    let blocks = queries.blocks
    attend(queries, lane, rows, layer, item, block: blocks.lowerBound, into: partials)
    for block in blocks.dropFirst() {
      attend(queries, lane, rows, layer, item, block: block, into: next)
      Attention.merge(next, of: queries, into: partials)
    }
    finish(rows, item, queries, partials)
  }

  private func attendToBlock(
    _ lane: Lane, _ weights: UnsafePointer<LayerWeights>, _ rows: PassRows, _ layer: Int,
    _ part: Int
  ) {
    let (item, block) = (part / rows.blockCount, part % rows.blockCount)
    let queries = queries(weights, rows, item)
    guard queries.blocks.contains(block) else { return }
    attend(
      queries, lane, rows, layer, item, block: block, into: partials(rows, item, block: block))
  }

  private func mergeBlocks(
    _ weights: UnsafePointer<LayerWeights>, _ rows: PassRows, _ item: Int
  ) {
    let queries = queries(weights, rows, item)
    let blocks = queries.blocks
    let first = partials(rows, item, block: blocks.lowerBound)
    for block in blocks.dropFirst() {
      Attention.merge(partials(rows, item, block: block), of: queries, into: first)
    }
    finish(rows, item, queries, first)
  }

  /// Room for the partial results of an item's block, where blocks are shared among threads.
  private func partials(_ rows: PassRows, _ item: Int, block: Int) -> UnsafeMutablePointer<Float> {
    let (run, head) = (rows.runs[item / shape.keyValueHeadCount], item % shape.keyValueHeadCount)
    let queryIndex = run.firstRow * shape.headCount + head * run.rowCount * shape.groupSize
    let count = Attention.partialCount(queryCount: 1, headDimension: shape.headDimension)
    // Blocks first, so that every item has its own range of queries in each.
    return workspace.partials
      + (block * ForwardWorkspace.splitRowCountMax * shape.headCount + queryIndex) * count
  }

  private func finish(
    _ rows: PassRows, _ item: Int, _ queries: QueryGroup, _ partials: UnsafePointer<Float>
  ) {
    let first = rows.runs[item / shape.keyValueHeadCount].firstRow
    let groupWidth = shape.groupSize * shape.headDimension
    let column = item % shape.keyValueHeadCount * groupWidth
    Attention.finish(
      partials, of: queries,
      into: workspace.attended.floats + first * shape.queryWidth + column,
      rowStride: shape.queryWidth)
    let attended = workspace.attended.rows(rows.count)
    for row in first..<first + queries.rowCount {
      attended.quantize(row: row, columns: column..<column + groupWidth)
    }
  }
}
