import Orchestrator
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

@Suite("Priorities of runs", .timeLimit(.minutes(10)))
struct PriorityTests {
  /// What says that a run is critical.
  enum Way: CaseIterable, Sendable {
    case nothing
    case submission
    case steps
    /// A step that is a run of another workflow, whose steps say nothing.
    case child
  }

  private static func pair(_ name: String, _ priority: String) -> String {
    """
    {"name": "\(name)", "version": 1, "inputs": {"question": {"type": "string"}},
     "steps": [{"id": "one", "agent": "echo", "inputs": {"text": "$run.question"} \(priority)},
               {"id": "two", "agent": "echo", "inputs": {"text": "$one.text"} \(priority)}]}
    """
  }

  @Test("A critical run overtakes a flood of its tenant", arguments: Way.allCases)
  func overtakes(_ way: Way) async throws {
    let fixture = try StoreFixture(.sqlite)
    let store = try RunStore(at: fixture.location)
    let order = Mutex<[String]>([])
    let echo = FakeAgent("echo") { task, _ in
      order.withLock { $0.append(task.inputs["text"]?.string?.lowercased() ?? "") }
      return TestWorkflows.result(of: task)
    }
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: [FakeAgent("split"), echo, FakeAgent("join")],
      limits: .init(capacities: [.execution: 1]))
    let flood = try await orchestrator.register(Self.pair("flood", ""), tenant: "t")
    let critical =
      switch way {
      case .nothing, .submission: flood
      case .steps:
        try await orchestrator.register(Self.pair("steps", #", "priority": 50"#), tenant: "t")
      case .child:
        try await orchestrator.register(
          """
          {"name": "parent", "version": 1, "inputs": {"question": {"type": "string"}},
           "steps": [{"id": "child", "workflow": "flood", "inputs": {"question": "$run.question"},
                      "priority": 50}]}
          """, tenant: "t")
      }
    let floodCount = 60
    for _ in 0..<floodCount {
      _ = try await orchestrator.submit(flood, tenant: "t", inputs: ["question": "flood"])
    }
    _ = try await orchestrator.submit(
      critical, tenant: "t", inputs: ["question": "critical"],
      priority: way == .submission ? 50 : 0)
    try await withRunning(orchestrator) {
      try await eventually { order.withLock { $0.count { $0 == "critical" } == 2 } }
    }
    let places = order.withLock { order in order.indices.filter { order[$0] == "critical" } }
    if way == .nothing {
      #expect(places[0] >= floodCount)
    } else {
      // The only worker is never idle: what it took meanwhile is before what followed.
      #expect(places[0] == 0 && places[1] <= 3, "\(places)")
    }
    await store.close()
  }
}
