import Messages
import RPC
import RPCFixture
import RPCServices
import Testing
import Transport

/// Breakers, ejection, bulkheads and health watching against real servers.
@Suite(.timeLimit(.minutes(10))) struct ProtectedChannelTests {
  private static func configuration(
    _ policy: LoadBalancing = .roundRobin, log: EventLog = EventLog()
  ) -> ChannelConfiguration {
    var configuration = ChannelConfiguration(
      backoffInitial: .milliseconds(5), backoffMax: .milliseconds(20))
    configuration.loadBalancing = policy
    configuration.onEvent = { event, _ in log.record(event.rawValue) }
    return configuration
  }

  @Test(arguments: [LoadBalancing.pickFirst, .roundRobin])
  func anOpenBreakerFailsCallsAtOnce(_ policy: LoadBalancing) async throws {
    let log = EventLog()
    var configuration = Self.configuration(policy, log: log)
    configuration.circuitBreaker = CircuitBreakerPolicy(resetTimeout: .seconds(1000))
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.fail(.internalError))
      for _ in 0..<5 { _ = await status { _ = try await channel.who() } }
      #expect(log.count("circuit_opened") == 1)
      let error = await status { _ = try await channel.who() }
      #expect(error?.code == .unavailable)
      #expect(error?.message.contains("circuit breaker") == true)
      #expect(error?.message.contains("INTERNAL") == true)
      #expect(replicas[0].callCount == 5)
    }
  }

  /// A probe that fails opens it again; one that succeeds closes it.
  @Test(arguments: [LoadBalancing.pickFirst, .roundRobin])
  func aBreakerClosesAfterAProbe(_ policy: LoadBalancing) async throws {
    let log = EventLog()
    var configuration = Self.configuration(policy, log: log)
    configuration.circuitBreaker = CircuitBreakerPolicy(resetTimeout: .milliseconds(20))
    let patient = CallOptions(timeout: .seconds(100), waitForReady: true)
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.fail(.internalError))
      for _ in 0..<5 { _ = await status { _ = try await channel.who(options: patient) } }
      await log.wait(for: "circuit_opened", count: 1)
      let probe = await status { _ = try await channel.who(options: patient) }
      #expect(probe?.code == .internalError)
      await log.wait(for: "circuit_opened", count: 2)
      replicas[0].behave(.answer)
      let name = try await channel.who(options: patient)
      #expect(name == "a")
      await log.wait(for: "circuit_closed", count: 1)
      for _ in 0..<10 { _ = try await channel.who() }
    }
  }

  /// A call that comes when a breaker's time is over and its timer has not fired yet is not forgotten.
  @Test func aCallThatComesAsABreakerIsDueIsServed() async throws {
    var configuration = Self.configuration(.pickFirst)
    configuration.circuitBreaker = CircuitBreakerPolicy(
      failureCountMax: 1, resetTimeout: .milliseconds(1))
    let patient = CallOptions(timeout: .seconds(60), waitForReady: true)
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.fail(.internalError))
      for _ in 0..<300 {
        let error = await status { _ = try await channel.who(options: patient) }
        try #require(error?.code == .internalError)
        try await Task.sleep(for: .microseconds(Int64.random(in: 500...2000)))
      }
    }
  }

  @Test func aBrokenReplicaIsLeftAlone() async throws {
    var configuration = Self.configuration()
    configuration.circuitBreaker = CircuitBreakerPolicy(resetTimeout: .seconds(1000))
    try await withReplicas(configuration: configuration) { channel, replicas in
      try await channel.warm(["a", "b", "c"])
      replicas[1].behave(.fail(.unavailable))
      let before = replicas[1].callCount
      var failureCount = 0
      for _ in 0..<60 {
        do { _ = try await channel.who() } catch { failureCount += 1 }
      }
      #expect(failureCount == 5)
      #expect(replicas[1].callCount - before == 5)
    }
  }

  /// Calls each on a loop of its own, so that no loop sees five failures.
  private func onEveryLoop(
    _ loops: EventLoopGroup, _ body: @escaping @Sendable () async -> Void
  ) async {
    for loop in loops.loops {
      await Task(executorPreference: loop) { await body() }.value
    }
  }

  @Test func aBreakerCountsTheFailuresOfAllLoops() async throws {
    let log = EventLog()
    let loops = try EventLoopGroup(count: 3, name: "breaker")
    var configuration = Self.configuration(log: log)
    configuration.loops = loops
    configuration.circuitBreaker = CircuitBreakerPolicy(resetTimeout: .milliseconds(200))
    let patient = CallOptions(timeout: .seconds(100), waitForReady: true)
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.fail(.internalError))
      for _ in 0..<2 {
        await onEveryLoop(loops) {
          _ = await status { _ = try await channel.who(options: patient) }
        }
      }
      // The sixth call found it open, and came through as the probe.
      #expect(log.count("circuit_opened") == 2)
      #expect(replicas[0].callCount == 6)
      replicas[0].behave(.answer)
      await onEveryLoop(loops) {
        let name = try? await channel.who(options: patient)
        #expect(name == "a")
      }
      #expect(log.count("circuit_closed") == 1, "one probe for all loops")
      #expect(replicas[0].callCount == 9)
    }
    loops.shutdown()
  }

  @Test func retriesAreThrottledByTheFailuresOfAllLoops() async throws {
    let log = EventLog()
    let loops = try EventLoopGroup(count: 3, name: "throttle")
    var configuration = Self.configuration(log: log)
    configuration.loops = loops
    configuration.serviceConfig = ServiceConfig(
      methods: [
        MethodConfig(
          [.everything],
          attempts: .retry(RetryPolicy(attemptCountMax: 2, backoffInitial: .milliseconds(1))))
      ], retryThrottling: RetryThrottling(tokenCountMax: 6, tokenRatio: 0.1))
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.fail(.unavailable))
      await onEveryLoop(loops) { _ = await status { _ = try await channel.who() } }
      // Half of six tokens are left after the first call and the first attempt of the second.
      #expect(log.count("retry") == 1)
      #expect(log.count("retry_held_back") == 2)
    }
    loops.shutdown()
  }

  /// Each loop makes too few calls to judge by; together they are enough, and each of them is told.
  @Test func outliersAreFoundByTheCallsOfAllLoops() async throws {
    let log = EventLog()
    let loops = try EventLoopGroup(count: 3, name: "outlier")
    var configuration = Self.configuration(log: log)
    configuration.loops = loops
    var policy = OutlierEjectionPolicy()
    policy.interval = .seconds(1)
    policy.ejectionTime = .seconds(1000)
    policy.callCountMin = 9
    policy.endpointCountMin = 100
    configuration.outlierEjection = policy
    try await withReplicas(["a", "b"], configuration: configuration) { channel, replicas in
      replicas[1].behave(.fail(.unavailable))
      try await eventually {
        log.count("endpoint_ejected") == 1
      } meanwhile: {
        // At most four calls of a loop to one replica in an interval.
        for _ in 0..<8 { await onEveryLoop(loops) { _ = try? await channel.who() } }
        try await loops.next().sleep(for: .milliseconds(1200))
      }
      await onEveryLoop(loops) {
        for _ in 0..<5 {
          let name = try? await channel.who()
          #expect(name == "a")
        }
      }
    }
    loops.shutdown()
  }

  @Test func theReplicaThatFailsMoreThanItsPeersIsEjected() async throws {
    let log = EventLog()
    var configuration = Self.configuration(log: log)
    var policy = OutlierEjectionPolicy()
    policy.interval = .milliseconds(200)
    policy.ejectionTime = .seconds(1000)
    policy.callCountMin = 5
    configuration.outlierEjection = policy
    try await withReplicas(configuration: configuration) { channel, replicas in
      try await channel.warm(["a", "b", "c"])
      replicas[1].behave(.fail(.unavailable))
      try await eventually {
        log.count("endpoint_ejected") == 1
      } meanwhile: {
        _ = try? await channel.who()
      }
      let before = replicas[1].callCount
      for _ in 0..<30 { _ = try await channel.who() }
      #expect(replicas[1].callCount == before)
    }
  }

  @Test func aBulkheadBoundsWhatRunsAndWhatWaits() async throws {
    let log = EventLog()
    var configuration = Self.configuration(log: log)
    configuration.bulkhead = BulkheadPolicy(callCountMax: 3, queuedCountMax: 2)
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.hang)
      let running = (0..<3).map { _ in Task { try await channel.who() } }
      await replicas[0].log.wait(for: "hung", count: 3)
      // One more than may wait: whoever comes last is refused.
      let waiting = (0..<3).map { _ in
        Task { try await channel.who(options: CallOptions(timeout: .seconds(1000))) }
      }
      await log.wait(for: "bulkhead_full")
      #expect(replicas[0].callCount == 3)
      replicas[0].behave(.answer)
      // A place that becomes free goes to who waited first.
      for task in running { task.cancel() }
      var answeredCount = 0
      for task in waiting {
        do {
          _ = try await task.value
          answeredCount += 1
        } catch let error as RPCError {
          #expect(error.code == .resourceExhausted)
          #expect(error.message.contains("3 calls"))
        }
      }
      #expect(answeredCount == 2)
      for task in running { _ = try? await task.value }
      for _ in 0..<10 { _ = try await channel.who() }
    }
  }

  @Test func waitingForATurnEnds() async throws {
    var configuration = Self.configuration()
    configuration.bulkhead = BulkheadPolicy(
      callCountMax: 1, queuedCountMax: 10, queueTimeout: .milliseconds(50))
    try await withReplicas(["a"], configuration: configuration) { channel, replicas in
      replicas[0].behave(.hang)
      let running = Task { try await channel.who() }
      await replicas[0].log.wait(for: "hung")
      let timedOut = await status { _ = try await channel.who() }
      #expect(timedOut?.code == .resourceExhausted)
      let text = try #require(timedOut?.message)
      #expect(text.hasPrefix("1 calls to ipv4:127.0.0.1:") && text.contains("no turn came in "))
      #expect(text.contains("bulkhead.queueTimeout"), "\(text)")
      let late = await status {
        _ = try await channel.who(options: CallOptions(timeout: .milliseconds(1)))
      }
      #expect(late?.code == .deadlineExceeded)
      let given = Task { try await channel.who() }
      given.cancel()
      let cancelled = await status { _ = try await given.value }
      #expect(cancelled?.code == .cancelled || cancelled?.code == .resourceExhausted)
      running.cancel()
      _ = try? await running.value
      replicas[0].behave(.answer)
      _ = try await channel.who()
    }
  }

  // MARK: Health

  private func withHealth(
    of service: String, _ body: (Channel, [Replica], [HealthService]) async throws -> Void
  ) async throws {
    let replicas = [Replica("a"), Replica("b")]
    let health = replicas.map { _ in HealthService(services: ["", service]) }
    for (replica, health) in zip(replicas, health) { try await replica.start(services: [health]) }
    var configuration = Self.configuration()
    configuration.watchedService = service
    let target = "ipv4:" + replicas.map { "\($0.address)" }.joined(separator: ",")
    let channel = Channel(target: target, configuration: configuration)
    do { try await body(channel, replicas, health) } catch { Issue.record(error) }
    await channel.shutdown()
    for replica in replicas { await replica.stop() }
  }

  @Test func callsGoWhereTheServiceIsServing() async throws {
    try await withHealth(of: "apus.test.Replica") { channel, replicas, health in
      for each in health { each.setStatus(.serving, of: "apus.test.Replica") }
      try await channel.warm(["a", "b"])
      health[0].setStatus(.notServing, of: "apus.test.Replica")
      var recent = 0
      try await eventually {
        recent >= 20
      } meanwhile: {
        let name = try? await channel.who()
        recent = name == "b" ? recent + 1 : 0
      }
      health[1].setStatus(.notServing, of: "apus.test.Replica")
      var refused: RPCError?
      try await eventually {
        refused != nil
      } meanwhile: {
        do { _ = try await channel.who() } catch { refused = error as? RPCError }
      }
      #expect(refused?.code == .unavailable)
      #expect(refused?.message.contains("NOT_SERVING") == true)
      health[0].setStatus(.serving, of: "apus.test.Replica")
      let name = try await channel.who(
        options: CallOptions(timeout: .seconds(100), waitForReady: true))
      #expect(name == "a")
    }
  }

  /// Whoever compares what a channel sent with what its callers did must not find calls of its own.
  @Test func aWatchIsNoCall() async throws {
    try await withHealth(of: "apus.test.Replica") { channel, _, _ in
      try await channel.warm(["a", "b"])
      let snapshot = await channel.snapshot()
      let calls = snapshot.counts
      #expect(snapshot.subchannels.map(\.counts.started).reduce(0, +) == calls.started)
      #expect(snapshot.subchannels.map(\.counts.succeeded).reduce(0, +) == calls.succeeded)
      // They are streams of its connections.
      let streams = snapshot.subchannels.compactMap(\.socket?.counts.started).reduce(0, +)
      #expect(streams == calls.started + 2)
    }
  }

  @Test func aServerWithoutAHealthServiceCountsAsServing() async throws {
    var configuration = Self.configuration()
    configuration.watchedService = ""
    try await withReplicas(configuration: configuration) { channel, _ in
      try await channel.warm(["a", "b", "c"])
    }
  }

  /// The open watch must not keep a connection that drains from closing.
  @Test func aWatchedConnectionDrains() async throws {
    try await withHealth(of: "x") { channel, replicas, health in
      for each in health { each.setStatus(.serving, of: "x") }
      try await channel.warm(["a", "b"])
      let start = ContinuousClock.now
      await replicas[0].stop(grace: .seconds(300))
      #expect(ContinuousClock.now - start < .seconds(200))
      for _ in 0..<10 {
        let name = try await channel.who()
        #expect(name == "b")
      }
    }
  }
}

/// Repeats `action` until `condition` holds.
private func eventually(
  _ condition: () -> Bool, meanwhile action: () async throws -> Void
) async throws {
  let deadline = ContinuousClock.now + .seconds(60)
  while !condition() {
    try #require(ContinuousClock.now < deadline, "the condition did not hold within a minute")
    try await action()
  }
}
