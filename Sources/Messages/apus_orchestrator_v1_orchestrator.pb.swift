// Written by protoc-gen-apus from apus/orchestrator/v1/orchestrator.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Apus.Orchestrator.V1 {
  /// RunState says where a run stands.
  public enum RunState: ProtobufEnum {
    /// Not stated.
    case unspecified
    /// Recorded, waiting for its turn.
    case queued
    /// Steps are being executed, or wait to be retried.
    case running
    /// It has a report.
    case succeeded
    /// A step failed for good; `reason` says which and why.
    case failed
    /// Somebody cancelled it.
    case cancelled
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [RunState] = [
      .unspecified,
      .queued,
      .running,
      .succeeded,
      .failed,
      .cancelled,
    ]

    /// The name with its package.
    public static let protobufFullName = "apus.orchestrator.v1.RunState"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [
      ("RUN_STATE_UNSPECIFIED", 0),
      ("RUN_STATE_QUEUED", 1),
      ("RUN_STATE_RUNNING", 2),
      ("RUN_STATE_SUCCEEDED", 3),
      ("RUN_STATE_FAILED", 4),
      ("RUN_STATE_CANCELLED", 5),
    ]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .queued
      case 2: self = .running
      case 3: self = .succeeded
      case 4: self = .failed
      case 5: self = .cancelled
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .queued: 1
      case .running: 2
      case .succeeded: 3
      case .failed: 4
      case .cancelled: 5
      case .unrecognized(let number): number
      }
    }
  }

  /// StepState says where a step stands.
  public enum StepState: ProtobufEnum {
    /// Not stated.
    case unspecified
    /// It is being executed.
    case running
    /// An attempt failed; the next one is due.
    case retrying
    /// Its result is recorded.
    case succeeded
    /// It failed as often as its policy allows.
    case failed
    /// The run ended before it did.
    case cancelled
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [StepState] = [
      .unspecified,
      .running,
      .retrying,
      .succeeded,
      .failed,
      .cancelled,
    ]

    /// The name with its package.
    public static let protobufFullName = "apus.orchestrator.v1.StepState"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [
      ("STEP_STATE_UNSPECIFIED", 0),
      ("STEP_STATE_RUNNING", 1),
      ("STEP_STATE_RETRYING", 2),
      ("STEP_STATE_SUCCEEDED", 3),
      ("STEP_STATE_FAILED", 4),
      ("STEP_STATE_CANCELLED", 5),
    ]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .running
      case 2: self = .retrying
      case 3: self = .succeeded
      case 4: self = .failed
      case 5: self = .cancelled
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .running: 1
      case .retrying: 2
      case .succeeded: 3
      case .failed: 4
      case .cancelled: 5
      case .unrecognized(let number): number
      }
    }
  }

  /// Run is one execution of a workflow.
  public struct Run: Protobuf::Message {
    /// Identifies the run within its tenant.
    public var runID: String = ""

    /// Name of the workflow.
    public var workflow: String = ""

    /// Version of the workflow that the run keeps to.
    public var workflowVersion: UInt32 = 0

    /// Where it stands.
    public var state: RunState = .unspecified

    /// The question that it was given.
    public var question: String = ""

    /// The session that its question and answer are remembered in; empty for none.
    public var sessionID: String = ""

    /// When it was recorded, in milliseconds since 1970-01-01 UTC.
    public var submittedAtMs: Int64 = 0

    /// When it ended, in milliseconds since 1970-01-01 UTC; absent while it has not.
    public var endedAtMs: Int64?

    /// Why it failed or was cancelled; empty otherwise.
    public var reason: String = ""

    /// What it found; set when it has succeeded.
    public var report: Report?

    /// Its steps, in the order in which they were scheduled.
    public var steps: [Step] = []

    /// W3C trace id of the call that submitted it, 32 hexadecimal digits.
    public var traceID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      runID: String = "",
      workflow: String = "",
      workflowVersion: UInt32 = 0,
      state: RunState = .unspecified,
      question: String = "",
      sessionID: String = "",
      submittedAtMs: Int64 = 0,
      endedAtMs: Int64? = nil,
      reason: String = "",
      report: Report? = nil,
      steps: [Step] = [],
      traceID: String = ""
    ) {
      self.runID = runID
      self.workflow = workflow
      self.workflowVersion = workflowVersion
      self.state = state
      self.question = question
      self.sessionID = sessionID
      self.submittedAtMs = submittedAtMs
      self.endedAtMs = endedAtMs
      self.reason = reason
      self.report = report
      self.steps = steps
      self.traceID = traceID
    }
  }

  /// Step is one execution of one node of a workflow.
  public struct Step: Protobuf::Message {
    /// Names the step within its run, such as "analysis[1]".
    public var stepID: String = ""

    /// The agent that performs it, such as "search".
    public var agent: String = ""

    /// Where it stands.
    public var state: StepState = .unspecified

    /// Attempts begun.
    public var attempts: UInt32 = 0

    /// When its first attempt began, in milliseconds since 1970-01-01 UTC; absent before.
    public var startedAtMs: Int64?

    /// When it ended, in milliseconds since 1970-01-01 UTC; absent while it has not.
    public var endedAtMs: Int64?

    /// Why its last attempt failed; empty otherwise.
    public var reason: String = ""

    /// One line for people about what it took in or gave out.
    public var summary: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      stepID: String = "",
      agent: String = "",
      state: StepState = .unspecified,
      attempts: UInt32 = 0,
      startedAtMs: Int64? = nil,
      endedAtMs: Int64? = nil,
      reason: String = "",
      summary: String = ""
    ) {
      self.stepID = stepID
      self.agent = agent
      self.state = state
      self.attempts = attempts
      self.startedAtMs = startedAtMs
      self.endedAtMs = endedAtMs
      self.reason = reason
      self.summary = summary
    }
  }

  /// Report is what a Research run found.
  public struct Report: Protobuf::Message {
    /// The answer; it says so plainly when nothing in the documents matches.
    public var answer: String = ""

    /// The passages that the answer rests on; empty when nothing matches.
    public var sources: [Source] = []

    /// The sub-questions that were looked into.
    public var subQuestions: [String] = []

    /// Usage of the step that wrote the answer; absent when no model was asked.
    public var synthesisUsage: Apus.Inference.V1.Usage?

    /// The model that wrote the answer; absent when no model was asked.
    public var model: Apus.Inference.V1.ModelInfo?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      answer: String = "",
      sources: [Source] = [],
      subQuestions: [String] = [],
      synthesisUsage: Apus.Inference.V1.Usage? = nil,
      model: Apus.Inference.V1.ModelInfo? = nil
    ) {
      self.answer = answer
      self.sources = sources
      self.subQuestions = subQuestions
      self.synthesisUsage = synthesisUsage
      self.model = model
    }
  }

  /// Source is a passage that an answer rests on.
  public struct Source: Protobuf::Message {
    /// Its number in the answer, from 1.
    public var number: UInt32 = 0

    /// The document's title.
    public var documentTitle: String = ""

    /// The document's URI.
    public var documentUri: String = ""

    /// Headings above the passage, outermost first.
    public var section: [String] = []

    /// The score that retrieval ranked it by.
    public var score: Double = 0

    /// Cosine similarity to the question, in [-1, 1]; absent when not ranked by meaning.
    public var cosine: Float?

    /// The passage's text.
    public var text: String = ""

    /// Identifies the chunk in retrieval.
    public var chunkID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      number: UInt32 = 0,
      documentTitle: String = "",
      documentUri: String = "",
      section: [String] = [],
      score: Double = 0,
      cosine: Float? = nil,
      text: String = "",
      chunkID: String = ""
    ) {
      self.number = number
      self.documentTitle = documentTitle
      self.documentUri = documentUri
      self.section = section
      self.score = score
      self.cosine = cosine
      self.text = text
      self.chunkID = chunkID
    }
  }

  /// SubmitRunRequest asks for a run.
  public struct SubmitRunRequest: Protobuf::Message {
    /// Whose run. Empty means "default".
    public var tenantID: String = ""

    /// Name of the workflow; empty means "research".
    public var workflow: String = ""

    /// The question; at most 8 KiB.
    public var question: String = ""

    /// The session to remember question and answer in; empty for none.
    public var sessionID: String = ""

    /// Makes a repeated call harmless; unique within the tenant. Empty means not idempotent.
    public var idempotencyKey: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      workflow: String = "",
      question: String = "",
      sessionID: String = "",
      idempotencyKey: String = ""
    ) {
      self.tenantID = tenantID
      self.workflow = workflow
      self.question = question
      self.sessionID = sessionID
      self.idempotencyKey = idempotencyKey
    }
  }

  /// SubmitRunResponse holds the recorded run.
  public struct SubmitRunResponse: Protobuf::Message {
    /// The run.
    public var run: Run?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(run: Run? = nil) {
      self.run = run
    }
  }

  /// WatchRunRequest asks to follow a run.
  public struct WatchRunRequest: Protobuf::Message {
    /// Whose run. Empty means "default".
    public var tenantID: String = ""

    /// The run.
    public var runID: String = ""

    /// Only events after this sequence number; 0 means from the start.
    public var afterSequence: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", runID: String = "", afterSequence: UInt64 = 0) {
      self.tenantID = tenantID
      self.runID = runID
      self.afterSequence = afterSequence
    }
  }

  /// WatchRunResponse is something that happened to a run.
  public struct WatchRunResponse: Protobuf::Message {
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
      /// An event of the run's history.
      case event(RunEvent)
      /// A piece of the answer, live.
      case tokens(TokenDelta)
      /// The run as it ended; the last message.
      case ended(Run)
    }
  }

  /// RunEvent is one recorded event of a run's history.
  public struct RunEvent: Protobuf::Message {
    /// Position in the run's history, from 1, without gaps.
    public var sequence: UInt64 = 0

    /// Name of the event, such as "SearchCompleted".
    public var type: String = ""

    /// The step that it is about; empty when it is about the run.
    public var stepID: String = ""

    /// When it was recorded, in milliseconds since 1970-01-01 UTC.
    public var recordedAtMs: Int64 = 0

    /// One line for people.
    public var summary: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      sequence: UInt64 = 0,
      type: String = "",
      stepID: String = "",
      recordedAtMs: Int64 = 0,
      summary: String = ""
    ) {
      self.sequence = sequence
      self.type = type
      self.stepID = stepID
      self.recordedAtMs = recordedAtMs
      self.summary = summary
    }
  }

  /// TokenDelta is a piece of the answer as it is being written.
  public struct TokenDelta: Protobuf::Message {
    /// The step that writes.
    public var stepID: String = ""

    /// The text.
    public var text: String = ""

    /// Number of tokens that the decoding step accepted.
    public var tokenCount: UInt32 = 0

    /// The attempt that writes, from 1: text of an earlier attempt is void.
    public var attempt: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      stepID: String = "",
      text: String = "",
      tokenCount: UInt32 = 0,
      attempt: UInt32 = 0
    ) {
      self.stepID = stepID
      self.text = text
      self.tokenCount = tokenCount
      self.attempt = attempt
    }
  }

  /// GetRunRequest names a run.
  public struct GetRunRequest: Protobuf::Message {
    /// Whose run. Empty means "default".
    public var tenantID: String = ""

    /// The run.
    public var runID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", runID: String = "") {
      self.tenantID = tenantID
      self.runID = runID
    }
  }

  /// GetRunResponse holds a run.
  public struct GetRunResponse: Protobuf::Message {
    /// The run.
    public var run: Run?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(run: Run? = nil) {
      self.run = run
    }
  }

  /// ListRunsRequest asks for a page of runs.
  public struct ListRunsRequest: Protobuf::Message {
    /// Whose runs. Empty means "default".
    public var tenantID: String = ""

    /// Only runs in this state; unspecified means all.
    public var state: RunState = .unspecified

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
      tenantID: String = "",
      state: RunState = .unspecified,
      pageSize: UInt32 = 0,
      pageToken: String = ""
    ) {
      self.tenantID = tenantID
      self.state = state
      self.pageSize = pageSize
      self.pageToken = pageToken
    }
  }

  /// ListRunsResponse is a page of runs.
  public struct ListRunsResponse: Protobuf::Message {
    /// The runs, the newest first, without steps and report.
    public var runs: [Run] = []

    /// Asks for the next page; empty on the last.
    public var nextPageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(runs: [Run] = [], nextPageToken: String = "") {
      self.runs = runs
      self.nextPageToken = nextPageToken
    }
  }

  /// CancelRunRequest names a run to stop.
  public struct CancelRunRequest: Protobuf::Message {
    /// Whose run. Empty means "default".
    public var tenantID: String = ""

    /// The run.
    public var runID: String = ""

    /// Why, for the run's history; at most 512 bytes.
    public var reason: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", runID: String = "", reason: String = "") {
      self.tenantID = tenantID
      self.runID = runID
      self.reason = reason
    }
  }

  /// CancelRunResponse holds the run as it stands now.
  public struct CancelRunResponse: Protobuf::Message {
    /// The run.
    public var run: Run?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(run: Run? = nil) {
      self.run = run
    }
  }
}

extension Apus.Orchestrator.V1.Run {
  /// `apus.orchestrator.v1.Run` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.Run",
    [
      .init(1, "run_id", .string),
      .init(2, "workflow", .string),
      .init(3, "workflow_version", .uint32),
      .init(4, "state", .enumeration(Apus.Orchestrator.V1.RunState.self)),
      .init(5, "question", .string),
      .init(6, "session_id", .string),
      .init(7, "submitted_at_ms", .int64),
      .init(8, "ended_at_ms", .int64, .optional),
      .init(9, "reason", .string),
      .init(10, "report", .message(Apus.Orchestrator.V1.Report.self)),
      .init(11, "steps", .message(Apus.Orchestrator.V1.Step.self), .repeated),
      .init(12, "trace_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, runID)
    writer.implicit(1, workflow)
    writer.implicit(2, workflowVersion)
    writer.implicit(3, state)
    writer.implicit(4, question)
    writer.implicit(5, sessionID)
    writer.implicit(6, submittedAtMs)
    writer.optional(7, endedAtMs)
    writer.implicit(8, reason)
    writer.optional(9, report)
    writer.repeated(10, steps)
    writer.implicit(11, traceID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &runID)
    try reader.implicit(1, into: &workflow)
    try reader.implicit(2, into: &workflowVersion)
    try reader.implicit(3, into: &state)
    try reader.implicit(4, into: &question)
    try reader.implicit(5, into: &sessionID)
    try reader.implicit(6, into: &submittedAtMs)
    try reader.optional(7, into: &endedAtMs)
    try reader.implicit(8, into: &reason)
    try reader.optional(9, into: &report)
    try reader.repeated(10, into: &steps)
    try reader.implicit(11, into: &traceID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.Step {
  /// `apus.orchestrator.v1.Step` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.Step",
    [
      .init(1, "step_id", .string),
      .init(2, "agent", .string),
      .init(3, "state", .enumeration(Apus.Orchestrator.V1.StepState.self)),
      .init(4, "attempts", .uint32),
      .init(5, "started_at_ms", .int64, .optional),
      .init(6, "ended_at_ms", .int64, .optional),
      .init(7, "reason", .string),
      .init(8, "summary", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, stepID)
    writer.implicit(1, agent)
    writer.implicit(2, state)
    writer.implicit(3, attempts)
    writer.optional(4, startedAtMs)
    writer.optional(5, endedAtMs)
    writer.implicit(6, reason)
    writer.implicit(7, summary)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &stepID)
    try reader.implicit(1, into: &agent)
    try reader.implicit(2, into: &state)
    try reader.implicit(3, into: &attempts)
    try reader.optional(4, into: &startedAtMs)
    try reader.optional(5, into: &endedAtMs)
    try reader.implicit(6, into: &reason)
    try reader.implicit(7, into: &summary)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.Report {
  /// `apus.orchestrator.v1.Report` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.Report",
    [
      .init(1, "answer", .string),
      .init(2, "sources", .message(Apus.Orchestrator.V1.Source.self), .repeated),
      .init(3, "sub_questions", .string, .repeated),
      .init(4, "synthesis_usage", .message(Apus.Inference.V1.Usage.self)),
      .init(5, "model", .message(Apus.Inference.V1.ModelInfo.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, answer)
    writer.repeated(1, sources)
    writer.repeated(2, subQuestions)
    writer.optional(3, synthesisUsage)
    writer.optional(4, model)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &answer)
    try reader.repeated(1, into: &sources)
    try reader.repeated(2, into: &subQuestions)
    try reader.optional(3, into: &synthesisUsage)
    try reader.optional(4, into: &model)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.Source {
  /// `apus.orchestrator.v1.Source` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.Source",
    [
      .init(1, "number", .uint32),
      .init(2, "document_title", .string),
      .init(3, "document_uri", .string),
      .init(4, "section", .string, .repeated),
      .init(5, "score", .double),
      .init(6, "cosine", .float, .optional),
      .init(7, "text", .string),
      .init(8, "chunk_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, number)
    writer.implicit(1, documentTitle)
    writer.implicit(2, documentUri)
    writer.repeated(3, section)
    writer.implicit(4, score)
    writer.optional(5, cosine)
    writer.implicit(6, text)
    writer.implicit(7, chunkID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &number)
    try reader.implicit(1, into: &documentTitle)
    try reader.implicit(2, into: &documentUri)
    try reader.repeated(3, into: &section)
    try reader.implicit(4, into: &score)
    try reader.optional(5, into: &cosine)
    try reader.implicit(6, into: &text)
    try reader.implicit(7, into: &chunkID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.SubmitRunRequest {
  /// `apus.orchestrator.v1.SubmitRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.SubmitRunRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "workflow", .string),
      .init(3, "question", .string),
      .init(4, "session_id", .string),
      .init(5, "idempotency_key", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, workflow)
    writer.implicit(2, question)
    writer.implicit(3, sessionID)
    writer.implicit(4, idempotencyKey)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &workflow)
    try reader.implicit(2, into: &question)
    try reader.implicit(3, into: &sessionID)
    try reader.implicit(4, into: &idempotencyKey)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.SubmitRunResponse {
  /// `apus.orchestrator.v1.SubmitRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.SubmitRunResponse",
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

extension Apus.Orchestrator.V1.WatchRunRequest {
  /// `apus.orchestrator.v1.WatchRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.WatchRunRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "run_id", .string),
      .init(3, "after_sequence", .uint64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, runID)
    writer.implicit(2, afterSequence)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &runID)
    try reader.implicit(2, into: &afterSequence)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.WatchRunResponse {
  /// `apus.orchestrator.v1.WatchRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.WatchRunResponse",
    [
      .init(1, "event", .message(Apus.Orchestrator.V1.RunEvent.self), .oneof(0)),
      .init(2, "tokens", .message(Apus.Orchestrator.V1.TokenDelta.self), .oneof(0)),
      .init(3, "ended", .message(Apus.Orchestrator.V1.Run.self), .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch update {
    case .event(let value):
      writer.oneof(0, number: 1, value)
    case .tokens(let value):
      writer.oneof(1, number: 2, value)
    case .ended(let value):
      writer.oneof(2, number: 3, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: update = .event(try reader.value(0))
    case 2: update = .tokens(try reader.value(1))
    case 3: update = .ended(try reader.value(2))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RunEvent {
  /// `apus.orchestrator.v1.RunEvent` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RunEvent",
    [
      .init(1, "sequence", .uint64),
      .init(2, "type", .string),
      .init(3, "step_id", .string),
      .init(4, "recorded_at_ms", .int64),
      .init(5, "summary", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, sequence)
    writer.implicit(1, type)
    writer.implicit(2, stepID)
    writer.implicit(3, recordedAtMs)
    writer.implicit(4, summary)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &sequence)
    try reader.implicit(1, into: &type)
    try reader.implicit(2, into: &stepID)
    try reader.implicit(3, into: &recordedAtMs)
    try reader.implicit(4, into: &summary)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.TokenDelta {
  /// `apus.orchestrator.v1.TokenDelta` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.TokenDelta",
    [
      .init(1, "step_id", .string),
      .init(2, "text", .string),
      .init(3, "token_count", .uint32),
      .init(4, "attempt", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, stepID)
    writer.implicit(1, text)
    writer.implicit(2, tokenCount)
    writer.implicit(3, attempt)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &stepID)
    try reader.implicit(1, into: &text)
    try reader.implicit(2, into: &tokenCount)
    try reader.implicit(3, into: &attempt)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.GetRunRequest {
  /// `apus.orchestrator.v1.GetRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.GetRunRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "run_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, runID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &runID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.GetRunResponse {
  /// `apus.orchestrator.v1.GetRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.GetRunResponse",
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

extension Apus.Orchestrator.V1.ListRunsRequest {
  /// `apus.orchestrator.v1.ListRunsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ListRunsRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "state", .enumeration(Apus.Orchestrator.V1.RunState.self)),
      .init(3, "page_size", .uint32),
      .init(4, "page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, state)
    writer.implicit(2, pageSize)
    writer.implicit(3, pageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &state)
    try reader.implicit(2, into: &pageSize)
    try reader.implicit(3, into: &pageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.ListRunsResponse {
  /// `apus.orchestrator.v1.ListRunsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ListRunsResponse",
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

extension Apus.Orchestrator.V1.CancelRunRequest {
  /// `apus.orchestrator.v1.CancelRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.CancelRunRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "run_id", .string),
      .init(3, "reason", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, runID)
    writer.implicit(2, reason)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &runID)
    try reader.implicit(2, into: &reason)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.CancelRunResponse {
  /// `apus.orchestrator.v1.CancelRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.CancelRunResponse",
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

extension Apus.Orchestrator.V1 {
  /// OrchestratorService runs workflows whose every step is on disk before the next one starts, so
  /// that a run survives the death of any process.
  public protocol OrchestratorService: RPCService {
    /// SubmitRun records a run and returns; it will then finish, fail or be cancelled whatever
    /// happens
    /// to this process. The same idempotency key again returns the same run.
    ///
    /// INVALID_ARGUMENT: no such workflow, or an input that it does not take.
    /// RESOURCE_EXHAUSTED: too many runs are waiting; the status details carry a retry delay.
    func submitRun(
      _ request: SubmitRunRequest,
      context: ServerContext
    ) async throws -> SubmitRunResponse

    /// WatchRun streams a run's history from a position and then what happens, and ends when the
    /// run
    /// has ended. A watcher who comes late gets the text so far too, as long as the process that
    /// writes
    /// it lives and the run has not ended; after that the text is the report's answer, in the last
    /// message. Where several orchestrators share a store, any of them is asked; text as it is
    /// written
    /// comes from the one that performs the run alone, which is the one that it was submitted to
    /// unless
    /// that one ended. NOT_FOUND: no such run.
    func watchRun(
      _ request: WatchRunRequest,
      writer: ResponseWriter<WatchRunResponse>,
      context: ServerContext
    ) async throws

    /// GetRun returns a run. NOT_FOUND: there is none.
    func getRun(_ request: GetRunRequest, context: ServerContext) async throws -> GetRunResponse

    /// ListRuns lists a tenant's runs, the newest first.
    func listRuns(
      _ request: ListRunsRequest,
      context: ServerContext
    ) async throws -> ListRunsResponse

    /// CancelRun stops a run and the work that it has in flight, also of another orchestrator on
    /// the same
    /// store; a run that has ended is left as it is.
    func cancelRun(
      _ request: CancelRunRequest,
      context: ServerContext
    ) async throws -> CancelRunResponse
  }

  /// Calls `apus.orchestrator.v1.OrchestratorService` over a channel.
  public struct OrchestratorServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/apus.orchestrator.v1.OrchestratorService/SubmitRun`
      public static let submitRun = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "SubmitRun"
      )
      /// `/apus.orchestrator.v1.OrchestratorService/WatchRun`
      public static let watchRun = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "WatchRun"
      )
      /// `/apus.orchestrator.v1.OrchestratorService/GetRun`
      public static let getRun = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "GetRun"
      )
      /// `/apus.orchestrator.v1.OrchestratorService/ListRuns`
      public static let listRuns = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "ListRuns"
      )
      /// `/apus.orchestrator.v1.OrchestratorService/CancelRun`
      public static let cancelRun = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "CancelRun"
      )
    }

    /// SubmitRun records a run and returns; it will then finish, fail or be cancelled whatever
    /// happens
    /// to this process. The same idempotency key again returns the same run.
    ///
    /// INVALID_ARGUMENT: no such workflow, or an input that it does not take.
    /// RESOURCE_EXHAUSTED: too many runs are waiting; the status details carry a retry delay.
    public func submitRun(
      _ request: SubmitRunRequest,
      options: CallOptions = .defaults
    ) async throws -> SubmitRunResponse {
      try await channel.unary(Method.submitRun, request, options: options)
    }

    /// WatchRun streams a run's history from a position and then what happens, and ends when the
    /// run
    /// has ended. A watcher who comes late gets the text so far too, as long as the process that
    /// writes
    /// it lives and the run has not ended; after that the text is the report's answer, in the last
    /// message. Where several orchestrators share a store, any of them is asked; text as it is
    /// written
    /// comes from the one that performs the run alone, which is the one that it was submitted to
    /// unless
    /// that one ended. NOT_FOUND: no such run.
    public func watchRun<CallResult>(
      _ request: WatchRunRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<WatchRunResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.watchRun, request, options: options, body)
    }

    /// GetRun returns a run. NOT_FOUND: there is none.
    public func getRun(
      _ request: GetRunRequest,
      options: CallOptions = .defaults
    ) async throws -> GetRunResponse {
      try await channel.unary(Method.getRun, request, options: options)
    }

    /// ListRuns lists a tenant's runs, the newest first.
    public func listRuns(
      _ request: ListRunsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListRunsResponse {
      try await channel.unary(Method.listRuns, request, options: options)
    }

    /// CancelRun stops a run and the work that it has in flight, also of another orchestrator on
    /// the same
    /// store; a run that has ended is left as it is.
    public func cancelRun(
      _ request: CancelRunRequest,
      options: CallOptions = .defaults
    ) async throws -> CancelRunResponse {
      try await channel.unary(Method.cancelRun, request, options: options)
    }
  }
}

extension Apus.Orchestrator.V1.OrchestratorService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.orchestrator.v1.OrchestratorService",
      fileDescriptor: Apus.Orchestrator.V1.orchestratorFileDescriptor,
      methods: [
        .unary("SubmitRun") {
          (request: Apus.Orchestrator.V1.SubmitRunRequest, context: ServerContext) in
          try await self.submitRun(request, context: context)
        },
        .serverStreaming("WatchRun") {
          (
            request: Apus.Orchestrator.V1.WatchRunRequest,
            writer: ResponseWriter<Apus.Orchestrator.V1.WatchRunResponse>,
            context: ServerContext
          ) in
          try await self.watchRun(request, writer: writer, context: context)
        },
        .unary("GetRun") {
          (request: Apus.Orchestrator.V1.GetRunRequest, context: ServerContext) in
          try await self.getRun(request, context: context)
        },
        .unary("ListRuns") {
          (request: Apus.Orchestrator.V1.ListRunsRequest, context: ServerContext) in
          try await self.listRuns(request, context: context)
        },
        .unary("CancelRun") {
          (request: Apus.Orchestrator.V1.CancelRunRequest, context: ServerContext) in
          try await self.cancelRun(request, context: context)
        },
      ]
    )
  }
}

extension Apus.Orchestrator.V1 {
  /// `apus/orchestrator/v1/orchestrator.proto` as protoc describes it, for reflection.
  public static let orchestratorFileDescriptor = FileDescriptor(
    name: "apus/orchestrator/v1/orchestrator.proto",
    serializedBytes: Base64Literal.decode(
      """
      CidhcHVzL29yY2hlc3RyYXRvci92MS9vcmNoZXN0cmF0b3IucHJvdG8SFGFwdXMub3JjaGVzdHJhdG9yLnYx
      GiFhcHVzL2luZmVyZW5jZS92MS9pbmZlcmVuY2UucHJvdG8izAMKA1J1bhIVCgZydW5faWQYASABKAlSBXJ1
      bklkEhoKCHdvcmtmbG93GAIgASgJUgh3b3JrZmxvdxIpChB3b3JrZmxvd192ZXJzaW9uGAMgASgNUg93b3Jr
      Zmxvd1ZlcnNpb24SNAoFc3RhdGUYBCABKA4yHi5hcHVzLm9yY2hlc3RyYXRvci52MS5SdW5TdGF0ZVIFc3Rh
      dGUSGgoIcXVlc3Rpb24YBSABKAlSCHF1ZXN0aW9uEh0KCnNlc3Npb25faWQYBiABKAlSCXNlc3Npb25JZBIm
      Cg9zdWJtaXR0ZWRfYXRfbXMYByABKANSDXN1Ym1pdHRlZEF0TXMSIwoLZW5kZWRfYXRfbXMYCCABKANIAFIJ
      ZW5kZWRBdE1ziAEBEhYKBnJlYXNvbhgJIAEoCVIGcmVhc29uEjQKBnJlcG9ydBgKIAEoCzIcLmFwdXMub3Jj
      aGVzdHJhdG9yLnYxLlJlcG9ydFIGcmVwb3J0EjAKBXN0ZXBzGAsgAygLMhouYXB1cy5vcmNoZXN0cmF0b3Iu
      djEuU3RlcFIFc3RlcHMSGQoIdHJhY2VfaWQYDCABKAlSB3RyYWNlSWRCDgoMX2VuZGVkX2F0X21zIqoCCgRT
      dGVwEhcKB3N0ZXBfaWQYASABKAlSBnN0ZXBJZBIUCgVhZ2VudBgCIAEoCVIFYWdlbnQSNQoFc3RhdGUYAyAB
      KA4yHy5hcHVzLm9yY2hlc3RyYXRvci52MS5TdGVwU3RhdGVSBXN0YXRlEhoKCGF0dGVtcHRzGAQgASgNUghh
      dHRlbXB0cxInCg1zdGFydGVkX2F0X21zGAUgASgDSABSC3N0YXJ0ZWRBdE1ziAEBEiMKC2VuZGVkX2F0X21z
      GAYgASgDSAFSCWVuZGVkQXRNc4gBARIWCgZyZWFzb24YByABKAlSBnJlYXNvbhIYCgdzdW1tYXJ5GAggASgJ
      UgdzdW1tYXJ5QhAKDl9zdGFydGVkX2F0X21zQg4KDF9lbmRlZF9hdF9tcyL0AQoGUmVwb3J0EhYKBmFuc3dl
      chgBIAEoCVIGYW5zd2VyEjYKB3NvdXJjZXMYAiADKAsyHC5hcHVzLm9yY2hlc3RyYXRvci52MS5Tb3VyY2VS
      B3NvdXJjZXMSIwoNc3ViX3F1ZXN0aW9ucxgDIAMoCVIMc3ViUXVlc3Rpb25zEkEKD3N5bnRoZXNpc191c2Fn
      ZRgEIAEoCzIYLmFwdXMuaW5mZXJlbmNlLnYxLlVzYWdlUg5zeW50aGVzaXNVc2FnZRIyCgVtb2RlbBgFIAEo
      CzIcLmFwdXMuaW5mZXJlbmNlLnYxLk1vZGVsSW5mb1IFbW9kZWwi8QEKBlNvdXJjZRIWCgZudW1iZXIYASAB
      KA1SBm51bWJlchIlCg5kb2N1bWVudF90aXRsZRgCIAEoCVINZG9jdW1lbnRUaXRsZRIhCgxkb2N1bWVudF91
      cmkYAyABKAlSC2RvY3VtZW50VXJpEhgKB3NlY3Rpb24YBCADKAlSB3NlY3Rpb24SFAoFc2NvcmUYBSABKAFS
      BXNjb3JlEhsKBmNvc2luZRgGIAEoAkgAUgZjb3NpbmWIAQESEgoEdGV4dBgHIAEoCVIEdGV4dBIZCghjaHVu
      a19pZBgIIAEoCVIHY2h1bmtJZEIJCgdfY29zaW5lIq8BChBTdWJtaXRSdW5SZXF1ZXN0EhsKCXRlbmFudF9p
      ZBgBIAEoCVIIdGVuYW50SWQSGgoId29ya2Zsb3cYAiABKAlSCHdvcmtmbG93EhoKCHF1ZXN0aW9uGAMgASgJ
      UghxdWVzdGlvbhIdCgpzZXNzaW9uX2lkGAQgASgJUglzZXNzaW9uSWQSJwoPaWRlbXBvdGVuY3lfa2V5GAUg
      ASgJUg5pZGVtcG90ZW5jeUtleSJAChFTdWJtaXRSdW5SZXNwb25zZRIrCgNydW4YASABKAsyGS5hcHVzLm9y
      Y2hlc3RyYXRvci52MS5SdW5SA3J1biJsCg9XYXRjaFJ1blJlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0
      ZW5hbnRJZBIVCgZydW5faWQYAiABKAlSBXJ1bklkEiUKDmFmdGVyX3NlcXVlbmNlGAMgASgEUg1hZnRlclNl
      cXVlbmNlIsMBChBXYXRjaFJ1blJlc3BvbnNlEjYKBWV2ZW50GAEgASgLMh4uYXB1cy5vcmNoZXN0cmF0b3Iu
      djEuUnVuRXZlbnRIAFIFZXZlbnQSOgoGdG9rZW5zGAIgASgLMiAuYXB1cy5vcmNoZXN0cmF0b3IudjEuVG9r
      ZW5EZWx0YUgAUgZ0b2tlbnMSMQoFZW5kZWQYAyABKAsyGS5hcHVzLm9yY2hlc3RyYXRvci52MS5SdW5IAFIF
      ZW5kZWRCCAoGdXBkYXRlIpMBCghSdW5FdmVudBIaCghzZXF1ZW5jZRgBIAEoBFIIc2VxdWVuY2USEgoEdHlw
      ZRgCIAEoCVIEdHlwZRIXCgdzdGVwX2lkGAMgASgJUgZzdGVwSWQSJAoOcmVjb3JkZWRfYXRfbXMYBCABKANS
      DHJlY29yZGVkQXRNcxIYCgdzdW1tYXJ5GAUgASgJUgdzdW1tYXJ5InQKClRva2VuRGVsdGESFwoHc3RlcF9p
      ZBgBIAEoCVIGc3RlcElkEhIKBHRleHQYAiABKAlSBHRleHQSHwoLdG9rZW5fY291bnQYAyABKA1SCnRva2Vu
      Q291bnQSGAoHYXR0ZW1wdBgEIAEoDVIHYXR0ZW1wdCJDCg1HZXRSdW5SZXF1ZXN0EhsKCXRlbmFudF9pZBgB
      IAEoCVIIdGVuYW50SWQSFQoGcnVuX2lkGAIgASgJUgVydW5JZCI9Cg5HZXRSdW5SZXNwb25zZRIrCgNydW4Y
      ASABKAsyGS5hcHVzLm9yY2hlc3RyYXRvci52MS5SdW5SA3J1biKgAQoPTGlzdFJ1bnNSZXF1ZXN0EhsKCXRl
      bmFudF9pZBgBIAEoCVIIdGVuYW50SWQSNAoFc3RhdGUYAiABKA4yHi5hcHVzLm9yY2hlc3RyYXRvci52MS5S
      dW5TdGF0ZVIFc3RhdGUSGwoJcGFnZV9zaXplGAMgASgNUghwYWdlU2l6ZRIdCgpwYWdlX3Rva2VuGAQgASgJ
      UglwYWdlVG9rZW4iaQoQTGlzdFJ1bnNSZXNwb25zZRItCgRydW5zGAEgAygLMhkuYXB1cy5vcmNoZXN0cmF0
      b3IudjEuUnVuUgRydW5zEiYKD25leHRfcGFnZV90b2tlbhgCIAEoCVINbmV4dFBhZ2VUb2tlbiJeChBDYW5j
      ZWxSdW5SZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSFQoGcnVuX2lkGAIgASgJUgVydW5J
      ZBIWCgZyZWFzb24YAyABKAlSBnJlYXNvbiJAChFDYW5jZWxSdW5SZXNwb25zZRIrCgNydW4YASABKAsyGS5h
      cHVzLm9yY2hlc3RyYXRvci52MS5SdW5SA3J1biqaAQoIUnVuU3RhdGUSGQoVUlVOX1NUQVRFX1VOU1BFQ0lG
      SUVEEAASFAoQUlVOX1NUQVRFX1FVRVVFRBABEhUKEVJVTl9TVEFURV9SVU5OSU5HEAISFwoTUlVOX1NUQVRF
      X1NVQ0NFRURFRBADEhQKEFJVTl9TVEFURV9GQUlMRUQQBBIXChNSVU5fU1RBVEVfQ0FOQ0VMTEVEEAUqowEK
      CVN0ZXBTdGF0ZRIaChZTVEVQX1NUQVRFX1VOU1BFQ0lGSUVEEAASFgoSU1RFUF9TVEFURV9SVU5OSU5HEAES
      FwoTU1RFUF9TVEFURV9SRVRSWUlORxACEhgKFFNURVBfU1RBVEVfU1VDQ0VFREVEEAMSFQoRU1RFUF9TVEFU
      RV9GQUlMRUQQBBIYChRTVEVQX1NUQVRFX0NBTkNFTExFRBAFMt4DChNPcmNoZXN0cmF0b3JTZXJ2aWNlElwK
      CVN1Ym1pdFJ1bhImLmFwdXMub3JjaGVzdHJhdG9yLnYxLlN1Ym1pdFJ1blJlcXVlc3QaJy5hcHVzLm9yY2hl
      c3RyYXRvci52MS5TdWJtaXRSdW5SZXNwb25zZRJbCghXYXRjaFJ1bhIlLmFwdXMub3JjaGVzdHJhdG9yLnYx
      LldhdGNoUnVuUmVxdWVzdBomLmFwdXMub3JjaGVzdHJhdG9yLnYxLldhdGNoUnVuUmVzcG9uc2UwARJTCgZH
      ZXRSdW4SIy5hcHVzLm9yY2hlc3RyYXRvci52MS5HZXRSdW5SZXF1ZXN0GiQuYXB1cy5vcmNoZXN0cmF0b3Iu
      djEuR2V0UnVuUmVzcG9uc2USWQoITGlzdFJ1bnMSJS5hcHVzLm9yY2hlc3RyYXRvci52MS5MaXN0UnVuc1Jl
      cXVlc3QaJi5hcHVzLm9yY2hlc3RyYXRvci52MS5MaXN0UnVuc1Jlc3BvbnNlElwKCUNhbmNlbFJ1bhImLmFw
      dXMub3JjaGVzdHJhdG9yLnYxLkNhbmNlbFJ1blJlcXVlc3QaJy5hcHVzLm9yY2hlc3RyYXRvci52MS5DYW5j
      ZWxSdW5SZXNwb25zZWIGcHJvdG8z
      """
    ),
    dependencies: [
      Apus.Inference.V1.inferenceFileDescriptor
    ]
  )
}
