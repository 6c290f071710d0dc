internal import Messages
internal import RPC
internal import Store
internal import Synchronization
internal import Transport

/// A program that is connected by a `Work` stream: tasks go out, what became of them comes back.
///
/// Bounds: `capacity` tasks are in its hands; the outbox has three places for each. A task takes two, one for its last
/// message, so what becomes of it is always said; a worker that does not read is given nothing more, and nothing
/// more is read of it that asks for an answer.
///
/// States of a task: waiting (for places in the outbox) -> given
///                   given -> answered -> settled
///                   given -> withdrawn (the run does not want it any more, or its time is up)
///                   given -> lost (the stream ended)
final class ConnectedWorker: Sendable {
  typealias Response = Apus.Orchestrator.V1.WorkResponse

  let id: String
  private let store: RunStore
  private let leaseDuration: Duration
  private let loop: EventLoop
  private let emit: @Sendable (AgentTask, TokenPiece) -> Void
  private let checkpointFailed: @Sendable (AttemptLease, any Error) -> Void
  private let capacity: Int
  private let state: Mutex<TasksInHand<TaskAnswer>>
  /// What is to be written to the stream, in order.
  private let outbox: AsyncStream<Response>
  private let send: AsyncStream<Response>.Continuation
  /// Changed when a task is settled or decided, and when the outbox has a place.
  private let changes = ChangeSignal()

  init(
    id: String, capacity: Int, store: RunStore, leaseDuration: Duration, loop: EventLoop,
    checkpointFailed: @escaping @Sendable (AttemptLease, any Error) -> Void,
    emit: @escaping @Sendable (AgentTask, TokenPiece) -> Void
  ) {
    self.id = id
    self.capacity = capacity
    state = Mutex(TasksInHand(placeCount: 3 * capacity))
    self.store = store
    self.leaseDuration = leaseDuration
    self.loop = loop
    self.checkpointFailed = checkpointFailed
    self.emit = emit
    (outbox, send) = AsyncStream.makeStream(of: Response.self)
  }

  /// It as the dispatcher sees it.
  func worker(agents: [String], labels: TaskLabels) -> Worker {
    Worker(
      name: id, agents: agents, labels: labels, capacity: capacity,
      perform: { [self] in await perform($0) }, settled: { [self] in settled($0, isRecorded: $1) })
  }

  func welcome() {
    _ = state.withLock { $0.take(1) }
    send.yield(.init(message: .welcome(.init(workerID: id))))
  }

  /// The stream has ended: nobody will say what became of what was given.
  func disconnected() {
    for answer in state.withLock({ $0.leave() }) { answer.lost() }
    send.finish()
    changes.changed()
  }

  /// Returns when nothing is in the worker's hands any more.
  func allSettled() async throws {
    while true {
      let seen = changes.count
      if state.withLock(\.isEmpty) { return }
      _ = try await changes.wait(after: seen)
    }
  }

  /// Writes what is to be said to the worker, until the stream ends.
  func write(by write: (Response) async throws -> Void) async throws {
    for await message in outbox {
      try await write(message)
      state.withLock { $0.written() }
      changes.changed()
    }
  }

  // MARK: What the worker says

  /// Throws when the message makes no sense. One about a task that the worker does not have came too late and is
  /// answered so.
  ///
  /// A checkpoint is on disk when this returns, so no more of them are in memory than one for each worker. What asks for
  /// an answer waits for a place in the outbox: the worker makes it by reading.
  func take(_ message: Apus.Orchestrator.V1.WorkRequest) async throws {
    switch message.message {
    case .checkpoint(let checkpoint): try await keep(checkpoint)
    case .progress(let progress): answer(progress.taskID)?.progress(progress)
    case .result(let result):
      let output = try Self.value(result.outputJson, "output_json of task \(result.taskID)")
      try await finish(result.taskID) { task in
        .attemptSucceeded(
          step: task.step, attempt: task.attempt,
          result: AgentResult(
            output: output, summary: result.summary, toolsCalled: result.toolsCalled,
            tokensUsed: Int(result.tokensUsed)))
      }
    case .failure(let failure):
      try await finish(failure.taskID) { task in
        .attemptFailed(
          step: task.step, attempt: task.attempt,
          failure: AgentFailure(
            String(failure.reason.prefix(TaskQueue.errorByteCountMax)),
            isRetryable: failure.isRetryable))
      }
    case .hello:
      throw RPCError(.invalidArgument, "hello came twice; say it once, as the first message")
    case nil:
      throw RPCError(
        .invalidArgument,
        "a message is empty, or newer than this orchestrator: send progress, checkpoint, result or failure"
      )
    }
  }

  private func keep(_ checkpoint: Apus.Orchestrator.V1.TaskCheckpoint) async throws {
    let reason = await refusal(of: checkpoint)
    try await reply(
      .init(
        message: .checkpointed(
          .init(
            taskID: checkpoint.taskID, isRecorded: reason == nil, reason: reason ?? ""))))
  }

  /// Why a checkpoint was not kept; nil when it was. That is its task's concern alone: the stream goes on.
  private func refusal(of checkpoint: Apus.Orchestrator.V1.TaskCheckpoint) async -> String? {
    guard checkpoint.data.count <= Checkpoints.byteCountMax else {
      return
        "the checkpoint of task \(checkpoint.taskID) has \(checkpoint.data.count) bytes; at most "
        + "\(Checkpoints.byteCountMax) are kept, so keep large things elsewhere and say where"
    }
    let superseded = "somebody else was given the task meanwhile, or nobody wants it any more"
    guard let answer = answer(checkpoint.taskID), answer.isOpen else { return superseded }
    do {
      let isRecorded = try await store.saveCheckpoint(
        checkpoint.data, of: answer.lease, leaseDuration: leaseDuration)
      return isRecorded ? nil : superseded
    } catch {
      checkpointFailed(answer.lease, error)
      let message = (error as? StoreError)?.message ?? "the store did not take it"
      return "\(message); the task goes on, and the checkpoint before this one counts"
    }
  }

  /// Says something that no task has kept a place for.
  private func reply(_ message: Response) async throws {
    while true {
      let seen = changes.count
      if state.withLock({ $0.take(1) }) { break }
      _ = try await changes.wait(after: seen)
    }
    send.yield(message)
  }

  static func value(_ json: String, _ field: String) throws -> Value {
    do {
      return try RunCoding.decode(Value.self, from: Array(json.utf8))
    } catch {
      throw RPCError(.invalidArgument, "\(field) is no JSON; give one value")
    }
  }

  private func answer(_ id: UInt64) -> TaskAnswer? {
    state.withLock { $0.answer(Int(clamping: id)) }
  }

  private func finish(_ id: UInt64, _ fact: (AgentTask) -> RunFact) async throws {
    if let answer = answer(id) {
      answer.settle(fact(answer.lease.task))
    } else {
      try await reply(.init(message: .settled(.init(taskID: id, isRecorded: false))))
    }
  }

  // MARK: What the dispatcher says

  private func perform(_ lease: AttemptLease) async -> RunFact? {
    let answer = TaskAnswer(lease, emit)
    let isThere = state.withLock { $0.wait(lease.key, answer) }
    let task = lease.task
    if !isThere { return .attemptLost(step: task.step, attempt: task.attempt) }
    let checkpoint: [UInt8]?
    do {
      checkpoint = try await store.checkpoint(of: lease)
    } catch {
      forget(lease)
      return .attemptFailed(
        step: task.step, attempt: task.attempt,
        failure: AgentFailure(
          "the checkpoint of step \(task.step) cannot be read: \(error)", isRetryable: true))
    }
    guard let message = Self.message(lease, checkpoint ?? []) else {
      forget(lease)
      return .attemptFailed(
        step: task.step, attempt: task.attempt,
        failure: AgentFailure("the inputs of step \(task.step) are no JSON", isRetryable: false))
    }
    let limit = Task { [loop, changes] in
      try await loop.sleep(for: .milliseconds(task.timeoutMilliseconds))
      answer.settle(
        .attemptFailed(
          step: task.step, attempt: task.attempt,
          failure: AgentFailure(
            "agent '\(task.agent)' took longer than \(task.timeoutMilliseconds) ms",
            isRetryable: true)), byWorker: false)
      changes.changed()
    }
    defer { limit.cancel() }
    let fact = await withTaskCancellationHandler {
      await give(message, answer)
      return await answer.value()
    } onCancel: {
      answer.withdraw()
    }
    if !answer.isWorkers, forget(lease) {
      send.yield(.init(message: .withdrawn(.init(taskID: UInt64(lease.id)))))
    }
    return fact
  }

  /// Says the task to the worker as soon as the outbox has places for it, unless its fate is decided before.
  private func give(_ message: Response, _ answer: TaskAnswer) async {
    while true {
      // Taken before looking, so that nothing is missed.
      let seen = changes.count
      guard answer.isOpen else { return }
      if case .given(let replaced) = state.withLock({ $0.give(answer.lease.key, answer) }) {
        if let replaced {
          // In the place of its last message.
          replaced.withdraw()
          send.yield(.init(message: .withdrawn(.init(taskID: UInt64(replaced.lease.id)))))
        }
        send.yield(message)
        return
      }
      // Cancelled it is withdrawn.
      guard (try? await changes.wait(after: seen)) != nil else { return }
    }
  }

  private func settled(_ lease: AttemptLease, isRecorded: Bool) {
    // What was withdrawn has been forgotten, and needs no answer.
    if forget(lease) {
      send.yield(
        .init(message: .settled(.init(taskID: UInt64(lease.id), isRecorded: isRecorded))))
    }
  }

  /// Whether the worker was given it and is owed a last message.
  @discardableResult
  private func forget(_ lease: AttemptLease) -> Bool {
    let isGiven = state.withLock { $0.forget(lease.key) }
    changes.changed()
    return isGiven
  }

  private static func message(_ lease: AttemptLease, _ checkpoint: [UInt8]) -> Response? {
    let task = lease.task
    guard let inputs = try? RunCoding.encode(task.inputs),
      let parameters = try? RunCoding.encode(task.parameters)
    else { return nil }
    return .init(
      message: .task(
        .init(
          taskID: UInt64(lease.id), tenantID: task.tenant, runID: task.runID,
          stepID: "\(task.step)", agent: task.agent, attempt: UInt32(clamping: task.attempt),
          inputsJson: String(decoding: inputs, as: UTF8.self),
          parametersJson: String(decoding: parameters, as: UTF8.self),
          timeoutMs: UInt64(task.timeoutMilliseconds), sessionID: task.sessionID,
          traceparent: task.traceparent, checkpoint: checkpoint)))
  }
}
