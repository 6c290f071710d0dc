internal import CProtobufC
internal import Synchronization

/// Builds the tables of a message type and of every type reachable from it, once.
///
/// Types may contain themselves, so that tables are linked by addresses that exist before their content
/// does. Nothing is published before all of it is built: a thread that sees one finished table may
/// follow it anywhere.
enum TableBuilder {
  private static let lock = Mutex<Void>(())

  /// Makes a table without content, so that others can point at it.
  static func allocate(fullName: String) -> UnsafeMutablePointer<MessageTable> {
    let cDescriptor = UnsafeMutablePointer<ProtobufCMessageDescriptor>.allocate(capacity: 1)
    let table = UnsafeMutablePointer<MessageTable>.allocate(capacity: 1)
    table.initialize(
      to: MessageTable(
        fullName: fullName, cDescriptor: UnsafeMutableRawPointer(cDescriptor), structByteCount: 0,
        slots: .init(start: nil, count: 0), indexByNumber: .init(start: nil, count: 0)))
    return table
  }

  static func build(_ root: MessageDescriptor) {
    lock.withLock { _ in
      var pending: [MessageDescriptor] = root.hasTable ? [] : [root]
      var seen = Set(pending.map { ObjectIdentifier($0) })
      var built: [MessageDescriptor] = []
      while let descriptor = pending.popLast() {
        let reachable = layOut(descriptor.fullName, descriptor.fields, in: descriptor.storage)
        for child in reachable where !child.hasTable {
          if seen.insert(ObjectIdentifier(child)).inserted { pending.append(child) }
        }
        built.append(descriptor)
      }
      for descriptor in built { descriptor.tableWasBuilt() }
    }
  }

  /// Fills one table and returns the message types that its fields refer to.
  private static func layOut(
    _ fullName: String, _ fields: [FieldDescriptor], in table: UnsafeMutablePointer<MessageTable>
  ) -> [MessageDescriptor] {
    var reachable: [MessageDescriptor] = []
    let slots = UnsafeMutableBufferPointer<FieldSlot>.allocate(capacity: fields.count)
    for (index, field) in fields.enumerated() {
      let child = childTable(of: field.kind, owner: fullName, reachable: &reachable)
      slots.initializeElement(at: index, to: FieldSlot(field, child: child))
    }
    table.pointee.structByteCount = assignOffsets(slots)
    table.pointee.slots = slots
    table.pointee.indexByNumber = numberIndex(slots)
    table.pointee.cDescriptor.initializeMemory(
      as: ProtobufCMessageDescriptor.self, to: makeDescriptor(table.pointee, fields))
    return reachable
  }

  /// The table that a message or map field points to. A map's entries are a message of their own,
  /// which no descriptor names.
  private static func childTable(
    of kind: FieldDescriptor.Kind, owner: String, reachable: inout [MessageDescriptor]
  ) -> UnsafePointer<MessageTable>? {
    switch kind {
    case .message(let type):
      let descriptor = type.descriptor
      reachable.append(descriptor)
      return UnsafePointer(descriptor.storage)
    case .map(let key, let value):
      let entry = allocate(fullName: owner + ".Entry")
      reachable += layOut(
        owner + ".Entry", [FieldDescriptor(1, "key", key), FieldDescriptor(2, "value", value)],
        in: entry)
      return UnsafePointer(entry)
    default:
      return nil
    }
  }

  /// Gives every field its place and returns the size of the structure. Members of a oneof share one.
  private static func assignOffsets(_ slots: UnsafeMutableBufferPointer<FieldSlot>) -> Int {
    var end = MemoryLayout<ProtobufCMessage>.size
    var oneofs: [Int: (offset: Int, quantifierOffset: Int)] = [:]
    func take(_ byteCount: Int) -> Int {
      let alignment = min(byteCount, 8)
      let offset = (end + alignment - 1) / alignment * alignment
      end = offset + byteCount
      return offset
    }
    for index in slots.indices {
      if let place = oneofs[slots[index].oneof] {
        slots[index].offset = place.offset
        slots[index].quantifierOffset = place.quantifierOffset
      } else if slots[index].oneof >= 0 {
        // As wide as the widest member may be, so that any of them fits.
        slots[index].offset = take(FieldSlot.Shape.bytes.byteCount)
        slots[index].quantifierOffset = take(4)
        oneofs[slots[index].oneof] = (slots[index].offset, slots[index].quantifierOffset)
      } else {
        slots[index].offset = take(slots[index].isRepeated ? 8 : slots[index].shape.byteCount)
        slots[index].quantifierOffset = take(slots[index].isRepeated ? 8 : 4)
      }
    }
    return (end + 7) / 8 * 8
  }

  private static func numberIndex(
    _ slots: UnsafeMutableBufferPointer<FieldSlot>
  ) -> UnsafeMutableBufferPointer<Int16> {
    let direct = slots.prefix { $0.number < 256 }
    let table = UnsafeMutableBufferPointer<Int16>.allocate(
      capacity: Int(direct.last?.number ?? 0) + 1)
    table.initialize(repeating: -1)
    for (index, slot) in direct.enumerated() { table[Int(slot.number)] = Int16(index) }
    return table
  }
}

extension TableBuilder {
  private static func makeDescriptor(
    _ table: MessageTable, _ fields: [FieldDescriptor]
  ) -> ProtobufCMessageDescriptor {
    var descriptor = ProtobufCMessageDescriptor()
    descriptor.magic = UInt32(PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC)
    descriptor.name = immortalCString(table.fullName)
    descriptor.short_name = descriptor.name
    descriptor.c_name = descriptor.name
    descriptor.package_name = immortalCString("")
    descriptor.sizeof_message = table.structByteCount
    descriptor.n_fields = UInt32(fields.count)
    guard !fields.isEmpty else { return descriptor }
    let cFields = UnsafeMutablePointer<ProtobufCFieldDescriptor>.allocate(capacity: fields.count)
    for (index, field) in fields.enumerated() {
      (cFields + index).initialize(to: makeField(field, table.slots[index]))
    }
    descriptor.fields = UnsafePointer(cFields)
    let ranges = numberRanges(fields)
    descriptor.n_field_ranges = UInt32(ranges.count - 1)
    let cRanges = UnsafeMutablePointer<ProtobufCIntRange>.allocate(capacity: ranges.count)
    cRanges.initialize(from: ranges, count: ranges.count)
    descriptor.field_ranges = UnsafePointer(cRanges)
    return descriptor
  }

  private static func makeField(
    _ field: FieldDescriptor, _ slot: FieldSlot
  ) -> ProtobufCFieldDescriptor {
    var result = ProtobufCFieldDescriptor()
    result.name = immortalCString(field.name)
    result.id = field.number
    // `LABEL_NONE`, which the library means for proto3, writes zeros in some of its versions; a flag
    // for every field gives the same wire format everywhere.
    result.label = slot.isRepeated ? PROTOBUF_C_LABEL_REPEATED : PROTOBUF_C_LABEL_OPTIONAL
    result.type = cType(field.kind)
    result.offset = UInt32(slot.offset)
    result.quantifier_offset = UInt32(slot.quantifierOffset)
    switch field.label {
    case .packed: result.flags = PROTOBUF_C_FIELD_FLAG_PACKED.rawValue
    case .oneof: result.flags = PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue
    case .implicit, .optional, .repeated: break
    }
    if let child = slot.child {
      // The child may not be laid out yet, but its address is final.
      result.descriptor = UnsafeRawPointer(child.pointee.cDescriptor)
    }
    return result
  }

  /// The runs of consecutive field numbers, and the end mark that the library expects after them.
  private static func numberRanges(_ fields: [FieldDescriptor]) -> [ProtobufCIntRange] {
    var ranges: [ProtobufCIntRange] = []
    for (index, field) in fields.enumerated()
    where index == 0 || fields[index - 1].number + 1 != field.number {
      ranges.append(
        ProtobufCIntRange(start_value: Int32(field.number), orig_index: UInt32(index)))
    }
    ranges.append(ProtobufCIntRange(start_value: 0, orig_index: UInt32(fields.count)))
    return ranges
  }

  private static func immortalCString(_ string: String) -> UnsafePointer<CChar> {
    let utf8 = string.utf8CString
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: utf8.count)
    _ = copy.initialize(from: utf8)
    return UnsafePointer(copy.baseAddress!)
  }

  private static func cType(_ kind: FieldDescriptor.Kind) -> ProtobufCType {
    switch kind {
    case .int32: PROTOBUF_C_TYPE_INT32
    case .int64: PROTOBUF_C_TYPE_INT64
    case .uint32: PROTOBUF_C_TYPE_UINT32
    case .uint64: PROTOBUF_C_TYPE_UINT64
    case .sint32: PROTOBUF_C_TYPE_SINT32
    case .sint64: PROTOBUF_C_TYPE_SINT64
    case .fixed32: PROTOBUF_C_TYPE_FIXED32
    case .fixed64: PROTOBUF_C_TYPE_FIXED64
    case .sfixed32: PROTOBUF_C_TYPE_SFIXED32
    case .sfixed64: PROTOBUF_C_TYPE_SFIXED64
    case .float: PROTOBUF_C_TYPE_FLOAT
    case .double: PROTOBUF_C_TYPE_DOUBLE
    case .bool: PROTOBUF_C_TYPE_BOOL
    case .enumeration: PROTOBUF_C_TYPE_ENUM
    // The library's strings end at the first NUL, which a protobuf string may contain; as bytes
    // they keep their length, and the wire format is the same.
    case .string, .bytes: PROTOBUF_C_TYPE_BYTES
    case .message, .map: PROTOBUF_C_TYPE_MESSAGE
    }
  }
}
