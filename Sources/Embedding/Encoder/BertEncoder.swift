internal import Compute
internal import Synchronization

/// A BERT encoder: word pieces in, one unit vector per text out. Weights are 16-bit floats, all else
/// has 32 bits.
///
/// Source: Devlin et al., "BERT", and sentence-transformers for the pooling: the mean over all
/// tokens, scaled to length one. Texts of a batch lie one after the other without padding:
/// products run over the tokens of all, and threads share their heads. So a short text costs
/// what it needs beside a long one. A text's vector is bitwise the same whatever else is in its
/// batch, and however many threads there are. Calls take turns: the buffers are shared.
package final class BertEncoder: Sendable {
  package let configuration: BertConfiguration
  /// Most tokens of one text, the frame included: what the model was trained for.
  package let tokenCountMax: Int
  /// Most tokens that one pass holds; larger batches take several passes. 512 rows of 1,536 floats
  /// stay in a 4 MiB cache, and a pass ends soon enough to let a query in.
  package static let rowCountMax = 512

  private let weights: BertWeights
  private let pool: ComputePool
  private let attention: EncoderAttention
  private let buffers: Mutex<EncoderBuffers>

  /// Packs the weights of `file`; word embeddings stay in the file. Texts are cut at
  /// `tokenCountMax` tokens by the caller: 256 for all-MiniLM-L6-v2.
  package init(
    configuration: BertConfiguration, file: SafeTensorsFile, threadCount: Int,
    tokenCountMax: Int = 256
  ) throws(EmbeddingError) {
    self.configuration = configuration
    self.tokenCountMax = min(tokenCountMax, configuration.positionCount, Self.rowCountMax)
    pool = ComputePool(threadCount: threadCount)
    weights = try BertWeights(file, configuration: configuration, pool: pool)
    attention = EncoderAttention(
      headDimension: configuration.headDimension, tokenCountMax: self.tokenCountMax,
      scale: 1 / Float(configuration.headDimension).squareRoot())
    buffers = Mutex(
      EncoderBuffers(
        configuration, rowCount: Self.rowCountMax,
        scratchCount: attention.scratchCount * threadCount))
  }

  /// The unit vectors of `texts`, each 1 to `tokenCountMax` ids of the vocabulary.
  package func embed(_ texts: [[Int32]]) -> [[Float]] {
    var vectors: [[Float]] = []
    vectors.reserveCapacity(texts.count)
    var batch: [[Int32]] = []
    var rowCount = 0
    for text in texts {
      precondition(
        (1...tokenCountMax).contains(text.count), "\(text.count) tokens in a text")
      precondition(
        text.allSatisfy { (0..<Int32(configuration.vocabularySize)).contains($0) },
        "a token outside the vocabulary")
      if rowCount + text.count > Self.rowCountMax {
        vectors += pass(batch)
        batch.removeAll(keepingCapacity: true)
        rowCount = 0
      }
      batch.append(text)
      rowCount += text.count
    }
    if !batch.isEmpty { vectors += pass(batch) }
    return vectors
  }

  /// One pass over texts that together fit the buffers.
  private func pass(_ texts: [[Int32]]) -> [[Float]] {
    let batch = EncoderBatch(texts)
    return buffers.withLock { buffers in
      pool.run { lane in
        lane.forEach(batch.rowCount, grain: 16) { rows in
          for row in rows { look(up: batch.rows[row], row: row, into: buffers) }
        }
        lane.barrier()
        for layer in weights.layers { run(layer, batch, buffers, lane) }
      }
      return (0..<batch.textCount).map { pooled(batch.rows(ofText: $0), buffers) }
    }
  }

  /// hidden = norm(word + position + type 0), one row.
  private func look(up token: EncoderBatch.Row, row: Int, into buffers: EncoderBuffers) {
    let width = configuration.hiddenSize
    let hidden = buffers.hidden + row * width
    let word = weights.words.base + Int(token.id) * width
    Numerics.add(
      word, weights.positions.base + token.position * width, count: width, into: hidden)
    Numerics.add(hidden, weights.types.base, count: width, into: hidden)
    normalize(hidden, weights.embeddingNorm)
  }

  /// One layer, in place on `hidden`: one thread's part. Ends with a barrier.
  private func run(
    _ layer: BertLayer, _ batch: EncoderBatch, _ buffers: EncoderBuffers, _ lane: Lane
  ) {
    let rowCount = batch.rowCount
    layer.queryKeyValue.apply(
      buffers.hidden, rowCount: rowCount, into: buffers.wide, lane: lane)
    lane.barrier()
    attend(batch, buffers, lane)
    lane.barrier()
    layer.attentionOutput.apply(
      buffers.context, rowCount: rowCount, into: buffers.projected, lane: lane)
    lane.barrier()
    addAndNormalize(rowCount, layer.attentionNorm, buffers, lane)
    lane.barrier()
    layer.intermediate.apply(
      buffers.hidden, rowCount: rowCount, into: buffers.wide, lane: lane
    ) { outputs, count in Numerics.gelu(outputs, count: count, into: outputs) }
    lane.barrier()
    layer.output.apply(buffers.wide, rowCount: rowCount, into: buffers.projected, lane: lane)
    lane.barrier()
    addAndNormalize(rowCount, layer.outputNorm, buffers, lane)
    lane.barrier()
  }

  /// context = attention of every text over itself; `wide` holds query, key, value of each row.
  private func attend(_ batch: EncoderBatch, _ buffers: EncoderBuffers, _ lane: Lane) {
    let width = configuration.hiddenSize
    let headCount = configuration.headCount
    let scratch = buffers.scratch + lane.index * attention.scratchCount
    lane.forEach(batch.textCount * headCount, grain: 1) { items in
      for item in items {
        let rows = batch.rows(ofText: item / headCount)
        let column = item % headCount * configuration.headDimension
        let q = buffers.wide + rows.lowerBound * width * 3 + column
        attention.attend(
          q: q, k: q + width, v: q + width * 2, stride: width * 3, tokenCount: rows.count,
          scratch: scratch, into: buffers.context + rows.lowerBound * width + column,
          outStride: width)
      }
    }
  }

  private func addAndNormalize(
    _ rowCount: Int, _ norm: Normalization, _ buffers: EncoderBuffers, _ lane: Lane
  ) {
    lane.forEach(rowCount, grain: 16) { rows in
      for row in rows { addAndNormalize(row, configuration.hiddenSize, norm, buffers) }
    }
  }

  /// hidden = norm(hidden + projected), one row.
  private func addAndNormalize(
    _ row: Int, _ width: Int, _ norm: Normalization, _ buffers: EncoderBuffers
  ) {
    let hidden = buffers.hidden + row * width
    Numerics.add(hidden, buffers.projected + row * width, count: width, into: hidden)
    normalize(hidden, norm)
  }

  private func normalize(_ row: UnsafeMutablePointer<Float>, _ norm: Normalization) {
    Numerics.layerNorm(
      row, weight: norm.weight.base, bias: norm.bias.base, count: configuration.hiddenSize,
      epsilon: configuration.normEpsilon, into: row)
  }

  /// The mean of a text's rows, scaled to length one.
  private func pooled(_ rows: Range<Int>, _ buffers: EncoderBuffers) -> [Float] {
    let width = configuration.hiddenSize
    var sum = [Float](repeating: 0, count: width)
    // The count divides out: the vector is scaled to length one anyway.
    let length = sum.withUnsafeMutableBufferPointer { sum in
      let base = sum.baseAddress!
      for row in rows {
        Numerics.add(base, buffers.hidden + row * width, count: width, into: base)
      }
      return Numerics.dot(base, base, count: width).squareRoot()
    }
    return sum.map { $0 / max(length, .leastNormalMagnitude) }
  }
}

/// The tokens of some texts, one text after the other.
private struct EncoderBatch {
  struct Row {
    var id: Int32
    var position: Int
  }

  private(set) var rows: [Row] = []
  /// The first row of each text, and behind the last one the end.
  private var bounds = [0]

  init(_ texts: [[Int32]]) {
    for text in texts {
      for (position, id) in text.enumerated() { rows.append(Row(id: id, position: position)) }
      bounds.append(rows.count)
    }
  }

  var rowCount: Int { rows.count }
  var textCount: Int { bounds.count - 1 }
  func rows(ofText index: Int) -> Range<Int> { bounds[index]..<bounds[index + 1] }
}

/// The activations of one pass, and each thread's scratch for attention. `wide` is first
/// query-key-value, then the inner layer.
private struct EncoderBuffers: Sendable {
  private let memory: AlignedMemory
  private let rowCount: Int
  private let width: Int
  private let wideWidth: Int

  init(_ configuration: BertConfiguration, rowCount: Int, scratchCount: Int) {
    self.rowCount = rowCount
    width = configuration.hiddenSize
    wideWidth = max(3 * width, configuration.intermediateSize)
    memory = AlignedMemory(byteCount: (rowCount * (3 * width + wideWidth) + scratchCount) * 4)
  }

  var hidden: UnsafeMutablePointer<Float> { memory.pointer() }
  var context: UnsafeMutablePointer<Float> { memory.pointer(atByte: rowCount * width * 4) }
  var projected: UnsafeMutablePointer<Float> { memory.pointer(atByte: rowCount * width * 8) }
  var wide: UnsafeMutablePointer<Float> { memory.pointer(atByte: rowCount * width * 12) }
  var scratch: UnsafeMutablePointer<Float> {
    memory.pointer(atByte: rowCount * (3 * width + wideWidth) * 4)
  }
}
