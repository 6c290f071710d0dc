/// Why a model cannot be loaded or a batch cannot be computed: the value and the remedy.
package struct ModelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure. More may be added.
  package struct Code: Hashable, Sendable {
    private let name: String
    /// The file cannot be read as GGUF.
    package static let file = Code(name: "file")
    /// An architecture, tensor type or option that this engine does not compute.
    package static let unsupported = Code(name: "unsupported")
    /// Metadata or tensors are missing or contradict each other.
    package static let inconsistent = Code(name: "inconsistent")
    /// The weights need more memory than there is.
    package static let outOfMemory = Code(name: "outOfMemory")
    /// A sequence has no room for another token in its cache.
    package static let cacheFull = Code(name: "cacheFull")
    /// A batch that breaks the rules of ``DecoderModel/forward(_:logits:)``.
    package static let invalidBatch = Code(name: "invalidBatch")
  }

  package let code: Code
  package let message: String
  package var description: String { message }

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
