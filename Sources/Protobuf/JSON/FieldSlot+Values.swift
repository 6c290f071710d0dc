extension FieldSlot {
  /// What a field that is absent points to: every default is zeros. Immortal and never written.
  nonisolated(unsafe) static let zeros: UnsafeRawPointer = {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: 16)
    return UnsafeRawPointer(memory)
  }()

  /// Whether the structure holds a value of this field.
  func isPresent(in base: UnsafeRawPointer) -> Bool {
    if isRepeated { return (base + quantifierOffset).load(as: Int.self) > 0 }
    let quantifier = (base + quantifierOffset).load(as: UInt32.self)
    return oneof >= 0 ? quantifier == number : quantifier != 0
  }

  /// Where the elements of a repeated field lie; nowhere without a structure.
  func elements(in base: UnsafeRawPointer?) -> some Sequence<UnsafeRawPointer> {
    let count = base.map { ($0 + quantifierOffset).load(as: Int.self) } ?? 0
    let start = count > 0 ? (base! + offset).load(as: UnsafeRawPointer.self) : Self.zeros
    let stride = shape.byteCount
    return (0..<count).lazy.map { start + $0 * stride }
  }
}

extension FieldDescriptor {
  /// Whether `JSONEncodingOptions.includesDefaults` writes the field when it is absent.
  var isWrittenByDefault: Bool {
    switch (label, kind) {
    case (.implicit, .message), (.optional, _), (.oneof, _): false
    default: true
    }
  }
}

extension StoredBytes {
  /// The text of a string field; Swift's strings are UTF-8, so that nothing is replaced.
  var string: String { String(decoding: buffer, as: UTF8.self) }
}
