// Written by protoc-gen-apus from apus/gateway/v1/gateway.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Apus.Gateway.V1 {
  /// AskRequest is a question to the tenant's documents.
  public struct AskRequest: Message {
    /// The question; at most 8 KiB.
    public var question: String = ""

    /// The session to remember question and answer in; empty begins a new one.
    public var sessionID: String = ""

    /// Makes a repeated call join the same run; empty means not idempotent.
    public var idempotencyKey: String = ""

    /// Whether the run goes on when the caller goes away.
    public var detach: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      question: String = "",
      sessionID: String = "",
      idempotencyKey: String = "",
      detach: Bool = false
    ) {
      self.question = question
      self.sessionID = sessionID
      self.idempotencyKey = idempotencyKey
      self.detach = detach
    }
  }

  /// AskResponse is a piece of the way to an answer.
  public struct AskResponse: Message {
    /// What happened.
    public var update: Update?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(update: Update? = nil) {
      self.update = update
    }

    /// What `update` can hold.
    public enum Update: Sendable, Hashable {
      /// The run was recorded; the first message.
      case started(AskStarted)
      /// A step of the run began, ended or is retried.
      case event(Apus.Orchestrator.V1.RunEvent)
      /// A piece of the answer.
      case tokens(Apus.Orchestrator.V1.TokenDelta)
      /// The run as it ended, with its report; the last message.
      case ended(Apus.Orchestrator.V1.Run)
    }
  }

  /// AskStarted tells under which names the question is being answered.
  public struct AskStarted: Message {
    /// The run.
    public var runID: String = ""

    /// The session.
    public var sessionID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(runID: String = "", sessionID: String = "") {
      self.runID = runID
      self.sessionID = sessionID
    }
  }

  /// IngestRequest is one part of a document.
  public struct IngestRequest: Message {
    /// Which part this is; the header's tenant is replaced by the key's.
    public var part: Apus.Retrieval.V1.IngestRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(part: Apus.Retrieval.V1.IngestRequest? = nil) {
      self.part = part
    }
  }

  /// IngestResponse tells what became of one document.
  public struct IngestResponse: Message {
    /// What became of it.
    public var result: Apus.Retrieval.V1.IngestResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(result: Apus.Retrieval.V1.IngestResponse? = nil) {
      self.result = result
    }
  }

  /// SearchRequest is one question to the documents.
  public struct SearchRequest: Message {
    /// The search; its tenant is replaced by the key's.
    public var search: Apus.Retrieval.V1.SearchRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(search: Apus.Retrieval.V1.SearchRequest? = nil) {
      self.search = search
    }
  }

  /// SearchResponse holds the passages found.
  public struct SearchResponse: Message {
    /// The passages, best first.
    public var passages: [Apus.Retrieval.V1.Passage] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(passages: [Apus.Retrieval.V1.Passage] = []) {
      self.passages = passages
    }
  }

  /// ListDocumentsRequest asks for a page of documents.
  public struct ListDocumentsRequest: Message {
    /// Most documents to return, in [1, 1000]; 0 means 100.
    public var pageSize: UInt32 = 0

    /// The `next_page_token` of the page before; empty for the first.
    public var pageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(pageSize: UInt32 = 0, pageToken: String = "") {
      self.pageSize = pageSize
      self.pageToken = pageToken
    }
  }

  /// ListDocumentsResponse is a page of documents.
  public struct ListDocumentsResponse: Message {
    /// The documents, in order of their URI.
    public var documents: [Apus.Retrieval.V1.Document] = []

    /// Asks for the next page; empty on the last.
    public var nextPageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(documents: [Apus.Retrieval.V1.Document] = [], nextPageToken: String = "") {
      self.documents = documents
      self.nextPageToken = nextPageToken
    }
  }

  /// DeleteDocumentRequest names a document to remove.
  public struct DeleteDocumentRequest: Message {
    /// The document.
    public var documentID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(documentID: String = "") {
      self.documentID = documentID
    }
  }

  /// DeleteDocumentResponse confirms a removal.
  public struct DeleteDocumentResponse: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// GenerateRequest asks for the continuation of one prompt.
  public struct GenerateRequest: Message {
    /// The generation; its tenant is replaced by the key's.
    public var generation: Apus.Inference.V1.GenerateRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(generation: Apus.Inference.V1.GenerateRequest? = nil) {
      self.generation = generation
    }
  }

  /// GenerateResponse is what one decoding step produced.
  public struct GenerateResponse: Message {
    /// The step.
    public var step: Apus.Inference.V1.GenerateResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(step: Apus.Inference.V1.GenerateResponse? = nil) {
      self.step = step
    }
  }

  /// ListModelsRequest asks which models answer.
  public struct ListModelsRequest: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// ListModelsResponse lists the models that answer now.
  public struct ListModelsResponse: Message {
    /// The models.
    public var models: [Apus.Inference.V1.ModelInfo] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(models: [Apus.Inference.V1.ModelInfo] = []) {
      self.models = models
    }
  }

  /// SubmitRunRequest asks for a run.
  public struct SubmitRunRequest: Message {
    /// Name of the workflow; empty means "research".
    public var workflow: String = ""

    /// The question; at most 8 KiB.
    public var question: String = ""

    /// The session to remember question and answer in; empty for none.
    public var sessionID: String = ""

    /// Makes a repeated call harmless; empty means not idempotent.
    public var idempotencyKey: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      workflow: String = "",
      question: String = "",
      sessionID: String = "",
      idempotencyKey: String = ""
    ) {
      self.workflow = workflow
      self.question = question
      self.sessionID = sessionID
      self.idempotencyKey = idempotencyKey
    }
  }

  /// SubmitRunResponse holds the recorded run.
  public struct SubmitRunResponse: Message {
    /// The run.
    public var run: Apus.Orchestrator.V1.Run?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(run: Apus.Orchestrator.V1.Run? = nil) {
      self.run = run
    }
  }

  /// WatchRunRequest asks to follow a run.
  public struct WatchRunRequest: Message {
    /// The run.
    public var runID: String = ""

    /// Only events after this sequence number; 0 means from the start.
    public var afterSequence: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(runID: String = "", afterSequence: UInt64 = 0) {
      self.runID = runID
      self.afterSequence = afterSequence
    }
  }

  /// WatchRunResponse is something that happened to a run.
  public struct WatchRunResponse: Message {
    /// What happened.
    public var update: Apus.Orchestrator.V1.WatchRunResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(update: Apus.Orchestrator.V1.WatchRunResponse? = nil) {
      self.update = update
    }
  }

  /// GetRunRequest names a run.
  public struct GetRunRequest: Message {
    /// The run.
    public var runID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(runID: String = "") {
      self.runID = runID
    }
  }

  /// GetRunResponse holds a run.
  public struct GetRunResponse: Message {
    /// The run.
    public var run: Apus.Orchestrator.V1.Run?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(run: Apus.Orchestrator.V1.Run? = nil) {
      self.run = run
    }
  }

  /// ListRunsRequest asks for a page of runs.
  public struct ListRunsRequest: Message {
    /// Only runs in this state; unspecified means all.
    public var state: Apus.Orchestrator.V1.RunState = .unspecified

    /// Most runs to return, in [1, 1000]; 0 means 50.
    public var pageSize: UInt32 = 0

    /// The `next_page_token` of the page before; empty for the first.
    public var pageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      state: Apus.Orchestrator.V1.RunState = .unspecified,
      pageSize: UInt32 = 0,
      pageToken: String = ""
    ) {
      self.state = state
      self.pageSize = pageSize
      self.pageToken = pageToken
    }
  }

  /// ListRunsResponse is a page of runs.
  public struct ListRunsResponse: Message {
    /// The runs, the newest first, without steps and report.
    public var runs: [Apus.Orchestrator.V1.Run] = []

    /// Asks for the next page; empty on the last.
    public var nextPageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(runs: [Apus.Orchestrator.V1.Run] = [], nextPageToken: String = "") {
      self.runs = runs
      self.nextPageToken = nextPageToken
    }
  }

  /// CancelRunRequest names a run to stop.
  public struct CancelRunRequest: Message {
    /// The run.
    public var runID: String = ""

    /// Why, for the run's history; at most 512 bytes.
    public var reason: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(runID: String = "", reason: String = "") {
      self.runID = runID
      self.reason = reason
    }
  }

  /// CancelRunResponse holds the run as it stands now.
  public struct CancelRunResponse: Message {
    /// The run.
    public var run: Apus.Orchestrator.V1.Run?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(run: Apus.Orchestrator.V1.Run? = nil) {
      self.run = run
    }
  }

  /// CreateSessionRequest begins a session.
  public struct CreateSessionRequest: Message {
    /// The id to use; empty lets the service choose one. At most 128 bytes.
    public var sessionID: String = ""

    /// A title for people; at most 512 bytes.
    public var title: String = ""

    /// How long after its last turn the session is kept, in seconds; absent means for ever.
    public var ttlS: UInt64?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(sessionID: String = "", title: String = "", ttlS: UInt64? = nil) {
      self.sessionID = sessionID
      self.title = title
      self.ttlS = ttlS
    }
  }

  /// CreateSessionResponse holds the new session.
  public struct CreateSessionResponse: Message {
    /// The session.
    public var session: Apus.Memory.V1.Session?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(session: Apus.Memory.V1.Session? = nil) {
      self.session = session
    }
  }

  /// GetSessionRequest names a session.
  public struct GetSessionRequest: Message {
    /// The session.
    public var sessionID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(sessionID: String = "") {
      self.sessionID = sessionID
    }
  }

  /// GetSessionResponse holds a session.
  public struct GetSessionResponse: Message {
    /// The session.
    public var session: Apus.Memory.V1.Session?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(session: Apus.Memory.V1.Session? = nil) {
      self.session = session
    }
  }

  /// ListSessionsRequest asks for a page of sessions.
  public struct ListSessionsRequest: Message {
    /// Most sessions to return, in [1, 1000]; 0 means 50.
    public var pageSize: UInt32 = 0

    /// The `next_page_token` of the page before; empty for the first.
    public var pageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(pageSize: UInt32 = 0, pageToken: String = "") {
      self.pageSize = pageSize
      self.pageToken = pageToken
    }
  }

  /// ListSessionsResponse is a page of sessions.
  public struct ListSessionsResponse: Message {
    /// The sessions, the most recently used first.
    public var sessions: [Apus.Memory.V1.Session] = []

    /// Asks for the next page; empty on the last.
    public var nextPageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(sessions: [Apus.Memory.V1.Session] = [], nextPageToken: String = "") {
      self.sessions = sessions
      self.nextPageToken = nextPageToken
    }
  }

  /// ListTurnsRequest asks for turns of a session.
  public struct ListTurnsRequest: Message {
    /// The session.
    public var sessionID: String = ""

    /// Only turns after this position; 0 means from the start.
    public var afterPosition: UInt64 = 0

    /// Most turns to return, in [1, 1000]; 0 means 100.
    public var pageSize: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(sessionID: String = "", afterPosition: UInt64 = 0, pageSize: UInt32 = 0) {
      self.sessionID = sessionID
      self.afterPosition = afterPosition
      self.pageSize = pageSize
    }
  }

  /// ListTurnsResponse holds turns of a session.
  public struct ListTurnsResponse: Message {
    /// The turns, in order.
    public var turns: [Apus.Memory.V1.Turn] = []

    /// Whether there are more after the last of these.
    public var more: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(turns: [Apus.Memory.V1.Turn] = [], more: Bool = false) {
      self.turns = turns
      self.more = more
    }
  }

  /// SearchTurnsRequest looks for words in the tenant's turns.
  public struct SearchTurnsRequest: Message {
    /// Only this session; empty means all.
    public var sessionID: String = ""

    /// The words to look for; at most 1 KiB.
    public var query: String = ""

    /// Most turns to return, in [1, 100]; 0 means 20.
    public var limit: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(sessionID: String = "", query: String = "", limit: UInt32 = 0) {
      self.sessionID = sessionID
      self.query = query
      self.limit = limit
    }
  }

  /// SearchTurnsResponse holds the turns that match.
  public struct SearchTurnsResponse: Message {
    /// The matches, best first.
    public var matches: [Apus.Memory.V1.TurnMatch] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(matches: [Apus.Memory.V1.TurnMatch] = []) {
      self.matches = matches
    }
  }

  /// GetStatusRequest asks how the services are.
  public struct GetStatusRequest: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// GetStatusResponse tells how the services are.
  public struct GetStatusResponse: Message {
    /// One entry for each of the five services, the gateway first.
    public var services: [ServiceStatus] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(services: [ServiceStatus] = []) {
      self.services = services
    }
  }

  /// ServiceStatus tells how one service is.
  public struct ServiceStatus: Message {
    /// Name of the service, such as "memory".
    public var name: String = ""

    /// Its version; empty when it does not answer.
    public var version: String = ""

    /// Whether it serves.
    public var ready: Bool = false

    /// Why it does not serve; empty when it does.
    public var reason: String = ""

    /// Time since it started, in seconds; 0 when it does not answer.
    public var uptimeS: UInt64 = 0

    /// Calls in progress; 0 when it does not answer.
    public var callsInFlight: UInt32 = 0

    /// Where the gateway reaches it.
    public var address: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      name: String = "",
      version: String = "",
      ready: Bool = false,
      reason: String = "",
      uptimeS: UInt64 = 0,
      callsInFlight: UInt32 = 0,
      address: String = ""
    ) {
      self.name = name
      self.version = version
      self.ready = ready
      self.reason = reason
      self.uptimeS = uptimeS
      self.callsInFlight = callsInFlight
      self.address = address
    }
  }
}

extension Apus.Gateway.V1.AskRequest {
  /// `apus.gateway.v1.AskRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.AskRequest",
    [
      .init(1, "question", .string),
      .init(2, "session_id", .string),
      .init(3, "idempotency_key", .string),
      .init(4, "detach", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, question)
    writer.implicit(1, sessionID)
    writer.implicit(2, idempotencyKey)
    writer.implicit(3, detach)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &question)
    try reader.implicit(1, into: &sessionID)
    try reader.implicit(2, into: &idempotencyKey)
    try reader.implicit(3, into: &detach)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.AskResponse {
  /// `apus.gateway.v1.AskResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.AskResponse",
    [
      .init(1, "started", .message(Apus.Gateway.V1.AskStarted.self), .oneof(0)),
      .init(2, "event", .message(Apus.Orchestrator.V1.RunEvent.self), .oneof(0)),
      .init(3, "tokens", .message(Apus.Orchestrator.V1.TokenDelta.self), .oneof(0)),
      .init(4, "ended", .message(Apus.Orchestrator.V1.Run.self), .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch update {
    case .started(let value):
      writer.oneof(0, number: 1, value)
    case .event(let value):
      writer.oneof(1, number: 2, value)
    case .tokens(let value):
      writer.oneof(2, number: 3, value)
    case .ended(let value):
      writer.oneof(3, number: 4, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: update = .started(try reader.value(0))
    case 2: update = .event(try reader.value(1))
    case 3: update = .tokens(try reader.value(2))
    case 4: update = .ended(try reader.value(3))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.AskStarted {
  /// `apus.gateway.v1.AskStarted` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.AskStarted",
    [
      .init(1, "run_id", .string),
      .init(2, "session_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, runID)
    writer.implicit(1, sessionID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &runID)
    try reader.implicit(1, into: &sessionID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.IngestRequest {
  /// `apus.gateway.v1.IngestRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.IngestRequest",
    [
      .init(1, "part", .message(Apus.Retrieval.V1.IngestRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, part)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &part)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.IngestResponse {
  /// `apus.gateway.v1.IngestResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.IngestResponse",
    [
      .init(1, "result", .message(Apus.Retrieval.V1.IngestResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, result)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &result)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SearchRequest {
  /// `apus.gateway.v1.SearchRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SearchRequest",
    [
      .init(1, "search", .message(Apus.Retrieval.V1.SearchRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, search)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &search)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SearchResponse {
  /// `apus.gateway.v1.SearchResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SearchResponse",
    [
      .init(1, "passages", .message(Apus.Retrieval.V1.Passage.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, passages)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &passages)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListDocumentsRequest {
  /// `apus.gateway.v1.ListDocumentsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListDocumentsRequest",
    [
      .init(1, "page_size", .uint32),
      .init(2, "page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, pageSize)
    writer.implicit(1, pageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &pageSize)
    try reader.implicit(1, into: &pageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListDocumentsResponse {
  /// `apus.gateway.v1.ListDocumentsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListDocumentsResponse",
    [
      .init(1, "documents", .message(Apus.Retrieval.V1.Document.self), .repeated),
      .init(2, "next_page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, documents)
    writer.implicit(1, nextPageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &documents)
    try reader.implicit(1, into: &nextPageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.DeleteDocumentRequest {
  /// `apus.gateway.v1.DeleteDocumentRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.DeleteDocumentRequest",
    [
      .init(1, "document_id", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, documentID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &documentID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.DeleteDocumentResponse {
  /// `apus.gateway.v1.DeleteDocumentResponse` and its fields.
  public static let descriptor = MessageDescriptor("apus.gateway.v1.DeleteDocumentResponse", [])

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GenerateRequest {
  /// `apus.gateway.v1.GenerateRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GenerateRequest",
    [
      .init(1, "generation", .message(Apus.Inference.V1.GenerateRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, generation)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &generation)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GenerateResponse {
  /// `apus.gateway.v1.GenerateResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GenerateResponse",
    [
      .init(1, "step", .message(Apus.Inference.V1.GenerateResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, step)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &step)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListModelsRequest {
  /// `apus.gateway.v1.ListModelsRequest` and its fields.
  public static let descriptor = MessageDescriptor("apus.gateway.v1.ListModelsRequest", [])

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListModelsResponse {
  /// `apus.gateway.v1.ListModelsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListModelsResponse",
    [
      .init(1, "models", .message(Apus.Inference.V1.ModelInfo.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, models)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &models)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SubmitRunRequest {
  /// `apus.gateway.v1.SubmitRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SubmitRunRequest",
    [
      .init(1, "workflow", .string),
      .init(2, "question", .string),
      .init(3, "session_id", .string),
      .init(4, "idempotency_key", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, workflow)
    writer.implicit(1, question)
    writer.implicit(2, sessionID)
    writer.implicit(3, idempotencyKey)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &workflow)
    try reader.implicit(1, into: &question)
    try reader.implicit(2, into: &sessionID)
    try reader.implicit(3, into: &idempotencyKey)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SubmitRunResponse {
  /// `apus.gateway.v1.SubmitRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SubmitRunResponse",
    [
      .init(1, "run", .message(Apus.Orchestrator.V1.Run.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, run)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &run)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.WatchRunRequest {
  /// `apus.gateway.v1.WatchRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.WatchRunRequest",
    [
      .init(1, "run_id", .string),
      .init(2, "after_sequence", .uint64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, runID)
    writer.implicit(1, afterSequence)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &runID)
    try reader.implicit(1, into: &afterSequence)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.WatchRunResponse {
  /// `apus.gateway.v1.WatchRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.WatchRunResponse",
    [
      .init(1, "update", .message(Apus.Orchestrator.V1.WatchRunResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, update)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &update)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetRunRequest {
  /// `apus.gateway.v1.GetRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GetRunRequest",
    [
      .init(1, "run_id", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, runID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &runID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetRunResponse {
  /// `apus.gateway.v1.GetRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GetRunResponse",
    [
      .init(1, "run", .message(Apus.Orchestrator.V1.Run.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, run)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &run)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListRunsRequest {
  /// `apus.gateway.v1.ListRunsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListRunsRequest",
    [
      .init(1, "state", .enumeration(Apus.Orchestrator.V1.RunState.self)),
      .init(2, "page_size", .uint32),
      .init(3, "page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, state)
    writer.implicit(1, pageSize)
    writer.implicit(2, pageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &state)
    try reader.implicit(1, into: &pageSize)
    try reader.implicit(2, into: &pageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListRunsResponse {
  /// `apus.gateway.v1.ListRunsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListRunsResponse",
    [
      .init(1, "runs", .message(Apus.Orchestrator.V1.Run.self), .repeated),
      .init(2, "next_page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, runs)
    writer.implicit(1, nextPageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &runs)
    try reader.implicit(1, into: &nextPageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.CancelRunRequest {
  /// `apus.gateway.v1.CancelRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.CancelRunRequest",
    [
      .init(1, "run_id", .string),
      .init(2, "reason", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, runID)
    writer.implicit(1, reason)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &runID)
    try reader.implicit(1, into: &reason)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.CancelRunResponse {
  /// `apus.gateway.v1.CancelRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.CancelRunResponse",
    [
      .init(1, "run", .message(Apus.Orchestrator.V1.Run.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, run)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &run)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.CreateSessionRequest {
  /// `apus.gateway.v1.CreateSessionRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.CreateSessionRequest",
    [
      .init(1, "session_id", .string),
      .init(2, "title", .string),
      .init(3, "ttl_s", .uint64, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, sessionID)
    writer.implicit(1, title)
    writer.optional(2, ttlS)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &sessionID)
    try reader.implicit(1, into: &title)
    try reader.optional(2, into: &ttlS)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.CreateSessionResponse {
  /// `apus.gateway.v1.CreateSessionResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.CreateSessionResponse",
    [
      .init(1, "session", .message(Apus.Memory.V1.Session.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, session)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &session)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetSessionRequest {
  /// `apus.gateway.v1.GetSessionRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GetSessionRequest",
    [
      .init(1, "session_id", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, sessionID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &sessionID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetSessionResponse {
  /// `apus.gateway.v1.GetSessionResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GetSessionResponse",
    [
      .init(1, "session", .message(Apus.Memory.V1.Session.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, session)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &session)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListSessionsRequest {
  /// `apus.gateway.v1.ListSessionsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListSessionsRequest",
    [
      .init(1, "page_size", .uint32),
      .init(2, "page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, pageSize)
    writer.implicit(1, pageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &pageSize)
    try reader.implicit(1, into: &pageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListSessionsResponse {
  /// `apus.gateway.v1.ListSessionsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListSessionsResponse",
    [
      .init(1, "sessions", .message(Apus.Memory.V1.Session.self), .repeated),
      .init(2, "next_page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, sessions)
    writer.implicit(1, nextPageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &sessions)
    try reader.implicit(1, into: &nextPageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListTurnsRequest {
  /// `apus.gateway.v1.ListTurnsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListTurnsRequest",
    [
      .init(1, "session_id", .string),
      .init(2, "after_position", .uint64),
      .init(3, "page_size", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, sessionID)
    writer.implicit(1, afterPosition)
    writer.implicit(2, pageSize)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &sessionID)
    try reader.implicit(1, into: &afterPosition)
    try reader.implicit(2, into: &pageSize)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListTurnsResponse {
  /// `apus.gateway.v1.ListTurnsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListTurnsResponse",
    [
      .init(1, "turns", .message(Apus.Memory.V1.Turn.self), .repeated),
      .init(2, "more", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, turns)
    writer.implicit(1, more)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &turns)
    try reader.implicit(1, into: &more)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SearchTurnsRequest {
  /// `apus.gateway.v1.SearchTurnsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SearchTurnsRequest",
    [
      .init(1, "session_id", .string),
      .init(2, "query", .string),
      .init(3, "limit", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, sessionID)
    writer.implicit(1, query)
    writer.implicit(2, limit)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &sessionID)
    try reader.implicit(1, into: &query)
    try reader.implicit(2, into: &limit)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SearchTurnsResponse {
  /// `apus.gateway.v1.SearchTurnsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SearchTurnsResponse",
    [
      .init(1, "matches", .message(Apus.Memory.V1.TurnMatch.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, matches)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &matches)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetStatusRequest {
  /// `apus.gateway.v1.GetStatusRequest` and its fields.
  public static let descriptor = MessageDescriptor("apus.gateway.v1.GetStatusRequest", [])

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetStatusResponse {
  /// `apus.gateway.v1.GetStatusResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GetStatusResponse",
    [
      .init(1, "services", .message(Apus.Gateway.V1.ServiceStatus.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, services)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &services)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ServiceStatus {
  /// `apus.gateway.v1.ServiceStatus` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ServiceStatus",
    [
      .init(1, "name", .string),
      .init(2, "version", .string),
      .init(3, "ready", .bool),
      .init(4, "reason", .string),
      .init(5, "uptime_s", .uint64),
      .init(6, "calls_in_flight", .uint32),
      .init(7, "address", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, version)
    writer.implicit(2, ready)
    writer.implicit(3, reason)
    writer.implicit(4, uptimeS)
    writer.implicit(5, callsInFlight)
    writer.implicit(6, address)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &version)
    try reader.implicit(2, into: &ready)
    try reader.implicit(3, into: &reason)
    try reader.implicit(4, into: &uptimeS)
    try reader.implicit(5, into: &callsInFlight)
    try reader.implicit(6, into: &address)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1 {
  /// GatewayService authenticates every call by an API key, which names the tenant, limits its size
  /// and rate, and passes it on with its deadline, its trace and its cancellation.
  ///
  /// Every call wants the metadata `authorization: Bearer KEY` or `x-api-key: KEY`.
  /// UNAUTHENTICATED: the key is missing or unknown.
  /// RESOURCE_EXHAUSTED: the rate or a size limit is exceeded; the status details carry a retry
  /// delay.
  /// UNAVAILABLE: a service behind the gateway does not answer; the message names it.
  public protocol GatewayService: RPCService {
    /// Ask answers a question from the tenant's documents, streaming the answer as it is written
    /// and
    /// ending with the run that holds its sources and figures. Cancelling the call cancels the run,
    /// unless `detach` was set.
    func ask(
      _ request: AskRequest,
      writer: ResponseWriter<AskResponse>,
      context: ServerContext
    ) async throws

    /// Ingest stores documents; see apus.retrieval.v1.RetrievalService.Ingest.
    func ingest(
      _ requests: RequestStream<IngestRequest>,
      writer: ResponseWriter<IngestResponse>,
      context: ServerContext
    ) async throws

    /// Search finds passages; see apus.retrieval.v1.RetrievalService.Search.
    func search(_ request: SearchRequest, context: ServerContext) async throws -> SearchResponse

    /// ListDocuments lists the tenant's documents in order of their URI.
    func listDocuments(
      _ request: ListDocumentsRequest,
      context: ServerContext
    ) async throws -> ListDocumentsResponse

    /// DeleteDocument removes a document. NOT_FOUND: there is no such document.
    func deleteDocument(
      _ request: DeleteDocumentRequest,
      context: ServerContext
    ) async throws -> DeleteDocumentResponse

    /// Generate continues a prompt; see apus.inference.v1.InferenceService.Generate.
    func generate(
      _ request: GenerateRequest,
      writer: ResponseWriter<GenerateResponse>,
      context: ServerContext
    ) async throws

    /// ListModels lists the models that answer now.
    func listModels(
      _ request: ListModelsRequest,
      context: ServerContext
    ) async throws -> ListModelsResponse

    /// SubmitRun starts a run and returns; see apus.orchestrator.v1.OrchestratorService.SubmitRun.
    func submitRun(
      _ request: SubmitRunRequest,
      context: ServerContext
    ) async throws -> SubmitRunResponse

    /// WatchRun follows a run until it ends. NOT_FOUND: there is no such run.
    func watchRun(
      _ request: WatchRunRequest,
      writer: ResponseWriter<WatchRunResponse>,
      context: ServerContext
    ) async throws

    /// GetRun returns a run. NOT_FOUND: there is no such run.
    func getRun(_ request: GetRunRequest, context: ServerContext) async throws -> GetRunResponse

    /// ListRuns lists the tenant's runs, the newest first.
    func listRuns(
      _ request: ListRunsRequest,
      context: ServerContext
    ) async throws -> ListRunsResponse

    /// CancelRun stops a run. NOT_FOUND: there is no such run.
    func cancelRun(
      _ request: CancelRunRequest,
      context: ServerContext
    ) async throws -> CancelRunResponse

    /// CreateSession begins a session. ALREADY_EXISTS: the id is taken.
    func createSession(
      _ request: CreateSessionRequest,
      context: ServerContext
    ) async throws -> CreateSessionResponse

    /// GetSession returns a session. NOT_FOUND: there is none, or it has expired.
    func getSession(
      _ request: GetSessionRequest,
      context: ServerContext
    ) async throws -> GetSessionResponse

    /// ListSessions lists the tenant's sessions, the most recently used first.
    func listSessions(
      _ request: ListSessionsRequest,
      context: ServerContext
    ) async throws -> ListSessionsResponse

    /// ListTurns reads a session's turns in order.
    func listTurns(
      _ request: ListTurnsRequest,
      context: ServerContext
    ) async throws -> ListTurnsResponse

    /// SearchTurns finds turns by their words.
    func searchTurns(
      _ request: SearchTurnsRequest,
      context: ServerContext
    ) async throws -> SearchTurnsResponse

    /// GetStatus tells how each of the five services is.
    func getStatus(
      _ request: GetStatusRequest,
      context: ServerContext
    ) async throws -> GetStatusResponse
  }

  /// Calls `apus.gateway.v1.GatewayService` over a channel.
  public struct GatewayServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/apus.gateway.v1.GatewayService/Ask`
      public static let ask = MethodPath(service: "apus.gateway.v1.GatewayService", method: "Ask")
      /// `/apus.gateway.v1.GatewayService/Ingest`
      public static let ingest = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "Ingest"
      )
      /// `/apus.gateway.v1.GatewayService/Search`
      public static let search = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "Search"
      )
      /// `/apus.gateway.v1.GatewayService/ListDocuments`
      public static let listDocuments = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ListDocuments"
      )
      /// `/apus.gateway.v1.GatewayService/DeleteDocument`
      public static let deleteDocument = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "DeleteDocument"
      )
      /// `/apus.gateway.v1.GatewayService/Generate`
      public static let generate = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "Generate"
      )
      /// `/apus.gateway.v1.GatewayService/ListModels`
      public static let listModels = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ListModels"
      )
      /// `/apus.gateway.v1.GatewayService/SubmitRun`
      public static let submitRun = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "SubmitRun"
      )
      /// `/apus.gateway.v1.GatewayService/WatchRun`
      public static let watchRun = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "WatchRun"
      )
      /// `/apus.gateway.v1.GatewayService/GetRun`
      public static let getRun = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "GetRun"
      )
      /// `/apus.gateway.v1.GatewayService/ListRuns`
      public static let listRuns = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ListRuns"
      )
      /// `/apus.gateway.v1.GatewayService/CancelRun`
      public static let cancelRun = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "CancelRun"
      )
      /// `/apus.gateway.v1.GatewayService/CreateSession`
      public static let createSession = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "CreateSession"
      )
      /// `/apus.gateway.v1.GatewayService/GetSession`
      public static let getSession = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "GetSession"
      )
      /// `/apus.gateway.v1.GatewayService/ListSessions`
      public static let listSessions = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ListSessions"
      )
      /// `/apus.gateway.v1.GatewayService/ListTurns`
      public static let listTurns = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ListTurns"
      )
      /// `/apus.gateway.v1.GatewayService/SearchTurns`
      public static let searchTurns = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "SearchTurns"
      )
      /// `/apus.gateway.v1.GatewayService/GetStatus`
      public static let getStatus = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "GetStatus"
      )
    }

    /// Ask answers a question from the tenant's documents, streaming the answer as it is written
    /// and
    /// ending with the run that holds its sources and figures. Cancelling the call cancels the run,
    /// unless `detach` was set.
    public func ask<CallResult>(
      _ request: AskRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<AskResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.ask, request, options: options, body)
    }

    /// Ingest stores documents; see apus.retrieval.v1.RetrievalService.Ingest.
    public func ingest<CallResult>(
      options: CallOptions = .defaults,
      _ body: (RequestWriter<IngestRequest>, ResponseStream<IngestResponse>) async throws ->
        CallResult
    ) async throws -> CallResult {
      try await channel.bidirectionalStreaming(Method.ingest, options: options, body)
    }

    /// Search finds passages; see apus.retrieval.v1.RetrievalService.Search.
    public func search(
      _ request: SearchRequest,
      options: CallOptions = .defaults
    ) async throws -> SearchResponse {
      try await channel.unary(Method.search, request, options: options)
    }

    /// ListDocuments lists the tenant's documents in order of their URI.
    public func listDocuments(
      _ request: ListDocumentsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListDocumentsResponse {
      try await channel.unary(Method.listDocuments, request, options: options)
    }

    /// DeleteDocument removes a document. NOT_FOUND: there is no such document.
    public func deleteDocument(
      _ request: DeleteDocumentRequest,
      options: CallOptions = .defaults
    ) async throws -> DeleteDocumentResponse {
      try await channel.unary(Method.deleteDocument, request, options: options)
    }

    /// Generate continues a prompt; see apus.inference.v1.InferenceService.Generate.
    public func generate<CallResult>(
      _ request: GenerateRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<GenerateResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.generate, request, options: options, body)
    }

    /// ListModels lists the models that answer now.
    public func listModels(
      _ request: ListModelsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListModelsResponse {
      try await channel.unary(Method.listModels, request, options: options)
    }

    /// SubmitRun starts a run and returns; see apus.orchestrator.v1.OrchestratorService.SubmitRun.
    public func submitRun(
      _ request: SubmitRunRequest,
      options: CallOptions = .defaults
    ) async throws -> SubmitRunResponse {
      try await channel.unary(Method.submitRun, request, options: options)
    }

    /// WatchRun follows a run until it ends. NOT_FOUND: there is no such run.
    public func watchRun<CallResult>(
      _ request: WatchRunRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<WatchRunResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.watchRun, request, options: options, body)
    }

    /// GetRun returns a run. NOT_FOUND: there is no such run.
    public func getRun(
      _ request: GetRunRequest,
      options: CallOptions = .defaults
    ) async throws -> GetRunResponse {
      try await channel.unary(Method.getRun, request, options: options)
    }

    /// ListRuns lists the tenant's runs, the newest first.
    public func listRuns(
      _ request: ListRunsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListRunsResponse {
      try await channel.unary(Method.listRuns, request, options: options)
    }

    /// CancelRun stops a run. NOT_FOUND: there is no such run.
    public func cancelRun(
      _ request: CancelRunRequest,
      options: CallOptions = .defaults
    ) async throws -> CancelRunResponse {
      try await channel.unary(Method.cancelRun, request, options: options)
    }

    /// CreateSession begins a session. ALREADY_EXISTS: the id is taken.
    public func createSession(
      _ request: CreateSessionRequest,
      options: CallOptions = .defaults
    ) async throws -> CreateSessionResponse {
      try await channel.unary(Method.createSession, request, options: options)
    }

    /// GetSession returns a session. NOT_FOUND: there is none, or it has expired.
    public func getSession(
      _ request: GetSessionRequest,
      options: CallOptions = .defaults
    ) async throws -> GetSessionResponse {
      try await channel.unary(Method.getSession, request, options: options)
    }

    /// ListSessions lists the tenant's sessions, the most recently used first.
    public func listSessions(
      _ request: ListSessionsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListSessionsResponse {
      try await channel.unary(Method.listSessions, request, options: options)
    }

    /// ListTurns reads a session's turns in order.
    public func listTurns(
      _ request: ListTurnsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListTurnsResponse {
      try await channel.unary(Method.listTurns, request, options: options)
    }

    /// SearchTurns finds turns by their words.
    public func searchTurns(
      _ request: SearchTurnsRequest,
      options: CallOptions = .defaults
    ) async throws -> SearchTurnsResponse {
      try await channel.unary(Method.searchTurns, request, options: options)
    }

    /// GetStatus tells how each of the five services is.
    public func getStatus(
      _ request: GetStatusRequest,
      options: CallOptions = .defaults
    ) async throws -> GetStatusResponse {
      try await channel.unary(Method.getStatus, request, options: options)
    }
  }
}

extension Apus.Gateway.V1.GatewayService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.gateway.v1.GatewayService",
      fileDescriptor: Apus.Gateway.V1.gatewayFileDescriptor,
      methods: [
        .serverStreaming("Ask") {
          (
            request: Apus.Gateway.V1.AskRequest,
            writer: ResponseWriter<Apus.Gateway.V1.AskResponse>,
            context: ServerContext
          ) in
          try await self.ask(request, writer: writer, context: context)
        },
        .bidirectionalStreaming("Ingest") {
          (
            requests: RequestStream<Apus.Gateway.V1.IngestRequest>,
            writer: ResponseWriter<Apus.Gateway.V1.IngestResponse>,
            context: ServerContext
          ) in
          try await self.ingest(requests, writer: writer, context: context)
        },
        .unary("Search") {
          (request: Apus.Gateway.V1.SearchRequest, context: ServerContext) in
          try await self.search(request, context: context)
        },
        .unary("ListDocuments") {
          (request: Apus.Gateway.V1.ListDocumentsRequest, context: ServerContext) in
          try await self.listDocuments(request, context: context)
        },
        .unary("DeleteDocument") {
          (request: Apus.Gateway.V1.DeleteDocumentRequest, context: ServerContext) in
          try await self.deleteDocument(request, context: context)
        },
        .serverStreaming("Generate") {
          (
            request: Apus.Gateway.V1.GenerateRequest,
            writer: ResponseWriter<Apus.Gateway.V1.GenerateResponse>,
            context: ServerContext
          ) in
          try await self.generate(request, writer: writer, context: context)
        },
        .unary("ListModels") {
          (request: Apus.Gateway.V1.ListModelsRequest, context: ServerContext) in
          try await self.listModels(request, context: context)
        },
        .unary("SubmitRun") {
          (request: Apus.Gateway.V1.SubmitRunRequest, context: ServerContext) in
          try await self.submitRun(request, context: context)
        },
        .serverStreaming("WatchRun") {
          (
            request: Apus.Gateway.V1.WatchRunRequest,
            writer: ResponseWriter<Apus.Gateway.V1.WatchRunResponse>,
            context: ServerContext
          ) in
          try await self.watchRun(request, writer: writer, context: context)
        },
        .unary("GetRun") {
          (request: Apus.Gateway.V1.GetRunRequest, context: ServerContext) in
          try await self.getRun(request, context: context)
        },
        .unary("ListRuns") {
          (request: Apus.Gateway.V1.ListRunsRequest, context: ServerContext) in
          try await self.listRuns(request, context: context)
        },
        .unary("CancelRun") {
          (request: Apus.Gateway.V1.CancelRunRequest, context: ServerContext) in
          try await self.cancelRun(request, context: context)
        },
        .unary("CreateSession") {
          (request: Apus.Gateway.V1.CreateSessionRequest, context: ServerContext) in
          try await self.createSession(request, context: context)
        },
        .unary("GetSession") {
          (request: Apus.Gateway.V1.GetSessionRequest, context: ServerContext) in
          try await self.getSession(request, context: context)
        },
        .unary("ListSessions") {
          (request: Apus.Gateway.V1.ListSessionsRequest, context: ServerContext) in
          try await self.listSessions(request, context: context)
        },
        .unary("ListTurns") {
          (request: Apus.Gateway.V1.ListTurnsRequest, context: ServerContext) in
          try await self.listTurns(request, context: context)
        },
        .unary("SearchTurns") {
          (request: Apus.Gateway.V1.SearchTurnsRequest, context: ServerContext) in
          try await self.searchTurns(request, context: context)
        },
        .unary("GetStatus") {
          (request: Apus.Gateway.V1.GetStatusRequest, context: ServerContext) in
          try await self.getStatus(request, context: context)
        },
      ]
    )
  }
}

extension Apus.Gateway.V1 {
  /// `apus/gateway/v1/gateway.proto` as protoc describes it, for reflection.
  public static let gatewayFileDescriptor = FileDescriptor(
    name: "apus/gateway/v1/gateway.proto",
    serializedBytes: Base64Literal.decode(
      """
      Ch1hcHVzL2dhdGV3YXkvdjEvZ2F0ZXdheS5wcm90bxIPYXB1cy5nYXRld2F5LnYxGiFhcHVzL2luZmVyZW5j
      ZS92MS9pbmZlcmVuY2UucHJvdG8aG2FwdXMvbWVtb3J5L3YxL21lbW9yeS5wcm90bxonYXB1cy9vcmNoZXN0
      cmF0b3IvdjEvb3JjaGVzdHJhdG9yLnByb3RvGiFhcHVzL3JldHJpZXZhbC92MS9yZXRyaWV2YWwucHJvdG8i
      iAEKCkFza1JlcXVlc3QSGgoIcXVlc3Rpb24YASABKAlSCHF1ZXN0aW9uEh0KCnNlc3Npb25faWQYAiABKAlS
      CXNlc3Npb25JZBInCg9pZGVtcG90ZW5jeV9rZXkYAyABKAlSDmlkZW1wb3RlbmN5S2V5EhYKBmRldGFjaBgE
      IAEoCFIGZGV0YWNoIvcBCgtBc2tSZXNwb25zZRI3CgdzdGFydGVkGAEgASgLMhsuYXB1cy5nYXRld2F5LnYx
      LkFza1N0YXJ0ZWRIAFIHc3RhcnRlZBI2CgVldmVudBgCIAEoCzIeLmFwdXMub3JjaGVzdHJhdG9yLnYxLlJ1
      bkV2ZW50SABSBWV2ZW50EjoKBnRva2VucxgDIAEoCzIgLmFwdXMub3JjaGVzdHJhdG9yLnYxLlRva2VuRGVs
      dGFIAFIGdG9rZW5zEjEKBWVuZGVkGAQgASgLMhkuYXB1cy5vcmNoZXN0cmF0b3IudjEuUnVuSABSBWVuZGVk
      QggKBnVwZGF0ZSJCCgpBc2tTdGFydGVkEhUKBnJ1bl9pZBgBIAEoCVIFcnVuSWQSHQoKc2Vzc2lvbl9pZBgC
      IAEoCVIJc2Vzc2lvbklkIkUKDUluZ2VzdFJlcXVlc3QSNAoEcGFydBgBIAEoCzIgLmFwdXMucmV0cmlldmFs
      LnYxLkluZ2VzdFJlcXVlc3RSBHBhcnQiSwoOSW5nZXN0UmVzcG9uc2USOQoGcmVzdWx0GAEgASgLMiEuYXB1
      cy5yZXRyaWV2YWwudjEuSW5nZXN0UmVzcG9uc2VSBnJlc3VsdCJJCg1TZWFyY2hSZXF1ZXN0EjgKBnNlYXJj
      aBgBIAEoCzIgLmFwdXMucmV0cmlldmFsLnYxLlNlYXJjaFJlcXVlc3RSBnNlYXJjaCJICg5TZWFyY2hSZXNw
      b25zZRI2CghwYXNzYWdlcxgBIAMoCzIaLmFwdXMucmV0cmlldmFsLnYxLlBhc3NhZ2VSCHBhc3NhZ2VzIlIK
      FExpc3REb2N1bWVudHNSZXF1ZXN0EhsKCXBhZ2Vfc2l6ZRgBIAEoDVIIcGFnZVNpemUSHQoKcGFnZV90b2tl
      bhgCIAEoCVIJcGFnZVRva2VuInoKFUxpc3REb2N1bWVudHNSZXNwb25zZRI5Cglkb2N1bWVudHMYASADKAsy
      Gy5hcHVzLnJldHJpZXZhbC52MS5Eb2N1bWVudFIJZG9jdW1lbnRzEiYKD25leHRfcGFnZV90b2tlbhgCIAEo
      CVINbmV4dFBhZ2VUb2tlbiI4ChVEZWxldGVEb2N1bWVudFJlcXVlc3QSHwoLZG9jdW1lbnRfaWQYASABKAlS
      CmRvY3VtZW50SWQiGAoWRGVsZXRlRG9jdW1lbnRSZXNwb25zZSJVCg9HZW5lcmF0ZVJlcXVlc3QSQgoKZ2Vu
      ZXJhdGlvbhgBIAEoCzIiLmFwdXMuaW5mZXJlbmNlLnYxLkdlbmVyYXRlUmVxdWVzdFIKZ2VuZXJhdGlvbiJL
      ChBHZW5lcmF0ZVJlc3BvbnNlEjcKBHN0ZXAYASABKAsyIy5hcHVzLmluZmVyZW5jZS52MS5HZW5lcmF0ZVJl
      c3BvbnNlUgRzdGVwIhMKEUxpc3RNb2RlbHNSZXF1ZXN0IkoKEkxpc3RNb2RlbHNSZXNwb25zZRI0CgZtb2Rl
      bHMYASADKAsyHC5hcHVzLmluZmVyZW5jZS52MS5Nb2RlbEluZm9SBm1vZGVscyKSAQoQU3VibWl0UnVuUmVx
      dWVzdBIaCgh3b3JrZmxvdxgBIAEoCVIId29ya2Zsb3cSGgoIcXVlc3Rpb24YAiABKAlSCHF1ZXN0aW9uEh0K
      CnNlc3Npb25faWQYAyABKAlSCXNlc3Npb25JZBInCg9pZGVtcG90ZW5jeV9rZXkYBCABKAlSDmlkZW1wb3Rl
      bmN5S2V5IkAKEVN1Ym1pdFJ1blJlc3BvbnNlEisKA3J1bhgBIAEoCzIZLmFwdXMub3JjaGVzdHJhdG9yLnYx
      LlJ1blIDcnVuIk8KD1dhdGNoUnVuUmVxdWVzdBIVCgZydW5faWQYASABKAlSBXJ1bklkEiUKDmFmdGVyX3Nl
      cXVlbmNlGAIgASgEUg1hZnRlclNlcXVlbmNlIlIKEFdhdGNoUnVuUmVzcG9uc2USPgoGdXBkYXRlGAEgASgL
      MiYuYXB1cy5vcmNoZXN0cmF0b3IudjEuV2F0Y2hSdW5SZXNwb25zZVIGdXBkYXRlIiYKDUdldFJ1blJlcXVl
      c3QSFQoGcnVuX2lkGAEgASgJUgVydW5JZCI9Cg5HZXRSdW5SZXNwb25zZRIrCgNydW4YASABKAsyGS5hcHVz
      Lm9yY2hlc3RyYXRvci52MS5SdW5SA3J1biKDAQoPTGlzdFJ1bnNSZXF1ZXN0EjQKBXN0YXRlGAEgASgOMh4u
      YXB1cy5vcmNoZXN0cmF0b3IudjEuUnVuU3RhdGVSBXN0YXRlEhsKCXBhZ2Vfc2l6ZRgCIAEoDVIIcGFnZVNp
      emUSHQoKcGFnZV90b2tlbhgDIAEoCVIJcGFnZVRva2VuImkKEExpc3RSdW5zUmVzcG9uc2USLQoEcnVucxgB
      IAMoCzIZLmFwdXMub3JjaGVzdHJhdG9yLnYxLlJ1blIEcnVucxImCg9uZXh0X3BhZ2VfdG9rZW4YAiABKAlS
      DW5leHRQYWdlVG9rZW4iQQoQQ2FuY2VsUnVuUmVxdWVzdBIVCgZydW5faWQYASABKAlSBXJ1bklkEhYKBnJl
      YXNvbhgCIAEoCVIGcmVhc29uIkAKEUNhbmNlbFJ1blJlc3BvbnNlEisKA3J1bhgBIAEoCzIZLmFwdXMub3Jj
      aGVzdHJhdG9yLnYxLlJ1blIDcnVuIm8KFENyZWF0ZVNlc3Npb25SZXF1ZXN0Eh0KCnNlc3Npb25faWQYASAB
      KAlSCXNlc3Npb25JZBIUCgV0aXRsZRgCIAEoCVIFdGl0bGUSGAoFdHRsX3MYAyABKARIAFIEdHRsU4gBAUII
      CgZfdHRsX3MiSgoVQ3JlYXRlU2Vzc2lvblJlc3BvbnNlEjEKB3Nlc3Npb24YASABKAsyFy5hcHVzLm1lbW9y
      eS52MS5TZXNzaW9uUgdzZXNzaW9uIjIKEUdldFNlc3Npb25SZXF1ZXN0Eh0KCnNlc3Npb25faWQYASABKAlS
      CXNlc3Npb25JZCJHChJHZXRTZXNzaW9uUmVzcG9uc2USMQoHc2Vzc2lvbhgBIAEoCzIXLmFwdXMubWVtb3J5
      LnYxLlNlc3Npb25SB3Nlc3Npb24iUQoTTGlzdFNlc3Npb25zUmVxdWVzdBIbCglwYWdlX3NpemUYASABKA1S
      CHBhZ2VTaXplEh0KCnBhZ2VfdG9rZW4YAiABKAlSCXBhZ2VUb2tlbiJzChRMaXN0U2Vzc2lvbnNSZXNwb25z
      ZRIzCghzZXNzaW9ucxgBIAMoCzIXLmFwdXMubWVtb3J5LnYxLlNlc3Npb25SCHNlc3Npb25zEiYKD25leHRf
      cGFnZV90b2tlbhgCIAEoCVINbmV4dFBhZ2VUb2tlbiJ1ChBMaXN0VHVybnNSZXF1ZXN0Eh0KCnNlc3Npb25f
      aWQYASABKAlSCXNlc3Npb25JZBIlCg5hZnRlcl9wb3NpdGlvbhgCIAEoBFINYWZ0ZXJQb3NpdGlvbhIbCglw
      YWdlX3NpemUYAyABKA1SCHBhZ2VTaXplIlMKEUxpc3RUdXJuc1Jlc3BvbnNlEioKBXR1cm5zGAEgAygLMhQu
      YXB1cy5tZW1vcnkudjEuVHVyblIFdHVybnMSEgoEbW9yZRgCIAEoCFIEbW9yZSJfChJTZWFyY2hUdXJuc1Jl
      cXVlc3QSHQoKc2Vzc2lvbl9pZBgBIAEoCVIJc2Vzc2lvbklkEhQKBXF1ZXJ5GAIgASgJUgVxdWVyeRIUCgVs
      aW1pdBgDIAEoDVIFbGltaXQiSgoTU2VhcmNoVHVybnNSZXNwb25zZRIzCgdtYXRjaGVzGAEgAygLMhkuYXB1
      cy5tZW1vcnkudjEuVHVybk1hdGNoUgdtYXRjaGVzIhIKEEdldFN0YXR1c1JlcXVlc3QiTwoRR2V0U3RhdHVz
      UmVzcG9uc2USOgoIc2VydmljZXMYASADKAsyHi5hcHVzLmdhdGV3YXkudjEuU2VydmljZVN0YXR1c1IIc2Vy
      dmljZXMiyAEKDVNlcnZpY2VTdGF0dXMSEgoEbmFtZRgBIAEoCVIEbmFtZRIYCgd2ZXJzaW9uGAIgASgJUgd2
      ZXJzaW9uEhQKBXJlYWR5GAMgASgIUgVyZWFkeRIWCgZyZWFzb24YBCABKAlSBnJlYXNvbhIZCgh1cHRpbWVf
      cxgFIAEoBFIHdXB0aW1lUxImCg9jYWxsc19pbl9mbGlnaHQYBiABKA1SDWNhbGxzSW5GbGlnaHQSGAoHYWRk
      cmVzcxgHIAEoCVIHYWRkcmVzczKIDAoOR2F0ZXdheVNlcnZpY2USQgoDQXNrEhsuYXB1cy5nYXRld2F5LnYx
      LkFza1JlcXVlc3QaHC5hcHVzLmdhdGV3YXkudjEuQXNrUmVzcG9uc2UwARJNCgZJbmdlc3QSHi5hcHVzLmdh
      dGV3YXkudjEuSW5nZXN0UmVxdWVzdBofLmFwdXMuZ2F0ZXdheS52MS5Jbmdlc3RSZXNwb25zZSgBMAESSQoG
      U2VhcmNoEh4uYXB1cy5nYXRld2F5LnYxLlNlYXJjaFJlcXVlc3QaHy5hcHVzLmdhdGV3YXkudjEuU2VhcmNo
      UmVzcG9uc2USXgoNTGlzdERvY3VtZW50cxIlLmFwdXMuZ2F0ZXdheS52MS5MaXN0RG9jdW1lbnRzUmVxdWVz
      dBomLmFwdXMuZ2F0ZXdheS52MS5MaXN0RG9jdW1lbnRzUmVzcG9uc2USYQoORGVsZXRlRG9jdW1lbnQSJi5h
      cHVzLmdhdGV3YXkudjEuRGVsZXRlRG9jdW1lbnRSZXF1ZXN0GicuYXB1cy5nYXRld2F5LnYxLkRlbGV0ZURv
      Y3VtZW50UmVzcG9uc2USUQoIR2VuZXJhdGUSIC5hcHVzLmdhdGV3YXkudjEuR2VuZXJhdGVSZXF1ZXN0GiEu
      YXB1cy5nYXRld2F5LnYxLkdlbmVyYXRlUmVzcG9uc2UwARJVCgpMaXN0TW9kZWxzEiIuYXB1cy5nYXRld2F5
      LnYxLkxpc3RNb2RlbHNSZXF1ZXN0GiMuYXB1cy5nYXRld2F5LnYxLkxpc3RNb2RlbHNSZXNwb25zZRJSCglT
      dWJtaXRSdW4SIS5hcHVzLmdhdGV3YXkudjEuU3VibWl0UnVuUmVxdWVzdBoiLmFwdXMuZ2F0ZXdheS52MS5T
      dWJtaXRSdW5SZXNwb25zZRJRCghXYXRjaFJ1bhIgLmFwdXMuZ2F0ZXdheS52MS5XYXRjaFJ1blJlcXVlc3Qa
      IS5hcHVzLmdhdGV3YXkudjEuV2F0Y2hSdW5SZXNwb25zZTABEkkKBkdldFJ1bhIeLmFwdXMuZ2F0ZXdheS52
      MS5HZXRSdW5SZXF1ZXN0Gh8uYXB1cy5nYXRld2F5LnYxLkdldFJ1blJlc3BvbnNlEk8KCExpc3RSdW5zEiAu
      YXB1cy5nYXRld2F5LnYxLkxpc3RSdW5zUmVxdWVzdBohLmFwdXMuZ2F0ZXdheS52MS5MaXN0UnVuc1Jlc3Bv
      bnNlElIKCUNhbmNlbFJ1bhIhLmFwdXMuZ2F0ZXdheS52MS5DYW5jZWxSdW5SZXF1ZXN0GiIuYXB1cy5nYXRl
      d2F5LnYxLkNhbmNlbFJ1blJlc3BvbnNlEl4KDUNyZWF0ZVNlc3Npb24SJS5hcHVzLmdhdGV3YXkudjEuQ3Jl
      YXRlU2Vzc2lvblJlcXVlc3QaJi5hcHVzLmdhdGV3YXkudjEuQ3JlYXRlU2Vzc2lvblJlc3BvbnNlElUKCkdl
      dFNlc3Npb24SIi5hcHVzLmdhdGV3YXkudjEuR2V0U2Vzc2lvblJlcXVlc3QaIy5hcHVzLmdhdGV3YXkudjEu
      R2V0U2Vzc2lvblJlc3BvbnNlElsKDExpc3RTZXNzaW9ucxIkLmFwdXMuZ2F0ZXdheS52MS5MaXN0U2Vzc2lv
      bnNSZXF1ZXN0GiUuYXB1cy5nYXRld2F5LnYxLkxpc3RTZXNzaW9uc1Jlc3BvbnNlElIKCUxpc3RUdXJucxIh
      LmFwdXMuZ2F0ZXdheS52MS5MaXN0VHVybnNSZXF1ZXN0GiIuYXB1cy5nYXRld2F5LnYxLkxpc3RUdXJuc1Jl
      c3BvbnNlElgKC1NlYXJjaFR1cm5zEiMuYXB1cy5nYXRld2F5LnYxLlNlYXJjaFR1cm5zUmVxdWVzdBokLmFw
      dXMuZ2F0ZXdheS52MS5TZWFyY2hUdXJuc1Jlc3BvbnNlElIKCUdldFN0YXR1cxIhLmFwdXMuZ2F0ZXdheS52
      MS5HZXRTdGF0dXNSZXF1ZXN0GiIuYXB1cy5nYXRld2F5LnYxLkdldFN0YXR1c1Jlc3BvbnNlYgZwcm90bzM=
      """
    ),
    dependencies: [
      Apus.Inference.V1.inferenceFileDescriptor,
      Apus.Memory.V1.memoryFileDescriptor,
      Apus.Orchestrator.V1.orchestratorFileDescriptor,
      Apus.Retrieval.V1.retrievalFileDescriptor,
    ]
  )
}
