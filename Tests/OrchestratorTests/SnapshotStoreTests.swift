import Orchestrator
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Snapshots of runs", .timeLimit(.minutes(10)))
struct SnapshotStoreTests {
  @Test(
    "A long run is read from its snapshot, and is what its history says",
    arguments: SQLDialect.allCases)
  func longRun(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    let orchestrator = try Orchestrator.forTest(
      store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) })
    let words = (0..<600).map { "w\($0)" }.joined(separator: " ")
    let id = try await withRunning(orchestrator) {
      let id = try await orchestrator.submitForTest(words)
      _ = try await orchestrator.watchForTest(id)
      return id
    }
    await store.close()

    let reopened = try RunStore(at: fixture.location)
    let restored = try await reopened.restored(id: id)
    #expect(restored.version > 1_200 && restored.ignored == [])
    #expect(restored.replayedCount < 1_000, "\(restored.replayedCount) of \(restored.version)")
    var replayed = RunMachine()
    while true {
      let page = try await reopened.history(of: id, after: replayed.eventCount)
      if page.isEmpty { break }
      for entry in page { replayed.apply(entry.event, at: entry.recordedAt) }
    }
    #expect(restored.state == replayed && replayed.status == .succeeded)
    await reopened.close()
  }
}
