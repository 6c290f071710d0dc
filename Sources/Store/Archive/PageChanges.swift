/// The pages of a piece of a log, each as what it changes in the page that the same piece had before under its number, or in
/// zeros: most commits write pages again of which a few bytes are new.
///
/// For each frame: the page's number (4 bytes), how many ranges follow (2), and for each its first word (2), its count of
/// words (2) and the words themselves. A word has 8 bytes; numbers have their lowest byte first.
enum PageChanges {
  private static let wordByteCount = 8

  /// At most this many bytes come of one frame: a page of which every other word is new.
  static func byteCountMax(pageByteCount: Int) -> Int { 6 + pageByteCount + 4 }

  /// `frames` are whole frames of a log.
  static func encode(_ frames: UnsafeRawBufferPointer, pageByteCount: Int) -> [UInt8] {
    let frameByteCount = LogFrame.headerByteCount + pageByteCount
    precondition(frames.count % frameByteCount == 0, "a frame is cut off")
    let zeros = [UInt8](repeating: 0, count: pageByteCount)
    var latest: [UInt32: Int] = [:]
    var output: [UInt8] = []
    output.reserveCapacity(frames.count / 4)
    zeros.withUnsafeBytes { zeros in
      for start in stride(from: 0, to: frames.count, by: frameByteCount) {
        let number = frames.bigEndian32(at: start)
        let begin = start + LogFrame.headerByteCount
        let page = UnsafeRawBufferPointer(rebasing: frames[begin..<begin + pageByteCount])
        let former = latest.updateValue(begin, forKey: number).map {
          UnsafeRawBufferPointer(rebasing: frames[$0..<$0 + pageByteCount])
        }
        output.appendLittleEndian(number)
        append(page, former ?? zeros, to: &output)
      }
    }
    return output
  }

  private static func append(
    _ page: UnsafeRawBufferPointer, _ former: UnsafeRawBufferPointer, to output: inout [UInt8]
  ) {
    func isNew(_ word: Int) -> Bool {
      let offset = word * wordByteCount
      return page.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        != former.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    let wordCount = page.count / wordByteCount
    let countAt = output.count
    var rangeCount: UInt16 = 0
    output.appendLittleEndian(rangeCount)
    var word = 0
    while word < wordCount {
      guard isNew(word) else {
        word += 1
        continue
      }
      let begin = word
      while word < wordCount, isNew(word) { word += 1 }
      output.appendLittleEndian(UInt16(begin))
      output.appendLittleEndian(UInt16(word - begin))
      output += page[begin * wordByteCount..<word * wordByteCount]
      rangeCount += 1
    }
    output[countAt] = UInt8(truncatingIfNeeded: rangeCount)
    output[countAt + 1] = UInt8(rangeCount >> 8)
  }

  /// Calls `body` with each frame's page until it returns false; nil where the bytes are not what `encode` makes of so many
  /// frames.
  static func decode(
    _ bytes: [UInt8], frameCount: Int, pageByteCount: Int,
    _ body: (_ index: Int, _ pageNumber: UInt32, _ page: [UInt8]) throws -> Bool
  ) rethrows -> Void? {
    var input = LittleEndianReader(bytes)
    var pages: [UInt32: [UInt8]] = [:]
    for index in 0..<frameCount {
      guard let number: UInt32 = input.next(), number > 0, let rangeCount: UInt16 = input.next()
      else { return nil }
      // Taken out, so that it is changed where it is.
      var page = pages.removeValue(forKey: number) ?? [UInt8](repeating: 0, count: pageByteCount)
      for _ in 0..<rangeCount {
        guard let first: UInt16 = input.next(), let count: UInt16 = input.next() else { return nil }
        let begin = Int(first) * wordByteCount
        let end = begin + Int(count) * wordByteCount
        guard end <= pageByteCount, let words = input.take(end - begin) else { return nil }
        page.replaceSubrange(begin..<end, with: words)
      }
      guard try body(index, number, page) else { return () }
      pages[number] = page
    }
    return input.isAtEnd ? () : nil
  }
}

extension [UInt8] {
  mutating func appendLittleEndian(_ number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}

/// Takes numbers and bytes from the front; nil where there are not so many.
struct LittleEndianReader {
  private var bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  var isAtEnd: Bool { bytes.isEmpty }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= bytes.count else { return nil }
    defer { bytes = bytes.dropFirst(count) }
    return bytes.prefix(count)
  }

  mutating func next<Number: FixedWidthInteger>() -> Number? {
    guard let taken = take(MemoryLayout<Number>.size) else { return nil }
    return taken.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(as: Number.self)) }
  }
}
