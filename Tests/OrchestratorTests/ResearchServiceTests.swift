import Memory
import Messages
import Orchestrator
import RPC
import Service
import Store
import Synchronization
import TestSupport
import Testing

/// The Research workflow with its real agents over real sockets; only the model and the index behind
/// the services' doors are stand-ins, which the system tests replace by the real ones.
@Suite("Research over RPC", .timeLimit(.minutes(10)))
struct ResearchServiceTests {
  private struct StandInRetrieval: Apus.Retrieval.V1.RetrievalService {
    let passages: [Apus.Retrieval.V1.Passage]

    func search(
      _ request: Apus.Retrieval.V1.SearchRequest, context: ServerContext
    ) async throws -> Apus.Retrieval.V1.SearchResponse {
      .init(passages: passages)
    }

    func ingest(
      _ requests: RequestStream<Apus.Retrieval.V1.IngestRequest>,
      writer: ResponseWriter<Apus.Retrieval.V1.IngestResponse>, context: ServerContext
    ) async throws { throw RPCError(.unimplemented, "") }

    func listDocuments(
      _ request: Apus.Retrieval.V1.ListDocumentsRequest, context: ServerContext
    ) async throws -> Apus.Retrieval.V1.ListDocumentsResponse { throw RPCError(.unimplemented, "") }

    func deleteDocument(
      _ request: Apus.Retrieval.V1.DeleteDocumentRequest, context: ServerContext
    ) async throws -> Apus.Retrieval.V1.DeleteDocumentResponse {
      throw RPCError(.unimplemented, "")
    }

    func watchDocuments(
      _ request: Apus.Retrieval.V1.WatchDocumentsRequest,
      writer: ResponseWriter<Apus.Retrieval.V1.WatchDocumentsResponse>, context: ServerContext
    ) async throws { throw RPCError(.unimplemented, "") }

    func getStatistics(
      _ request: Apus.Retrieval.V1.GetStatisticsRequest, context: ServerContext
    ) async throws -> Apus.Retrieval.V1.GetStatisticsResponse { throw RPCError(.unimplemented, "") }
  }

  /// Writes the words of `reply` one by one; with `holds` it then waits until it is cancelled.
  private final class StandInInference: Apus.Inference.V1.InferenceService {
    let reply: String
    let holds: Bool
    let prompts = Mutex<[String]>([])
    let sha256 = Mutex("00")
    let (began, cancelled) = (Gate(), Gate())

    init(reply: String, holds: Bool = false) {
      self.reply = reply
      self.holds = holds
    }

    func generate(
      _ request: Apus.Inference.V1.GenerateRequest,
      writer: ResponseWriter<Apus.Inference.V1.GenerateResponse>, context: ServerContext
    ) async throws {
      if case .conversation(let conversation) = request.input {
        prompts.withLock { $0.append(conversation.messages.last?.content ?? "") }
      }
      if holds {
        began.open()
        defer { cancelled.open() }
        try await Task.sleep(for: .seconds(3600))
      }
      for word in reply.split(separator: " ", omittingEmptySubsequences: false) {
        try await writer.write(.init(text: word + " ", tokenIDs: [1]))
      }
      try await writer.write(
        .init(
          finishReason: .stop, usage: .init(promptTokens: 7, completionTokens: 5, ttftMs: 1.5),
          model: .init(name: "stand-in", sha256: "00")))
    }

    func score(
      _ request: Apus.Inference.V1.ScoreRequest, context: ServerContext
    ) async throws -> Apus.Inference.V1.ScoreResponse { .init() }

    func tokenize(
      _ request: Apus.Inference.V1.TokenizeRequest, context: ServerContext
    ) async throws -> Apus.Inference.V1.TokenizeResponse { throw RPCError(.unimplemented, "") }

    func listModels(
      _ request: Apus.Inference.V1.ListModelsRequest, context: ServerContext
    ) async throws -> Apus.Inference.V1.ListModelsResponse {
      .init(models: [.init(name: "stand-in", sha256: sha256.withLock(\.self))])
    }
  }

  private static let passage = Apus.Retrieval.V1.Passage(
    chunkID: "c1", documentID: "d1", documentTitle: "Policy", section: ["Files"],
    text: "Conffiles are kept.",
    score: 0.03, cosine: 0.8)

  /// Runs `body` with an orchestrator whose services listen on a real port.
  private func withOrchestrator(
    _ services: [any RPCService], after gate: Gate? = nil, json: String = ResearchWorkflow.json,
    _ body: @Sendable @escaping (Orchestrator) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"), services: services)
    let channel = Channel(target: "\(try await server.start())")
    let inference = Apus.Inference.V1.InferenceServiceClient(channel: channel)
    let store = try RunStore(at: .sqlite(path: folder.file("orchestrator.db")))
    let quickJSON = json.replacing(
      #""forEach": "$plan.subQuestions","#,
      with: """
        "forEach": "$plan.subQuestions",
        "retry": {"attemptCountMax": 2, "initialDelayMilliseconds": 1, "delayMillisecondsMax": 2},
        """)
    let orchestrator = try Orchestrator(
      store: store,
      agents: [
        PlannerAgent(inference: inference, memory: .init(channel: channel)),
        AnalystAgent(inference: inference, memory: .init(channel: channel)),
        SynthesistAgent(inference: inference, memory: .init(channel: channel)),
        SearchAgent(retrieval: .init(channel: channel)),
        MemoryAgent(memory: .init(channel: channel)),
      ], workflows: [WorkflowDefinition(json: quickJSON)],
      loops: RPCLoops.shared, logger: Logger(service: "test", level: .error),
      metrics: MetricsRegistry())
    try await withRunning(orchestrator, after: gate) { try await body(orchestrator) }
    await store.close()
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
  }

  private static func ask(_ orchestrator: Orchestrator) async throws -> String {
    try await orchestrator.submit(
      tenant: "t", workflow: "research", question: "What are conffiles?", sessionID: "",
      idempotencyKey: "", traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    ).submission!.runID
  }

  @Test("The answer is streamed, grounded in the passages, and reported with sources and figures")
  func answers() async throws {
    let inference = StandInInference(reply: "Kept files [1] [7].")
    let watched = Gate()
    let services: [any RPCService] = [StandInRetrieval(passages: [Self.passage]), inference]
    try await withOrchestrator(services, after: watched) {
      let updates = try await $0.watchForTest(try await Self.ask($0), began: watched)
      guard case .ended(let machine) = updates.last, case .succeeded(let report) = machine.phase
      else {
        Issue.record("\(updates.last as Any)")
        return
      }
      let answer = report.field(["answer"])?.string ?? ""
      #expect(answer == "Kept files [1] .")
      let streamed = updates.compactMap {
        if case .text(let piece) = $0 { piece.text } else { nil }
      }
      #expect(streamed.joined() == answer && streamed.count > 2)
      #expect(report.field(["sources"])?.list?.count == 1)
      #expect(report.field(["usage", "promptTokens"])?.int == 7)
      #expect(report.field(["model", "name"])?.string == "stand-in")
      let names = updates.compactMap { if case .event(let entry) = $0 { entry.name } else { nil } }
      let order = ["PlanCompleted", "SearchCompleted", "AnalysisCompleted", "ReportReady"]
      #expect(names.filter(order.contains) == order)
    }
    #expect(
      inference.prompts.withLock { $0.last }?.contains("[1] Files: Conffiles are kept.") == true)
  }

  @Test("When retrieval finds no passage the answer says so and the model is not asked for one")
  func nothingMatches() async throws {
    let inference = StandInInference(reply: "What are you?")
    try await withOrchestrator([StandInRetrieval(passages: []), inference]) {
      let updates = try await $0.watchForTest(try await Self.ask($0))
      guard case .ended(let machine) = updates.last, case .succeeded(let report) = machine.phase
      else {
        Issue.record("\(updates.last as Any)")
        return
      }
      #expect(report.field(["answer"])?.string == SynthesistAgent.nothingFound)
      #expect(report.field(["sources"])?.list == [])
      #expect(report.field(["model"]) == .null)
    }
    // The planner alone asked.
    #expect(inference.prompts.withLock { $0.count } == 1)
  }

  @Test("Steps that keep their answers ask the model once, until model or documents change")
  func keptAnswers() async throws {
    let inference = StandInInference(reply: "Kept files [1] [7].")
    let folder = try TemporaryFolder()
    let memory = try MemoryStore(at: .sqlite(path: folder.file("memory.db")))
    let services: [any RPCService] = [
      StandInRetrieval(passages: [Self.passage]), inference,
      MemoryServiceHandler(store: memory, metrics: MetricsRegistry()),
    ]
    let json = ResearchWorkflow.json.replacing(
      #""maxTokens": "#, with: #""cache": true, "maxTokens": "#)
    try await withOrchestrator(services, json: json) { orchestrator in
      func ask() async throws -> (promptCount: Int, machine: RunMachine?) {
        let before = inference.prompts.withLock { $0.count }
        let updates = try await orchestrator.watchForTest(try await Self.ask(orchestrator))
        guard case .ended(let machine) = updates.last else { return (0, nil) }
        return (inference.prompts.withLock { $0.count } - before, machine)
      }
      func answer(_ machine: RunMachine?) -> String? {
        guard case .succeeded(let report) = machine?.phase else { return nil }
        return report.field(["answer"])?.string
      }
      let first = try await ask()
      #expect(first.promptCount == 3)
      let second = try await ask()
      #expect(second.promptCount == 0)
      #expect(
        answer(second.machine) == "Kept files [1] ."
          && answer(first.machine) == answer(second.machine))
      // Another model is another answer.
      inference.sha256.withLock { $0 = "01" }
      #expect(try await ask().promptCount == 3)
      #expect(try await ask().promptCount == 0)
      // What was made of the document goes with it; the plan was made of none.
      #expect(try await memory.documentsUpdated(tenant: "t", documents: ["d1"]) == 4)
      #expect(try await ask().promptCount == 2)
      // A run goes on without a memory.
      await memory.close()
      #expect(try await ask().promptCount == 3)
    }
  }

  @Test("A missing service fails the run with its name; cancelling reaches the model's service")
  func failsAndCancels() async throws {
    try await withOrchestrator([StandInInference(reply: "x")]) {
      let updates = try await $0.watchForTest(try await Self.ask($0))
      guard case .ended(let machine) = updates.last else { return }
      #expect(machine.status == .failed)
      #expect(machine.reason.contains("step search[0] failed: retrieval answered UNIMPLEMENTED"))
    }
    let held = StandInInference(reply: "", holds: true)
    try await withOrchestrator([held, StandInRetrieval(passages: [])]) {
      let id = try await Self.ask($0)
      await held.began.wait()
      _ = try await $0.cancel(tenant: "t", id: id, reason: "enough")
      await held.cancelled.wait()
    }
  }
}
