import Foundation

/// The header of a safetensors file, checked whole before any tensor is touched.
///
/// Format: eight bytes (little-endian) that count the header's bytes, the header as JSON, then the
/// data. Source: https://github.com/huggingface/safetensors, "Format". Invariants once parsed: every
/// tensor lies inside the data, its size is the product of its shape and its element's size, and the
/// tensors cover the data without a gap or an overlap.
package struct SafeTensorsHeader: Sendable {
  /// One tensor's place, in bytes from the start of the data.
  package struct Entry: Sendable, Hashable {
    package let elementType: String
    package let shape: [Int]
    package let bytes: Range<Int>
  }

  package let entries: [String: Entry]
  /// Where the data begins in the file.
  package let dataOffset: Int

  /// Most bytes that a header may take; the reference implementation has the same limit.
  package static let byteCountMax = 100_000_000
  private static let tensorCountMax = 100_000
  private static let rankMax = 8

  package init(_ file: UnsafeRawBufferPointer, path: String) throws(EmbeddingError) {
    guard file.count >= 8 else {
      throw Self.malformed(path, "has \(file.count) bytes; a safetensors file has at least 8")
    }
    let headerCount = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
    guard headerCount <= UInt64(min(Self.byteCountMax, file.count - 8)) else {
      throw Self.malformed(
        path,
        "says its header takes \(headerCount) bytes, but \(file.count - 8) follow: "
          + "the file is cut short or not safetensors")
    }
    dataOffset = 8 + Int(headerCount)
    let json = Data(file[8..<dataOffset])
    let decoded: [String: TensorFields]
    do {
      decoded = try JSONDecoder().decode(HeaderFields.self, from: json).tensors
    } catch {
      throw Self.malformed(path, "has a header that is not the JSON it should be: \(error)")
    }
    guard decoded.count <= Self.tensorCountMax else {
      throw Self.malformed(path, "lists \(decoded.count) tensors; at most \(Self.tensorCountMax)")
    }
    var entries: [String: Entry] = [:]
    for (name, value) in decoded {
      entries[name] = try Self.entry(name, value, dataCount: file.count - dataOffset, path: path)
    }
    self.entries = entries
    try checkCoverage(dataCount: file.count - dataOffset, path: path)
  }

  private static func entry(
    _ name: String, _ value: TensorFields, dataCount: Int, path: String
  ) throws(EmbeddingError) -> Entry {
    guard let type = value.dtype, let shape = value.shape, let offsets = value.dataOffsets else {
      throw malformed(path, "tensor '\(name)' lacks dtype, shape or data_offsets")
    }
    guard let elementByteCount = elementByteCounts[type] else {
      throw malformed(path, "tensor '\(name)' has the unknown element type '\(type)'")
    }
    guard shape.count <= rankMax else {
      throw malformed(path, "tensor '\(name)' has \(shape.count) dimensions; at most \(rankMax)")
    }
    var byteCount = elementByteCount
    for dimension in shape {
      let (product, overflow) = byteCount.multipliedReportingOverflow(by: dimension)
      guard dimension >= 0, !overflow else {
        throw malformed(path, "tensor '\(name)' has the impossible shape \(shape)")
      }
      byteCount = product
    }
    guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= dataCount
    else {
      throw malformed(
        path,
        "tensor '\(name)' lies at \(offsets), outside the \(dataCount) bytes of data: "
          + "the file is cut short or corrupt")
    }
    guard offsets[1] - offsets[0] == byteCount else {
      throw malformed(
        path,
        "tensor '\(name)' of \(type) \(shape) needs \(byteCount) bytes, "
          + "but its offsets \(offsets) hold \(offsets[1] - offsets[0])")
    }
    return Entry(elementType: type, shape: shape, bytes: offsets[0]..<offsets[1])
  }

  /// No gap and no overlap: a header that names some byte twice, or never, is not to be trusted.
  private func checkCoverage(dataCount: Int, path: String) throws(EmbeddingError) {
    let ordered = entries.sorted { a, b in
      (a.value.bytes.lowerBound, a.value.bytes.upperBound)
        < (b.value.bytes.lowerBound, b.value.bytes.upperBound)
    }
    var end = 0
    for (name, entry) in ordered {
      guard entry.bytes.lowerBound == end else {
        throw Self.malformed(
          path,
          "tensor '\(name)' begins at \(entry.bytes.lowerBound) where \(end) was expected: "
            + "tensors overlap or leave a gap")
      }
      end = entry.bytes.upperBound
    }
    guard end == dataCount else {
      throw Self.malformed(
        path, "its tensors take \(end) bytes, but \(dataCount) bytes of data follow")
    }
  }

  private static func malformed(_ path: String, _ reason: String) -> EmbeddingError {
    EmbeddingError(.malformed, path: path, reason)
  }

  private static let elementByteCounts = [
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "I16": 2, "U16": 2, "F16": 2,
    "BF16": 2, "I32": 4, "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8,
  ]
}

/// The header's JSON: tensors by name, and free remarks under `__metadata__` that are not read.
private struct HeaderFields: Decodable {
  let tensors: [String: TensorFields]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: TensorName.self)
    var tensors: [String: TensorFields] = [:]
    for name in container.allKeys where name.stringValue != "__metadata__" {
      tensors[name.stringValue] = try container.decode(TensorFields.self, forKey: name)
    }
    self.tensors = tensors
  }
}

private struct TensorName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

private struct TensorFields: Decodable {
  let dtype: String?
  let shape: [Int]?
  let dataOffsets: [Int]?

  enum CodingKeys: String, CodingKey {
    case dtype, shape
    case dataOffsets = "data_offsets"
  }
}
