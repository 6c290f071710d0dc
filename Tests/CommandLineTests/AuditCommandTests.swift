import Memory
import Store
import TestSupport
import Testing

@Suite("apus audit")
struct AuditCommandTests {
  @Test("A log is verified, and one that was changed is refused with the place")
  func verifies() async throws {
    let folder = try TemporaryFolder()
    let file = folder.file("orchestrator.db")
    let database = try Database(path: file, migrations: [EventLog.migration])
    try await database.write { connection in
      try EventLog.append(
        (1...3).map { NewEvent(kind: "Noted", payload: [$0]) }, to: "run-1", expectedVersion: 0,
        now: 0, on: connection)
    }
    let intact = try await Program.apus(["audit", "verify", "--file", file])
    #expect(intact.status == 0, "\(intact)")
    let head = try #require(intact.output.split(separator: "\n").last?.split(separator: " ").last)
    #expect(head.hasPrefix("3:"))
    let through = try await Program.apus(
      ["audit", "verify", "--file", file, "--expect", String(head), "--json"])
    #expect(through.status == 0 && through.output.contains(#""events":3"#), "\(through)")
    // What is said now counts, and not what stands in the environment.
    let said = try await Program.apus(
      ["audit", "verify", "--data", folder.path],
      environment: ["APUS_STORE": "postgres://nobody@127.0.0.1:1/none"])
    #expect(said.status == 0 && said.output.contains(head), "\(said)")
    try await database.write { connection in
      try connection.executeScript("DROP TRIGGER events_are_never_changed")
      try connection.execute("UPDATE events SET kind = 'Other' WHERE position = 2")
    }
    let changed = try await Program.apus(["audit", "verify", "--file", file])
    #expect(changed.status == 1 && changed.errors.contains("position 2"), "\(changed)")
    await database.close()
  }

  @Test("What was said is verified, a damaged row is made again, and a changed turn is refused")
  func sessions() async throws {
    let folder = try TemporaryFolder()
    let location = try MemoryStore.schema.location(in: folder.path)
    let place = ["--data", folder.path]
    let verify = ["audit", "verify", "--service", "memory"] + place
    let rebuild = ["store", "rebuild"] + place
    let store = try MemoryStore(at: location)
    _ = try await store.createSession(tenant: "t", id: "s", title: "", timeToLiveSeconds: nil)
    for text in ["a kestrel hovers", "and a merlin"] {
      _ = try await store.append(
        tenant: "t", session: "s", turns: [NewTurn(speaker: .user, text: text)],
        idempotencyKey: "")
    }
    // Beside the service.
    let intact = try await Program.apus(verify)
    #expect(
      intact.status == 0
        && intact.output.contains("1 session with 2 turns, each as it was written"),
      "\(intact)")
    #expect(try #require(intact.output.split(separator: "\n").last).hasPrefix("head 1:"))
    let fields = try await Program.apus(verify + ["--json"])
    #expect(fields.output.contains(#""sessions":1"#), "\(fields)")
    #expect(fields.output.contains(#""turns":2"#), "\(fields)")
    let early = try await Program.apus(rebuild)
    #expect(early.status == 0 && early.output.contains("0 made again"), "\(early)")
    try await store.database.write { try $0.execute("UPDATE sessions SET turn_count = 7") }
    let damaged = try await Program.apus(verify)
    #expect(
      damaged.status == 1 && damaged.errors.contains("turn_count is 7 and not 2")
        && damaged.errors.contains("apus store rebuild"), "\(damaged)")
    let open = try await Program.apus(rebuild)
    #expect(open.status == 1 && open.errors.contains("stop that one first"), "\(open)")
    await store.close()
    let mended = try await Program.apus(rebuild)
    #expect(mended.status == 0 && mended.output.contains("1 made again"), "\(mended)")
    #expect(try await Program.apus(verify).status == 0)

    let database = try Database(at: location, migrations: MemoryStore.schema.migrations)
    try await database.write { connection in
      try connection.execute("DROP TRIGGER turns_are_never_changed")
      try connection.execute("UPDATE turns SET run_id = 'other' WHERE position = 2")
    }
    await database.close()
    for command in [verify, rebuild] {
      let changed = try await Program.apus(command)
      #expect(
        changed.status == 1
          && changed.errors.contains(
            "session 's' of tenant 't' disagrees with its events at turn 2"),
        "\(changed)")
    }
  }

  @Test(
    "What cannot be verified is refused with what to write instead",
    arguments: [
      (["--expect", "abc"], 2, "COUNT:HASH"),
      (["--file", "/nonexistent/x.db"], 1, "/nonexistent/x.db"),
      (["--store", "mysql://a:secret@b/c"], 1, "postgres://USER"),
    ])
  func refusals(arguments: [String], status: Int32, words: String) async throws {
    let outcome = try await Program.apus(["audit", "verify"] + arguments)
    #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome)")
    #expect(!outcome.errors.contains("secret"))
  }
}
