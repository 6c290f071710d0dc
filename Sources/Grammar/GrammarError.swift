/// Why a constraint on the output cannot be used. Descriptions name the construct and its place, never
/// what a user wrote elsewhere.
package enum GrammarError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A regular expression with something that is not supported, at a character counted from 0.
  case regex(position: Int, reason: String)
  /// A schema that is not JSON.
  case notJSON(String)
  /// A schema with something that is not supported; `pointer` is a JSON pointer (RFC 6901) to it.
  case schema(pointer: String, reason: String)
  /// A bound was exceeded.
  case tooLarge(what: String, count: Int, countMax: Int)
  /// Nothing satisfies it.
  case unsatisfiable
  /// It can be read in more ways at once than are followed.
  case tooAmbiguous(wayCountMax: Int)
  /// A single token could leave it in too many states.
  case tooManyStates(byteCountMax: Int)

  package var description: String {
    switch self {
    case .regex(let position, let reason):
      "the regular expression, at character \(position): \(reason)"
    case .notJSON(let reason): "the schema is not JSON: \(reason)"
    case .schema(let pointer, let reason):
      "the schema, at \(pointer.isEmpty ? "its root" : pointer): \(reason)"
    case .tooLarge(let what, let count, let countMax):
      "\(what) is \(count); allowed: at most \(countMax)"
    case .unsatisfiable: "no text satisfies the output constraint"
    case .tooAmbiguous(let wayCountMax):
      "the output constraint can be followed in more than \(wayCountMax) ways at once; say the same "
        + "with fewer alternatives that begin alike"
    case .tooManyStates(let byteCountMax):
      "following the output constraint through one token takes more than \(byteCountMax) bytes; say "
        + "the same without counting behind a choice that is still open, as '.*a.{300}' does"
    }
  }
}
