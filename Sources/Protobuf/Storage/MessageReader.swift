/// Reads the C structure of one message. Generated code calls it; the methods are named after the label
/// of the field, and `index` is the field's position in the descriptor.
public struct MessageReader {
  @usableFromInline let base: UnsafeRawPointer
  @usableFromInline let table: UnsafePointer<MessageTable>
  @usableFromInline let slots: UnsafeMutablePointer<FieldSlot>?

  @usableFromInline
  init(base: UnsafeRawPointer, table: UnsafePointer<MessageTable>) {
    self.base = base
    self.table = table
    slots = table.pointee.slots.baseAddress
  }

  /// Where one value is found.
  public struct Place {
    @usableFromInline let address: UnsafeRawPointer
    @usableFromInline let slot: UnsafeMutablePointer<FieldSlot>
    @usableFromInline let table: UnsafePointer<MessageTable>

    @inlinable
    init(
      address: UnsafeRawPointer, slot: UnsafeMutablePointer<FieldSlot>,
      table: UnsafePointer<MessageTable>
    ) {
      self.address = address
      self.slot = slot
      self.table = table
    }

    /// The field's full name, for errors.
    var fieldName: String { table.pointee.fullName + "." + slot.pointee.name }
  }

  /// Reads a field without presence; an absent one leaves `value` as it is.
  @inlinable
  public func implicit<Value: FieldValue>(
    _ index: Int, into value: inout Value
  ) throws(DecodingError) {
    if quantifier(index) != 0 { value = try self.value(index) }
  }

  /// Reads a field with presence; an absent one leaves `value` as it is.
  @inlinable
  public func optional<Value: FieldValue>(
    _ index: Int, into value: inout Value?
  ) throws(DecodingError) {
    if quantifier(index) != 0 { value = try self.value(index) as Value }
  }

  /// The number of the member that the oneof of this field holds; 0 if it holds none.
  @inlinable
  public func oneofNumber(_ index: Int) -> UInt32 {
    quantifier(index)
  }

  /// The value of a field that is known to be present.
  @inlinable
  public func value<Value: FieldValue>(_ index: Int) throws(DecodingError) -> Value {
    let slot = slots.unsafelyUnwrapped + index
    return try Value(
      loadingFrom: Place(address: base + slot.pointee.offset, slot: slot, table: table))
  }

  /// Reads the elements of a repeated field.
  @inlinable
  public func repeated<Value: FieldValue>(
    _ index: Int, into values: inout [Value]
  ) throws(DecodingError) {
    let slot = slots.unsafelyUnwrapped + index
    let count = (base + slot.pointee.quantifierOffset).load(as: Int.self)
    guard count > 0 else { return }
    var address = (base + slot.pointee.offset).load(as: UnsafeRawPointer.self)
    values.reserveCapacity(count)
    for _ in 0..<count {
      values.append(
        try Value(loadingFrom: Place(address: address, slot: slot, table: table)))
      address += Value.storedByteCount
    }
  }

  /// Reads the entries of a map; of equal keys the last one counts.
  @inlinable
  public func map<Key: MapKey, Value: FieldValue>(
    _ index: Int, into values: inout [Key: Value]
  ) throws(DecodingError) {
    let slot = slots.unsafelyUnwrapped + index
    let count = (base + slot.pointee.quantifierOffset).load(as: Int.self)
    guard count > 0 else { return }
    var address = (base + slot.pointee.offset).load(as: UnsafeRawPointer.self)
    values.reserveCapacity(count)
    for _ in 0..<count {
      let entry = MessageReader(
        base: address.load(as: UnsafeRawPointer.self), table: slot.pointee.child.unsafelyUnwrapped)
      var key = Key.protobufDefault
      var value = Value.protobufDefault
      try entry.implicit(0, into: &key)
      try entry.implicit(1, into: &value)
      values[key] = value
      address += 8
    }
  }

  /// Reads the fields that the type does not declare.
  @inlinable
  public func unknown(into fields: inout UnknownFields) {
    fields = WireCodec.unknownFields(base)
  }

  @inlinable
  func quantifier(_ index: Int) -> UInt32 {
    (base + slots.unsafelyUnwrapped[index].quantifierOffset).load(as: UInt32.self)
  }
}
