/// How the elements of a tensor are stored, as GGUF files do.
package enum ElementType: String, Sendable, CaseIterable {
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"
  case q4_0 = "Q4_0"
  case q4_1 = "Q4_1"
  case q8_0 = "Q8_0"

  /// Elements that share one block; a row is a whole number of blocks.
  package var blockElementCount: Int {
    switch self {
    case .f32, .f16, .bf16: 1
    case .q4_0, .q4_1, .q8_0: 32
    }
  }

  /// Bytes of one block.
  package var blockByteCount: Int {
    switch self {
    case .f32: 4
    case .f16, .bf16: 2
    case .q4_0: 18
    case .q4_1: 20
    case .q8_0: 34
    }
  }

  /// Bytes of `elementCount` elements, which is a multiple of ``blockElementCount``.
  package func byteCount(of elementCount: Int) -> Int {
    elementCount / blockElementCount * blockByteCount
  }
}
