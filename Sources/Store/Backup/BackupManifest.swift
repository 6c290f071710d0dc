internal import Crypto
internal import Foundation

/// One backup of one database: which pieces make its file, in order.
package struct BackupManifest: Sendable, Hashable {
  /// The database, such as "orchestrator".
  package let name: String
  /// When the state that it holds was current, in milliseconds since 1970-01-01 UTC.
  package let takenAtMilliseconds: Int
  package let byteCount: Int
  /// The event log in it, verified; nil where it has none.
  package let audit: EventLogAudit?
  package let chunks: [String]
  /// Where it stands in the write-ahead log; nil where there was none.
  let log: LogSpan?

  private struct Heading: Codable {
    var format: Int
    var name: String
    var takenAtMilliseconds: Int
    var byteCount: Int
    var events: String?
    var chunkCount: Int
    var log: LogSpan?
  }

  private static let format = 1

  init(
    name: String, takenAtMilliseconds: Int, byteCount: Int, audit: EventLogAudit?,
    chunks: [String], log: LogSpan? = nil
  ) {
    self.name = name
    self.takenAtMilliseconds = takenAtMilliseconds
    self.byteCount = byteCount
    self.audit = audit
    self.chunks = chunks
    self.log = log
  }

  /// A line of JSON, a line for each piece, and the SHA-256 of all that.
  func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let heading = Heading(
      format: Self.format, name: name, takenAtMilliseconds: takenAtMilliseconds,
      byteCount: byteCount, events: audit?.description, chunkCount: chunks.count,
      log: log)
    var text = String(decoding: try encoder.encode(heading), as: UTF8.self) + "\n"
    for chunk in chunks { text += chunk + "\n" }
    return Array((text + Self.hash(text) + "\n").utf8)
  }

  /// `corrupt` where the text is not what `encoded` made.
  init(decoding bytes: [UInt8], path: String) throws {
    let damaged = StoreError(
      .corrupt, "\(path) is damaged: use another backup, or another copy of this one")
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.count >= 2, let hash = lines.popLast(),
      hash == Self.hash(lines.map { $0 + "\n" }.joined())
    else { throw damaged }
    guard let heading = try? JSONDecoder().decode(Heading.self, from: Data(lines[0].utf8)),
      heading.chunkCount == lines.count - 1
    else { throw damaged }
    guard heading.format == Self.format else {
      throw StoreError(
        .schemaMismatch,
        "\(path) has format \(heading.format), this program knows \(Self.format): use the version "
          + "that wrote it")
    }
    self.init(
      name: heading.name, takenAtMilliseconds: heading.takenAtMilliseconds,
      byteCount: heading.byteCount, audit: heading.events.flatMap { EventLogAudit($0) },
      chunks: Array(lines.dropFirst()), log: heading.log)
  }

  private static func hash(_ text: String) -> String {
    var text = text
    return Hex.encode(text.withUTF8 { SHA256.hash(UnsafeRawBufferPointer($0)) })
  }
}
