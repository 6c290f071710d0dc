internal import RPC

/// What requests may hold.
enum RequestBounds {
  static let questionByteCountMax = 8 << 10
  static let idByteCountMax = 128
  static let reasonByteCountMax = 512
  static let groupByteCountMax = 64
  static let documentByteCountMax = 1 << 20

  /// The tenant that a request names, or the one of those who name none.
  static func tenant(_ id: String) throws(RPCError) -> String {
    try check(id, "tenant_id")
    return id.isEmpty ? "default" : id
  }

  /// An event without a name would be nobody's; control characters have no place in one.
  static func eventName(_ name: String) throws(RPCError) {
    try check(name, "name")
    guard !name.isEmpty, !name.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
    else {
      throw RPCError(
        .invalidArgument,
        "the event's name is '\(name)'; give one without control characters, such as 'payment-received'"
      )
    }
  }

  static func groupName(_ name: String) throws(RPCError) {
    let isName = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard isName, (1...groupByteCountMax).contains(name.utf8.count) else {
      throw RPCError(
        .invalidArgument,
        "'\(name)' is no name of a consumer group; give 1 to \(groupByteCountMax) letters, digits, '-', '_' "
          + "and '.'")
    }
  }

  static func priority(_ priority: Int32) throws(RPCError) -> Int {
    let taken = RunSubmission.priorities
    guard taken.contains(Int(priority)) else {
      throw RPCError(
        .invalidArgument,
        "priority is \(priority); \(taken.lowerBound) to \(taken.upperBound) are taken")
    }
    return Int(priority)
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
