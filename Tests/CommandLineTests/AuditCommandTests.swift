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
