/// Why the index could not do what was asked. The description names the value and the remedy.
package struct RetrievalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure; open, so that kinds can be added.
  package struct Code: Sendable, Hashable {
    package let name: String

    /// The request itself is wrong.
    package static let invalidArgument = Code(name: "invalid argument")
    /// There is no such document.
    package static let notFound = Code(name: "not found")
    /// The index was made with another embedding model.
    package static let modelMismatch = Code(name: "model mismatch")
    /// What is stored is damaged.
    package static let corrupt = Code(name: "corrupt")
    /// Something before it is not there.
    package static let outOfRange = Code(name: "out of range")
    /// Too much is asked at once.
    package static let overloaded = Code(name: "overloaded")
    /// The process is about to end.
    package static let leaving = Code(name: "leaving")
  }

  package let code: Code
  package let message: String
  /// When asking again may help.
  package let retryAfter: Duration?

  package init(_ code: Code, _ message: String, retryAfter: Duration? = nil) {
    self.code = code
    self.message = message
    self.retryAfter = retryAfter
  }

  package var description: String { message }
}
