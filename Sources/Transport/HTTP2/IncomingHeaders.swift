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

  private var bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var keptByteCount = 0
  private var fields = UnsafeMutableBufferPointer<HeaderList.Field>(start: nil, count: 0)
  private var fieldCount = 0

  /// `byteCountMax` as RFC 9113 section 6.5.2 counts: it bounds the memory too.
  init(byteCountMax: Int) {
    self.byteCountMax = byteCountMax
  }

  deinit {
    bytes.deallocate()
    fields.deallocate()
  }

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
    if value.count == 3, value[0] == UInt8(ascii: "1"), name.elementsEqual(":status".utf8) {
      isInformational = true
    }
    makeRoom(for: name.count + value.count)
    fields.initializeElement(
      at: fieldCount,
      to: HeaderList.Field(
        nameOffset: UInt32(truncatingIfNeeded: keptByteCount),
        nameByteCount: UInt32(truncatingIfNeeded: name.count),
        valueByteCount: UInt32(truncatingIfNeeded: value.count)))
    fieldCount += 1
    keep(name)
    keep(value)
  }

  /// The fields that were kept.
  func list() -> HeaderList {
    HeaderList(
      copyingBytes: UnsafeRawBufferPointer(rebasing: bytes[..<keptByteCount]),
      fields: UnsafeBufferPointer(rebasing: fields[..<fieldCount]))
  }

  private mutating func keep(_ piece: UnsafeRawBufferPointer) {
    guard let start = piece.baseAddress, let base = bytes.baseAddress else { return }
    memcpy(base + keptByteCount, start, piece.count)
    keptByteCount += piece.count
  }

  private mutating func makeRoom(for count: Int) {
    if keptByteCount + count > bytes.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(384, 2 * (keptByteCount + count)), alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<keptByteCount]))
      bytes.deallocate()
      bytes = larger
    }
    if fieldCount == fields.count {
      let larger = UnsafeMutableBufferPointer<HeaderList.Field>.allocate(
        capacity: max(12, 2 * fieldCount))
      _ = larger.moveInitialize(
        fromContentsOf: UnsafeMutableBufferPointer(rebasing: fields[..<fieldCount]))
      fields.deallocate()
      fields = larger
    }
  }
}
