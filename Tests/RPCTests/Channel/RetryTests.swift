import Messages
import RPC
import RPCFixture
import TestSupport
import Testing
import Transport

/// Retries and hedges against real servers.
@Suite(.timeLimit(.minutes(10))) struct RetryTests {
  private static func configuration(
    _ attempts: MethodConfig.Attempts, _ policy: LoadBalancing = .roundRobin,
    throttling: RetryThrottling? = nil, log: EventLog = EventLog()
  ) -> ChannelConfiguration {
    var configuration = ChannelConfiguration(
      backoffInitial: .milliseconds(5), backoffMax: .milliseconds(20))
    configuration.loadBalancing = policy
    configuration.serviceConfig = ServiceConfig(
      methods: [
        MethodConfig([.method(Replica.path), .method(Replica.streamPath)], attempts: attempts)
      ], retryThrottling: throttling)
    configuration.onEvent = { event, _ in log.record(event.rawValue) }
    return configuration
  }

  private static let quick = RetryPolicy(
    attemptCountMax: 4, backoffInitial: .milliseconds(1), backoffMax: .milliseconds(2))

  @Test func aFailedCallIsTriedAgainElsewhere() async throws {
    let log = EventLog()
    let configuration = Self.configuration(.retry(Self.quick), log: log)
    try await withReplicas(configuration: configuration) { channel, replicas in
      try await channel.warm(["a", "b", "c"])
      replicas[0].behave(.fail(.unavailable))
      replicas[1].behave(.fail(.unavailable))
      for _ in 0..<12 {
        let name = try await channel.who()
        #expect(name == "c")
      }
      // Two of three calls begin where they fail.
      #expect(log.count("retry") >= 8)
      // The call's own place, and then each of the others at most once.
      #expect(replicas[2].log.count("attempts before: 3") == 0)
      #expect(replicas[2].log.count("attempts before: 2") > 0)
    }
  }

  @Test func theLastStatusIsTheCallsWhenAttemptsAreUsedUp() async throws {
    let configuration = Self.configuration(.retry(Self.quick))
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.fail(.unavailable))
      let error = await status { _ = try await channel.who() }
      #expect(error?.code == .unavailable)
      #expect(error?.message == "as told by a")
      #expect(replicas[0].callCount == 4)
      for count in 0..<4 { #expect(replicas[0].log.count("attempts before: \(count)") == 1) }
      replicas[0].behave(.fail(.notFound))
      _ = await status { _ = try await channel.who() }
      #expect(replicas[0].callCount == 5)
    }
  }

  /// An attempt that finds no connection is one like any other: the server is there for the second.
  @Test(arguments: [LoadBalancing.pickFirst, .roundRobin])
  func aCallWithoutAConnectionIsTriedAgain(_ policy: LoadBalancing) async throws {
    let log = EventLog()
    let patient = RetryPolicy(
      attemptCountMax: 5, backoffInitial: .milliseconds(200), backoffMax: .seconds(60),
      backoffMultiplier: 8)
    let replica = Replica("a")
    try await replica.start()
    await replica.stop()
    let channel = Channel(
      target: "\(replica.address)",
      configuration: Self.configuration(.retry(patient), policy, log: log))
    async let name = channel.who()
    await log.wait(for: "retry")
    try await replica.start()
    #expect(try await name == "a")
    await channel.shutdown()
    await replica.stop()
  }

  @Test func attemptsWithoutAConnectionAreCounted() async throws {
    let log = EventLog()
    let port = try TakenPort(listening: false)
    let channel = Channel(
      target: "127.0.0.1:\(port.number)",
      configuration: Self.configuration(.retry(Self.quick), log: log))
    let error = await status { _ = try await channel.who() }
    #expect(error?.code == .unavailable)
    #expect(error?.message.hasPrefix("no connection to ") == true, "\(error?.message ?? "")")
    #expect(log.count("retry") == 3)
    await channel.shutdown()
  }

  @Test func theServerHoldsRetriesOff() async throws {
    let log = EventLog()
    let configuration = Self.configuration(.retry(Self.quick), log: log)
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.fail(.unavailable, pushback: .never))
      _ = await status { _ = try await channel.who() }
      #expect(replicas[0].callCount == 1)
      #expect(log.count("retry_held_back") == 1)
      let start = ContinuousClock.now
      replicas[0].behave(.fail(.unavailable, count: 1, pushback: .after(.milliseconds(300))))
      _ = try await channel.who()
      #expect(ContinuousClock.now - start >= .milliseconds(300))
    }
  }

  /// Retried and hedged calls, while they pause because the server asked for it.
  @Test(arguments: [
    MethodConfig.Attempts.retry(quick),
    .hedge(HedgingPolicy(attemptCountMax: 2, delay: .fixed(.seconds(100)), budget: 1)),
  ])
  func aShutdownEndsCallsThatPause(_ attempts: MethodConfig.Attempts) async throws {
    let configuration = Self.configuration(attempts)
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      _ = try await channel.who()
      replicas[0].behave(.fail(.unavailable, pushback: .after(.seconds(20))))
      async let ended = status { _ = try await channel.who() }
      try await eventually { replicas[0].callCount == 2 }
      await channel.shutdown()
      let error = await ended
      #expect(error?.code == .unavailable)
      #expect(error?.message.contains("shut down") == true, "\(String(describing: error))")
    }
  }

  @Test func manyFailuresStopRetries() async throws {
    let configuration = Self.configuration(
      .retry(Self.quick), throttling: RetryThrottling(tokenCountMax: 10, tokenRatio: 1))
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.fail(.unavailable))
      for _ in 0..<10 { _ = await status { _ = try await channel.who() } }
      // Ten tokens: five failures until the bucket is half empty, and every call once.
      #expect(replicas[0].callCount <= 10 + 4)
      replicas[0].behave(.answer)
      for _ in 0..<10 { _ = try await channel.who() }
      replicas[0].behave(.fail(.unavailable, count: 1))
      _ = try await channel.who()
    }
  }

  @Test func aStreamIsReplayedUntilItIsAnswered() async throws {
    let configuration = Self.configuration(.retry(Self.quick))
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.fail(.unavailable, count: 2))
      let text: String? = try await channel.bidirectionalStreaming(
        Replica.streamPath, options: CallOptions(timeout: .seconds(100))
      ) { (writer: RequestWriter<Note>, notes: ResponseStream<Note>) in
        for index in 0..<5 { try await writer.write(Note(typeUrl: "\(index)")) }
        try await writer.finish()
        var iterator = notes.makeAsyncIterator()
        return try await iterator.next()?.typeUrl
      }
      #expect(text == "a:0,1,2,3,4")
      #expect(replicas[0].callCount == 3)
    }
  }

  @Test func whatIsTooLargeToKeepIsNotReplayed() async throws {
    let configuration = Self.configuration(.retry(Self.quick))
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.fail(.unavailable))
      let error = await status {
        let _: Note = try await channel.unary(
          Replica.path, Note(value: Array(repeating: 1, count: 300 * 1024)),
          options: CallOptions(timeout: .seconds(100)))
      }
      #expect(error?.code == .unavailable)
      #expect(replicas[0].callCount == 1)
    }
  }

  @Test func cancellingEndsThePauseBetweenAttempts() async throws {
    let slow = RetryPolicy(
      attemptCountMax: 4, backoffInitial: .seconds(1000), backoffMax: .seconds(1000))
    let log = EventLog()
    let configuration = Self.configuration(.retry(slow), log: log)
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.fail(.unavailable))
      let call = Task { try await channel.who(options: CallOptions()) }
      await log.wait(for: "retry")
      call.cancel()
      let error = await status { _ = try await call.value }
      #expect(error?.code == .cancelled)
      // A pause that the deadline does not allow is not begun.
      let late = await status { _ = try await channel.who() }
      #expect(late?.code == .unavailable)
    }
  }

  @Test func theConfigSetsDeadlinesAndWaiting() async throws {
    var configuration = ChannelConfiguration(
      backoffInitial: .milliseconds(5), backoffMax: .milliseconds(20))
    configuration.serviceConfig = ServiceConfig(methods: [
      MethodConfig([.everything], timeout: .milliseconds(1)),
      MethodConfig([.service("apus.test.Replica")], timeout: .milliseconds(2)),
      MethodConfig([.method(Replica.path)], timeout: .milliseconds(200), waitForReady: true),
    ])
    let replica = Replica("a", .hang)
    try await replica.start()
    let channel = Channel(target: "\(replica.address)", configuration: configuration)
    let start = ContinuousClock.now
    let error = await status { _ = try await channel.who(options: .defaults) }
    #expect(error?.code == .deadlineExceeded)
    #expect(ContinuousClock.now - start >= .milliseconds(200))
    await channel.shutdown()
    await replica.stop()
    // Nobody listens, and the call waits: without that it would be UNAVAILABLE.
    let port = try TakenPort(listening: false)
    let lonely = Channel(target: "127.0.0.1:\(port.number)", configuration: configuration)
    let waiting = await status { _ = try await lonely.who(options: .defaults) }
    #expect(waiting?.code == .deadlineExceeded)
    await lonely.shutdown()
    extendLifetime(port)
  }

  // MARK: Hedging

  private static func hedging(
    _ delay: HedgingPolicy.Delay = .fixed(.milliseconds(1)), budget: Double = 1
  ) -> MethodConfig.Attempts {
    .hedge(HedgingPolicy(delay: delay, budget: budget))
  }

  @Test func theFasterReplicaWinsAndTheOtherIsCancelled() async throws {
    let log = EventLog()
    let configuration = Self.configuration(Self.hedging(), log: log)
    try await withReplicas(["a", "b"], configuration: configuration) { channel, replicas in
      try await channel.warm(["a", "b"])
      replicas[0].behave(.hang)
      func counts() -> [Int] {
        [log.count("hedge_won"), replicas[1].log.count("attempts before: 1")]
      }
      let before = counts()
      for _ in 0..<10 {
        let name = try await channel.who()
        #expect(name == "b")
      }
      let wonCount = counts()[0] - before[0]
      #expect(wonCount > 0)
      await replicas[0].log.wait(for: "cancelled", count: replicas[0].log.count("hung"))
      #expect(counts()[1] - before[1] == wonCount)
    }
  }

  @Test func hedgesStayWithinTheirBudget() async throws {
    let log = EventLog()
    let configuration = Self.configuration(Self.hedging(budget: 0.1), log: log)
    try await withReplicas(["a", "b"], configuration: configuration) { channel, replicas in
      try await channel.warm(["a", "b"])
      let warm = replicas.map(\.callCount).reduce(0, +)
      for replica in replicas { replica.behave(.answerAfter(.milliseconds(5))) }
      for _ in 0..<100 { _ = try await channel.who() }
      let extra = replicas.map(\.callCount).reduce(0, +) - warm - 100
      #expect(log.count("hedge") >= 5)
      #expect(log.count("hedge") <= (100 + warm) / 10)
      #expect(extra <= (100 + warm) / 10)
      #expect(log.count("hedge_held_back") > 0)
    }
  }

  @Test func thereIsNoHedgeWithoutAnotherReplica() async throws {
    let log = EventLog()
    let configuration = Self.configuration(Self.hedging(), log: log)
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.answerAfter(.milliseconds(30)))
      for _ in 0..<5 { _ = try await channel.who() }
      #expect(replicas[0].callCount == 5)
      #expect(log.count("hedge") == 0)
    }
  }

  /// An entry for a whole service must not hedge methods that nobody thought of.
  @Test func whatIsNotNamedIsNotHedged() async throws {
    var configuration = Self.configuration(.one)
    configuration.serviceConfig = ServiceConfig(methods: [
      MethodConfig([.service("apus.test.Replica"), .everything], attempts: Self.hedging())
    ])
    try await withReplicas(["a", "b"], configuration: configuration) { channel, replicas in
      try await channel.warm(["a", "b"])
      for replica in replicas { replica.behave(.answerAfter(.milliseconds(20))) }
      let before = replicas.map(\.callCount).reduce(0, +)
      for _ in 0..<5 { _ = try await channel.who() }
      #expect(replicas.map(\.callCount).reduce(0, +) == before + 5)
    }
  }

  @Test func aFailureIsMadeGoodByAnotherReplica() async throws {
    let configuration = Self.configuration(Self.hedging(.fixed(.seconds(1000))))
    try await withReplicas(["a", "b"], configuration: configuration) { channel, replicas in
      try await channel.warm(["a", "b"])
      replicas[0].behave(.fail(.unavailable))
      for _ in 0..<10 {
        let name = try await channel.who()
        #expect(name == "b")
      }
      // A fatal status is the call's at once.
      replicas[0].behave(.fail(.notFound))
      replicas[1].behave(.fail(.notFound))
      let before = replicas.map(\.callCount).reduce(0, +)
      let error = await status { _ = try await channel.who() }
      #expect(error?.code == .notFound)
      #expect(replicas.map(\.callCount).reduce(0, +) == before + 1)
    }
  }

  @Test func cancellingAHedgedCallCancelsEveryAttempt() async throws {
    let configuration = Self.configuration(Self.hedging())
    try await withReplicas(["a", "b"], configuration: configuration) { channel, replicas in
      try await channel.warm(["a", "b"])
      for replica in replicas { replica.behave(.hang) }
      let call = Task { try await channel.who() }
      for replica in replicas { await replica.log.wait(for: "hung") }
      call.cancel()
      let error = await status { _ = try await call.value }
      #expect(error?.code == .cancelled)
      for replica in replicas { await replica.log.wait(for: "cancelled") }
    }
  }
}
