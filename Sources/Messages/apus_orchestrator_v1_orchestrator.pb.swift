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
    /// Its condition does not hold, or a step that it needs was skipped.
    case skipped
    /// It waits for an event, a signal, a person or a time.
    case waiting
    /// Its compensation is being executed.
    case undoing
    /// Its compensation is recorded.
    case undone
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
      .skipped,
      .waiting,
      .undoing,
      .undone,
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
      ("STEP_STATE_SKIPPED", 6),
      ("STEP_STATE_WAITING", 7),
      ("STEP_STATE_UNDOING", 8),
      ("STEP_STATE_UNDONE", 9),
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
      case 6: self = .skipped
      case 7: self = .waiting
      case 8: self = .undoing
      case 9: self = .undone
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
      case .skipped: 6
      case .waiting: 7
      case .undoing: 8
      case .undone: 9
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

    /// Whether nothing new starts until somebody resumes it.
    public var paused: Bool = false

    /// The run of which it is a step; empty for none.
    public var parentRunID: String = ""

    /// The run that it was forked from; empty for none.
    public var originRunID: String = ""

    /// What its workflow reports, by name; set when it has succeeded.
    public var outputs: Google.Protobuf.Struct?

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
      traceID: String = "",
      paused: Bool = false,
      parentRunID: String = "",
      originRunID: String = "",
      outputs: Google.Protobuf.Struct? = nil
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
      self.paused = paused
      self.parentRunID = parentRunID
      self.originRunID = originRunID
      self.outputs = outputs
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

    /// What the workflow takes, by name. `question` and `session_id` stand for the inputs
    /// `question` and
    /// `sessionID` where these are not given here.
    public var inputs: Google.Protobuf.Struct?

    /// Of the tenant's tasks that wait for the same agent, workers are given those of a higher
    /// priority first: -100 to 100.
    /// A step that has a priority of its own keeps it. Tenants are served in turn, whatever their
    /// priorities.
    public var priority: Int32 = 0

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
      idempotencyKey: String = "",
      inputs: Google.Protobuf.Struct? = nil,
      priority: Int32 = 0
    ) {
      self.tenantID = tenantID
      self.workflow = workflow
      self.question = question
      self.sessionID = sessionID
      self.idempotencyKey = idempotencyKey
      self.inputs = inputs
      self.priority = priority
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

    /// Go on where this token was given, in the place of `after_sequence`: any orchestrator on the
    /// store takes it,
    /// for 24 hours, for this tenant and run alone.
    public var continuationToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      runID: String = "",
      afterSequence: UInt64 = 0,
      continuationToken: String = ""
    ) {
      self.tenantID = tenantID
      self.runID = runID
      self.afterSequence = afterSequence
      self.continuationToken = continuationToken
    }
  }

  /// WatchRunResponse is something that happened to a run.
  public struct WatchRunResponse: Protobuf::Message {
    /// What happened.
    public var update: Update?

    /// Goes on after this event; set with events.
    public var continuationToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(update: Update? = nil, continuationToken: String = "") {
      self.update = update
      self.continuationToken = continuationToken
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

    /// Only runs that are paused, or only those that are not; absent means both.
    public var paused: Bool?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      state: RunState = .unspecified,
      pageSize: UInt32 = 0,
      pageToken: String = "",
      paused: Bool? = nil
    ) {
      self.tenantID = tenantID
      self.state = state
      self.pageSize = pageSize
      self.pageToken = pageToken
      self.paused = paused
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

  /// PauseRunRequest names a run to pause.
  public struct PauseRunRequest: Protobuf::Message {
    /// Whose run. Empty means "default".
    public var tenantID: String = ""

    /// The run.
    public var runID: String = ""

    /// Who asks, as the caller says; for the run's history. At most 128 bytes.
    public var by: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", runID: String = "", by: String = "") {
      self.tenantID = tenantID
      self.runID = runID
      self.by = by
    }
  }

  /// PauseRunResponse holds the run as it stands now.
  public struct PauseRunResponse: Protobuf::Message {
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

  /// ResumeRunRequest names a run to resume.
  public struct ResumeRunRequest: Protobuf::Message {
    /// Whose run. Empty means "default".
    public var tenantID: String = ""

    /// The run.
    public var runID: String = ""

    /// Who asks, as the caller says; for the run's history. At most 128 bytes.
    public var by: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", runID: String = "", by: String = "") {
      self.tenantID = tenantID
      self.runID = runID
      self.by = by
    }
  }

  /// ResumeRunResponse holds the run as it stands now.
  public struct ResumeRunResponse: Protobuf::Message {
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

  /// SignalRunRequest is a signal to a run.
  public struct SignalRunRequest: Protobuf::Message {
    /// Whose run. Empty means "default".
    public var tenantID: String = ""

    /// The run.
    public var runID: String = ""

    /// Who asks, as the caller says; for the run's history. At most 128 bytes.
    public var by: String = ""

    /// Name of the signal; at most 128 bytes.
    public var name: String = ""

    /// What the step that takes it gives on; absent means null.
    public var payload: Google.Protobuf.Value?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      runID: String = "",
      by: String = "",
      name: String = "",
      payload: Google.Protobuf.Value? = nil
    ) {
      self.tenantID = tenantID
      self.runID = runID
      self.by = by
      self.name = name
      self.payload = payload
    }
  }

  /// SignalRunResponse holds the run as it stands now.
  public struct SignalRunResponse: Protobuf::Message {
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

  /// AnswerStepRequest is a person's answer.
  public struct AnswerStepRequest: Protobuf::Message {
    /// Whose run. Empty means "default".
    public var tenantID: String = ""

    /// The run.
    public var runID: String = ""

    /// Who asks, as the caller says; for the run's history. At most 128 bytes.
    public var by: String = ""

    /// The step that asks, such as "approval" or "approval[1]".
    public var stepID: String = ""

    /// The answer; absent means null.
    public var answer: Google.Protobuf.Value?

    /// The groups that the person belongs to, as the caller says.
    public var groups: [String] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      runID: String = "",
      by: String = "",
      stepID: String = "",
      answer: Google.Protobuf.Value? = nil,
      groups: [String] = []
    ) {
      self.tenantID = tenantID
      self.runID = runID
      self.by = by
      self.stepID = stepID
      self.answer = answer
      self.groups = groups
    }
  }

  /// AnswerStepResponse holds the run as it stands now.
  public struct AnswerStepResponse: Protobuf::Message {
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

  /// PublishEventRequest is an event.
  public struct PublishEventRequest: Protobuf::Message {
    /// Whose runs. Empty means "default".
    public var tenantID: String = ""

    /// Name of the event; at most 128 bytes.
    public var name: String = ""

    /// What it says, at most 256 KiB as JSON; the steps that wait for it give it on, if its fields
    /// are those that
    /// they wait for.
    public var payload: Google.Protobuf.Struct?

    /// Makes a repeated call harmless; unique within the tenant. Empty means not idempotent.
    public var idempotencyKey: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      name: String = "",
      payload: Google.Protobuf.Struct? = nil,
      idempotencyKey: String = ""
    ) {
      self.tenantID = tenantID
      self.name = name
      self.payload = payload
      self.idempotencyKey = idempotencyKey
    }
  }

  /// PublishEventResponse tells what became of the event.
  public struct PublishEventResponse: Protobuf::Message {
    /// Steps that it reached; none when it had been published before.
    public var stepCount: UInt32 = 0

    /// Its place among the tenant's events, from 1, without gaps.
    public var sequence: UInt64 = 0

    /// Whether it had been published before, by a call with this idempotency key.
    public var isDuplicate: Bool = false

    /// The runs that it started.
    public var runIDs: [String] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      stepCount: UInt32 = 0,
      sequence: UInt64 = 0,
      isDuplicate: Bool = false,
      runIDs: [String] = []
    ) {
      self.stepCount = stepCount
      self.sequence = sequence
      self.isDuplicate = isDuplicate
      self.runIDs = runIDs
    }
  }

  /// RetryRunRequest names a run to retry.
  public struct RetryRunRequest: Protobuf::Message {
    /// Whose run. Empty means "default".
    public var tenantID: String = ""

    /// The run.
    public var runID: String = ""

    /// Who asks, as the caller says; for the run's history. At most 128 bytes.
    public var by: String = ""

    /// Perform this step again too, and all that follows from it, although they had completed;
    /// empty for
    /// none.
    public var stepID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", runID: String = "", by: String = "", stepID: String = "") {
      self.tenantID = tenantID
      self.runID = runID
      self.by = by
      self.stepID = stepID
    }
  }

  /// RetryRunResponse holds the run as it stands now.
  public struct RetryRunResponse: Protobuf::Message {
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

  /// ForkRunRequest names a run and a step to begin at.
  public struct ForkRunRequest: Protobuf::Message {
    /// Whose run. Empty means "default".
    public var tenantID: String = ""

    /// The run.
    public var runID: String = ""

    /// The step, without an index: it is performed, and all that follows from it.
    public var stepID: String = ""

    /// Other inputs for the steps that are performed; absent means those of the run.
    public var inputs: Google.Protobuf.Struct?

    /// Makes a repeated call harmless; unique within the tenant. Empty means not idempotent.
    public var idempotencyKey: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      runID: String = "",
      stepID: String = "",
      inputs: Google.Protobuf.Struct? = nil,
      idempotencyKey: String = ""
    ) {
      self.tenantID = tenantID
      self.runID = runID
      self.stepID = stepID
      self.inputs = inputs
      self.idempotencyKey = idempotencyKey
    }
  }

  /// ForkRunResponse holds the new run.
  public struct ForkRunResponse: Protobuf::Message {
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

  /// ExplainRunRequest names a run.
  public struct ExplainRunRequest: Protobuf::Message {
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

  /// ExplainRunResponse is the graph of what led to what.
  public struct ExplainRunResponse: Protobuf::Message {
    /// The run's submission, its steps and the signals that it was sent, in the order of the
    /// history.
    public var points: [RunPoint] = []

    /// What was given to which step, and by what.
    public var links: [RunLink] = []

    /// How the run ended; empty while it has not.
    public var outcome: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(points: [RunPoint] = [], links: [RunLink] = [], outcome: String = "") {
      self.points = points
      self.links = links
      self.outcome = outcome
    }
  }

  /// RunPoint is something in a run that leads to something else.
  public struct RunPoint: Protobuf::Message {
    /// "run", a step such as "search[1]", or a signal such as "signal go 12".
    public var id: String = ""

    /// Who did it, in words for people.
    public var by: String = ""

    /// The attempts at it, in order.
    public var attempts: [RunAttempt] = []

    /// Such as "completed", "skipped", "undone"; empty while it is under way.
    public var outcome: String = ""

    /// Why it was skipped, fell back or failed; empty otherwise.
    public var reason: String = ""

    /// One line for people about what it gave.
    public var summary: String = ""

    /// The RPCs that it made, in order.
    public var toolsCalled: [String] = []

    /// Prompt and completion tokens that it consumed.
    public var tokensUsed: UInt64 = 0

    /// What its output rests on, as its agent says: a prompt, ids of passages, a rule.
    public var evidence: Google.Protobuf.Value?

    /// What it gave; absent while it has not.
    public var output: Google.Protobuf.Value?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      id: String = "",
      by: String = "",
      attempts: [RunAttempt] = [],
      outcome: String = "",
      reason: String = "",
      summary: String = "",
      toolsCalled: [String] = [],
      tokensUsed: UInt64 = 0,
      evidence: Google.Protobuf.Value? = nil,
      output: Google.Protobuf.Value? = nil
    ) {
      self.id = id
      self.by = by
      self.attempts = attempts
      self.outcome = outcome
      self.reason = reason
      self.summary = summary
      self.toolsCalled = toolsCalled
      self.tokensUsed = tokensUsed
      self.evidence = evidence
      self.output = output
    }
  }

  /// RunAttempt is one attempt at a step.
  public struct RunAttempt: Protobuf::Message {
    /// Its number, from 1.
    public var number: UInt32 = 0

    /// "step", "fallback" or "compensation".
    public var role: String = ""

    /// When it began, in milliseconds since 1970-01-01 UTC.
    public var startedAtMs: Int64 = 0

    /// When it ended, in milliseconds since 1970-01-01 UTC; absent while it has not.
    public var endedAtMs: Int64?

    /// Such as "completed" or "failed: retrieval is away"; empty while it is under way.
    public var outcome: String = ""

    /// The event of the run's history that began it.
    public var sequence: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      number: UInt32 = 0,
      role: String = "",
      startedAtMs: Int64 = 0,
      endedAtMs: Int64? = nil,
      outcome: String = "",
      sequence: UInt64 = 0
    ) {
      self.number = number
      self.role = role
      self.startedAtMs = startedAtMs
      self.endedAtMs = endedAtMs
      self.outcome = outcome
      self.sequence = sequence
    }
  }

  /// RunLink leads from what gave something to the step that it was given to.
  public struct RunLink: Protobuf::Message {
    /// The id of a point.
    public var from: String = ""

    /// The id of a point.
    public var to: String = ""

    /// As what, such as "input 'question'", "when" or "after".
    public var role: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(from: String = "", to: String = "", role: String = "") {
      self.from = from
      self.to = to
      self.role = role
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
      .init(13, "paused", .bool),
      .init(14, "parent_run_id", .string),
      .init(15, "origin_run_id", .string),
      .init(16, "outputs", .message(Google.Protobuf.Struct.self)),
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
    writer.implicit(12, paused)
    writer.implicit(13, parentRunID)
    writer.implicit(14, originRunID)
    writer.optional(15, outputs)
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
    try reader.implicit(12, into: &paused)
    try reader.implicit(13, into: &parentRunID)
    try reader.implicit(14, into: &originRunID)
    try reader.optional(15, into: &outputs)
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
      .init(6, "inputs", .message(Google.Protobuf.Struct.self)),
      .init(7, "priority", .int32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, workflow)
    writer.implicit(2, question)
    writer.implicit(3, sessionID)
    writer.implicit(4, idempotencyKey)
    writer.optional(5, inputs)
    writer.implicit(6, priority)
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
    try reader.optional(5, into: &inputs)
    try reader.implicit(6, into: &priority)
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
      .init(4, "continuation_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, runID)
    writer.implicit(2, afterSequence)
    writer.implicit(3, continuationToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &runID)
    try reader.implicit(2, into: &afterSequence)
    try reader.implicit(3, into: &continuationToken)
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
      .init(4, "continuation_token", .string),
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
    writer.implicit(3, continuationToken)
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
    try reader.implicit(3, into: &continuationToken)
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
      .init(5, "paused", .bool, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, state)
    writer.implicit(2, pageSize)
    writer.implicit(3, pageToken)
    writer.optional(4, paused)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &state)
    try reader.implicit(2, into: &pageSize)
    try reader.implicit(3, into: &pageToken)
    try reader.optional(4, into: &paused)
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

extension Apus.Orchestrator.V1.PauseRunRequest {
  /// `apus.orchestrator.v1.PauseRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.PauseRunRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "run_id", .string),
      .init(3, "by", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, runID)
    writer.implicit(2, by)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &runID)
    try reader.implicit(2, into: &by)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.PauseRunResponse {
  /// `apus.orchestrator.v1.PauseRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.PauseRunResponse",
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

extension Apus.Orchestrator.V1.ResumeRunRequest {
  /// `apus.orchestrator.v1.ResumeRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ResumeRunRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "run_id", .string),
      .init(3, "by", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, runID)
    writer.implicit(2, by)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &runID)
    try reader.implicit(2, into: &by)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.ResumeRunResponse {
  /// `apus.orchestrator.v1.ResumeRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ResumeRunResponse",
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

extension Apus.Orchestrator.V1.SignalRunRequest {
  /// `apus.orchestrator.v1.SignalRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.SignalRunRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "run_id", .string),
      .init(3, "by", .string),
      .init(4, "name", .string),
      .init(5, "payload", .message(Google.Protobuf.Value.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, runID)
    writer.implicit(2, by)
    writer.implicit(3, name)
    writer.optional(4, payload)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &runID)
    try reader.implicit(2, into: &by)
    try reader.implicit(3, into: &name)
    try reader.optional(4, into: &payload)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.SignalRunResponse {
  /// `apus.orchestrator.v1.SignalRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.SignalRunResponse",
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

extension Apus.Orchestrator.V1.AnswerStepRequest {
  /// `apus.orchestrator.v1.AnswerStepRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.AnswerStepRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "run_id", .string),
      .init(3, "by", .string),
      .init(4, "step_id", .string),
      .init(5, "answer", .message(Google.Protobuf.Value.self)),
      .init(6, "groups", .string, .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, runID)
    writer.implicit(2, by)
    writer.implicit(3, stepID)
    writer.optional(4, answer)
    writer.repeated(5, groups)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &runID)
    try reader.implicit(2, into: &by)
    try reader.implicit(3, into: &stepID)
    try reader.optional(4, into: &answer)
    try reader.repeated(5, into: &groups)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.AnswerStepResponse {
  /// `apus.orchestrator.v1.AnswerStepResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.AnswerStepResponse",
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

extension Apus.Orchestrator.V1.PublishEventRequest {
  /// `apus.orchestrator.v1.PublishEventRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.PublishEventRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "name", .string),
      .init(3, "payload", .message(Google.Protobuf.Struct.self)),
      .init(4, "idempotency_key", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, name)
    writer.optional(2, payload)
    writer.implicit(3, idempotencyKey)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &name)
    try reader.optional(2, into: &payload)
    try reader.implicit(3, into: &idempotencyKey)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.PublishEventResponse {
  /// `apus.orchestrator.v1.PublishEventResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.PublishEventResponse",
    [
      .init(1, "step_count", .uint32),
      .init(2, "sequence", .uint64),
      .init(3, "is_duplicate", .bool),
      .init(4, "run_ids", .string, .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, stepCount)
    writer.implicit(1, sequence)
    writer.implicit(2, isDuplicate)
    writer.repeated(3, runIDs)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &stepCount)
    try reader.implicit(1, into: &sequence)
    try reader.implicit(2, into: &isDuplicate)
    try reader.repeated(3, into: &runIDs)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RetryRunRequest {
  /// `apus.orchestrator.v1.RetryRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RetryRunRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "run_id", .string),
      .init(3, "by", .string),
      .init(4, "step_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, runID)
    writer.implicit(2, by)
    writer.implicit(3, stepID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &runID)
    try reader.implicit(2, into: &by)
    try reader.implicit(3, into: &stepID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RetryRunResponse {
  /// `apus.orchestrator.v1.RetryRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RetryRunResponse",
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

extension Apus.Orchestrator.V1.ForkRunRequest {
  /// `apus.orchestrator.v1.ForkRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ForkRunRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "run_id", .string),
      .init(3, "step_id", .string),
      .init(4, "inputs", .message(Google.Protobuf.Struct.self)),
      .init(5, "idempotency_key", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, runID)
    writer.implicit(2, stepID)
    writer.optional(3, inputs)
    writer.implicit(4, idempotencyKey)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &runID)
    try reader.implicit(2, into: &stepID)
    try reader.optional(3, into: &inputs)
    try reader.implicit(4, into: &idempotencyKey)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.ForkRunResponse {
  /// `apus.orchestrator.v1.ForkRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ForkRunResponse",
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

extension Apus.Orchestrator.V1.ExplainRunRequest {
  /// `apus.orchestrator.v1.ExplainRunRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ExplainRunRequest",
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

extension Apus.Orchestrator.V1.ExplainRunResponse {
  /// `apus.orchestrator.v1.ExplainRunResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ExplainRunResponse",
    [
      .init(1, "points", .message(Apus.Orchestrator.V1.RunPoint.self), .repeated),
      .init(2, "links", .message(Apus.Orchestrator.V1.RunLink.self), .repeated),
      .init(3, "outcome", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, points)
    writer.repeated(1, links)
    writer.implicit(2, outcome)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &points)
    try reader.repeated(1, into: &links)
    try reader.implicit(2, into: &outcome)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RunPoint {
  /// `apus.orchestrator.v1.RunPoint` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RunPoint",
    [
      .init(1, "id", .string),
      .init(2, "by", .string),
      .init(3, "attempts", .message(Apus.Orchestrator.V1.RunAttempt.self), .repeated),
      .init(4, "outcome", .string),
      .init(5, "reason", .string),
      .init(6, "summary", .string),
      .init(7, "tools_called", .string, .repeated),
      .init(8, "tokens_used", .uint64),
      .init(9, "evidence", .message(Google.Protobuf.Value.self)),
      .init(10, "output", .message(Google.Protobuf.Value.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, id)
    writer.implicit(1, by)
    writer.repeated(2, attempts)
    writer.implicit(3, outcome)
    writer.implicit(4, reason)
    writer.implicit(5, summary)
    writer.repeated(6, toolsCalled)
    writer.implicit(7, tokensUsed)
    writer.optional(8, evidence)
    writer.optional(9, output)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &id)
    try reader.implicit(1, into: &by)
    try reader.repeated(2, into: &attempts)
    try reader.implicit(3, into: &outcome)
    try reader.implicit(4, into: &reason)
    try reader.implicit(5, into: &summary)
    try reader.repeated(6, into: &toolsCalled)
    try reader.implicit(7, into: &tokensUsed)
    try reader.optional(8, into: &evidence)
    try reader.optional(9, into: &output)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RunAttempt {
  /// `apus.orchestrator.v1.RunAttempt` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RunAttempt",
    [
      .init(1, "number", .uint32),
      .init(2, "role", .string),
      .init(3, "started_at_ms", .int64),
      .init(4, "ended_at_ms", .int64, .optional),
      .init(5, "outcome", .string),
      .init(6, "sequence", .uint64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, number)
    writer.implicit(1, role)
    writer.implicit(2, startedAtMs)
    writer.optional(3, endedAtMs)
    writer.implicit(4, outcome)
    writer.implicit(5, sequence)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &number)
    try reader.implicit(1, into: &role)
    try reader.implicit(2, into: &startedAtMs)
    try reader.optional(3, into: &endedAtMs)
    try reader.implicit(4, into: &outcome)
    try reader.implicit(5, into: &sequence)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RunLink {
  /// `apus.orchestrator.v1.RunLink` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RunLink",
    [
      .init(1, "from", .string),
      .init(2, "to", .string),
      .init(3, "role", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, from)
    writer.implicit(1, to)
    writer.implicit(2, role)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &from)
    try reader.implicit(1, into: &to)
    try reader.implicit(2, into: &role)
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
    /// that one ended.
    ///
    /// NOT_FOUND: no such run. INVALID_ARGUMENT: the continuation token was changed or is none of
    /// this store's.
    /// PERMISSION_DENIED: it is of another tenant or run. FAILED_PRECONDITION: it has expired.
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

    /// PauseRun lets nothing new start in a run; what is in flight finishes. FAILED_PRECONDITION:
    /// the run
    /// has ended.
    func pauseRun(
      _ request: PauseRunRequest,
      context: ServerContext
    ) async throws -> PauseRunResponse

    /// ResumeRun lets a paused run go on. FAILED_PRECONDITION: the run has ended.
    func resumeRun(
      _ request: ResumeRunRequest,
      context: ServerContext
    ) async throws -> ResumeRunResponse

    /// SignalRun gives a run a signal, for the step that waits for it now or later.
    /// FAILED_PRECONDITION: no step of the workflow waits for such a signal, or it is not of the
    /// type that
    /// the step accepts, or the run has ended.
    func signalRun(
      _ request: SignalRunRequest,
      context: ServerContext
    ) async throws -> SignalRunResponse

    /// AnswerStep gives the answer that a step waits for, once. FAILED_PRECONDITION: the step asks
    /// somebody
    /// else, accepts another type, or has its answer.
    func answerStep(
      _ request: AnswerStepRequest,
      context: ServerContext
    ) async throws -> AnswerStepResponse

    /// PublishEvent keeps an event for the tenant's consumer groups (EventService) and sends it to
    /// every step of
    /// the tenant's runs that waits for it, and starts a run of each workflow that says so: all or
    /// nothing. The same
    /// idempotency key again publishes nothing.
    ///
    /// RESOURCE_EXHAUSTED: the tenant has too many unfinished runs for those that it would start.
    /// ALREADY_EXISTS: the idempotency key belongs to an event of another name or payload.
    func publishEvent(
      _ request: PublishEventRequest,
      context: ServerContext
    ) async throws -> PublishEventResponse

    /// RetryRun has a run that failed or was cancelled go on with what had not completed.
    /// FAILED_PRECONDITION: the run has not ended, or has succeeded.
    func retryRun(
      _ request: RetryRunRequest,
      context: ServerContext
    ) async throws -> RetryRunResponse

    /// ForkRun begins a new run with the results of another one that do not follow from a step.
    /// FAILED_PRECONDITION: there is no such step.
    func forkRun(_ request: ForkRunRequest, context: ServerContext) async throws -> ForkRunResponse

    /// ExplainRun tells what led to what in a run, from its history alone.
    func explainRun(
      _ request: ExplainRunRequest,
      context: ServerContext
    ) async throws -> ExplainRunResponse
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
      /// `/apus.orchestrator.v1.OrchestratorService/PauseRun`
      public static let pauseRun = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "PauseRun"
      )
      /// `/apus.orchestrator.v1.OrchestratorService/ResumeRun`
      public static let resumeRun = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "ResumeRun"
      )
      /// `/apus.orchestrator.v1.OrchestratorService/SignalRun`
      public static let signalRun = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "SignalRun"
      )
      /// `/apus.orchestrator.v1.OrchestratorService/AnswerStep`
      public static let answerStep = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "AnswerStep"
      )
      /// `/apus.orchestrator.v1.OrchestratorService/PublishEvent`
      public static let publishEvent = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "PublishEvent"
      )
      /// `/apus.orchestrator.v1.OrchestratorService/RetryRun`
      public static let retryRun = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "RetryRun"
      )
      /// `/apus.orchestrator.v1.OrchestratorService/ForkRun`
      public static let forkRun = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "ForkRun"
      )
      /// `/apus.orchestrator.v1.OrchestratorService/ExplainRun`
      public static let explainRun = MethodPath(
        service: "apus.orchestrator.v1.OrchestratorService",
        method: "ExplainRun"
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
    /// that one ended.
    ///
    /// NOT_FOUND: no such run. INVALID_ARGUMENT: the continuation token was changed or is none of
    /// this store's.
    /// PERMISSION_DENIED: it is of another tenant or run. FAILED_PRECONDITION: it has expired.
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

    /// PauseRun lets nothing new start in a run; what is in flight finishes. FAILED_PRECONDITION:
    /// the run
    /// has ended.
    public func pauseRun(
      _ request: PauseRunRequest,
      options: CallOptions = .defaults
    ) async throws -> PauseRunResponse {
      try await channel.unary(Method.pauseRun, request, options: options)
    }

    /// ResumeRun lets a paused run go on. FAILED_PRECONDITION: the run has ended.
    public func resumeRun(
      _ request: ResumeRunRequest,
      options: CallOptions = .defaults
    ) async throws -> ResumeRunResponse {
      try await channel.unary(Method.resumeRun, request, options: options)
    }

    /// SignalRun gives a run a signal, for the step that waits for it now or later.
    /// FAILED_PRECONDITION: no step of the workflow waits for such a signal, or it is not of the
    /// type that
    /// the step accepts, or the run has ended.
    public func signalRun(
      _ request: SignalRunRequest,
      options: CallOptions = .defaults
    ) async throws -> SignalRunResponse {
      try await channel.unary(Method.signalRun, request, options: options)
    }

    /// AnswerStep gives the answer that a step waits for, once. FAILED_PRECONDITION: the step asks
    /// somebody
    /// else, accepts another type, or has its answer.
    public func answerStep(
      _ request: AnswerStepRequest,
      options: CallOptions = .defaults
    ) async throws -> AnswerStepResponse {
      try await channel.unary(Method.answerStep, request, options: options)
    }

    /// PublishEvent keeps an event for the tenant's consumer groups (EventService) and sends it to
    /// every step of
    /// the tenant's runs that waits for it, and starts a run of each workflow that says so: all or
    /// nothing. The same
    /// idempotency key again publishes nothing.
    ///
    /// RESOURCE_EXHAUSTED: the tenant has too many unfinished runs for those that it would start.
    /// ALREADY_EXISTS: the idempotency key belongs to an event of another name or payload.
    public func publishEvent(
      _ request: PublishEventRequest,
      options: CallOptions = .defaults
    ) async throws -> PublishEventResponse {
      try await channel.unary(Method.publishEvent, request, options: options)
    }

    /// RetryRun has a run that failed or was cancelled go on with what had not completed.
    /// FAILED_PRECONDITION: the run has not ended, or has succeeded.
    public func retryRun(
      _ request: RetryRunRequest,
      options: CallOptions = .defaults
    ) async throws -> RetryRunResponse {
      try await channel.unary(Method.retryRun, request, options: options)
    }

    /// ForkRun begins a new run with the results of another one that do not follow from a step.
    /// FAILED_PRECONDITION: there is no such step.
    public func forkRun(
      _ request: ForkRunRequest,
      options: CallOptions = .defaults
    ) async throws -> ForkRunResponse {
      try await channel.unary(Method.forkRun, request, options: options)
    }

    /// ExplainRun tells what led to what in a run, from its history alone.
    public func explainRun(
      _ request: ExplainRunRequest,
      options: CallOptions = .defaults
    ) async throws -> ExplainRunResponse {
      try await channel.unary(Method.explainRun, request, options: options)
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
        .unary("PauseRun") {
          (request: Apus.Orchestrator.V1.PauseRunRequest, context: ServerContext) in
          try await self.pauseRun(request, context: context)
        },
        .unary("ResumeRun") {
          (request: Apus.Orchestrator.V1.ResumeRunRequest, context: ServerContext) in
          try await self.resumeRun(request, context: context)
        },
        .unary("SignalRun") {
          (request: Apus.Orchestrator.V1.SignalRunRequest, context: ServerContext) in
          try await self.signalRun(request, context: context)
        },
        .unary("AnswerStep") {
          (request: Apus.Orchestrator.V1.AnswerStepRequest, context: ServerContext) in
          try await self.answerStep(request, context: context)
        },
        .unary("PublishEvent") {
          (request: Apus.Orchestrator.V1.PublishEventRequest, context: ServerContext) in
          try await self.publishEvent(request, context: context)
        },
        .unary("RetryRun") {
          (request: Apus.Orchestrator.V1.RetryRunRequest, context: ServerContext) in
          try await self.retryRun(request, context: context)
        },
        .unary("ForkRun") {
          (request: Apus.Orchestrator.V1.ForkRunRequest, context: ServerContext) in
          try await self.forkRun(request, context: context)
        },
        .unary("ExplainRun") {
          (request: Apus.Orchestrator.V1.ExplainRunRequest, context: ServerContext) in
          try await self.explainRun(request, context: context)
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
      GiFhcHVzL2luZmVyZW5jZS92MS9pbmZlcmVuY2UucHJvdG8aHGdvb2dsZS9wcm90b2J1Zi9zdHJ1Y3QucHJv
      dG8i3wQKA1J1bhIVCgZydW5faWQYASABKAlSBXJ1bklkEhoKCHdvcmtmbG93GAIgASgJUgh3b3JrZmxvdxIp
      ChB3b3JrZmxvd192ZXJzaW9uGAMgASgNUg93b3JrZmxvd1ZlcnNpb24SNAoFc3RhdGUYBCABKA4yHi5hcHVz
      Lm9yY2hlc3RyYXRvci52MS5SdW5TdGF0ZVIFc3RhdGUSGgoIcXVlc3Rpb24YBSABKAlSCHF1ZXN0aW9uEh0K
      CnNlc3Npb25faWQYBiABKAlSCXNlc3Npb25JZBImCg9zdWJtaXR0ZWRfYXRfbXMYByABKANSDXN1Ym1pdHRl
      ZEF0TXMSIwoLZW5kZWRfYXRfbXMYCCABKANIAFIJZW5kZWRBdE1ziAEBEhYKBnJlYXNvbhgJIAEoCVIGcmVh
      c29uEjQKBnJlcG9ydBgKIAEoCzIcLmFwdXMub3JjaGVzdHJhdG9yLnYxLlJlcG9ydFIGcmVwb3J0EjAKBXN0
      ZXBzGAsgAygLMhouYXB1cy5vcmNoZXN0cmF0b3IudjEuU3RlcFIFc3RlcHMSGQoIdHJhY2VfaWQYDCABKAlS
      B3RyYWNlSWQSFgoGcGF1c2VkGA0gASgIUgZwYXVzZWQSIgoNcGFyZW50X3J1bl9pZBgOIAEoCVILcGFyZW50
      UnVuSWQSIgoNb3JpZ2luX3J1bl9pZBgPIAEoCVILb3JpZ2luUnVuSWQSMQoHb3V0cHV0cxgQIAEoCzIXLmdv
      b2dsZS5wcm90b2J1Zi5TdHJ1Y3RSB291dHB1dHNCDgoMX2VuZGVkX2F0X21zIqoCCgRTdGVwEhcKB3N0ZXBf
      aWQYASABKAlSBnN0ZXBJZBIUCgVhZ2VudBgCIAEoCVIFYWdlbnQSNQoFc3RhdGUYAyABKA4yHy5hcHVzLm9y
      Y2hlc3RyYXRvci52MS5TdGVwU3RhdGVSBXN0YXRlEhoKCGF0dGVtcHRzGAQgASgNUghhdHRlbXB0cxInCg1z
      dGFydGVkX2F0X21zGAUgASgDSABSC3N0YXJ0ZWRBdE1ziAEBEiMKC2VuZGVkX2F0X21zGAYgASgDSAFSCWVu
      ZGVkQXRNc4gBARIWCgZyZWFzb24YByABKAlSBnJlYXNvbhIYCgdzdW1tYXJ5GAggASgJUgdzdW1tYXJ5QhAK
      Dl9zdGFydGVkX2F0X21zQg4KDF9lbmRlZF9hdF9tcyL0AQoGUmVwb3J0EhYKBmFuc3dlchgBIAEoCVIGYW5z
      d2VyEjYKB3NvdXJjZXMYAiADKAsyHC5hcHVzLm9yY2hlc3RyYXRvci52MS5Tb3VyY2VSB3NvdXJjZXMSIwoN
      c3ViX3F1ZXN0aW9ucxgDIAMoCVIMc3ViUXVlc3Rpb25zEkEKD3N5bnRoZXNpc191c2FnZRgEIAEoCzIYLmFw
      dXMuaW5mZXJlbmNlLnYxLlVzYWdlUg5zeW50aGVzaXNVc2FnZRIyCgVtb2RlbBgFIAEoCzIcLmFwdXMuaW5m
      ZXJlbmNlLnYxLk1vZGVsSW5mb1IFbW9kZWwi8QEKBlNvdXJjZRIWCgZudW1iZXIYASABKA1SBm51bWJlchIl
      Cg5kb2N1bWVudF90aXRsZRgCIAEoCVINZG9jdW1lbnRUaXRsZRIhCgxkb2N1bWVudF91cmkYAyABKAlSC2Rv
      Y3VtZW50VXJpEhgKB3NlY3Rpb24YBCADKAlSB3NlY3Rpb24SFAoFc2NvcmUYBSABKAFSBXNjb3JlEhsKBmNv
      c2luZRgGIAEoAkgAUgZjb3NpbmWIAQESEgoEdGV4dBgHIAEoCVIEdGV4dBIZCghjaHVua19pZBgIIAEoCVIH
      Y2h1bmtJZEIJCgdfY29zaW5lIvwBChBTdWJtaXRSdW5SZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVu
      YW50SWQSGgoId29ya2Zsb3cYAiABKAlSCHdvcmtmbG93EhoKCHF1ZXN0aW9uGAMgASgJUghxdWVzdGlvbhId
      CgpzZXNzaW9uX2lkGAQgASgJUglzZXNzaW9uSWQSJwoPaWRlbXBvdGVuY3lfa2V5GAUgASgJUg5pZGVtcG90
      ZW5jeUtleRIvCgZpbnB1dHMYBiABKAsyFy5nb29nbGUucHJvdG9idWYuU3RydWN0UgZpbnB1dHMSGgoIcHJp
      b3JpdHkYByABKAVSCHByaW9yaXR5IkAKEVN1Ym1pdFJ1blJlc3BvbnNlEisKA3J1bhgBIAEoCzIZLmFwdXMu
      b3JjaGVzdHJhdG9yLnYxLlJ1blIDcnVuIpsBCg9XYXRjaFJ1blJlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJ
      Ugh0ZW5hbnRJZBIVCgZydW5faWQYAiABKAlSBXJ1bklkEiUKDmFmdGVyX3NlcXVlbmNlGAMgASgEUg1hZnRl
      clNlcXVlbmNlEi0KEmNvbnRpbnVhdGlvbl90b2tlbhgEIAEoCVIRY29udGludWF0aW9uVG9rZW4i8gEKEFdh
      dGNoUnVuUmVzcG9uc2USNgoFZXZlbnQYASABKAsyHi5hcHVzLm9yY2hlc3RyYXRvci52MS5SdW5FdmVudEgA
      UgVldmVudBI6CgZ0b2tlbnMYAiABKAsyIC5hcHVzLm9yY2hlc3RyYXRvci52MS5Ub2tlbkRlbHRhSABSBnRv
      a2VucxIxCgVlbmRlZBgDIAEoCzIZLmFwdXMub3JjaGVzdHJhdG9yLnYxLlJ1bkgAUgVlbmRlZBItChJjb250
      aW51YXRpb25fdG9rZW4YBCABKAlSEWNvbnRpbnVhdGlvblRva2VuQggKBnVwZGF0ZSKTAQoIUnVuRXZlbnQS
      GgoIc2VxdWVuY2UYASABKARSCHNlcXVlbmNlEhIKBHR5cGUYAiABKAlSBHR5cGUSFwoHc3RlcF9pZBgDIAEo
      CVIGc3RlcElkEiQKDnJlY29yZGVkX2F0X21zGAQgASgDUgxyZWNvcmRlZEF0TXMSGAoHc3VtbWFyeRgFIAEo
      CVIHc3VtbWFyeSJ0CgpUb2tlbkRlbHRhEhcKB3N0ZXBfaWQYASABKAlSBnN0ZXBJZBISCgR0ZXh0GAIgASgJ
      UgR0ZXh0Eh8KC3Rva2VuX2NvdW50GAMgASgNUgp0b2tlbkNvdW50EhgKB2F0dGVtcHQYBCABKA1SB2F0dGVt
      cHQiQwoNR2V0UnVuUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRlbmFudElkEhUKBnJ1bl9pZBgCIAEo
      CVIFcnVuSWQiPQoOR2V0UnVuUmVzcG9uc2USKwoDcnVuGAEgASgLMhkuYXB1cy5vcmNoZXN0cmF0b3IudjEu
      UnVuUgNydW4iyAEKD0xpc3RSdW5zUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRlbmFudElkEjQKBXN0
      YXRlGAIgASgOMh4uYXB1cy5vcmNoZXN0cmF0b3IudjEuUnVuU3RhdGVSBXN0YXRlEhsKCXBhZ2Vfc2l6ZRgD
      IAEoDVIIcGFnZVNpemUSHQoKcGFnZV90b2tlbhgEIAEoCVIJcGFnZVRva2VuEhsKBnBhdXNlZBgFIAEoCEgA
      UgZwYXVzZWSIAQFCCQoHX3BhdXNlZCJpChBMaXN0UnVuc1Jlc3BvbnNlEi0KBHJ1bnMYASADKAsyGS5hcHVz
      Lm9yY2hlc3RyYXRvci52MS5SdW5SBHJ1bnMSJgoPbmV4dF9wYWdlX3Rva2VuGAIgASgJUg1uZXh0UGFnZVRv
      a2VuIl4KEENhbmNlbFJ1blJlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIVCgZydW5faWQY
      AiABKAlSBXJ1bklkEhYKBnJlYXNvbhgDIAEoCVIGcmVhc29uIkAKEUNhbmNlbFJ1blJlc3BvbnNlEisKA3J1
      bhgBIAEoCzIZLmFwdXMub3JjaGVzdHJhdG9yLnYxLlJ1blIDcnVuIlUKD1BhdXNlUnVuUmVxdWVzdBIbCgl0
      ZW5hbnRfaWQYASABKAlSCHRlbmFudElkEhUKBnJ1bl9pZBgCIAEoCVIFcnVuSWQSDgoCYnkYAyABKAlSAmJ5
      Ij8KEFBhdXNlUnVuUmVzcG9uc2USKwoDcnVuGAEgASgLMhkuYXB1cy5vcmNoZXN0cmF0b3IudjEuUnVuUgNy
      dW4iVgoQUmVzdW1lUnVuUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRlbmFudElkEhUKBnJ1bl9pZBgC
      IAEoCVIFcnVuSWQSDgoCYnkYAyABKAlSAmJ5IkAKEVJlc3VtZVJ1blJlc3BvbnNlEisKA3J1bhgBIAEoCzIZ
      LmFwdXMub3JjaGVzdHJhdG9yLnYxLlJ1blIDcnVuIpwBChBTaWduYWxSdW5SZXF1ZXN0EhsKCXRlbmFudF9p
      ZBgBIAEoCVIIdGVuYW50SWQSFQoGcnVuX2lkGAIgASgJUgVydW5JZBIOCgJieRgDIAEoCVICYnkSEgoEbmFt
      ZRgEIAEoCVIEbmFtZRIwCgdwYXlsb2FkGAUgASgLMhYuZ29vZ2xlLnByb3RvYnVmLlZhbHVlUgdwYXlsb2Fk
      IkAKEVNpZ25hbFJ1blJlc3BvbnNlEisKA3J1bhgBIAEoCzIZLmFwdXMub3JjaGVzdHJhdG9yLnYxLlJ1blID
      cnVuIrgBChFBbnN3ZXJTdGVwUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRlbmFudElkEhUKBnJ1bl9p
      ZBgCIAEoCVIFcnVuSWQSDgoCYnkYAyABKAlSAmJ5EhcKB3N0ZXBfaWQYBCABKAlSBnN0ZXBJZBIuCgZhbnN3
      ZXIYBSABKAsyFi5nb29nbGUucHJvdG9idWYuVmFsdWVSBmFuc3dlchIWCgZncm91cHMYBiADKAlSBmdyb3Vw
      cyJBChJBbnN3ZXJTdGVwUmVzcG9uc2USKwoDcnVuGAEgASgLMhkuYXB1cy5vcmNoZXN0cmF0b3IudjEuUnVu
      UgNydW4iogEKE1B1Ymxpc2hFdmVudFJlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBISCgRu
      YW1lGAIgASgJUgRuYW1lEjEKB3BheWxvYWQYAyABKAsyFy5nb29nbGUucHJvdG9idWYuU3RydWN0UgdwYXls
      b2FkEicKD2lkZW1wb3RlbmN5X2tleRgEIAEoCVIOaWRlbXBvdGVuY3lLZXkijQEKFFB1Ymxpc2hFdmVudFJl
      c3BvbnNlEh0KCnN0ZXBfY291bnQYASABKA1SCXN0ZXBDb3VudBIaCghzZXF1ZW5jZRgCIAEoBFIIc2VxdWVu
      Y2USIQoMaXNfZHVwbGljYXRlGAMgASgIUgtpc0R1cGxpY2F0ZRIXCgdydW5faWRzGAQgAygJUgZydW5JZHMi
      bgoPUmV0cnlSdW5SZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSFQoGcnVuX2lkGAIgASgJ
      UgVydW5JZBIOCgJieRgDIAEoCVICYnkSFwoHc3RlcF9pZBgEIAEoCVIGc3RlcElkIj8KEFJldHJ5UnVuUmVz
      cG9uc2USKwoDcnVuGAEgASgLMhkuYXB1cy5vcmNoZXN0cmF0b3IudjEuUnVuUgNydW4itwEKDkZvcmtSdW5S
      ZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSFQoGcnVuX2lkGAIgASgJUgVydW5JZBIXCgdz
      dGVwX2lkGAMgASgJUgZzdGVwSWQSLwoGaW5wdXRzGAQgASgLMhcuZ29vZ2xlLnByb3RvYnVmLlN0cnVjdFIG
      aW5wdXRzEicKD2lkZW1wb3RlbmN5X2tleRgFIAEoCVIOaWRlbXBvdGVuY3lLZXkiPgoPRm9ya1J1blJlc3Bv
      bnNlEisKA3J1bhgBIAEoCzIZLmFwdXMub3JjaGVzdHJhdG9yLnYxLlJ1blIDcnVuIkcKEUV4cGxhaW5SdW5S
      ZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSFQoGcnVuX2lkGAIgASgJUgVydW5JZCKbAQoS
      RXhwbGFpblJ1blJlc3BvbnNlEjYKBnBvaW50cxgBIAMoCzIeLmFwdXMub3JjaGVzdHJhdG9yLnYxLlJ1blBv
      aW50UgZwb2ludHMSMwoFbGlua3MYAiADKAsyHS5hcHVzLm9yY2hlc3RyYXRvci52MS5SdW5MaW5rUgVsaW5r
      cxIYCgdvdXRjb21lGAMgASgJUgdvdXRjb21lItwCCghSdW5Qb2ludBIOCgJpZBgBIAEoCVICaWQSDgoCYnkY
      AiABKAlSAmJ5EjwKCGF0dGVtcHRzGAMgAygLMiAuYXB1cy5vcmNoZXN0cmF0b3IudjEuUnVuQXR0ZW1wdFII
      YXR0ZW1wdHMSGAoHb3V0Y29tZRgEIAEoCVIHb3V0Y29tZRIWCgZyZWFzb24YBSABKAlSBnJlYXNvbhIYCgdz
      dW1tYXJ5GAYgASgJUgdzdW1tYXJ5EiEKDHRvb2xzX2NhbGxlZBgHIAMoCVILdG9vbHNDYWxsZWQSHwoLdG9r
      ZW5zX3VzZWQYCCABKARSCnRva2Vuc1VzZWQSMgoIZXZpZGVuY2UYCSABKAsyFi5nb29nbGUucHJvdG9idWYu
      VmFsdWVSCGV2aWRlbmNlEi4KBm91dHB1dBgKIAEoCzIWLmdvb2dsZS5wcm90b2J1Zi5WYWx1ZVIGb3V0cHV0
      IscBCgpSdW5BdHRlbXB0EhYKBm51bWJlchgBIAEoDVIGbnVtYmVyEhIKBHJvbGUYAiABKAlSBHJvbGUSIgoN
      c3RhcnRlZF9hdF9tcxgDIAEoA1ILc3RhcnRlZEF0TXMSIwoLZW5kZWRfYXRfbXMYBCABKANIAFIJZW5kZWRB
      dE1ziAEBEhgKB291dGNvbWUYBSABKAlSB291dGNvbWUSGgoIc2VxdWVuY2UYBiABKARSCHNlcXVlbmNlQg4K
      DF9lbmRlZF9hdF9tcyJBCgdSdW5MaW5rEhIKBGZyb20YASABKAlSBGZyb20SDgoCdG8YAiABKAlSAnRvEhIK
      BHJvbGUYAyABKAlSBHJvbGUqmgEKCFJ1blN0YXRlEhkKFVJVTl9TVEFURV9VTlNQRUNJRklFRBAAEhQKEFJV
      Tl9TVEFURV9RVUVVRUQQARIVChFSVU5fU1RBVEVfUlVOTklORxACEhcKE1JVTl9TVEFURV9TVUNDRUVERUQQ
      AxIUChBSVU5fU1RBVEVfRkFJTEVEEAQSFwoTUlVOX1NUQVRFX0NBTkNFTExFRBAFKoICCglTdGVwU3RhdGUS
      GgoWU1RFUF9TVEFURV9VTlNQRUNJRklFRBAAEhYKElNURVBfU1RBVEVfUlVOTklORxABEhcKE1NURVBfU1RB
      VEVfUkVUUllJTkcQAhIYChRTVEVQX1NUQVRFX1NVQ0NFRURFRBADEhUKEVNURVBfU1RBVEVfRkFJTEVEEAQS
      GAoUU1RFUF9TVEFURV9DQU5DRUxMRUQQBRIWChJTVEVQX1NUQVRFX1NLSVBQRUQQBhIWChJTVEVQX1NUQVRF
      X1dBSVRJTkcQBxIWChJTVEVQX1NUQVRFX1VORE9JTkcQCBIVChFTVEVQX1NUQVRFX1VORE9ORRAJMtEJChNP
      cmNoZXN0cmF0b3JTZXJ2aWNlElwKCVN1Ym1pdFJ1bhImLmFwdXMub3JjaGVzdHJhdG9yLnYxLlN1Ym1pdFJ1
      blJlcXVlc3QaJy5hcHVzLm9yY2hlc3RyYXRvci52MS5TdWJtaXRSdW5SZXNwb25zZRJbCghXYXRjaFJ1bhIl
      LmFwdXMub3JjaGVzdHJhdG9yLnYxLldhdGNoUnVuUmVxdWVzdBomLmFwdXMub3JjaGVzdHJhdG9yLnYxLldh
      dGNoUnVuUmVzcG9uc2UwARJTCgZHZXRSdW4SIy5hcHVzLm9yY2hlc3RyYXRvci52MS5HZXRSdW5SZXF1ZXN0
      GiQuYXB1cy5vcmNoZXN0cmF0b3IudjEuR2V0UnVuUmVzcG9uc2USWQoITGlzdFJ1bnMSJS5hcHVzLm9yY2hl
      c3RyYXRvci52MS5MaXN0UnVuc1JlcXVlc3QaJi5hcHVzLm9yY2hlc3RyYXRvci52MS5MaXN0UnVuc1Jlc3Bv
      bnNlElwKCUNhbmNlbFJ1bhImLmFwdXMub3JjaGVzdHJhdG9yLnYxLkNhbmNlbFJ1blJlcXVlc3QaJy5hcHVz
      Lm9yY2hlc3RyYXRvci52MS5DYW5jZWxSdW5SZXNwb25zZRJZCghQYXVzZVJ1bhIlLmFwdXMub3JjaGVzdHJh
      dG9yLnYxLlBhdXNlUnVuUmVxdWVzdBomLmFwdXMub3JjaGVzdHJhdG9yLnYxLlBhdXNlUnVuUmVzcG9uc2US
      XAoJUmVzdW1lUnVuEiYuYXB1cy5vcmNoZXN0cmF0b3IudjEuUmVzdW1lUnVuUmVxdWVzdBonLmFwdXMub3Jj
      aGVzdHJhdG9yLnYxLlJlc3VtZVJ1blJlc3BvbnNlElwKCVNpZ25hbFJ1bhImLmFwdXMub3JjaGVzdHJhdG9y
      LnYxLlNpZ25hbFJ1blJlcXVlc3QaJy5hcHVzLm9yY2hlc3RyYXRvci52MS5TaWduYWxSdW5SZXNwb25zZRJf
      CgpBbnN3ZXJTdGVwEicuYXB1cy5vcmNoZXN0cmF0b3IudjEuQW5zd2VyU3RlcFJlcXVlc3QaKC5hcHVzLm9y
      Y2hlc3RyYXRvci52MS5BbnN3ZXJTdGVwUmVzcG9uc2USZQoMUHVibGlzaEV2ZW50EikuYXB1cy5vcmNoZXN0
      cmF0b3IudjEuUHVibGlzaEV2ZW50UmVxdWVzdBoqLmFwdXMub3JjaGVzdHJhdG9yLnYxLlB1Ymxpc2hFdmVu
      dFJlc3BvbnNlElkKCFJldHJ5UnVuEiUuYXB1cy5vcmNoZXN0cmF0b3IudjEuUmV0cnlSdW5SZXF1ZXN0GiYu
      YXB1cy5vcmNoZXN0cmF0b3IudjEuUmV0cnlSdW5SZXNwb25zZRJWCgdGb3JrUnVuEiQuYXB1cy5vcmNoZXN0
      cmF0b3IudjEuRm9ya1J1blJlcXVlc3QaJS5hcHVzLm9yY2hlc3RyYXRvci52MS5Gb3JrUnVuUmVzcG9uc2US
      XwoKRXhwbGFpblJ1bhInLmFwdXMub3JjaGVzdHJhdG9yLnYxLkV4cGxhaW5SdW5SZXF1ZXN0GiguYXB1cy5v
      cmNoZXN0cmF0b3IudjEuRXhwbGFpblJ1blJlc3BvbnNlYgZwcm90bzM=
      """
    ),
    dependencies: [
      Apus.Inference.V1.inferenceFileDescriptor,
      Google.Protobuf.structFileDescriptor,
    ]
  )
}
