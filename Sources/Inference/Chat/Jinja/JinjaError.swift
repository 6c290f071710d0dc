/// Why a template cannot be read or run: the line and what is there.
package struct JinjaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure, for callers that treat some of them apart. More may be added.
  package struct Code: Hashable, Sendable {
    private let name: String
    /// The template is not well formed, or uses something that is not supported.
    package static let invalid = Code(name: "invalid")
    /// The template does with its values what these do not allow.
    package static let failed = Code(name: "failed")
    /// The template itself refused the conversation (`raise_exception`).
    package static let refused = Code(name: "refused")
    /// The template took more steps or wrote more text than it may.
    package static let exceeded = Code(name: "exceeded")
  }

  package let code: Code
  /// Counted from 1.
  package let line: Int
  package let message: String
  package var description: String { "line \(line): \(message)" }

  init(_ code: Code, line: Int, _ message: String) {
    self.code = code
    self.line = line
    self.message = message
  }
}
