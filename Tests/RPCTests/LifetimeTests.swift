import Messages
import RPC
import RPCFixture
import TestSupport
import Testing
import Transport

/// How calls end other than by their own answer.
@Suite(.timeLimit(.minutes(10))) struct LifetimeTests {
  @Test func deadlineEndsTheCallOnBothSides() async throws {
    try await withEchoServer { channel, service, _ in
      // The connection is there before the clock starts, so that the handler does run.
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
      let start = ContinuousClock.now
      let error = await status {
        let _: Note = try await channel.unary(
          EchoService.path("Hang"), Note(), options: CallOptions(timeout: .milliseconds(500)))
      }
      #expect(error?.code == .deadlineExceeded)
      // The handler alone would hang for a minute.
      #expect(ContinuousClock.now - start < .seconds(50))
      await service.events.wait(for: "hang cancelled")
    }
  }

  @Test func deadlineOfTheScopeLimitsTheCallsInside() async throws {
    try await withEchoServer { channel, _, _ in
      let scope = CallScope(deadline: .now + .milliseconds(50), trace: .random())
      let error = await status {
        try await CallScope.$current.withValue(scope) {
          let _: Note = try await channel.unary(
            EchoService.path("Hang"), Note(), options: CallOptions(timeout: .seconds(30)))
        }
      }
      #expect(error?.code == .deadlineExceeded)
    }
  }

  @Test func cancellingTheTaskCancelsTheHandler() async throws {
    try await withEchoServer { channel, service, _ in
      let task = Task {
        let _: Note = try await channel.unary(EchoService.path("Hang"), Note())
      }
      await service.events.wait(for: "hang started")
      task.cancel()
      let error = await status { try await task.value }
      #expect(error?.code == .cancelled)
      await service.events.wait(for: "hang cancelled")
    }
  }

  @Test func leavingTheBodyCancelsTheStream() async throws {
    try await withEchoServer { channel, service, _ in
      let first = try await channel.serverStreaming(EchoService.path("Flood"), Note()) {
        (notes: ResponseStream<Note>) in
        var iterator = notes.makeAsyncIterator()
        return try await iterator.next()?.value.count
      }
      #expect(first == 16 * 1024)
      await service.events.wait(for: "flood ended")
    }
  }

  /// The bound: the stream's window here, the high-water mark there, and what is in between.
  @Test func slowReaderStopsTheWriter() async throws {
    try await withEchoServer { channel, service, _ in
      try await channel.serverStreaming(EchoService.path("Flood"), Note()) {
        (notes: ResponseStream<Note>) in
        var iterator = notes.makeAsyncIterator()
        _ = try await iterator.next()
        let window = 256 * 1024
        let most = (window + HTTP2Stream.highWaterByteCount) / (16 * 1024) + 3
        await settle { service.events.count("flood wrote") }
        let written = service.events.count("flood wrote")
        #expect(written <= most)
        #expect(written >= window / (16 * 1024) - 1)
        // Reading lets it go on.
        for _ in 0..<100 { _ = try await iterator.next() }
        await service.events.wait(for: "flood wrote", count: 100)
      }
    }
  }

  @Test func slowHandlerStopsTheClient() async throws {
    try await withEchoServer { channel, service, _ in
      let wrote = EventLog()
      let reply: Note = try await channel.clientStreaming(EchoService.path("Drip")) {
        (writer: RequestWriter<Note>) in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            for _ in 0..<200 {
              try await writer.write(Note(value: Array(repeating: 1, count: 16 * 1024)))
              wrote.record("wrote")
            }
          }
          await settle { wrote.count("wrote") }
          #expect(wrote.count("wrote") <= (256 + 64) / 16 + 3)
          service.events.record("drip may read")
          try await group.waitForAll()
        }
      }
      #expect(reply.typeUrl == "200")
    }
  }

  @Test func oneStalledStreamDoesNotStopTheOthers() async throws {
    try await withEchoServer { channel, service, _ in
      try await channel.serverStreaming(EchoService.path("Flood"), Note()) {
        (_: ResponseStream<Note>) in
        await settle { service.events.count("flood wrote") }
        for index in 0..<50 {
          let reply: Note = try await channel.unary(
            EchoService.path("Unary"),
            Note(typeUrl: "\(index)", value: Array(repeating: 3, count: 100_000)))
          #expect(reply.typeUrl == "\(index)")
        }
      }
    }
  }

  @Test func drainLosesNoCall() async throws {
    let server = Server(
      configuration: ServerConfiguration(loopCount: 1), services: [EchoService()])
    let address = try await server.start()
    let next = Server(
      configuration: ServerConfiguration(listen: "\(address)", loopCount: 1),
      services: [EchoService()])
    let channel = Channel(target: "\(address)")
    let answered = EventLog()
    let failures = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var failures = 0
          for index in 0..<400 {
            do {
              let reply: Note = try await channel.unary(
                EchoService.path("Unary"), Note(typeUrl: "\(index)"),
                options: CallOptions(timeout: .seconds(120), waitForReady: true))
              #expect(reply.typeUrl == "\(index)")
              answered.record("answer")
            } catch {
              failures += 1
              Issue.record("call \(index): \(error)")
            }
          }
          return failures
        }
      }
      await answered.wait(for: "answer", count: 500)
      await server.beginGracefulShutdown(grace: .seconds(60))
      try await next.start()
      return try await group.reduce(0, +)
    }
    #expect(failures == 0)
    #expect(answered.count("answer") == 3200)
    await channel.shutdown()
    await next.beginGracefulShutdown(grace: .zero)
  }

  @Test func drainLetsOpenCallsFinishAndAbortsThemAfterTheGrace() async throws {
    try await withEchoServer { channel, service, server in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          let error = await status {
            let _: Note = try await channel.unary(EchoService.path("Hang"), Note())
          }
          #expect(error?.code == .unavailable)
        }
        await service.events.wait(for: "hang started")
        await server.beginGracefulShutdown(grace: .milliseconds(100))
        #expect(service.events.count("hang cancelled") == 1)
        try await group.waitForAll()
      }
    }
  }

  @Test func nobodyListeningFailsAtOnceWithTheReason() async throws {
    // Held for the whole test, so that no other test's server can come to listen there.
    let port = try TakenPort(listening: false)
    defer { extendLifetime(port) }
    let channel = Channel(target: "127.0.0.1:\(port.number)")
    let start = ContinuousClock.now
    let error = await status {
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
    }
    #expect(error?.code == .unavailable)
    #expect(error?.message.contains("refused") == true)
    #expect(ContinuousClock.now - start < .seconds(50))
    let late = await status {
      let _: Note = try await channel.unary(
        EchoService.path("Unary"), Note(),
        options: CallOptions(timeout: .milliseconds(200), waitForReady: true))
    }
    #expect(late?.code == .deadlineExceeded)
    await channel.shutdown()
  }

  @Test func targetsThatCannotBeReadSaySo() async throws {
    for target in ["", "nohost", "host:99999", "unix:", ":80"] {
      let channel = Channel(target: target)
      let error = await status {
        let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
      }
      #expect(error?.code == .invalidArgument, "\(target)")
    }
  }

  @Test func namesThatDoNotResolveAreUnavailable() async throws {
    let channel = Channel(target: "dns:///no-such-host.invalid:1")
    let error = await status {
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
    }
    #expect(error?.code == .unavailable)
    #expect(error?.message.contains("no-such-host.invalid") == true)
    await channel.shutdown()
  }

  @Test func unixSocketsWork() async throws {
    let path = "/tmp/apus-rpc-\(UInt64.random(in: 0...UInt64.max)).sock"
    var configuration = ServerConfiguration()
    configuration.listen = "unix:\(path)"
    try await withEchoServer(configuration: configuration) { channel, _, _ in
      let reply: Note = try await channel.unary(EchoService.path("Unary"), Note(typeUrl: "unix"))
      #expect(reply.typeUrl == "unix")
    }
  }
}

/// Waits until a number has not changed for a while: what it counts has come to rest.
func settle(_ value: () -> Int) async {
  let loop = RPCLoops.shared.next()
  var last = -1
  var sameCount = 0
  while sameCount < 10 {
    let now = value()
    sameCount = now == last ? sameCount + 1 : 0
    last = now
    try? await loop.sleep(for: .milliseconds(10))
  }
}
