/// Why JSON is no message, or a message cannot be written as JSON.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of fault; new ones may be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// A stable name, fit for logs and metrics.
    public let description: String

    /// The text is not JSON (RFC 8259), or an object has a name twice.
    public static let syntax = Code(description: "syntax")
    /// A value is not of the kind that its field takes, or not in the range.
    public static let badValue = Code(description: "bad_value")
    /// An object has a name that the message does not declare.
    public static let unknownField = Code(description: "unknown_field")
    /// An `Any` holds a type that the options do not list.
    public static let unknownType = Code(description: "unknown_type")
    /// Objects and arrays are nested deeper than the limit.
    public static let tooDeep = Code(description: "too_deep")
    /// The text, or the memory that it would take, exceeds the limit.
    public static let tooLarge = Code(description: "too_large")
  }

  /// The kind of fault.
  public let code: Code
  /// What was wrong and where. It names fields and offsets, never the content.
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
