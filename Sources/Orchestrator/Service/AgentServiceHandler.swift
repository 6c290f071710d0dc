package import Messages
package import RPC
internal import Store

/// `apus.orchestrator.v1.AgentService` over an `Orchestrator`.
package struct AgentServiceHandler: Apus.Orchestrator.V1.AgentService {
  let orchestrator: Orchestrator

  package init(orchestrator: Orchestrator) {
    self.orchestrator = orchestrator
  }

  package func work(
    _ requests: RequestStream<Apus.Orchestrator.V1.WorkRequest>,
    writer: ResponseWriter<Apus.Orchestrator.V1.WorkResponse>, context: ServerContext
  ) async throws {
    var first = requests.makeAsyncIterator()
    guard case .hello(let hello)? = try await first.next()?.message else {
      throw RPCError(.invalidArgument, "the first message is not hello; say what you can do")
    }
    let declared = try WorkerDeclaration(hello, address: "\(context.peer)")
    let worker = try await OrchestratorStatus.translating {
      try await orchestrator.connect(declared)
    }
    defer { orchestrator.disconnect(worker) }
    try await withThrowingTaskGroup(of: StreamEnd.self) { group in
      group.addTask {
        try await worker.write { try await writer.write($0) }
        return .written
      }
      group.addTask {
        // It goes on after the first message, which is read.
        for try await message in requests { try await worker.take(message) }
        try await finish(worker)
        return .finished
      }
      group.addTask {
        try await orchestrator.isAboutToEnd()
        try await finish(worker)
        return .sentAway
      }
      var isSentAway = false
      for try await end in group {
        switch end {
        case .finished: continue
        case .sentAway: isSentAway = true
        case .written:
          group.cancelAll()
          if isSentAway { throw RPCError.orchestratorLeaves }
          return
        }
      }
    }
  }

  private enum StreamEnd {
    /// Everything that was to be said to the worker is.
    case written
    /// It has half-closed, and what it had in hand is settled.
    case finished
    case sentAway
  }

  /// The worker is given nothing more; returns when what it has in hand is settled.
  private func finish(_ worker: ConnectedWorker) async throws {
    orchestrator.retire(worker)
    try await worker.allSettled()
    worker.disconnected()
  }

  package func listAgents(
    _ request: Apus.Orchestrator.V1.ListAgentsRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ListAgentsResponse {
    try await OrchestratorStatus.translating {
      .init(agents: try await orchestrator.agents().map { try .init($0) })
    }
  }

  package func pauseAgent(
    _ request: Apus.Orchestrator.V1.PauseAgentRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.PauseAgentResponse {
    try await OrchestratorStatus.translating {
      try await orchestrator.setPaused(request.agent, true)
      return .init()
    }
  }

  package func resumeAgent(
    _ request: Apus.Orchestrator.V1.ResumeAgentRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ResumeAgentResponse {
    try await OrchestratorStatus.translating {
      try await orchestrator.setPaused(request.agent, false)
      return .init()
    }
  }
}

extension Apus.Orchestrator.V1.Agent {
  init(_ state: Orchestrator.AgentState) throws {
    let signature = state.declaration.signature
    let name = state.declaration.name
    self.init(
      name: name.name, version: UInt32(clamping: name.version ?? 0),
      inputsJson: String(decoding: try RunCoding.encode(signature.inputs), as: UTF8.self),
      outputJson: String(decoding: try RunCoding.encode(signature.output), as: UTF8.self),
      description: state.declaration.description, isBuiltIn: state.isBuiltIn,
      isPaused: state.queue?.isPaused ?? false,
      waitingTasks: UInt64(state.queue?.waitingCount ?? 0),
      leasedTasks: UInt64(state.queue?.leasedCount ?? 0), obstacle: state.obstacle,
      deadTasks: UInt64(state.queue?.deadCount ?? 0))
  }
}
