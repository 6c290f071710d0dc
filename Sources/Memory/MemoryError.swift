/// Why memory refused a request. A failing disk is a `StoreError` instead.
package enum MemoryError: Error, Sendable, Hashable {
  /// There is no such session, or it has expired.
  case sessionNotFound(String)
  /// The id is taken by a session that has not expired.
  case sessionExists(String)
  /// The session has no such attachment.
  case attachmentNotFound(String)
  /// The id is taken by an attachment of another content.
  case attachmentExists(String)
  /// A field is out of its limits; the message names it, what was given and what is allowed.
  case invalid(String)
}

extension MemoryError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .sessionNotFound(let id):
      "no session '\(id)': it never existed or has expired; create it first"
    case .sessionExists(let id):
      "session '\(id)' exists already: choose another id, or leave it empty to get one"
    case .attachmentNotFound(let id):
      "the session has no attachment '\(id)': add it first"
    case .attachmentExists(let id):
      "attachment '\(id)' of another content exists already: choose another id, or leave it empty to get one"
    case .invalid(let message): message
    }
  }
}
