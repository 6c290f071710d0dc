/// A metadata value.
package enum GGUFValue: Sendable {
  case unsigned(UInt64)
  case signed(Int64)
  case float(Double)
  case bool(Bool)
  case string(String)
  case array(GGUFArray)

  /// The value as an `Int` if it is a whole number that fits.
  package var int: Int? {
    switch self {
    case .unsigned(let value): Int(exactly: value)
    case .signed(let value): Int(exactly: value)
    default: nil
    }
  }

  /// What the value is, for messages.
  package var kind: String {
    switch self {
    case .unsigned: "an unsigned integer"
    case .signed: "a signed integer"
    case .float: "a float"
    case .bool: "a boolean"
    case .string: "a string"
    case .array: "an array"
    }
  }
}

/// The scalar types of metadata, numbered as in the file. 9, the array, is handled apart.
enum GGUFValueType: UInt32 {
  case uint8 = 0
  case int8 = 1
  case uint16 = 2
  case int16 = 3
  case uint32 = 4
  case int32 = 5
  case float32 = 6
  case bool = 7
  case string = 8
  case uint64 = 10
  case int64 = 11
  case float64 = 12

  static let arrayCode: UInt32 = 9

  /// Bytes of one value; nil for strings.
  var byteCount: Int? {
    switch self {
    case .uint8, .int8, .bool: 1
    case .uint16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    case .string: nil
    }
  }
}

/// An array in the metadata, kept where it lies in the header and decoded on demand.
///
/// Its extent was checked when the file was opened, and that its strings are UTF-8.
package struct GGUFArray: Sendable {
  package let count: Int
  let type: GGUFValueType
  let range: Range<Int>
  let file: HeaderBytes

  private var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[range])
  }

  /// The elements as integers; nil if they are strings or floats.
  package var ints: [Int]? {
    guard let width = type.byteCount, type != .float32, type != .float64 else { return nil }
    return (0..<count).map { Int(truncatingIfNeeded: integer(at: $0 * width)) }
  }

  /// The elements as floats; nil unless they are floats of 32 or 64 bits.
  package var floats: [Float]? {
    switch type {
    case .float32:
      (0..<count).map { Float(bitPattern: load($0 * 4, as: UInt32.self)) }
    case .float64:
      (0..<count).map { Float(Double(bitPattern: load($0 * 8, as: UInt64.self))) }
    default: nil
    }
  }

  /// The elements as strings; nil if they are not.
  package var strings: [String]? {
    guard type == .string else { return nil }
    var result: [String] = []
    result.reserveCapacity(count)
    var offset = 0
    for _ in 0..<count {
      let length = Int(load(offset, as: UInt64.self))
      result.append(String(decoding: bytes[offset + 8..<offset + 8 + length], as: UTF8.self))
      offset += 8 + length
    }
    return result
  }

  private func load<T: FixedWidthInteger>(_ offset: Int, as type: T.Type) -> T {
    T(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
  }

  private func integer(at offset: Int) -> Int64 {
    switch type {
    case .int8: Int64(load(offset, as: Int8.self))
    case .int16: Int64(load(offset, as: Int16.self))
    case .uint16: Int64(load(offset, as: UInt16.self))
    case .int32: Int64(load(offset, as: Int32.self))
    case .uint32: Int64(load(offset, as: UInt32.self))
    case .int64: load(offset, as: Int64.self)
    case .uint64: Int64(truncatingIfNeeded: load(offset, as: UInt64.self))
    default: Int64(load(offset, as: UInt8.self))
    }
  }
}
