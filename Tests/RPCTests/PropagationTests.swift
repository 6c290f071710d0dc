import Messages
import RPC
import RPCFixture
import Testing
import Transport

/// What a call is told of deadline, trace and cancellation reaches the calls that its handler makes, over
/// two connections: client, relay, echo server.
@Suite(.timeLimit(.minutes(5))) struct PropagationTests {
  /// Calls the method of the same name on another server, and has no deadline of its own.
  private struct Relay: RPCService {
    let next: Channel
    let events: EventLog
    static func path(_ method: String) -> MethodPath {
      MethodPath(service: "apus.test.Relay", method: method)
    }

    var definition: ServiceDefinition {
      ServiceDefinition(
        name: "apus.test.Relay", fileDescriptor: nil,
        methods: [
          .unary("Hang") { (note: Note, _: ServerContext) -> Note in
            try await observed { try await next.unary(EchoService.path("Hang"), note) }
          },
          .serverStreaming("Flood") {
            (note: Note, writer: ResponseWriter<Note>, _: ServerContext) in
            try await observed {
              try await next.serverStreaming(EchoService.path("Flood"), note) {
                (notes: ResponseStream<Note>) in
                for try await note in notes { try await writer.write(note) }
              }
            }
          },
          .unary("TimeLeft") { (note: Note, _: ServerContext) -> Note in
            try await EventLoop.current!.sleep(for: .milliseconds(100))
            let left: Note = try await next.unary(EchoService.path("Deadline"), note)
            let trace: Note = try await next.unary(EchoService.path("Metadata"), note)
            return Note(typeUrl: trace.typeUrl, value: left.value)
          },
        ])
    }

    private func observed<T>(_ body: () async throws -> T) async throws -> T {
      events.record("relay started")
      defer { events.record(Task.isCancelled ? "relay cancelled" : "relay ended") }
      return try await body()
    }
  }

  /// Runs `body` with a channel to the relay.
  private func withRelay(
    _ body: (_ channel: Channel, _ relay: EventLog, _ echo: EventLog) async throws -> Void
  ) async throws {
    // Loops of its own, so that the relay's calls are made from another thread than the client's.
    try await withEchoServer(configuration: ServerConfiguration(loopCount: 1)) { next, echo, _ in
      let relay = Relay(next: next, events: EventLog())
      let server = Server(configuration: ServerConfiguration(loopCount: 1), services: [relay])
      let channel = Channel(target: "\(try await server.start())")
      let outcome: Result<Void, any Error>
      do {
        outcome = .success(try await body(channel, relay.events, echo.events))
      } catch {
        outcome = .failure(error)
      }
      await channel.shutdown()
      await server.beginGracefulShutdown(grace: .zero)
      try outcome.get()
    }
  }

  @Test func aCancelledCallCancelsTheCallsBehindIt() async throws {
    try await withRelay { channel, relay, echo in
      let task = Task {
        let _: Note = try await channel.unary(Relay.path("Hang"), Note())
      }
      await echo.wait(for: "hang started")
      task.cancel()
      #expect(await status { try await task.value }?.code == .cancelled)
      await relay.wait(for: "relay cancelled")
      await echo.wait(for: "hang cancelled")
    }
  }

  @Test func aClientThatDisappearsCancelsTheCallsBehindItsOwn() async throws {
    try await withRelay { channel, relay, echo in
      let task = Task {
        let _: Note = try await channel.unary(Relay.path("Hang"), Note())
      }
      await echo.wait(for: "hang started")
      await channel.shutdown()
      #expect(await status { try await task.value }?.code == .unavailable)
      await relay.wait(for: "relay cancelled")
      await echo.wait(for: "hang cancelled")
    }
  }

  @Test func leavingAStreamEndsTheStreamBehindIt() async throws {
    try await withRelay { channel, relay, echo in
      let first = try await channel.serverStreaming(Relay.path("Flood"), Note()) {
        (notes: ResponseStream<Note>) in
        var iterator = notes.makeAsyncIterator()
        return try await iterator.next()?.value.count
      }
      #expect(first == 16 * 1024)
      await relay.wait(for: "relay cancelled")
      await echo.wait(for: "flood ended")
    }
  }

  @Test func aPassedDeadlineEndsTheCallsBehindIt() async throws {
    try await withRelay { channel, relay, echo in
      // The connections are there before the clock starts, and a machine that needs longer all the
      // same gets it, so that a call does reach the end.
      let _: Note = try await channel.unary(Relay.path("TimeLeft"), Note())
      var timeout = Duration.milliseconds(250)
      while echo.count("hang started") == 0 {
        timeout *= 2
        let error = await status {
          let _: Note = try await channel.unary(
            Relay.path("Hang"), Note(), options: CallOptions(timeout: timeout))
        }
        #expect(error?.code == .deadlineExceeded)
      }
      await relay.wait(for: "relay cancelled")
      await echo.wait(for: "hang cancelled")
    }
  }

  @Test func theDeadlineShrinksOnItsWayAndTheTraceStays() async throws {
    try await withRelay { channel, _, _ in
      let trace = TraceContext.random()
      let reply: Note = try await CallScope.$current.withValue(CallScope(trace: trace)) {
        try await channel.unary(
          Relay.path("TimeLeft"), Note(), options: CallOptions(timeout: .seconds(50)))
      }
      // The relay took a tenth of a second before its call.
      let milliseconds = try #require(Int(String(decoding: reply.value, as: UTF8.self)))
      #expect((1...49_900).contains(milliseconds))
      #expect(reply.typeUrl == trace.traceID)
      // Without one there is none.
      let none: Note = try await channel.unary(Relay.path("TimeLeft"), Note())
      #expect(none.value.isEmpty)
    }
  }
}
