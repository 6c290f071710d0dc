// Written by protoc-gen-apus from apus/orchestrator/v1/workflow.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Apus.Orchestrator.V1 {
  /// Workflow is a workflow that runs can be submitted of.
  public struct Workflow: Protobuf::Message {
    /// Its name.
    public var name: String = ""

    /// Its version, from 1.
    public var version: UInt32 = 0

    /// What it is for, in words for people.
    public var description: String = ""

    /// The document, in JSON; empty in listings.
    public var document: String = ""

    /// Whether it comes with the program.
    public var builtIn: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      name: String = "",
      version: UInt32 = 0,
      description: String = "",
      document: String = "",
      builtIn: Bool = false
    ) {
      self.name = name
      self.version = version
      self.description = description
      self.document = document
      self.builtIn = builtIn
    }
  }

  /// CheckWorkflowRequest holds a document to look at.
  public struct CheckWorkflowRequest: Protobuf::Message {
    /// Whose workflow. Empty means "default".
    public var tenantID: String = ""

    /// The document, in JSON; at most 1 MiB.
    public var document: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", document: String = "") {
      self.tenantID = tenantID
      self.document = document
    }
  }

  /// CheckWorkflowResponse tells what is wrong.
  public struct CheckWorkflowResponse: Protobuf::Message {
    /// One line each, with the place and the remedy; empty when the document is sound.
    public var problems: [String] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(problems: [String] = []) {
      self.problems = problems
    }
  }

  /// RegisterWorkflowRequest holds a document to register.
  public struct RegisterWorkflowRequest: Protobuf::Message {
    /// Whose workflow. Empty means "default".
    public var tenantID: String = ""

    /// The document, in JSON; at most 1 MiB.
    public var document: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", document: String = "") {
      self.tenantID = tenantID
      self.document = document
    }
  }

  /// RegisterWorkflowResponse holds the workflow as it is registered.
  public struct RegisterWorkflowResponse: Protobuf::Message {
    /// The workflow, without its document.
    public var workflow: Workflow?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(workflow: Workflow? = nil) {
      self.workflow = workflow
    }
  }

  /// ListWorkflowsRequest asks for the workflows of a tenant.
  public struct ListWorkflowsRequest: Protobuf::Message {
    /// Whose workflows. Empty means "default".
    public var tenantID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "") {
      self.tenantID = tenantID
    }
  }

  /// ListWorkflowsResponse holds the workflows of a tenant.
  public struct ListWorkflowsResponse: Protobuf::Message {
    /// The newest version of each, without its document.
    public var workflows: [Workflow] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(workflows: [Workflow] = []) {
      self.workflows = workflows
    }
  }

  /// GetWorkflowRequest names a workflow.
  public struct GetWorkflowRequest: Protobuf::Message {
    /// Whose workflow. Empty means "default".
    public var tenantID: String = ""

    /// Its name.
    public var name: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", name: String = "") {
      self.tenantID = tenantID
      self.name = name
    }
  }

  /// GetWorkflowResponse holds a workflow.
  public struct GetWorkflowResponse: Protobuf::Message {
    /// The newest version.
    public var workflow: Workflow?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(workflow: Workflow? = nil) {
      self.workflow = workflow
    }
  }
}

extension Apus.Orchestrator.V1.Workflow {
  /// `apus.orchestrator.v1.Workflow` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.Workflow",
    [
      .init(1, "name", .string),
      .init(2, "version", .uint32),
      .init(3, "description", .string),
      .init(4, "document", .string),
      .init(5, "built_in", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, version)
    writer.implicit(2, description)
    writer.implicit(3, document)
    writer.implicit(4, builtIn)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &version)
    try reader.implicit(2, into: &description)
    try reader.implicit(3, into: &document)
    try reader.implicit(4, into: &builtIn)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.CheckWorkflowRequest {
  /// `apus.orchestrator.v1.CheckWorkflowRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.CheckWorkflowRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "document", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, document)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &document)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.CheckWorkflowResponse {
  /// `apus.orchestrator.v1.CheckWorkflowResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.CheckWorkflowResponse",
    [
      .init(1, "problems", .string, .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, problems)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &problems)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RegisterWorkflowRequest {
  /// `apus.orchestrator.v1.RegisterWorkflowRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RegisterWorkflowRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "document", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, document)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &document)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RegisterWorkflowResponse {
  /// `apus.orchestrator.v1.RegisterWorkflowResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RegisterWorkflowResponse",
    [
      .init(1, "workflow", .message(Apus.Orchestrator.V1.Workflow.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, workflow)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &workflow)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.ListWorkflowsRequest {
  /// `apus.orchestrator.v1.ListWorkflowsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ListWorkflowsRequest",
    [
      .init(1, "tenant_id", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.ListWorkflowsResponse {
  /// `apus.orchestrator.v1.ListWorkflowsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ListWorkflowsResponse",
    [
      .init(1, "workflows", .message(Apus.Orchestrator.V1.Workflow.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, workflows)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &workflows)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.GetWorkflowRequest {
  /// `apus.orchestrator.v1.GetWorkflowRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.GetWorkflowRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "name", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, name)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &name)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.GetWorkflowResponse {
  /// `apus.orchestrator.v1.GetWorkflowResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.GetWorkflowResponse",
    [
      .init(1, "workflow", .message(Apus.Orchestrator.V1.Workflow.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, workflow)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &workflow)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1 {
  /// WorkflowService keeps a tenant's workflows. docs/reference/workflows.md says what they hold.
  public protocol WorkflowService: RPCService {
    /// CheckWorkflow tells what is wrong with a workflow document, and registers nothing.
    func checkWorkflow(
      _ request: CheckWorkflowRequest,
      context: ServerContext
    ) async throws -> CheckWorkflowResponse

    /// RegisterWorkflow makes a workflow, or a new version of it, the one that runs are submitted
    /// of.
    /// Runs that have begun keep theirs. The same document again changes nothing.
    ///
    /// INVALID_ARGUMENT: the document is not sound; the message says where.
    /// FAILED_PRECONDITION: its version is not above the one that is registered, or its name
    /// belongs to a
    /// workflow that comes with the program.
    func registerWorkflow(
      _ request: RegisterWorkflowRequest,
      context: ServerContext
    ) async throws -> RegisterWorkflowResponse

    /// ListWorkflows lists the workflows that the tenant can submit runs of, in the order of their
    /// names.
    func listWorkflows(
      _ request: ListWorkflowsRequest,
      context: ServerContext
    ) async throws -> ListWorkflowsResponse

    /// GetWorkflow returns a workflow. NOT_FOUND: there is none of this name.
    func getWorkflow(
      _ request: GetWorkflowRequest,
      context: ServerContext
    ) async throws -> GetWorkflowResponse
  }

  /// Calls `apus.orchestrator.v1.WorkflowService` over a channel.
  public struct WorkflowServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/apus.orchestrator.v1.WorkflowService/CheckWorkflow`
      public static let checkWorkflow = MethodPath(
        service: "apus.orchestrator.v1.WorkflowService",
        method: "CheckWorkflow"
      )
      /// `/apus.orchestrator.v1.WorkflowService/RegisterWorkflow`
      public static let registerWorkflow = MethodPath(
        service: "apus.orchestrator.v1.WorkflowService",
        method: "RegisterWorkflow"
      )
      /// `/apus.orchestrator.v1.WorkflowService/ListWorkflows`
      public static let listWorkflows = MethodPath(
        service: "apus.orchestrator.v1.WorkflowService",
        method: "ListWorkflows"
      )
      /// `/apus.orchestrator.v1.WorkflowService/GetWorkflow`
      public static let getWorkflow = MethodPath(
        service: "apus.orchestrator.v1.WorkflowService",
        method: "GetWorkflow"
      )
    }

    /// CheckWorkflow tells what is wrong with a workflow document, and registers nothing.
    public func checkWorkflow(
      _ request: CheckWorkflowRequest,
      options: CallOptions = .defaults
    ) async throws -> CheckWorkflowResponse {
      try await channel.unary(Method.checkWorkflow, request, options: options)
    }

    /// RegisterWorkflow makes a workflow, or a new version of it, the one that runs are submitted
    /// of.
    /// Runs that have begun keep theirs. The same document again changes nothing.
    ///
    /// INVALID_ARGUMENT: the document is not sound; the message says where.
    /// FAILED_PRECONDITION: its version is not above the one that is registered, or its name
    /// belongs to a
    /// workflow that comes with the program.
    public func registerWorkflow(
      _ request: RegisterWorkflowRequest,
      options: CallOptions = .defaults
    ) async throws -> RegisterWorkflowResponse {
      try await channel.unary(Method.registerWorkflow, request, options: options)
    }

    /// ListWorkflows lists the workflows that the tenant can submit runs of, in the order of their
    /// names.
    public func listWorkflows(
      _ request: ListWorkflowsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListWorkflowsResponse {
      try await channel.unary(Method.listWorkflows, request, options: options)
    }

    /// GetWorkflow returns a workflow. NOT_FOUND: there is none of this name.
    public func getWorkflow(
      _ request: GetWorkflowRequest,
      options: CallOptions = .defaults
    ) async throws -> GetWorkflowResponse {
      try await channel.unary(Method.getWorkflow, request, options: options)
    }
  }
}

extension Apus.Orchestrator.V1.WorkflowService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.orchestrator.v1.WorkflowService",
      fileDescriptor: Apus.Orchestrator.V1.workflowFileDescriptor,
      methods: [
        .unary("CheckWorkflow") {
          (request: Apus.Orchestrator.V1.CheckWorkflowRequest, context: ServerContext) in
          try await self.checkWorkflow(request, context: context)
        },
        .unary("RegisterWorkflow") {
          (request: Apus.Orchestrator.V1.RegisterWorkflowRequest, context: ServerContext) in
          try await self.registerWorkflow(request, context: context)
        },
        .unary("ListWorkflows") {
          (request: Apus.Orchestrator.V1.ListWorkflowsRequest, context: ServerContext) in
          try await self.listWorkflows(request, context: context)
        },
        .unary("GetWorkflow") {
          (request: Apus.Orchestrator.V1.GetWorkflowRequest, context: ServerContext) in
          try await self.getWorkflow(request, context: context)
        },
      ]
    )
  }
}

extension Apus.Orchestrator.V1 {
  /// `apus/orchestrator/v1/workflow.proto` as protoc describes it, for reflection.
  public static let workflowFileDescriptor = FileDescriptor(
    name: "apus/orchestrator/v1/workflow.proto",
    serializedBytes: Base64Literal.decode(
      """
      CiNhcHVzL29yY2hlc3RyYXRvci92MS93b3JrZmxvdy5wcm90bxIUYXB1cy5vcmNoZXN0cmF0b3IudjEikQEK
      CFdvcmtmbG93EhIKBG5hbWUYASABKAlSBG5hbWUSGAoHdmVyc2lvbhgCIAEoDVIHdmVyc2lvbhIgCgtkZXNj
      cmlwdGlvbhgDIAEoCVILZGVzY3JpcHRpb24SGgoIZG9jdW1lbnQYBCABKAlSCGRvY3VtZW50EhkKCGJ1aWx0
      X2luGAUgASgIUgdidWlsdEluIk8KFENoZWNrV29ya2Zsb3dSZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVII
      dGVuYW50SWQSGgoIZG9jdW1lbnQYAiABKAlSCGRvY3VtZW50IjMKFUNoZWNrV29ya2Zsb3dSZXNwb25zZRIa
      Cghwcm9ibGVtcxgBIAMoCVIIcHJvYmxlbXMiUgoXUmVnaXN0ZXJXb3JrZmxvd1JlcXVlc3QSGwoJdGVuYW50
      X2lkGAEgASgJUgh0ZW5hbnRJZBIaCghkb2N1bWVudBgCIAEoCVIIZG9jdW1lbnQiVgoYUmVnaXN0ZXJXb3Jr
      Zmxvd1Jlc3BvbnNlEjoKCHdvcmtmbG93GAEgASgLMh4uYXB1cy5vcmNoZXN0cmF0b3IudjEuV29ya2Zsb3dS
      CHdvcmtmbG93IjMKFExpc3RXb3JrZmxvd3NSZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQi
      VQoVTGlzdFdvcmtmbG93c1Jlc3BvbnNlEjwKCXdvcmtmbG93cxgBIAMoCzIeLmFwdXMub3JjaGVzdHJhdG9y
      LnYxLldvcmtmbG93Ugl3b3JrZmxvd3MiRQoSR2V0V29ya2Zsb3dSZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEo
      CVIIdGVuYW50SWQSEgoEbmFtZRgCIAEoCVIEbmFtZSJRChNHZXRXb3JrZmxvd1Jlc3BvbnNlEjoKCHdvcmtm
      bG93GAEgASgLMh4uYXB1cy5vcmNoZXN0cmF0b3IudjEuV29ya2Zsb3dSCHdvcmtmbG93MrwDCg9Xb3JrZmxv
      d1NlcnZpY2USaAoNQ2hlY2tXb3JrZmxvdxIqLmFwdXMub3JjaGVzdHJhdG9yLnYxLkNoZWNrV29ya2Zsb3dS
      ZXF1ZXN0GisuYXB1cy5vcmNoZXN0cmF0b3IudjEuQ2hlY2tXb3JrZmxvd1Jlc3BvbnNlEnEKEFJlZ2lzdGVy
      V29ya2Zsb3cSLS5hcHVzLm9yY2hlc3RyYXRvci52MS5SZWdpc3RlcldvcmtmbG93UmVxdWVzdBouLmFwdXMu
      b3JjaGVzdHJhdG9yLnYxLlJlZ2lzdGVyV29ya2Zsb3dSZXNwb25zZRJoCg1MaXN0V29ya2Zsb3dzEiouYXB1
      cy5vcmNoZXN0cmF0b3IudjEuTGlzdFdvcmtmbG93c1JlcXVlc3QaKy5hcHVzLm9yY2hlc3RyYXRvci52MS5M
      aXN0V29ya2Zsb3dzUmVzcG9uc2USYgoLR2V0V29ya2Zsb3cSKC5hcHVzLm9yY2hlc3RyYXRvci52MS5HZXRX
      b3JrZmxvd1JlcXVlc3QaKS5hcHVzLm9yY2hlc3RyYXRvci52MS5HZXRXb3JrZmxvd1Jlc3BvbnNlYgZwcm90
      bzM=
      """
    ),
    dependencies: []
  )
}
