/// Why an embedding model cannot be used. The description names the file, the value and the remedy.
package struct EmbeddingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; open, so that kinds can be added.
  package struct Code: Sendable, Hashable {
    package let name: String

    /// A file is missing or may not be read.
    package static let unreadable = Code(name: "unreadable")
    /// A file does not follow its format.
    package static let malformed = Code(name: "malformed")
    /// A file is well formed, yet not a model that this encoder runs.
    package static let unsupported = Code(name: "unsupported")
  }

  package let code: Code
  package let path: String
  package let reason: String

  package init(_ code: Code, path: String, _ reason: String) {
    self.code = code
    self.path = path
    self.reason = reason
  }

  package var description: String { "\(path): \(reason)" }
}
