internal import CProtobufC

/// The calls into libprotobuf-c.
@usableFromInline
enum WireCodec {
  /// Writes a filled structure as bytes, after `prefixByteCount` zeros.
  @usableFromInline
  static func pack(_ base: UnsafeMutableRawPointer, prefixByteCount: Int) -> [UInt8] {
    let message = UnsafePointer(base.assumingMemoryBound(to: ProtobufCMessage.self))
    let byteCount = protobuf_c_message_get_packed_size(message)
    precondition(
      byteCount <= Int(Int32.max),
      "a message of \(byteCount) bytes exceeds the 2 GiB that protobuf can express; split it")
    return [UInt8](unsafeUninitializedCapacity: prefixByteCount + byteCount) { buffer, count in
      buffer.extracting(..<prefixByteCount).initialize(repeating: 0)
      if byteCount > 0 {
        let written = protobuf_c_message_pack(message, buffer.baseAddress! + prefixByteCount)
        precondition(written == byteCount, "packed \(written) bytes of \(byteCount)")
      }
      count = prefixByteCount + byteCount
    }
  }

  /// Reads validated bytes into a structure that lives in the arena.
  @usableFromInline
  static func unpack(
    _ bytes: UnsafeRawBufferPointer, as table: UnsafePointer<MessageTable>, in arena: Arena
  ) throws(DecodingError) -> UnsafeRawPointer {
    let descriptor = table.pointee.cDescriptor.assumingMemoryBound(
      to: ProtobufCMessageDescriptor.self)
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard
      let message = protobuf_c_message_unpack(
        descriptor, &arena.state.pointee.allocator, bytes.count, start)
    else {
      throw DecodingError(.malformed, "libprotobuf-c refused \(table.pointee.fullName)")
    }
    return UnsafeRawPointer(message)
  }

  /// Gives a new structure its type; the caller has zeroed it.
  static func setDescriptor(_ base: UnsafeMutableRawPointer, _ table: UnsafePointer<MessageTable>) {
    base.assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor = UnsafePointer(
      table.pointee.cDescriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self))
  }

  /// The fields that the type does not declare.
  @usableFromInline
  static func unknownFields(_ base: UnsafeRawPointer) -> UnknownFields {
    let message = base.assumingMemoryBound(to: ProtobufCMessage.self)
    let count = Int(message.pointee.n_unknown_fields)
    guard count > 0 else { return UnknownFields() }
    return UnknownFields(
      UnsafeBufferPointer(start: message.pointee.unknown_fields, count: count).map { field in
        UnknownFields.Field(
          number: field.tag, wireType: UInt8(field.wire_type.rawValue),
          payload: [UInt8](UnsafeBufferPointer(start: field.data, count: field.len)))
      })
  }

  /// Attaches fields that the type does not declare.
  static func setUnknownFields(
    _ unknown: UnknownFields, _ base: UnsafeMutableRawPointer, _ arena: Arena
  ) {
    let count = unknown.fields.count
    let fields = arena.allocate(count * MemoryLayout<ProtobufCMessageUnknownField>.stride)
      .bindMemory(to: ProtobufCMessageUnknownField.self, capacity: count)
    for (index, field) in unknown.fields.enumerated() {
      let payload = arena.allocate(field.payload.count)
      payload.copyMemory(from: field.payload, byteCount: field.payload.count)
      (fields + index).initialize(
        to: ProtobufCMessageUnknownField(
          tag: field.number, wire_type: ProtobufCWireType(UInt32(field.wireType)),
          len: field.payload.count, data: payload.assumingMemoryBound(to: UInt8.self)))
    }
    let message = base.assumingMemoryBound(to: ProtobufCMessage.self)
    message.pointee.n_unknown_fields = UInt32(count)
    message.pointee.unknown_fields = fields
  }
}
