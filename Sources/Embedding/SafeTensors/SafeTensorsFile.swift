internal import Compute

/// A mapped safetensors file: tensors are views of the file until something needs them otherwise.
package final class SafeTensorsFile: Sendable {
  package let header: SafeTensorsHeader
  private let file: MappedFile

  package init(path: String) throws(EmbeddingError) {
    file = try MappedFile(path: path)
    header = try SafeTensorsHeader(file.bytes, path: path)
  }

  package var path: String { file.path }

  /// The tensor as 32-bit floats, row by row; checked to have exactly this shape.
  package func floats(_ name: String, shape: [Int]) throws(EmbeddingError) -> FloatTensor {
    guard let entry = header.entries[name] else {
      throw EmbeddingError(.unsupported, path: path, "has no tensor '\(name)'")
    }
    guard entry.shape == shape else {
      throw EmbeddingError(
        .unsupported, path: path,
        "tensor '\(name)' has the shape \(entry.shape) where \(shape) is needed")
    }
    let begin = header.dataOffset + entry.bytes.lowerBound
    let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[begin..<begin + entry.bytes.count])
    let count = shape.reduce(1, *)
    switch entry.elementType {
    case "F32" where Int(bitPattern: bytes.baseAddress) % 4 == 0:
      return FloatTensor(viewing: bytes, count: count, owner: file)
    case "F32": return FloatTensor(bytes, type: .f32, count: count)
    case "F16": return FloatTensor(bytes, type: .f16, count: count)
    case "BF16": return FloatTensor(bytes, type: .bf16, count: count)
    default:
      throw EmbeddingError(
        .unsupported, path: path,
        "tensor '\(name)' is \(entry.elementType); F32, F16 and BF16 are supported")
    }
  }
}

/// Floats that a file or an own copy holds. Immutable, hence `Sendable` in spite of the pointer.
package final class FloatTensor: @unchecked Sendable {
  package let base: UnsafePointer<Float>
  package let count: Int
  private let owner: AnyObject

  /// A view of aligned 32-bit floats that `owner` keeps alive.
  init(viewing bytes: UnsafeRawBufferPointer, count: Int, owner: AnyObject) {
    precondition(bytes.count == count * 4)
    base = bytes.baseAddress!.assumingMemoryBound(to: Float.self)
    self.count = count
    self.owner = owner
  }

  /// A widened or realigned copy.
  init(_ bytes: UnsafeRawBufferPointer, type: ElementType, count: Int) {
    let memory = AlignedMemory(byteCount: count * 4)
    Dequantizer.floats(of: bytes, type: type, count: count, into: memory.pointer())
    base = UnsafePointer(memory.pointer(as: Float.self))
    self.count = count
    owner = memory
  }

  package var buffer: UnsafeBufferPointer<Float> { UnsafeBufferPointer(start: base, count: count) }
}
