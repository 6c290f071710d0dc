import Messages
import RPC
import Synchronization

/// What the services behind the gateway were told about the tenant.
final class Record: Sendable {
  private let calls = Mutex<[String: String]>([:])

  func received(_ context: ServerContext, tenantID: String) {
    let name = context.method.split(separator: "/").joined(separator: ".")
    calls.withLock { $0[String(name.trimmingPrefix("apus."))] = tenantID }
  }

  /// The tenant of each method's last call.
  var tenantOfMethod: [String: String] { calls.withLock { $0 } }
}

/// A memory that remembers for whom it was asked, and nothing else.
struct RecordingMemory: Apus.Memory.V1.MemoryService {
  typealias Proto = Apus.Memory.V1
  let record: Record

  func createSession(
    _ request: Proto.CreateSessionRequest, context: ServerContext
  ) async throws -> Proto.CreateSessionResponse {
    record.received(context, tenantID: request.tenantID)
    return .init(session: .init(sessionID: "s"))
  }

  func getSession(
    _ request: Proto.GetSessionRequest, context: ServerContext
  ) async throws -> Proto.GetSessionResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func listSessions(
    _ request: Proto.ListSessionsRequest, context: ServerContext
  ) async throws -> Proto.ListSessionsResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func appendTurns(
    _ request: Proto.AppendTurnsRequest, context: ServerContext
  ) async throws -> Proto.AppendTurnsResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func listTurns(
    _ request: Proto.ListTurnsRequest, context: ServerContext
  ) async throws -> Proto.ListTurnsResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func searchTurns(
    _ request: Proto.SearchTurnsRequest, context: ServerContext
  ) async throws -> Proto.SearchTurnsResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func recordFacts(
    _ request: Proto.RecordFactsRequest, context: ServerContext
  ) async throws -> Proto.RecordFactsResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func listFacts(
    _ request: Proto.ListFactsRequest, context: ServerContext
  ) async throws -> Proto.ListFactsResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func setPreferences(
    _ request: Proto.SetPreferencesRequest, context: ServerContext
  ) async throws -> Proto.SetPreferencesResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func getPreferences(
    _ request: Proto.GetPreferencesRequest, context: ServerContext
  ) async throws -> Proto.GetPreferencesResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  // What the gateway does not pass on.

  func getCached(
    _ request: Proto.GetCachedRequest, context: ServerContext
  ) async throws -> Proto.GetCachedResponse { throw RPCError(.unimplemented, "") }

  func putCached(
    _ request: Proto.PutCachedRequest, context: ServerContext
  ) async throws -> Proto.PutCachedResponse { throw RPCError(.unimplemented, "") }

  func invalidateCached(
    _ request: Proto.InvalidateCachedRequest, context: ServerContext
  ) async throws -> Proto.InvalidateCachedResponse { throw RPCError(.unimplemented, "") }

  func export(
    _ request: Proto.ExportRequest, writer: ResponseWriter<Proto.ExportResponse>,
    context: ServerContext
  ) async throws {
    record.received(context, tenantID: request.tenantID)
  }

  func erase(
    _ request: Proto.EraseRequest, context: ServerContext
  ) async throws -> Proto.EraseResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func addAttachment(
    _ requests: RequestStream<Proto.AddAttachmentRequest>, context: ServerContext
  ) async throws -> Proto.AddAttachmentResponse {
    for try await request in requests {
      guard case .header(let header) = request.content else { continue }
      record.received(context, tenantID: header.tenantID)
    }
    return .init()
  }

  func getAttachment(
    _ request: Proto.GetAttachmentRequest, writer: ResponseWriter<Proto.GetAttachmentResponse>,
    context: ServerContext
  ) async throws {
    record.received(context, tenantID: request.tenantID)
  }
}

/// A retrieval that remembers for whom it was asked.
struct RecordingRetrieval: Apus.Retrieval.V1.RetrievalService {
  typealias Proto = Apus.Retrieval.V1
  let record: Record

  func ingest(
    _ requests: RequestStream<Proto.IngestRequest>,
    writer: ResponseWriter<Proto.IngestResponse>, context: ServerContext
  ) async throws {
    for try await request in requests {
      guard case .header(let header) = request.part else { continue }
      record.received(context, tenantID: header.tenantID)
      try await writer.write(.init(uri: header.uri, outcome: .added))
    }
  }

  func search(
    _ request: Proto.SearchRequest, context: ServerContext
  ) async throws -> Proto.SearchResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func listDocuments(
    _ request: Proto.ListDocumentsRequest, context: ServerContext
  ) async throws -> Proto.ListDocumentsResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func deleteDocument(
    _ request: Proto.DeleteDocumentRequest, context: ServerContext
  ) async throws -> Proto.DeleteDocumentResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func watchDocuments(
    _ request: Proto.WatchDocumentsRequest, writer: ResponseWriter<Proto.WatchDocumentsResponse>,
    context: ServerContext
  ) async throws {}

  func getStatistics(
    _ request: Proto.GetStatisticsRequest, context: ServerContext
  ) async throws -> Proto.GetStatisticsResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }
}

/// An inference that remembers for whom it was asked.
struct RecordingInference: Apus.Inference.V1.InferenceService {
  typealias Proto = Apus.Inference.V1
  let record: Record

  func generate(
    _ request: Proto.GenerateRequest, writer: ResponseWriter<Proto.GenerateResponse>,
    context: ServerContext
  ) async throws {
    record.received(context, tenantID: request.tenantID)
  }

  func score(
    _ request: Proto.ScoreRequest, context: ServerContext
  ) async throws -> Proto.ScoreResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func tokenize(
    _ request: Proto.TokenizeRequest, context: ServerContext
  ) async throws -> Proto.TokenizeResponse { .init() }

  func listModels(
    _ request: Proto.ListModelsRequest, context: ServerContext
  ) async throws -> Proto.ListModelsResponse { .init() }
}

/// An orchestrator that remembers for whom it was asked.
struct RecordingOrchestrator: Apus.Orchestrator.V1.OrchestratorService {
  typealias Proto = Apus.Orchestrator.V1
  let record: Record

  func submitRun(
    _ request: Proto.SubmitRunRequest, context: ServerContext
  ) async throws -> Proto.SubmitRunResponse {
    record.received(context, tenantID: request.tenantID)
    return .init(run: .init(runID: request.priority == 0 ? "r" : "r of \(request.priority)"))
  }

  func watchRun(
    _ request: Proto.WatchRunRequest, writer: ResponseWriter<Proto.WatchRunResponse>,
    context: ServerContext
  ) async throws {
    record.received(context, tenantID: request.tenantID)
    guard request.runID == "restless" else { return }
    // Goes away after each event, until the third.
    let last = UInt64(request.continuationToken.split(separator: " ").last ?? "0") ?? 0
    if last == 3 { return try await writer.write(.init(update: .ended(.init()))) }
    try await writer.write(
      .init(
        update: .event(.init(sequence: last + 1)), continuationToken: "token \(last + 1)"))
    throw RPCError(.unavailable, "the process ends")
  }

  func getRun(
    _ request: Proto.GetRunRequest, context: ServerContext
  ) async throws -> Proto.GetRunResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func listRuns(
    _ request: Proto.ListRunsRequest, context: ServerContext
  ) async throws -> Proto.ListRunsResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func cancelRun(
    _ request: Proto.CancelRunRequest, context: ServerContext
  ) async throws -> Proto.CancelRunResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func pauseRun(
    _ request: Proto.PauseRunRequest, context: ServerContext
  ) async throws -> Proto.PauseRunResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func resumeRun(
    _ request: Proto.ResumeRunRequest, context: ServerContext
  ) async throws -> Proto.ResumeRunResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func signalRun(
    _ request: Proto.SignalRunRequest, context: ServerContext
  ) async throws -> Proto.SignalRunResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func answerStep(
    _ request: Proto.AnswerStepRequest, context: ServerContext
  ) async throws -> Proto.AnswerStepResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func publishEvent(
    _ request: Proto.PublishEventRequest, context: ServerContext
  ) async throws -> Proto.PublishEventResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func retryRun(
    _ request: Proto.RetryRunRequest, context: ServerContext
  ) async throws -> Proto.RetryRunResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func forkRun(
    _ request: Proto.ForkRunRequest, context: ServerContext
  ) async throws -> Proto.ForkRunResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func explainRun(
    _ request: Proto.ExplainRunRequest, context: ServerContext
  ) async throws -> Proto.ExplainRunResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }
}

/// Workflows that remember for whom they were asked.
struct RecordingWorkflows: Apus.Orchestrator.V1.WorkflowService {
  typealias Proto = Apus.Orchestrator.V1
  let record: Record

  func checkWorkflow(
    _ request: Proto.CheckWorkflowRequest, context: ServerContext
  ) async throws -> Proto.CheckWorkflowResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func registerWorkflow(
    _ request: Proto.RegisterWorkflowRequest, context: ServerContext
  ) async throws -> Proto.RegisterWorkflowResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func listWorkflows(
    _ request: Proto.ListWorkflowsRequest, context: ServerContext
  ) async throws -> Proto.ListWorkflowsResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func getWorkflow(
    _ request: Proto.GetWorkflowRequest, context: ServerContext
  ) async throws -> Proto.GetWorkflowResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }
}

/// An event bus that remembers for whom it was asked; a subscriber gets back the group that it names.
struct RecordingEvents: Apus.Orchestrator.V1.EventService {
  typealias Proto = Apus.Orchestrator.V1
  let record: Record

  func subscribe(
    _ requests: RequestStream<Proto.SubscribeRequest>,
    writer: ResponseWriter<Proto.SubscribeResponse>, context: ServerContext
  ) async throws {
    for try await request in requests {
      switch request.message {
      case .hello(let hello):
        record.received(context, tenantID: hello.tenantID)
        try await writer.write(.init(message: .standing(.init(activeMember: hello.group))))
      case .acknowledgement(let acknowledgement):
        try await writer.write(.init(message: .event(.init(sequence: acknowledgement.sequence))))
      case nil: break
      }
    }
  }

  func listConsumerGroups(
    _ request: Proto.ListConsumerGroupsRequest, context: ServerContext
  ) async throws -> Proto.ListConsumerGroupsResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func seekConsumerGroup(
    _ request: Proto.SeekConsumerGroupRequest, context: ServerContext
  ) async throws -> Proto.SeekConsumerGroupResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func deleteConsumerGroup(
    _ request: Proto.DeleteConsumerGroupRequest, context: ServerContext
  ) async throws -> Proto.DeleteConsumerGroupResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }
}

/// Agents that record who asks for their dead tasks.
struct RecordingAgents: Apus.Orchestrator.V1.AgentService {
  let record: Record

  func listDeadTasks(
    _ request: Apus.Orchestrator.V1.ListDeadTasksRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ListDeadTasksResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func redriveDeadTasks(
    _ request: Apus.Orchestrator.V1.RedriveDeadTasksRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.RedriveDeadTasksResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  func removeDeadTask(
    _ request: Apus.Orchestrator.V1.RemoveDeadTaskRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.RemoveDeadTaskResponse {
    record.received(context, tenantID: request.tenantID)
    return .init()
  }

  // The gateway does not pass these on.

  func work(
    _ requests: RequestStream<Apus.Orchestrator.V1.WorkRequest>,
    writer: ResponseWriter<Apus.Orchestrator.V1.WorkResponse>, context: ServerContext
  ) async throws { throw RPCError(.unimplemented, "") }

  func listAgents(
    _ request: Apus.Orchestrator.V1.ListAgentsRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ListAgentsResponse { throw RPCError(.unimplemented, "") }

  func pauseAgent(
    _ request: Apus.Orchestrator.V1.PauseAgentRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.PauseAgentResponse { throw RPCError(.unimplemented, "") }

  func resumeAgent(
    _ request: Apus.Orchestrator.V1.ResumeAgentRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ResumeAgentResponse { throw RPCError(.unimplemented, "") }
}
