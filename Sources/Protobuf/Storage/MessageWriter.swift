/// Fills the C structure of one message. Generated code calls it; the methods are named after the
/// label of the field, and `index` is the field's position in the descriptor.
public struct MessageWriter {
  @usableFromInline let base: UnsafeMutableRawPointer
  @usableFromInline let slots: UnsafeMutablePointer<FieldSlot>?
  @usableFromInline let arena: Arena

  @usableFromInline
  init(table: UnsafePointer<MessageTable>, arena: Arena) {
    let byteCount = table.pointee.structByteCount
    base = arena.allocate(byteCount)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    WireCodec.setDescriptor(base, table)
    slots = table.pointee.slots.baseAddress
    self.arena = arena
  }

  /// Where one value goes.
  public struct Place {
    @usableFromInline let address: UnsafeMutableRawPointer
    @usableFromInline let arena: Arena
    @usableFromInline let table: UnsafePointer<MessageTable>?

    @inlinable
    init(
      address: UnsafeMutableRawPointer, arena: Arena, table: UnsafePointer<MessageTable>?
    ) {
      self.address = address
      self.arena = arena
      self.table = table
    }
  }

  /// Writes a field without presence, unless it has its default value.
  @inlinable
  public mutating func implicit<Value: FieldValue>(_ index: Int, _ value: Value) {
    if !value.isProtobufDefault { present(index, 1, value) }
  }

  /// Writes a field with presence if it is there.
  @inlinable
  public mutating func optional<Value: FieldValue>(_ index: Int, _ value: Value?) {
    if let value { present(index, 1, value) }
  }

  /// Writes the member that a oneof holds, also with its default value.
  @inlinable
  public mutating func oneof<Value: FieldValue>(_ index: Int, number: UInt32, _ value: Value) {
    present(index, number, value)
  }

  /// Writes the elements of a repeated field.
  @inlinable
  public mutating func repeated<Value: FieldValue>(_ index: Int, _ values: [Value]) {
    guard !values.isEmpty else { return }
    let slot = slots.unsafelyUnwrapped + index
    let stride = Value.storedByteCount
    let array = arena.allocate(stride * values.count)
    var address = array
    for value in values {
      value.store(at: Place(address: address, arena: arena, table: slot.pointee.child))
      address += stride
    }
    (base + slot.pointee.offset).storeBytes(of: array, as: UnsafeMutableRawPointer.self)
    (base + slot.pointee.quantifierOffset).storeBytes(of: values.count, as: Int.self)
  }

  /// Writes the entries of a map by ascending key.
  @inlinable
  public mutating func map<Key: MapKey, Value: FieldValue>(_ index: Int, _ values: [Key: Value]) {
    guard !values.isEmpty else { return }
    let slot = slots.unsafelyUnwrapped + index
    let array = arena.allocate(8 * values.count)
    var address = array
    for (key, value) in values.sorted(by: { Key.precedes($0.key, $1.key) }) {
      var entry = MessageWriter(table: slot.pointee.child.unsafelyUnwrapped, arena: arena)
      entry.present(0, 1, key)
      entry.present(1, 1, value)
      address.storeBytes(of: entry.base, as: UnsafeMutableRawPointer.self)
      address += 8
    }
    (base + slot.pointee.offset).storeBytes(of: array, as: UnsafeMutableRawPointer.self)
    (base + slot.pointee.quantifierOffset).storeBytes(of: values.count, as: Int.self)
  }

  /// Writes the fields that the type does not declare, as they came.
  @inlinable
  public mutating func unknown(_ fields: UnknownFields) {
    if !fields.isEmpty { attach(fields) }
  }

  @usableFromInline
  mutating func attach(_ fields: UnknownFields) {
    WireCodec.setUnknownFields(fields, base, arena)
  }

  @inlinable
  mutating func present<Value: FieldValue>(_ index: Int, _ quantifier: UInt32, _ value: Value) {
    let slot = slots.unsafelyUnwrapped + index
    value.store(
      at: Place(address: base + slot.pointee.offset, arena: arena, table: slot.pointee.child))
    (base + slot.pointee.quantifierOffset).storeBytes(of: quantifier, as: UInt32.self)
  }
}
