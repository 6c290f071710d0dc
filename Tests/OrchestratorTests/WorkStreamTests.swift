import Messages
import Orchestrator
import RPC
import Service
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// Programs that perform steps, connected over real sockets.
@Suite("Work streams", .timeLimit(.minutes(10)))
struct WorkStreamTests {
  private typealias API = Apus.Orchestrator.V1

  /// An orchestrator that listens, and a client of it.
  private struct Service: Sendable {
    let orchestrator: Orchestrator
    let client: API.AgentServiceClient

    /// Submits a run of one step, `shout`, which takes `text`.
    func shout(_ text: String, labels: String = "[]", timeout: Int = 30_000) async throws -> String
    {
      let workflow = try WorkflowDefinition(
        json: """
          {"name": "shouting", "version": 1, "inputs": {"question": {"type": "string"}},
           "steps": [{"id": "shout", "agent": "shout", "inputs": {"text": "$run.question"},
             "labels": \(labels), "timeoutMilliseconds": \(timeout),
             "retry": {"attemptCountMax": 2, "initialDelayMilliseconds": 1,
               "delayMillisecondsMax": 2}}],
           "report": {"text": "$shout.text"}}
          """)
      return try await orchestrator.submit(
        workflow, tenant: "t", inputs: ["question": .string(text)]
      ).submission!.runID
    }

    func end(of id: String) async throws -> RunMachine? {
      guard case .ended(let machine) = try await orchestrator.watchForTest(id).last else {
        return nil
      }
      return machine
    }
  }

  private static func hello(
    capacity: UInt32 = 1, labels: [String] = [], version: UInt32 = 1, output: String? = nil
  ) -> API.WorkRequest {
    .init(
      message: .hello(
        .init(
          name: "tester",
          agents: [
            .init(
              name: "shout", version: version, inputsJson: #"{"text": "string"}"#,
              outputJson: output ?? #"{"object": {"text": "string"}}"#, description: "Shouts.")
          ], labels: labels, capacity: capacity)))
  }

  private static func result(_ task: API.Task, _ text: String) -> API.WorkRequest {
    .init(
      message: .result(
        .init(taskID: task.taskID, outputJson: #"{"text": "\#(text)"}"#, summary: "shouted")))
  }

  private func withService(
    _ dialect: SQLDialect, leaseDuration: Duration = .seconds(60),
    _ body: @Sendable @escaping (Service) async throws -> Void
  ) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) },
      limits: .init(leaseDuration: leaseDuration))
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [AgentServiceHandler(orchestrator: orchestrator)])
    let channel = Channel(target: "\(try await server.start())")
    try await withRunning(orchestrator) {
      try await body(Service(orchestrator: orchestrator, client: .init(channel: channel)))
    }
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    await store.close()
  }

  @Test(
    "A worker says what it can do, is given as many tasks as it has places, and its results count",
    arguments: SQLDialect.allCases)
  func performs(on dialect: SQLDialect) async throws {
    try await withService(dialect) { service in
      var ids: [String] = []
      for number in 0..<5 { ids.append(try await service.shout("word\(number)")) }
      try await service.client.work { requests, responses in
        try await requests.write(Self.hello(capacity: 2))
        var settledCount = 0
        var given: [API.Task] = []
        for try await response in responses {
          switch response.message {
          case .welcome(let welcome): #expect(welcome.workerID.hasPrefix("tester/"))
          case .task(let task):
            #expect(task.inputsJson.contains("word") && task.stepID == "shout")
            given.append(task)
            #expect(given.count <= 2)
            // Nothing more comes until a place is free.
            if given.count == 2 { try await requests.write(Self.result(given.removeFirst(), "A")) }
          case .settled(let settled):
            #expect(settled.isRecorded)
            settledCount += 1
            if settledCount == 4 { try await requests.write(Self.result(given.removeFirst(), "A")) }
            if settledCount == 5 { try await requests.finish() }
          default: Issue.record("unexpected \(response)")
          }
        }
        #expect(settledCount == 5)
      }
      for id in ids {
        #expect(try await service.end(of: id)?.phase == .succeeded(report: ["text": "A"]))
      }
    }
  }

  @Test(
    "A stream that ends in the middle gives its task to another worker, at once",
    arguments: SQLDialect.allCases)
  func disconnects(on dialect: SQLDialect) async throws {
    // Longer than the test: only the end of the stream can tell.
    try await withService(dialect, leaseDuration: .seconds(600)) { service in
      let id = try await service.shout("again")
      await #expect(throws: CancellationError.self) {
        try await service.client.work { requests, responses in
          try await requests.write(Self.hello())
          for try await response in responses {
            if case .task = response.message { throw CancellationError() }
          }
        }
      }
      try await service.client.work { requests, responses in
        try await requests.write(Self.hello())
        for try await response in responses {
          switch response.message {
          case .task(let task):
            #expect(task.attempt == 2)
            try await requests.write(Self.result(task, "B"))
          case .settled: try await requests.finish()
          default: break
          }
        }
      }
      let machine = try await service.end(of: id)
      #expect(machine?.phase == .succeeded(report: ["text": "B"]))
      #expect(machine?.step(StepID("shout"))?.attemptCount == 2)
    }
  }

  @Test(
    "Whoever is given a step next goes on from its last checkpoint, and one that was replaced keeps none",
    arguments: SQLDialect.allCases)
  func checkpoints(on dialect: SQLDialect) async throws {
    try await withService(dialect, leaseDuration: .seconds(600)) { service in
      func checkpoint(_ task: API.Task, _ bytes: [UInt8]) -> API.WorkRequest {
        .init(message: .checkpoint(.init(taskID: task.taskID, data: bytes)))
      }
      let id = try await service.shout("long")
      await #expect(throws: CancellationError.self) {
        try await service.client.work { requests, responses in
          try await requests.write(Self.hello())
          var count = 0
          for try await response in responses {
            switch response.message {
            case .task(let task):
              #expect(task.checkpoint.isEmpty)
              try await requests.write(checkpoint(task, [1]))
              try await requests.write(checkpoint(task, [1, 2]))
              // One that nobody has is of no use.
              try await requests.write(
                .init(message: .checkpoint(.init(taskID: task.taskID + 1, data: [9]))))
            case .checkpointed(let answer):
              count += 1
              #expect(answer.isRecorded == (count < 3))
              #expect(answer.reason.isEmpty == (count < 3))
              if count == 3 { throw CancellationError() }
            default: break
            }
          }
        }
      }
      try await service.client.work { requests, responses in
        try await requests.write(Self.hello())
        for try await response in responses {
          switch response.message {
          case .task(let task):
            #expect(task.attempt == 2 && task.checkpoint == [1, 2])
            try await requests.write(Self.result(task, "B"))
          case .settled(let settled):
            // The run has ended, and with it what was kept for it.
            try await requests.write(
              .init(message: .checkpoint(.init(taskID: settled.taskID, data: [3]))))
          case .checkpointed(let answer):
            #expect(!answer.isRecorded)
            try await requests.finish()
          default: break
          }
        }
      }
      #expect(try await service.end(of: id)?.phase == .succeeded(report: ["text": "B"]))

      // An attempt whose time is up keeps nothing for the next one.
      _ = try await service.shout("slow", timeout: 500)
      try await service.client.work { requests, responses in
        try await requests.write(Self.hello())
        var first: API.Task?
        for try await response in responses {
          switch response.message {
          case .task(let task):
            #expect(task.checkpoint.isEmpty)
            if first == nil {
              first = task
            } else {
              try await requests.write(Self.result(task, "C"))
            }
          case .withdrawn(let withdrawn):
            // On a very slow machine also the second one: then the run has failed.
            guard let first, withdrawn.taskID == first.taskID else {
              try await requests.finish()
              continue
            }
            try await requests.write(checkpoint(first, [7]))
          case .checkpointed(let answer): #expect(!answer.isRecorded)
          case .settled: try await requests.finish()
          default: break
          }
        }
      }
      // One that is too large is refused, and neither its task nor the stream suffers.
      let large = try await service.shout("large")
      try await service.client.work { requests, responses in
        try await requests.write(Self.hello())
        var given: API.Task?
        for try await response in responses {
          switch response.message {
          case .task(let task):
            given = task
            try await requests.write(checkpoint(task, [UInt8](repeating: 0, count: 300_000)))
          case .checkpointed(let answer):
            #expect(!answer.isRecorded && answer.taskID == given?.taskID)
            #expect(answer.reason.contains("at most 262144 are kept"), "\(answer.reason)")
            if let given { try await requests.write(Self.result(given, "D")) }
          case .settled(let settled):
            #expect(settled.isRecorded)
            try await requests.finish()
          default: break
          }
        }
      }
      #expect(try await service.end(of: large)?.phase == .succeeded(report: ["text": "D"]))
    }
  }

  @Test(
    "Of an orchestrator that is about to end a worker finishes what it has in hand, and is sent away"
  )
  func sentAway() async throws {
    try await withService(.sqlite) { service in
      let first = try await service.shout("first")
      let gone = await #expect(throws: RPCError.self) {
        try await service.client.work { requests, responses in
          try await requests.write(Self.hello())
          for try await response in responses {
            switch response.message {
            case .task(let task):
              service.orchestrator.leave()
              try await requests.write(Self.result(task, "FIRST"))
            case .settled(let settled): #expect(settled.isRecorded)
            default: break
            }
          }
        }
      }
      #expect(gone?.code == .unavailable && gone?.message.contains("another one") == true)
      #expect(try await service.end(of: first)?.status == .succeeded)
    }
  }

  @Test(
    "What a run does not want any more is withdrawn, and what comes too late is said to be of no use"
  )
  func withdraws() async throws {
    try await withService(.sqlite) { service in
      let id = try await service.shout("never")
      try await service.client.work { requests, responses in
        try await requests.write(Self.hello())
        var given: API.Task?
        for try await response in responses {
          switch response.message {
          case .task(let task):
            given = task
            _ = try await service.orchestrator.cancel(tenant: "t", id: id, reason: "enough")
          case .withdrawn(let withdrawn):
            #expect(withdrawn.taskID == given?.taskID)
            if let given { try await requests.write(Self.result(given, "late")) }
          case .settled(let settled):
            #expect(!settled.isRecorded && settled.taskID == given?.taskID)
            try await requests.finish()
          default: break
          }
        }
      }
      #expect(try await service.end(of: id)?.status == .cancelled)
    }
  }

  @Test("An attempt that takes longer than its step allows is withdrawn and tried again")
  func timesOut() async throws {
    try await withService(.sqlite) { service in
      let id = try await service.shout("slow", timeout: 50)
      try await service.client.work { requests, responses in
        try await requests.write(Self.hello())
        var withdrawnCount = 0
        for try await response in responses {
          guard case .withdrawn = response.message else { continue }
          withdrawnCount += 1
          if withdrawnCount == 2 { try await requests.finish() }
        }
      }
      let machine = try #require(try await service.end(of: id))
      #expect(machine.reason.contains("took longer than 50 ms"), "\(machine.reason)")
    }
  }

  @Test("Tasks that ask for a label wait for a worker that has it, and it is said what lacks")
  func labels() async throws {
    try await withService(.sqlite) { service in
      // Somebody has to have declared the agent, and be there.
      let (connected, done) = (Gate(), Gate())
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          try await service.client.work { requests, responses in
            try await requests.write(Self.hello(labels: ["cpu"]))
            for try await response in responses {
              if case .task = response.message { Issue.record("it lacks the label") }
              connected.open()
              await done.wait()
              try await requests.finish()
            }
          }
        }
        await connected.wait()
        let id = try await service.shout("fast", labels: #"["gpu"]"#)
        let client = service.client
        try await eventually {
          let agents = try await client.listAgents(.init()).agents
          let agent = agents.first { $0.name == "shout" && $0.version == 0 }
          return agent?.waitingTasks == 1 && agent?.obstacle.contains("lacks gpu") == true
        }
        try await service.client.work { requests, responses in
          try await requests.write(Self.hello(labels: ["gpu", "cpu"]))
          for try await response in responses {
            switch response.message {
            case .task(let task): try await requests.write(Self.result(task, "C"))
            case .settled: try await requests.finish()
            default: break
            }
          }
        }
        #expect(try await service.end(of: id)?.status == .succeeded)
        done.open()
        try await group.waitForAll()
      }
    }
  }

  private final class Count: Sendable {
    let value = Atomic(0)
  }

  @Test("Of a worker that does not read no more is taken than there are places for the answers")
  func neverReads() async throws {
    try await withService(.sqlite) { service in
      let count = 40_000
      // Of a task that nobody has.
      let message = API.WorkRequest(
        message: .result(
          .init(
            taskID: .max, outputJson: "1", summary: String(repeating: "x", count: 500))))
      try await service.client.work { requests, responses in
        try await requests.write(Self.hello())
        let written = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            for _ in 0..<count {
              try await requests.write(message)
              written.value.add(1, ordering: .relaxed)
            }
            try await requests.finish()
          }
          // Until it stands still, while other calls get through: time says nothing on a busy machine.
          var (seen, stillCount) = (0, 0)
          try await eventually {
            _ = try await service.client.listAgents(.init())
            let now = written.value.load(ordering: .relaxed)
            stillCount = now == seen && now > 0 ? stillCount + 1 : 0
            seen = now
            return stillCount == 20 || now == count
          }
          #expect(seen < count)
          // When it reads nothing is missing.
          var answeredCount = 0
          for try await response in responses {
            if case .settled(let settled) = response.message {
              #expect(!settled.isRecorded)
              answeredCount += 1
            }
          }
          #expect(answeredCount == count)
          try await group.waitForAll()
        }
      }
      // One that goes away in the meantime leaves nothing behind that waits.
      await #expect(throws: CancellationError.self) {
        try await service.client.work { requests, responses in
          try await requests.write(Self.hello())
          for _ in 0..<5_000 { try await requests.write(message) }
          throw CancellationError()
        }
      }
    }
  }

  @Test("A paused agent's tasks wait; resumed, they are performed")
  func pauses() async throws {
    try await withService(.sqlite) { service in
      let client = service.client
      _ = try await client.pauseAgent(.init(agent: "echo"))
      let id = try await service.orchestrator.submitForTest("a")
      try await eventually {
        let agents = try await client.listAgents(.init()).agents
        let agent = agents.first { $0.name == "echo" && $0.version == 0 }
        return agent?.waitingTasks == 2 && agent?.isPaused == true
          && agent?.obstacle == "it is paused"
      }
      _ = try await client.resumeAgent(.init(agent: "echo"))
      #expect(try await service.end(of: id)?.status == .succeeded)
      await #expect(throws: RPCError.self) { try await client.pauseAgent(.init(agent: "nobody")) }
    }
  }

  @Test("What makes no sense is refused, with the remedy")
  func refusals() async throws {
    try await withService(.sqlite) { service in
      func refusal(_ first: API.WorkRequest) async -> String {
        do {
          try await service.client.work { requests, responses in
            try await requests.write(first)
            for try await response in responses {
              if case .welcome = response.message { try await requests.finish() }
            }
          }
          return ""
        } catch {
          return "\(error)"
        }
      }
      #expect(await refusal(Self.hello()) == "")
      #expect(await refusal(.init()).contains("the first message is not hello"))
      #expect(await refusal(Self.hello(capacity: 5_000)).contains("capacity is 5000"))
      #expect(await refusal(Self.hello(labels: ["a b"])).contains("'a b' is no label"))
      #expect(await refusal(Self.hello(output: "\"text\"")).contains("is 'text', which is no type"))
      let other = await refusal(Self.hello(output: #""string""#))
      #expect(
        other.contains("is known to take 'text'") && other.contains("higher version"), "\(other)")
      #expect(await refusal(Self.hello(version: 2, output: #""string""#)) == "")
      let builtIn = await refusal(
        .init(
          message: .hello(
            .init(agents: [.init(name: "echo", inputsJson: "{}", outputJson: #""any""#)]))))
      #expect(builtIn.contains("the orchestrator itself is the agent 'echo'"), "\(builtIn)")
    }
  }
}
