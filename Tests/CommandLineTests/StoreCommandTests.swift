import Foundation
import Memory
import Orchestrator
import Store
import TestSupport
import Testing

@Suite("apus store")
struct StoreCommandTests {
  @Test("State moves from files to PostgreSQL, is audited and backed up there, and comes back")
  func thereAndBack() async throws {
    let folder = try TemporaryFolder()
    let server = try PostgresServer()
    let memory = try MemoryStore(at: MemoryStore.schema.location(in: folder.path))
    _ = try await memory.createSession(
      tenant: "t", id: "s", title: "", person: "", timeToLiveSeconds: nil)
    _ = try await memory.append(
      tenant: "t", session: "s", turns: [NewTurn(speaker: .user, text: "a kestrel hovers")],
      idempotencyKey: "k")
    let runs = try RunStore(at: RunStore.schema.location(in: folder.path))
    let copying = ["store", "copy", "--from", folder.path, "--to", server.url]
    let open = try await Program.apus(copying)
    #expect(open.status == 1 && open.errors.contains("stop that one first"), "\(open)")
    await memory.close()
    await runs.close()

    let copied = try await Program.apus(copying)
    #expect(copied.status == 0 && copied.output.contains("read back and equal"), "\(copied)")
    let again = try await Program.apus(copying)
    #expect(again.status == 1 && again.errors.contains("holds a store already"), "\(again)")
    let audited = try await Program.apus(["audit", "verify", "--store", server.url])
    #expect(audited.status == 0, "\(audited)")
    // Hashes came along.
    let said = try await Program.apus(
      ["audit", "verify", "--service", "memory", "--store", server.url])
    #expect(said.output.contains("1 session with 1 turn, each as it was written\n"), "\(said)")
    let shared = try MemoryStore(at: MemoryStore.schema.location(in: server.url))
    #expect(
      try await shared.search(tenant: "t", session: "", query: "kestrel", limit: 3).count == 1)
    // The same append again takes effect no second time.
    _ = try await shared.append(
      tenant: "t", session: "s", turns: [NewTurn(speaker: .user, text: "a kestrel hovers")],
      idempotencyKey: "k")
    _ = try await shared.append(
      tenant: "t", session: "s", turns: [NewTurn(speaker: .user, text: "and a merlin")],
      idempotencyKey: "l")

    let backups = ["--backups", folder.file("backups")]
    // Not the data of whoever runs the tests, which is in the folder of the source.
    let none = ["--data", folder.file("none")]
    let created = try await Program.apus(
      ["backup", "create", "--store", server.url] + none + backups)
    #expect(created.status == 0 && created.output.contains("memory · "), "\(created)")
    await shared.close()
    let restored = try await Program.apus(
      ["backup", "restore", "--data", folder.file("new")] + backups)
    #expect(restored.status == 0, "\(restored)")
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.file("new/memory.db"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let back = try MemoryStore(at: MemoryStore.schema.location(in: folder.file("new")))
    #expect(try await back.search(tenant: "t", session: "", query: "merlin", limit: 3).count == 1)
    await back.close()
    let other = try PostgresServer()
    let elsewhere = try await Program.apus(
      ["backup", "restore", "--store", other.url] + none + backups)
    #expect(elsewhere.status == 0, "\(elsewhere)")
    #expect(try other.psql("SELECT count(*) FROM apus_memory.turns") == "2")
    let kept = try await Program.apus(
      ["audit", "verify", "--service", "memory", "--store", other.url])
    #expect(kept.output.contains("1 session with 2 turns, each as it was written\n"), "\(kept)")
  }

  @Test(
    "What cannot be done is refused with what to do instead",
    arguments: [
      (["--from", "x"], 2, "--to is missing"),
      (["--from", "/nonexistent", "--to", "/tmp/never"], 1, "name the folder"),
      (["--from", "a", "--to", "b", "--service", "gateway"], 2, "memory or orchestrator"),
      (["--from", "mysql://x", "--to", "b"], 1, "postgres://USER"),
    ])
  func refusals(arguments: [String], status: Int32, words: String) async throws {
    let outcome = try await Program.apus(["store", "copy"] + arguments)
    #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome)")
  }
}
