internal import Glibc

/// The header block that is being received; HTTP/2 allows one at a time on a connection.
///
/// Fields are gathered in memory that the connection keeps, and copied once into a list of just their
/// size: appending to the list's own arrays, field by field, took ten times as long.
struct IncomingHeaders: ~Copyable {
  /// The list is larger than `byteCountMax`; fields from there on are counted, not kept.
  private(set) var isOversized = false
  private(set) var byteCount = 0
  private(set) var isInformational = false
  private let byteCountMax: Int

  /// The records of the list that is being received, and room for more.
  private var records = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var keptByteCount = 0
  private var fieldCount = 0

  /// `byteCountMax` as RFC 9113 section 6.5.2 counts: it bounds the memory too.
  init(byteCountMax: Int) {
    self.byteCountMax = byteCountMax
  }

  deinit { records.deallocate() }

  mutating func begin() {
    isOversized = false
    isInformational = false
    byteCount = 0
    keptByteCount = 0
    fieldCount = 0
  }

  mutating func append(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    byteCount += name.count + value.count + 32
    guard byteCount <= byteCountMax, !isOversized else {
      isOversized = true
      return
    }
    if value.count == 3, value[0] == UInt8(ascii: "1"), name.equals(":status") {
      isInformational = true
    }
    let head = HeaderList.RecordHead(nameByteCount: name.count, valueByteCount: value.count)
    let start = makeRoom(for: head.recordByteCount)
    head.store(at: start)
    let nameStart = start + HeaderList.RecordHead.byteCount
    if let bytes = name.baseAddress { memcpy(nameStart, bytes, name.count) }
    if let bytes = value.baseAddress { memcpy(nameStart + name.count, bytes, value.count) }
    fieldCount += 1
  }

  /// The fields that were kept.
  func list() -> HeaderList {
    HeaderList(
      copyingRecords: UnsafeRawBufferPointer(rebasing: records[..<keptByteCount]),
      count: fieldCount)
  }

  /// Where `count` more bytes go.
  private mutating func makeRoom(for count: Int) -> UnsafeMutableRawPointer {
    let end = keptByteCount + count
    if end > records.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(512, 2 * end), alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: records[..<keptByteCount]))
      records.deallocate()
      records = larger
    }
    defer { keptByteCount = end }
    return records.baseAddress! + keptByteCount
  }
}
