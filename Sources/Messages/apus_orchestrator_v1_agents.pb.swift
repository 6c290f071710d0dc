// Written by protoc-gen-apus from apus/orchestrator/v1/agents.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Apus.Orchestrator.V1 {
  /// WorkRequest is what a worker says.
  public struct WorkRequest: Protobuf::Message {
    /// What it says.
    public var message: Message?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(message: Message? = nil) {
      self.message = message
    }

    /// What `message` can hold.
    public enum Message: Sendable, Hashable {
      /// The first message, and only that.
      case hello(WorkerHello)
      /// A task goes on.
      case progress(TaskProgress)
      /// A task is done.
      case result(TaskResult)
      /// A task could not be done.
      case failure(TaskFailure)
      /// How far a task is, for whoever is given it next.
      case checkpoint(TaskCheckpoint)
    }
  }

  /// WorkResponse is what a worker is told.
  public struct WorkResponse: Protobuf::Message {
    /// What it is told.
    public var message: Message?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(message: Message? = nil) {
      self.message = message
    }

    /// What `message` can hold.
    public enum Message: Sendable, Hashable {
      /// The answer to `hello`.
      case welcome(WorkerWelcome)
      /// Something to do.
      case task(Task)
      /// A task is no longer wanted: stop, and say nothing more about it.
      case withdrawn(TaskWithdrawn)
      /// What the worker said about a task has been recorded, or is of no use.
      case settled(TaskSettled)
      /// A checkpoint has been recorded, or is of no use.
      case checkpointed(TaskCheckpointed)
    }
  }

  /// WorkerHello says what a worker can do.
  public struct WorkerHello: Protobuf::Message {
    /// What people call it; empty means by its address.
    public var name: String = ""

    /// The agents that it is; at least one, at most 64.
    public var agents: [AgentDeclaration] = []

    /// What it has, such as "gpu" or "region=eu": tasks that ask for more are given to others.
    public var labels: [String] = []

    /// How many tasks it performs at a time, in [1, 1000]; 0 means 1.
    public var capacity: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      name: String = "",
      agents: [AgentDeclaration] = [],
      labels: [String] = [],
      capacity: UInt32 = 0
    ) {
      self.name = name
      self.agents = agents
      self.labels = labels
      self.capacity = capacity
    }
  }

  /// AgentDeclaration says what an agent is, takes and gives.
  public struct AgentDeclaration: Protobuf::Message {
    /// Its name in workflows: letters, digits, '-', '_' and '.'.
    public var name: String = ""

    /// Its version: a step that names "NAME@VERSION" goes to that one alone. 0 means 1.
    public var version: UInt32 = 0

    /// A JSON object of its inputs' names and types, such as {"text": "string", "parts": {"list":
    /// "any"}}.
    public var inputsJson: String = ""

    /// The type of its output, such as {"object": {"text": "string"}}.
    public var outputJson: String = ""

    /// One sentence for people.
    public var description: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      name: String = "",
      version: UInt32 = 0,
      inputsJson: String = "",
      outputJson: String = "",
      description: String = ""
    ) {
      self.name = name
      self.version = version
      self.inputsJson = inputsJson
      self.outputJson = outputJson
      self.description = description
    }
  }

  /// WorkerWelcome is the answer to a worker that may begin.
  public struct WorkerWelcome: Protobuf::Message {
    /// Identifies this connection of the worker in logs and histories.
    public var workerID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(workerID: String = "") {
      self.workerID = workerID
    }
  }

  /// Task is one attempt at a step.
  ///
  /// It may be given out again after a failure, so its effects elsewhere must be idempotent: keyed
  /// by run and
  /// step, not by attempt.
  public struct Task: Protobuf::Message {
    /// Identifies the task.
    public var taskID: UInt64 = 0

    /// Whose run it is of.
    public var tenantID: String = ""

    /// The run.
    public var runID: String = ""

    /// The step, such as "analysis[1]".
    public var stepID: String = ""

    /// The agent that is asked, as the workflow names it.
    public var agent: String = ""

    /// From 1.
    public var attempt: UInt32 = 0

    /// A JSON object of the inputs.
    public var inputsJson: String = ""

    /// A JSON object of the settings that the step gives the agent.
    public var parametersJson: String = ""

    /// How long it may take, in milliseconds from now; then it has failed.
    public var timeoutMs: UInt64 = 0

    /// The session of the run; empty for none.
    public var sessionID: String = ""

    /// W3C trace context of the run.
    public var traceparent: String = ""

    /// The last checkpoint of an earlier attempt at this step; empty for none. Go on from there.
    public var checkpoint: [UInt8] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      taskID: UInt64 = 0,
      tenantID: String = "",
      runID: String = "",
      stepID: String = "",
      agent: String = "",
      attempt: UInt32 = 0,
      inputsJson: String = "",
      parametersJson: String = "",
      timeoutMs: UInt64 = 0,
      sessionID: String = "",
      traceparent: String = "",
      checkpoint: [UInt8] = []
    ) {
      self.taskID = taskID
      self.tenantID = tenantID
      self.runID = runID
      self.stepID = stepID
      self.agent = agent
      self.attempt = attempt
      self.inputsJson = inputsJson
      self.parametersJson = parametersJson
      self.timeoutMs = timeoutMs
      self.sessionID = sessionID
      self.traceparent = traceparent
      self.checkpoint = checkpoint
    }
  }

  /// TaskProgress shows that a task goes on.
  public struct TaskProgress: Protobuf::Message {
    /// The task.
    public var taskID: UInt64 = 0

    /// Text for those who watch the run; it is not the result.
    public var text: String = ""

    /// How many tokens the text has.
    public var tokenCount: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(taskID: UInt64 = 0, text: String = "", tokenCount: UInt32 = 0) {
      self.taskID = taskID
      self.text = text
      self.tokenCount = tokenCount
    }
  }

  /// TaskCheckpoint says how far a long task is.
  public struct TaskCheckpoint: Protobuf::Message {
    /// The task.
    public var taskID: UInt64 = 0

    /// What the worker needs to go on from here, in a form of its own; at most 256 KiB. It takes
    /// the place of the one
    /// before, and is gone when the run has ended.
    public var data: [UInt8] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(taskID: UInt64 = 0, data: [UInt8] = []) {
      self.taskID = taskID
      self.data = data
    }
  }

  /// TaskCheckpointed answers a checkpoint.
  public struct TaskCheckpointed: Protobuf::Message {
    /// The task.
    public var taskID: UInt64 = 0

    /// False when it is not kept.
    public var isRecorded: Bool = false

    /// Why it is not kept: somebody else was given the task meanwhile, nobody wants it any more, it
    /// is too large, or
    /// the store did not take it; empty when it is. It concerns this task alone.
    public var reason: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(taskID: UInt64 = 0, isRecorded: Bool = false, reason: String = "") {
      self.taskID = taskID
      self.isRecorded = isRecorded
      self.reason = reason
    }
  }

  /// TaskResult is what a task brought.
  public struct TaskResult: Protobuf::Message {
    /// The task.
    public var taskID: UInt64 = 0

    /// The output as JSON, of the type that the agent declared; at most 1 MiB.
    public var outputJson: String = ""

    /// One line for people.
    public var summary: String = ""

    /// What it called, in order.
    public var toolsCalled: [String] = []

    /// Prompt and completion tokens that it consumed.
    public var tokensUsed: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      taskID: UInt64 = 0,
      outputJson: String = "",
      summary: String = "",
      toolsCalled: [String] = [],
      tokensUsed: UInt32 = 0
    ) {
      self.taskID = taskID
      self.outputJson = outputJson
      self.summary = summary
      self.toolsCalled = toolsCalled
      self.tokensUsed = tokensUsed
    }
  }

  /// TaskFailure says why a task could not be done.
  public struct TaskFailure: Protobuf::Message {
    /// The task.
    public var taskID: UInt64 = 0

    /// In words for people; at most 4 KiB are kept.
    public var reason: String = ""

    /// Whether another attempt may succeed.
    public var isRetryable: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(taskID: UInt64 = 0, reason: String = "", isRetryable: Bool = false) {
      self.taskID = taskID
      self.reason = reason
      self.isRetryable = isRetryable
    }
  }

  /// TaskWithdrawn names a task that is no longer wanted.
  public struct TaskWithdrawn: Protobuf::Message {
    /// The task.
    public var taskID: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(taskID: UInt64 = 0) {
      self.taskID = taskID
    }
  }

  /// TaskSettled answers a result or failure.
  public struct TaskSettled: Protobuf::Message {
    /// The task.
    public var taskID: UInt64 = 0

    /// False when it was of no use: somebody else was given the task meanwhile, or the run has
    /// ended.
    public var isRecorded: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(taskID: UInt64 = 0, isRecorded: Bool = false) {
      self.taskID = taskID
      self.isRecorded = isRecorded
    }
  }

  /// ListAgentsRequest asks for all agents.
  public struct ListAgentsRequest: Protobuf::Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// ListAgentsResponse holds the agents.
  public struct ListAgentsResponse: Protobuf::Message {
    /// In the order of their names, each version by itself.
    public var agents: [Agent] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(agents: [Agent] = []) {
      self.agents = agents
    }
  }

  /// Agent is somebody who performs steps.
  public struct Agent: Protobuf::Message {
    /// Its name in workflows.
    public var name: String = ""

    /// Its version; 0 stands for whichever there is: steps that name no version wait there.
    public var version: UInt32 = 0

    /// A JSON object of its inputs' names and types.
    public var inputsJson: String = ""

    /// The type of its output.
    public var outputJson: String = ""

    /// One sentence for people.
    public var description: String = ""

    /// Whether the orchestrator itself is it.
    public var isBuiltIn: Bool = false

    /// Whether its tasks are kept waiting.
    public var isPaused: Bool = false

    /// Tasks that wait for a worker.
    public var waitingTasks: UInt64 = 0

    /// Tasks that are being performed.
    public var leasedTasks: UInt64 = 0

    /// Why waiting tasks are not being performed; empty when they are, or soon will be.
    public var obstacle: String = ""

    /// Tasks that nobody is given any more: what is stored of them is damaged, or their workers
    /// were lost too often.
    public var deadTasks: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      name: String = "",
      version: UInt32 = 0,
      inputsJson: String = "",
      outputJson: String = "",
      description: String = "",
      isBuiltIn: Bool = false,
      isPaused: Bool = false,
      waitingTasks: UInt64 = 0,
      leasedTasks: UInt64 = 0,
      obstacle: String = "",
      deadTasks: UInt64 = 0
    ) {
      self.name = name
      self.version = version
      self.inputsJson = inputsJson
      self.outputJson = outputJson
      self.description = description
      self.isBuiltIn = isBuiltIn
      self.isPaused = isPaused
      self.waitingTasks = waitingTasks
      self.leasedTasks = leasedTasks
      self.obstacle = obstacle
      self.deadTasks = deadTasks
    }
  }

  /// PauseAgentRequest names an agent.
  public struct PauseAgentRequest: Protobuf::Message {
    /// As workflows name it.
    public var agent: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(agent: String = "") {
      self.agent = agent
    }
  }

  /// PauseAgentResponse says that it is done.
  public struct PauseAgentResponse: Protobuf::Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// ResumeAgentRequest names an agent.
  public struct ResumeAgentRequest: Protobuf::Message {
    /// As workflows name it.
    public var agent: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(agent: String = "") {
      self.agent = agent
    }
  }

  /// ResumeAgentResponse says that it is done.
  public struct ResumeAgentResponse: Protobuf::Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// ListDeadTasksRequest asks for a page of dead tasks.
  public struct ListDeadTasksRequest: Protobuf::Message {
    /// Whose tasks. Empty means "default".
    public var tenantID: String = ""

    /// The agent, as workflows name it: its queue.
    public var agent: String = ""

    /// Most tasks to return, in [1, 1000]; 0 means 50.
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
      agent: String = "",
      pageSize: UInt32 = 0,
      pageToken: String = ""
    ) {
      self.tenantID = tenantID
      self.agent = agent
      self.pageSize = pageSize
      self.pageToken = pageToken
    }
  }

  /// ListDeadTasksResponse is a page of dead tasks.
  public struct ListDeadTasksResponse: Protobuf::Message {
    /// In the order in which they died.
    public var tasks: [DeadTask] = []

    /// Asks for the next page; empty on the last.
    public var nextPageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tasks: [DeadTask] = [], nextPageToken: String = "") {
      self.tasks = tasks
      self.nextPageToken = nextPageToken
    }
  }

  /// DeadTask is a task that failed for good.
  public struct DeadTask: Protobuf::Message {
    /// Identifies the task.
    public var taskID: UInt64 = 0

    /// The run that it is of; empty when what is stored of the task cannot be read.
    public var runID: String = ""

    /// The step; empty when what is stored of the task cannot be read.
    public var stepID: String = ""

    /// When it died, in milliseconds since 1970-01-01 UTC.
    public var diedAtMs: Int64 = 0

    /// How each lease of it ended, the oldest first; the last 32.
    public var attempts: [DeadTaskAttempt] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      taskID: UInt64 = 0,
      runID: String = "",
      stepID: String = "",
      diedAtMs: Int64 = 0,
      attempts: [DeadTaskAttempt] = []
    ) {
      self.taskID = taskID
      self.runID = runID
      self.stepID = stepID
      self.diedAtMs = diedAtMs
      self.attempts = attempts
    }
  }

  /// DeadTaskAttempt is one lease of a task that did not end well.
  public struct DeadTaskAttempt: Protobuf::Message {
    /// Who had it.
    public var worker: String = ""

    /// When it began, in milliseconds since 1970-01-01 UTC.
    public var leasedAtMs: Int64 = 0

    /// When it ended, in milliseconds since 1970-01-01 UTC.
    public var endedAtMs: Int64 = 0

    /// Why.
    public var error: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      worker: String = "",
      leasedAtMs: Int64 = 0,
      endedAtMs: Int64 = 0,
      error: String = ""
    ) {
      self.worker = worker
      self.leasedAtMs = leasedAtMs
      self.endedAtMs = endedAtMs
      self.error = error
    }
  }

  /// RedriveDeadTasksRequest names dead tasks.
  public struct RedriveDeadTasksRequest: Protobuf::Message {
    /// Whose tasks. Empty means "default".
    public var tenantID: String = ""

    /// The agent, as workflows name it: its queue.
    public var agent: String = ""

    /// The tasks, at most 1,000; none means the first 1,000 that died.
    public var taskIDs: [UInt64] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", agent: String = "", taskIDs: [UInt64] = []) {
      self.tenantID = tenantID
      self.agent = agent
      self.taskIDs = taskIDs
    }
  }

  /// RedriveDeadTasksResponse says what is tried again.
  public struct RedriveDeadTasksResponse: Protobuf::Message {
    /// How many tasks.
    public var taskCount: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(taskCount: UInt32 = 0) {
      self.taskCount = taskCount
    }
  }

  /// RemoveDeadTaskRequest names a dead task.
  public struct RemoveDeadTaskRequest: Protobuf::Message {
    /// Whose task. Empty means "default".
    public var tenantID: String = ""

    /// The agent, as workflows name it: its queue.
    public var agent: String = ""

    /// The task.
    public var taskID: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", agent: String = "", taskID: UInt64 = 0) {
      self.tenantID = tenantID
      self.agent = agent
      self.taskID = taskID
    }
  }

  /// RemoveDeadTaskResponse says that it is done.
  public struct RemoveDeadTaskResponse: Protobuf::Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }
}

extension Apus.Orchestrator.V1.WorkRequest {
  /// `apus.orchestrator.v1.WorkRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.WorkRequest",
    [
      .init(1, "hello", .message(Apus.Orchestrator.V1.WorkerHello.self), .oneof(0)),
      .init(2, "progress", .message(Apus.Orchestrator.V1.TaskProgress.self), .oneof(0)),
      .init(3, "result", .message(Apus.Orchestrator.V1.TaskResult.self), .oneof(0)),
      .init(4, "failure", .message(Apus.Orchestrator.V1.TaskFailure.self), .oneof(0)),
      .init(5, "checkpoint", .message(Apus.Orchestrator.V1.TaskCheckpoint.self), .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch message {
    case .hello(let value):
      writer.oneof(0, number: 1, value)
    case .progress(let value):
      writer.oneof(1, number: 2, value)
    case .result(let value):
      writer.oneof(2, number: 3, value)
    case .failure(let value):
      writer.oneof(3, number: 4, value)
    case .checkpoint(let value):
      writer.oneof(4, number: 5, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: message = .hello(try reader.value(0))
    case 2: message = .progress(try reader.value(1))
    case 3: message = .result(try reader.value(2))
    case 4: message = .failure(try reader.value(3))
    case 5: message = .checkpoint(try reader.value(4))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.WorkResponse {
  /// `apus.orchestrator.v1.WorkResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.WorkResponse",
    [
      .init(1, "welcome", .message(Apus.Orchestrator.V1.WorkerWelcome.self), .oneof(0)),
      .init(2, "task", .message(Apus.Orchestrator.V1.Task.self), .oneof(0)),
      .init(3, "withdrawn", .message(Apus.Orchestrator.V1.TaskWithdrawn.self), .oneof(0)),
      .init(4, "settled", .message(Apus.Orchestrator.V1.TaskSettled.self), .oneof(0)),
      .init(5, "checkpointed", .message(Apus.Orchestrator.V1.TaskCheckpointed.self), .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch message {
    case .welcome(let value):
      writer.oneof(0, number: 1, value)
    case .task(let value):
      writer.oneof(1, number: 2, value)
    case .withdrawn(let value):
      writer.oneof(2, number: 3, value)
    case .settled(let value):
      writer.oneof(3, number: 4, value)
    case .checkpointed(let value):
      writer.oneof(4, number: 5, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: message = .welcome(try reader.value(0))
    case 2: message = .task(try reader.value(1))
    case 3: message = .withdrawn(try reader.value(2))
    case 4: message = .settled(try reader.value(3))
    case 5: message = .checkpointed(try reader.value(4))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.WorkerHello {
  /// `apus.orchestrator.v1.WorkerHello` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.WorkerHello",
    [
      .init(1, "name", .string),
      .init(2, "agents", .message(Apus.Orchestrator.V1.AgentDeclaration.self), .repeated),
      .init(3, "labels", .string, .repeated),
      .init(4, "capacity", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.repeated(1, agents)
    writer.repeated(2, labels)
    writer.implicit(3, capacity)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.repeated(1, into: &agents)
    try reader.repeated(2, into: &labels)
    try reader.implicit(3, into: &capacity)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.AgentDeclaration {
  /// `apus.orchestrator.v1.AgentDeclaration` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.AgentDeclaration",
    [
      .init(1, "name", .string),
      .init(2, "version", .uint32),
      .init(3, "inputs_json", .string),
      .init(4, "output_json", .string),
      .init(5, "description", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, version)
    writer.implicit(2, inputsJson)
    writer.implicit(3, outputJson)
    writer.implicit(4, description)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &version)
    try reader.implicit(2, into: &inputsJson)
    try reader.implicit(3, into: &outputJson)
    try reader.implicit(4, into: &description)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.WorkerWelcome {
  /// `apus.orchestrator.v1.WorkerWelcome` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.WorkerWelcome",
    [
      .init(1, "worker_id", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, workerID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &workerID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.Task {
  /// `apus.orchestrator.v1.Task` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.Task",
    [
      .init(1, "task_id", .uint64),
      .init(2, "tenant_id", .string),
      .init(3, "run_id", .string),
      .init(4, "step_id", .string),
      .init(5, "agent", .string),
      .init(6, "attempt", .uint32),
      .init(7, "inputs_json", .string),
      .init(8, "parameters_json", .string),
      .init(9, "timeout_ms", .uint64),
      .init(10, "session_id", .string),
      .init(11, "traceparent", .string),
      .init(12, "checkpoint", .bytes),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, taskID)
    writer.implicit(1, tenantID)
    writer.implicit(2, runID)
    writer.implicit(3, stepID)
    writer.implicit(4, agent)
    writer.implicit(5, attempt)
    writer.implicit(6, inputsJson)
    writer.implicit(7, parametersJson)
    writer.implicit(8, timeoutMs)
    writer.implicit(9, sessionID)
    writer.implicit(10, traceparent)
    writer.implicit(11, checkpoint)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &taskID)
    try reader.implicit(1, into: &tenantID)
    try reader.implicit(2, into: &runID)
    try reader.implicit(3, into: &stepID)
    try reader.implicit(4, into: &agent)
    try reader.implicit(5, into: &attempt)
    try reader.implicit(6, into: &inputsJson)
    try reader.implicit(7, into: &parametersJson)
    try reader.implicit(8, into: &timeoutMs)
    try reader.implicit(9, into: &sessionID)
    try reader.implicit(10, into: &traceparent)
    try reader.implicit(11, into: &checkpoint)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.TaskProgress {
  /// `apus.orchestrator.v1.TaskProgress` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.TaskProgress",
    [
      .init(1, "task_id", .uint64),
      .init(2, "text", .string),
      .init(3, "token_count", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, taskID)
    writer.implicit(1, text)
    writer.implicit(2, tokenCount)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &taskID)
    try reader.implicit(1, into: &text)
    try reader.implicit(2, into: &tokenCount)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.TaskCheckpoint {
  /// `apus.orchestrator.v1.TaskCheckpoint` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.TaskCheckpoint",
    [
      .init(1, "task_id", .uint64),
      .init(2, "data", .bytes),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, taskID)
    writer.implicit(1, data)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &taskID)
    try reader.implicit(1, into: &data)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.TaskCheckpointed {
  /// `apus.orchestrator.v1.TaskCheckpointed` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.TaskCheckpointed",
    [
      .init(1, "task_id", .uint64),
      .init(2, "is_recorded", .bool),
      .init(3, "reason", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, taskID)
    writer.implicit(1, isRecorded)
    writer.implicit(2, reason)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &taskID)
    try reader.implicit(1, into: &isRecorded)
    try reader.implicit(2, into: &reason)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.TaskResult {
  /// `apus.orchestrator.v1.TaskResult` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.TaskResult",
    [
      .init(1, "task_id", .uint64),
      .init(2, "output_json", .string),
      .init(3, "summary", .string),
      .init(4, "tools_called", .string, .repeated),
      .init(5, "tokens_used", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, taskID)
    writer.implicit(1, outputJson)
    writer.implicit(2, summary)
    writer.repeated(3, toolsCalled)
    writer.implicit(4, tokensUsed)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &taskID)
    try reader.implicit(1, into: &outputJson)
    try reader.implicit(2, into: &summary)
    try reader.repeated(3, into: &toolsCalled)
    try reader.implicit(4, into: &tokensUsed)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.TaskFailure {
  /// `apus.orchestrator.v1.TaskFailure` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.TaskFailure",
    [
      .init(1, "task_id", .uint64),
      .init(2, "reason", .string),
      .init(3, "is_retryable", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, taskID)
    writer.implicit(1, reason)
    writer.implicit(2, isRetryable)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &taskID)
    try reader.implicit(1, into: &reason)
    try reader.implicit(2, into: &isRetryable)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.TaskWithdrawn {
  /// `apus.orchestrator.v1.TaskWithdrawn` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.TaskWithdrawn",
    [
      .init(1, "task_id", .uint64)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, taskID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &taskID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.TaskSettled {
  /// `apus.orchestrator.v1.TaskSettled` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.TaskSettled",
    [
      .init(1, "task_id", .uint64),
      .init(2, "is_recorded", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, taskID)
    writer.implicit(1, isRecorded)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &taskID)
    try reader.implicit(1, into: &isRecorded)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.ListAgentsRequest {
  /// `apus.orchestrator.v1.ListAgentsRequest` and its fields.
  public static let descriptor = MessageDescriptor("apus.orchestrator.v1.ListAgentsRequest", [])

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

extension Apus.Orchestrator.V1.ListAgentsResponse {
  /// `apus.orchestrator.v1.ListAgentsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ListAgentsResponse",
    [
      .init(1, "agents", .message(Apus.Orchestrator.V1.Agent.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, agents)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &agents)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.Agent {
  /// `apus.orchestrator.v1.Agent` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.Agent",
    [
      .init(1, "name", .string),
      .init(2, "version", .uint32),
      .init(3, "inputs_json", .string),
      .init(4, "output_json", .string),
      .init(5, "description", .string),
      .init(6, "is_built_in", .bool),
      .init(7, "is_paused", .bool),
      .init(8, "waiting_tasks", .uint64),
      .init(9, "leased_tasks", .uint64),
      .init(10, "obstacle", .string),
      .init(11, "dead_tasks", .uint64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, version)
    writer.implicit(2, inputsJson)
    writer.implicit(3, outputJson)
    writer.implicit(4, description)
    writer.implicit(5, isBuiltIn)
    writer.implicit(6, isPaused)
    writer.implicit(7, waitingTasks)
    writer.implicit(8, leasedTasks)
    writer.implicit(9, obstacle)
    writer.implicit(10, deadTasks)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &version)
    try reader.implicit(2, into: &inputsJson)
    try reader.implicit(3, into: &outputJson)
    try reader.implicit(4, into: &description)
    try reader.implicit(5, into: &isBuiltIn)
    try reader.implicit(6, into: &isPaused)
    try reader.implicit(7, into: &waitingTasks)
    try reader.implicit(8, into: &leasedTasks)
    try reader.implicit(9, into: &obstacle)
    try reader.implicit(10, into: &deadTasks)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.PauseAgentRequest {
  /// `apus.orchestrator.v1.PauseAgentRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.PauseAgentRequest",
    [
      .init(1, "agent", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, agent)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &agent)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.PauseAgentResponse {
  /// `apus.orchestrator.v1.PauseAgentResponse` and its fields.
  public static let descriptor = MessageDescriptor("apus.orchestrator.v1.PauseAgentResponse", [])

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

extension Apus.Orchestrator.V1.ResumeAgentRequest {
  /// `apus.orchestrator.v1.ResumeAgentRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ResumeAgentRequest",
    [
      .init(1, "agent", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, agent)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &agent)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.ResumeAgentResponse {
  /// `apus.orchestrator.v1.ResumeAgentResponse` and its fields.
  public static let descriptor = MessageDescriptor("apus.orchestrator.v1.ResumeAgentResponse", [])

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

extension Apus.Orchestrator.V1.ListDeadTasksRequest {
  /// `apus.orchestrator.v1.ListDeadTasksRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ListDeadTasksRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "agent", .string),
      .init(3, "page_size", .uint32),
      .init(4, "page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, agent)
    writer.implicit(2, pageSize)
    writer.implicit(3, pageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &agent)
    try reader.implicit(2, into: &pageSize)
    try reader.implicit(3, into: &pageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.ListDeadTasksResponse {
  /// `apus.orchestrator.v1.ListDeadTasksResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ListDeadTasksResponse",
    [
      .init(1, "tasks", .message(Apus.Orchestrator.V1.DeadTask.self), .repeated),
      .init(2, "next_page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, tasks)
    writer.implicit(1, nextPageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &tasks)
    try reader.implicit(1, into: &nextPageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.DeadTask {
  /// `apus.orchestrator.v1.DeadTask` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.DeadTask",
    [
      .init(1, "task_id", .uint64),
      .init(2, "run_id", .string),
      .init(3, "step_id", .string),
      .init(4, "died_at_ms", .int64),
      .init(5, "attempts", .message(Apus.Orchestrator.V1.DeadTaskAttempt.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, taskID)
    writer.implicit(1, runID)
    writer.implicit(2, stepID)
    writer.implicit(3, diedAtMs)
    writer.repeated(4, attempts)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &taskID)
    try reader.implicit(1, into: &runID)
    try reader.implicit(2, into: &stepID)
    try reader.implicit(3, into: &diedAtMs)
    try reader.repeated(4, into: &attempts)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.DeadTaskAttempt {
  /// `apus.orchestrator.v1.DeadTaskAttempt` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.DeadTaskAttempt",
    [
      .init(1, "worker", .string),
      .init(2, "leased_at_ms", .int64),
      .init(3, "ended_at_ms", .int64),
      .init(4, "error", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, worker)
    writer.implicit(1, leasedAtMs)
    writer.implicit(2, endedAtMs)
    writer.implicit(3, error)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &worker)
    try reader.implicit(1, into: &leasedAtMs)
    try reader.implicit(2, into: &endedAtMs)
    try reader.implicit(3, into: &error)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RedriveDeadTasksRequest {
  /// `apus.orchestrator.v1.RedriveDeadTasksRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RedriveDeadTasksRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "agent", .string),
      .init(3, "task_ids", .uint64, .packed),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, agent)
    writer.repeated(2, taskIDs)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &agent)
    try reader.repeated(2, into: &taskIDs)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RedriveDeadTasksResponse {
  /// `apus.orchestrator.v1.RedriveDeadTasksResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RedriveDeadTasksResponse",
    [
      .init(1, "task_count", .uint32)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, taskCount)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &taskCount)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RemoveDeadTaskRequest {
  /// `apus.orchestrator.v1.RemoveDeadTaskRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RemoveDeadTaskRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "agent", .string),
      .init(3, "task_id", .uint64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, agent)
    writer.implicit(2, taskID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &agent)
    try reader.implicit(2, into: &taskID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.RemoveDeadTaskResponse {
  /// `apus.orchestrator.v1.RemoveDeadTaskResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.RemoveDeadTaskResponse", [])

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

extension Apus.Orchestrator.V1 {
  /// AgentService gives steps of workflows to those who perform them.
  public protocol AgentService: RPCService {
    /// Work connects a worker. It first says what it can do (`hello`), is then given tasks, as many
    /// at a time
    /// as it has places, and says of each what became of it. The orchestrator holds its tasks for
    /// it as long as
    /// the stream lives; when it ends, they are given to others.
    ///
    /// A result counts once it was answered with `settled`; until then send it again, on this
    /// stream. A worker that
    /// stops in order half-closes the stream, finishes what it has in hand, and gets nothing more.
    ///
    /// INVALID_ARGUMENT: a message that makes no sense; its text says which and why.
    /// FAILED_PRECONDITION: an agent that is known with other inputs or another output.
    /// RESOURCE_EXHAUSTED: too many workers are connected.
    func work(
      _ requests: RequestStream<WorkRequest>,
      writer: ResponseWriter<WorkResponse>,
      context: ServerContext
    ) async throws

    /// ListAgents tells which agents there are, what they take and give, and how much waits for
    /// them.
    func listAgents(
      _ request: ListAgentsRequest,
      context: ServerContext
    ) async throws -> ListAgentsResponse

    /// PauseAgent keeps an agent's tasks waiting until it is resumed; what is being performed goes
    /// on.
    /// NOT_FOUND: no such agent.
    func pauseAgent(
      _ request: PauseAgentRequest,
      context: ServerContext
    ) async throws -> PauseAgentResponse

    /// ResumeAgent lets a paused agent's tasks be performed again. NOT_FOUND: no such agent.
    func resumeAgent(
      _ request: ResumeAgentRequest,
      context: ServerContext
    ) async throws -> ResumeAgentResponse

    /// ListDeadTasks lists the tenant's tasks of an agent that nobody is given any more, in the
    /// order in which they died,
    /// with how each attempt ended. NOT_FOUND: no such agent.
    func listDeadTasks(
      _ request: ListDeadTasksRequest,
      context: ServerContext
    ) async throws -> ListDeadTasksResponse

    /// RedriveDeadTasks has dead tasks tried again, now and with all their attempts.
    /// NOT_FOUND: no such agent, or one of the tasks is not a dead one of this agent and tenant;
    /// then none is tried again.
    func redriveDeadTasks(
      _ request: RedriveDeadTasksRequest,
      context: ServerContext
    ) async throws -> RedriveDeadTasksResponse

    /// RemoveDeadTask forgets a dead task. The run that it is of waits for its step on: cancel or
    /// retry it.
    /// NOT_FOUND: no such agent, or no such dead task of this agent and tenant.
    func removeDeadTask(
      _ request: RemoveDeadTaskRequest,
      context: ServerContext
    ) async throws -> RemoveDeadTaskResponse
  }

  /// Calls `apus.orchestrator.v1.AgentService` over a channel.
  public struct AgentServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/apus.orchestrator.v1.AgentService/Work`
      public static let work = MethodPath(
        service: "apus.orchestrator.v1.AgentService",
        method: "Work"
      )
      /// `/apus.orchestrator.v1.AgentService/ListAgents`
      public static let listAgents = MethodPath(
        service: "apus.orchestrator.v1.AgentService",
        method: "ListAgents"
      )
      /// `/apus.orchestrator.v1.AgentService/PauseAgent`
      public static let pauseAgent = MethodPath(
        service: "apus.orchestrator.v1.AgentService",
        method: "PauseAgent"
      )
      /// `/apus.orchestrator.v1.AgentService/ResumeAgent`
      public static let resumeAgent = MethodPath(
        service: "apus.orchestrator.v1.AgentService",
        method: "ResumeAgent"
      )
      /// `/apus.orchestrator.v1.AgentService/ListDeadTasks`
      public static let listDeadTasks = MethodPath(
        service: "apus.orchestrator.v1.AgentService",
        method: "ListDeadTasks"
      )
      /// `/apus.orchestrator.v1.AgentService/RedriveDeadTasks`
      public static let redriveDeadTasks = MethodPath(
        service: "apus.orchestrator.v1.AgentService",
        method: "RedriveDeadTasks"
      )
      /// `/apus.orchestrator.v1.AgentService/RemoveDeadTask`
      public static let removeDeadTask = MethodPath(
        service: "apus.orchestrator.v1.AgentService",
        method: "RemoveDeadTask"
      )
    }

    /// Work connects a worker. It first says what it can do (`hello`), is then given tasks, as many
    /// at a time
    /// as it has places, and says of each what became of it. The orchestrator holds its tasks for
    /// it as long as
    /// the stream lives; when it ends, they are given to others.
    ///
    /// A result counts once it was answered with `settled`; until then send it again, on this
    /// stream. A worker that
    /// stops in order half-closes the stream, finishes what it has in hand, and gets nothing more.
    ///
    /// INVALID_ARGUMENT: a message that makes no sense; its text says which and why.
    /// FAILED_PRECONDITION: an agent that is known with other inputs or another output.
    /// RESOURCE_EXHAUSTED: too many workers are connected.
    public func work<CallResult>(
      options: CallOptions = .defaults,
      _ body: (RequestWriter<WorkRequest>, ResponseStream<WorkResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.bidirectionalStreaming(Method.work, options: options, body)
    }

    /// ListAgents tells which agents there are, what they take and give, and how much waits for
    /// them.
    public func listAgents(
      _ request: ListAgentsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListAgentsResponse {
      try await channel.unary(Method.listAgents, request, options: options)
    }

    /// PauseAgent keeps an agent's tasks waiting until it is resumed; what is being performed goes
    /// on.
    /// NOT_FOUND: no such agent.
    public func pauseAgent(
      _ request: PauseAgentRequest,
      options: CallOptions = .defaults
    ) async throws -> PauseAgentResponse {
      try await channel.unary(Method.pauseAgent, request, options: options)
    }

    /// ResumeAgent lets a paused agent's tasks be performed again. NOT_FOUND: no such agent.
    public func resumeAgent(
      _ request: ResumeAgentRequest,
      options: CallOptions = .defaults
    ) async throws -> ResumeAgentResponse {
      try await channel.unary(Method.resumeAgent, request, options: options)
    }

    /// ListDeadTasks lists the tenant's tasks of an agent that nobody is given any more, in the
    /// order in which they died,
    /// with how each attempt ended. NOT_FOUND: no such agent.
    public func listDeadTasks(
      _ request: ListDeadTasksRequest,
      options: CallOptions = .defaults
    ) async throws -> ListDeadTasksResponse {
      try await channel.unary(Method.listDeadTasks, request, options: options)
    }

    /// RedriveDeadTasks has dead tasks tried again, now and with all their attempts.
    /// NOT_FOUND: no such agent, or one of the tasks is not a dead one of this agent and tenant;
    /// then none is tried again.
    public func redriveDeadTasks(
      _ request: RedriveDeadTasksRequest,
      options: CallOptions = .defaults
    ) async throws -> RedriveDeadTasksResponse {
      try await channel.unary(Method.redriveDeadTasks, request, options: options)
    }

    /// RemoveDeadTask forgets a dead task. The run that it is of waits for its step on: cancel or
    /// retry it.
    /// NOT_FOUND: no such agent, or no such dead task of this agent and tenant.
    public func removeDeadTask(
      _ request: RemoveDeadTaskRequest,
      options: CallOptions = .defaults
    ) async throws -> RemoveDeadTaskResponse {
      try await channel.unary(Method.removeDeadTask, request, options: options)
    }
  }
}

extension Apus.Orchestrator.V1.AgentService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.orchestrator.v1.AgentService",
      fileDescriptor: Apus.Orchestrator.V1.agentsFileDescriptor,
      methods: [
        .bidirectionalStreaming("Work") {
          (
            requests: RequestStream<Apus.Orchestrator.V1.WorkRequest>,
            writer: ResponseWriter<Apus.Orchestrator.V1.WorkResponse>,
            context: ServerContext
          ) in
          try await self.work(requests, writer: writer, context: context)
        },
        .unary("ListAgents") {
          (request: Apus.Orchestrator.V1.ListAgentsRequest, context: ServerContext) in
          try await self.listAgents(request, context: context)
        },
        .unary("PauseAgent") {
          (request: Apus.Orchestrator.V1.PauseAgentRequest, context: ServerContext) in
          try await self.pauseAgent(request, context: context)
        },
        .unary("ResumeAgent") {
          (request: Apus.Orchestrator.V1.ResumeAgentRequest, context: ServerContext) in
          try await self.resumeAgent(request, context: context)
        },
        .unary("ListDeadTasks") {
          (request: Apus.Orchestrator.V1.ListDeadTasksRequest, context: ServerContext) in
          try await self.listDeadTasks(request, context: context)
        },
        .unary("RedriveDeadTasks") {
          (request: Apus.Orchestrator.V1.RedriveDeadTasksRequest, context: ServerContext) in
          try await self.redriveDeadTasks(request, context: context)
        },
        .unary("RemoveDeadTask") {
          (request: Apus.Orchestrator.V1.RemoveDeadTaskRequest, context: ServerContext) in
          try await self.removeDeadTask(request, context: context)
        },
      ]
    )
  }
}

extension Apus.Orchestrator.V1 {
  /// `apus/orchestrator/v1/agents.proto` as protoc describes it, for reflection.
  public static let agentsFileDescriptor = FileDescriptor(
    name: "apus/orchestrator/v1/agents.proto",
    serializedBytes: Base64Literal.decode(
      """
      CiFhcHVzL29yY2hlc3RyYXRvci92MS9hZ2VudHMucHJvdG8SFGFwdXMub3JjaGVzdHJhdG9yLnYxItgCCgtX
      b3JrUmVxdWVzdBI5CgVoZWxsbxgBIAEoCzIhLmFwdXMub3JjaGVzdHJhdG9yLnYxLldvcmtlckhlbGxvSABS
      BWhlbGxvEkAKCHByb2dyZXNzGAIgASgLMiIuYXB1cy5vcmNoZXN0cmF0b3IudjEuVGFza1Byb2dyZXNzSABS
      CHByb2dyZXNzEjoKBnJlc3VsdBgDIAEoCzIgLmFwdXMub3JjaGVzdHJhdG9yLnYxLlRhc2tSZXN1bHRIAFIG
      cmVzdWx0Ej0KB2ZhaWx1cmUYBCABKAsyIS5hcHVzLm9yY2hlc3RyYXRvci52MS5UYXNrRmFpbHVyZUgAUgdm
      YWlsdXJlEkYKCmNoZWNrcG9pbnQYBSABKAsyJC5hcHVzLm9yY2hlc3RyYXRvci52MS5UYXNrQ2hlY2twb2lu
      dEgAUgpjaGVja3BvaW50QgkKB21lc3NhZ2Ui3gIKDFdvcmtSZXNwb25zZRI/Cgd3ZWxjb21lGAEgASgLMiMu
      YXB1cy5vcmNoZXN0cmF0b3IudjEuV29ya2VyV2VsY29tZUgAUgd3ZWxjb21lEjAKBHRhc2sYAiABKAsyGi5h
      cHVzLm9yY2hlc3RyYXRvci52MS5UYXNrSABSBHRhc2sSQwoJd2l0aGRyYXduGAMgASgLMiMuYXB1cy5vcmNo
      ZXN0cmF0b3IudjEuVGFza1dpdGhkcmF3bkgAUgl3aXRoZHJhd24SPQoHc2V0dGxlZBgEIAEoCzIhLmFwdXMu
      b3JjaGVzdHJhdG9yLnYxLlRhc2tTZXR0bGVkSABSB3NldHRsZWQSTAoMY2hlY2twb2ludGVkGAUgASgLMiYu
      YXB1cy5vcmNoZXN0cmF0b3IudjEuVGFza0NoZWNrcG9pbnRlZEgAUgxjaGVja3BvaW50ZWRCCQoHbWVzc2Fn
      ZSKVAQoLV29ya2VySGVsbG8SEgoEbmFtZRgBIAEoCVIEbmFtZRI+CgZhZ2VudHMYAiADKAsyJi5hcHVzLm9y
      Y2hlc3RyYXRvci52MS5BZ2VudERlY2xhcmF0aW9uUgZhZ2VudHMSFgoGbGFiZWxzGAMgAygJUgZsYWJlbHMS
      GgoIY2FwYWNpdHkYBCABKA1SCGNhcGFjaXR5IqQBChBBZ2VudERlY2xhcmF0aW9uEhIKBG5hbWUYASABKAlS
      BG5hbWUSGAoHdmVyc2lvbhgCIAEoDVIHdmVyc2lvbhIfCgtpbnB1dHNfanNvbhgDIAEoCVIKaW5wdXRzSnNv
      bhIfCgtvdXRwdXRfanNvbhgEIAEoCVIKb3V0cHV0SnNvbhIgCgtkZXNjcmlwdGlvbhgFIAEoCVILZGVzY3Jp
      cHRpb24iLAoNV29ya2VyV2VsY29tZRIbCgl3b3JrZXJfaWQYASABKAlSCHdvcmtlcklkIuYCCgRUYXNrEhcK
      B3Rhc2tfaWQYASABKARSBnRhc2tJZBIbCgl0ZW5hbnRfaWQYAiABKAlSCHRlbmFudElkEhUKBnJ1bl9pZBgD
      IAEoCVIFcnVuSWQSFwoHc3RlcF9pZBgEIAEoCVIGc3RlcElkEhQKBWFnZW50GAUgASgJUgVhZ2VudBIYCgdh
      dHRlbXB0GAYgASgNUgdhdHRlbXB0Eh8KC2lucHV0c19qc29uGAcgASgJUgppbnB1dHNKc29uEicKD3BhcmFt
      ZXRlcnNfanNvbhgIIAEoCVIOcGFyYW1ldGVyc0pzb24SHQoKdGltZW91dF9tcxgJIAEoBFIJdGltZW91dE1z
      Eh0KCnNlc3Npb25faWQYCiABKAlSCXNlc3Npb25JZBIgCgt0cmFjZXBhcmVudBgLIAEoCVILdHJhY2VwYXJl
      bnQSHgoKY2hlY2twb2ludBgMIAEoDFIKY2hlY2twb2ludCJcCgxUYXNrUHJvZ3Jlc3MSFwoHdGFza19pZBgB
      IAEoBFIGdGFza0lkEhIKBHRleHQYAiABKAlSBHRleHQSHwoLdG9rZW5fY291bnQYAyABKA1SCnRva2VuQ291
      bnQiPQoOVGFza0NoZWNrcG9pbnQSFwoHdGFza19pZBgBIAEoBFIGdGFza0lkEhIKBGRhdGEYAiABKAxSBGRh
      dGEiZAoQVGFza0NoZWNrcG9pbnRlZBIXCgd0YXNrX2lkGAEgASgEUgZ0YXNrSWQSHwoLaXNfcmVjb3JkZWQY
      AiABKAhSCmlzUmVjb3JkZWQSFgoGcmVhc29uGAMgASgJUgZyZWFzb24ipAEKClRhc2tSZXN1bHQSFwoHdGFz
      a19pZBgBIAEoBFIGdGFza0lkEh8KC291dHB1dF9qc29uGAIgASgJUgpvdXRwdXRKc29uEhgKB3N1bW1hcnkY
      AyABKAlSB3N1bW1hcnkSIQoMdG9vbHNfY2FsbGVkGAQgAygJUgt0b29sc0NhbGxlZBIfCgt0b2tlbnNfdXNl
      ZBgFIAEoDVIKdG9rZW5zVXNlZCJhCgtUYXNrRmFpbHVyZRIXCgd0YXNrX2lkGAEgASgEUgZ0YXNrSWQSFgoG
      cmVhc29uGAIgASgJUgZyZWFzb24SIQoMaXNfcmV0cnlhYmxlGAMgASgIUgtpc1JldHJ5YWJsZSIoCg1UYXNr
      V2l0aGRyYXduEhcKB3Rhc2tfaWQYASABKARSBnRhc2tJZCJHCgtUYXNrU2V0dGxlZBIXCgd0YXNrX2lkGAEg
      ASgEUgZ0YXNrSWQSHwoLaXNfcmVjb3JkZWQYAiABKAhSCmlzUmVjb3JkZWQiEwoRTGlzdEFnZW50c1JlcXVl
      c3QiSQoSTGlzdEFnZW50c1Jlc3BvbnNlEjMKBmFnZW50cxgBIAMoCzIbLmFwdXMub3JjaGVzdHJhdG9yLnYx
      LkFnZW50UgZhZ2VudHMi2QIKBUFnZW50EhIKBG5hbWUYASABKAlSBG5hbWUSGAoHdmVyc2lvbhgCIAEoDVIH
      dmVyc2lvbhIfCgtpbnB1dHNfanNvbhgDIAEoCVIKaW5wdXRzSnNvbhIfCgtvdXRwdXRfanNvbhgEIAEoCVIK
      b3V0cHV0SnNvbhIgCgtkZXNjcmlwdGlvbhgFIAEoCVILZGVzY3JpcHRpb24SHgoLaXNfYnVpbHRfaW4YBiAB
      KAhSCWlzQnVpbHRJbhIbCglpc19wYXVzZWQYByABKAhSCGlzUGF1c2VkEiMKDXdhaXRpbmdfdGFza3MYCCAB
      KARSDHdhaXRpbmdUYXNrcxIhCgxsZWFzZWRfdGFza3MYCSABKARSC2xlYXNlZFRhc2tzEhoKCG9ic3RhY2xl
      GAogASgJUghvYnN0YWNsZRIdCgpkZWFkX3Rhc2tzGAsgASgEUglkZWFkVGFza3MiKQoRUGF1c2VBZ2VudFJl
      cXVlc3QSFAoFYWdlbnQYASABKAlSBWFnZW50IhQKElBhdXNlQWdlbnRSZXNwb25zZSIqChJSZXN1bWVBZ2Vu
      dFJlcXVlc3QSFAoFYWdlbnQYASABKAlSBWFnZW50IhUKE1Jlc3VtZUFnZW50UmVzcG9uc2UihQEKFExpc3RE
      ZWFkVGFza3NSZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSFAoFYWdlbnQYAiABKAlSBWFn
      ZW50EhsKCXBhZ2Vfc2l6ZRgDIAEoDVIIcGFnZVNpemUSHQoKcGFnZV90b2tlbhgEIAEoCVIJcGFnZVRva2Vu
      InUKFUxpc3REZWFkVGFza3NSZXNwb25zZRI0CgV0YXNrcxgBIAMoCzIeLmFwdXMub3JjaGVzdHJhdG9yLnYx
      LkRlYWRUYXNrUgV0YXNrcxImCg9uZXh0X3BhZ2VfdG9rZW4YAiABKAlSDW5leHRQYWdlVG9rZW4itAEKCERl
      YWRUYXNrEhcKB3Rhc2tfaWQYASABKARSBnRhc2tJZBIVCgZydW5faWQYAiABKAlSBXJ1bklkEhcKB3N0ZXBf
      aWQYAyABKAlSBnN0ZXBJZBIcCgpkaWVkX2F0X21zGAQgASgDUghkaWVkQXRNcxJBCghhdHRlbXB0cxgFIAMo
      CzIlLmFwdXMub3JjaGVzdHJhdG9yLnYxLkRlYWRUYXNrQXR0ZW1wdFIIYXR0ZW1wdHMigQEKD0RlYWRUYXNr
      QXR0ZW1wdBIWCgZ3b3JrZXIYASABKAlSBndvcmtlchIgCgxsZWFzZWRfYXRfbXMYAiABKANSCmxlYXNlZEF0
      TXMSHgoLZW5kZWRfYXRfbXMYAyABKANSCWVuZGVkQXRNcxIUCgVlcnJvchgEIAEoCVIFZXJyb3IiZwoXUmVk
      cml2ZURlYWRUYXNrc1JlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIUCgVhZ2VudBgCIAEo
      CVIFYWdlbnQSGQoIdGFza19pZHMYAyADKARSB3Rhc2tJZHMiOQoYUmVkcml2ZURlYWRUYXNrc1Jlc3BvbnNl
      Eh0KCnRhc2tfY291bnQYASABKA1SCXRhc2tDb3VudCJjChVSZW1vdmVEZWFkVGFza1JlcXVlc3QSGwoJdGVu
      YW50X2lkGAEgASgJUgh0ZW5hbnRJZBIUCgVhZ2VudBgCIAEoCVIFYWdlbnQSFwoHdGFza19pZBgDIAEoBFIG
      dGFza0lkIhgKFlJlbW92ZURlYWRUYXNrUmVzcG9uc2Uy0QUKDEFnZW50U2VydmljZRJRCgRXb3JrEiEuYXB1
      cy5vcmNoZXN0cmF0b3IudjEuV29ya1JlcXVlc3QaIi5hcHVzLm9yY2hlc3RyYXRvci52MS5Xb3JrUmVzcG9u
      c2UoATABEl8KCkxpc3RBZ2VudHMSJy5hcHVzLm9yY2hlc3RyYXRvci52MS5MaXN0QWdlbnRzUmVxdWVzdBoo
      LmFwdXMub3JjaGVzdHJhdG9yLnYxLkxpc3RBZ2VudHNSZXNwb25zZRJfCgpQYXVzZUFnZW50EicuYXB1cy5v
      cmNoZXN0cmF0b3IudjEuUGF1c2VBZ2VudFJlcXVlc3QaKC5hcHVzLm9yY2hlc3RyYXRvci52MS5QYXVzZUFn
      ZW50UmVzcG9uc2USYgoLUmVzdW1lQWdlbnQSKC5hcHVzLm9yY2hlc3RyYXRvci52MS5SZXN1bWVBZ2VudFJl
      cXVlc3QaKS5hcHVzLm9yY2hlc3RyYXRvci52MS5SZXN1bWVBZ2VudFJlc3BvbnNlEmgKDUxpc3REZWFkVGFz
      a3MSKi5hcHVzLm9yY2hlc3RyYXRvci52MS5MaXN0RGVhZFRhc2tzUmVxdWVzdBorLmFwdXMub3JjaGVzdHJh
      dG9yLnYxLkxpc3REZWFkVGFza3NSZXNwb25zZRJxChBSZWRyaXZlRGVhZFRhc2tzEi0uYXB1cy5vcmNoZXN0
      cmF0b3IudjEuUmVkcml2ZURlYWRUYXNrc1JlcXVlc3QaLi5hcHVzLm9yY2hlc3RyYXRvci52MS5SZWRyaXZl
      RGVhZFRhc2tzUmVzcG9uc2USawoOUmVtb3ZlRGVhZFRhc2sSKy5hcHVzLm9yY2hlc3RyYXRvci52MS5SZW1v
      dmVEZWFkVGFza1JlcXVlc3QaLC5hcHVzLm9yY2hlc3RyYXRvci52MS5SZW1vdmVEZWFkVGFza1Jlc3BvbnNl
      YgZwcm90bzM=
      """
    ),
    dependencies: []
  )
}
