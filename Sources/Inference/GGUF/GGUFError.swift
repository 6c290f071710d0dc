/// Why a GGUF file cannot be used: which field, which value, and what to do about it.
package struct GGUFError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure, for callers that treat some of them apart. More may be added.
  package struct Code: Hashable, Sendable {
    private let name: String
    /// The file is missing, unreadable or not a regular file.
    package static let unreadable = Code(name: "unreadable")
    /// The bytes are not a GGUF file, or end before what the header promises.
    package static let corrupt = Code(name: "corrupt")
    /// A well-formed file of a version or kind that this program does not read.
    package static let unsupported = Code(name: "unsupported")
    /// A metadata key that is needed is missing or has another type.
    package static let metadata = Code(name: "metadata")
    /// More of the header lies behind the bytes that were read so far. Never leaves ``GGUFFile``.
    static let headerContinues = Code(name: "headerContinues")
  }

  package let code: Code
  package let message: String
  package var description: String { message }

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
