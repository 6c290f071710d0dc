/// Why bytes are not a valid encoding of a message.
public struct DecodingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of fault; new ones may be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// A stable name, fit for logs and metrics.
    public let description: String

    /// The input ends inside a field.
    public static let truncated = Code(description: "truncated")
    /// A varint, tag or length breaks the wire format.
    public static let malformed = Code(description: "malformed")
    /// A string field does not hold UTF-8.
    public static let invalidUTF8 = Code(description: "invalid_utf8")
    /// Messages are nested deeper than the limit.
    public static let tooDeep = Code(description: "too_deep")
    /// The input, or the memory that it would take, exceeds the limit.
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

/// What a decoder accepts from a peer that may be hostile.
public struct DecodingLimits: Sendable {
  /// Most bytes of input.
  public var byteCountMax: Int
  /// Deepest nesting of messages; the outermost message has depth 1.
  public var depthMax: Int
  /// Most bytes of memory that the C structures of one message may take. A short input can ask for
  /// many of them: an empty sub-message is two bytes on the wire.
  public var memoryByteCountMax: Int

  /// Creates limits; the defaults suit messages from the network.
  public init(
    byteCountMax: Int = 64 << 20, depthMax: Int = 100, memoryByteCountMax: Int = 256 << 20
  ) {
    precondition(byteCountMax <= Int(Int32.max), "the wire format ends at 2 GiB")
    self.byteCountMax = byteCountMax
    self.depthMax = depthMax
    self.memoryByteCountMax = memoryByteCountMax
  }

  /// 64 MiB of input, 100 levels, 256 MiB of memory.
  public static let standard = DecodingLimits()
}
