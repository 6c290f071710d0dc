import Compute

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

  static let embeddingName = "token_embd.weight"
  static let headName = "output.weight"

  /// Bytes that the weights of a file take in memory: matrices packed, vectors as they are.
  static func byteCount(of file: GGUFFile) -> Int {
    file.tensors.reduce(0) { sum, tensor in
      sum + (packedByteCount(tensor) ?? tensor.byteRange.count)
    }
  }

  /// Bytes of packed weights that a step reads: all but the embedding table, unless it is the head too.
  static func stepByteCount(of file: GGUFFile) -> Int {
    let isTied = file.tensor(headName) == nil
    return file.tensors.reduce(0) { sum, tensor in
      sum + (tensor.name == embeddingName && !isTied ? 0 : packedByteCount(tensor) ?? 0)
    }
  }

  /// Bytes of a matrix once it is packed; nil for what is none.
  private static func packedByteCount(_ tensor: GGUFTensor) -> Int? {
    guard let type = tensor.type.elementType, tensor.dimensions.count == 2 else { return nil }
    return PackedMatrix.byteCount(
      type: type, rowCount: tensor.dimensions[1], columnCount: tensor.dimensions[0])
  }

  mutating func layer(
    _ index: Int, _ shape: DecoderConfiguration
  ) throws(ModelError) -> LayerWeights {
    let prefix = "blk.\(index)."
    let design = shape.family.design
    let (width, hidden) = (shape.embeddingLength, shape.feedForwardLength)
    let window = shape.windows[index]
    return try LayerWeights(
      attentionNorm: vector(prefix + "attn_norm.weight", count: width),
      query: matrix(
        prefix + "attn_q.weight", rows: shape.queryWidth, columns: width,
        order: shape.rowOrder(headCount: shape.headCount)),
      key: matrix(
        prefix + "attn_k.weight", rows: shape.keyValueWidth, columns: width,
        order: shape.rowOrder(headCount: shape.keyValueHeadCount)),
      value: matrix(prefix + "attn_v.weight", rows: shape.keyValueWidth, columns: width),
      projectionBias: design.hasProjectionBias ? projectionBias(prefix, shape) : nil,
      queryNorm: design.normalizesHeads ? headNorm(prefix + "attn_q_norm.weight", shape) : nil,
      keyNorm: design.normalizesHeads ? headNorm(prefix + "attn_k_norm.weight", shape) : nil,
      attentionOutput: matrix(
        prefix + "attn_output.weight", rows: width, columns: shape.queryWidth),
      attentionOutputNorm: design.normalizesBranches
        ? vector(prefix + "post_attention_norm.weight", count: width) : nil,
      feedForwardNorm: vector(prefix + "ffn_norm.weight", count: width),
      gate: matrix(prefix + "ffn_gate.weight", rows: hidden, columns: width),
      up: matrix(prefix + "ffn_up.weight", rows: hidden, columns: width),
      down: matrix(prefix + "ffn_down.weight", rows: width, columns: hidden),
      feedForwardOutputNorm: design.normalizesBranches
        ? vector(prefix + "post_ffw_norm.weight", count: width) : nil,
      window: window ?? Attention.wholeContext,
      rotationStart: window == nil ? 0 : shape.ropeDimension)
  }

  private mutating func projectionBias(
    _ prefix: String, _ shape: DecoderConfiguration
  ) throws(ModelError) -> UnsafePointer<Float> {
    try vector([
      (prefix + "attn_q.bias", shape.queryWidth, shape.rowOrder(headCount: shape.headCount)),
      (
        prefix + "attn_k.bias", shape.keyValueWidth,
        shape.rowOrder(headCount: shape.keyValueHeadCount)
      ),
      (prefix + "attn_v.bias", shape.keyValueWidth, nil),
    ])
  }

  private mutating func headNorm(
    _ name: String, _ shape: DecoderConfiguration
  ) throws(ModelError) -> UnsafePointer<Float> {
    try vector([(name, shape.headDimension, shape.rowOrder(headCount: 1))])
  }

  /// Packs a matrix; with `order`, packed row i is row order[i] of the file.
  mutating func matrix(
    _ name: String, rows: Int, columns: Int, order: [Int]? = nil
  ) throws(ModelError) -> MatrixView {
    let (tensor, type) = try tensor(name, dimensions: [columns, rows])
    let rowByteCount = type.byteCount(of: columns)
    let file = file
    let stored = try order == nil ? nil : Self.bytes(of: tensor, in: file)
    let matrix = try PackedMatrix(
      type: type, rowCount: rows, columnCount: columns, pool: pool, arena: arena
    ) { (rows, pack) throws(ModelError) in
      let piece = UnsafeMutableRawBufferPointer.allocate(
        byteCount: rows.count * rowByteCount, alignment: 64)
      defer { piece.deallocate() }
      if let order, let stored {
        for (place, row) in order[rows].enumerated() {
          (piece.baseAddress! + place * rowByteCount).copyMemory(
            from: stored.base + row * rowByteCount, byteCount: rowByteCount)
        }
      } else {
        try Self.read(tensor, in: file, from: rows.lowerBound * rowByteCount, into: piece)
      }
      try Self.checkFinite(UnsafeRawBufferPointer(piece), type, tensor, in: file)
      pack(piece.baseAddress!)
    }
    matrices.append(matrix)
    return matrix.view
  }

  private static func bytes(
    of tensor: GGUFTensor, in file: GGUFFile
  ) throws(ModelError) -> AlignedMemory {
    let memory = AlignedMemory(byteCount: tensor.byteRange.count)
    try read(
      tensor, in: file, from: 0,
      into: UnsafeMutableRawBufferPointer(start: memory.base, count: memory.byteCount))
    return memory
  }

  private static func read(
    _ tensor: GGUFTensor, in file: GGUFFile, from offset: Int,
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(ModelError) {
    do throws(GGUFError) {
      try file.read(tensor, from: offset, into: buffer)
    } catch {
      throw ModelError(.file, error.message)
    }
  }

  private static func checkFinite(
    _ bytes: UnsafeRawBufferPointer, _ type: ElementType, _ tensor: GGUFTensor, in file: GGUFFile
  ) throws(ModelError) {
    guard Dequantizer.areFinite(bytes, type: type) else {
      throw ModelError(
        .inconsistent,
        "'\(file.path)': tensor '\(tensor.name)' holds a weight or a scale that is infinite or not a "
          + "number; the file is corrupt: fetch or convert it again")
    }
  }

  mutating func vector(_ name: String, count: Int) throws(ModelError) -> UnsafePointer<Float> {
    try vector([(name, count, nil)])
  }

  /// Vectors, one behind the other; with `order`, element i is element order[i] of the file.
  private mutating func vector(
    _ parts: [(name: String, count: Int, order: [Int]?)]
  ) throws(ModelError) -> UnsafePointer<Float> {
    let memory = AlignedMemory(byteCount: parts.reduce(0) { $0 + $1.count } * 4)
    var next: UnsafeMutablePointer<Float> = memory.pointer()
    for (name, count, order) in parts {
      let values = try floats(name, count: count)
      for index in 0..<count { next[index] = values[order?[index] ?? index] }
      next += count
    }
    vectors.append(memory)
    return UnsafePointer(memory.pointer(as: Float.self))
  }

  /// A vector's elements.
  mutating func floats(_ name: String, count: Int) throws(ModelError) -> [Float] {
    let (tensor, type) = try tensor(name, dimensions: [count])
    let memory = try Self.bytes(of: tensor, in: file)
    let bytes = UnsafeRawBufferPointer(start: memory.base, count: memory.byteCount)
    try Self.checkFinite(bytes, type, tensor, in: file)
    return withExtendedLifetime(memory) {
      [Float](unsafeUninitializedCapacity: count) { values, initializedCount in
        Dequantizer.floats(of: bytes, type: type, count: count, into: values.baseAddress!)
        initializedCount = count
      }
    }
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
        "'\(file.path)': '\(shape.family.rawValue).block_count' is \(shape.layerCount), but there is "
          + "a tensor '\(extra.name)'; the file is corrupt: fetch it again")
    }
    throw ModelError(
      .unsupported,
      "'\(file.path)': tensor '\(extra.name)' is not part of the '\(shape.family.rawValue)' models that "
        + "are supported; use one without it")
  }
}

extension DecoderConfiguration {
  /// Where the file has each row of queries or keys that a rotation takes for neighbours, or nil where they
  /// lie so already.
  func rowOrder(headCount: Int) -> [Int]? {
    guard family.design.pairsHalves else { return nil }
    let half = ropeDimension / 2
    return (0..<headCount * headDimension).map { row in
      let (head, dimension) = row.quotientAndRemainder(dividingBy: headDimension)
      guard dimension < ropeDimension else { return row }
      return head * headDimension + dimension / 2 + dimension % 2 * half
    }
  }
}
