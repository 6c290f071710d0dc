internal import Kernels

/// How the elements of a tensor are stored, as GGUF files do. There are kernels for each.
package enum ElementType: String, Sendable, CaseIterable {
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"
  case q4_0 = "Q4_0"
  case q4_1 = "Q4_1"
  case q5_0 = "Q5_0"
  case q5_1 = "Q5_1"
  case q8_0 = "Q8_0"
  case q4_K = "Q4_K"
  case q5_K = "Q5_K"
  case q6_K = "Q6_K"

  var format: apus_format {
    switch self {
    case .f32: APUS_F32
    case .f16: APUS_F16
    case .bf16: APUS_BF16
    case .q4_0: APUS_Q4_0
    case .q4_1: APUS_Q4_1
    case .q5_0: APUS_Q5_0
    case .q5_1: APUS_Q5_1
    case .q8_0: APUS_Q8_0
    case .q4_K: APUS_Q4_K
    case .q5_K: APUS_Q5_K
    case .q6_K: APUS_Q6_K
    }
  }

  /// Whether activations must be quantised (``ActivationRows/quantize(rows:)``) to multiply with a
  /// matrix of this type.
  package var isQuantized: Bool {
    switch self {
    case .f32, .f16, .bf16: false
    default: true
    }
  }

  /// Elements that share one block; a row is a whole number of blocks.
  package var blockElementCount: Int { apus_shape(format).block_columns }

  /// Bytes of one block.
  package var blockByteCount: Int { apus_shape(format).block_bytes }

  /// Bytes of `elementCount` elements, which is a multiple of ``blockElementCount``.
  package func byteCount(of elementCount: Int) -> Int {
    let shape = apus_shape(format)
    return elementCount / shape.block_columns * shape.block_bytes
  }
}
