/// Checks that bytes are a well-formed message of a type before libprotobuf-c sees them.
///
/// The library trusts more than a server may: it recurses as deep as the input says, adds lengths in
/// 32 bits, and follows a table out of bounds when it merges a message that occurs twice. Here every
/// length is checked, depth and memory are bounded, and what only the rarely used parts of the library
/// would handle is marked for ``WireNormalizer``.
@usableFromInline
struct WireValidator {
  /// What is known of bytes that are well-formed.
  @usableFromInline
  struct Verdict {
    /// Whether they must be rewritten before the library can read them.
    @usableFromInline var needsNormalizing: Bool
    /// Most memory that the library's structures take.
    var memoryByteCount: Int
  }

  /// What the library allocates for each field beyond those that its stack holds: a 32-byte record in
  /// a table whose size doubles.
  private static let scannedFieldByteCount = 64
  private static let scannedFieldsOnStack = 16

  private let limits: DecodingLimits
  private var memoryByteCount = 0
  private var needsNormalizing = false

  @usableFromInline
  static func validate(
    _ bytes: UnsafeRawBufferPointer, as table: UnsafePointer<MessageTable>, limits: DecodingLimits
  ) throws(DecodingError) -> Verdict {
    guard bytes.count <= limits.byteCountMax else {
      throw DecodingError(
        .tooLarge, "\(bytes.count) bytes exceed the limit of \(limits.byteCountMax)")
    }
    var validator = WireValidator(limits: limits)
    var cursor = WireCursor(bytes: bytes, position: 0, end: bytes.count)
    try validator.message(&cursor, as: table, depth: 1)
    return Verdict(
      needsNormalizing: validator.needsNormalizing, memoryByteCount: validator.memoryByteCount)
  }

  private init(limits: DecodingLimits) {
    self.limits = limits
  }

  /// Checks the fields up to the cursor's end.
  private mutating func message(
    _ cursor: inout WireCursor, as table: UnsafePointer<MessageTable>, depth: Int
  ) throws(DecodingError) {
    guard depth <= limits.depthMax else {
      throw DecodingError(
        .tooDeep,
        "\(table.pointee.fullName) at byte \(cursor.position) is nested deeper than "
          + "\(limits.depthMax)")
    }
    try take(table.pointee.structByteCount, at: cursor.position)
    var seen = SeenFields()
    var fieldCount = 0
    while !cursor.isAtEnd {
      let tag = try cursor.tag()
      fieldCount += 1
      if fieldCount > Self.scannedFieldsOnStack {
        try take(Self.scannedFieldByteCount, at: cursor.position)
      }
      guard let index = table.pointee.index(ofNumber: tag.number) else {
        try unknown(&cursor, tag)
        continue
      }
      let slot = table.pointee.slots.baseAddress! + index
      if tag.wireType == slot.pointee.shape.wireType {
        if slot.pointee.shape == .message, !slot.pointee.isRepeated, !seen.insert(index) {
          needsNormalizing = true
        }
        try value(&cursor, slot, depth: depth)
      } else if tag.wireType == 2, slot.pointee.isRepeated {
        try packed(&cursor, slot)
      } else {
        needsNormalizing = true
        try cursor.skipValue(of: tag, depthMax: limits.depthMax - depth)
      }
    }
  }

  private mutating func unknown(
    _ cursor: inout WireCursor, _ tag: WireCursor.Tag
  ) throws(DecodingError) {
    let start = cursor.position
    try cursor.skipValue(of: tag, depthMax: limits.depthMax)
    if tag.wireType == WireCursor.groupStart { needsNormalizing = true }
    // The library's record of the field, and a copy of its content.
    try take(32 + cursor.position - start, at: start)
  }

  private mutating func value(
    _ cursor: inout WireCursor, _ slot: UnsafeMutablePointer<FieldSlot>, depth: Int
  ) throws(DecodingError) {
    switch slot.pointee.shape {
    case .varint32, .varint64, .bool: _ = try cursor.varint(byteCountMax: 10)
    case .fixed32: try cursor.skip(4)
    case .fixed64: try cursor.skip(8)
    case .bytes:
      let byteCount = try cursor.length()
      try take(byteCount + 8, at: cursor.position)
      cursor.position += byteCount
    case .message:
      let byteCount = try cursor.length()
      var inner = WireCursor(
        bytes: cursor.bytes, position: cursor.position, end: cursor.position + byteCount)
      try message(&inner, as: slot.pointee.child!, depth: depth + 1)
      cursor.position += byteCount
    }
    if slot.pointee.isRepeated { try take(slot.pointee.shape.byteCount, at: cursor.position) }
  }

  /// Checks numbers that share one length-delimited field; every reader accepts these for any
  /// repeated number, whatever the `.proto` file says.
  private mutating func packed(
    _ cursor: inout WireCursor, _ slot: UnsafeMutablePointer<FieldSlot>
  ) throws(DecodingError) {
    let byteCount = try cursor.length()
    let start = cursor.position
    let shape = slot.pointee.shape
    let end = start + byteCount
    var count: Int
    switch shape {
    case .fixed32, .fixed64:
      count = byteCount / shape.byteCount
      guard byteCount % shape.byteCount == 0 else {
        throw DecodingError(
          .malformed,
          "the packed field at byte \(start) has \(byteCount) bytes, not a multiple of "
            + "\(shape.byteCount)")
      }
    default:
      count = 0
      var inner = WireCursor(bytes: cursor.bytes, position: start, end: end)
      while !inner.isAtEnd {
        let value = try inner.varint(byteCountMax: 10)
        guard shape != .bool || value <= 1 else {
          throw DecodingError(
            .malformed, "the packed bool before byte \(inner.position) is \(value)")
        }
        count += 1
      }
    }
    try take(count * shape.byteCount, at: start)
    cursor.position = end
  }

  /// Counts memory that the library will allocate.
  private mutating func take(_ byteCount: Int, at position: Int) throws(DecodingError) {
    memoryByteCount += byteCount
    guard memoryByteCount <= limits.memoryByteCountMax else {
      throw DecodingError(
        .tooLarge,
        "the message up to byte \(position) takes more than the limit of "
          + "\(limits.memoryByteCountMax) bytes of memory")
    }
  }
}

/// Which singular fields a message has had, by slot index.
struct SeenFields {
  private var low: UInt128 = 0
  /// Only messages with more than 128 fields come here.
  private var high: Set<Int> = []

  /// Adds a field; false if it was there.
  mutating func insert(_ index: Int) -> Bool {
    guard index < 128 else { return high.insert(index).inserted }
    let bit = UInt128(1) << UInt128(index)
    defer { low |= bit }
    return low & bit == 0
  }
}
