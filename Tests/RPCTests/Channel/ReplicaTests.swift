import Messages
import RPC
import RPCFixture
import Synchronization
import TestSupport
import Testing
import Transport

/// Channels to several servers that come, go and break.
@Suite(.timeLimit(.minutes(10))) struct ReplicaTests {
  private static func configuration(
    _ policy: LoadBalancing
  ) -> ChannelConfiguration {
    var configuration = ChannelConfiguration(
      backoffInitial: .milliseconds(5), backoffMax: .milliseconds(20))
    configuration.loadBalancing = policy
    return configuration
  }

  @Test func aChannelThatIsDroppedGivesItsConnectionsUp() async throws {
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0", loopCount: 1),
      services: [EchoService()])
    let address = try await server.start()
    do {
      var configuration = ChannelConfiguration()
      configuration.loadBalancing = .roundRobin
      let channel = Channel(target: "\(address)", configuration: configuration)
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note(typeUrl: "once"))
      #expect(await server.snapshot().sockets.count == 1)
    }
    try await eventually { await server.snapshot().sockets.isEmpty }
    await server.beginGracefulShutdown(grace: .zero)
  }

  @Test func roundRobinUsesEveryReplicaInTurn() async throws {
    try await withReplicas(configuration: Self.configuration(.roundRobin)) { channel, replicas in
      try await channel.warm(["a", "b", "c"])
      let before = replicas.map(\.callCount)
      for _ in 0..<30 { _ = try await channel.who() }
      #expect(zip(replicas, before).allSatisfy { $0.callCount - $1 == 10 })
    }
  }

  @Test func pickFirstStaysWithOneAndMovesOnWhenItGoes() async throws {
    try await withReplicas(configuration: Self.configuration(.pickFirst)) { channel, replicas in
      for _ in 0..<20 {
        let name = try await channel.who()
        #expect(name == "a")
      }
      await replicas[0].stop(grace: .seconds(60))
      for _ in 0..<20 {
        let name = try await channel.who()
        #expect(name == "b")
      }
      #expect(replicas[2].callCount == 0)
    }
  }

  /// The first address drops what is sent to it, so the second one must not wait for its time-out.
  @Test func happyEyeballsDoesNotWaitForASilentAddress() async throws {
    let silent = try TakenPort(listening: true)
    defer { extendLifetime(silent) }
    let replica = Replica("b")
    try await replica.start()
    var configuration = Self.configuration(.pickFirst)
    configuration.connectTimeout = .seconds(3000)
    let channel = Channel(
      target: "ipv4:127.0.0.1:\(silent.number),\(replica.address)", configuration: configuration)
    let name = try await channel.who()
    #expect(name == "b")
    await channel.shutdown()
    await replica.stop()
  }

  @Test func leastRequestLeavesTheBusyReplicaAlone() async throws {
    try await withReplicas(
      configuration: Self.configuration(.leastRequest(choiceCount: 10))
    ) { channel, replicas in
      try await channel.warm(["a", "b", "c"])
      replicas[1].behave(.hang)
      // Calls come back until one hangs on b.
      let hanging = Task {
        while replicas[1].log.count("hung") == 0 { _ = try? await channel.who() }
      }
      await replicas[1].log.wait(for: "hung")
      replicas[1].behave(.answer)
      let before = replicas[1].callCount
      for _ in 0..<60 { _ = try await channel.who() }
      // Ten draws that are all the busy one: 3^-10 a call.
      #expect(replicas[1].callCount - before <= 2)
      hanging.cancel()
      await hanging.value
    }
  }

  @Test func ringHashKeepsKeysWhereTheyWere() async throws {
    try await withReplicas(configuration: Self.configuration(.ringHash())) { channel, replicas in
      let keys = (0..<60).map { "session-\($0)" }
      var homes: [String: String] = [:]
      for key in keys { homes[key] = try await channel.who(key) }
      #expect(Set(homes.values) == ["a", "b", "c"])
      for key in keys {
        let home = try await channel.who(key)
        #expect(home == homes[key])
      }
      await replicas[2].stop(grace: .seconds(60))
      for key in keys {
        let home = try await channel.who(key)
        #expect(home == homes[key] || homes[key] == "c")
      }
      try await replicas[2].start()
      try await channel.warm(["a", "b", "c"])
      for key in keys {
        let home = try await channel.who(key)
        #expect(home == homes[key])
      }
    }
  }

  /// A key whose replica has a quarter more to do than its share moves on until that has less again.
  @Test func ringHashGoesElsewhereWithTooManyCalls() async throws {
    let configuration = Self.configuration(.ringHash(loadFactorMax: 1.25))
    try await withReplicas(["a", "b"], configuration: configuration) { channel, replicas in
      let options = CallOptions(timeout: .seconds(100), waitForReady: true)
      let home = try await channel.who("session", options: options)
      let (busy, other) = home == "a" ? (replicas[0], replicas[1]) : (replicas[1], replicas[0])
      try await eventually {
        await channel.snapshot().subchannels.allSatisfy { $0.state == .ready }
      }
      busy.behave(.hang)
      other.behave(.hang)
      let calls = (0..<4).map { _ in Task { try await channel.who("session") } }
      try await eventually { busy.log.count("hung") + other.log.count("hung") == 4 }
      #expect(busy.log.count("hung") == 2 || busy.log.count("hung") == 3)
      for call in calls { call.cancel() }
      for call in calls { _ = try? await call.value }
      busy.behave(.answer)
      try await eventually { try await channel.who("session") == home }
    }
  }

  @Test func ringHashTakesTheKeyFromTheMetadata() async throws {
    try await withReplicas(
      configuration: Self.configuration(.ringHash(metadataKey: "x-session"))
    ) { channel, _ in
      for index in 0..<20 {
        let key = "session-\(index)"
        let options = CallOptions(metadata: ["x-session": key], timeout: .seconds(100))
        let home = try await channel.who(options: options)
        let same = try await channel.who(key)
        #expect(same == home)
      }
    }
  }

  /// One after another is stopped politely and started again under load; no call may notice.
  @Test(arguments: [LoadBalancing.pickFirst, .roundRobin, .leastRequest, .ringHash()])
  func aRollingRestartFailsNoCall(_ policy: LoadBalancing) async throws {
    try await withReplicas(configuration: Self.configuration(policy)) { channel, replicas in
      let answered = EventLog()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in 0..<8 {
          group.addTask {
            while answered.count("done") == 0 {
              _ = try await channel.who("\(worker)")
              answered.record("answer")
            }
          }
        }
        for replica in replicas {
          let goal = answered.count("answer") + 100
          await answered.wait(for: "answer", count: goal)
          await replica.stop(grace: .seconds(60))
          await answered.wait(for: "answer", count: goal + 100)
          try await replica.start()
        }
        answered.record("done")
        try await group.waitForAll()
      }
    }
  }

  /// The name gains an address and loses one, as that of a headless Service does.
  @Test func changesOfTheNameAreFollowed() async throws {
    let replicas = [Replica("a"), Replica("b"), Replica("c")]
    for replica in replicas { try await replica.start() }
    let known = Mutex([replicas[0].address, replicas[1].address])
    var configuration = Self.configuration(.roundRobin)
    configuration.resolutionInterval = .milliseconds(20)
    configuration.resolve = { _, _ in known.withLock { $0 } }
    let channel = Channel(target: "dns:///replicas.test:1", configuration: configuration)
    try await channel.warm(["a", "b"])
    known.withLock { $0 = [replicas[1].address, replicas[2].address] }
    let deadline = ContinuousClock.now + .seconds(60)
    var recent: [String] = []
    while recent.count < 20 {
      let name = try await channel.who()
      recent = name == "a" ? [] : recent + [name]
      try #require(ContinuousClock.now < deadline)
    }
    #expect(Set(recent) == ["b", "c"])
    await channel.shutdown()
    for replica in replicas { await replica.stop() }
  }

  /// Whatever names the addresses, a policy with several connections keeps them while it is in use.
  @Test(arguments: [true, false]) func aLostConnectionIsOpenedAgainWithoutACall(
    _ isName: Bool
  ) async throws {
    let replica = Replica("a")
    try await replica.start()
    let address = replica.address
    var configuration = Self.configuration(.roundRobin)
    configuration.resolve = { _, _ in [address] }
    let channel = Channel(
      target: isName ? "replica.test:1" : "\(address)", configuration: configuration)
    try await channel.warm(["a"])
    await replica.stop()
    try await eventually { await channel.snapshot().state != .ready }
    try await replica.start()
    try await eventually { await channel.snapshot().state == .ready }
    await channel.shutdown()
    await replica.stop()
  }

  @Test(arguments: [LoadBalancing.pickFirst, .roundRobin], [true, false])
  func aChannelThatNobodyUsesLetsGo(_ policy: LoadBalancing, isName: Bool) async throws {
    let replica = Replica("a")
    try await replica.start()
    let address = replica.address
    var configuration = Self.configuration(policy)
    configuration.idleTimeout = .milliseconds(20)
    configuration.resolutionInterval = .milliseconds(5)
    configuration.resolve = { _, _ in [address] }
    let channel = Channel(
      target: isName ? "replica.test:1" : "\(address)", configuration: configuration)
    for _ in 0..<3 {
      let name = try await channel.who()
      #expect(name == "a")
      try await eventually { await channel.snapshot().state == .idle }
      try await eventually { await replica.connectionCount == 0 }
    }
    await channel.shutdown()
    await replica.stop()
  }

  /// A name of more addresses than a channel uses, which every look-up names in another order.
  @Test func anotherOrderOfAddressesBreaksNoConnection() async throws {
    let server = Server(
      configuration: ServerConfiguration(listen: "0.0.0.0:0"), services: [EchoService()])
    let port = try #require(try await server.start().port)
    let addresses = (1...100).map { SocketAddress.ipv4(host: "127.0.0.\($0)", port: port) }
    let log = EventLog()
    var configuration = Self.configuration(.roundRobin)
    configuration.resolutionInterval = .milliseconds(5)
    configuration.resolve = { _, _ in
      log.record("look-up")
      return addresses.shuffled()
    }
    let channel = Channel(target: "large.test:1", configuration: configuration)
    try await eventually {
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
      return await server.snapshot().sockets.count == 64
    }
    let before = await server.snapshot().sockets.map(\.id)
    let lookUpCount = log.count("look-up")
    try await eventually {
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
      return log.count("look-up") >= lookUpCount + 10
    }
    #expect(await server.snapshot().sockets.map(\.id) == before)
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
  }

  @Test func aDeadReplicaIsFoundAgainAtItsNewAddress() async throws {
    let old = Replica("old")
    let new = Replica("new")
    try await old.start()
    try await new.start()
    let known = Mutex([old.address])
    let lookUps = EventLog()
    var configuration = Self.configuration(.pickFirst)
    configuration.resolve = { _, _ in
      lookUps.record("look-up")
      return known.withLock { $0 }
    }
    let channel = Channel(target: "replica.test:1", configuration: configuration)
    let first = try await channel.who()
    #expect(first == "old")
    known.withLock { $0 = [new.address] }
    await old.stop()
    let patient = CallOptions(timeout: .seconds(100), waitForReady: true)
    let second = try await channel.who(options: patient)
    #expect(second == "new")
    #expect(lookUps.count("look-up") >= 2)
    await channel.shutdown()
    await new.stop()
  }

  @Test func listsOfAddressesAreRead() async throws {
    for bad in ["ipv4:", "ipv4:1.2.3.4:1,", "ipv4:name:1", "ipv6:::1", "ipv4:1.2.3.4:0"] {
      let channel = Channel(target: bad)
      let error = await status { _ = try await channel.who() }
      #expect(error?.code == .invalidArgument, "\(bad)")
    }
  }
}
