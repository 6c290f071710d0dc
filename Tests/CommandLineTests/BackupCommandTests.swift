import Store
import TestSupport
import Testing

@Suite("apus backup")
struct BackupCommandTests {
  @Test("State is backed up while it is open, listed, and restored as it was")
  func thereAndBack() async throws {
    let folder = try TemporaryFolder()
    let (data, backups) = (folder.path, folder.file("backups"))
    let database = try Database(
      path: folder.file("orchestrator.db"), migrations: [EventLog.migration])
    try await database.write { connection in
      try EventLog.append(
        [NewEvent(kind: "Noted", payload: [1])], to: "run", expectedVersion: 0, now: 0,
        on: connection)
    }
    let created = try await Program.apus(
      ["backup", "create", "--data", data, "--backups", backups, "--keep", "3"])
    #expect(created.status == 0 && created.output.contains("orchestrator · "), "\(created)")
    #expect(created.output.contains("1 event,"), "\(created)")
    let listed = try await Program.apus(["backup", "list", "--backups", backups])
    #expect(listed.status == 0 && listed.output.contains("orchestrator"), "\(listed)")
    let restored = try await Program.apus(
      ["backup", "restore", "--data", folder.file("new"), "--backups", backups])
    #expect(
      restored.status == 0 && restored.output.contains("orchestrator as of 20"), "\(restored)")
    let verified = try await Program.apus(["audit", "verify", "--data", folder.file("new")])
    #expect(verified.status == 0 && verified.output.contains("1 event,"), "\(verified)")
    let again = try await Program.apus(
      ["backup", "restore", "--data", folder.file("new"), "--backups", backups])
    #expect(again.status == 1 && again.errors.contains("exists"), "\(again)")
    await database.close()
  }

  @Test(
    "What cannot be done is refused with what to do instead",
    arguments: [
      (["create", "--data", "/nonexistent"], 1, "--data"),
      (["restore", "--backups", "/nonexistent"], 1, "apus backup list"),
      (["restore", "--at", "noon"], 2, "milliseconds"),
    ])
  func refusals(arguments: [String], status: Int32, words: String) async throws {
    let outcome = try await Program.apus(["backup"] + arguments)
    #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome)")
  }
}
