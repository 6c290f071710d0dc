/// A GGUF model file, versions 2 and 3, little endian: metadata and tensor table, validated whole
/// before anything is used. See the format's specification in ggml, `docs/gguf.md`.
///
/// Nothing is allocated on the word of a length field: each is first compared with the bytes that
/// are left. Array data stays in the header's bytes, tensor data in the file.
package struct GGUFFile: Sendable {
  package let version: UInt32
  package let metadata: [String: GGUFValue]
  /// In file order.
  package let tensors: [GGUFTensor]
  /// Bytes that tensor data is aligned to.
  package let alignment: Int
  private let tensorIndices: [String: Int]
  private let file: ModelFile

  package var path: String { file.path }
  package var byteCount: Int { file.byteCount }

  /// How much of a file is read at first in search of the end of its header, and how much more each
  /// time that this is not enough.
  private static let headerByteCountMin = 1 << 20
  private static let headerGrowth = 4
  /// More is not read: ten times what the largest vocabularies take.
  private static let headerByteCountMax = 64 << 20

  /// Reads and validates the header of a file.
  package init(path: String) throws(GGUFError) {
    let file = try ModelFile(path: path)
    do throws(GGUFError) {
      var byteCount = min(file.byteCount, Self.headerByteCountMin)
      while true {
        let bytes = try HeaderBytes(of: file, byteCount: byteCount)
        do throws(GGUFError) {
          try self.init(file: file, bytes: bytes)
          return
        } catch {
          guard error.code == .headerContinues else { throw error }
        }
        guard byteCount < Self.headerByteCountMax else {
          throw GGUFError(
            .corrupt,
            "the metadata and the tensor table take more than \(Self.headerByteCountMax >> 20) MiB, which "
              + "no model needs; fetch the file again")
        }
        byteCount = min(file.byteCount, byteCount * Self.headerGrowth)
      }
    } catch {
      if error.code == .unreadable { throw error }
      throw GGUFError(error.code, "'\(path)': \(error.message)")
    }
  }

  private init(file: ModelFile, bytes: HeaderBytes) throws(GGUFError) {
    var header = try GGUFHeader(file: bytes)
    self.file = file
    version = header.version
    metadata = header.metadata
    alignment = header.alignment
    tensors = try header.readTensors()
    tensorIndices = Dictionary(
      uniqueKeysWithValues: tensors.enumerated().map { ($1.name, $0) })
  }

  package func tensor(_ name: String) -> GGUFTensor? {
    tensorIndices[name].map { tensors[$0] }
  }

  /// Fills `buffer` with the data of a tensor, from a byte of it on.
  package func read(
    _ tensor: GGUFTensor, from offset: Int = 0, into buffer: UnsafeMutableRawBufferPointer
  ) throws(GGUFError) {
    precondition(offset + buffer.count <= tensor.byteRange.count, "\(tensor.name): too much")
    try file.read(at: tensor.byteRange.lowerBound + offset, into: buffer)
  }

  /// Reads the whole file, a piece at a time.
  package func forEachPiece(_ body: (UnsafeRawBufferPointer) -> Void) throws(GGUFError) {
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { piece.deallocate() }
    for offset in stride(from: 0, to: byteCount, by: piece.count) {
      let part = UnsafeMutableRawBufferPointer(
        rebasing: piece[..<min(piece.count, byteCount - offset)])
      try file.read(at: offset, into: part)
      body(UnsafeRawBufferPointer(part))
    }
  }

  /// Throws where the file is not what it was when it was opened.
  package func checkUnchanged() throws(GGUFError) { try file.checkUnchanged() }

  // MARK: Typed metadata

  /// The string under `key`; throws if it is missing or something else.
  package func string(_ key: String) throws(GGUFError) -> String {
    guard case .string(let value) = try value(key) else { throw mismatch(key, "a string") }
    return value
  }

  /// The whole number under `key`; throws if it is missing, something else, or does not fit.
  package func int(_ key: String) throws(GGUFError) -> Int {
    guard let value = try value(key).int else { throw mismatch(key, "an integer") }
    return value
  }

  /// The floating-point number under `key`.
  package func float(_ key: String) throws(GGUFError) -> Float {
    guard case .float(let value) = try value(key) else { throw mismatch(key, "a float") }
    return Float(value)
  }

  /// The boolean under `key`.
  package func bool(_ key: String) throws(GGUFError) -> Bool {
    guard case .bool(let value) = try value(key) else { throw mismatch(key, "a boolean") }
    return value
  }

  /// The array of strings under `key`.
  package func strings(_ key: String) throws(GGUFError) -> [String] {
    guard case .array(let array) = try value(key), let strings = array.strings else {
      throw mismatch(key, "an array of strings")
    }
    return strings
  }

  /// The array of whole numbers under `key`.
  package func ints(_ key: String) throws(GGUFError) -> [Int] {
    guard case .array(let array) = try value(key), let ints = array.ints else {
      throw mismatch(key, "an array of integers")
    }
    return ints
  }

  /// The array of floats under `key`.
  package func floats(_ key: String) throws(GGUFError) -> [Float] {
    guard case .array(let array) = try value(key), let floats = array.floats else {
      throw mismatch(key, "an array of floats")
    }
    return floats
  }

  /// Whether `key` is present at all.
  package func contains(_ key: String) -> Bool { metadata[key] != nil }

  private func value(_ key: String) throws(GGUFError) -> GGUFValue {
    guard let value = metadata[key] else {
      throw GGUFError(.metadata, "'\(path)': the metadata key '\(key)' is missing")
    }
    return value
  }

  private func mismatch(_ key: String, _ expected: String) -> GGUFError {
    let found = metadata[key]?.kind ?? "nothing"
    return GGUFError(.metadata, "'\(path)': metadata key '\(key)' is \(found), not \(expected)")
  }
}
