/// The fields of a serialised protobuf message, for the few places that read one without its type:
/// statuses below the generated messages, and descriptors for reflection.
package enum WireFields {
  package enum Value: Equatable {
    case number(UInt64)
    case bytes(ArraySlice<UInt8>)
  }

  /// The fields in order; nil when the bytes are not a message. Groups are not one.
  package static func parse(_ bytes: ArraySlice<UInt8>) -> [(number: UInt64, value: Value)]? {
    var rest = bytes
    var fields: [(number: UInt64, value: Value)] = []
    while !rest.isEmpty {
      guard let tag = varint(&rest), tag >> 3 != 0, let value = value(tag & 7, &rest) else {
        return nil
      }
      fields.append((tag >> 3, value))
    }
    return fields
  }

  /// A message of one string field; its number is at most 15 and the string shorter than 16 KiB.
  package static func encode(string: String, number: UInt8) -> [UInt8] {
    let bytes = Array(string.utf8)
    precondition(number <= 15 && bytes.count < 1 << 14, "the field needs a longer encoding")
    let length =
      bytes.count < 128
      ? [UInt8(bytes.count)]
      : [
        UInt8(bytes.count & 0x7F) | 0x80, UInt8(bytes.count >> 7),
      ]
    return [number << 3 | 2] + length + bytes
  }

  private static func value(_ type: UInt64, _ rest: inout ArraySlice<UInt8>) -> Value? {
    switch type {
    case 0: return varint(&rest).map(Value.number)
    case 1: return fixed(8, &rest)
    case 2:
      guard let length = varint(&rest), length <= UInt64(rest.count) else { return nil }
      defer { rest = rest.dropFirst(Int(length)) }
      return .bytes(rest.prefix(Int(length)))
    case 5: return fixed(4, &rest)
    default: return nil
    }
  }

  private static func fixed(_ byteCount: Int, _ rest: inout ArraySlice<UInt8>) -> Value? {
    guard rest.count >= byteCount else { return nil }
    defer { rest = rest.dropFirst(byteCount) }
    return .number(rest.prefix(byteCount).reversed().reduce(0) { $0 << 8 | UInt64($1) })
  }

  private static func varint(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64, let byte = bytes.popFirst() {
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
      shift += 7
    }
    return nil
  }
}
