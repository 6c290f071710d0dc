/// Where the fields of one message lie in its C structure. Immortal once built.
@usableFromInline
struct MessageTable {
  /// The message's own name, for errors.
  var fullName: String
  /// The `ProtobufCMessageDescriptor`, kept untyped so that no C type shows above this target.
  var cDescriptor: UnsafeMutableRawPointer
  /// Size of the C structure.
  @usableFromInline var structByteCount: Int
  /// One slot for each field, by ascending number.
  @usableFromInline var slots: UnsafeMutableBufferPointer<FieldSlot>
  /// Field number to slot index for small numbers, which is nearly all of them; -1 where there is none.
  var indexByNumber: UnsafeMutableBufferPointer<Int16>

  /// The slot of a field number, if the message declares it.
  func index(ofNumber number: UInt32) -> Int? {
    if number < indexByNumber.count {
      let index = indexByNumber[Int(number)]
      return index < 0 ? nil : Int(index)
    }
    var low = 0
    var high = slots.count
    while low < high {
      let middle = (low + high) / 2
      if slots[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < slots.count && slots[low].number == number ? low : nil
  }
}

/// Where one field lies in the C structure of its message.
@usableFromInline
struct FieldSlot {
  /// What the value occupies in memory and which wire types may carry it.
  enum Shape: UInt8 {
    case varint32, varint64, bool, fixed32, fixed64, bytes, message

    /// Bytes of one value in the C structure or in a repeated field's array.
    var byteCount: Int {
      switch self {
      case .varint32, .fixed32, .bool: 4
      case .varint64, .fixed64, .message: 8
      case .bytes: 16
      }
    }

    /// The wire type of a single value.
    var wireType: UInt8 {
      switch self {
      case .varint32, .varint64, .bool: 0
      case .fixed64: 1
      case .bytes, .message: 2
      case .fixed32: 5
      }
    }
  }

  var number: UInt32
  var name: String
  /// Offset of the value; for a repeated field, of the pointer to its array.
  @usableFromInline var offset: Int
  /// Offset of what says whether there is a value: a 32-bit flag, the 32-bit number of the member that
  /// a oneof holds, or the 64-bit count of a repeated field.
  @usableFromInline var quantifierOffset: Int
  var shape: Shape
  var isRepeated: Bool
  /// Index of the oneof, or -1.
  var oneof: Int
  /// The table of the message or map entry type.
  @usableFromInline var child: UnsafePointer<MessageTable>?

  init(_ field: FieldDescriptor, child: UnsafePointer<MessageTable>?) {
    number = field.number
    name = field.name
    offset = 0
    quantifierOffset = 0
    shape = Shape(field.kind)
    self.child = child
    switch field.label {
    case .implicit, .optional:
      isRepeated = false
      oneof = -1
    case .repeated, .packed:
      isRepeated = true
      oneof = -1
    case .oneof(let index):
      isRepeated = false
      oneof = index
    }
  }
}

extension FieldSlot.Shape {
  init(_ kind: FieldDescriptor.Kind) {
    switch kind {
    case .int32, .uint32, .sint32, .enumeration: self = .varint32
    case .int64, .uint64, .sint64: self = .varint64
    case .fixed32, .sfixed32, .float: self = .fixed32
    case .fixed64, .sfixed64, .double: self = .fixed64
    case .bool: self = .bool
    case .string, .bytes: self = .bytes
    case .message, .map: self = .message
    }
  }
}
