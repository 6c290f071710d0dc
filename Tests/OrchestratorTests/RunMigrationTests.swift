import Orchestrator
import Store
import StoreFixture
import TestSupport
import Testing

/// Stores that programs of before have written.
@Suite("Migrations of runs", .timeLimit(.minutes(10)))
struct RunMigrationTests {
  /// What takes the last schema steps back, each before the one that it follows.
  private static let undoing = [
    ("orchestrator: contents of workflows", ["ALTER TABLE workflows DROP COLUMN content"]),
    (
      "orchestrator: finding paused runs",
      ["DROP INDEX runs_paused", "DELETE FROM timers WHERE kind = 'paused before'"]
    ),
  ]

  /// Takes back the schema step of this name and those after it, and changes what is there then.
  private static func takeBack(
    _ name: String, of location: StoreLocation, _ changes: String, masterKeys: MasterKeys? = nil
  ) async throws {
    let migrations = RunStore.schema.migrations
    let database = try Database(
      at: location, migrations: migrations, masterKeys: masterKeys)
    let index = try #require(migrations.firstIndex { $0.name == name })
    try await database.write { connection in
      for migration in migrations[index...].reversed() {
        for statement in try #require(undoing.first { $0.0 == migration.name }?.1) {
          try connection.execute(statement)
        }
      }
      try connection.execute("DELETE FROM store_migrations WHERE version > ?", [.int(index)])
      try connection.execute(changes)
    }
    await database.close()
  }

  @Test("Runs that were paused before are found", arguments: SQLDialect.allCases)
  func paused(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try RunStore(at: fixture.location)
    var orchestrator = try Orchestrator.forTest(
      store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) })
    var ids: [String] = []
    for question in ["paused", "resumed", "ended", "untouched"] {
      ids.append(try await orchestrator.submitForTest(question))
    }
    for id in ids.prefix(3) { _ = try await orchestrator.pause(tenant: "t", id: id, by: "p") }
    _ = try await orchestrator.resume(tenant: "t", id: ids[1], by: "p")
    _ = try await orchestrator.cancel(tenant: "t", id: ids[2], reason: "r")
    await store.close()
    try await Self.takeBack(
      "orchestrator: finding paused runs", of: fixture.location, "UPDATE runs SET is_paused = 0")
    let reopened = try RunStore(at: fixture.location)
    orchestrator = try Orchestrator.forTest(
      store: reopened, agents: ["split", "echo", "join"].map { FakeAgent($0) })
    try await orchestrator.recover()
    func found(_ isPaused: Bool?) async throws -> [String] {
      try await reopened.runs(
        tenant: "t", status: nil, isPaused: isPaused, below: .max, countMax: 9
      ).map(\.question)
    }
    #expect(try await found(true) == ["paused"])
    #expect(try await found(false) == ["untouched", "ended", "resumed"])
    #expect(try await found(nil).count == 4)
    _ = try await orchestrator.resume(tenant: "t", id: ids[0], by: "p")
    #expect(try await found(true) == [])
    // It is looked for once: this one is not found again.
    _ = try await orchestrator.pause(tenant: "t", id: ids[0], by: "p")
    try await reopened.write(at: 1) { try $0.execute("UPDATE runs SET is_paused = 0") }
    try await orchestrator.recover()
    #expect(try await found(true) == [])
    await reopened.close()
  }

  @Test(
    "Workflows that were registered in plain text are sealed where a store seals",
    arguments: SQLDialect.allCases, [true, false])
  func workflows(on dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let key = String(repeating: "0123456789abcdef", count: 4)
    let keys = isSealed ? try MasterKeys(text: key, file: "") : nil
    let document = """
      {"name": "later", "version": 1, "inputs": {"question": {"type": "string"}},
       "on": {"schedule": {"cron": "0 0 1 1 *", "inputs": {"question": "marker"}}},
       "steps": [{"id": "a", "agent": "echo", "inputs": {"text": "$run.question"}}]}
      """
    func orchestrator(_ store: RunStore) throws -> Orchestrator {
      try Orchestrator.forTest(
        store: store, agents: ["split", "echo", "join"].map { FakeAgent($0) })
    }
    let former = try RunStore(at: fixture.location, masterKeys: keys)
    let definition = try await orchestrator(former).register(document, tenant: "t")
    await former.close()
    try await Self.takeBack(
      "orchestrator: contents of workflows", of: fixture.location,
      "UPDATE workflows SET document = '\(document)'", masterKeys: keys)
    let store = try RunStore(at: fixture.location, masterKeys: keys)
    let next = try orchestrator(store)
    #expect(try await next.workflow("later", tenant: "t") == definition)
    try await next.recover()
    #expect(try await next.workflow("later", tenant: "t") == definition)
    let rows = try await store.write(at: 1) { connection in
      try connection.query("SELECT document, content FROM workflows", []) {
        (document: $0.text(0), firstByte: $0.isNull(1) ? nil : $0.blob(1).first)
      }
    }
    #expect(rows.map(\.document) == [isSealed ? "" : document])
    #expect(rows.map(\.firstByte) == [isSealed ? 1 : nil])
    // What an older process registers beside it: nobody can tell that from what somebody put into a sealed store.
    try await store.write(at: 1) { connection in
      try connection.execute(
        """
        INSERT INTO workflows (tenant, name, version, document, registered_at_ms)
        SELECT tenant, name, 2, '\(document)', 0 FROM workflows
        """)
    }
    if isSealed {
      await #expect(throws: StoreError.self) { try await next.workflow("later", tenant: "t") }
      try await next.recover()
      await #expect(throws: StoreError.self) { try await next.workflow("later", tenant: "t") }
    } else {
      #expect(try await next.workflow("later", tenant: "t") == definition)
      // And what an older one reads of what this one registers.
      let later = document.replacing(#""version": 1"#, with: #""version": 3"#)
      let third = try await next.register(later, tenant: "t")
      let read = try await store.write(at: 1) { connection in
        try connection.query("SELECT document FROM workflows WHERE version = 3") { $0.text(0) }
      }
      #expect(try read.map { try WorkflowDefinition(json: $0) } == [third])
    }
    await store.close()
  }

  @Test("A tenant whose key is damaged keeps no other's workflows from being sealed")
  func damagedKey() async throws {
    let fixture = try StoreFixture(.sqlite)
    let keys = try MasterKeys(text: String(repeating: "0123456789abcdef", count: 4), file: "")
    let document = """
      {"name": "w", "version": 1, "inputs": {"question": {"type": "string"}},
       "steps": [{"id": "a", "agent": "echo", "inputs": {"text": "$run.question"}}]}
      """
    let former = try RunStore(at: fixture.location, masterKeys: keys)
    let agents = ["split", "echo", "join"].map { FakeAgent($0) }
    let first = try Orchestrator.forTest(store: former, agents: agents)
    for tenant in ["a", "b", "c"] { _ = try await first.register(document, tenant: tenant) }
    await former.close()
    try await Self.takeBack(
      "orchestrator: contents of workflows", of: fixture.location,
      "UPDATE workflows SET document = '\(document)'", masterKeys: keys)
    let store = try RunStore(at: fixture.location, masterKeys: keys)
    try await store.write(at: 1) { connection in
      let zeros = [UInt8](repeating: 0, count: 60)
      try connection.execute(
        "UPDATE store_data_keys SET wrapped = ? WHERE tenant = 'b'", [.blob(zeros)])
    }
    try await Orchestrator.forTest(store: store, agents: agents).recover()
    let sealed = try await store.write(at: 1) { connection in
      try connection.query(
        "SELECT tenant FROM workflows WHERE length(content) > 0 ORDER BY tenant"
      ) { $0.text(0) }
    }
    #expect(sealed == ["a", "c"])
    await store.close()
  }
}
