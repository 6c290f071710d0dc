/// Why memory refused a request. A failing disk is a `StoreError` instead.
package enum MemoryError: Error, Sendable, Hashable {
  /// There is no such session, or it has expired.
  case sessionNotFound(String)
  /// The id is taken by a session that has not expired.
  case sessionExists(String)
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
    case .invalid(let message): message
    }
  }
}
