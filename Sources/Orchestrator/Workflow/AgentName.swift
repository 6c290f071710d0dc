/// How a workflow names an agent: `planner`, whichever version works now, or `planner@2`, that one
/// alone. The text is also the name of the queue that its tasks wait in.
package struct AgentName: Sendable, Hashable, CustomStringConvertible {
  package static let byteCountMax = 64

  package let name: String
  package let version: Int?

  package init(_ name: String, version: Int? = nil) {
    self.name = name
    self.version = version
  }

  /// `nil` when the text is none: letters, digits, `-`, `_` and `.`, then perhaps `@` and a number
  /// from 1.
  package init?(text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty, text.utf8.count <= Self.byteCountMax,
      first.utf8.allSatisfy(Self.isAllowed)
    else { return nil }
    name = String(first)
    if parts.count == 2 {
      guard let version = Int(parts[1]), version > 0, "\(version)" == parts[1] else { return nil }
      self.version = version
    } else {
      version = nil
    }
  }

  package var description: String { version.map { "\(name)@\($0)" } ?? name }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "-_.".utf8.contains(byte)
  }
}
