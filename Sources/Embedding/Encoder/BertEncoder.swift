internal import Compute
internal import Synchronization

/// A BERT encoder in 32-bit floats: word pieces in, one unit vector per text out.
///
/// Source: Devlin et al., "BERT", and sentence-transformers for the pooling: the mean over all
/// tokens, scaled to length one. Texts of a batch lie one after the other without padding, so a
/// short text costs what it needs beside a long one. A text's vector is bitwise the same whatever
/// else is in its batch. Calls take turns: the buffers are shared.
package final class BertEncoder: Sendable {
  package let configuration: BertConfiguration
  /// Most tokens of one text, the frame included: what the model was trained for.
  package let tokenCountMax: Int
  /// Most tokens that one pass holds; larger batches take several passes. 512 rows of 1,536 floats
  /// stay in a 4 MiB cache, and a pass ends soon enough to let a query in.
  package static let rowCountMax = 512

  private let weights: BertWeights
  private let pool: ComputePool
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
    buffers = Mutex(EncoderBuffers(configuration, rowCount: Self.rowCountMax))
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
    buffers.withLock { buffers in
      look(up: texts, into: buffers)
      let rowCount = texts.reduce(0) { $0 + $1.count }
      for layer in weights.layers {
        run(layer, texts: texts, rowCount: rowCount, buffers)
      }
      return pooled(texts, buffers)
    }
  }

  /// hidden = norm(word + position + type 0): rowCount x hiddenSize.
  private func look(up texts: [[Int32]], into buffers: EncoderBuffers) {
    let width = configuration.hiddenSize
    var row = buffers.hidden
    for text in texts {
      for (position, token) in text.enumerated() {
        let word = weights.words.base + Int(token) * width
        Numerics.add(word, weights.positions.base + position * width, count: width, into: row)
        Numerics.add(row, weights.types.base, count: width, into: row)
        normalize(row, weights.embeddingNorm)
        row += width
      }
    }
  }

  /// One layer, in place on `hidden`.
  private func run(
    _ layer: BertLayer, texts: [[Int32]], rowCount: Int, _ buffers: EncoderBuffers
  ) {
    let width = configuration.hiddenSize
    pool.run { lane in
      layer.queryKeyValue.apply(
        buffers.hidden, rowCount: rowCount, into: buffers.wide, lane: lane)
    }
    attend(texts, buffers)
    pool.run { lane in
      layer.attentionOutput.apply(
        buffers.context, rowCount: rowCount, into: buffers.projected, lane: lane)
      lane.barrier()
      lane.forEach(rowCount, grain: 16) { rows in
        for row in rows { addAndNormalize(row, width, layer.attentionNorm, buffers) }
      }
      lane.barrier()
      layer.intermediate.apply(
        buffers.hidden, rowCount: rowCount, into: buffers.wide, lane: lane
      ) { outputs, count in Numerics.gelu(outputs, count: count, into: outputs) }
      lane.barrier()
      layer.output.apply(buffers.wide, rowCount: rowCount, into: buffers.projected, lane: lane)
      lane.barrier()
      lane.forEach(rowCount, grain: 16) { rows in
        for row in rows { addAndNormalize(row, width, layer.outputNorm, buffers) }
      }
    }
  }

  /// context = attention of every text over itself; `wide` holds query, key, value of each row.
  private func attend(_ texts: [[Int32]], _ buffers: EncoderBuffers) {
    let width = configuration.hiddenSize
    var first = 0
    for text in texts {
      let q = buffers.wide + first * width * 3
      Attention.attendToAll(
        q: q, k: q + width, v: q + width * 2, stride: width * 3, tokenCount: text.count,
        headCount: configuration.headCount, headDimension: configuration.headDimension,
        scale: 1 / Float(configuration.headDimension).squareRoot(),
        into: buffers.context + first * width, pool: pool)
      first += text.count
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

  /// The mean of each text's rows, scaled to length one.
  private func pooled(_ texts: [[Int32]], _ buffers: EncoderBuffers) -> [[Float]] {
    let width = configuration.hiddenSize
    var row = buffers.hidden
    return texts.map { text in
      var sum = [Float](repeating: 0, count: width)
      for _ in text {
        sum.withUnsafeMutableBufferPointer {
          Numerics.add($0.baseAddress!, row, count: width, into: $0.baseAddress!)
        }
        row += width
      }
      // The count divides out: the vector is scaled to length one anyway.
      let length = sum.withUnsafeBufferPointer {
        Numerics.dot($0.baseAddress!, $0.baseAddress!, count: width)
      }.squareRoot()
      return sum.map { $0 / max(length, .leastNormalMagnitude) }
    }
  }
}

/// The activations of one pass. `wide` is first query-key-value, then the inner layer.
private struct EncoderBuffers: Sendable {
  private let memory: AlignedMemory
  private let rowCount: Int
  private let width: Int
  private let wideWidth: Int

  init(_ configuration: BertConfiguration, rowCount: Int) {
    self.rowCount = rowCount
    width = configuration.hiddenSize
    wideWidth = max(3 * width, configuration.intermediateSize)
    memory = AlignedMemory(byteCount: rowCount * (3 * width + wideWidth) * 4)
  }

  var hidden: UnsafeMutablePointer<Float> { memory.pointer() }
  var context: UnsafeMutablePointer<Float> { memory.pointer(atByte: rowCount * width * 4) }
  var projected: UnsafeMutablePointer<Float> { memory.pointer(atByte: rowCount * width * 8) }
  var wide: UnsafeMutablePointer<Float> { memory.pointer(atByte: rowCount * width * 12) }
}
