package import Messages
package import RPC
internal import Store

/// `apus.orchestrator.v1.OrchestratorService` over an `Orchestrator`.
package struct OrchestratorServiceHandler: Apus.Orchestrator.V1.OrchestratorService {
  private static let questionByteCountMax = 8 << 10
  private static let idByteCountMax = 128
  private static let reasonByteCountMax = 512

  private let orchestrator: Orchestrator

  package init(orchestrator: Orchestrator) {
    self.orchestrator = orchestrator
  }

  package func submitRun(
    _ request: Apus.Orchestrator.V1.SubmitRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.SubmitRunResponse {
    try Self.check(request.tenantID, "tenant_id", Self.idByteCountMax)
    try Self.check(request.sessionID, "session_id", Self.idByteCountMax)
    try Self.check(request.idempotencyKey, "idempotency_key", Self.idByteCountMax)
    try Self.check(request.question, "question", Self.questionByteCountMax)
    guard request.question.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw RPCError(.invalidArgument, "question holds no word; ask something")
    }
    return try await OrchestratorStatus.translating {
      let machine = try await orchestrator.submit(
        tenant: Self.tenant(request.tenantID),
        workflow: request.workflow.isEmpty ? "research" : request.workflow,
        question: request.question, sessionID: request.sessionID,
        idempotencyKey: request.idempotencyKey, traceparent: context.trace.traceparent)
      return .init(run: .init(machine))
    }
  }

  package func watchRun(
    _ request: Apus.Orchestrator.V1.WatchRunRequest,
    writer: ResponseWriter<Apus.Orchestrator.V1.WatchRunResponse>, context: ServerContext
  ) async throws {
    try Self.check(request.tenantID, "tenant_id", Self.idByteCountMax)
    try Self.check(request.runID, "run_id", Self.idByteCountMax)
    try await OrchestratorStatus.translating {
      let isThere = try await orchestrator.store.hasRun(
        request.runID, tenant: Self.tenant(request.tenantID))
      guard isThere else { throw Orchestrator.Refusal.noSuchRun(request.runID) }
      var watch = RunWatch(
        orchestrator, runID: request.runID, afterSequence: Int(clamping: request.afterSequence))
      try await watch.run { update in try await writer.write(.init(update)) }
    }
  }

  package func getRun(
    _ request: Apus.Orchestrator.V1.GetRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.GetRunResponse {
    .init(run: .init(try await run(request.tenantID, request.runID)))
  }

  package func listRuns(
    _ request: Apus.Orchestrator.V1.ListRunsRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ListRunsResponse {
    try Self.check(request.tenantID, "tenant_id", Self.idByteCountMax)
    let pageSize = request.pageSize == 0 ? 50 : Int(request.pageSize)
    guard (1...1000).contains(pageSize) else {
      throw RPCError(
        .invalidArgument, "page_size is \(request.pageSize); give 1 to 1000, or 0 for 50")
    }
    let number = request.pageToken.isEmpty ? Int.max : Int(request.pageToken)
    guard let number else {
      throw RPCError(
        .invalidArgument,
        "page_token is not one that a listing returned; leave it empty to start")
    }
    var status: RunStatus?
    if request.state != .unspecified {
      status = RunStatus(rawValue: Int(request.state.rawValue))
      guard status != nil else {
        throw RPCError(.invalidArgument, "state \(request.state.rawValue) is not known")
      }
    }
    return try await OrchestratorStatus.translating {
      let found = try await orchestrator.store.runs(
        tenant: Self.tenant(request.tenantID), status: status, below: number,
        countMax: pageSize + 1)
      let page = found.prefix(pageSize)
      return .init(
        runs: page.map(Apus.Orchestrator.V1.Run.init),
        nextPageToken: found.count > pageSize ? page.last.map { "\($0.number)" } ?? "" : "")
    }
  }

  package func cancelRun(
    _ request: Apus.Orchestrator.V1.CancelRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.CancelRunResponse {
    try Self.check(request.tenantID, "tenant_id", Self.idByteCountMax)
    try Self.check(request.runID, "run_id", Self.idByteCountMax)
    try Self.check(request.reason, "reason", Self.reasonByteCountMax)
    return try await OrchestratorStatus.translating {
      let reason = request.reason.isEmpty ? "cancelled by request" : request.reason
      let machine = try await orchestrator.cancel(
        tenant: Self.tenant(request.tenantID), id: request.runID, reason: reason)
      return .init(run: .init(machine))
    }
  }

  private func run(_ tenant: String, _ id: String) async throws -> RunMachine {
    try Self.check(tenant, "tenant_id", Self.idByteCountMax)
    try Self.check(id, "run_id", Self.idByteCountMax)
    return try await OrchestratorStatus.translating {
      guard let machine = try await orchestrator.store.run(tenant: Self.tenant(tenant), id: id)
      else { throw Orchestrator.Refusal.noSuchRun(id) }
      return machine
    }
  }

  private static func tenant(_ id: String) -> String {
    id.isEmpty ? "default" : id
  }

  private static func check(_ text: String, _ field: String, _ byteCountMax: Int) throws(RPCError) {
    let count = text.utf8.count
    guard count <= byteCountMax else {
      throw RPCError(
        .invalidArgument, "\(field) has \(count) bytes; at most \(byteCountMax) are taken")
    }
    // PostgreSQL has no such texts, and what one engine refuses the other does.
    guard !text.utf8.contains(0) else {
      throw RPCError(
        .invalidArgument, "\(field) holds the character NUL (U+0000); leave it out")
    }
  }
}
