import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// Writes that share a transaction.
@Suite("Group commit")
struct GroupCommitTests {
  private static let items = Migration(
    "items", "CREATE TABLE items (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    postgres: "CREATE TABLE items (name TEXT PRIMARY KEY)")

  private struct Refused: Error {}

  /// What a write does.
  private enum Behaviour {
    case inserts
    /// Looks, and throws before it changes anything.
    case refuses
    /// Changes something and throws then.
    case failsLate
    /// Its statement fails, which PostgreSQL tells after the body has returned.
    case clashes
  }

  private struct Outcome {
    var failures: [(any Error)?] = []
    /// How often each body ran.
    var runs: [Int] = []
    var names: [String] = []
  }

  private final class Observed: Sendable {
    let isHeld = Atomic(false)
    let runs = Mutex<[Int: Int]>([:])
  }

  /// Makes one group of the writes: they queue behind one that waits until all are there.
  private static func together(
    _ behaviours: [Behaviour], on dialect: SQLDialect
  ) async throws -> Outcome {
    let fixture = try StoreFixture(dialect)
    let database = try Database(at: fixture.location, migrations: [items])
    let observed = Observed()
    async let holding: Void = database.write { connection in
      try connection.execute("INSERT INTO items VALUES ('taken')")
      observed.isHeld.store(true, ordering: .releasing)
      let deadline = ContinuousClock.now + .seconds(60)
      while database.queuedWriteCount < behaviours.count, ContinuousClock.now < deadline {
        // A server ends the session of whoever says nothing in the middle of a transaction.
        _ = try connection.first("SELECT 1") { $0.int(0) }
      }
    }
    try await eventually { observed.isHeld.load(ordering: .acquiring) }
    var failures: [Int: any Error] = [:]
    await withTaskGroup(of: (Int, (any Error)?).self) { group in
      for (index, behaviour) in behaviours.enumerated() {
        group.addTask {
          do {
            try await database.write { connection in
              observed.runs.withLock { $0[index, default: 0] += 1 }
              try perform(behaviour, index, on: connection)
            }
            return (index, nil)
          } catch {
            return (index, error)
          }
        }
      }
      for await (index, failure) in group { failures[index] = failure }
    }
    try await holding
    let names = try await database.read {
      try $0.query("SELECT name FROM items ORDER BY name") { $0.text(0) }
    }
    let runs = observed.runs.withLock(\.self)
    let outcome = Outcome(
      failures: behaviours.indices.map { failures[$0] },
      runs: behaviours.indices.map { runs[$0, default: 0] }, names: names)
    await database.close()
    return outcome
  }

  private static func perform(
    _ behaviour: Behaviour, _ index: Int, on connection: borrowing SQLConnection
  ) throws {
    let insertion = "INSERT INTO items VALUES (?)"
    switch behaviour {
    case .inserts: try connection.execute(insertion, [.text("n\(index)")])
    case .refuses:
      if try connection.first("SELECT 1 FROM items WHERE name = 'taken'", [], { _ in true }) != nil
      {
        throw Refused()
      }
    case .failsLate:
      try connection.execute(insertion, [.text("n\(index)")])
      throw Refused()
    case .clashes: try connection.execute(insertion, ["taken"])
    }
  }

  @Test(
    "A write that refuses before it changed anything makes nobody run again",
    arguments: SQLDialect.allCases)
  func refusal(on dialect: SQLDialect) async throws {
    let outcome = try await Self.together(
      [.inserts, .refuses, .inserts, .refuses, .inserts], on: dialect)
    #expect(outcome.failures.map { $0 is Refused } == [false, true, false, true, false])
    #expect(outcome.runs == [1, 1, 1, 1, 1])
    #expect(outcome.names == ["n0", "n2", "n4", "taken"])
  }

  @Test(
    "Writes that fail after they changed something are undone alone, and the others commit together",
    arguments: SQLDialect.allCases)
  func lateFailure(on dialect: SQLDialect) async throws {
    let outcome = try await Self.together(
      [.inserts, .failsLate, .inserts, .clashes, .refuses, .inserts], on: dialect)
    #expect(
      outcome.failures.map { $0 is Refused } == [false, true, false, false, true, false])
    #expect((outcome.failures[3] as? StoreError)?.code == .constraint)
    #expect([0, 2, 5].allSatisfy { outcome.failures[$0] == nil })
    #expect(outcome.runs.max() == 2)
    #expect(outcome.names == ["n0", "n2", "n5", "taken"])
  }

  @Test("A write alone whose statement fails says so", arguments: SQLDialect.allCases)
  func alone(on dialect: SQLDialect) async throws {
    let outcome = try await Self.together([.clashes], on: dialect)
    #expect((outcome.failures[0] as? StoreError)?.code == .constraint)
    #expect(outcome.names == ["taken"])
  }
}
