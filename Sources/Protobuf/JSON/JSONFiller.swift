/// Fills the C structure of a message from JSON: what libprotobuf-c unpacks, from another format.
struct JSONFiller {
  let options: JSONDecodingOptions
  let arena: Arena
  private var memoryByteCount = 0
  /// How many messages are around what is being read, entries of maps among them, as on the wire.
  private var depth = 0
  /// The field that is being read, for errors.
  private(set) var fieldName = ""

  init(options: JSONDecodingOptions, arena: Arena) {
    self.options = options
    self.arena = arena
  }

  func bad(_ what: String) -> JSONError {
    JSONError(.badValue, fieldName.isEmpty ? what : "\(fieldName): \(what)")
  }

  func mismatch(_ value: JSONValue, _ wanted: String) -> JSONError {
    bad("\(value.kind) where \(wanted) belongs")
  }

  /// Enters a message, the content of an `Any` or the entries of a map.
  mutating func enter() throws(JSONError) {
    depth += 1
    guard depth <= options.limits.depthMax else {
      throw JSONError(.tooDeep, "messages are nested deeper than \(options.limits.depthMax)")
    }
  }

  mutating func leave() { depth -= 1 }

  /// Counts memory of the arena before it is taken.
  mutating func spend(_ byteCount: Int) throws(JSONError) {
    memoryByteCount += byteCount
    guard memoryByteCount <= options.limits.memoryByteCountMax else {
      throw JSONError(
        .tooLarge,
        "the message takes more than the limit of \(options.limits.memoryByteCountMax) bytes")
    }
  }

  // MARK: Messages

  mutating func message(
    _ value: JSONValue, _ descriptor: MessageDescriptor
  ) throws(JSONError) -> UnsafeMutableRawPointer {
    try enter()
    defer { leave() }
    let base = try structure(descriptor)
    if let known = WellKnownType(descriptor) {
      try wellKnown(known, value, base, descriptor)
    } else {
      guard case .object(let members) = value else {
        throw mismatch(value, "an object for \(descriptor.fullName)")
      }
      try fill(base, descriptor, members)
    }
    return base
  }

  /// An empty structure.
  mutating func structure(
    _ descriptor: MessageDescriptor
  ) throws(JSONError) -> UnsafeMutableRawPointer {
    try spend(descriptor.table.pointee.structByteCount)
    return MessageWriter(table: descriptor.table, arena: arena).base
  }

  mutating func fill(
    _ base: UnsafeMutableRawPointer, _ descriptor: MessageDescriptor,
    _ members: [JSONValue.Member], except ignored: String? = nil
  ) throws(JSONError) {
    let slots = descriptor.table.pointee.slots
    var seen = SeenFields()
    for member in members where member.name != ignored {
      guard let index = descriptor.index(ofJSONName: member.name) else {
        if options.ignoresUnknownFields { continue }
        throw JSONError(.unknownField, "\(descriptor.fullName) has no field '\(member.name)'")
      }
      let outer = fieldName
      fieldName = "\(descriptor.fullName).\(descriptor.fields[index].name)"
      guard seen.insert(index) else { throw bad("the field occurs under both of its names") }
      try field(member.value, descriptor.fields[index], slots[index], base)
      fieldName = outer
    }
  }

  private mutating func field(
    _ value: JSONValue, _ field: FieldDescriptor, _ slot: FieldSlot,
    _ base: UnsafeMutableRawPointer
  ) throws(JSONError) {
    // Null is a value only where one value belongs: an array takes none of any type.
    if value.isNull, slot.isRepeated || !field.kind.takesNull { return }
    if case .map(let keyKind, let valueKind) = field.kind {
      return try map(value, keyKind, valueKind, slot, base)
    }
    if slot.isRepeated { return try array(value, field.kind, slot, base) }
    if slot.oneof >= 0 {
      let held = (base + slot.quantifierOffset).load(as: UInt32.self)
      guard held == 0 else { throw bad("another member of its oneof is set too") }
    }
    guard try self.value(value, field.kind, slot, at: base + slot.offset) else { return }
    let quantifier = slot.oneof >= 0 ? slot.number : 1
    (base + slot.quantifierOffset).storeBytes(of: quantifier, as: UInt32.self)
  }

  mutating func array(
    _ value: JSONValue, _ kind: FieldDescriptor.Kind, _ slot: FieldSlot,
    _ base: UnsafeMutableRawPointer
  ) throws(JSONError) {
    guard case .array(let elements) = value else { throw mismatch(value, "an array") }
    let stride = slot.shape.byteCount
    try spend(stride * elements.count)
    let start = arena.allocate(stride * elements.count)
    var count = 0
    for element in elements
    where try self.value(element, kind, slot, at: start + count * stride) { count += 1 }
    Self.set(start, count, slot, base)
  }

  mutating func map(
    _ value: JSONValue, _ keyKind: FieldDescriptor.Kind, _ valueKind: FieldDescriptor.Kind,
    _ slot: FieldSlot, _ base: UnsafeMutableRawPointer
  ) throws(JSONError) {
    guard case .object(let members) = value else { throw mismatch(value, "an object") }
    let table = slot.child!
    let slots = table.pointee.slots
    if members.isEmpty { return }
    try enter()
    defer { leave() }
    try spend((table.pointee.structByteCount + 8) * members.count)
    let start = arena.allocate(8 * members.count)
    var count = 0
    // Keys become Swift's strings, where spellings that Unicode calls equivalent are one.
    var keys: Set<String> = []
    for member in members {
      guard keys.insert(member.name).inserted else {
        throw bad("two keys are spellings that Unicode calls equivalent")
      }
      let entry = MessageWriter(table: table, arena: arena).base
      try key(member.name, keyKind, slots[0], at: entry + slots[0].offset)
      guard try self.value(member.value, valueKind, slots[1], at: entry + slots[1].offset) else {
        continue
      }
      for slot in slots { (entry + slot.quantifierOffset).storeBytes(of: 1, as: UInt32.self) }
      (start + count * 8).storeBytes(of: entry, as: UnsafeMutableRawPointer.self)
      count += 1
    }
    Self.set(start, count, slot, base)
  }

  private static func set(
    _ start: UnsafeMutableRawPointer, _ count: Int, _ slot: FieldSlot,
    _ base: UnsafeMutableRawPointer
  ) {
    (base + slot.offset).storeBytes(of: start, as: UnsafeMutableRawPointer.self)
    (base + slot.quantifierOffset).storeBytes(of: count, as: Int.self)
  }

  /// A map's key: a string, whatever its type.
  private mutating func key(
    _ name: String, _ kind: FieldDescriptor.Kind, _ slot: FieldSlot,
    at address: UnsafeMutableRawPointer
  ) throws(JSONError) {
    guard case .bool = kind else {
      _ = try value(.string(name), kind, slot, at: address)
      return
    }
    guard name == "true" || name == "false" else { throw bad("a key is neither true nor false") }
    _ = try value(.bool(name == "true"), kind, slot, at: address)
  }
}
