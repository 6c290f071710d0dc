extension JSONFiller {
  /// Stores one value; false if it is to be passed over: a name that its enumeration does not have.
  mutating func value(
    _ value: JSONValue, _ kind: FieldDescriptor.Kind, _ slot: FieldSlot,
    at address: UnsafeMutableRawPointer
  ) throws(JSONError) -> Bool {
    let place = MessageWriter.Place(address: address, arena: arena, table: slot.child)
    switch kind {
    case .int32, .sint32, .sfixed32: (try integer(value) as Int32).store(at: place)
    case .uint32, .fixed32: (try integer(value) as UInt32).store(at: place)
    case .int64, .sint64, .sfixed64: (try integer(value) as Int64).store(at: place)
    case .uint64, .fixed64: (try integer(value) as UInt64).store(at: place)
    case .float: (try floating(value) as Float).store(at: place)
    case .double: (try floating(value) as Double).store(at: place)
    case .bool:
      guard case .bool(let bool) = value else { throw mismatch(value, "true or false") }
      bool.store(at: place)
    case .string:
      guard case .string(let string) = value else { throw mismatch(value, "a string") }
      try spend(string.utf8.count + Self.bytesOverhead)
      string.store(at: place)
    case .bytes:
      guard case .string(let string) = value else { throw mismatch(value, "base64") }
      guard let bytes = Base64.decode(string.utf8) else { throw bad("the string is not base64") }
      try spend(bytes.count + Self.bytesOverhead)
      bytes.store(at: place)
    case .enumeration(let type):
      guard let number = try enumeration(value, type) else { return false }
      number.store(at: place)
    case .message(let type):
      if value.isNull, !kind.takesNull { throw mismatch(value, "a message") }
      let child = try message(value, type.descriptor)
      address.storeBytes(of: child, as: UnsafeMutableRawPointer.self)
    case .map: preconditionFailure("a map is no value of a map or a list")
    }
    return true
  }

  /// What an arena adds to a string or bytes at most: the length rounded up.
  static let bytesOverhead = 8

  /// A number, or its text in a string.
  private func numberText(_ value: JSONValue) throws(JSONError) -> String {
    switch value {
    case .number(let text), .string(let text): return text
    default: throw mismatch(value, "a number")
    }
  }

  private func integer<Value: FixedWidthInteger>(_ value: JSONValue) throws(JSONError) -> Value {
    guard let number: Value = JSONNumber.integer(try numberText(value)) else {
      throw bad("the number is no \(Value.self)")
    }
    return number
  }

  private func floating<Value: BinaryFloatingPoint & LosslessStringConvertible>(
    _ value: JSONValue
  ) throws(JSONError) -> Value {
    if case .string(let text) = value {
      switch text {
      case "NaN": return .nan
      case "Infinity": return .infinity
      case "-Infinity": return -.infinity
      default: break
      }
    }
    guard let number: Value = JSONNumber.floating(try numberText(value)) else {
      throw bad("the number is no \(Value.self)")
    }
    return number
  }

  /// The number of a value; nil for a name that may be passed over.
  private func enumeration(
    _ value: JSONValue, _ type: any ProtobufEnum.Type
  ) throws(JSONError) -> Int32? {
    switch value {
    case .null where WellKnownType.isNull(type): return 0
    case .number(let text):
      guard let number: Int32 = JSONNumber.integer(text) else {
        throw bad("the number is no Int32")
      }
      return number
    case .string(let name):
      let exact = ExactName(name)
      if let known = type.protobufNames.first(where: { ExactName($0.name) == exact }) {
        return known.number
      }
      guard options.ignoresUnknownFields else {
        throw bad("the enumeration has no value of that name")
      }
      return nil
    default: throw mismatch(value, "a name or a number")
    }
  }
}

extension FieldDescriptor.Kind {
  /// Whether `null` is a value of this type, and not the absence of one.
  var takesNull: Bool {
    switch self {
    case .message(let type): WellKnownType(type.descriptor) == .value
    case .enumeration(let type): WellKnownType.isNull(type)
    default: false
    }
  }
}
