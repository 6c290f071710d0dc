/// Why bytes could not be decompressed.
package enum GzipError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Not gzip, damaged, or followed by something else; zlib's own words.
  case corrupt(String)
  /// The stream stops before its end.
  case truncated
  /// The content is larger than the caller allows.
  case tooLarge(byteCountMax: Int)

  package var description: String {
    switch self {
    case .corrupt(let problem): "the gzip data is corrupt: \(problem)"
    case .truncated: "the gzip data ends too early"
    case .tooLarge(let limit): "the gzip data holds more than the \(limit) bytes that are allowed"
    }
  }
}
