internal import RPC

/// What requests may hold.
enum RequestBounds {
  static let questionByteCountMax = 8 << 10
  static let idByteCountMax = 128
  static let reasonByteCountMax = 512
  static let documentByteCountMax = 1 << 20

  /// The tenant that a request names, or the one of those who name none.
  static func tenant(_ id: String) throws(RPCError) -> String {
    try check(id, "tenant_id")
    return id.isEmpty ? "default" : id
  }

  static func check(
    _ text: String, _ field: String, _ byteCountMax: Int = idByteCountMax
  ) throws(RPCError) {
    let count = text.utf8.count
    guard count <= byteCountMax else {
      throw RPCError(
        .invalidArgument, "\(field) has \(count) bytes; at most \(byteCountMax) are taken")
    }
    // PostgreSQL has no such texts, and what one engine refuses the other does.
    guard !text.utf8.contains(0) else {
      throw RPCError(
        .invalidArgument, "\(field) holds the character NUL (U+0000); leave it out")
    }
  }
}
