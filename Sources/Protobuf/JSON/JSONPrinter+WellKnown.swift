extension JSONPrinter {
  /// Writes a message of protobuf itself. Fields are found by their index, which their numbers fix.
  mutating func wellKnown(
    _ type: WellKnownType, _ base: UnsafeRawPointer, _ descriptor: MessageDescriptor
  ) throws(JSONError) {
    let slots = descriptor.table.pointee.slots
    switch type {
    case .any: try any(base, slots)
    case .timestamp:
      let (seconds, nanos) = secondsAndNanos(base, slots)
      guard let string = TimestampText.format(seconds: seconds, nanos: nanos) else {
        throw JSONError(.badValue, "a Timestamp is out of the years 1 to 9999")
      }
      text.string(string)
    case .duration:
      let (seconds, nanos) = secondsAndNanos(base, slots)
      guard let string = DurationText.format(seconds: seconds, nanos: nanos) else {
        throw JSONError(.badValue, "a Duration is out of range, or its parts differ in sign")
      }
      text.string(string)
    case .fieldMask: try fieldMask(base, slots)
    case .struct:
      guard case .map(let key, let value) = descriptor.fields[0].kind else { return }
      try map(base, slots[0], key, value)
    case .listValue: try array(base, slots[0], descriptor.fields[0].kind)
    case .value: try structValue(base, descriptor)
    case .boolValue, .bytesValue, .doubleValue, .floatValue, .int32Value, .int64Value,
      .stringValue, .uint32Value, .uint64Value:
      let address = slots[0].isPresent(in: base) ? base + slots[0].offset : FieldSlot.zeros
      try value(address, descriptor.fields[0].kind)
    }
  }

  private func secondsAndNanos(
    _ base: UnsafeRawPointer, _ slots: UnsafeMutableBufferPointer<FieldSlot>
  ) -> (seconds: Int64, nanos: Int32) {
    // Zeros where the field is absent.
    ((base + slots[0].offset).load(as: Int64.self), (base + slots[1].offset).load(as: Int32.self))
  }

  private mutating func fieldMask(
    _ base: UnsafeRawPointer, _ slots: UnsafeMutableBufferPointer<FieldSlot>
  ) throws(JSONError) {
    var paths: [String] = []
    for address in slots[0].elements(in: base) {
      let path = address.load(as: StoredBytes.self).string
      guard let camel = FieldMaskText.camel(path) else {
        throw JSONError(
          .badValue, "a path of a FieldMask is empty or does not survive lower camel case")
      }
      paths.append(camel)
    }
    text.string(paths.joined(separator: ","))
  }

  private mutating func structValue(
    _ base: UnsafeRawPointer, _ descriptor: MessageDescriptor
  ) throws(JSONError) {
    for (field, slot) in zip(descriptor.fields, descriptor.table.pointee.slots)
    where slot.isPresent(in: base) {
      let address = base + slot.offset
      if case .double = field.kind, !address.load(as: Double.self).isFinite {
        throw JSONError(.badValue, "a Value holds a number that is not finite")
      }
      return try value(address, field.kind)
    }
    throw JSONError(.badValue, "a Value holds nothing, not even null")
  }

  /// Writes what is inside, with its type under `@type`.
  private mutating func any(
    _ base: UnsafeRawPointer, _ slots: UnsafeMutableBufferPointer<FieldSlot>
  ) throws(JSONError) {
    let isSet = slots[0].isPresent(in: base)
    guard isSet || slots[1].isPresent(in: base) else { return text.raw("{}") }
    let url = isSet ? (base + slots[0].offset).load(as: StoredBytes.self).string : ""
    guard let type = options.types.type(ofURL: url) else {
      throw JSONError(.unknownType, "an Any holds '\(url)', which the options do not list")
    }
    let isFilled = slots[1].isPresent(in: base)
    let bytes = isFilled ? (base + slots[1].offset).load(as: StoredBytes.self).buffer : nil
    text.raw("{")
    text.name("@type")
    text.string(url)
    let inner = try unpack(type, bytes ?? UnsafeRawBufferPointer(start: nil, count: 0))
    if WellKnownType(type.descriptor) != nil {
      text.raw(",")
      text.name("value")
      try message(inner, type.descriptor)
    } else {
      var isFirst = false
      try enter()
      try members(inner, type.descriptor, isFirst: &isFirst)
      leave()
    }
    text.raw("}")
  }

  /// Fills a structure with what is inside of an `Any`, within what the limits leave: an `Any` may hold
  /// another one, and a message may hold many.
  private mutating func unpack<M: Message>(
    _ type: M.Type, _ bytes: UnsafeRawBufferPointer
  ) throws(JSONError) -> UnsafeRawPointer {
    let table = M.descriptor.table
    let message: M
    do throws(DecodingError) {
      let verdict = try WireValidator.validate(bytes, as: table, limits: limitsLeft)
      unpacked(verdict.memoryByteCount)
      message = try M(validated: bytes, verdict)
    } catch {
      let code: JSONError.Code =
        switch error.code {
        case .tooDeep: .tooDeep
        case .tooLarge: .tooLarge
        default: .badValue
        }
      throw JSONError(code, "an Any's \(M.descriptor.fullName) cannot be read: \(error)")
    }
    var writer = MessageWriter(table: table, arena: arena)
    message.encode(into: &writer)
    return UnsafeRawPointer(writer.base)
  }
}
