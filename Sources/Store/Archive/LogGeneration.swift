/// Which filling of a write-ahead log's file: its two salts. SQLite fills the file from its beginning again once
/// everything in it is in the database; the first salt is then one more, and the second one random.
package struct LogGeneration: Sendable, Hashable, Codable {
  package var first: UInt32
  package var second: UInt32

  package func isFollowed(by other: LogGeneration) -> Bool { other.first == first &+ 1 }
}

extension LogGeneration: CustomStringConvertible {
  /// Sixteen hexadecimal digits.
  package var description: String {
    let digits = String(UInt64(first) << 32 | UInt64(second), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Nil where the text is not what `description` writes.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count == 16, let number = UInt64(text, radix: 16) else { return nil }
    self.init(first: UInt32(number >> 32), second: UInt32(truncatingIfNeeded: number))
  }
}

/// A place behind a frame of a write-ahead log; frames count from 1.
struct LogPosition: Sendable, Hashable, Codable {
  var generation: LogGeneration
  var frame: Int
}
