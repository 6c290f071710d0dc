package import Messages
package import RPC
internal import Store

extension AgentServiceHandler {
  package func listDeadTasks(
    _ request: Apus.Orchestrator.V1.ListDeadTasksRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ListDeadTasksResponse {
    try RequestBounds.check(request.agent, "agent")
    let pageSize = request.pageSize == 0 ? 50 : Int(request.pageSize)
    guard (1...1000).contains(pageSize) else {
      throw RPCError(
        .invalidArgument, "page_size is \(request.pageSize); give 1 to 1000, or 0 for 50")
    }
    let place = try Self.place(request.pageToken)
    return try await OrchestratorStatus.translating {
      let page = try await orchestrator.deadAttempts(
        of: request.agent, tenant: RequestBounds.tenant(request.tenantID), after: place,
        countMax: pageSize)
      let last = page.hasMore ? page.attempts.last?.task.place : nil
      return .init(
        tasks: page.attempts.map(Apus.Orchestrator.V1.DeadTask.init),
        nextPageToken: last.map { "\($0.diedAtMilliseconds)/\($0.id)" } ?? "")
    }
  }

  private static func place(_ token: String) throws(RPCError) -> DeadTask.Place? {
    if token.isEmpty { return nil }
    let numbers = token.split(separator: "/").map { Int($0) }
    guard numbers.count == 2, let time = numbers[0], let id = numbers[1] else {
      throw RPCError(
        .invalidArgument,
        "page_token is not one that a listing returned; leave it empty to start")
    }
    return DeadTask.Place(diedAtMilliseconds: time, id: id)
  }

  package func redriveDeadTasks(
    _ request: Apus.Orchestrator.V1.RedriveDeadTasksRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.RedriveDeadTasksResponse {
    try RequestBounds.check(request.agent, "agent")
    guard request.taskIDs.count <= Orchestrator.redrivenCountMax else {
      throw RPCError(
        .invalidArgument,
        "\(request.taskIDs.count) tasks are named; name at most \(Orchestrator.redrivenCountMax)")
    }
    return try await OrchestratorStatus.translating {
      let count = try await orchestrator.redrive(
        request.taskIDs.map { Int(clamping: $0) }, of: request.agent,
        tenant: RequestBounds.tenant(request.tenantID))
      return .init(taskCount: UInt32(clamping: count))
    }
  }

  package func removeDeadTask(
    _ request: Apus.Orchestrator.V1.RemoveDeadTaskRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.RemoveDeadTaskResponse {
    try RequestBounds.check(request.agent, "agent")
    return try await OrchestratorStatus.translating {
      try await orchestrator.removeDead(
        Int(clamping: request.taskID), of: request.agent,
        tenant: RequestBounds.tenant(request.tenantID))
      return .init()
    }
  }
}

extension Apus.Orchestrator.V1.DeadTask {
  init(_ dead: Orchestrator.DeadAttempt) {
    self.init(
      taskID: UInt64(dead.task.id), runID: dead.runID, stepID: dead.stepID,
      diedAtMs: Int64(dead.task.diedAtMilliseconds),
      attempts: dead.task.attempts.map { attempt in
        .init(
          worker: attempt.worker, leasedAtMs: Int64(attempt.leasedAtMilliseconds),
          endedAtMs: Int64(attempt.endedAtMilliseconds), error: attempt.error)
      })
  }
}
