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

    /// What the workflow takes, by name; see apus.orchestrator.v1.SubmitRunRequest.
    public var inputs: Google.Protobuf.Struct?

    /// Before which of the tenant's other runs its steps are performed; see
    /// apus.orchestrator.v1.SubmitRunRequest.
    public var priority: Int32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      workflow: String = "",
      question: String = "",
      sessionID: String = "",
      idempotencyKey: String = "",
      inputs: Google.Protobuf.Struct? = nil,
      priority: Int32 = 0
    ) {
      self.workflow = workflow
      self.question = question
      self.sessionID = sessionID
      self.idempotencyKey = idempotencyKey
      self.inputs = inputs
      self.priority = priority
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

    /// Go on where this token was given, in the place of `after_sequence`.
    public var continuationToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(runID: String = "", afterSequence: UInt64 = 0, continuationToken: String = "") {
      self.runID = runID
      self.afterSequence = afterSequence
      self.continuationToken = continuationToken
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

    /// Only runs that are paused, or only those that are not; absent means both.
    public var paused: Bool?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      state: Apus.Orchestrator.V1.RunState = .unspecified,
      pageSize: UInt32 = 0,
      pageToken: String = "",
      paused: Bool? = nil
    ) {
      self.state = state
      self.pageSize = pageSize
      self.pageToken = pageToken
      self.paused = paused
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

    /// The person whose session it is; empty for nobody's. At most 128 bytes.
    public var personID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      sessionID: String = "",
      title: String = "",
      ttlS: UInt64? = nil,
      personID: String = ""
    ) {
      self.sessionID = sessionID
      self.title = title
      self.ttlS = ttlS
      self.personID = personID
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

  /// PauseRunRequest is passed on.
  public struct PauseRunRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.PauseRunRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.PauseRunRequest? = nil) {
      self.request = request
    }
  }

  /// PauseRunResponse is passed on.
  public struct PauseRunResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.PauseRunResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.PauseRunResponse? = nil) {
      self.response = response
    }
  }

  /// ResumeRunRequest is passed on.
  public struct ResumeRunRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.ResumeRunRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.ResumeRunRequest? = nil) {
      self.request = request
    }
  }

  /// ResumeRunResponse is passed on.
  public struct ResumeRunResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.ResumeRunResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.ResumeRunResponse? = nil) {
      self.response = response
    }
  }

  /// SignalRunRequest is passed on.
  public struct SignalRunRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.SignalRunRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.SignalRunRequest? = nil) {
      self.request = request
    }
  }

  /// SignalRunResponse is passed on.
  public struct SignalRunResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.SignalRunResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.SignalRunResponse? = nil) {
      self.response = response
    }
  }

  /// AnswerStepRequest is passed on.
  public struct AnswerStepRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.AnswerStepRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.AnswerStepRequest? = nil) {
      self.request = request
    }
  }

  /// AnswerStepResponse is passed on.
  public struct AnswerStepResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.AnswerStepResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.AnswerStepResponse? = nil) {
      self.response = response
    }
  }

  /// PublishEventRequest is passed on.
  public struct PublishEventRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.PublishEventRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.PublishEventRequest? = nil) {
      self.request = request
    }
  }

  /// PublishEventResponse is passed on.
  public struct PublishEventResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.PublishEventResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.PublishEventResponse? = nil) {
      self.response = response
    }
  }

  /// RetryRunRequest is passed on.
  public struct RetryRunRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.RetryRunRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.RetryRunRequest? = nil) {
      self.request = request
    }
  }

  /// RetryRunResponse is passed on.
  public struct RetryRunResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.RetryRunResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.RetryRunResponse? = nil) {
      self.response = response
    }
  }

  /// ForkRunRequest is passed on.
  public struct ForkRunRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.ForkRunRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.ForkRunRequest? = nil) {
      self.request = request
    }
  }

  /// ForkRunResponse is passed on.
  public struct ForkRunResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.ForkRunResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.ForkRunResponse? = nil) {
      self.response = response
    }
  }

  /// ExplainRunRequest is passed on.
  public struct ExplainRunRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.ExplainRunRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.ExplainRunRequest? = nil) {
      self.request = request
    }
  }

  /// ExplainRunResponse is passed on.
  public struct ExplainRunResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.ExplainRunResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.ExplainRunResponse? = nil) {
      self.response = response
    }
  }

  /// CheckWorkflowRequest is passed on.
  public struct CheckWorkflowRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.CheckWorkflowRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.CheckWorkflowRequest? = nil) {
      self.request = request
    }
  }

  /// CheckWorkflowResponse is passed on.
  public struct CheckWorkflowResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.CheckWorkflowResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.CheckWorkflowResponse? = nil) {
      self.response = response
    }
  }

  /// RegisterWorkflowRequest is passed on.
  public struct RegisterWorkflowRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.RegisterWorkflowRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.RegisterWorkflowRequest? = nil) {
      self.request = request
    }
  }

  /// RegisterWorkflowResponse is passed on.
  public struct RegisterWorkflowResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.RegisterWorkflowResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.RegisterWorkflowResponse? = nil) {
      self.response = response
    }
  }

  /// ListWorkflowsRequest is passed on.
  public struct ListWorkflowsRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.ListWorkflowsRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.ListWorkflowsRequest? = nil) {
      self.request = request
    }
  }

  /// ListWorkflowsResponse is passed on.
  public struct ListWorkflowsResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.ListWorkflowsResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.ListWorkflowsResponse? = nil) {
      self.response = response
    }
  }

  /// GetWorkflowRequest is passed on.
  public struct GetWorkflowRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.GetWorkflowRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.GetWorkflowRequest? = nil) {
      self.request = request
    }
  }

  /// GetWorkflowResponse is passed on.
  public struct GetWorkflowResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.GetWorkflowResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.GetWorkflowResponse? = nil) {
      self.response = response
    }
  }

  /// SubscribeEventsRequest is passed on.
  public struct SubscribeEventsRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.SubscribeRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.SubscribeRequest? = nil) {
      self.request = request
    }
  }

  /// SubscribeEventsResponse is passed on.
  public struct SubscribeEventsResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.SubscribeResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.SubscribeResponse? = nil) {
      self.response = response
    }
  }

  /// ListConsumerGroupsRequest is passed on.
  public struct ListConsumerGroupsRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.ListConsumerGroupsRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.ListConsumerGroupsRequest? = nil) {
      self.request = request
    }
  }

  /// ListConsumerGroupsResponse is passed on.
  public struct ListConsumerGroupsResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.ListConsumerGroupsResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.ListConsumerGroupsResponse? = nil) {
      self.response = response
    }
  }

  /// SeekConsumerGroupRequest is passed on.
  public struct SeekConsumerGroupRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.SeekConsumerGroupRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.SeekConsumerGroupRequest? = nil) {
      self.request = request
    }
  }

  /// SeekConsumerGroupResponse is passed on.
  public struct SeekConsumerGroupResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.SeekConsumerGroupResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.SeekConsumerGroupResponse? = nil) {
      self.response = response
    }
  }

  /// DeleteConsumerGroupRequest is passed on.
  public struct DeleteConsumerGroupRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.DeleteConsumerGroupRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.DeleteConsumerGroupRequest? = nil) {
      self.request = request
    }
  }

  /// DeleteConsumerGroupResponse is passed on.
  public struct DeleteConsumerGroupResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.DeleteConsumerGroupResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.DeleteConsumerGroupResponse? = nil) {
      self.response = response
    }
  }

  /// ListDeadTasksRequest is passed on.
  public struct ListDeadTasksRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.ListDeadTasksRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.ListDeadTasksRequest? = nil) {
      self.request = request
    }
  }

  /// ListDeadTasksResponse is passed on.
  public struct ListDeadTasksResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.ListDeadTasksResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.ListDeadTasksResponse? = nil) {
      self.response = response
    }
  }

  /// RedriveDeadTasksRequest is passed on.
  public struct RedriveDeadTasksRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.RedriveDeadTasksRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.RedriveDeadTasksRequest? = nil) {
      self.request = request
    }
  }

  /// RedriveDeadTasksResponse is passed on.
  public struct RedriveDeadTasksResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.RedriveDeadTasksResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.RedriveDeadTasksResponse? = nil) {
      self.response = response
    }
  }

  /// RemoveDeadTaskRequest is passed on.
  public struct RemoveDeadTaskRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Orchestrator.V1.RemoveDeadTaskRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Orchestrator.V1.RemoveDeadTaskRequest? = nil) {
      self.request = request
    }
  }

  /// RemoveDeadTaskResponse is passed on.
  public struct RemoveDeadTaskResponse: Message {
    /// What was answered.
    public var response: Apus.Orchestrator.V1.RemoveDeadTaskResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Orchestrator.V1.RemoveDeadTaskResponse? = nil) {
      self.response = response
    }
  }

  /// RecordFactsRequest is passed on.
  public struct RecordFactsRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Memory.V1.RecordFactsRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Memory.V1.RecordFactsRequest? = nil) {
      self.request = request
    }
  }

  /// RecordFactsResponse is passed on.
  public struct RecordFactsResponse: Message {
    /// What was answered.
    public var response: Apus.Memory.V1.RecordFactsResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Memory.V1.RecordFactsResponse? = nil) {
      self.response = response
    }
  }

  /// ListFactsRequest is passed on.
  public struct ListFactsRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Memory.V1.ListFactsRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Memory.V1.ListFactsRequest? = nil) {
      self.request = request
    }
  }

  /// ListFactsResponse is passed on.
  public struct ListFactsResponse: Message {
    /// What was answered.
    public var response: Apus.Memory.V1.ListFactsResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Memory.V1.ListFactsResponse? = nil) {
      self.response = response
    }
  }

  /// SetPreferencesRequest is passed on.
  public struct SetPreferencesRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Memory.V1.SetPreferencesRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Memory.V1.SetPreferencesRequest? = nil) {
      self.request = request
    }
  }

  /// SetPreferencesResponse is passed on.
  public struct SetPreferencesResponse: Message {
    /// What was answered.
    public var response: Apus.Memory.V1.SetPreferencesResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Memory.V1.SetPreferencesResponse? = nil) {
      self.response = response
    }
  }

  /// GetPreferencesRequest is passed on.
  public struct GetPreferencesRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Memory.V1.GetPreferencesRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Memory.V1.GetPreferencesRequest? = nil) {
      self.request = request
    }
  }

  /// GetPreferencesResponse is passed on.
  public struct GetPreferencesResponse: Message {
    /// What was answered.
    public var response: Apus.Memory.V1.GetPreferencesResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Memory.V1.GetPreferencesResponse? = nil) {
      self.response = response
    }
  }

  /// AddAttachmentRequest is passed on.
  public struct AddAttachmentRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Memory.V1.AddAttachmentRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Memory.V1.AddAttachmentRequest? = nil) {
      self.request = request
    }
  }

  /// AddAttachmentResponse is passed on.
  public struct AddAttachmentResponse: Message {
    /// What was answered.
    public var response: Apus.Memory.V1.AddAttachmentResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Memory.V1.AddAttachmentResponse? = nil) {
      self.response = response
    }
  }

  /// GetAttachmentRequest is passed on.
  public struct GetAttachmentRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Memory.V1.GetAttachmentRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Memory.V1.GetAttachmentRequest? = nil) {
      self.request = request
    }
  }

  /// GetAttachmentResponse is passed on.
  public struct GetAttachmentResponse: Message {
    /// What was answered.
    public var response: Apus.Memory.V1.GetAttachmentResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Memory.V1.GetAttachmentResponse? = nil) {
      self.response = response
    }
  }

  /// ExportMemoryRequest is passed on.
  public struct ExportMemoryRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Memory.V1.ExportRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Memory.V1.ExportRequest? = nil) {
      self.request = request
    }
  }

  /// ExportMemoryResponse is passed on.
  public struct ExportMemoryResponse: Message {
    /// What was answered.
    public var response: Apus.Memory.V1.ExportResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Memory.V1.ExportResponse? = nil) {
      self.response = response
    }
  }

  /// EraseMemoryRequest is passed on.
  public struct EraseMemoryRequest: Message {
    /// What is asked; the tenant is that of the key.
    public var request: Apus.Memory.V1.EraseRequest?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(request: Apus.Memory.V1.EraseRequest? = nil) {
      self.request = request
    }
  }

  /// EraseMemoryResponse is passed on.
  public struct EraseMemoryResponse: Message {
    /// What was answered.
    public var response: Apus.Memory.V1.EraseResponse?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(response: Apus.Memory.V1.EraseResponse? = nil) {
      self.response = response
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
      .init(5, "inputs", .message(Google.Protobuf.Struct.self)),
      .init(6, "priority", .int32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, workflow)
    writer.implicit(1, question)
    writer.implicit(2, sessionID)
    writer.implicit(3, idempotencyKey)
    writer.optional(4, inputs)
    writer.implicit(5, priority)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &workflow)
    try reader.implicit(1, into: &question)
    try reader.implicit(2, into: &sessionID)
    try reader.implicit(3, into: &idempotencyKey)
    try reader.optional(4, into: &inputs)
    try reader.implicit(5, into: &priority)
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
      .init(3, "continuation_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, runID)
    writer.implicit(1, afterSequence)
    writer.implicit(2, continuationToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &runID)
    try reader.implicit(1, into: &afterSequence)
    try reader.implicit(2, into: &continuationToken)
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
      .init(4, "paused", .bool, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, state)
    writer.implicit(1, pageSize)
    writer.implicit(2, pageToken)
    writer.optional(3, paused)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &state)
    try reader.implicit(1, into: &pageSize)
    try reader.implicit(2, into: &pageToken)
    try reader.optional(3, into: &paused)
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
      .init(4, "person_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, sessionID)
    writer.implicit(1, title)
    writer.optional(2, ttlS)
    writer.implicit(3, personID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &sessionID)
    try reader.implicit(1, into: &title)
    try reader.optional(2, into: &ttlS)
    try reader.implicit(3, into: &personID)
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

extension Apus.Gateway.V1.PauseRunRequest {
  /// `apus.gateway.v1.PauseRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.PauseRunRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.PauseRunRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.PauseRunResponse {
  /// `apus.gateway.v1.PauseRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.PauseRunResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.PauseRunResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ResumeRunRequest {
  /// `apus.gateway.v1.ResumeRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ResumeRunRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.ResumeRunRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ResumeRunResponse {
  /// `apus.gateway.v1.ResumeRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ResumeRunResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.ResumeRunResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SignalRunRequest {
  /// `apus.gateway.v1.SignalRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SignalRunRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.SignalRunRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SignalRunResponse {
  /// `apus.gateway.v1.SignalRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SignalRunResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.SignalRunResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.AnswerStepRequest {
  /// `apus.gateway.v1.AnswerStepRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.AnswerStepRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.AnswerStepRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.AnswerStepResponse {
  /// `apus.gateway.v1.AnswerStepResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.AnswerStepResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.AnswerStepResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.PublishEventRequest {
  /// `apus.gateway.v1.PublishEventRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.PublishEventRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.PublishEventRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.PublishEventResponse {
  /// `apus.gateway.v1.PublishEventResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.PublishEventResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.PublishEventResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.RetryRunRequest {
  /// `apus.gateway.v1.RetryRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.RetryRunRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.RetryRunRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.RetryRunResponse {
  /// `apus.gateway.v1.RetryRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.RetryRunResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.RetryRunResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ForkRunRequest {
  /// `apus.gateway.v1.ForkRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ForkRunRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.ForkRunRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ForkRunResponse {
  /// `apus.gateway.v1.ForkRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ForkRunResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.ForkRunResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ExplainRunRequest {
  /// `apus.gateway.v1.ExplainRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ExplainRunRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.ExplainRunRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ExplainRunResponse {
  /// `apus.gateway.v1.ExplainRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ExplainRunResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.ExplainRunResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.CheckWorkflowRequest {
  /// `apus.gateway.v1.CheckWorkflowRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.CheckWorkflowRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.CheckWorkflowRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.CheckWorkflowResponse {
  /// `apus.gateway.v1.CheckWorkflowResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.CheckWorkflowResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.CheckWorkflowResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.RegisterWorkflowRequest {
  /// `apus.gateway.v1.RegisterWorkflowRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.RegisterWorkflowRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.RegisterWorkflowRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.RegisterWorkflowResponse {
  /// `apus.gateway.v1.RegisterWorkflowResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.RegisterWorkflowResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.RegisterWorkflowResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListWorkflowsRequest {
  /// `apus.gateway.v1.ListWorkflowsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListWorkflowsRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.ListWorkflowsRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListWorkflowsResponse {
  /// `apus.gateway.v1.ListWorkflowsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListWorkflowsResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.ListWorkflowsResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetWorkflowRequest {
  /// `apus.gateway.v1.GetWorkflowRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GetWorkflowRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.GetWorkflowRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetWorkflowResponse {
  /// `apus.gateway.v1.GetWorkflowResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GetWorkflowResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.GetWorkflowResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SubscribeEventsRequest {
  /// `apus.gateway.v1.SubscribeEventsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SubscribeEventsRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.SubscribeRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SubscribeEventsResponse {
  /// `apus.gateway.v1.SubscribeEventsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SubscribeEventsResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.SubscribeResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListConsumerGroupsRequest {
  /// `apus.gateway.v1.ListConsumerGroupsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListConsumerGroupsRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.ListConsumerGroupsRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListConsumerGroupsResponse {
  /// `apus.gateway.v1.ListConsumerGroupsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListConsumerGroupsResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.ListConsumerGroupsResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SeekConsumerGroupRequest {
  /// `apus.gateway.v1.SeekConsumerGroupRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SeekConsumerGroupRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.SeekConsumerGroupRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SeekConsumerGroupResponse {
  /// `apus.gateway.v1.SeekConsumerGroupResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SeekConsumerGroupResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.SeekConsumerGroupResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.DeleteConsumerGroupRequest {
  /// `apus.gateway.v1.DeleteConsumerGroupRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.DeleteConsumerGroupRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.DeleteConsumerGroupRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.DeleteConsumerGroupResponse {
  /// `apus.gateway.v1.DeleteConsumerGroupResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.DeleteConsumerGroupResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.DeleteConsumerGroupResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListDeadTasksRequest {
  /// `apus.gateway.v1.ListDeadTasksRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListDeadTasksRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.ListDeadTasksRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListDeadTasksResponse {
  /// `apus.gateway.v1.ListDeadTasksResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListDeadTasksResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.ListDeadTasksResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.RedriveDeadTasksRequest {
  /// `apus.gateway.v1.RedriveDeadTasksRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.RedriveDeadTasksRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.RedriveDeadTasksRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.RedriveDeadTasksResponse {
  /// `apus.gateway.v1.RedriveDeadTasksResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.RedriveDeadTasksResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.RedriveDeadTasksResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.RemoveDeadTaskRequest {
  /// `apus.gateway.v1.RemoveDeadTaskRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.RemoveDeadTaskRequest",
    [
      .init(1, "request", .message(Apus.Orchestrator.V1.RemoveDeadTaskRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.RemoveDeadTaskResponse {
  /// `apus.gateway.v1.RemoveDeadTaskResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.RemoveDeadTaskResponse",
    [
      .init(1, "response", .message(Apus.Orchestrator.V1.RemoveDeadTaskResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.RecordFactsRequest {
  /// `apus.gateway.v1.RecordFactsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.RecordFactsRequest",
    [
      .init(1, "request", .message(Apus.Memory.V1.RecordFactsRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.RecordFactsResponse {
  /// `apus.gateway.v1.RecordFactsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.RecordFactsResponse",
    [
      .init(1, "response", .message(Apus.Memory.V1.RecordFactsResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListFactsRequest {
  /// `apus.gateway.v1.ListFactsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListFactsRequest",
    [
      .init(1, "request", .message(Apus.Memory.V1.ListFactsRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ListFactsResponse {
  /// `apus.gateway.v1.ListFactsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ListFactsResponse",
    [
      .init(1, "response", .message(Apus.Memory.V1.ListFactsResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SetPreferencesRequest {
  /// `apus.gateway.v1.SetPreferencesRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SetPreferencesRequest",
    [
      .init(1, "request", .message(Apus.Memory.V1.SetPreferencesRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.SetPreferencesResponse {
  /// `apus.gateway.v1.SetPreferencesResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.SetPreferencesResponse",
    [
      .init(1, "response", .message(Apus.Memory.V1.SetPreferencesResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetPreferencesRequest {
  /// `apus.gateway.v1.GetPreferencesRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GetPreferencesRequest",
    [
      .init(1, "request", .message(Apus.Memory.V1.GetPreferencesRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetPreferencesResponse {
  /// `apus.gateway.v1.GetPreferencesResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GetPreferencesResponse",
    [
      .init(1, "response", .message(Apus.Memory.V1.GetPreferencesResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.AddAttachmentRequest {
  /// `apus.gateway.v1.AddAttachmentRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.AddAttachmentRequest",
    [
      .init(1, "request", .message(Apus.Memory.V1.AddAttachmentRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.AddAttachmentResponse {
  /// `apus.gateway.v1.AddAttachmentResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.AddAttachmentResponse",
    [
      .init(1, "response", .message(Apus.Memory.V1.AddAttachmentResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetAttachmentRequest {
  /// `apus.gateway.v1.GetAttachmentRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GetAttachmentRequest",
    [
      .init(1, "request", .message(Apus.Memory.V1.GetAttachmentRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.GetAttachmentResponse {
  /// `apus.gateway.v1.GetAttachmentResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.GetAttachmentResponse",
    [
      .init(1, "response", .message(Apus.Memory.V1.GetAttachmentResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ExportMemoryRequest {
  /// `apus.gateway.v1.ExportMemoryRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ExportMemoryRequest",
    [
      .init(1, "request", .message(Apus.Memory.V1.ExportRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.ExportMemoryResponse {
  /// `apus.gateway.v1.ExportMemoryResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.ExportMemoryResponse",
    [
      .init(1, "response", .message(Apus.Memory.V1.ExportResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.EraseMemoryRequest {
  /// `apus.gateway.v1.EraseMemoryRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.EraseMemoryRequest",
    [
      .init(1, "request", .message(Apus.Memory.V1.EraseRequest.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, request)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &request)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Gateway.V1.EraseMemoryResponse {
  /// `apus.gateway.v1.EraseMemoryResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.gateway.v1.EraseMemoryResponse",
    [
      .init(1, "response", .message(Apus.Memory.V1.EraseResponse.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, response)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &response)
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

    /// WatchRun follows a run until it ends; see apus.orchestrator.v1.OrchestratorService.WatchRun.
    /// When the
    /// orchestrator goes away in the middle, another one goes on where it was.
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

    /// PauseRun lets nothing new start in a run; see
    /// apus.orchestrator.v1.OrchestratorService.PauseRun.
    func pauseRun(
      _ request: PauseRunRequest,
      context: ServerContext
    ) async throws -> PauseRunResponse

    /// ResumeRun lets a paused run go on; see
    /// apus.orchestrator.v1.OrchestratorService.ResumeRun.
    func resumeRun(
      _ request: ResumeRunRequest,
      context: ServerContext
    ) async throws -> ResumeRunResponse

    /// SignalRun gives a run a signal; see
    /// apus.orchestrator.v1.OrchestratorService.SignalRun.
    func signalRun(
      _ request: SignalRunRequest,
      context: ServerContext
    ) async throws -> SignalRunResponse

    /// AnswerStep gives the answer that a step of a run waits for; see
    /// apus.orchestrator.v1.OrchestratorService.AnswerStep.
    func answerStep(
      _ request: AnswerStepRequest,
      context: ServerContext
    ) async throws -> AnswerStepResponse

    /// PublishEvent publishes an event to the tenant's consumer groups and runs; see
    /// apus.orchestrator.v1.OrchestratorService.PublishEvent.
    func publishEvent(
      _ request: PublishEventRequest,
      context: ServerContext
    ) async throws -> PublishEventResponse

    /// SubscribeEvents joins a group of consumers of the tenant's events; see
    /// apus.orchestrator.v1.EventService.Subscribe.
    func subscribeEvents(
      _ requests: RequestStream<SubscribeEventsRequest>,
      writer: ResponseWriter<SubscribeEventsResponse>,
      context: ServerContext
    ) async throws

    /// ListConsumerGroups tells where the tenant's groups stand; see
    /// apus.orchestrator.v1.EventService.ListConsumerGroups.
    func listConsumerGroups(
      _ request: ListConsumerGroupsRequest,
      context: ServerContext
    ) async throws -> ListConsumerGroupsResponse

    /// SeekConsumerGroup moves a group to another event; see
    /// apus.orchestrator.v1.EventService.SeekConsumerGroup.
    func seekConsumerGroup(
      _ request: SeekConsumerGroupRequest,
      context: ServerContext
    ) async throws -> SeekConsumerGroupResponse

    /// DeleteConsumerGroup forgets a group; see
    /// apus.orchestrator.v1.EventService.DeleteConsumerGroup.
    func deleteConsumerGroup(
      _ request: DeleteConsumerGroupRequest,
      context: ServerContext
    ) async throws -> DeleteConsumerGroupResponse

    /// ListDeadTasks lists the tenant's tasks of an agent that nobody is given any more; see
    /// apus.orchestrator.v1.AgentService.ListDeadTasks.
    func listDeadTasks(
      _ request: ListDeadTasksRequest,
      context: ServerContext
    ) async throws -> ListDeadTasksResponse

    /// RedriveDeadTasks has dead tasks tried again; see
    /// apus.orchestrator.v1.AgentService.RedriveDeadTasks.
    func redriveDeadTasks(
      _ request: RedriveDeadTasksRequest,
      context: ServerContext
    ) async throws -> RedriveDeadTasksResponse

    /// RemoveDeadTask forgets a dead task; see
    /// apus.orchestrator.v1.AgentService.RemoveDeadTask.
    func removeDeadTask(
      _ request: RemoveDeadTaskRequest,
      context: ServerContext
    ) async throws -> RemoveDeadTaskResponse

    /// RetryRun has a run that failed or was cancelled go on; see
    /// apus.orchestrator.v1.OrchestratorService.RetryRun.
    func retryRun(
      _ request: RetryRunRequest,
      context: ServerContext
    ) async throws -> RetryRunResponse

    /// ForkRun begins a run with results of another one; see
    /// apus.orchestrator.v1.OrchestratorService.ForkRun.
    func forkRun(_ request: ForkRunRequest, context: ServerContext) async throws -> ForkRunResponse

    /// ExplainRun tells what led to what in a run; see
    /// apus.orchestrator.v1.OrchestratorService.ExplainRun.
    func explainRun(
      _ request: ExplainRunRequest,
      context: ServerContext
    ) async throws -> ExplainRunResponse

    /// CheckWorkflow tells what is wrong with a workflow document; see
    /// apus.orchestrator.v1.WorkflowService.CheckWorkflow.
    func checkWorkflow(
      _ request: CheckWorkflowRequest,
      context: ServerContext
    ) async throws -> CheckWorkflowResponse

    /// RegisterWorkflow registers a workflow, or a new version of it; see
    /// apus.orchestrator.v1.WorkflowService.RegisterWorkflow.
    func registerWorkflow(
      _ request: RegisterWorkflowRequest,
      context: ServerContext
    ) async throws -> RegisterWorkflowResponse

    /// ListWorkflows lists the workflows that runs can be submitted of; see
    /// apus.orchestrator.v1.WorkflowService.ListWorkflows.
    func listWorkflows(
      _ request: ListWorkflowsRequest,
      context: ServerContext
    ) async throws -> ListWorkflowsResponse

    /// GetWorkflow returns a workflow; see
    /// apus.orchestrator.v1.WorkflowService.GetWorkflow.
    func getWorkflow(
      _ request: GetWorkflowRequest,
      context: ServerContext
    ) async throws -> GetWorkflowResponse

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

    /// RecordFacts records what is known of a person or tenant; see
    /// apus.memory.v1.MemoryService.RecordFacts.
    func recordFacts(
      _ request: RecordFactsRequest,
      context: ServerContext
    ) async throws -> RecordFactsResponse

    /// ListFacts tells what is known, now or as it was; see apus.memory.v1.MemoryService.ListFacts.
    func listFacts(
      _ request: ListFactsRequest,
      context: ServerContext
    ) async throws -> ListFactsResponse

    /// SetPreferences records what a person prefers; see
    /// apus.memory.v1.MemoryService.SetPreferences.
    func setPreferences(
      _ request: SetPreferencesRequest,
      context: ServerContext
    ) async throws -> SetPreferencesResponse

    /// GetPreferences returns what a person prefers; see
    /// apus.memory.v1.MemoryService.GetPreferences.
    func getPreferences(
      _ request: GetPreferencesRequest,
      context: ServerContext
    ) async throws -> GetPreferencesResponse

    /// AddAttachment stores a file in a session; see apus.memory.v1.MemoryService.AddAttachment.
    func addAttachment(
      _ requests: RequestStream<AddAttachmentRequest>,
      context: ServerContext
    ) async throws -> AddAttachmentResponse

    /// GetAttachment reads a file of a session; see apus.memory.v1.MemoryService.GetAttachment.
    func getAttachment(
      _ request: GetAttachmentRequest,
      writer: ResponseWriter<GetAttachmentResponse>,
      context: ServerContext
    ) async throws

    /// ExportMemory streams all that is kept of a person or the tenant; see
    /// apus.memory.v1.MemoryService.Export.
    /// PERMISSION_DENIED: the key is none of an owner.
    func exportMemory(
      _ request: ExportMemoryRequest,
      writer: ResponseWriter<ExportMemoryResponse>,
      context: ServerContext
    ) async throws

    /// EraseMemory removes all that is kept of a person or the tenant; see
    /// apus.memory.v1.MemoryService.Erase.
    /// PERMISSION_DENIED: the key is none of an owner.
    func eraseMemory(
      _ request: EraseMemoryRequest,
      context: ServerContext
    ) async throws -> EraseMemoryResponse

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
      /// `/apus.gateway.v1.GatewayService/PauseRun`
      public static let pauseRun = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "PauseRun"
      )
      /// `/apus.gateway.v1.GatewayService/ResumeRun`
      public static let resumeRun = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ResumeRun"
      )
      /// `/apus.gateway.v1.GatewayService/SignalRun`
      public static let signalRun = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "SignalRun"
      )
      /// `/apus.gateway.v1.GatewayService/AnswerStep`
      public static let answerStep = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "AnswerStep"
      )
      /// `/apus.gateway.v1.GatewayService/PublishEvent`
      public static let publishEvent = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "PublishEvent"
      )
      /// `/apus.gateway.v1.GatewayService/SubscribeEvents`
      public static let subscribeEvents = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "SubscribeEvents"
      )
      /// `/apus.gateway.v1.GatewayService/ListConsumerGroups`
      public static let listConsumerGroups = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ListConsumerGroups"
      )
      /// `/apus.gateway.v1.GatewayService/SeekConsumerGroup`
      public static let seekConsumerGroup = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "SeekConsumerGroup"
      )
      /// `/apus.gateway.v1.GatewayService/DeleteConsumerGroup`
      public static let deleteConsumerGroup = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "DeleteConsumerGroup"
      )
      /// `/apus.gateway.v1.GatewayService/ListDeadTasks`
      public static let listDeadTasks = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ListDeadTasks"
      )
      /// `/apus.gateway.v1.GatewayService/RedriveDeadTasks`
      public static let redriveDeadTasks = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "RedriveDeadTasks"
      )
      /// `/apus.gateway.v1.GatewayService/RemoveDeadTask`
      public static let removeDeadTask = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "RemoveDeadTask"
      )
      /// `/apus.gateway.v1.GatewayService/RetryRun`
      public static let retryRun = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "RetryRun"
      )
      /// `/apus.gateway.v1.GatewayService/ForkRun`
      public static let forkRun = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ForkRun"
      )
      /// `/apus.gateway.v1.GatewayService/ExplainRun`
      public static let explainRun = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ExplainRun"
      )
      /// `/apus.gateway.v1.GatewayService/CheckWorkflow`
      public static let checkWorkflow = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "CheckWorkflow"
      )
      /// `/apus.gateway.v1.GatewayService/RegisterWorkflow`
      public static let registerWorkflow = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "RegisterWorkflow"
      )
      /// `/apus.gateway.v1.GatewayService/ListWorkflows`
      public static let listWorkflows = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ListWorkflows"
      )
      /// `/apus.gateway.v1.GatewayService/GetWorkflow`
      public static let getWorkflow = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "GetWorkflow"
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
      /// `/apus.gateway.v1.GatewayService/RecordFacts`
      public static let recordFacts = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "RecordFacts"
      )
      /// `/apus.gateway.v1.GatewayService/ListFacts`
      public static let listFacts = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ListFacts"
      )
      /// `/apus.gateway.v1.GatewayService/SetPreferences`
      public static let setPreferences = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "SetPreferences"
      )
      /// `/apus.gateway.v1.GatewayService/GetPreferences`
      public static let getPreferences = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "GetPreferences"
      )
      /// `/apus.gateway.v1.GatewayService/AddAttachment`
      public static let addAttachment = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "AddAttachment"
      )
      /// `/apus.gateway.v1.GatewayService/GetAttachment`
      public static let getAttachment = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "GetAttachment"
      )
      /// `/apus.gateway.v1.GatewayService/ExportMemory`
      public static let exportMemory = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "ExportMemory"
      )
      /// `/apus.gateway.v1.GatewayService/EraseMemory`
      public static let eraseMemory = MethodPath(
        service: "apus.gateway.v1.GatewayService",
        method: "EraseMemory"
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

    /// WatchRun follows a run until it ends; see apus.orchestrator.v1.OrchestratorService.WatchRun.
    /// When the
    /// orchestrator goes away in the middle, another one goes on where it was.
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

    /// PauseRun lets nothing new start in a run; see
    /// apus.orchestrator.v1.OrchestratorService.PauseRun.
    public func pauseRun(
      _ request: PauseRunRequest,
      options: CallOptions = .defaults
    ) async throws -> PauseRunResponse {
      try await channel.unary(Method.pauseRun, request, options: options)
    }

    /// ResumeRun lets a paused run go on; see
    /// apus.orchestrator.v1.OrchestratorService.ResumeRun.
    public func resumeRun(
      _ request: ResumeRunRequest,
      options: CallOptions = .defaults
    ) async throws -> ResumeRunResponse {
      try await channel.unary(Method.resumeRun, request, options: options)
    }

    /// SignalRun gives a run a signal; see
    /// apus.orchestrator.v1.OrchestratorService.SignalRun.
    public func signalRun(
      _ request: SignalRunRequest,
      options: CallOptions = .defaults
    ) async throws -> SignalRunResponse {
      try await channel.unary(Method.signalRun, request, options: options)
    }

    /// AnswerStep gives the answer that a step of a run waits for; see
    /// apus.orchestrator.v1.OrchestratorService.AnswerStep.
    public func answerStep(
      _ request: AnswerStepRequest,
      options: CallOptions = .defaults
    ) async throws -> AnswerStepResponse {
      try await channel.unary(Method.answerStep, request, options: options)
    }

    /// PublishEvent publishes an event to the tenant's consumer groups and runs; see
    /// apus.orchestrator.v1.OrchestratorService.PublishEvent.
    public func publishEvent(
      _ request: PublishEventRequest,
      options: CallOptions = .defaults
    ) async throws -> PublishEventResponse {
      try await channel.unary(Method.publishEvent, request, options: options)
    }

    /// SubscribeEvents joins a group of consumers of the tenant's events; see
    /// apus.orchestrator.v1.EventService.Subscribe.
    public func subscribeEvents<CallResult>(
      options: CallOptions = .defaults,
      _ body: (RequestWriter<SubscribeEventsRequest>, ResponseStream<SubscribeEventsResponse>)
        async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.bidirectionalStreaming(Method.subscribeEvents, options: options, body)
    }

    /// ListConsumerGroups tells where the tenant's groups stand; see
    /// apus.orchestrator.v1.EventService.ListConsumerGroups.
    public func listConsumerGroups(
      _ request: ListConsumerGroupsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListConsumerGroupsResponse {
      try await channel.unary(Method.listConsumerGroups, request, options: options)
    }

    /// SeekConsumerGroup moves a group to another event; see
    /// apus.orchestrator.v1.EventService.SeekConsumerGroup.
    public func seekConsumerGroup(
      _ request: SeekConsumerGroupRequest,
      options: CallOptions = .defaults
    ) async throws -> SeekConsumerGroupResponse {
      try await channel.unary(Method.seekConsumerGroup, request, options: options)
    }

    /// DeleteConsumerGroup forgets a group; see
    /// apus.orchestrator.v1.EventService.DeleteConsumerGroup.
    public func deleteConsumerGroup(
      _ request: DeleteConsumerGroupRequest,
      options: CallOptions = .defaults
    ) async throws -> DeleteConsumerGroupResponse {
      try await channel.unary(Method.deleteConsumerGroup, request, options: options)
    }

    /// ListDeadTasks lists the tenant's tasks of an agent that nobody is given any more; see
    /// apus.orchestrator.v1.AgentService.ListDeadTasks.
    public func listDeadTasks(
      _ request: ListDeadTasksRequest,
      options: CallOptions = .defaults
    ) async throws -> ListDeadTasksResponse {
      try await channel.unary(Method.listDeadTasks, request, options: options)
    }

    /// RedriveDeadTasks has dead tasks tried again; see
    /// apus.orchestrator.v1.AgentService.RedriveDeadTasks.
    public func redriveDeadTasks(
      _ request: RedriveDeadTasksRequest,
      options: CallOptions = .defaults
    ) async throws -> RedriveDeadTasksResponse {
      try await channel.unary(Method.redriveDeadTasks, request, options: options)
    }

    /// RemoveDeadTask forgets a dead task; see
    /// apus.orchestrator.v1.AgentService.RemoveDeadTask.
    public func removeDeadTask(
      _ request: RemoveDeadTaskRequest,
      options: CallOptions = .defaults
    ) async throws -> RemoveDeadTaskResponse {
      try await channel.unary(Method.removeDeadTask, request, options: options)
    }

    /// RetryRun has a run that failed or was cancelled go on; see
    /// apus.orchestrator.v1.OrchestratorService.RetryRun.
    public func retryRun(
      _ request: RetryRunRequest,
      options: CallOptions = .defaults
    ) async throws -> RetryRunResponse {
      try await channel.unary(Method.retryRun, request, options: options)
    }

    /// ForkRun begins a run with results of another one; see
    /// apus.orchestrator.v1.OrchestratorService.ForkRun.
    public func forkRun(
      _ request: ForkRunRequest,
      options: CallOptions = .defaults
    ) async throws -> ForkRunResponse {
      try await channel.unary(Method.forkRun, request, options: options)
    }

    /// ExplainRun tells what led to what in a run; see
    /// apus.orchestrator.v1.OrchestratorService.ExplainRun.
    public func explainRun(
      _ request: ExplainRunRequest,
      options: CallOptions = .defaults
    ) async throws -> ExplainRunResponse {
      try await channel.unary(Method.explainRun, request, options: options)
    }

    /// CheckWorkflow tells what is wrong with a workflow document; see
    /// apus.orchestrator.v1.WorkflowService.CheckWorkflow.
    public func checkWorkflow(
      _ request: CheckWorkflowRequest,
      options: CallOptions = .defaults
    ) async throws -> CheckWorkflowResponse {
      try await channel.unary(Method.checkWorkflow, request, options: options)
    }

    /// RegisterWorkflow registers a workflow, or a new version of it; see
    /// apus.orchestrator.v1.WorkflowService.RegisterWorkflow.
    public func registerWorkflow(
      _ request: RegisterWorkflowRequest,
      options: CallOptions = .defaults
    ) async throws -> RegisterWorkflowResponse {
      try await channel.unary(Method.registerWorkflow, request, options: options)
    }

    /// ListWorkflows lists the workflows that runs can be submitted of; see
    /// apus.orchestrator.v1.WorkflowService.ListWorkflows.
    public func listWorkflows(
      _ request: ListWorkflowsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListWorkflowsResponse {
      try await channel.unary(Method.listWorkflows, request, options: options)
    }

    /// GetWorkflow returns a workflow; see
    /// apus.orchestrator.v1.WorkflowService.GetWorkflow.
    public func getWorkflow(
      _ request: GetWorkflowRequest,
      options: CallOptions = .defaults
    ) async throws -> GetWorkflowResponse {
      try await channel.unary(Method.getWorkflow, request, options: options)
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

    /// RecordFacts records what is known of a person or tenant; see
    /// apus.memory.v1.MemoryService.RecordFacts.
    public func recordFacts(
      _ request: RecordFactsRequest,
      options: CallOptions = .defaults
    ) async throws -> RecordFactsResponse {
      try await channel.unary(Method.recordFacts, request, options: options)
    }

    /// ListFacts tells what is known, now or as it was; see apus.memory.v1.MemoryService.ListFacts.
    public func listFacts(
      _ request: ListFactsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListFactsResponse {
      try await channel.unary(Method.listFacts, request, options: options)
    }

    /// SetPreferences records what a person prefers; see
    /// apus.memory.v1.MemoryService.SetPreferences.
    public func setPreferences(
      _ request: SetPreferencesRequest,
      options: CallOptions = .defaults
    ) async throws -> SetPreferencesResponse {
      try await channel.unary(Method.setPreferences, request, options: options)
    }

    /// GetPreferences returns what a person prefers; see
    /// apus.memory.v1.MemoryService.GetPreferences.
    public func getPreferences(
      _ request: GetPreferencesRequest,
      options: CallOptions = .defaults
    ) async throws -> GetPreferencesResponse {
      try await channel.unary(Method.getPreferences, request, options: options)
    }

    /// AddAttachment stores a file in a session; see apus.memory.v1.MemoryService.AddAttachment.
    public func addAttachment(
      options: CallOptions = .defaults,
      _ body: (RequestWriter<AddAttachmentRequest>) async throws -> Void
    ) async throws -> AddAttachmentResponse {
      try await channel.clientStreaming(Method.addAttachment, options: options, body)
    }

    /// GetAttachment reads a file of a session; see apus.memory.v1.MemoryService.GetAttachment.
    public func getAttachment<CallResult>(
      _ request: GetAttachmentRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<GetAttachmentResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.getAttachment, request, options: options, body)
    }

    /// ExportMemory streams all that is kept of a person or the tenant; see
    /// apus.memory.v1.MemoryService.Export.
    /// PERMISSION_DENIED: the key is none of an owner.
    public func exportMemory<CallResult>(
      _ request: ExportMemoryRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<ExportMemoryResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.exportMemory, request, options: options, body)
    }

    /// EraseMemory removes all that is kept of a person or the tenant; see
    /// apus.memory.v1.MemoryService.Erase.
    /// PERMISSION_DENIED: the key is none of an owner.
    public func eraseMemory(
      _ request: EraseMemoryRequest,
      options: CallOptions = .defaults
    ) async throws -> EraseMemoryResponse {
      try await channel.unary(Method.eraseMemory, request, options: options)
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
        .unary("PauseRun") {
          (request: Apus.Gateway.V1.PauseRunRequest, context: ServerContext) in
          try await self.pauseRun(request, context: context)
        },
        .unary("ResumeRun") {
          (request: Apus.Gateway.V1.ResumeRunRequest, context: ServerContext) in
          try await self.resumeRun(request, context: context)
        },
        .unary("SignalRun") {
          (request: Apus.Gateway.V1.SignalRunRequest, context: ServerContext) in
          try await self.signalRun(request, context: context)
        },
        .unary("AnswerStep") {
          (request: Apus.Gateway.V1.AnswerStepRequest, context: ServerContext) in
          try await self.answerStep(request, context: context)
        },
        .unary("PublishEvent") {
          (request: Apus.Gateway.V1.PublishEventRequest, context: ServerContext) in
          try await self.publishEvent(request, context: context)
        },
        .bidirectionalStreaming("SubscribeEvents") {
          (
            requests: RequestStream<Apus.Gateway.V1.SubscribeEventsRequest>,
            writer: ResponseWriter<Apus.Gateway.V1.SubscribeEventsResponse>,
            context: ServerContext
          ) in
          try await self.subscribeEvents(requests, writer: writer, context: context)
        },
        .unary("ListConsumerGroups") {
          (request: Apus.Gateway.V1.ListConsumerGroupsRequest, context: ServerContext) in
          try await self.listConsumerGroups(request, context: context)
        },
        .unary("SeekConsumerGroup") {
          (request: Apus.Gateway.V1.SeekConsumerGroupRequest, context: ServerContext) in
          try await self.seekConsumerGroup(request, context: context)
        },
        .unary("DeleteConsumerGroup") {
          (request: Apus.Gateway.V1.DeleteConsumerGroupRequest, context: ServerContext) in
          try await self.deleteConsumerGroup(request, context: context)
        },
        .unary("ListDeadTasks") {
          (request: Apus.Gateway.V1.ListDeadTasksRequest, context: ServerContext) in
          try await self.listDeadTasks(request, context: context)
        },
        .unary("RedriveDeadTasks") {
          (request: Apus.Gateway.V1.RedriveDeadTasksRequest, context: ServerContext) in
          try await self.redriveDeadTasks(request, context: context)
        },
        .unary("RemoveDeadTask") {
          (request: Apus.Gateway.V1.RemoveDeadTaskRequest, context: ServerContext) in
          try await self.removeDeadTask(request, context: context)
        },
        .unary("RetryRun") {
          (request: Apus.Gateway.V1.RetryRunRequest, context: ServerContext) in
          try await self.retryRun(request, context: context)
        },
        .unary("ForkRun") {
          (request: Apus.Gateway.V1.ForkRunRequest, context: ServerContext) in
          try await self.forkRun(request, context: context)
        },
        .unary("ExplainRun") {
          (request: Apus.Gateway.V1.ExplainRunRequest, context: ServerContext) in
          try await self.explainRun(request, context: context)
        },
        .unary("CheckWorkflow") {
          (request: Apus.Gateway.V1.CheckWorkflowRequest, context: ServerContext) in
          try await self.checkWorkflow(request, context: context)
        },
        .unary("RegisterWorkflow") {
          (request: Apus.Gateway.V1.RegisterWorkflowRequest, context: ServerContext) in
          try await self.registerWorkflow(request, context: context)
        },
        .unary("ListWorkflows") {
          (request: Apus.Gateway.V1.ListWorkflowsRequest, context: ServerContext) in
          try await self.listWorkflows(request, context: context)
        },
        .unary("GetWorkflow") {
          (request: Apus.Gateway.V1.GetWorkflowRequest, context: ServerContext) in
          try await self.getWorkflow(request, context: context)
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
        .unary("RecordFacts") {
          (request: Apus.Gateway.V1.RecordFactsRequest, context: ServerContext) in
          try await self.recordFacts(request, context: context)
        },
        .unary("ListFacts") {
          (request: Apus.Gateway.V1.ListFactsRequest, context: ServerContext) in
          try await self.listFacts(request, context: context)
        },
        .unary("SetPreferences") {
          (request: Apus.Gateway.V1.SetPreferencesRequest, context: ServerContext) in
          try await self.setPreferences(request, context: context)
        },
        .unary("GetPreferences") {
          (request: Apus.Gateway.V1.GetPreferencesRequest, context: ServerContext) in
          try await self.getPreferences(request, context: context)
        },
        .clientStreaming("AddAttachment") {
          (requests: RequestStream<Apus.Gateway.V1.AddAttachmentRequest>, context: ServerContext) in
          try await self.addAttachment(requests, context: context)
        },
        .serverStreaming("GetAttachment") {
          (
            request: Apus.Gateway.V1.GetAttachmentRequest,
            writer: ResponseWriter<Apus.Gateway.V1.GetAttachmentResponse>,
            context: ServerContext
          ) in
          try await self.getAttachment(request, writer: writer, context: context)
        },
        .serverStreaming("ExportMemory") {
          (
            request: Apus.Gateway.V1.ExportMemoryRequest,
            writer: ResponseWriter<Apus.Gateway.V1.ExportMemoryResponse>,
            context: ServerContext
          ) in
          try await self.exportMemory(request, writer: writer, context: context)
        },
        .unary("EraseMemory") {
          (request: Apus.Gateway.V1.EraseMemoryRequest, context: ServerContext) in
          try await self.eraseMemory(request, context: context)
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
      ZS92MS9pbmZlcmVuY2UucHJvdG8aG2FwdXMvbWVtb3J5L3YxL21lbW9yeS5wcm90bxohYXB1cy9vcmNoZXN0
      cmF0b3IvdjEvYWdlbnRzLnByb3RvGiFhcHVzL29yY2hlc3RyYXRvci92MS9ldmVudHMucHJvdG8aJ2FwdXMv
      b3JjaGVzdHJhdG9yL3YxL29yY2hlc3RyYXRvci5wcm90bxojYXB1cy9vcmNoZXN0cmF0b3IvdjEvd29ya2Zs
      b3cucHJvdG8aIWFwdXMvcmV0cmlldmFsL3YxL3JldHJpZXZhbC5wcm90bxocZ29vZ2xlL3Byb3RvYnVmL3N0
      cnVjdC5wcm90byKIAQoKQXNrUmVxdWVzdBIaCghxdWVzdGlvbhgBIAEoCVIIcXVlc3Rpb24SHQoKc2Vzc2lv
      bl9pZBgCIAEoCVIJc2Vzc2lvbklkEicKD2lkZW1wb3RlbmN5X2tleRgDIAEoCVIOaWRlbXBvdGVuY3lLZXkS
      FgoGZGV0YWNoGAQgASgIUgZkZXRhY2gi9wEKC0Fza1Jlc3BvbnNlEjcKB3N0YXJ0ZWQYASABKAsyGy5hcHVz
      LmdhdGV3YXkudjEuQXNrU3RhcnRlZEgAUgdzdGFydGVkEjYKBWV2ZW50GAIgASgLMh4uYXB1cy5vcmNoZXN0
      cmF0b3IudjEuUnVuRXZlbnRIAFIFZXZlbnQSOgoGdG9rZW5zGAMgASgLMiAuYXB1cy5vcmNoZXN0cmF0b3Iu
      djEuVG9rZW5EZWx0YUgAUgZ0b2tlbnMSMQoFZW5kZWQYBCABKAsyGS5hcHVzLm9yY2hlc3RyYXRvci52MS5S
      dW5IAFIFZW5kZWRCCAoGdXBkYXRlIkIKCkFza1N0YXJ0ZWQSFQoGcnVuX2lkGAEgASgJUgVydW5JZBIdCgpz
      ZXNzaW9uX2lkGAIgASgJUglzZXNzaW9uSWQiRQoNSW5nZXN0UmVxdWVzdBI0CgRwYXJ0GAEgASgLMiAuYXB1
      cy5yZXRyaWV2YWwudjEuSW5nZXN0UmVxdWVzdFIEcGFydCJLCg5Jbmdlc3RSZXNwb25zZRI5CgZyZXN1bHQY
      ASABKAsyIS5hcHVzLnJldHJpZXZhbC52MS5Jbmdlc3RSZXNwb25zZVIGcmVzdWx0IkkKDVNlYXJjaFJlcXVl
      c3QSOAoGc2VhcmNoGAEgASgLMiAuYXB1cy5yZXRyaWV2YWwudjEuU2VhcmNoUmVxdWVzdFIGc2VhcmNoIkgK
      DlNlYXJjaFJlc3BvbnNlEjYKCHBhc3NhZ2VzGAEgAygLMhouYXB1cy5yZXRyaWV2YWwudjEuUGFzc2FnZVII
      cGFzc2FnZXMiUgoUTGlzdERvY3VtZW50c1JlcXVlc3QSGwoJcGFnZV9zaXplGAEgASgNUghwYWdlU2l6ZRId
      CgpwYWdlX3Rva2VuGAIgASgJUglwYWdlVG9rZW4iegoVTGlzdERvY3VtZW50c1Jlc3BvbnNlEjkKCWRvY3Vt
      ZW50cxgBIAMoCzIbLmFwdXMucmV0cmlldmFsLnYxLkRvY3VtZW50Uglkb2N1bWVudHMSJgoPbmV4dF9wYWdl
      X3Rva2VuGAIgASgJUg1uZXh0UGFnZVRva2VuIjgKFURlbGV0ZURvY3VtZW50UmVxdWVzdBIfCgtkb2N1bWVu
      dF9pZBgBIAEoCVIKZG9jdW1lbnRJZCIYChZEZWxldGVEb2N1bWVudFJlc3BvbnNlIlUKD0dlbmVyYXRlUmVx
      dWVzdBJCCgpnZW5lcmF0aW9uGAEgASgLMiIuYXB1cy5pbmZlcmVuY2UudjEuR2VuZXJhdGVSZXF1ZXN0Ugpn
      ZW5lcmF0aW9uIksKEEdlbmVyYXRlUmVzcG9uc2USNwoEc3RlcBgBIAEoCzIjLmFwdXMuaW5mZXJlbmNlLnYx
      LkdlbmVyYXRlUmVzcG9uc2VSBHN0ZXAiEwoRTGlzdE1vZGVsc1JlcXVlc3QiSgoSTGlzdE1vZGVsc1Jlc3Bv
      bnNlEjQKBm1vZGVscxgBIAMoCzIcLmFwdXMuaW5mZXJlbmNlLnYxLk1vZGVsSW5mb1IGbW9kZWxzIt8BChBT
      dWJtaXRSdW5SZXF1ZXN0EhoKCHdvcmtmbG93GAEgASgJUgh3b3JrZmxvdxIaCghxdWVzdGlvbhgCIAEoCVII
      cXVlc3Rpb24SHQoKc2Vzc2lvbl9pZBgDIAEoCVIJc2Vzc2lvbklkEicKD2lkZW1wb3RlbmN5X2tleRgEIAEo
      CVIOaWRlbXBvdGVuY3lLZXkSLwoGaW5wdXRzGAUgASgLMhcuZ29vZ2xlLnByb3RvYnVmLlN0cnVjdFIGaW5w
      dXRzEhoKCHByaW9yaXR5GAYgASgFUghwcmlvcml0eSJAChFTdWJtaXRSdW5SZXNwb25zZRIrCgNydW4YASAB
      KAsyGS5hcHVzLm9yY2hlc3RyYXRvci52MS5SdW5SA3J1biJ+Cg9XYXRjaFJ1blJlcXVlc3QSFQoGcnVuX2lk
      GAEgASgJUgVydW5JZBIlCg5hZnRlcl9zZXF1ZW5jZRgCIAEoBFINYWZ0ZXJTZXF1ZW5jZRItChJjb250aW51
      YXRpb25fdG9rZW4YAyABKAlSEWNvbnRpbnVhdGlvblRva2VuIlIKEFdhdGNoUnVuUmVzcG9uc2USPgoGdXBk
      YXRlGAEgASgLMiYuYXB1cy5vcmNoZXN0cmF0b3IudjEuV2F0Y2hSdW5SZXNwb25zZVIGdXBkYXRlIiYKDUdl
      dFJ1blJlcXVlc3QSFQoGcnVuX2lkGAEgASgJUgVydW5JZCI9Cg5HZXRSdW5SZXNwb25zZRIrCgNydW4YASAB
      KAsyGS5hcHVzLm9yY2hlc3RyYXRvci52MS5SdW5SA3J1biKrAQoPTGlzdFJ1bnNSZXF1ZXN0EjQKBXN0YXRl
      GAEgASgOMh4uYXB1cy5vcmNoZXN0cmF0b3IudjEuUnVuU3RhdGVSBXN0YXRlEhsKCXBhZ2Vfc2l6ZRgCIAEo
      DVIIcGFnZVNpemUSHQoKcGFnZV90b2tlbhgDIAEoCVIJcGFnZVRva2VuEhsKBnBhdXNlZBgEIAEoCEgAUgZw
      YXVzZWSIAQFCCQoHX3BhdXNlZCJpChBMaXN0UnVuc1Jlc3BvbnNlEi0KBHJ1bnMYASADKAsyGS5hcHVzLm9y
      Y2hlc3RyYXRvci52MS5SdW5SBHJ1bnMSJgoPbmV4dF9wYWdlX3Rva2VuGAIgASgJUg1uZXh0UGFnZVRva2Vu
      IkEKEENhbmNlbFJ1blJlcXVlc3QSFQoGcnVuX2lkGAEgASgJUgVydW5JZBIWCgZyZWFzb24YAiABKAlSBnJl
      YXNvbiJAChFDYW5jZWxSdW5SZXNwb25zZRIrCgNydW4YASABKAsyGS5hcHVzLm9yY2hlc3RyYXRvci52MS5S
      dW5SA3J1biKMAQoUQ3JlYXRlU2Vzc2lvblJlcXVlc3QSHQoKc2Vzc2lvbl9pZBgBIAEoCVIJc2Vzc2lvbklk
      EhQKBXRpdGxlGAIgASgJUgV0aXRsZRIYCgV0dGxfcxgDIAEoBEgAUgR0dGxTiAEBEhsKCXBlcnNvbl9pZBgE
      IAEoCVIIcGVyc29uSWRCCAoGX3R0bF9zIkoKFUNyZWF0ZVNlc3Npb25SZXNwb25zZRIxCgdzZXNzaW9uGAEg
      ASgLMhcuYXB1cy5tZW1vcnkudjEuU2Vzc2lvblIHc2Vzc2lvbiIyChFHZXRTZXNzaW9uUmVxdWVzdBIdCgpz
      ZXNzaW9uX2lkGAEgASgJUglzZXNzaW9uSWQiRwoSR2V0U2Vzc2lvblJlc3BvbnNlEjEKB3Nlc3Npb24YASAB
      KAsyFy5hcHVzLm1lbW9yeS52MS5TZXNzaW9uUgdzZXNzaW9uIlEKE0xpc3RTZXNzaW9uc1JlcXVlc3QSGwoJ
      cGFnZV9zaXplGAEgASgNUghwYWdlU2l6ZRIdCgpwYWdlX3Rva2VuGAIgASgJUglwYWdlVG9rZW4icwoUTGlz
      dFNlc3Npb25zUmVzcG9uc2USMwoIc2Vzc2lvbnMYASADKAsyFy5hcHVzLm1lbW9yeS52MS5TZXNzaW9uUghz
      ZXNzaW9ucxImCg9uZXh0X3BhZ2VfdG9rZW4YAiABKAlSDW5leHRQYWdlVG9rZW4idQoQTGlzdFR1cm5zUmVx
      dWVzdBIdCgpzZXNzaW9uX2lkGAEgASgJUglzZXNzaW9uSWQSJQoOYWZ0ZXJfcG9zaXRpb24YAiABKARSDWFm
      dGVyUG9zaXRpb24SGwoJcGFnZV9zaXplGAMgASgNUghwYWdlU2l6ZSJTChFMaXN0VHVybnNSZXNwb25zZRIq
      CgV0dXJucxgBIAMoCzIULmFwdXMubWVtb3J5LnYxLlR1cm5SBXR1cm5zEhIKBG1vcmUYAiABKAhSBG1vcmUi
      XwoSU2VhcmNoVHVybnNSZXF1ZXN0Eh0KCnNlc3Npb25faWQYASABKAlSCXNlc3Npb25JZBIUCgVxdWVyeRgC
      IAEoCVIFcXVlcnkSFAoFbGltaXQYAyABKA1SBWxpbWl0IkoKE1NlYXJjaFR1cm5zUmVzcG9uc2USMwoHbWF0
      Y2hlcxgBIAMoCzIZLmFwdXMubWVtb3J5LnYxLlR1cm5NYXRjaFIHbWF0Y2hlcyISChBHZXRTdGF0dXNSZXF1
      ZXN0Ik8KEUdldFN0YXR1c1Jlc3BvbnNlEjoKCHNlcnZpY2VzGAEgAygLMh4uYXB1cy5nYXRld2F5LnYxLlNl
      cnZpY2VTdGF0dXNSCHNlcnZpY2VzIsgBCg1TZXJ2aWNlU3RhdHVzEhIKBG5hbWUYASABKAlSBG5hbWUSGAoH
      dmVyc2lvbhgCIAEoCVIHdmVyc2lvbhIUCgVyZWFkeRgDIAEoCFIFcmVhZHkSFgoGcmVhc29uGAQgASgJUgZy
      ZWFzb24SGQoIdXB0aW1lX3MYBSABKARSB3VwdGltZVMSJgoPY2FsbHNfaW5fZmxpZ2h0GAYgASgNUg1jYWxs
      c0luRmxpZ2h0EhgKB2FkZHJlc3MYByABKAlSB2FkZHJlc3MiUgoPUGF1c2VSdW5SZXF1ZXN0Ej8KB3JlcXVl
      c3QYASABKAsyJS5hcHVzLm9yY2hlc3RyYXRvci52MS5QYXVzZVJ1blJlcXVlc3RSB3JlcXVlc3QiVgoQUGF1
      c2VSdW5SZXNwb25zZRJCCghyZXNwb25zZRgBIAEoCzImLmFwdXMub3JjaGVzdHJhdG9yLnYxLlBhdXNlUnVu
      UmVzcG9uc2VSCHJlc3BvbnNlIlQKEFJlc3VtZVJ1blJlcXVlc3QSQAoHcmVxdWVzdBgBIAEoCzImLmFwdXMu
      b3JjaGVzdHJhdG9yLnYxLlJlc3VtZVJ1blJlcXVlc3RSB3JlcXVlc3QiWAoRUmVzdW1lUnVuUmVzcG9uc2US
      QwoIcmVzcG9uc2UYASABKAsyJy5hcHVzLm9yY2hlc3RyYXRvci52MS5SZXN1bWVSdW5SZXNwb25zZVIIcmVz
      cG9uc2UiVAoQU2lnbmFsUnVuUmVxdWVzdBJACgdyZXF1ZXN0GAEgASgLMiYuYXB1cy5vcmNoZXN0cmF0b3Iu
      djEuU2lnbmFsUnVuUmVxdWVzdFIHcmVxdWVzdCJYChFTaWduYWxSdW5SZXNwb25zZRJDCghyZXNwb25zZRgB
      IAEoCzInLmFwdXMub3JjaGVzdHJhdG9yLnYxLlNpZ25hbFJ1blJlc3BvbnNlUghyZXNwb25zZSJWChFBbnN3
      ZXJTdGVwUmVxdWVzdBJBCgdyZXF1ZXN0GAEgASgLMicuYXB1cy5vcmNoZXN0cmF0b3IudjEuQW5zd2VyU3Rl
      cFJlcXVlc3RSB3JlcXVlc3QiWgoSQW5zd2VyU3RlcFJlc3BvbnNlEkQKCHJlc3BvbnNlGAEgASgLMiguYXB1
      cy5vcmNoZXN0cmF0b3IudjEuQW5zd2VyU3RlcFJlc3BvbnNlUghyZXNwb25zZSJaChNQdWJsaXNoRXZlbnRS
      ZXF1ZXN0EkMKB3JlcXVlc3QYASABKAsyKS5hcHVzLm9yY2hlc3RyYXRvci52MS5QdWJsaXNoRXZlbnRSZXF1
      ZXN0UgdyZXF1ZXN0Il4KFFB1Ymxpc2hFdmVudFJlc3BvbnNlEkYKCHJlc3BvbnNlGAEgASgLMiouYXB1cy5v
      cmNoZXN0cmF0b3IudjEuUHVibGlzaEV2ZW50UmVzcG9uc2VSCHJlc3BvbnNlIlIKD1JldHJ5UnVuUmVxdWVz
      dBI/CgdyZXF1ZXN0GAEgASgLMiUuYXB1cy5vcmNoZXN0cmF0b3IudjEuUmV0cnlSdW5SZXF1ZXN0UgdyZXF1
      ZXN0IlYKEFJldHJ5UnVuUmVzcG9uc2USQgoIcmVzcG9uc2UYASABKAsyJi5hcHVzLm9yY2hlc3RyYXRvci52
      MS5SZXRyeVJ1blJlc3BvbnNlUghyZXNwb25zZSJQCg5Gb3JrUnVuUmVxdWVzdBI+CgdyZXF1ZXN0GAEgASgL
      MiQuYXB1cy5vcmNoZXN0cmF0b3IudjEuRm9ya1J1blJlcXVlc3RSB3JlcXVlc3QiVAoPRm9ya1J1blJlc3Bv
      bnNlEkEKCHJlc3BvbnNlGAEgASgLMiUuYXB1cy5vcmNoZXN0cmF0b3IudjEuRm9ya1J1blJlc3BvbnNlUghy
      ZXNwb25zZSJWChFFeHBsYWluUnVuUmVxdWVzdBJBCgdyZXF1ZXN0GAEgASgLMicuYXB1cy5vcmNoZXN0cmF0
      b3IudjEuRXhwbGFpblJ1blJlcXVlc3RSB3JlcXVlc3QiWgoSRXhwbGFpblJ1blJlc3BvbnNlEkQKCHJlc3Bv
      bnNlGAEgASgLMiguYXB1cy5vcmNoZXN0cmF0b3IudjEuRXhwbGFpblJ1blJlc3BvbnNlUghyZXNwb25zZSJc
      ChRDaGVja1dvcmtmbG93UmVxdWVzdBJECgdyZXF1ZXN0GAEgASgLMiouYXB1cy5vcmNoZXN0cmF0b3IudjEu
      Q2hlY2tXb3JrZmxvd1JlcXVlc3RSB3JlcXVlc3QiYAoVQ2hlY2tXb3JrZmxvd1Jlc3BvbnNlEkcKCHJlc3Bv
      bnNlGAEgASgLMisuYXB1cy5vcmNoZXN0cmF0b3IudjEuQ2hlY2tXb3JrZmxvd1Jlc3BvbnNlUghyZXNwb25z
      ZSJiChdSZWdpc3RlcldvcmtmbG93UmVxdWVzdBJHCgdyZXF1ZXN0GAEgASgLMi0uYXB1cy5vcmNoZXN0cmF0
      b3IudjEuUmVnaXN0ZXJXb3JrZmxvd1JlcXVlc3RSB3JlcXVlc3QiZgoYUmVnaXN0ZXJXb3JrZmxvd1Jlc3Bv
      bnNlEkoKCHJlc3BvbnNlGAEgASgLMi4uYXB1cy5vcmNoZXN0cmF0b3IudjEuUmVnaXN0ZXJXb3JrZmxvd1Jl
      c3BvbnNlUghyZXNwb25zZSJcChRMaXN0V29ya2Zsb3dzUmVxdWVzdBJECgdyZXF1ZXN0GAEgASgLMiouYXB1
      cy5vcmNoZXN0cmF0b3IudjEuTGlzdFdvcmtmbG93c1JlcXVlc3RSB3JlcXVlc3QiYAoVTGlzdFdvcmtmbG93
      c1Jlc3BvbnNlEkcKCHJlc3BvbnNlGAEgASgLMisuYXB1cy5vcmNoZXN0cmF0b3IudjEuTGlzdFdvcmtmbG93
      c1Jlc3BvbnNlUghyZXNwb25zZSJYChJHZXRXb3JrZmxvd1JlcXVlc3QSQgoHcmVxdWVzdBgBIAEoCzIoLmFw
      dXMub3JjaGVzdHJhdG9yLnYxLkdldFdvcmtmbG93UmVxdWVzdFIHcmVxdWVzdCJcChNHZXRXb3JrZmxvd1Jl
      c3BvbnNlEkUKCHJlc3BvbnNlGAEgASgLMikuYXB1cy5vcmNoZXN0cmF0b3IudjEuR2V0V29ya2Zsb3dSZXNw
      b25zZVIIcmVzcG9uc2UiWgoWU3Vic2NyaWJlRXZlbnRzUmVxdWVzdBJACgdyZXF1ZXN0GAEgASgLMiYuYXB1
      cy5vcmNoZXN0cmF0b3IudjEuU3Vic2NyaWJlUmVxdWVzdFIHcmVxdWVzdCJeChdTdWJzY3JpYmVFdmVudHNS
      ZXNwb25zZRJDCghyZXNwb25zZRgBIAEoCzInLmFwdXMub3JjaGVzdHJhdG9yLnYxLlN1YnNjcmliZVJlc3Bv
      bnNlUghyZXNwb25zZSJmChlMaXN0Q29uc3VtZXJHcm91cHNSZXF1ZXN0EkkKB3JlcXVlc3QYASABKAsyLy5h
      cHVzLm9yY2hlc3RyYXRvci52MS5MaXN0Q29uc3VtZXJHcm91cHNSZXF1ZXN0UgdyZXF1ZXN0ImoKGkxpc3RD
      b25zdW1lckdyb3Vwc1Jlc3BvbnNlEkwKCHJlc3BvbnNlGAEgASgLMjAuYXB1cy5vcmNoZXN0cmF0b3IudjEu
      TGlzdENvbnN1bWVyR3JvdXBzUmVzcG9uc2VSCHJlc3BvbnNlImQKGFNlZWtDb25zdW1lckdyb3VwUmVxdWVz
      dBJICgdyZXF1ZXN0GAEgASgLMi4uYXB1cy5vcmNoZXN0cmF0b3IudjEuU2Vla0NvbnN1bWVyR3JvdXBSZXF1
      ZXN0UgdyZXF1ZXN0ImgKGVNlZWtDb25zdW1lckdyb3VwUmVzcG9uc2USSwoIcmVzcG9uc2UYASABKAsyLy5h
      cHVzLm9yY2hlc3RyYXRvci52MS5TZWVrQ29uc3VtZXJHcm91cFJlc3BvbnNlUghyZXNwb25zZSJoChpEZWxl
      dGVDb25zdW1lckdyb3VwUmVxdWVzdBJKCgdyZXF1ZXN0GAEgASgLMjAuYXB1cy5vcmNoZXN0cmF0b3IudjEu
      RGVsZXRlQ29uc3VtZXJHcm91cFJlcXVlc3RSB3JlcXVlc3QibAobRGVsZXRlQ29uc3VtZXJHcm91cFJlc3Bv
      bnNlEk0KCHJlc3BvbnNlGAEgASgLMjEuYXB1cy5vcmNoZXN0cmF0b3IudjEuRGVsZXRlQ29uc3VtZXJHcm91
      cFJlc3BvbnNlUghyZXNwb25zZSJcChRMaXN0RGVhZFRhc2tzUmVxdWVzdBJECgdyZXF1ZXN0GAEgASgLMiou
      YXB1cy5vcmNoZXN0cmF0b3IudjEuTGlzdERlYWRUYXNrc1JlcXVlc3RSB3JlcXVlc3QiYAoVTGlzdERlYWRU
      YXNrc1Jlc3BvbnNlEkcKCHJlc3BvbnNlGAEgASgLMisuYXB1cy5vcmNoZXN0cmF0b3IudjEuTGlzdERlYWRU
      YXNrc1Jlc3BvbnNlUghyZXNwb25zZSJiChdSZWRyaXZlRGVhZFRhc2tzUmVxdWVzdBJHCgdyZXF1ZXN0GAEg
      ASgLMi0uYXB1cy5vcmNoZXN0cmF0b3IudjEuUmVkcml2ZURlYWRUYXNrc1JlcXVlc3RSB3JlcXVlc3QiZgoY
      UmVkcml2ZURlYWRUYXNrc1Jlc3BvbnNlEkoKCHJlc3BvbnNlGAEgASgLMi4uYXB1cy5vcmNoZXN0cmF0b3Iu
      djEuUmVkcml2ZURlYWRUYXNrc1Jlc3BvbnNlUghyZXNwb25zZSJeChVSZW1vdmVEZWFkVGFza1JlcXVlc3QS
      RQoHcmVxdWVzdBgBIAEoCzIrLmFwdXMub3JjaGVzdHJhdG9yLnYxLlJlbW92ZURlYWRUYXNrUmVxdWVzdFIH
      cmVxdWVzdCJiChZSZW1vdmVEZWFkVGFza1Jlc3BvbnNlEkgKCHJlc3BvbnNlGAEgASgLMiwuYXB1cy5vcmNo
      ZXN0cmF0b3IudjEuUmVtb3ZlRGVhZFRhc2tSZXNwb25zZVIIcmVzcG9uc2UiUgoSUmVjb3JkRmFjdHNSZXF1
      ZXN0EjwKB3JlcXVlc3QYASABKAsyIi5hcHVzLm1lbW9yeS52MS5SZWNvcmRGYWN0c1JlcXVlc3RSB3JlcXVl
      c3QiVgoTUmVjb3JkRmFjdHNSZXNwb25zZRI/CghyZXNwb25zZRgBIAEoCzIjLmFwdXMubWVtb3J5LnYxLlJl
      Y29yZEZhY3RzUmVzcG9uc2VSCHJlc3BvbnNlIk4KEExpc3RGYWN0c1JlcXVlc3QSOgoHcmVxdWVzdBgBIAEo
      CzIgLmFwdXMubWVtb3J5LnYxLkxpc3RGYWN0c1JlcXVlc3RSB3JlcXVlc3QiUgoRTGlzdEZhY3RzUmVzcG9u
      c2USPQoIcmVzcG9uc2UYASABKAsyIS5hcHVzLm1lbW9yeS52MS5MaXN0RmFjdHNSZXNwb25zZVIIcmVzcG9u
      c2UiWAoVU2V0UHJlZmVyZW5jZXNSZXF1ZXN0Ej8KB3JlcXVlc3QYASABKAsyJS5hcHVzLm1lbW9yeS52MS5T
      ZXRQcmVmZXJlbmNlc1JlcXVlc3RSB3JlcXVlc3QiXAoWU2V0UHJlZmVyZW5jZXNSZXNwb25zZRJCCghyZXNw
      b25zZRgBIAEoCzImLmFwdXMubWVtb3J5LnYxLlNldFByZWZlcmVuY2VzUmVzcG9uc2VSCHJlc3BvbnNlIlgK
      FUdldFByZWZlcmVuY2VzUmVxdWVzdBI/CgdyZXF1ZXN0GAEgASgLMiUuYXB1cy5tZW1vcnkudjEuR2V0UHJl
      ZmVyZW5jZXNSZXF1ZXN0UgdyZXF1ZXN0IlwKFkdldFByZWZlcmVuY2VzUmVzcG9uc2USQgoIcmVzcG9uc2UY
      ASABKAsyJi5hcHVzLm1lbW9yeS52MS5HZXRQcmVmZXJlbmNlc1Jlc3BvbnNlUghyZXNwb25zZSJWChRBZGRB
      dHRhY2htZW50UmVxdWVzdBI+CgdyZXF1ZXN0GAEgASgLMiQuYXB1cy5tZW1vcnkudjEuQWRkQXR0YWNobWVu
      dFJlcXVlc3RSB3JlcXVlc3QiWgoVQWRkQXR0YWNobWVudFJlc3BvbnNlEkEKCHJlc3BvbnNlGAEgASgLMiUu
      YXB1cy5tZW1vcnkudjEuQWRkQXR0YWNobWVudFJlc3BvbnNlUghyZXNwb25zZSJWChRHZXRBdHRhY2htZW50
      UmVxdWVzdBI+CgdyZXF1ZXN0GAEgASgLMiQuYXB1cy5tZW1vcnkudjEuR2V0QXR0YWNobWVudFJlcXVlc3RS
      B3JlcXVlc3QiWgoVR2V0QXR0YWNobWVudFJlc3BvbnNlEkEKCHJlc3BvbnNlGAEgASgLMiUuYXB1cy5tZW1v
      cnkudjEuR2V0QXR0YWNobWVudFJlc3BvbnNlUghyZXNwb25zZSJOChNFeHBvcnRNZW1vcnlSZXF1ZXN0EjcK
      B3JlcXVlc3QYASABKAsyHS5hcHVzLm1lbW9yeS52MS5FeHBvcnRSZXF1ZXN0UgdyZXF1ZXN0IlIKFEV4cG9y
      dE1lbW9yeVJlc3BvbnNlEjoKCHJlc3BvbnNlGAEgASgLMh4uYXB1cy5tZW1vcnkudjEuRXhwb3J0UmVzcG9u
      c2VSCHJlc3BvbnNlIkwKEkVyYXNlTWVtb3J5UmVxdWVzdBI2CgdyZXF1ZXN0GAEgASgLMhwuYXB1cy5tZW1v
      cnkudjEuRXJhc2VSZXF1ZXN0UgdyZXF1ZXN0IlAKE0VyYXNlTWVtb3J5UmVzcG9uc2USOQoIcmVzcG9uc2UY
      ASABKAsyHS5hcHVzLm1lbW9yeS52MS5FcmFzZVJlc3BvbnNlUghyZXNwb25zZTKCIAoOR2F0ZXdheVNlcnZp
      Y2USQgoDQXNrEhsuYXB1cy5nYXRld2F5LnYxLkFza1JlcXVlc3QaHC5hcHVzLmdhdGV3YXkudjEuQXNrUmVz
      cG9uc2UwARJNCgZJbmdlc3QSHi5hcHVzLmdhdGV3YXkudjEuSW5nZXN0UmVxdWVzdBofLmFwdXMuZ2F0ZXdh
      eS52MS5Jbmdlc3RSZXNwb25zZSgBMAESSQoGU2VhcmNoEh4uYXB1cy5nYXRld2F5LnYxLlNlYXJjaFJlcXVl
      c3QaHy5hcHVzLmdhdGV3YXkudjEuU2VhcmNoUmVzcG9uc2USXgoNTGlzdERvY3VtZW50cxIlLmFwdXMuZ2F0
      ZXdheS52MS5MaXN0RG9jdW1lbnRzUmVxdWVzdBomLmFwdXMuZ2F0ZXdheS52MS5MaXN0RG9jdW1lbnRzUmVz
      cG9uc2USYQoORGVsZXRlRG9jdW1lbnQSJi5hcHVzLmdhdGV3YXkudjEuRGVsZXRlRG9jdW1lbnRSZXF1ZXN0
      GicuYXB1cy5nYXRld2F5LnYxLkRlbGV0ZURvY3VtZW50UmVzcG9uc2USUQoIR2VuZXJhdGUSIC5hcHVzLmdh
      dGV3YXkudjEuR2VuZXJhdGVSZXF1ZXN0GiEuYXB1cy5nYXRld2F5LnYxLkdlbmVyYXRlUmVzcG9uc2UwARJV
      CgpMaXN0TW9kZWxzEiIuYXB1cy5nYXRld2F5LnYxLkxpc3RNb2RlbHNSZXF1ZXN0GiMuYXB1cy5nYXRld2F5
      LnYxLkxpc3RNb2RlbHNSZXNwb25zZRJSCglTdWJtaXRSdW4SIS5hcHVzLmdhdGV3YXkudjEuU3VibWl0UnVu
      UmVxdWVzdBoiLmFwdXMuZ2F0ZXdheS52MS5TdWJtaXRSdW5SZXNwb25zZRJRCghXYXRjaFJ1bhIgLmFwdXMu
      Z2F0ZXdheS52MS5XYXRjaFJ1blJlcXVlc3QaIS5hcHVzLmdhdGV3YXkudjEuV2F0Y2hSdW5SZXNwb25zZTAB
      EkkKBkdldFJ1bhIeLmFwdXMuZ2F0ZXdheS52MS5HZXRSdW5SZXF1ZXN0Gh8uYXB1cy5nYXRld2F5LnYxLkdl
      dFJ1blJlc3BvbnNlEk8KCExpc3RSdW5zEiAuYXB1cy5nYXRld2F5LnYxLkxpc3RSdW5zUmVxdWVzdBohLmFw
      dXMuZ2F0ZXdheS52MS5MaXN0UnVuc1Jlc3BvbnNlElIKCUNhbmNlbFJ1bhIhLmFwdXMuZ2F0ZXdheS52MS5D
      YW5jZWxSdW5SZXF1ZXN0GiIuYXB1cy5nYXRld2F5LnYxLkNhbmNlbFJ1blJlc3BvbnNlEk8KCFBhdXNlUnVu
      EiAuYXB1cy5nYXRld2F5LnYxLlBhdXNlUnVuUmVxdWVzdBohLmFwdXMuZ2F0ZXdheS52MS5QYXVzZVJ1blJl
      c3BvbnNlElIKCVJlc3VtZVJ1bhIhLmFwdXMuZ2F0ZXdheS52MS5SZXN1bWVSdW5SZXF1ZXN0GiIuYXB1cy5n
      YXRld2F5LnYxLlJlc3VtZVJ1blJlc3BvbnNlElIKCVNpZ25hbFJ1bhIhLmFwdXMuZ2F0ZXdheS52MS5TaWdu
      YWxSdW5SZXF1ZXN0GiIuYXB1cy5nYXRld2F5LnYxLlNpZ25hbFJ1blJlc3BvbnNlElUKCkFuc3dlclN0ZXAS
      Ii5hcHVzLmdhdGV3YXkudjEuQW5zd2VyU3RlcFJlcXVlc3QaIy5hcHVzLmdhdGV3YXkudjEuQW5zd2VyU3Rl
      cFJlc3BvbnNlElsKDFB1Ymxpc2hFdmVudBIkLmFwdXMuZ2F0ZXdheS52MS5QdWJsaXNoRXZlbnRSZXF1ZXN0
      GiUuYXB1cy5nYXRld2F5LnYxLlB1Ymxpc2hFdmVudFJlc3BvbnNlEmgKD1N1YnNjcmliZUV2ZW50cxInLmFw
      dXMuZ2F0ZXdheS52MS5TdWJzY3JpYmVFdmVudHNSZXF1ZXN0GiguYXB1cy5nYXRld2F5LnYxLlN1YnNjcmli
      ZUV2ZW50c1Jlc3BvbnNlKAEwARJtChJMaXN0Q29uc3VtZXJHcm91cHMSKi5hcHVzLmdhdGV3YXkudjEuTGlz
      dENvbnN1bWVyR3JvdXBzUmVxdWVzdBorLmFwdXMuZ2F0ZXdheS52MS5MaXN0Q29uc3VtZXJHcm91cHNSZXNw
      b25zZRJqChFTZWVrQ29uc3VtZXJHcm91cBIpLmFwdXMuZ2F0ZXdheS52MS5TZWVrQ29uc3VtZXJHcm91cFJl
      cXVlc3QaKi5hcHVzLmdhdGV3YXkudjEuU2Vla0NvbnN1bWVyR3JvdXBSZXNwb25zZRJwChNEZWxldGVDb25z
      dW1lckdyb3VwEisuYXB1cy5nYXRld2F5LnYxLkRlbGV0ZUNvbnN1bWVyR3JvdXBSZXF1ZXN0GiwuYXB1cy5n
      YXRld2F5LnYxLkRlbGV0ZUNvbnN1bWVyR3JvdXBSZXNwb25zZRJeCg1MaXN0RGVhZFRhc2tzEiUuYXB1cy5n
      YXRld2F5LnYxLkxpc3REZWFkVGFza3NSZXF1ZXN0GiYuYXB1cy5nYXRld2F5LnYxLkxpc3REZWFkVGFza3NS
      ZXNwb25zZRJnChBSZWRyaXZlRGVhZFRhc2tzEiguYXB1cy5nYXRld2F5LnYxLlJlZHJpdmVEZWFkVGFza3NS
      ZXF1ZXN0GikuYXB1cy5nYXRld2F5LnYxLlJlZHJpdmVEZWFkVGFza3NSZXNwb25zZRJhCg5SZW1vdmVEZWFk
      VGFzaxImLmFwdXMuZ2F0ZXdheS52MS5SZW1vdmVEZWFkVGFza1JlcXVlc3QaJy5hcHVzLmdhdGV3YXkudjEu
      UmVtb3ZlRGVhZFRhc2tSZXNwb25zZRJPCghSZXRyeVJ1bhIgLmFwdXMuZ2F0ZXdheS52MS5SZXRyeVJ1blJl
      cXVlc3QaIS5hcHVzLmdhdGV3YXkudjEuUmV0cnlSdW5SZXNwb25zZRJMCgdGb3JrUnVuEh8uYXB1cy5nYXRl
      d2F5LnYxLkZvcmtSdW5SZXF1ZXN0GiAuYXB1cy5nYXRld2F5LnYxLkZvcmtSdW5SZXNwb25zZRJVCgpFeHBs
      YWluUnVuEiIuYXB1cy5nYXRld2F5LnYxLkV4cGxhaW5SdW5SZXF1ZXN0GiMuYXB1cy5nYXRld2F5LnYxLkV4
      cGxhaW5SdW5SZXNwb25zZRJeCg1DaGVja1dvcmtmbG93EiUuYXB1cy5nYXRld2F5LnYxLkNoZWNrV29ya2Zs
      b3dSZXF1ZXN0GiYuYXB1cy5nYXRld2F5LnYxLkNoZWNrV29ya2Zsb3dSZXNwb25zZRJnChBSZWdpc3Rlcldv
      cmtmbG93EiguYXB1cy5nYXRld2F5LnYxLlJlZ2lzdGVyV29ya2Zsb3dSZXF1ZXN0GikuYXB1cy5nYXRld2F5
      LnYxLlJlZ2lzdGVyV29ya2Zsb3dSZXNwb25zZRJeCg1MaXN0V29ya2Zsb3dzEiUuYXB1cy5nYXRld2F5LnYx
      Lkxpc3RXb3JrZmxvd3NSZXF1ZXN0GiYuYXB1cy5nYXRld2F5LnYxLkxpc3RXb3JrZmxvd3NSZXNwb25zZRJY
      CgtHZXRXb3JrZmxvdxIjLmFwdXMuZ2F0ZXdheS52MS5HZXRXb3JrZmxvd1JlcXVlc3QaJC5hcHVzLmdhdGV3
      YXkudjEuR2V0V29ya2Zsb3dSZXNwb25zZRJeCg1DcmVhdGVTZXNzaW9uEiUuYXB1cy5nYXRld2F5LnYxLkNy
      ZWF0ZVNlc3Npb25SZXF1ZXN0GiYuYXB1cy5nYXRld2F5LnYxLkNyZWF0ZVNlc3Npb25SZXNwb25zZRJVCgpH
      ZXRTZXNzaW9uEiIuYXB1cy5nYXRld2F5LnYxLkdldFNlc3Npb25SZXF1ZXN0GiMuYXB1cy5nYXRld2F5LnYx
      LkdldFNlc3Npb25SZXNwb25zZRJbCgxMaXN0U2Vzc2lvbnMSJC5hcHVzLmdhdGV3YXkudjEuTGlzdFNlc3Np
      b25zUmVxdWVzdBolLmFwdXMuZ2F0ZXdheS52MS5MaXN0U2Vzc2lvbnNSZXNwb25zZRJSCglMaXN0VHVybnMS
      IS5hcHVzLmdhdGV3YXkudjEuTGlzdFR1cm5zUmVxdWVzdBoiLmFwdXMuZ2F0ZXdheS52MS5MaXN0VHVybnNS
      ZXNwb25zZRJYCgtTZWFyY2hUdXJucxIjLmFwdXMuZ2F0ZXdheS52MS5TZWFyY2hUdXJuc1JlcXVlc3QaJC5h
      cHVzLmdhdGV3YXkudjEuU2VhcmNoVHVybnNSZXNwb25zZRJYCgtSZWNvcmRGYWN0cxIjLmFwdXMuZ2F0ZXdh
      eS52MS5SZWNvcmRGYWN0c1JlcXVlc3QaJC5hcHVzLmdhdGV3YXkudjEuUmVjb3JkRmFjdHNSZXNwb25zZRJS
      CglMaXN0RmFjdHMSIS5hcHVzLmdhdGV3YXkudjEuTGlzdEZhY3RzUmVxdWVzdBoiLmFwdXMuZ2F0ZXdheS52
      MS5MaXN0RmFjdHNSZXNwb25zZRJhCg5TZXRQcmVmZXJlbmNlcxImLmFwdXMuZ2F0ZXdheS52MS5TZXRQcmVm
      ZXJlbmNlc1JlcXVlc3QaJy5hcHVzLmdhdGV3YXkudjEuU2V0UHJlZmVyZW5jZXNSZXNwb25zZRJhCg5HZXRQ
      cmVmZXJlbmNlcxImLmFwdXMuZ2F0ZXdheS52MS5HZXRQcmVmZXJlbmNlc1JlcXVlc3QaJy5hcHVzLmdhdGV3
      YXkudjEuR2V0UHJlZmVyZW5jZXNSZXNwb25zZRJgCg1BZGRBdHRhY2htZW50EiUuYXB1cy5nYXRld2F5LnYx
      LkFkZEF0dGFjaG1lbnRSZXF1ZXN0GiYuYXB1cy5nYXRld2F5LnYxLkFkZEF0dGFjaG1lbnRSZXNwb25zZSgB
      EmAKDUdldEF0dGFjaG1lbnQSJS5hcHVzLmdhdGV3YXkudjEuR2V0QXR0YWNobWVudFJlcXVlc3QaJi5hcHVz
      LmdhdGV3YXkudjEuR2V0QXR0YWNobWVudFJlc3BvbnNlMAESXQoMRXhwb3J0TWVtb3J5EiQuYXB1cy5nYXRl
      d2F5LnYxLkV4cG9ydE1lbW9yeVJlcXVlc3QaJS5hcHVzLmdhdGV3YXkudjEuRXhwb3J0TWVtb3J5UmVzcG9u
      c2UwARJYCgtFcmFzZU1lbW9yeRIjLmFwdXMuZ2F0ZXdheS52MS5FcmFzZU1lbW9yeVJlcXVlc3QaJC5hcHVz
      LmdhdGV3YXkudjEuRXJhc2VNZW1vcnlSZXNwb25zZRJSCglHZXRTdGF0dXMSIS5hcHVzLmdhdGV3YXkudjEu
      R2V0U3RhdHVzUmVxdWVzdBoiLmFwdXMuZ2F0ZXdheS52MS5HZXRTdGF0dXNSZXNwb25zZWIGcHJvdG8z
      """
    ),
    dependencies: [
      Apus.Inference.V1.inferenceFileDescriptor,
      Apus.Memory.V1.memoryFileDescriptor,
      Apus.Orchestrator.V1.agentsFileDescriptor,
      Apus.Orchestrator.V1.eventsFileDescriptor,
      Apus.Orchestrator.V1.orchestratorFileDescriptor,
      Apus.Orchestrator.V1.workflowFileDescriptor,
      Apus.Retrieval.V1.retrievalFileDescriptor,
      Google.Protobuf.structFileDescriptor,
    ]
  )
}
