internal import Embedding

/// The header of a safetensors file.
enum SafeTensorsFuzz {
  static func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    guard let header = try? SafeTensorsHeader(bytes, path: "fuzz") else { return }
    var covered = 0
    for (name, entry) in header.entries {
      let end = header.dataOffset + entry.bytes.upperBound
      try require(
        entry.bytes.lowerBound >= 0 && end <= bytes.count,
        "tensor '\(name)' lies at \(entry.bytes) of \(bytes.count - header.dataOffset) bytes")
      let elementCount = entry.shape.reduce(1, *)
      try require(
        elementCount == 0 ? entry.bytes.isEmpty : entry.bytes.count % elementCount == 0,
        "tensor '\(name)' has \(entry.bytes.count) bytes for \(elementCount) elements")
      covered += entry.bytes.count
    }
    try require(
      header.dataOffset + covered == bytes.count, "\(covered) bytes are covered, not all or twice")
    let file = try MemoryFile(bytes)
    guard let tensors = try? SafeTensorsFile(path: file.path) else {
      throw BrokenProperty("a header that is valid is refused in a file")
    }
    for (name, entry) in header.entries {
      guard let floats = try? tensors.floats(name, shape: entry.shape) else { continue }
      try require(floats.count == entry.shape.reduce(1, *), "tensor '\(name)' is cut")
      // Reads all of it: every byte is mapped.
      _ = floats.buffer.reduce(0, +)
    }
  }
}
