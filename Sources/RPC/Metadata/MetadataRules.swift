internal import Transport

/// What HTTP/2 and gRPC allow in names and values, and which names are theirs alone.
enum MetadataRules {
  /// The name in lower case, or nil when a field cannot carry it (RFC 9113 section 8.2.1; gRPC allows
  /// letters, digits, `_`, `-` and `.`).
  static func normalised(_ name: String) -> String? {
    var lowered = name.lowercased()
    let isAllowed = lowered.withUTF8 { bytes in
      !bytes.isEmpty && bytes.count <= 256
        && bytes.allSatisfy { byte in
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
    }
    return isAllowed ? lowered : nil
  }

  /// The value with what is not printable ASCII replaced and spaces at both ends dropped.
  static func printable(_ value: String) -> String {
    var value = value
    let isClean = value.withUTF8 { bytes in
      bytes.allSatisfy { (0x20...0x7E).contains($0) } && bytes.first != 0x20 && bytes.last != 0x20
    }
    if isClean { return value }
    let mapped = value.utf8.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
    let trimmed = mapped.drop { $0 == 0x20 }
    let end = trimmed.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? trimmed.startIndex
    return String(decoding: trimmed[trimmed.startIndex..<end], as: UTF8.self)
  }

  /// Whether the protocol itself owns the name, so that an application may neither send nor see it.
  static func isReserved(_ name: UnsafeRawBufferPointer) -> Bool {
    guard let first = name.first else { return true }
    switch first {
    case UInt8(ascii: ":"): return true
    case UInt8(ascii: "g"): return hasPrefix(name, "grpc-")
    case UInt8(ascii: "t"):
      return equals(name, "te") || equals(name, "transfer-encoding") || equals(name, "trailer")
    case UInt8(ascii: "c"):
      return equals(name, "content-type") || equals(name, "connection")
        || equals(name, "content-length")
    case UInt8(ascii: "h"): return equals(name, "host") || equals(name, "http2-settings")
    case UInt8(ascii: "k"): return equals(name, "keep-alive")
    case UInt8(ascii: "p"): return equals(name, "proxy-connection")
    case UInt8(ascii: "u"): return equals(name, "upgrade")
    default: return false
    }
  }

  static func equals(_ name: UnsafeRawBufferPointer, _ other: StaticString) -> Bool {
    name.hasSameBytes(
      as: UnsafeRawBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount))
  }

  private static func hasPrefix(_ name: UnsafeRawBufferPointer, _ other: StaticString) -> Bool {
    UnsafeRawBufferPointer(rebasing: name.prefix(other.utf8CodeUnitCount)).hasSameBytes(
      as: UnsafeRawBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount))
  }
}
