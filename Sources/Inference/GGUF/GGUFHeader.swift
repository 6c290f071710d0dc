/// The header of a GGUF file while it is being read: magic, version, metadata, then the tensor
/// table. Every field is checked as it comes.
struct GGUFHeader {
  private(set) var version: UInt32 = 0
  private(set) var metadata: [String: GGUFValue] = [:]
  private(set) var alignment = 32
  private let file: HeaderBytes
  private var cursor: GGUFCursor
  private var tensorCount = 0

  /// Bounds of the specification, and of good sense where it has none.
  private static let keyByteCountMax = 65_535
  private static let stringByteCountMax = 64 << 20
  private static let tensorNameByteCountMax = 256
  private static let dimensionCountMax = 4
  private static let alignmentMax = 1 << 20
  private static let metadataEntryByteCountMin = 8 + 4 + 1
  private static let tensorEntryByteCountMin = 8 + 4 + 8 + 4 + 8

  init(file: HeaderBytes) throws(GGUFError) {
    self.file = file
    cursor = GGUFCursor(file)
    try readMagicAndVersion()
    tensorCount = try readCount("tensor count", entryByteCountMin: Self.tensorEntryByteCountMin)
    let metadataCount = try readCount(
      "metadata count", entryByteCountMin: Self.metadataEntryByteCountMin)
    for index in 0..<metadataCount { try readMetadataEntry(index) }
    try readAlignment()
  }

  private mutating func readMagicAndVersion() throws(GGUFError) {
    let magic = try cursor.integer(UInt32.self, "the magic number")
    guard magic == 0x4655_4747 else {
      throw GGUFError(
        .corrupt,
        "not a GGUF file: it begins with 0x\(String(magic, radix: 16)), not with \"GGUF\"")
    }
    version = try cursor.integer(UInt32.self, "the version")
    guard version == 2 || version == 3 else {
      let reason =
        version.byteSwapped == 2 || version.byteSwapped == 3
        ? "this file is big endian; convert it to little endian"
        : "this program reads versions 2 and 3; convert the file with a current converter"
      throw GGUFError(.unsupported, "GGUF version \(version): \(reason)")
    }
  }

  /// A count that the bytes left could hold.
  private mutating func readCount(
    _ field: String, entryByteCountMin: Int
  ) throws(GGUFError) -> Int {
    let count = try cursor.integer(UInt64.self, field)
    guard count <= UInt64(cursor.remainingByteCount / entryByteCountMin) else {
      throw GGUFError(
        .corrupt,
        "the \(field) is \(count), but only \(cursor.remainingByteCount) bytes follow; "
          + "the file is truncated or corrupt: fetch it again")
    }
    return Int(count)
  }

  // MARK: Metadata

  private mutating func readMetadataEntry(_ index: Int) throws(GGUFError) {
    let key = try cursor.string(limit: Self.keyByteCountMax, "metadata key \(index)")
    let code = try cursor.integer(UInt32.self, "the type of metadata key '\(key)'")
    let value: GGUFValue
    if code == GGUFValueType.arrayCode {
      value = try .array(readArray(key))
    } else {
      value = try readScalar(valueType(code, key), key)
    }
    guard metadata.updateValue(value, forKey: key) == nil else {
      throw GGUFError(.corrupt, "metadata key '\(key)' appears twice")
    }
  }

  private func valueType(_ code: UInt32, _ key: String) throws(GGUFError) -> GGUFValueType {
    guard let type = GGUFValueType(rawValue: code) else {
      throw GGUFError(.corrupt, "metadata key '\(key)' has the unknown type \(code)")
    }
    return type
  }

  private mutating func readScalar(
    _ type: GGUFValueType, _ key: String
  ) throws(GGUFError) -> GGUFValue {
    let field = "the value of '\(key)'"
    switch type {
    case .uint8: return try .unsigned(UInt64(cursor.integer(UInt8.self, field)))
    case .uint16: return try .unsigned(UInt64(cursor.integer(UInt16.self, field)))
    case .uint32: return try .unsigned(UInt64(cursor.integer(UInt32.self, field)))
    case .uint64: return try .unsigned(cursor.integer(UInt64.self, field))
    case .int8: return try .signed(Int64(cursor.integer(Int8.self, field)))
    case .int16: return try .signed(Int64(cursor.integer(Int16.self, field)))
    case .int32: return try .signed(Int64(cursor.integer(Int32.self, field)))
    case .int64: return try .signed(cursor.integer(Int64.self, field))
    case .float32:
      return try .float(Double(Float(bitPattern: cursor.integer(UInt32.self, field))))
    case .float64: return try .float(Double(bitPattern: cursor.integer(UInt64.self, field)))
    case .bool:
      let byte = try cursor.integer(UInt8.self, field)
      guard byte <= 1 else { throw GGUFError(.corrupt, "\(field) is \(byte), not a boolean") }
      return .bool(byte == 1)
    case .string:
      return try .string(cursor.string(limit: Self.stringByteCountMax, field))
    }
  }

  private mutating func readArray(_ key: String) throws(GGUFError) -> GGUFArray {
    let code = try cursor.integer(UInt32.self, "the element type of '\(key)'")
    guard code != GGUFValueType.arrayCode else {
      throw GGUFError(
        .unsupported, "metadata key '\(key)' is an array of arrays, which no model needs")
    }
    let type = try valueType(code, key)
    let count = try readCount(
      "element count of '\(key)'", entryByteCountMin: type.byteCount ?? 8)
    let start = cursor.offset
    if let width = type.byteCount {
      try cursor.skip(count * width, "the elements of '\(key)'")
    } else {
      for index in 0..<count {
        _ = try cursor.string(
          limit: Self.stringByteCountMax, "element \(index) of '\(key)'")
      }
    }
    return GGUFArray(count: count, type: type, range: start..<cursor.offset, file: file)
  }

  private mutating func readAlignment() throws(GGUFError) {
    let key = "general.alignment"
    guard let value = metadata[key] else { return }
    guard let bytes = value.int, bytes >= 1, bytes <= Self.alignmentMax,
      bytes.nonzeroBitCount == 1
    else {
      throw GGUFError(
        .corrupt, "'\(key)' is \(value), not a power of two up to \(Self.alignmentMax)")
    }
    alignment = bytes
  }

  // MARK: Tensors

  mutating func readTensors() throws(GGUFError) -> [GGUFTensor] {
    var entries: [(name: String, dimensions: [Int], type: GGUFTensorType, offset: UInt64)] = []
    var names: Set<String> = []
    for index in 0..<tensorCount {
      let name = try cursor.string(
        limit: Self.tensorNameByteCountMax, "the name of tensor \(index)")
      guard names.insert(name).inserted else {
        throw GGUFError(.corrupt, "tensor '\(name)' appears twice")
      }
      let dimensions = try readDimensions(name)
      let code = try cursor.integer(UInt32.self, "the type of tensor '\(name)'")
      guard let type = GGUFTensorType(rawValue: code) else {
        throw GGUFError(.unsupported, "tensor '\(name)' has the unknown type \(code)")
      }
      let offset = try cursor.integer(UInt64.self, "the offset of tensor '\(name)'")
      entries.append((name, dimensions, type, offset))
    }
    let dataStart = (cursor.offset + alignment - 1) & ~(alignment - 1)
    var tensors: [GGUFTensor] = []
    for entry in entries {
      let range = try byteRange(
        entry.name, entry.dimensions, entry.type, entry.offset, dataStart: dataStart)
      tensors.append(
        GGUFTensor(
          name: entry.name, dimensions: entry.dimensions, type: entry.type, byteRange: range))
    }
    return tensors
  }

  private mutating func readDimensions(_ name: String) throws(GGUFError) -> [Int] {
    let count = try cursor.integer(UInt32.self, "the dimension count of tensor '\(name)'")
    guard (1...UInt32(Self.dimensionCountMax)).contains(count) else {
      throw GGUFError(
        .corrupt,
        "tensor '\(name)' has \(count) dimensions; 1 to \(Self.dimensionCountMax) are possible")
    }
    var dimensions: [Int] = []
    var elementCount = 1
    for _ in 0..<count {
      let dimension = try cursor.integer(UInt64.self, "a dimension of tensor '\(name)'")
      let product = elementCount.multipliedReportingOverflow(by: Int(clamping: dimension))
      guard dimension >= 1, dimension <= Int64.max, !product.overflow,
        product.partialValue <= Int.max / 64
      else {
        throw GGUFError(.corrupt, "tensor '\(name)' has the impossible dimension \(dimension)")
      }
      elementCount = product.partialValue
      dimensions.append(Int(dimension))
    }
    return dimensions
  }

  private func byteRange(
    _ name: String, _ dimensions: [Int], _ type: GGUFTensorType, _ offset: UInt64, dataStart: Int
  ) throws(GGUFError) -> Range<Int> {
    guard dimensions[0] % type.blockElementCount == 0 else {
      throw GGUFError(
        .corrupt,
        "tensor '\(name)' has rows of \(dimensions[0]) elements, but \(type.name) comes in blocks "
          + "of \(type.blockElementCount)")
    }
    guard offset % UInt64(alignment) == 0 else {
      throw GGUFError(
        .corrupt, "tensor '\(name)' has the offset \(offset), not a multiple of \(alignment)")
    }
    // At most Int.max / 64 elements of at most 8 bytes: no overflow.
    let byteCount = dimensions.reduce(1, *) / type.blockElementCount * type.blockByteCount
    let available = file.fileByteCount - dataStart
    guard available >= byteCount, offset <= UInt64(available - byteCount) else {
      throw GGUFError(
        .corrupt,
        "tensor '\(name)' needs \(byteCount) bytes at offset \(offset), but the file holds "
          + "\(max(0, available)) bytes of tensor data; it is truncated or corrupt: fetch it again")
    }
    let start = dataStart + Int(offset)
    return start..<start + byteCount
  }
}
