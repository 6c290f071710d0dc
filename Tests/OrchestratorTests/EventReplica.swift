import Messages
import Orchestrator
import RPC
import Store
import StoreFixture

/// An orchestrator that listens: one of the processes.
struct EventReplica: Sendable {
  typealias API = Apus.Orchestrator.V1

  let events: API.EventServiceClient
  let runs: API.OrchestratorServiceClient
  let agents: API.AgentServiceClient
  let channel: Channel
  let server: Server
  let orchestrator: Orchestrator
  let store: RunStore
  let work: Task<Void, Never>

  init(_ fixture: StoreFixture, leaseDuration: Duration = .seconds(600)) async throws {
    let store = try RunStore(at: fixture.location)
    orchestrator = try Orchestrator.forTest(
      store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) },
      limits: .init(leaseDuration: leaseDuration))
    server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [
        OrchestratorServiceHandler(orchestrator: orchestrator),
        EventServiceHandler(orchestrator: orchestrator),
        AgentServiceHandler(orchestrator: orchestrator),
      ])
    channel = Channel(target: "\(try await server.start())")
    (events, runs) = (.init(channel: channel), .init(channel: channel))
    agents = .init(channel: channel)
    self.store = store
    work = Task { [orchestrator] in await orchestrator.run() }
  }

  func stop() async {
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    work.cancel()
    await work.value
    await store.close()
  }

  func publish(_ range: ClosedRange<Int>, tenant: String = "") async throws {
    for number in range {
      _ = try await runs.publishEvent(
        .init(
          tenantID: tenant, name: number % 3 == 0 ? "third" : "other",
          payload: ["number": .init(kind: .numberValue(Double(number)))]))
    }
  }

  /// Joins a group, acknowledges each event, and leaves after so many.
  func consume(
    _ hello: API.SubscribeHello, count: Int, acknowledges: Bool = true
  ) async throws -> [API.Event] {
    try await events.subscribe { requests, responses in
      try await requests.write(.init(message: .hello(hello)))
      var events: [API.Event] = []
      for try await response in responses {
        guard case .event(let event) = response.message else { continue }
        events.append(event)
        if acknowledges {
          try await requests.write(
            .init(message: .acknowledgement(.init(sequence: event.sequence))))
        }
        if events.count == count { break }
      }
      try await requests.finish()
      for try await _ in responses {}
      return events
    }
  }

  func group(_ name: String) async throws -> API.ConsumerGroup? {
    try await events.listConsumerGroups(.init()).groups.first { $0.group == name }
  }
}
