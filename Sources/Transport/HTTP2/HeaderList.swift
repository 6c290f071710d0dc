internal import Glibc

/// An ordered list of header fields, names in lower case, in one buffer.
///
/// One buffer for all names and values keeps a request's headers at two allocations, and copying
/// the list (into a context, into another request) at none.
package struct HeaderList: Sendable, Hashable {
  /// Where one field lies in `bytes`: its name, then its value directly behind it.
  package struct Field: Sendable, Hashable {
    package var nameOffset: UInt32
    package var nameByteCount: UInt32
    package var valueByteCount: UInt32
    /// Kept out of the compression table (RFC 7541 section 7.1.3): secret, or never the same twice.
    package var isNeverIndexed = false

    var nameRange: Range<Int> { Int(nameOffset)..<Int(nameOffset) + Int(nameByteCount) }
    var valueRange: Range<Int> {
      let start = Int(nameOffset) + Int(nameByteCount)
      return start..<start + Int(valueByteCount)
    }
  }

  package private(set) var bytes: [UInt8] = []
  package private(set) var fields: [Field] = []

  package init() {}

  init(copyingBytes bytes: UnsafeRawBufferPointer, fields: UnsafeBufferPointer<Field>) {
    self.bytes = Array(bytes)
    self.fields = Array(fields)
  }

  package var isEmpty: Bool { fields.isEmpty }
  package var count: Int { fields.count }

  /// The size that RFC 9113 section 6.5.2 counts: names, values and 32 bytes for each field.
  package var sizeCounted: Int { bytes.count + 32 * fields.count }

  package mutating func append(_ name: StaticString, _ value: StaticString) {
    append(
      name: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount),
      value: UnsafeRawBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
  }

  package mutating func append(
    _ name: StaticString, _ value: String, isNeverIndexed: Bool = false
  ) {
    append(
      name: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount),
      value: value)
    fields[fields.count - 1].isNeverIndexed = isNeverIndexed
  }

  package mutating func append(_ name: String, _ value: String) {
    var name = name
    name.withUTF8 { append(name: UnsafeRawBufferPointer($0), value: value) }
  }

  package mutating func append(name: UnsafeRawBufferPointer, value: String) {
    var value = value
    value.withUTF8 { append(name: name, value: UnsafeRawBufferPointer($0)) }
  }

  package mutating func append(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    fields.append(
      Field(
        nameOffset: UInt32(bytes.count), nameByteCount: UInt32(name.count),
        valueByteCount: UInt32(value.count)))
    // Of bytes, not raw: only this has the library's copying fast path.
    bytes.append(contentsOf: name.assumingMemoryBound(to: UInt8.self))
    bytes.append(contentsOf: value.assumingMemoryBound(to: UInt8.self))
  }

  package mutating func append(contentsOf other: HeaderList) {
    let base = UInt32(bytes.count)
    bytes.append(contentsOf: other.bytes)
    for var field in other.fields {
      field.nameOffset += base
      fields.append(field)
    }
  }

  package func name(at index: Int) -> String {
    String(decoding: bytes[fields[index].nameRange], as: UTF8.self)
  }

  package func value(at index: Int) -> String {
    String(decoding: bytes[fields[index].valueRange], as: UTF8.self)
  }

  package func valueBytes(at index: Int) -> ArraySlice<UInt8> {
    bytes[fields[index].valueRange]
  }

  package func withName<R>(at index: Int, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows
    -> R
  {
    try bytes.withUnsafeBytes {
      try body(UnsafeRawBufferPointer(rebasing: $0[fields[index].nameRange]))
    }
  }

  package func withValue<R>(at index: Int, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows
    -> R
  {
    try bytes.withUnsafeBytes {
      try body(UnsafeRawBufferPointer(rebasing: $0[fields[index].valueRange]))
    }
  }

  /// Calls `body` with the name and the value of each field, in order.
  package func forEachField(
    _ body: (_ index: Int, _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void
  ) {
    bytes.withUnsafeBytes { all in
      for index in fields.indices {
        let field = fields[index]
        body(
          index, UnsafeRawBufferPointer(rebasing: all[field.nameRange]),
          UnsafeRawBufferPointer(rebasing: all[field.valueRange]))
      }
    }
  }

  /// The index of the first field called `name` (lower case).
  package func firstIndex(of name: StaticString) -> Int? {
    let wanted = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    return firstIndex(named: wanted)
  }

  /// The index of the first field called `name` (lower case), at or after `start`.
  package func firstIndex(named name: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    bytes.withUnsafeBytes { all in
      var index = start
      while index < fields.count {
        let field = fields[index]
        if Int(field.nameByteCount) == name.count,
          UnsafeRawBufferPointer(rebasing: all[field.nameRange]).hasSameBytes(as: name)
        {
          return index
        }
        index += 1
      }
      return nil
    }
  }

  /// The first value of `name` (lower case) as a string.
  package subscript(_ name: StaticString) -> String? {
    firstIndex(of: name).map(value(at:))
  }

  /// Whether the first value of `name` is exactly `value`.
  package func has(_ name: StaticString, _ value: StaticString) -> Bool {
    guard let index = firstIndex(of: name) else { return false }
    return withValue(at: index) { $0.equals(value) }
  }

  /// A list without the fields that `isDropped` names.
  package func filter(_ isKept: (UnsafeRawBufferPointer) -> Bool) -> HeaderList {
    var kept = HeaderList()
    for index in fields.indices {
      withName(at: index) { name in
        guard isKept(name) else { return }
        withValue(at: index) { kept.append(name: name, value: $0) }
      }
    }
    return kept
  }
}

extension UnsafeRawBufferPointer {
  /// Whether both hold the same bytes. One call of `memcmp`: comparing element by element takes longer
  /// than all else that is done with a header name.
  package func hasSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard let start = baseAddress, let otherStart = other.baseAddress else { return true }
    return memcmp(start, otherStart, count) == 0
  }

  /// Whether these are the bytes of `text`.
  package func equals(_ text: StaticString) -> Bool {
    hasSameBytes(as: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
