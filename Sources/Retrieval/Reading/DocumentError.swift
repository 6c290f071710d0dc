/// Why a document was refused. The description names the value and the remedy; nothing was kept.
package enum DocumentError: Error, Sendable, Hashable, CustomStringConvertible {
  case empty
  /// Bytes that no text has.
  case binary(byteOffset: Int)
  case invalidUTF8(byteOffset: Int, byte: UInt8)
  /// More bytes than the limit, as received or after decompression.
  case tooLarge(byteCountMax: Int, compressed: Bool)
  case badGzip(String)
  /// Well-formed, yet nothing in it to search for.
  case noText
  case unknownType(uri: String)
  case invalidHeader(String)

  package var description: String {
    switch self {
    case .empty: "the document is empty"
    case .binary(let offset):
      "the document is binary (a zero byte at offset \(offset)): convert it to text, Markdown or HTML"
    case .invalidUTF8(let offset, let byte):
      "byte 0x\(String(byte, radix: 16)) at offset \(offset) is not valid UTF-8: convert the "
        + "document, for example with iconv -t UTF-8"
    case .tooLarge(let maximum, let compressed):
      "the document has more than \(maximum) bytes\(compressed ? " when decompressed" : ""): "
        + "split it, or have who runs the retrieval service start it with a larger "
        + "--max-document-bytes (APUS_MAX_DOCUMENT_BYTES, which 'apus up' passes on)"
    case .badGzip(let reason): "the gzip data cannot be read: \(reason)"
    case .noText: "the document has no text to search for"
    case .unknownType(let uri):
      "the type of '\(uri)' is not known: name it .txt, .md or .html (.gz after it is fine), "
        + "or state its content type"
    case .invalidHeader(let reason): reason
    }
  }
}
