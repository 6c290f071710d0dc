package import Compute
import Crypto
import Synchronization

/// A decoder-only language model: weights packed for this machine, ready to compute.
///
/// Immutable after loading, so any number of caches and workspaces may use one model; the threads of
/// its pool serve one forward pass at a time.
/// `@unchecked Sendable`: the addresses in `layers` and below point into `weights`, which
/// this object owns and nobody writes to.
package final class DecoderModel: @unchecked Sendable {
  package let configuration: DecoderConfiguration
  /// The file: its metadata and its tensor table.
  package let file: GGUFFile
  package let pool: ComputePool
  /// How the keys and values of its sequences are stored.
  let cacheLayout: KVBlockLayout

  package var vocabularySize: Int { configuration.vocabularySize }
  package var metadata: [String: GGUFValue] { file.metadata }
  /// The name that the file gives itself, or the file's own.
  package let name: String
  /// Bytes of packed weights: what decoding one token reads.
  package let weightByteCount: Int

  /// Rows that one pass computes together; larger batches take several. By then the weights are used
  /// so often per read that more rows gain nothing.
  static let passRowCountMax = 512

  let layers: UnsafeMutableBufferPointer<LayerWeights>
  let outputNorm: UnsafePointer<Float>
  let outputHead: MatrixView
  /// A row for each token. Without a head of its own, the model multiplies with it at the end.
  let embedding: MatrixView
  /// Angular velocity of each rotated pair, in radians per position.
  let ropeFrequencies: [Double]
  let workspace: Mutex<ForwardWorkspace>
  private let weights: WeightLoader
  private let digest = Mutex<String?>(nil)

  /// Reads a file, checks everything in it and packs its weights.
  ///
  /// Takes about as long as reading the file once; the pool's threads share the packing. All that is used
  /// afterwards lies in memory: nothing that happens to the file then has an effect.
  ///
  /// Throws before it allocates where the weights, and keys and values of `cacheTokenCount` tokens, need
  /// more than `memory`.
  package static func load(
    path: String, pool: ComputePool = ComputePool(),
    memory: AvailableMemory? = AvailableMemory.now(), cacheFormat: KeyValueFormat = .f16,
    cacheTokenCount: Int = 0
  ) throws(ModelError) -> DecoderModel {
    let file: GGUFFile
    do throws(GGUFError) {
      file = try GGUFFile(path: path)
    } catch {
      throw ModelError(.file, error.message)
    }
    return try DecoderModel(
      file: file, pool: pool, memory: memory, cacheFormat: cacheFormat,
      cacheTokenCount: cacheTokenCount)
  }

  package init(
    file: GGUFFile, pool: ComputePool, memory: AvailableMemory? = nil,
    cacheFormat: KeyValueFormat = .f16, cacheTokenCount: Int = 0
  ) throws(ModelError) {
    let shape = try DecoderConfiguration(file)
    guard shape.headDimension % cacheFormat.dimensionMultiple == 0 else {
      throw ModelError(
        .unsupported,
        "'\(file.path)': heads of \(shape.headDimension) dimensions cannot have keys and values in "
          + "\(cacheFormat.rawValue), which takes multiples of \(cacheFormat.dimensionMultiple); "
          + "use f16")
    }
    cacheLayout = KVBlockLayout(shape, format: cacheFormat)
    try memory?.check(
      holdsWeights: WeightLoader.byteCount(of: file),
      cache: cacheLayout.byteCount(tokenCount: cacheTokenCount), ofTokens: cacheTokenCount,
      for: file.path)
    configuration = shape
    self.file = file
    self.pool = pool
    name =
      (try? file.string("general.name")) ?? file.path.split(separator: "/").last.map(String.init)
      ?? ""

    var loader = WeightLoader(file: file, pool: pool)
    embedding = try loader.matrix(
      WeightLoader.embeddingName, rows: shape.vocabularySize, columns: shape.embeddingLength)
    var layers: [LayerWeights] = []
    for index in 0..<shape.layerCount { layers.append(try loader.layer(index, shape)) }
    outputNorm = try loader.vector("output_norm.weight", count: shape.embeddingLength)
    outputHead =
      file.tensor(WeightLoader.headName) == nil
      ? embedding
      : try loader.matrix(
        WeightLoader.headName, rows: shape.vocabularySize, columns: shape.embeddingLength)
    ropeFrequencies = try Self.ropeFrequencies(shape, &loader)
    try loader.requireThatAllIsUsed(shape)
    do throws(GGUFError) { try file.checkUnchanged() } catch {
      throw ModelError(.file, error.message)
    }
    weights = loader
    workspace = Mutex(
      ForwardWorkspace(shape, rowCountMax: Self.passRowCountMax, laneCount: pool.threadCount))
    weightByteCount = WeightLoader.stepByteCount(of: file)
    self.layers = .allocate(capacity: layers.count)
    _ = self.layers.initialize(from: layers)
  }

  deinit { layers.deallocate() }

  /// SHA-256 of the file in hexadecimal; computed when first asked for.
  package func sha256() throws -> String {
    try digest.withLock { digest in
      if let digest { return digest }
      var hash = SHA256()
      try file.forEachPiece { hash.update($0) }
      try file.checkUnchanged()
      let computed = Hex.encode(hash.finalize())
      digest = computed
      return computed
    }
  }

  /// The angular velocities of all rotations, one behind the other. Long-context Llamas bring a
  /// divisor for each pair.
  private static func ropeFrequencies(
    _ shape: DecoderConfiguration, _ loader: inout WeightLoader
  ) throws(ModelError) -> [Double] {
    let pairCount = shape.ropeDimension / 2
    var factors = [Float](repeating: 1, count: pairCount)
    if loader.file.tensor("rope_freqs.weight") != nil {
      factors = try loader.floats("rope_freqs.weight", count: pairCount)
    }
    return shape.rotations.flatMap { rotation in
      (0..<pairCount).map { pair in
        let exponent = -2 * Double(pair) / Double(shape.ropeDimension)
        return Power.of(Double(rotation.base), exponent) / Double(rotation.divisor)
          / Double(factors[pair])
      }
    }
  }
}
