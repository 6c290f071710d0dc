/// Rewrites a validated message into the form that every protobuf writer produces.
///
/// - A singular message field that occurs more than once becomes one field: merging two messages is by
///   definition the same as reading their bytes one after the other.
/// - Of a oneof, the members before the last one are dropped, so that nothing is merged into them.
/// - Groups, and fields whose wire type is not the declared one, are dropped.
@usableFromInline
enum WireNormalizer {
  @usableFromInline
  static func normalize(
    _ bytes: UnsafeRawBufferPointer, as table: UnsafePointer<MessageTable>
  ) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    do {
      try rewrite(bytes, as: table, into: &output)
    } catch {
      preconditionFailure("a validated message does not parse: \(error)")
    }
    return output
  }

  private static func rewrite(
    _ bytes: UnsafeRawBufferPointer, as table: UnsafePointer<MessageTable>,
    into output: inout [UInt8]
  ) throws(DecodingError) {
    // Content of the singular message fields so far, and where in the output each shall stand.
    var merged: [Int: [UInt8]] = [:]
    var order: [Int] = []
    var cursor = WireCursor(bytes: bytes, position: 0, end: bytes.count)
    while !cursor.isAtEnd {
      let start = cursor.position
      let tag = try cursor.tag()
      let content = cursor.position
      try cursor.skipValue(of: tag, depthMax: .max)
      if tag.wireType == WireCursor.groupStart { continue }
      guard let index = table.pointee.index(ofNumber: tag.number) else {
        output.append(contentsOf: bytes[start..<cursor.position])
        continue
      }
      let slot = table.pointee.slots[index]
      guard tag.wireType == slot.shape.wireType || (tag.wireType == 2 && slot.isRepeated) else {
        continue
      }
      if slot.oneof >= 0 {
        drop(membersOf: slot.oneof, except: index, table, &merged)
      }
      if slot.shape == .message {
        var inner = WireCursor(bytes: bytes, position: content, end: cursor.position)
        let byteCount = try inner.length()
        let value = bytes[inner.position..<inner.position + byteCount]
        if slot.isRepeated {
          try append(UnsafeRawBufferPointer(rebasing: value), tag.number, slot, to: &output)
        } else {
          if merged[index] == nil { order.append(index) }
          merged[index, default: []].append(contentsOf: value)
        }
      } else {
        output.append(contentsOf: bytes[start..<cursor.position])
      }
    }
    for index in order {
      guard let value = merged.removeValue(forKey: index) else { continue }
      let slot = table.pointee.slots[index]
      try value.withUnsafeBytesTyped { (value) throws(DecodingError) in
        try append(value, slot.number, slot, to: &output)
      }
    }
  }

  private static func drop(
    membersOf oneof: Int, except index: Int, _ table: UnsafePointer<MessageTable>,
    _ merged: inout [Int: [UInt8]]
  ) {
    for other in merged.keys where other != index && table.pointee.slots[other].oneof == oneof {
      merged[other] = nil
    }
  }

  /// Appends a message field whose content is normalised in turn.
  private static func append(
    _ value: UnsafeRawBufferPointer, _ number: UInt32, _ slot: FieldSlot,
    to output: inout [UInt8]
  ) throws(DecodingError) {
    var content: [UInt8] = []
    try rewrite(value, as: slot.child!, into: &content)
    appendVarint(UInt64(number) << 3 | 2, to: &output)
    appendVarint(UInt64(content.count), to: &output)
    output.append(contentsOf: content)
  }

  private static func appendVarint(_ value: UInt64, to output: inout [UInt8]) {
    var value = value
    while value >= 0x80 {
      output.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    output.append(UInt8(value))
  }
}
