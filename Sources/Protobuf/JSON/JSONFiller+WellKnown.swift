extension JSONFiller {
  /// Reads a message of protobuf itself. Fields are found by their index, which their numbers fix.
  mutating func wellKnown(
    _ type: WellKnownType, _ json: JSONValue, _ base: UnsafeMutableRawPointer,
    _ descriptor: MessageDescriptor
  ) throws(JSONError) {
    let slots = descriptor.table.pointee.slots
    switch type {
    case .any: try any(json, base, descriptor)
    case .timestamp:
      guard case .string(let text) = json else { throw mismatch(json, "a time") }
      guard let time = TimestampText.parse(text) else {
        throw bad("the string is no RFC 3339 time")
      }
      set(time.seconds, slots[0], base)
      set(time.nanos, slots[1], base)
    case .duration:
      guard case .string(let text) = json else { throw mismatch(json, "a duration") }
      guard let duration = DurationText.parse(text) else {
        throw bad("the string is no duration, such as 1.5s")
      }
      set(duration.seconds, slots[0], base)
      set(duration.nanos, slots[1], base)
    case .fieldMask: try fieldMask(json, base, descriptor)
    case .struct:
      guard case .map(let key, let value) = descriptor.fields[0].kind else { return }
      try map(json, key, value, slots[0], base)
    case .listValue: try array(json, descriptor.fields[0].kind, slots[0], base)
    case .value: try structValue(json, base, descriptor)
    case .boolValue, .bytesValue, .doubleValue, .floatValue, .int32Value, .int64Value,
      .stringValue, .uint32Value, .uint64Value:
      try set(json, index: 0, base, descriptor)
    }
  }

  private func set(_ value: some FieldValue, _ slot: FieldSlot, _ base: UnsafeMutableRawPointer) {
    value.store(at: .init(address: base + slot.offset, arena: arena, table: nil))
    (base + slot.quantifierOffset).storeBytes(of: 1, as: UInt32.self)
  }

  /// Sets the field of that index, in a oneof or not.
  private mutating func set(
    _ json: JSONValue, index: Int, _ base: UnsafeMutableRawPointer,
    _ descriptor: MessageDescriptor
  ) throws(JSONError) {
    let slot = descriptor.table.pointee.slots[index]
    _ = try value(json, descriptor.fields[index].kind, slot, at: base + slot.offset)
    let quantifier = slot.oneof >= 0 ? slot.number : 1
    (base + slot.quantifierOffset).storeBytes(of: quantifier, as: UInt32.self)
  }

  private mutating func structValue(
    _ json: JSONValue, _ base: UnsafeMutableRawPointer, _ descriptor: MessageDescriptor
  ) throws(JSONError) {
    // null_value, number_value, string_value, bool_value, struct_value, list_value.
    let index =
      switch json {
      case .null: 0
      case .number: 1
      case .string: 2
      case .bool: 3
      case .object: 4
      case .array: 5
      }
    try set(json, index: index, base, descriptor)
  }

  private mutating func fieldMask(
    _ json: JSONValue, _ base: UnsafeMutableRawPointer, _ descriptor: MessageDescriptor
  ) throws(JSONError) {
    guard case .string(let text) = json else { throw mismatch(json, "paths with commas") }
    var paths: [JSONValue] = []
    for path in text.split(separator: ",", omittingEmptySubsequences: text.isEmpty) {
      guard let snake = FieldMaskText.snake(String(path)) else {
        throw bad("a path of a FieldMask is empty or not in lower camel case")
      }
      paths.append(.string(snake))
    }
    try array(.array(paths), .string, descriptor.table.pointee.slots[0], base)
  }

  private mutating func any(
    _ json: JSONValue, _ base: UnsafeMutableRawPointer, _ descriptor: MessageDescriptor
  ) throws(JSONError) {
    guard case .object(let members) = json else { throw mismatch(json, "an object") }
    if members.isEmpty { return }
    guard case .string(let url)? = members.first(where: { $0.name == "@type" })?.value else {
      throw bad("the object has no @type")
    }
    guard let type = options.types.type(ofURL: url) else {
      throw JSONError(
        .unknownType, "an Any holds '\(url)', which the options do not list")
    }
    let inner: UnsafeMutableRawPointer
    if WellKnownType(type.descriptor) != nil {
      guard members.count == 2, let value = members.first(where: { $0.name == "value" })?.value
      else { throw bad("a '\(url)' is written as @type and value") }
      inner = try message(value, type.descriptor)
    } else {
      try enter()
      inner = try structure(type.descriptor)
      try fill(inner, type.descriptor, members, except: "@type")
      leave()
    }
    let slots = descriptor.table.pointee.slots
    let bytes = Self.serialized(type, inner)
    try spend(url.utf8.count + bytes.count + 2 * Self.bytesOverhead)
    set(url, slots[0], base)
    if !bytes.isEmpty { set(bytes, slots[1], base) }
  }

  /// By way of the message, which knows what is not sent and how maps are ordered.
  private static func serialized<M: Message>(
    _ type: M.Type, _ base: UnsafeMutableRawPointer
  ) -> [UInt8] { M(filledAt: base).serializedBytes() }
}
