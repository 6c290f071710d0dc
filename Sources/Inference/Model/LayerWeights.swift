import Compute

/// The weights of one transformer block by address, and what it sees; the model owns the memory.
///
/// The optional ones are there exactly where the family's ``DecoderDesign`` has them.
struct LayerWeights {
  let attentionNorm: UnsafePointer<Float>
  let query: MatrixView
  let key: MatrixView
  let value: MatrixView
  /// Of queries, keys and values, one after the other.
  let projectionBias: UnsafePointer<Float>?
  let queryNorm: UnsafePointer<Float>?
  let keyNorm: UnsafePointer<Float>?
  let attentionOutput: MatrixView
  let attentionOutputNorm: UnsafePointer<Float>?
  let feedForwardNorm: UnsafePointer<Float>
  let gate: MatrixView
  let up: MatrixView
  let down: MatrixView
  let feedForwardOutputNorm: UnsafePointer<Float>?
  /// Positions that a row sees, itself included.
  let window: Int
  /// Where the layer's angles begin among those of a row.
  let rotationStart: Int
}
