internal import Compute

/// y = W x + b. The weights are packed for the vector units, the bias is a view of the file.
struct Linear: Sendable {
  let weights: PackedMatrix
  let bias: FloatTensor

  /// One thread's part of the product for dense rows; a barrier must follow.
  ///
  /// Each unit of work starts its outputs at the bias, adds the product, and applies `activation`
  /// while the outputs are still in the cache.
  func apply(
    _ x: UnsafePointer<Float>, rowCount: Int, into y: UnsafeMutablePointer<Float>, lane: Lane,
    activation: (UnsafeMutablePointer<Float>, Int) -> Void = { _, _ in }
  ) {
    let matrix = weights.view
    let outputs = matrix.rowCount
    let rows = ActivationRows(
      floats: x, floatStride: matrix.columnCount, quantized: nil, rowCount: rowCount,
      columnCount: matrix.columnCount)
    let grain = matrix.grain(of: matrix.tileCount, laneCount: lane.count)
    lane.forEach(matrix.tileCount, grain: grain) { tiles in
      let first = tiles.lowerBound * matrix.tileRowCount
      let count = min(tiles.upperBound * matrix.tileRowCount, outputs) - first
      for row in 0..<rowCount {
        (y + row * outputs + first).update(from: bias.base + first, count: count)
      }
      matrix.multiply(rows, tiles: tiles, into: y, yStride: outputs, accumulate: true)
      for row in 0..<rowCount { activation(y + row * outputs + first, count) }
    }
  }
}

/// Scale and shift of a layer normalisation.
struct Normalization: Sendable {
  let weight: FloatTensor
  let bias: FloatTensor
}

/// The weights of one encoder layer; query, key and value are one product.
struct BertLayer: Sendable {
  let queryKeyValue: Linear
  let attentionOutput: Linear
  let attentionNorm: Normalization
  let intermediate: Linear
  let output: Linear
  let outputNorm: Normalization
}

/// The weights of a BERT encoder.
struct BertWeights: Sendable {
  let words: FloatTensor
  let positions: FloatTensor
  let types: FloatTensor
  let embeddingNorm: Normalization
  let layers: [BertLayer]

  init(
    _ file: SafeTensorsFile, configuration: BertConfiguration, pool: ComputePool
  ) throws(EmbeddingError) {
    let loader = WeightLoader(file: file, pool: pool)
    let (width, inner) = (configuration.hiddenSize, configuration.intermediateSize)
    words = try loader.tensor(
      "embeddings.word_embeddings.weight", [configuration.vocabularySize, width])
    positions = try loader.tensor(
      "embeddings.position_embeddings.weight", [configuration.positionCount, width])
    types = try loader.tensor(
      "embeddings.token_type_embeddings.weight", [configuration.typeCount, width])
    embeddingNorm = try loader.norm("embeddings.LayerNorm", width)
    var layers: [BertLayer] = []
    for index in 0..<configuration.layerCount {
      let name = "encoder.layer.\(index)."
      let attention = name + "attention."
      layers.append(
        BertLayer(
          queryKeyValue: try loader.stacked(
            ["query", "key", "value"].map { attention + "self." + $0 }, outputs: width,
            inputs: width),
          attentionOutput: try loader.stacked(
            [attention + "output.dense"], outputs: width, inputs: width),
          attentionNorm: try loader.norm(attention + "output.LayerNorm", width),
          intermediate: try loader.stacked(
            [name + "intermediate.dense"], outputs: inner, inputs: width),
          output: try loader.stacked([name + "output.dense"], outputs: width, inputs: inner),
          outputNorm: try loader.norm(name + "output.LayerNorm", width)))
    }
    self.layers = layers
  }
}

/// Finds tensors by name, with or without the "bert." that some exports put before it.
private struct WeightLoader {
  let file: SafeTensorsFile
  let pool: ComputePool
  let arena = MatrixArena()

  func tensor(_ name: String, _ shape: [Int]) throws(EmbeddingError) -> FloatTensor {
    let prefixed = "bert." + name
    let stored = file.header.entries[prefixed] == nil ? name : prefixed
    let tensor = try file.floats(stored, shape: shape)
    guard Dequantizer.areFinite(UnsafeRawBufferPointer(tensor.buffer), type: .f32) else {
      throw EmbeddingError(
        .malformed, path: file.path,
        "tensor '\(stored)' holds an infinity or NaN: fetch the model again")
    }
    return tensor
  }

  func norm(_ name: String, _ width: Int) throws(EmbeddingError) -> Normalization {
    Normalization(
      weight: try tensor(name + ".weight", [width]), bias: try tensor(name + ".bias", [width]))
  }

  /// One product from several of the same inputs: their outputs follow each other.
  ///
  /// Weights are rounded to 16-bit floats, because a short text waits for reading them; where one
  /// is too large for that, they stay as they are.
  func stacked(_ names: [String], outputs: Int, inputs: Int) throws(EmbeddingError) -> Linear {
    let (rowCount, count) = (names.count * outputs, outputs * inputs)
    let weights = AlignedMemory(byteCount: rowCount * inputs * 4)
    let bias = AlignedMemory(byteCount: rowCount * 4)
    for (index, name) in names.enumerated() {
      let weight = try tensor(name + ".weight", [outputs, inputs])
      weights.pointer(atByte: index * count * 4).update(from: weight.base, count: count)
      let shift = try tensor(name + ".bias", [outputs])
      bias.pointer(atByte: index * outputs * 4).update(from: shift.base, count: outputs)
    }
    return Linear(
      weights: packed(weights, rowCount: rowCount, columnCount: inputs),
      bias: FloatTensor(
        UnsafeRawBufferPointer(start: bias.base, count: bias.byteCount), type: .f32,
        count: rowCount))
  }

  private func packed(_ weights: AlignedMemory, rowCount: Int, columnCount: Int) -> PackedMatrix {
    let count = rowCount * columnCount
    let floats = UnsafeBufferPointer<Float>(start: weights.pointer(), count: count)
    guard floats.allSatisfy({ abs($0) <= Self.halfMax }) else {
      return PackedMatrix(
        floats, rowCount: rowCount, columnCount: columnCount, pool: pool, arena: arena)
    }
    let halves = AlignedMemory(byteCount: count * 2)
    Numerics.float16(weights.pointer(), count: count, into: halves.pointer())
    return PackedMatrix(
      UnsafeRawBufferPointer(start: halves.base, count: count * 2), type: .f16,
      rowCount: rowCount, columnCount: columnCount, pool: pool, arena: arena)
  }

  /// The largest finite 16-bit float.
  private static let halfMax: Float = 65_504
}
