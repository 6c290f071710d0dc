internal import Compression

/// How a document's structure is written.
package enum DocumentFormat: Sendable, Hashable {
  case text, markdown, html

  /// Told from the ending of a name; ".gz" at its end does not count.
  package init?(uri: String) {
    var name = uri.lowercased()[...]
    if name.hasSuffix(".gz") { name = name.dropLast(3) }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...] {
    case "txt", "text", "rst": self = .text
    case "md", "markdown": self = .markdown
    case "html", "htm", "xhtml": self = .html
    default: return nil
    }
  }
}

/// Bytes to a structured document, or the reason why not.
package struct DocumentReader: Sendable {
  /// Most bytes of a document, before and after decompression.
  package let byteCountMax: Int

  package init(byteCountMax: Int) { self.byteCountMax = byteCountMax }

  /// Reads a document. Data that begins like gzip is decompressed whether announced or not.
  package func read(
    _ bytes: [UInt8], format: DocumentFormat, gzip: Bool
  ) throws(DocumentError) -> StructuredDocument {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= byteCountMax else {
      throw .tooLarge(byteCountMax: byteCountMax, compressed: false)
    }
    var content = bytes
    if gzip || bytes.starts(with: [0x1F, 0x8B]) {
      content = try decompressed(bytes)
      guard !content.isEmpty else { throw .empty }
    }
    if content.starts(with: [0xEF, 0xBB, 0xBF]) { content.removeFirst(3) }
    if let zero = content.firstIndex(of: 0) { throw .binary(byteOffset: zero) }
    if let fault = UTF8Check.firstInvalidOffset(in: content) {
      throw .invalidUTF8(byteOffset: fault, byte: content[fault])
    }
    let document =
      switch format {
      case .text: PlainTextReader.read(content)
      case .markdown: MarkdownReader.read(content)
      case .html: HTMLReader.read(content)
      }
    guard !document.blocks.isEmpty else { throw .noText }
    return document
  }

  private func decompressed(_ bytes: [UInt8]) throws(DocumentError) -> [UInt8] {
    do {
      return try Gzip.decompress(bytes, limit: byteCountMax)
    } catch .tooLarge {
      throw .tooLarge(byteCountMax: byteCountMax, compressed: true)
    } catch {
      throw .badGzip("\(error)")
    }
  }
}

/// Finds where bytes stop being UTF-8 (Unicode 15, table 3-7).
package enum UTF8Check {
  /// The offset of the first byte that begins no valid character; nil when there is none.
  package static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let length = characterLength(at: index, in: bytes)
        if length == 0 { return index }
        index += length
      }
      return nil
    }
  }

  /// 0 where no valid character begins.
  @inline(__always)
  private static func characterLength(at i: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let lead = bytes[i]
    if lead < 0x80 { return 1 }
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      i + offset < bytes.count && range.contains(bytes[i + offset])
    }
    switch lead {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }
}
