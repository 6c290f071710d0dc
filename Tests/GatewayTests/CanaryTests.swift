import Gateway
import Messages
import RPC
import Service
import Synchronization
import Testing
import TestSupport

/// A gateway with two real servers behind it, one of them its canary, which it calls as the program does: what
/// cannot be reached is tried again, outliers are ejected, and other workers than the canary are waited for.
@Suite("A canary behind the gateway", .timeLimit(.minutes(5)))
struct CanaryTests {
  private typealias Proto = Apus.Inference.V1

  /// A worker that does as it is told, and counts whose conversations it was given.
  private final class Worker: Proto.InferenceService {
    let counts = Mutex<[String: Int]>([:])
    /// What becomes of a call, by its prompt; nil is an answer.
    let failure: @Sendable (String) -> RPCError.Code?
    let stepsBeforeFailure: Int
    /// Whether it answers a call, by its prompt, with nothing, or no more, until its caller has gone.
    let hangs: @Sendable (String) -> Bool

    init(
      stepsBeforeFailure: Int = 0,
      failure: @escaping @Sendable (String) -> RPCError.Code? = { _ in nil },
      hangs: @escaping @Sendable (String) -> Bool = { _ in false }
    ) {
      self.failure = failure
      self.hangs = hangs
      self.stepsBeforeFailure = stepsBeforeFailure
    }

    var callCount: Int { counts.withLock { $0.values.reduce(0, +) } }

    func generate(
      _ request: Proto.GenerateRequest, writer: ResponseWriter<Proto.GenerateResponse>,
      context: ServerContext
    ) async throws {
      let text =
        switch request.input {
        case .conversation(let conversation): conversation.messages.first?.content ?? ""
        case .prompt(let prompt): prompt
        case nil: ""
        }
      counts.withLock { $0[text, default: 0] += 1 }
      if hangs(text) {
        for _ in 0..<stepsBeforeFailure { try await writer.write(.init(text: "?")) }
        // Ends when the call is cancelled, which is when its caller has gone.
        let silence = AsyncStream<Void> { _ in }
        for await _ in silence {}
        throw CancellationError()
      }
      if let code = failure(text) {
        for _ in 0..<stepsBeforeFailure { try await writer.write(.init(text: "?")) }
        throw RPCError(code, "as told")
      }
      try await writer.write(.init(text: "!"))
    }

    func score(
      _ request: Proto.ScoreRequest, context: ServerContext
    ) async throws -> Proto.ScoreResponse { .init() }

    func tokenize(
      _ request: Proto.TokenizeRequest, context: ServerContext
    ) async throws -> Proto.TokenizeResponse { .init() }

    func listModels(
      _ request: Proto.ListModelsRequest, context: ServerContext
    ) async throws -> Proto.ListModelsResponse { .init() }
  }

  private struct Trial {
    let stable: Worker
    let canary: Worker
    let metrics: MetricsRegistry
    let share: InferenceCanary
    let gateway: RunningGateway
    /// Where the canary listens, or will.
    let canaryAddress: String

    func generate(
      _ input: Proto.GenerateRequest.Input, timeout: Duration? = nil
    ) async throws {
      var options = RunningGateway.admitted
      options.timeout = timeout
      try await gateway.client.generate(.init(generation: .init(input: input)), options: options) {
        steps in for try await _ in steps {}
      }
    }

    /// What callers are told about the canary.
    func status() async throws -> Apus.Gateway.V1.ServiceStatus {
      let status = try await gateway.client.getStatus(
        .init(), options: RunningGateway.admitted)
      let last = try #require(status.services.last)
      #expect(last.name == "inference-worker-canary")
      return last
    }

    /// Calls with prompts of their own; how many failed.
    func generate(count: Int) async -> Int {
      var failureCount = 0
      for number in 0..<count {
        do {
          try await generate(.prompt("\(number)"))
        } catch {
          failureCount += 1
        }
      }
      return failureCount
    }

    var failedCanaryCallCount: Int {
      let series = #"apus_gateway_canary_calls_total{workers="canary",outcome="failed"} "#
      return measured.first { $0.hasPrefix(series) }.flatMap { Int($0.dropFirst(series.count)) }
        ?? 0
    }

    /// What is measured, a line for each series.
    var measured: [Substring] { metrics.prometheusText().split(separator: "\n") }
  }

  private static func with(
    stable: Worker = Worker(), canary: Worker = Worker(), percent: Int = 5,
    canaryListens: Bool = true, firstStepMin: Duration = .seconds(5),
    _ body: (Trial) async throws -> Void
  ) async throws {
    let canaryPort = canaryListens ? 0 : try freePort()
    let servers = [(stable, 0), (canary, canaryPort)].map { worker, port in
      Server(
        configuration: ServerConfiguration(listen: "127.0.0.1:\(port)", loopCount: 1),
        services: [worker])
    }
    var addresses: [String] = []
    for server in servers { addresses.append("\(try await server.start())") }
    if !canaryListens { await servers[1].beginGracefulShutdown(grace: .zero) }
    let metrics = MetricsRegistry()
    let backend = Backend.workers(
      name: "inference-worker-canary", target: addresses[1],
      configuration: ServiceCalls.configuration(loops: nil, onEvent: nil))
    var tolerance = CanaryWatch.Tolerance(failureRate: 0.02, slowdown: 0)
    tolerance.firstStepMin = firstStepMin
    let share = InferenceCanary(
      backend: backend, share: CanaryShare(percent: percent),
      tolerance: tolerance, metrics: CanaryMetrics(metrics),
      logger: Logger(service: "gateway", level: .error))
    try await RunningGateway.with(
      inferenceTarget: addresses[0], canary: share,
      configuration: ServiceCalls.configuration(loops: nil, waitsForWorkers: true, onEvent: nil)
    ) { gateway in
      try await body(
        Trial(
          stable: stable, canary: canary, metrics: metrics, share: share, gateway: gateway,
          canaryAddress: addresses[1]))
    }
    await backend.channel.shutdown()
    for server in servers { await server.beginGracefulShutdown(grace: .zero) }
  }

  @Test("Of calls that are no conversation's exactly five in a hundred go there")
  func shareOfCalls() async throws {
    try await Self.with { trial in
      let failureCount = await trial.generate(count: 2_000)
      #expect(failureCount == 0)
      #expect(trial.canary.callCount == 100)
      #expect(trial.stable.callCount == 1_900)
      #expect(trial.share.rollbackReason == nil)
      #expect(
        trial.measured.contains(
          #"apus_gateway_canary_calls_total{workers="canary",outcome="answered"} 100"#))
      #expect(trial.measured.contains("apus_gateway_canary_share_ratio 0.05"))
    }
  }

  /// Two thousand conversations: the share may be off by two points, which is four standard deviations.
  @Test("Of conversations about five in a hundred go there, with all their turns")
  func shareOfConversations() async throws {
    let seed: UInt64 = 4711
    var generator = SeededGenerator(seed: seed)
    let names = (0..<2_000).map { _ in String(UInt64.random(in: 0...UInt64.max, using: &generator))
    }
    try await Self.with { trial in
      for name in names {
        var messages = [Proto.ChatMessage(role: .user, content: name)]
        for _ in 0..<2 {
          try await trial.generate(.conversation(.init(messages: messages)))
          messages += [.init(role: .assistant, content: "!"), .init(role: .user, content: "more")]
        }
      }
      let counts = [trial.canary, trial.stable].map { worker in worker.counts.withLock { $0 } }
      #expect((60...140).contains(counts[0].count), "seed \(seed): \(counts[0].count) of 2000")
      #expect(counts.map(\.count).reduce(0, +) == 2_000, "each stays where it is")
      #expect(counts.allSatisfy { $0.values.allSatisfy { $0 == 2 } })
    }
  }

  @Test("Injected errors roll it back, and no caller notices")
  func rollsBack() async throws {
    let canary = Worker { _ in .internalError }
    try await Self.with(canary: canary) { trial in
      let failureCount = await trial.generate(count: 2_000)
      #expect(failureCount == 0)
      #expect(canary.callCount == CanaryWatch.callCountMin, "none after the roll-back")
      #expect(
        trial.share.rollbackReason?.hasPrefix("20 of its last 20 calls failed") == true)
      #expect(trial.measured.contains("apus_gateway_canary_rolled_back 1"))
      #expect(trial.measured.contains("apus_gateway_canary_share_ratio 0"))
      #expect(trial.measured.contains("apus_gateway_canary_fallbacks_total 20"))
      let last = try await trial.status()
      #expect(!last.ready)
      #expect(last.reason.hasPrefix("rolled back: 20 of its last 20 calls failed"))
      #expect(last.reason.contains("until the gateway is started again"))
    }
  }

  @Test("A canary that is not there yet gets no share, is not rolled back, and then has it")
  func absent() async throws {
    try await Self.with(percent: 50, canaryListens: false) { trial in
      let failureCount = await trial.generate(count: 500)
      #expect(failureCount == 0)
      #expect(trial.stable.callCount == 500)
      #expect(trial.share.rollbackReason == nil)
      #expect(trial.measured.contains("apus_gateway_canary_absent 1"))
      let last = try await trial.status()
      #expect(!last.ready && last.reason.hasPrefix("absent: it cannot be reached"))

      let server = Server(
        configuration: ServerConfiguration(listen: trial.canaryAddress, loopCount: 1),
        services: [trial.canary])
      _ = try await server.start()
      var calls = 0
      while trial.canary.callCount == 0 {
        try await trial.generate(.prompt("\(calls)"))
        calls += 1
      }
      #expect(!trial.share.isAbsent)
      let before = trial.canary.callCount
      let laterFailureCount = await trial.generate(count: 100)
      #expect(laterFailureCount == 0)
      #expect(trial.canary.callCount == before + 50)
      #expect(trial.measured.contains("apus_gateway_canary_absent 0"))
      await server.beginGracefulShutdown(grace: .zero)
    }
  }

  @Test("What fails with the others too counts for nothing")
  func bothFail() async throws {
    // Every other call is the canary's, and it is those that fail, wherever they are made.
    let fails: @Sendable (String) -> RPCError.Code? = {
      Int($0)!.isMultiple(of: 2) ? nil : .internalError
    }
    try await Self.with(
      stable: Worker(failure: fails), canary: Worker(failure: fails), percent: 50
    ) { trial in
      let failureCount = await trial.generate(count: 200)
      #expect(failureCount == 100)
      #expect(trial.canary.callCount == 100)
      #expect(
        trial.measured.contains(
          #"apus_gateway_canary_calls_total{workers="canary",outcome="refused"} 100"#))
      #expect(trial.share.rollbackReason == nil)
    }
  }

  @Test("One conversation that fails at the canary alone does not end its trial")
  func oneConversation() async throws {
    let fails: @Sendable (String) -> RPCError.Code? = { $0.hasPrefix("bad") ? .internalError : nil }
    try await Self.with(canary: Worker(failure: fails), percent: 50) { trial in
      // Enough of both for a comparison, and a bad one that is the canary's.
      let failureCount = await trial.generate(count: 100)
      #expect(failureCount == 0)
      var number = 0
      let before = trial.canary.callCount
      while trial.canary.callCount == before {
        number += 1
        try await trial.generate(
          .conversation(.init(messages: [.init(role: .user, content: "bad \(number)")])))
      }
      for _ in 0..<200 {
        try await trial.generate(
          .conversation(.init(messages: [.init(role: .user, content: "bad \(number)")])))
        // Every other call of no conversation is the canary's.
        for _ in 0..<2 { try await trial.generate(.prompt("good")) }
      }
      #expect(trial.canary.callCount == before + 401)
      #expect(trial.share.rollbackReason == nil)
    }
  }

  @Test("A canary that fails as often as the others stays")
  func healthy() async throws {
    // One prompt in nine, and the same in both.
    let fails: @Sendable (String) -> RPCError.Code? = {
      Int($0)!.isMultiple(of: 9) ? .internalError : nil
    }
    try await Self.with(
      stable: Worker(failure: fails), canary: Worker(failure: fails), percent: 50
    ) { trial in
      let failureCount = await trial.generate(count: 1_000)
      #expect(failureCount == 112)
      #expect(trial.canary.callCount == 500)
      #expect(trial.share.rollbackReason == nil)
    }
  }

  @Test("Refusing what the others take counts against it, what they refuse as well does not")
  func refusals() async throws {
    let refuses: @Sendable (String) -> RPCError.Code? = { _ in .invalidArgument }
    try await Self.with(
      stable: Worker(failure: refuses), canary: Worker(failure: refuses), percent: 50
    ) { trial in
      let failureCount = await trial.generate(count: 100)
      #expect(failureCount == 100)
      #expect(trial.share.rollbackReason == nil)
    }
    try await Self.with(canary: Worker(failure: refuses), percent: 50) { trial in
      let failureCount = await trial.generate(count: 100)
      #expect(failureCount == 0)
      #expect(trial.share.rollbackReason != nil)
    }
    // It serves another model than the one that was asked for.
    try await Self.with(canary: Worker { _ in .notFound }, percent: 50) { trial in
      let failureCount = await trial.generate(count: 100)
      #expect(failureCount == 0)
      #expect(trial.share.rollbackReason == nil)
    }
  }

  @Test("A stream that breaks after its first step is the caller's to see, and counts")
  func breaksLate() async throws {
    let canary = Worker(stepsBeforeFailure: 1) { _ in .unavailable }
    try await Self.with(canary: canary, percent: 50) { trial in
      let failureCount = await trial.generate(count: 200)
      #expect(failureCount == CanaryWatch.callCountMin)
      #expect(trial.share.rollbackReason != nil)
      #expect(trial.stable.callCount == 200 - CanaryWatch.callCountMin, "nothing was said twice")
    }
  }

  @Test("One that hangs is given up, rolled back, and no caller notices")
  func hangs() async throws {
    let canary = Worker(hangs: { $0 == "hang" })
    try await Self.with(canary: canary, percent: 50, firstStepMin: .milliseconds(20)) { trial in
      // What the others' first steps take has to be known.
      let failureCount = await trial.generate(count: 2 * CanaryWatch.callCountMin)
      #expect(failureCount == 0)
      #expect(trial.share.rollbackReason == nil)
      // Callers without a deadline; the suite's time bounds this.
      while trial.share.rollbackReason == nil { try await trial.generate(.prompt("hang")) }
      #expect(canary.counts.withLock { $0["hang"] ?? 0 } >= CanaryWatch.failingKeyCountMin)
    }
  }

  @Test("One that hangs leaves half of a caller's time to the others")
  func deadlines() async throws {
    let canary = Worker(hangs: { $0 == "hang" })
    try await Self.with(canary: canary, percent: 50) { trial in
      // One that has never answered may be about to come.
      let failureCount = await trial.generate(count: 2)
      #expect(failureCount == 0)
      // Below the five seconds that the canary has without a deadline.
      for _ in 0..<2 * CanaryWatch.callCountMin where trial.share.rollbackReason == nil {
        try await trial.generate(.prompt("hang"), timeout: .seconds(3))
      }
      #expect(trial.share.rollbackReason != nil)
    }
  }

  @Test("Where the others say nothing in time either, it is not worse than they")
  func deadlinesOfAll() async throws {
    let hangs: @Sendable (String) -> Bool = { $0 == "hang" }
    try await Self.with(
      stable: Worker(hangs: hangs), canary: Worker(hangs: hangs), percent: 50
    ) { trial in
      _ = await trial.generate(count: 2)
      // On a busy machine a deadline may pass before the gateway has the call.
      while trial.failedCanaryCallCount < 2 * CanaryWatch.callCountMin,
        trial.share.rollbackReason == nil
      {
        await #expect(throws: RPCError.self) {
          try await trial.generate(.prompt("hang"), timeout: .milliseconds(100))
        }
      }
      #expect(trial.share.rollbackReason == nil)
    }
  }

  @Test("The first step of its first call shows that it is there, while the stream goes on")
  func longProbe() async throws {
    let canary = Worker(stepsBeforeFailure: 1, hangs: { $0 == "hang" })
    try await Self.with(canary: canary, percent: 50) { trial in
      let (steps, isThere) = AsyncStream.makeStream(of: Void.self)
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          // The first call is the others', the second the canary's, which does not end by itself.
          try? await trial.generate(.prompt("0"))
          try? await trial.gateway.client.generate(
            .init(generation: .init(input: .prompt("hang"))), options: RunningGateway.admitted
          ) { for try await _ in $0 { isThere.yield() } }
          isThere.finish()
        }
        for await _ in steps { break }
        let failureCount = await trial.generate(count: 20)
        #expect(failureCount == 0)
        #expect(canary.callCount == 11)
        group.cancelAll()
      }
    }
  }
}
