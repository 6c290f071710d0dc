/// Writes the C structure of a message as JSON: what libprotobuf-c packs, in another format.
struct JSONPrinter {
  let options: JSONEncodingOptions
  /// Memory for the messages inside of `Any`s.
  let arena: Arena
  private(set) var unpackedByteCount = 0
  var text = JSONText()
  /// How many messages are around what is being written, entries of maps among them, as on the wire.
  private(set) var depth = 0

  init(options: JSONEncodingOptions, arena: Arena) {
    self.options = options
    self.arena = arena
  }

  // MARK: Limits

  /// Enters a message, the content of an `Any` or the entries of a map.
  mutating func enter() throws(JSONError) {
    depth += 1
    guard depth <= options.limits.depthMax else {
      throw JSONError(.tooDeep, "messages are nested deeper than \(options.limits.depthMax)")
    }
  }

  mutating func leave() { depth -= 1 }

  /// Refuses to go on when the text has become too long; by then it is so by one value at most.
  func checkLength() throws(JSONError) {
    let byteCountMax = options.limits.byteCountMax
    guard text.bytes.count <= byteCountMax else {
      throw JSONError(.tooLarge, "the text exceeds the limit of \(byteCountMax) bytes")
    }
  }

  /// What an `Any` may take while it is unpacked.
  var limitsLeft: DecodingLimits {
    var left = options.limits
    left.depthMax -= depth
    left.memoryByteCountMax -= unpackedByteCount
    return left
  }

  mutating func unpacked(_ byteCount: Int) { unpackedByteCount += byteCount }

  // MARK: Messages

  /// Writes a message; the outermost one with depth 1.
  mutating func message(
    _ base: UnsafeRawPointer, _ descriptor: MessageDescriptor
  ) throws(JSONError) {
    try enter()
    defer { leave() }
    if let known = WellKnownType(descriptor) {
      return try wellKnown(known, base, descriptor)
    }
    text.raw("{")
    var isFirst = true
    try members(base, descriptor, isFirst: &isFirst)
    text.raw("}")
  }

  /// The fields of a message, without the braces around them.
  mutating func members(
    _ base: UnsafeRawPointer, _ descriptor: MessageDescriptor, isFirst: inout Bool
  ) throws(JSONError) {
    let slots = descriptor.table.pointee.slots
    for (field, slot) in zip(descriptor.fields, slots) {
      let isPresent = slot.isPresent(in: base)
      guard isPresent || (options.includesDefaults && field.isWrittenByDefault) else { continue }
      text.comma(unless: &isFirst)
      text.name(options.usesProtoNames ? field.name : field.jsonName)
      let address = isPresent ? base + slot.offset : FieldSlot.zeros
      if case .map(let keyKind, let valueKind) = field.kind {
        try map(isPresent ? base : nil, slot, keyKind, valueKind)
      } else if slot.isRepeated {
        try array(isPresent ? base : nil, slot, field.kind)
      } else {
        try value(address, field.kind)
      }
    }
  }

  /// The elements of a repeated field; without a structure there are none.
  mutating func array(
    _ base: UnsafeRawPointer?, _ slot: FieldSlot, _ kind: FieldDescriptor.Kind
  ) throws(JSONError) {
    text.raw("[")
    var isFirst = true
    for address in slot.elements(in: base) {
      text.comma(unless: &isFirst)
      try value(address, kind)
    }
    text.raw("]")
  }

  /// The entries of a map; without a structure there are none.
  mutating func map(
    _ base: UnsafeRawPointer?, _ slot: FieldSlot, _ keyKind: FieldDescriptor.Kind,
    _ valueKind: FieldDescriptor.Kind
  ) throws(JSONError) {
    text.raw("{")
    var isFirst = true
    let slots = slot.child!.pointee.slots
    let hasEntries = base.map(slot.isPresent) ?? false
    if hasEntries { try enter() }
    defer { if hasEntries { leave() } }
    for address in slot.elements(in: base) {
      let entry = address.load(as: UnsafeRawPointer.self)
      text.comma(unless: &isFirst)
      text.name(Self.key(entry + slots[0].offset, keyKind))
      try value(entry + slots[1].offset, valueKind)
    }
    text.raw("}")
  }

  /// The key of a map: JSON's names are strings, whatever the key is.
  private static func key(_ address: UnsafeRawPointer, _ kind: FieldDescriptor.Kind) -> String {
    switch kind {
    case .int32, .sint32, .sfixed32: "\(address.load(as: Int32.self))"
    case .uint32, .fixed32: "\(address.load(as: UInt32.self))"
    case .int64, .sint64, .sfixed64: "\(address.load(as: Int64.self))"
    case .uint64, .fixed64: "\(address.load(as: UInt64.self))"
    case .bool: address.load(as: Int32.self) != 0 ? "true" : "false"
    default: address.load(as: StoredBytes.self).string
    }
  }

  mutating func value(
    _ address: UnsafeRawPointer, _ kind: FieldDescriptor.Kind
  ) throws(JSONError) {
    try checkLength()
    switch kind {
    case .int32, .sint32, .sfixed32: text.raw("\(address.load(as: Int32.self))")
    case .uint32, .fixed32: text.raw("\(address.load(as: UInt32.self))")
    // Strings, because other languages read a JSON number as a double.
    case .int64, .sint64, .sfixed64: text.string("\(address.load(as: Int64.self))")
    case .uint64, .fixed64: text.string("\(address.load(as: UInt64.self))")
    case .float: text.number(address.load(as: Float.self))
    case .double: text.number(address.load(as: Double.self))
    case .bool: text.raw(address.load(as: Int32.self) != 0 ? "true" : "false")
    case .string: text.string(address.load(as: StoredBytes.self).string)
    case .bytes:
      text.string(Base64.encode(address.load(as: StoredBytes.self).buffer, isPadded: true))
    case .enumeration(let type): enumeration(address.load(as: Int32.self), type)
    case .message(let type):
      try message(address.load(as: UnsafeRawPointer.self), type.descriptor)
    case .map: preconditionFailure("a map is no value of a map or a list")
    }
  }

  private mutating func enumeration(_ number: Int32, _ type: any ProtobufEnum.Type) {
    if WellKnownType.isNull(type) { return text.raw("null") }
    let name = type.protobufNames.first { $0.number == number }?.name
    if let name, !options.writesEnumsAsNumbers { text.string(name) } else { text.raw("\(number)") }
  }
}
