import Foundation
import Glibc
import Messages
import RPC
import Store
import TestSupport
import Testing

/// The faults are real: without these a campaign would prove nothing.
@Suite("What makes faults", .serialized, .timeLimit(.minutes(5)))
struct FaultShimTests {
  private func append(_ cluster: Cluster, _ number: Int) async throws -> Apus.Memory.V1.Turn? {
    let response = try await cluster.memory(0).appendTurns(
      .init(
        tenantID: "shim", sessionID: "s", turns: [.init(speaker: .user, text: "turn \(number)")]),
      options: CallOptions(timeout: .seconds(20)))
    return response.turns.first
  }

  @Test(
    "Writes fail as they are told to or are torn, syncs are slow, the clock jumps, and all that ends"
  )
  func shim() async throws {
    let cluster = try await Cluster(.sqlite)
    try await cluster.waitUntilWell()
    let memory = cluster.memories[0]
    _ = try await cluster.memory(0).createSession(.init(tenantID: "shim", sessionID: "s"))
    for (code, status) in [
      (ENOSPC, RPCError.Code.resourceExhausted), (EROFS, .unavailable), (EIO, .unavailable),
    ] {
      memory.faults.failWrites(code)
      let error = await #expect(throws: RPCError.self) { try await append(cluster, 1) }
      #expect(error?.code == status, "errno \(code): \(String(describing: error))")
      memory.faults.failWrites(0)
      _ = try await append(cluster, 2)
    }
    memory.faults.slowSyncs(microseconds: 300_000)
    let start = ContinuousClock.now
    _ = try await append(cluster, 3)
    #expect(start.duration(to: .now) > .milliseconds(300))
    memory.faults.slowSyncs(microseconds: 0)

    let before = try #require(try await append(cluster, 4)).storedAtMs
    memory.faults.shiftClock(milliseconds: 3_600_000)
    let after = try #require(try await append(cluster, 5)).storedAtMs
    #expect(after - before > 3_500_000)
    memory.faults.shiftClock(milliseconds: 0)

    memory.faults.tearWrite(after: 1_000)
    await #expect(throws: RPCError.self) { try await append(cluster, 6) }
    try await eventually { !memory.isRunning }
    memory.faults.tearWrite(after: 0)
    try await cluster.waitUntilWell()
    let kept = try await cluster.memory(0).listTurns(.init(tenantID: "shim", sessionID: "s"))
    #expect(kept.turns.count == 6)

    memory.proxy.freeze(true)
    let frozen = await #expect(throws: RPCError.self) {
      try await cluster.memory(0).listSessions(
        .init(tenantID: "shim"), options: CallOptions(timeout: .milliseconds(300)))
    }
    #expect(frozen?.code == .deadlineExceeded)
    memory.proxy.cut()
    memory.proxy.freeze(false)
    try await cluster.waitUntilWell()
    await cluster.destroy()
  }

  @Test("PostgreSQL's own disk fails and is slow, and what it acknowledged is there afterwards")
  func postgres() async throws {
    let (server, faults) = try Cluster.suffering()
    _ = try server.psql("CREATE TABLE marks (number INT)")
    var acknowledged = 0
    func mark() throws {
      _ = try server.psql("INSERT INTO marks VALUES (\(acknowledged + 1))")
      acknowledged += 1
    }
    for (fail, words) in [
      ({ faults.failWrites($0 ? ENOSPC : 0) }, "No space left on device"),
      ({ faults.failSyncs($0 ? EIO : 0) }, "PANIC"),
    ] as [((Bool) -> Void, String)] {
      try mark()
      fail(true)
      #expect(throws: PostgresServer.Failure.self) { try mark() }
      #expect(server.lastWords.contains(words), "\(server.lastWords)")
      fail(false)
      try await eventually {
        try server.revive()
        return (try? mark()) != nil
      }
      // What was refused may be there too: its record was written before the sync failed.
      let count = try server.psql(
        "SELECT count(DISTINCT number) FROM marks WHERE number <= \(acknowledged)")
      #expect(count == "\(acknowledged)")
    }
    faults.slowSyncs(microseconds: 300_000)
    let start = ContinuousClock.now
    try mark()
    #expect(start.duration(to: .now) > .milliseconds(300))
  }

  @Test("What PostgreSQL had written when a sync failed, and panicked, is not written again")
  func panic() async throws {
    let (server, faults) = try Cluster.suffering()
    let database = try Database(
      at: StoreLocation(address: server.url, schema: server.newSchema(), file: ""),
      migrations: [Migration("marks", both: "CREATE TABLE marks (name TEXT NOT NULL)")])
    faults.failSyncs(EIO)
    async let written: Void = database.write {
      try $0.execute("INSERT INTO marks VALUES ('once')")
    }
    try await eventually { server.lastWords.contains("PANIC") }
    faults.failSyncs(0)
    try await eventually {
      try server.revive()
      return (try? server.psql("SELECT 1")) != nil
    }
    try await written
    let marks = try await database.read { try $0.query("SELECT name FROM marks") { $0.text(0) } }
    #expect(marks == ["once"])
    await database.close()
  }

  @Test("A run that stands still is reported with what the store holds of it")
  func standsStill() async throws {
    let cluster = try await Cluster(.postgres)
    try await cluster.waitUntilWell()
    _ = try await cluster.agents(0).pauseAgent(.init(agent: "word"))
    let submitted = try await cluster.orchestrator(0).submitRun(
      .init(tenantID: "still", workflow: "faults", question: "a"))
    let id = try #require(submitted.run?.runID)
    let standing = await cluster.standing(of: id, tenant: "still")
    for words in ["orchestrator-2 says", "event 2 StepStarted", "\"state\": 0", "\"is_paused\": 1"]
    {
      #expect(standing.contains(words), "\(standing)")
    }
    await cluster.destroy()
  }

  @Test("As many faults as there are kinds are one of each", arguments: Cluster.Engine.allCases)
  func bag(on engine: Cluster.Engine) {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    var bag = FaultBag(engine)
    let kinds = Set(Fault.oneOfEach(on: engine, using: &random).map(\.kind))
    // Half of what `make test` injects.
    #expect(kinds.count > 15 && kinds.count <= 25)
    for _ in 0..<5 {
      let dealt = (0..<kinds.count).map { _ in bag.next(using: &random).kind }
      #expect(Set(dealt) == kinds, "seed \(seed)")
    }
  }

  @Test("The checker finds what is lost")
  func checker() async throws {
    let cluster = try await Cluster(.sqlite)
    try await cluster.waitUntilWell()
    let load = Load(cluster)
    let work = Task { await load.run() }
    try await eventually { load.runs.count > 3 && load.turns.values.contains { $0.count > 3 } }
    work.cancel()
    await work.value
    #expect(try await Checker(cluster: cluster, load: load).violations() == [])
    load.pretend(turn: "never said", in: "session-0")
    let violations = try await Checker(cluster: cluster, load: load).violations()
    #expect(violations.count == 1 && violations[0].hasPrefix("session-0 holds"), "\(violations)")
    await cluster.destroy()
  }
}
