/// Reads header blocks (RFC 7541): a decoder of its own, so that what libnghttp2 writes is not judged
/// by libnghttp2.
package struct HPACKDecoder: Sendable {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// `name` or `name=value`, in the order of appendix A.
  private static let staticTable: [(name: String, value: String)] = """
    :authority :method=GET :method=POST :path=/ :path=/index.html :scheme=http :scheme=https
    :status=200 :status=204 :status=206 :status=304 :status=400 :status=404 :status=500
    accept-charset accept-encoding=gzip,_deflate accept-language accept-ranges accept
    access-control-allow-origin age allow authorization cache-control content-disposition
    content-encoding content-language content-length content-location content-range content-type
    cookie date etag expect expires from host if-match if-modified-since if-none-match if-range
    if-unmodified-since last-modified link location max-forwards proxy-authenticate
    proxy-authorization range referer refresh retry-after server set-cookie
    strict-transport-security transfer-encoding user-agent vary via www-authenticate
    """.split { $0 == " " || $0 == "\n" }.map { entry in
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      return (parts[0], parts.count > 1 ? parts[1].replacing("_", with: " ") : "")
    }

  /// The newest entry first.
  private var dynamicTable: [(name: String, value: String)] = []
  private var tableByteCountMax = Self.tableByteCountLimit

  /// What SETTINGS_HEADER_TABLE_SIZE is unless it is announced; no peer here announces more.
  private static let tableByteCountLimit = 4096

  /// The sizes of the table that the block begins with.
  package private(set) var tableSizes: [Int] = []

  package init() {}

  package mutating func decode(_ block: [UInt8]) throws -> [(name: String, value: String)] {
    tableSizes = []
    var rest = block[...]
    var fields: [(name: String, value: String)] = []
    while let first = rest.first {
      switch first {
      case 0x80...: fields.append(try entry(try Self.integer(&rest, prefixBitCount: 7)))
      case 0x40...:
        let field = try literal(&rest, prefixBitCount: 6)
        fields.append(field)
        dynamicTable.insert(field, at: 0)
        evict()
      case 0x20...:
        try resize(to: try Self.integer(&rest, prefixBitCount: 5), isFirst: fields.isEmpty)
      default: fields.append(try literal(&rest, prefixBitCount: 4))
      }
    }
    return fields
  }

  /// RFC 7541 section 4.2: only at the beginning of a block, and within what was announced.
  private mutating func resize(to byteCount: Int, isFirst: Bool) throws {
    guard isFirst else { throw Failure(description: "a table size after a field") }
    guard byteCount <= Self.tableByteCountLimit else {
      throw Failure(description: "a table of \(byteCount) bytes")
    }
    tableByteCountMax = byteCount
    tableSizes.append(byteCount)
    evict()
  }

  private mutating func evict() {
    var byteCount = 0
    let kept = dynamicTable.prefix { entry in
      byteCount += entry.name.utf8.count + entry.value.utf8.count + 32
      return byteCount <= tableByteCountMax
    }
    dynamicTable = Array(kept)
  }

  private func entry(_ index: Int) throws -> (name: String, value: String) {
    let count = Self.staticTable.count
    if (1...count).contains(index) { return Self.staticTable[index - 1] }
    guard index > 0, index - count <= dynamicTable.count else {
      throw Failure(description: "no entry has the index \(index)")
    }
    return dynamicTable[index - count - 1]
  }

  private func literal(
    _ rest: inout ArraySlice<UInt8>, prefixBitCount: Int
  ) throws -> (name: String, value: String) {
    let index = try Self.integer(&rest, prefixBitCount: prefixBitCount)
    let name = index == 0 ? try Self.string(&rest) : try entry(index).name
    return (name, try Self.string(&rest))
  }

  private static func integer(
    _ rest: inout ArraySlice<UInt8>, prefixBitCount: Int
  ) throws -> Int {
    let mask = 1 << prefixBitCount - 1
    guard let first = rest.popFirst() else { throw Failure(description: "an integer is missing") }
    var value = Int(first) & mask
    guard value == mask else { return value }
    var shift = 0
    while let byte = rest.popFirst(), shift < 28 {
      value += Int(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw Failure(description: "an integer does not end")
  }

  private static func string(_ rest: inout ArraySlice<UInt8>) throws -> String {
    let isHuffman = rest.first.map { $0 >= 0x80 } ?? false
    let byteCount = try integer(&rest, prefixBitCount: 7)
    guard byteCount <= rest.count else { throw Failure(description: "a string is cut short") }
    let bytes = rest.prefix(byteCount)
    rest = rest.dropFirst(byteCount)
    guard let plain = isHuffman ? HuffmanCode.decode(bytes) : Array(bytes) else {
      throw Failure(description: "a string is not of the Huffman code")
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
