import Foundation
import Messages
import RPC
import TestSupport
import Testing

/// What callers see while a service is away, and that runs outlast it.
@Suite(.timeLimit(.minutes(10))) struct OutageTests {
  static let page = "ap-pkg-diversions.html"
  static let question = "What is a diversion?"

  @Test func aGenerationThatLosesItsWorkerFailsWithinASecond() async throws {
    let installation = try await Installation(pages: [Self.page])
    defer { installation.destroy() }
    let worker = try installation.processID(of: "inference-worker")
    var killedAt: ContinuousClock.Instant?
    var code: RPCError.Code?
    do {
      try await installation.withGateway { client, options in
        let request = Apus.Inference.V1.GenerateRequest(
          input: .prompt("Count: one, two, three, four, five,"), maxTokens: 2_000)
        try await client.generate(.init(generation: request), options: options) { steps in
          for try await _ in steps where killedAt == nil {
            kill(worker, SIGKILL)
            killedAt = .now
          }
        }
      }
    } catch let error as RPCError {
      code = error.code
    }
    let moment = try #require(killedAt, "the worker was not reached")
    #expect(ContinuousClock.now - moment < .seconds(1))
    #expect(code == .unavailable)
  }

  @Test func aStepThatLosesItsWorkerIsTriedAgain() async throws {
    let installation = try await Installation(pages: [Self.page])
    defer { installation.destroy() }
    let worker = try installation.processID(of: "inference-worker")
    try await installation.withGateway { client, options in
      var attempts: Set<UInt32> = []
      let submitted = try await client.submitRun(
        .init(workflow: "research", question: Self.question), options: options)
      let id = try #require(submitted.run?.runID)
      try await client.watchRun(.init(runID: id), options: options) { updates in
        for try await message in updates {
          guard case .tokens(let delta) = message.update?.update, delta.stepID == "synthesis"
          else { continue }
          if attempts.isEmpty { kill(worker, SIGKILL) }
          attempts.insert(delta.attempt)
        }
      }
      let run = try #require(try await client.getRun(.init(runID: id), options: options).run)
      #expect(run.state == .succeeded, "\(run.reason)")
      let step = try #require(run.steps.first { $0.stepID == "synthesis" })
      #expect(step.attempts >= 2)
      #expect(attempts.count >= 2, "the tokens came of attempts \(attempts)")
    }
  }

  /// Retrieval cannot start without its model, so a test can keep it down.
  @Test func aRunWaitsForRetrievalAndNamesItWhenItStaysAway() async throws {
    let models = try ModelFolder()
    defer { models.remove() }
    let installation = try await Installation(pages: [Self.page], models: models.url)
    defer { installation.destroy() }

    try await installation.withGateway { client, options in
      func submit() async throws -> String {
        let answer = try await client.submitRun(
          .init(workflow: "research", question: Self.question), options: options)
        return try #require(answer.run?.runID)
      }
      func run(_ id: String) async throws -> Apus.Orchestrator.V1.Run {
        try #require(try await client.getRun(.init(runID: id), options: options).run)
      }
      try models.hideEmbeddingModel()
      kill(try installation.processID(of: "retrieval"), SIGKILL)
      let patient = try await submit()
      try await waitUntil("the search waits for retrieval") {
        let now = try await run(patient)
        try #require(now.endedAtMs == nil, "the run ended: \(now.state) \(now.reason)")
        return now.steps.contains { $0.agent == "search" && $0.state == .retrying }
      }
      try models.showEmbeddingModel()
      try await waitUntil("the run ends") { try await run(patient).endedAtMs != nil }
      let finished = try await run(patient)
      #expect(finished.state == .succeeded, "\(finished.reason)")
      #expect(finished.steps.contains { $0.agent == "search" && $0.attempts >= 2 })
      #expect(finished.report?.sources.isEmpty == false)

      try models.hideEmbeddingModel()
      kill(try installation.processID(of: "retrieval"), SIGKILL)
      let hopeless = try await submit()
      try await waitUntil("the run fails") { try await run(hopeless).endedAtMs != nil }
      let failed = try await run(hopeless)
      #expect(failed.state == .failed)
      #expect(failed.reason.contains("retrieval"), "\(failed.reason)")
      #expect(failed.steps.contains { $0.agent == "search" && $0.attempts == 5 })
    }
  }

  @Test func askWaitsForAServiceThatIsBrieflyAway() async throws {
    let installation = try await Installation(pages: [Self.page])
    defer { installation.destroy() }
    for service in ["gateway", "memory"] {
      kill(try installation.processID(of: service), SIGKILL)
      let outcome = try await installation.apus(["ask", Self.question])
      #expect(outcome.status == 0, "after \(service) died: \(outcome.errors)")
    }
  }

  @Test func askSaysThatNobodyAnswers() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let key = try folder.write("apus_0123456789abcdef0123456789abcdef\n".utf8, to: "key")
    let port = try TakenPort(listening: false)
    let start = ContinuousClock.now
    let outcome = try await Executable.run([
      "ask", Self.question, "--gateway", "127.0.0.1:\(port.number)", "--api-key-file", key,
    ])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("trying again"), "\(outcome.errors)")
    #expect(outcome.errors.contains("127.0.0.1:\(port.number)"), "\(outcome.errors)")
    #expect(outcome.errors.contains("apus up"), "\(outcome.errors)")
    #expect(ContinuousClock.now - start < .seconds(30))
  }
}
