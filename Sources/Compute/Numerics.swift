internal import Kernels

/// Kernels on rows of floats, on the calling thread. Every row's result depends on that row alone.
/// The destination may be the source.
package enum Numerics {
  /// y = x / rms(x) * weight, with rms(x) = sqrt(mean(x^2) + epsilon).
  package static func rmsNorm(
    _ x: UnsafePointer<Float>, weight: UnsafePointer<Float>, count: Int, epsilon: Float,
    into y: UnsafeMutablePointer<Float>
  ) { Active.kernels.rms_norm(x, weight, count, epsilon, y) }

  /// y = (x - mean) / sqrt(variance + epsilon) * weight + bias.
  package static func layerNorm(
    _ x: UnsafePointer<Float>, weight: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    count: Int, epsilon: Float, into y: UnsafeMutablePointer<Float>
  ) { Active.kernels.layer_norm(x, weight, bias, count, epsilon, y) }

  /// y = e^x / sum(e^x), shifted by the maximum so that nothing overflows.
  package static func softmax(
    _ x: UnsafePointer<Float>, count: Int, into y: UnsafeMutablePointer<Float>
  ) { Active.kernels.softmax(x, count, y) }

  /// y = gate * sigmoid(gate) * up.
  package static func siluMultiply(
    gate: UnsafePointer<Float>, up: UnsafePointer<Float>, count: Int,
    into y: UnsafeMutablePointer<Float>
  ) { Active.kernels.silu_mul(gate, up, count, y) }

  /// y = gelu(gate) * up, with gelu(x) = x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2.
  package static func geluTanhMultiply(
    gate: UnsafePointer<Float>, up: UnsafePointer<Float>, count: Int,
    into y: UnsafeMutablePointer<Float>
  ) { Active.kernels.gelu_tanh_mul(gate, up, count, y) }

  /// y = cap * tanh(x / cap).
  package static func softCap(
    _ x: UnsafePointer<Float>, count: Int, cap: Float, into y: UnsafeMutablePointer<Float>
  ) { Active.kernels.soft_cap(x, count, cap, y) }

  /// y = x (1 + erf(x / sqrt 2)) / 2, to an absolute error of 2e-7 |x|.
  package static func gelu(
    _ x: UnsafePointer<Float>, count: Int, into y: UnsafeMutablePointer<Float>
  ) { Active.kernels.gelu(x, count, y) }

  /// y = x + z.
  package static func add(
    _ x: UnsafePointer<Float>, _ z: UnsafePointer<Float>, count: Int,
    into y: UnsafeMutablePointer<Float>
  ) { Active.kernels.add(x, z, count, y) }

  /// The index of the largest element, the lowest of equals; nil where one is NaN or there is none.
  package static func argmax(_ x: UnsafeBufferPointer<Float>) -> Int? {
    guard let base = x.baseAddress, x.count > 0 else { return nil }
    let index = Active.kernels.argmax(base, x.count)
    return index < x.count ? index : nil
  }

  /// Weights of a distribution that are summed together by ``weigh(_:largest:scale:into:sums:)``.
  package static let weightBlock = APUS_WEIGHT_BLOCK

  /// weights = 2^((x - largest) * scale), rounded to multiples of 2^-34, and the sums of each
  /// ``weightBlock`` of them. Sums of up to 2^19 weights are exact, in any order, and every processor
  /// gets the same bits.
  package static func weigh(
    _ x: UnsafeBufferPointer<Float>, largest: Float, scale: Float,
    into weights: UnsafeMutablePointer<Float>, sums: UnsafeMutablePointer<Double>
  ) { Active.kernels.weigh(x.baseAddress, x.count, largest, scale, weights, sums) }

  /// Writes the indices of the elements that are at least `least`, in ascending order; their number.
  package static func indices(
    of x: UnsafeBufferPointer<Float>, atLeast least: Float,
    into indices: UnsafeMutablePointer<UInt32>
  ) -> Int { Active.kernels.select_at_least(x.baseAddress, x.count, least, indices) }

  /// Rotates adjacent pairs (2i, 2i + 1) of each head in place by the angles in `cosSin`:
  /// cos, sin alternating, `rotatedDimension / 2` pairs.
  package static func ropePairs(
    _ x: UnsafeMutablePointer<Float>, headCount: Int, headDimension: Int, rotatedDimension: Int,
    cosSin: UnsafePointer<Float>
  ) { Active.kernels.rope_pairs(x, headCount, headDimension, rotatedDimension, cosSin) }

  /// Rounds to 16-bit floats, to nearest even.
  package static func float16(
    _ x: UnsafePointer<Float>, count: Int, into y: UnsafeMutablePointer<UInt16>
  ) { Active.kernels.f32_to_f16(x, count, y) }

  // MARK: Vector scan

  /// The dot product of two vectors.
  package static func dot(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int
  ) -> Float { Active.kernels.dot_f32(a, b, count) }

  /// Writes `dot(query, vector i)` for `vectorCount` vectors that lie one after the other.
  /// A score is bitwise what ``dot(_:_:count:)`` gives.
  package static func scan(
    query: UnsafePointer<Float>, vectors: UnsafePointer<Float>, vectorCount: Int, dimension: Int,
    into scores: UnsafeMutablePointer<Float>
  ) { Active.kernels.scan_f32(query, vectors, vectorCount, dimension, scores) }

  /// The exact dot product of two vectors of at most 131,072 8-bit integers.
  package static func dot(
    _ a: UnsafePointer<Int8>, _ b: UnsafePointer<Int8>, count: Int
  ) -> Int32 {
    precondition(count <= 131_072, "\(count) products could overflow 32 bits")
    return Active.kernels.dot_i8(a, b, count)
  }

  /// Writes `dot(query, vector i)` for `vectorCount` vectors of 8-bit integers.
  package static func scan(
    query: UnsafePointer<Int8>, vectors: UnsafePointer<Int8>, vectorCount: Int, dimension: Int,
    into scores: UnsafeMutablePointer<Int32>
  ) {
    precondition(dimension <= 131_072, "\(dimension) products could overflow 32 bits")
    Active.kernels.scan_i8(query, vectors, vectorCount, dimension, scores)
  }
}
