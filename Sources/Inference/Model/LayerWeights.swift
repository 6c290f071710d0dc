import Compute

/// The weights of one transformer block by address; the model owns the memory.
struct LayerWeights {
  let attentionNorm: UnsafePointer<Float>
  let query: MatrixView
  let key: MatrixView
  let value: MatrixView
  let attentionOutput: MatrixView
  let feedForwardNorm: UnsafePointer<Float>
  let gate: MatrixView
  let up: MatrixView
  let down: MatrixView
}

/// Finds tensors in a file, checks their shape and packs them, and owns what it packed.
struct WeightLoader {
  let file: GGUFFile
  let pool: ComputePool
  private let arena = MatrixArena()
  private(set) var matrices: [PackedMatrix] = []
  private(set) var vectors: [AlignedMemory] = []
  private var usedNames: Set<String> = []

  init(file: GGUFFile, pool: ComputePool) {
    self.file = file
    self.pool = pool
  }

  mutating func layer(
    _ index: Int, _ shape: DecoderConfiguration
  ) throws(ModelError) -> LayerWeights {
    let prefix = "blk.\(index)."
    let (width, hidden) = (shape.embeddingLength, shape.feedForwardLength)
    return try LayerWeights(
      attentionNorm: vector(prefix + "attn_norm.weight", count: width),
      query: matrix(prefix + "attn_q.weight", rows: shape.queryWidth, columns: width),
      key: matrix(prefix + "attn_k.weight", rows: shape.keyValueWidth, columns: width),
      value: matrix(prefix + "attn_v.weight", rows: shape.keyValueWidth, columns: width),
      attentionOutput: matrix(
        prefix + "attn_output.weight", rows: width, columns: shape.queryWidth),
      feedForwardNorm: vector(prefix + "ffn_norm.weight", count: width),
      gate: matrix(prefix + "ffn_gate.weight", rows: hidden, columns: width),
      up: matrix(prefix + "ffn_up.weight", rows: hidden, columns: width),
      down: matrix(prefix + "ffn_down.weight", rows: width, columns: hidden))
  }

  mutating func matrix(_ name: String, rows: Int, columns: Int) throws(ModelError) -> MatrixView {
    let (tensor, type) = try tensor(name, dimensions: [columns, rows])
    let matrix = PackedMatrix(
      file.bytes(of: tensor), type: type, rowCount: rows, columnCount: columns, pool: pool,
      arena: arena)
    matrices.append(matrix)
    return matrix.view
  }

  mutating func vector(_ name: String, count: Int) throws(ModelError) -> UnsafePointer<Float> {
    let (tensor, type) = try tensor(name, dimensions: [count])
    let memory = AlignedMemory(byteCount: count * 4)
    Dequantizer.floats(
      of: file.bytes(of: tensor), type: type, count: count, into: memory.pointer())
    vectors.append(memory)
    return UnsafePointer(memory.pointer(as: Float.self))
  }

  mutating func tensor(
    _ name: String, dimensions: [Int]
  ) throws(ModelError) -> (GGUFTensor, ElementType) {
    guard let tensor = file.tensor(name) else {
      throw ModelError(.inconsistent, "'\(file.path)': tensor '\(name)' is missing")
    }
    guard tensor.dimensions == dimensions else {
      throw ModelError(
        .inconsistent,
        "'\(file.path)': tensor '\(name)' is \(tensor.dimensions), but the metadata makes it "
          + "\(dimensions)")
    }
    guard let type = tensor.type.elementType else {
      let known = ElementType.allCases.map(\.rawValue).joined(separator: ", ")
      throw ModelError(
        .unsupported,
        "'\(file.path)': tensor '\(name)' has the type \(tensor.type.name); supported are \(known): "
          + "requantise the model")
    }
    usedNames.insert(name)
    return (tensor, type)
  }

  /// Refuses a file that holds more than was asked for: biases, other norms or more layers would
  /// change the numbers, so that leaving them out would be another model.
  func requireThatAllIsUsed(_ shape: DecoderConfiguration) throws(ModelError) {
    guard let extra = file.tensors.first(where: { !usedNames.contains($0.name) }) else { return }
    let parts = extra.name.split(separator: ".")
    if parts.count > 1, parts[0] == "blk", let layer = Int(parts[1]), layer >= shape.layerCount {
      throw ModelError(
        .inconsistent,
        "'\(file.path)': 'llama.block_count' is \(shape.layerCount), but there is a tensor "
          + "'\(extra.name)'; the file is corrupt: fetch it again")
    }
    throw ModelError(
      .unsupported,
      "'\(file.path)': tensor '\(extra.name)' is not part of the Llama models that are supported; "
        + "use one without it")
  }
}
