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
    return .init(run: .init(runID: "r"))
  }

  func watchRun(
    _ request: Proto.WatchRunRequest, writer: ResponseWriter<Proto.WatchRunResponse>,
    context: ServerContext
  ) async throws {
    record.received(context, tenantID: request.tenantID)
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
}
