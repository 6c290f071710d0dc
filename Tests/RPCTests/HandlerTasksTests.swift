import Messages
import RPC
import RPCFixture
import TestSupport
import Testing

/// Handlers share tasks, one after the other: no call may notice.
@Suite(.timeLimit(.minutes(10))) struct HandlerTasksTests {
  /// Tells what a handler sees of its task, and meets others.
  struct TaskService: RPCService {
    let events = EventLog()

    static func path(_ method: String) -> MethodPath {
      MethodPath(service: "apus.test.Tasks", method: method)
    }

    var definition: ServiceDefinition {
      ServiceDefinition(name: "apus.test.Tasks", fileDescriptor: nil, methods: [look, meet, leave])
    }

    private var look: MethodDefinition {
      .unary("Look") { (_: Note, context: ServerContext) -> Note in
        let isOwnScope = CallScope.current?.trace == context.trace
        return Note(typeUrl: "cancelled \(Task.isCancelled), own scope \(isOwnScope)")
      }
    }

    /// Returns when as many handlers as `typeUrl` says have come here.
    private var meet: MethodDefinition {
      .unary("Meet") { [events] (note: Note, context: ServerContext) -> Note in
        events.record("came")
        await events.wait(for: "came", count: Int(note.typeUrl) ?? 0)
        return Note(typeUrl: "\(Task.isCancelled) \(CallScope.current?.trace == context.trace)")
      }
    }

    /// Cancels its own task, as a handler may.
    private var leave: MethodDefinition {
      .unary("Leave") { (note: Note, _: ServerContext) -> Note in
        withUnsafeCurrentTask { $0?.cancel() }
        return note
      }
    }
  }

  private func withServer(_ body: (Channel, TaskService, EchoService) async throws -> Void)
    async throws
  {
    let service = TaskService()
    let echo = EchoService()
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0", loopCount: 1),
      services: [service, echo])
    let channel = Channel(target: "\(try await server.start())")
    try await body(channel, service, echo)
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .milliseconds(200))
  }

  private func expectCleanTasks(_ channel: Channel) async throws {
    try await withThrowingTaskGroup(of: Note.self) { group in
      for _ in 0..<50 {
        group.addTask { try await channel.unary(TaskService.path("Look"), Note()) }
      }
      for try await note in group {
        #expect(note.typeUrl == "cancelled false, own scope true")
      }
    }
  }

  @Test func aCancelledCallLeavesNoMarkOnLaterOnes() async throws {
    try await withServer { channel, _, echo in
      try await expectCleanTasks(channel)
      for round in 1...3 {
        let hanging = Task {
          let _: Note = try await channel.unary(EchoService.path("Hang"), Note())
        }
        await echo.events.wait(for: "hang started", count: round)
        hanging.cancel()
        await echo.events.wait(for: "hang cancelled", count: round)
        try await expectCleanTasks(channel)
      }
    }
  }

  @Test func aHandlerThatCancelsItsTaskHarmsNobody() async throws {
    try await withServer { channel, _, _ in
      for _ in 0..<10 {
        let _: Note = try await channel.unary(TaskService.path("Leave"), Note())
        try await expectCleanTasks(channel)
      }
    }
  }

  /// More than are kept parked, so that some are made and some end.
  @Test func manyHandlersSuspendAtOnce() async throws {
    try await withServer { channel, service, _ in
      let count = 90
      for round in 1...3 {
        try await withThrowingTaskGroup(of: Note.self) { group in
          for _ in 0..<count {
            group.addTask {
              try await channel.unary(
                TaskService.path("Meet"), Note(typeUrl: "\(count * round)"))
            }
          }
          for try await note in group { #expect(note.typeUrl == "false true") }
        }
        #expect(service.events.count("came") == count * round)
        try await expectCleanTasks(channel)
      }
    }
  }
}
