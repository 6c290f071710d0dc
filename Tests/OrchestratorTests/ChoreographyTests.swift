import Messages
import RPC
import Store
import StoreFixture
import Testing

/// Agents that nobody directs: each subscribes to what it reacts to, and publishes what it found.
@Suite("Choreography", .timeLimit(.minutes(10)))
struct ChoreographyTests {
  private typealias API = EventReplica.API

  @Test("A chain of agents comes to its end by events alone, no task and no run made")
  func byEventsAlone() async throws {
    let fixture = try StoreFixture(.sqlite)
    let replica = try await EventReplica(fixture)
    let count = 20
    try await withThrowingTaskGroup(of: Void.self) { group in
      // Each is idempotent: what it publishes is keyed by what it reacts to.
      for (takes, gives, factor) in [("asked", "searched", 2.0), ("searched", "written", 10.0)] {
        group.addTask {
          try await react(replica, to: takes, with: gives, count: count) { $0 * factor }
        }
      }
      for number in 1...count {
        try await publish(replica, "asked", Double(number), key: "asked-\(number)")
      }
      try await group.waitForAll()
    }
    let written = try await replica.consume(
      .init(group: "readers", names: ["written"]), count: count)
    #expect(written.compactMap(number).sorted() == (1...count).map { Double($0) * 20 })
    #expect(try await replica.runs.listRuns(.init()).runs.isEmpty)
    let states = try await replica.agents.listAgents(.init()).agents
    #expect(!states.isEmpty && states.allSatisfy { $0.waitingTasks + $0.leasedTasks == 0 })
    await replica.stop()
    withExtendedLifetime(fixture) {}
  }

  /// An agent: reads its events, publishes what follows from each, and acknowledges only then.
  private func react(
    _ replica: EventReplica, to name: String, with next: String, count: Int,
    _ work: @Sendable (Double) -> Double
  ) async throws {
    try await replica.events.subscribe { requests, responses in
      try await requests.write(
        .init(message: .hello(.init(group: "\(next)-writer", names: [name]))))
      var left = count
      for try await response in responses {
        guard case .event(let event) = response.message, let value = number(event) else { continue }
        try await publish(replica, next, work(value), key: "\(next)-\(event.sequence)")
        try await requests.write(
          .init(message: .acknowledgement(.init(sequence: event.sequence))))
        left -= 1
        if left == 0 { break }
      }
      try await requests.finish()
      for try await _ in responses {}
    }
  }

  private func publish(
    _ replica: EventReplica, _ name: String, _ value: Double, key: String
  ) async throws {
    _ = try await replica.runs.publishEvent(
      .init(
        name: name, payload: ["number": .init(kind: .numberValue(value))], idempotencyKey: key))
  }

  private func number(_ event: API.Event) -> Double? {
    guard case .numberValue(let value)? = event.payload?.fields["number"]?.kind else { return nil }
    return value
  }
}
