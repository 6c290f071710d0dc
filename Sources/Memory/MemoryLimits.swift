/// The largest values that memory takes, and the checks that refuse larger ones.
enum MemoryLimits {
  static let idByteCountMax = 128
  static let titleByteCountMax = 512
  static let turnCountMax = 64
  static let textByteCountMax = 1 << 20
  static let labelCountMax = 32
  static let labelByteCountMax = 1024
  static let queryByteCountMax = 1024
  static let factCountMax = 64
  static let factNameByteCountMax = 512
  static let factValueByteCountMax = 1 << 16
  static let cachedByteCountMax = 1 << 20
  static let cachedTimeToLiveSeconds = 86_400
  static let modelByteCountMax = 512
  static let promptByteCountMax = 2 << 20
  static let documentCountMax = 1_000
  static let documentByteCountMax = 1_024
  static let attachmentCountMax = 1_000
  static let turnAttachmentCountMax = 32
  static let preferenceCountMax = 1_000
  static let preferenceChangeCountMax = 100
  /// Some 140,000 years to both sides of 1970.
  static let timeMax = 1 << 52
  /// A hundred years; keeps every time within a signed 64-bit count of milliseconds.
  static let timeToLiveSecondsMax = 3_155_760_000

  /// A time to live in milliseconds; nil is for ever.
  static func timeToLive(_ seconds: Int?, field: String) throws(MemoryError) -> Int? {
    guard let seconds else { return nil }
    guard (1...timeToLiveSecondsMax).contains(seconds) else {
      throw .invalid(
        "\(field) is \(seconds); give 1 to \(timeToLiveSecondsMax), or nothing to keep it for ever")
    }
    return seconds * 1000
  }

  static func check(tenant: String, session: String) throws(MemoryError) {
    try check(id: tenant, field: "tenant_id")
    try check(id: session, field: "session_id")
  }

  static func check(id: String, field: String) throws(MemoryError) {
    try check(id, field: field, byteCountMax: idByteCountMax)
    guard !id.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
      throw .invalid("\(field) holds a control character; use printable ones")
    }
  }

  static func check(
    _ text: String, field: String, byteCountMax: Int
  ) throws(MemoryError) {
    let count = text.utf8.count
    guard count <= byteCountMax else {
      throw .invalid("\(field) has \(count) bytes; at most \(byteCountMax) are taken")
    }
    // PostgreSQL has no such texts, and what one engine refuses the other does.
    guard !text.utf8.contains(0) else {
      throw .invalid("\(field) holds the character NUL (U+0000); leave it out")
    }
  }

  static func check(turns: [NewTurn]) throws(MemoryError) {
    guard (1...turnCountMax).contains(turns.count) else {
      throw .invalid("turns holds \(turns.count); give 1 to \(turnCountMax)")
    }
    for (index, turn) in turns.enumerated() {
      let field = "turns[\(index)]"
      try check(turn.text, field: "\(field).text", byteCountMax: textByteCountMax)
      try check(id: turn.runID, field: "\(field).run_id")
      guard turn.attachmentIDs.count <= turnAttachmentCountMax else {
        throw .invalid(
          "\(field).attachments holds \(turn.attachmentIDs.count); at most \(turnAttachmentCountMax) are taken"
        )
      }
      guard turn.metadata.count <= labelCountMax else {
        throw .invalid(
          "\(field).metadata holds \(turn.metadata.count) labels; at most \(labelCountMax) are taken"
        )
      }
      for (key, value) in turn.metadata {
        try check(key, field: "a key of \(field).metadata", byteCountMax: labelByteCountMax)
        try check(value, field: "a value of \(field).metadata", byteCountMax: labelByteCountMax)
      }
    }
  }

  static func pageSize(
    _ requested: Int, field: String, whenZero: Int, max: Int
  ) throws(MemoryError) -> Int {
    if requested == 0 { return whenZero }
    guard (1...max).contains(requested) else {
      throw .invalid("\(field) is \(requested); give 1 to \(max), or 0 for \(whenZero)")
    }
    return requested
  }
}
