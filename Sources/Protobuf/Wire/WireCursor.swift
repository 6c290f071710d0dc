/// Walks over encoded fields without reading past their end. Positions are offsets into the input.
struct WireCursor {
  /// What precedes every field.
  struct Tag {
    var number: UInt32
    var wireType: UInt8
  }

  static let groupStart: UInt8 = 3
  static let groupEnd: UInt8 = 4
  /// Field numbers have 29 bits.
  static let numberMax: UInt64 = (1 << 29) - 1

  let bytes: UnsafeRawBufferPointer
  var position: Int
  let end: Int

  var isAtEnd: Bool { position == end }

  /// Reads a varint of at most `byteCountMax` bytes.
  @inline(__always)
  mutating func varint(byteCountMax: Int) throws(DecodingError) -> UInt64 {
    if position < end, bytes[position] < 0x80 {
      position += 1
      return UInt64(bytes[position - 1])
    }
    return try longVarint(byteCountMax: byteCountMax)
  }

  private mutating func longVarint(byteCountMax: Int) throws(DecodingError) -> UInt64 {
    let start = position
    var value: UInt64 = 0
    for index in 0..<byteCountMax {
      guard position < end else {
        throw DecodingError(.truncated, "the input ends inside the varint at byte \(start)")
      }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7f) << UInt64(7 * index)
      if byte < 0x80 { return value }
    }
    throw DecodingError(
      .malformed, "the varint at byte \(start) has more than \(byteCountMax) bytes")
  }

  mutating func tag() throws(DecodingError) -> Tag {
    let start = position
    let value = try varint(byteCountMax: 5)
    guard value >> 3 != 0, value >> 3 <= Self.numberMax else {
      throw DecodingError(.malformed, "field number \(value >> 3) at byte \(start) is not valid")
    }
    return Tag(number: UInt32(value >> 3), wireType: UInt8(value & 7))
  }

  /// Reads the length of a length-delimited field and checks that its content is all there.
  mutating func length() throws(DecodingError) -> Int {
    let start = position
    let value = try varint(byteCountMax: 5)
    guard value <= UInt64(end - position) else {
      throw DecodingError(
        .truncated,
        "the field at byte \(start) claims \(value) bytes, \(end - position) are left")
    }
    return Int(value)
  }

  mutating func skip(_ byteCount: Int) throws(DecodingError) {
    guard byteCount <= end - position else {
      throw DecodingError(
        .truncated, "the input ends inside the \(byteCount)-byte value at byte \(position)")
    }
    position += byteCount
  }

  /// Passes over the value that follows a tag. Groups may nest up to `depthMax`.
  mutating func skipValue(of tag: Tag, depthMax: Int) throws(DecodingError) {
    switch tag.wireType {
    case 0: _ = try varint(byteCountMax: 10)
    case 1: try skip(8)
    case 2: position += try length()
    case 5: try skip(4)
    case Self.groupStart: try skipGroup(tag.number, depthMax: depthMax)
    default:
      throw DecodingError(
        .malformed, "wire type \(tag.wireType) of field \(tag.number) is not valid here")
    }
  }

  private mutating func skipGroup(_ number: UInt32, depthMax: Int) throws(DecodingError) {
    guard depthMax > 0 else {
      throw DecodingError(.tooDeep, "groups at byte \(position) are nested too deep")
    }
    while true {
      let tag = try self.tag()
      if tag.wireType == Self.groupEnd {
        guard tag.number == number else {
          throw DecodingError(
            .malformed, "group \(number) is closed as \(tag.number) before byte \(position)")
        }
        return
      }
      try skipValue(of: tag, depthMax: depthMax - 1)
    }
  }
}
