internal import Glibc

/// An ordered list of header fields, names in lower case, in one array.
///
/// One array for all names and values: a request's headers take one allocation, and copying the list
/// (into a context, into another request) takes a reference. A field is found by its *position*, the
/// offset of its record in the array.
package struct HeaderList: Sendable, Hashable {
  /// What stands before the name and the value of each field.
  struct RecordHead {
    static let byteCount = 8
    private static let neverIndexedBit: UInt32 = 1 << 31

    let nameByteCount: Int
    let valueByteCount: Int
    /// Kept out of the compression table (RFC 7541 section 7.1.3): secret, or never the same twice.
    let isNeverIndexed: Bool

    /// Both lengths are below 2^31: `IncomingHeaders` bounds what is received, and memory what is made.
    init(nameByteCount: Int, valueByteCount: Int, isNeverIndexed: Bool = false) {
      self.nameByteCount = nameByteCount
      self.valueByteCount = valueByteCount
      self.isNeverIndexed = isNeverIndexed
    }

    /// Reads the head at `address`.
    init(at address: UnsafeRawPointer) {
      nameByteCount = Int(address.loadUnaligned(as: UInt32.self))
      let word = address.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
      valueByteCount = Int(word & ~Self.neverIndexedBit)
      isNeverIndexed = word & Self.neverIndexedBit != 0
    }

    var recordByteCount: Int { Self.byteCount + nameByteCount + valueByteCount }

    func store(at address: UnsafeMutableRawPointer) {
      address.storeBytes(of: UInt32(truncatingIfNeeded: nameByteCount), as: UInt32.self)
      let word = UInt32(truncatingIfNeeded: valueByteCount)
      address.storeBytes(
        of: isNeverIndexed ? word | Self.neverIndexedBit : word, toByteOffset: 4, as: UInt32.self)
    }
  }

  private var records: [UInt8] = []
  /// How many fields there are.
  package private(set) var count = 0

  package init() {}

  init(copyingRecords records: UnsafeRawBufferPointer, count: Int) {
    self.records = Array(records)
    self.count = count
  }

  package var isEmpty: Bool { count == 0 }

  /// The size that RFC 9113 section 6.5.2 counts: names, values and 32 bytes for each field.
  package var sizeCounted: Int { records.count + (32 - RecordHead.byteCount) * count }

  // MARK: Adding

  package mutating func append(_ name: StaticString, _ value: StaticString) {
    append(name: name.bytes, value: value.bytes)
  }

  package mutating func append(
    _ name: StaticString, _ value: String, isNeverIndexed: Bool = false
  ) {
    var value = value
    value.withUTF8 {
      append(name: name.bytes, value: UnsafeRawBufferPointer($0), isNeverIndexed: isNeverIndexed)
    }
  }

  package mutating func append(_ name: String, _ value: String) {
    var name = name
    name.withUTF8 { append(name: UnsafeRawBufferPointer($0), value: value) }
  }

  package mutating func append(name: UnsafeRawBufferPointer, value: String) {
    var value = value
    value.withUTF8 { append(name: name, value: UnsafeRawBufferPointer($0)) }
  }

  package mutating func append(
    name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer, isNeverIndexed: Bool = false
  ) {
    let head = RecordHead(
      nameByteCount: name.count, valueByteCount: value.count, isNeverIndexed: isNeverIndexed)
    withUnsafeTemporaryAllocation(byteCount: RecordHead.byteCount, alignment: 4) {
      head.store(at: $0.baseAddress!)
      records.append(contentsOf: $0.assumingMemoryBound(to: UInt8.self))
    }
    // Of bytes, not raw: only this has the library's copying fast path.
    records.append(contentsOf: name.assumingMemoryBound(to: UInt8.self))
    records.append(contentsOf: value.assumingMemoryBound(to: UInt8.self))
    count += 1
  }

  package mutating func append(contentsOf other: HeaderList) {
    records.append(contentsOf: other.records)
    count += other.count
  }

  // MARK: Looking

  package func name(at position: Int) -> String {
    withName(at: position) { String(decoding: $0, as: UTF8.self) }
  }

  package func value(at position: Int) -> String {
    withValue(at: position) { String(decoding: $0, as: UTF8.self) }
  }

  package func withName<R>(
    at position: Int, _ body: (UnsafeRawBufferPointer) throws -> R
  ) rethrows -> R {
    try records.withUnsafeBytes { try body(Self.field(in: $0, at: position).name) }
  }

  package func withValue<R>(
    at position: Int, _ body: (UnsafeRawBufferPointer) throws -> R
  ) rethrows -> R {
    try records.withUnsafeBytes { try body(Self.field(in: $0, at: position).value) }
  }

  /// Calls `body` with the position, the name and the value of each field, in order.
  package func forEachField(
    _ body: (_ position: Int, _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) ->
      Void
  ) {
    withRecords { records in Self.forEachRecord(in: records) { body($0, $2, $3) } }
  }

  func withRecords<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    records.withUnsafeBytes { body($0) }
  }

  static func forEachRecord(
    in records: UnsafeRawBufferPointer,
    _ body: (
      _ position: Int, _ head: RecordHead, _ name: UnsafeRawBufferPointer,
      _ value: UnsafeRawBufferPointer
    ) -> Void
  ) {
    var position = 0
    while position < records.count {
      let field = field(in: records, at: position)
      body(position, field.head, field.name, field.value)
      position += field.head.recordByteCount
    }
  }

  static func field(
    in records: UnsafeRawBufferPointer, at position: Int
  ) -> (head: RecordHead, name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    precondition(
      position >= 0 && position + RecordHead.byteCount <= records.count, "no field stands here")
    let start = records.baseAddress! + position
    let head = RecordHead(at: start)
    precondition(position + head.recordByteCount <= records.count, "no field stands here")
    let name = start + RecordHead.byteCount
    return (
      head, UnsafeRawBufferPointer(start: name, count: head.nameByteCount),
      UnsafeRawBufferPointer(start: name + head.nameByteCount, count: head.valueByteCount)
    )
  }

  /// The position of the first field; ``position(after:)`` goes on from there.
  package var firstPosition: Int? { isEmpty ? nil : 0 }

  /// The position of the next field.
  package func position(after position: Int) -> Int? {
    records.withUnsafeBytes {
      let next = position + Self.field(in: $0, at: position).head.recordByteCount
      return next < $0.count ? next : nil
    }
  }

  /// The position of the first field called `name` (lower case).
  package func firstPosition(of name: StaticString) -> Int? {
    firstPosition(of: name.bytes, from: firstPosition)
  }

  /// The position of the first field called `name` (lower case), at or after `start`.
  package func firstPosition(of name: UnsafeRawBufferPointer, from start: Int?) -> Int? {
    guard var position = start else { return nil }
    return records.withUnsafeBytes { all in
      while position < all.count {
        let field = Self.field(in: all, at: position)
        if field.name.hasSameBytes(as: name) { return position }
        position += field.head.recordByteCount
      }
      return nil
    }
  }

  /// The first value of `name` (lower case) as a string.
  package subscript(_ name: StaticString) -> String? {
    firstPosition(of: name).map(value(at:))
  }

  /// Whether the first value of `name` is exactly `value`.
  package func has(_ name: StaticString, _ value: StaticString) -> Bool {
    guard let position = firstPosition(of: name) else { return false }
    return withValue(at: position) { $0.equals(value) }
  }

  /// A list of the fields whose names `isKept` wants.
  package func filter(_ isKept: (UnsafeRawBufferPointer) -> Bool) -> HeaderList {
    var kept = HeaderList()
    withRecords { records in
      Self.forEachRecord(in: records) { _, head, name, value in
        guard isKept(name) else { return }
        kept.append(name: name, value: value, isNeverIndexed: head.isNeverIndexed)
      }
    }
    return kept
  }
}

extension StaticString {
  /// The bytes of the text, which live as long as the program.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
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
    hasSameBytes(as: text.bytes)
  }
}
