// Written by protoc-gen-apus from google/rpc/error_details.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Google.Rpc {
  /// ErrorInfo gives the cause in a form for programs.
  public struct ErrorInfo: Message {
    /// The cause, in UPPER_SNAKE_CASE and unique in its domain.
    public var reason: String = ""

    /// Who defined the reason, such as the name of a service.
    public var domain: String = ""

    /// Values that belong to the reason.
    public var metadata: [String: String] = [:]

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(reason: String = "", domain: String = "", metadata: [String: String] = [:]) {
      self.reason = reason
      self.domain = domain
      self.metadata = metadata
    }
  }

  /// RetryInfo says when to try again.
  public struct RetryInfo: Message {
    /// Least time to wait.
    public var retryDelay: Google.Protobuf.Duration?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(retryDelay: Google.Protobuf.Duration? = nil) {
      self.retryDelay = retryDelay
    }
  }

  /// DebugInfo helps whoever operates the server; it is not sent to strangers.
  public struct DebugInfo: Message {
    /// Where the error arose, innermost first.
    public var stackEntries: [String] = []

    /// Anything else.
    public var detail: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(stackEntries: [String] = [], detail: String = "") {
      self.stackEntries = stackEntries
      self.detail = detail
    }
  }

  /// QuotaFailure says which limits were exceeded.
  public struct QuotaFailure: Message {
    /// The exceeded limits.
    public var violations: [Google.Rpc.QuotaFailure.Violation] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(violations: [Google.Rpc.QuotaFailure.Violation] = []) {
      self.violations = violations
    }

    /// Violation is one exceeded limit.
    public struct Violation: Message {
      /// Whose limit it is.
      public var subject: String = ""

      /// Which limit it is.
      public var description: String = ""

      /// Fields that this version does not declare.
      public var unknownFields = UnknownFields()

      /// Creates a message with every field at its default.
      public init() {}

      /// Creates a message with the given fields.
      public init(subject: String = "", description: String = "") {
        self.subject = subject
        self.description = description
      }
    }
  }

  /// PreconditionFailure says what must be put right first.
  public struct PreconditionFailure: Message {
    /// The conditions that do not hold.
    public var violations: [Google.Rpc.PreconditionFailure.Violation] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(violations: [Google.Rpc.PreconditionFailure.Violation] = []) {
      self.violations = violations
    }

    /// Violation is one condition that does not hold.
    public struct Violation: Message {
      /// The kind of condition.
      public var type: String = ""

      /// What it is about.
      public var subject: String = ""

      /// How to put it right.
      public var description: String = ""

      /// Fields that this version does not declare.
      public var unknownFields = UnknownFields()

      /// Creates a message with every field at its default.
      public init() {}

      /// Creates a message with the given fields.
      public init(type: String = "", subject: String = "", description: String = "") {
        self.type = type
        self.subject = subject
        self.description = description
      }
    }
  }

  /// BadRequest says which fields of the request are wrong.
  public struct BadRequest: Message {
    /// The wrong fields.
    public var fieldViolations: [Google.Rpc.BadRequest.FieldViolation] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(fieldViolations: [Google.Rpc.BadRequest.FieldViolation] = []) {
      self.fieldViolations = fieldViolations
    }

    /// FieldViolation is one wrong field.
    public struct FieldViolation: Message {
      /// The way to the field, such as "sampling.top_p".
      public var field: String = ""

      /// What is wrong with it.
      public var description: String = ""

      /// Fields that this version does not declare.
      public var unknownFields = UnknownFields()

      /// Creates a message with every field at its default.
      public init() {}

      /// Creates a message with the given fields.
      public init(field: String = "", description: String = "") {
        self.field = field
        self.description = description
      }
    }
  }

  /// RequestInfo identifies the request in the server's logs.
  public struct RequestInfo: Message {
    /// Id of the request.
    public var requestID: String = ""

    /// Anything else that helps to find it.
    public var servingData: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(requestID: String = "", servingData: String = "") {
      self.requestID = requestID
      self.servingData = servingData
    }
  }

  /// ResourceInfo says which resource the error is about.
  public struct ResourceInfo: Message {
    /// The kind of resource.
    public var resourceType: String = ""

    /// Its name.
    public var resourceName: String = ""

    /// Whose it is.
    public var owner: String = ""

    /// What happened to it.
    public var description: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      resourceType: String = "",
      resourceName: String = "",
      owner: String = "",
      description: String = ""
    ) {
      self.resourceType = resourceType
      self.resourceName = resourceName
      self.owner = owner
      self.description = description
    }
  }

  /// Help links to what explains the error.
  public struct Help: Message {
    /// The pages.
    public var links: [Google.Rpc.Help.Link] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(links: [Google.Rpc.Help.Link] = []) {
      self.links = links
    }

    /// Link is one page.
    public struct Link: Message {
      /// What the page tells.
      public var description: String = ""

      /// Where it is.
      public var url: String = ""

      /// Fields that this version does not declare.
      public var unknownFields = UnknownFields()

      /// Creates a message with every field at its default.
      public init() {}

      /// Creates a message with the given fields.
      public init(description: String = "", url: String = "") {
        self.description = description
        self.url = url
      }
    }
  }

  /// LocalizedMessage is a text for a person.
  public struct LocalizedMessage: Message {
    /// The language, as a BCP 47 tag.
    public var locale: String = ""

    /// The text.
    public var message: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(locale: String = "", message: String = "") {
      self.locale = locale
      self.message = message
    }
  }
}

extension Google.Rpc.ErrorInfo {
  /// `google.rpc.ErrorInfo` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.ErrorInfo",
    [
      .init(1, "reason", .string),
      .init(2, "domain", .string),
      .init(3, "metadata", .map(key: .string, value: .string), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, reason)
    writer.implicit(1, domain)
    writer.map(2, metadata)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &reason)
    try reader.implicit(1, into: &domain)
    try reader.map(2, into: &metadata)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.RetryInfo {
  /// `google.rpc.RetryInfo` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.RetryInfo",
    [
      .init(1, "retry_delay", .message(Google.Protobuf.Duration.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, retryDelay)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &retryDelay)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.DebugInfo {
  /// `google.rpc.DebugInfo` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.DebugInfo",
    [
      .init(1, "stack_entries", .string, .repeated),
      .init(2, "detail", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, stackEntries)
    writer.implicit(1, detail)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &stackEntries)
    try reader.implicit(1, into: &detail)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.QuotaFailure {
  /// `google.rpc.QuotaFailure` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.QuotaFailure",
    [
      .init(1, "violations", .message(Google.Rpc.QuotaFailure.Violation.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, violations)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &violations)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.QuotaFailure.Violation {
  /// `google.rpc.QuotaFailure.Violation` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.QuotaFailure.Violation",
    [
      .init(1, "subject", .string),
      .init(2, "description", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, subject)
    writer.implicit(1, description)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &subject)
    try reader.implicit(1, into: &description)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.PreconditionFailure {
  /// `google.rpc.PreconditionFailure` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.PreconditionFailure",
    [
      .init(1, "violations", .message(Google.Rpc.PreconditionFailure.Violation.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, violations)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &violations)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.PreconditionFailure.Violation {
  /// `google.rpc.PreconditionFailure.Violation` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.PreconditionFailure.Violation",
    [
      .init(1, "type", .string),
      .init(2, "subject", .string),
      .init(3, "description", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, type)
    writer.implicit(1, subject)
    writer.implicit(2, description)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &type)
    try reader.implicit(1, into: &subject)
    try reader.implicit(2, into: &description)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.BadRequest {
  /// `google.rpc.BadRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.BadRequest",
    [
      .init(1, "field_violations", .message(Google.Rpc.BadRequest.FieldViolation.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, fieldViolations)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &fieldViolations)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.BadRequest.FieldViolation {
  /// `google.rpc.BadRequest.FieldViolation` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.BadRequest.FieldViolation",
    [
      .init(1, "field", .string),
      .init(2, "description", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, field)
    writer.implicit(1, description)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &field)
    try reader.implicit(1, into: &description)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.RequestInfo {
  /// `google.rpc.RequestInfo` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.RequestInfo",
    [
      .init(1, "request_id", .string),
      .init(2, "serving_data", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, requestID)
    writer.implicit(1, servingData)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &requestID)
    try reader.implicit(1, into: &servingData)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.ResourceInfo {
  /// `google.rpc.ResourceInfo` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.ResourceInfo",
    [
      .init(1, "resource_type", .string),
      .init(2, "resource_name", .string),
      .init(3, "owner", .string),
      .init(4, "description", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, resourceType)
    writer.implicit(1, resourceName)
    writer.implicit(2, owner)
    writer.implicit(3, description)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &resourceType)
    try reader.implicit(1, into: &resourceName)
    try reader.implicit(2, into: &owner)
    try reader.implicit(3, into: &description)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.Help {
  /// `google.rpc.Help` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.Help",
    [
      .init(1, "links", .message(Google.Rpc.Help.Link.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, links)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &links)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.Help.Link {
  /// `google.rpc.Help.Link` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.Help.Link",
    [
      .init(1, "description", .string),
      .init(2, "url", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, description)
    writer.implicit(1, url)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &description)
    try reader.implicit(1, into: &url)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc.LocalizedMessage {
  /// `google.rpc.LocalizedMessage` and its fields.
  public static let descriptor = MessageDescriptor(
    "google.rpc.LocalizedMessage",
    [
      .init(1, "locale", .string),
      .init(2, "message", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, locale)
    writer.implicit(1, message)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &locale)
    try reader.implicit(1, into: &message)
    reader.unknown(into: &unknownFields)
  }
}

extension Google.Rpc {
  /// `google/rpc/error_details.proto` as protoc describes it, for reflection.
  public static let error_detailsFileDescriptor = FileDescriptor(
    name: "google/rpc/error_details.proto",
    serializedBytes: Base64Literal.decode(
      """
      Ch5nb29nbGUvcnBjL2Vycm9yX2RldGFpbHMucHJvdG8SCmdvb2dsZS5ycGMaHmdvb2dsZS9wcm90b2J1Zi9k
      dXJhdGlvbi5wcm90byK5AQoJRXJyb3JJbmZvEhYKBnJlYXNvbhgBIAEoCVIGcmVhc29uEhYKBmRvbWFpbhgC
      IAEoCVIGZG9tYWluEj8KCG1ldGFkYXRhGAMgAygLMiMuZ29vZ2xlLnJwYy5FcnJvckluZm8uTWV0YWRhdGFF
      bnRyeVIIbWV0YWRhdGEaOwoNTWV0YWRhdGFFbnRyeRIQCgNrZXkYASABKAlSA2tleRIUCgV2YWx1ZRgCIAEo
      CVIFdmFsdWU6AjgBIkcKCVJldHJ5SW5mbxI6CgtyZXRyeV9kZWxheRgBIAEoCzIZLmdvb2dsZS5wcm90b2J1
      Zi5EdXJhdGlvblIKcmV0cnlEZWxheSJICglEZWJ1Z0luZm8SIwoNc3RhY2tfZW50cmllcxgBIAMoCVIMc3Rh
      Y2tFbnRyaWVzEhYKBmRldGFpbBgCIAEoCVIGZGV0YWlsIpsBCgxRdW90YUZhaWx1cmUSQgoKdmlvbGF0aW9u
      cxgBIAMoCzIiLmdvb2dsZS5ycGMuUXVvdGFGYWlsdXJlLlZpb2xhdGlvblIKdmlvbGF0aW9ucxpHCglWaW9s
      YXRpb24SGAoHc3ViamVjdBgBIAEoCVIHc3ViamVjdBIgCgtkZXNjcmlwdGlvbhgCIAEoCVILZGVzY3JpcHRp
      b24ivQEKE1ByZWNvbmRpdGlvbkZhaWx1cmUSSQoKdmlvbGF0aW9ucxgBIAMoCzIpLmdvb2dsZS5ycGMuUHJl
      Y29uZGl0aW9uRmFpbHVyZS5WaW9sYXRpb25SCnZpb2xhdGlvbnMaWwoJVmlvbGF0aW9uEhIKBHR5cGUYASAB
      KAlSBHR5cGUSGAoHc3ViamVjdBgCIAEoCVIHc3ViamVjdBIgCgtkZXNjcmlwdGlvbhgDIAEoCVILZGVzY3Jp
      cHRpb24iqAEKCkJhZFJlcXVlc3QSUAoQZmllbGRfdmlvbGF0aW9ucxgBIAMoCzIlLmdvb2dsZS5ycGMuQmFk
      UmVxdWVzdC5GaWVsZFZpb2xhdGlvblIPZmllbGRWaW9sYXRpb25zGkgKDkZpZWxkVmlvbGF0aW9uEhQKBWZp
      ZWxkGAEgASgJUgVmaWVsZBIgCgtkZXNjcmlwdGlvbhgCIAEoCVILZGVzY3JpcHRpb24iTwoLUmVxdWVzdElu
      Zm8SHQoKcmVxdWVzdF9pZBgBIAEoCVIJcmVxdWVzdElkEiEKDHNlcnZpbmdfZGF0YRgCIAEoCVILc2Vydmlu
      Z0RhdGEikAEKDFJlc291cmNlSW5mbxIjCg1yZXNvdXJjZV90eXBlGAEgASgJUgxyZXNvdXJjZVR5cGUSIwoN
      cmVzb3VyY2VfbmFtZRgCIAEoCVIMcmVzb3VyY2VOYW1lEhQKBW93bmVyGAMgASgJUgVvd25lchIgCgtkZXNj
      cmlwdGlvbhgEIAEoCVILZGVzY3JpcHRpb24ibwoESGVscBIrCgVsaW5rcxgBIAMoCzIVLmdvb2dsZS5ycGMu
      SGVscC5MaW5rUgVsaW5rcxo6CgRMaW5rEiAKC2Rlc2NyaXB0aW9uGAEgASgJUgtkZXNjcmlwdGlvbhIQCgN1
      cmwYAiABKAlSA3VybCJEChBMb2NhbGl6ZWRNZXNzYWdlEhYKBmxvY2FsZRgBIAEoCVIGbG9jYWxlEhgKB21l
      c3NhZ2UYAiABKAlSB21lc3NhZ2ViBnByb3RvMw==
      """
    ),
    dependencies: [
      Google.Protobuf.durationFileDescriptor
    ]
  )
}
