import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

@Suite("Timers")
struct TimerTests {
  private static let fired = Migration(
    "fired",
    """
    CREATE TABLE fired (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, at_ms INTEGER NOT NULL
    ) STRICT
    """,
    postgres: """
      CREATE TABLE fired (
        id BIGINT GENERATED ALWAYS AS IDENTITY, name TEXT NOT NULL, at_ms BIGINT NOT NULL
      )
      """)
  private static let migrations = [
    Timers.migration, Timers.settingTimes, CronSchedules.migration, Leadership.migration, fired,
  ]

  private func open(_ fixture: StoreFixture) throws -> Database {
    try Database(at: fixture.location, migrations: Self.migrations, readerCount: 1)
  }

  private static func note(
    _ name: String, at milliseconds: Int, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "INSERT INTO fired (name, at_ms) VALUES (?, ?)", [.text(name), .int(milliseconds)])
  }

  private func fired(_ database: Database) async throws -> [[SQLValue]] {
    try await database.read { try $0.query("SELECT name, at_ms FROM fired ORDER BY id") }
  }

  @Test(
    "Timers fire in order, once, and not when they are cancelled", arguments: SQLDialect.allCases)
  func timers(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    try await database.write { connection in
      try Timers.set("late", of: "run", dueMilliseconds: 300, payload: [1], on: connection)
      try Timers.set("soon", of: "run", dueMilliseconds: 200, on: connection)
      try Timers.set("moved", of: "run", dueMilliseconds: 400, on: connection)
      try Timers.set("moved", of: "run", dueMilliseconds: 100, payload: [2], on: connection)
      try Timers.set("gone", of: "run", dueMilliseconds: 50, on: connection)
      try Timers.set("soon", of: "other", dueMilliseconds: 1, on: connection)
      #expect(try Timers.cancel("gone", of: "run", on: connection))
      #expect(try !Timers.cancel("gone", of: "run", on: connection))
    }
    #expect(try await database.read { try Timers.nextDue(of: "run", on: $0) } == 100)
    let first = try await database.write { connection in
      try Timers.takeDue(of: "run", now: 250, countMax: 1, on: connection)
        + Timers.takeDue(of: "run", now: 250, countMax: 10, on: connection)
        + Timers.takeDue(of: "run", now: 250, countMax: 10, on: connection)
    }
    #expect(
      first == [
        Timers.Fired(name: "moved", dueMilliseconds: 100, payload: [2]),
        Timers.Fired(name: "soon", dueMilliseconds: 200, payload: []),
      ])
    #expect(try await database.read { try Timers.nextDue(of: "run", on: $0) } == 300)
    #expect(try await database.read { try Timers.nextDue(of: "nobody", on: $0) } == nil)
    await database.close()
  }

  @Test(
    "When the clock is set back, what waits for some time does so from then; what waits for a time of day stays",
    arguments: SQLDialect.allCases)
  func clockSetBack(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    try await database.write { connection in
      try Timers.set(
        "wait", of: "run", dueMilliseconds: 9_020, beginMilliseconds: 9_000, on: connection)
      try Timers.set(
        "earlier", of: "run", dueMilliseconds: 2_000, beginMilliseconds: 500, on: connection)
      try Timers.set("until", of: "run", dueMilliseconds: 9_010, on: connection)
      try Timers.rearm(of: "run", now: 1_000, on: connection)
    }
    let due = try await database.read {
      try Timers.due(of: "run", now: 10_000, countMax: 9, on: $0)
    }
    #expect(due.map(\.name) == ["wait", "earlier", "until"])
    #expect(due.map(\.dueMilliseconds) == [1_020, 2_000, 9_010])
    await database.close()
  }

  @Test("A timer whose effect fails is there again", arguments: SQLDialect.allCases)
  func takenWithItsEffect(on dialect: SQLDialect) async throws {
    struct Failed: Error {}
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    try await database.write { try Timers.set("t", of: "run", dueMilliseconds: 1, on: $0) }
    await #expect(throws: Failed.self) {
      try await database.write { connection in
        for timer in try Timers.takeDue(of: "run", now: 5, countMax: 9, on: connection) {
          try Self.note(timer.name, at: 5, on: connection)
        }
        throw Failed()
      }
    }
    #expect(try await fired(database) == [])
    let again = try await database.write {
      try Timers.takeDue(of: "run", now: 5, countMax: 9, on: $0)
    }
    #expect(again.map(\.name) == ["t"])
    await database.close()
  }

  @Test(
    "Ticks that were missed fire each, or the latest alone, and the rest goes on",
    arguments: SQLDialect.allCases)
  func missedTicks(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    let minute = 60_000
    try await database.write { connection in
      for (name, missed) in [("each", CronSchedules.Missed.each), ("latest", .latest)] {
        try CronSchedules.set(
          name, CronExpression("*/5 * * * *"), payload: [7], missed: missed, now: 0,
          on: connection)
      }
    }
    let take: @Sendable (Int, Int) async throws -> [String] = { now, countMax in
      try await database.write { connection in
        try CronSchedules.takeDue(now: now, countMax: countMax, on: connection)
          .map { "\($0.schedule) \($0.milliseconds / minute) \($0.payload)" }
      }
    }
    #expect(try await take(5 * minute - 1, 9) == [])
    #expect(
      try await take(17 * minute, 3) == ["each 5 [7]", "each 10 [7]", "each 15 [7]"])
    #expect(try await take(17 * minute, 3) == ["latest 15 [7]"])
    #expect(try await take(17 * minute, 3) == [])
    // Set again with the same words it keeps its place, with other ones it begins anew.
    try await database.write { connection in
      try CronSchedules.set(
        "each", CronExpression("*/5 * * * *"), missed: .each, now: 100 * minute, on: connection)
      try CronSchedules.set(
        "latest", CronExpression("0 * * * *"), now: 100 * minute, on: connection)
    }
    let next = try await database.read { connection in
      try CronSchedules.all(on: connection).map(\.nextMilliseconds)
    }
    #expect(next == [20 * minute, 120 * minute])
    #expect(try await database.write { try CronSchedules.remove("each", on: $0) })
    #expect(try await database.read { try CronSchedules.nextDue(on: $0) } == 120 * minute)
    await database.close()
  }

  @Test(
    "A schedule that cannot be read fires nothing and stops no other; clocks set back move ticks back",
    arguments: SQLDialect.allCases)
  func schedulesPutRight(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    let minute = 60_000
    try await database.write { connection in
      try CronSchedules.set("b", CronExpression("* * * * *"), now: 0, on: connection)
      try CronSchedules.set("c", CronExpression("0 * * * *"), now: 0, on: connection)
      try connection.execute(
        "INSERT INTO cron_schedules (name, expression, payload, missed, next_ms) VALUES ('a', '?', ?, 0, 1)",
        [.blob([])])
    }
    func nexts() async throws -> [Int] {
      try await database.read { try CronSchedules.all(on: $0).map { $0.nextMilliseconds / minute } }
    }
    let taken = try await database.write { connection in
      var skipped: [String] = []
      let ticks = try CronSchedules.takeDue(now: 600 * minute, countMax: 9, on: connection) {
        skipped.append("\($0) \($1.code)")
      }
      return [skipped, ticks.map { "\($0.schedule) \($0.milliseconds / minute)" }]
    }
    #expect(taken == [["a invalid"], ["b 600", "c 600"]])
    #expect(try await nexts() == [601, 601, 660])
    // None of these is later than the next one.
    try await database.write { try CronSchedules.rearm(now: 600 * minute, on: $0) }
    #expect(try await nexts() == [601, 601, 660])
    try await database.write { try CronSchedules.rearm(now: 61 * minute, on: $0) }
    #expect(try await nexts() == [62, 62, 120])
    await database.close()
  }

  @Test(
    "Those of a prefix are counted and wait, and no others", arguments: SQLDialect.allCases)
  func prefixes(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    let counts = try await database.write { connection in
      for name in ["1:a/x", "1:a/y", "1:a/z", "1:b/x", "3:a/x/y"] {
        try Timers.set(
          name, of: "start", dueMilliseconds: name == "1:a/z" ? 300 : 100, on: connection)
      }
      try Timers.postpone(
        dueBelow: "1:a/", of: "start", now: 200, delayMilliseconds: 50, on: connection)
      return try [9, 1].map {
        try Timers.count(
          below: "1:a/", beside: "1:a/y", of: "start", upTo: $0, on: connection)
      }
    }
    #expect(counts == [2, 1])
    let due = try await database.read {
      try Timers.due(of: "start", now: 1_000, countMax: 9, on: $0)
        .map { "\($0.name) \($0.dueMilliseconds)" }
    }
    #expect(due == ["1:b/x 100", "3:a/x/y 100", "1:a/x 250", "1:a/y 250", "1:a/z 300"])
    // When the clock is set back they wait no longer than they were to.
    try await database.write { try Timers.rearm(of: "start", now: 10, on: $0) }
    #expect(
      try await database.read { try Timers.nextDue(of: "start", on: $0) } == 60)
    await database.close()
  }

  @Test(
    "The epoch rises with each change of leader, and a stale leader's write is undone",
    arguments: SQLDialect.allCases)
  func leadership(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    let acquire: @Sendable (String, Int) async throws -> Leadership.Lease = { holder, now in
      try await database.write { connection in
        try Leadership.acquire(
          "l", for: holder, durationMilliseconds: 100, now: now, on: connection)
      }
    }
    #expect(
      try await acquire("a", 0)
        == Leadership.Lease(holder: "a", epoch: 1, untilMilliseconds: 100))
    #expect(
      try await acquire("b", 99)
        == Leadership.Lease(holder: "a", epoch: 1, untilMilliseconds: 100))
    #expect(
      try await acquire("a", 50)
        == Leadership.Lease(holder: "a", epoch: 1, untilMilliseconds: 150))
    #expect(
      try await acquire("b", 150)
        == Leadership.Lease(holder: "b", epoch: 2, untilMilliseconds: 250))
    await #expect {
      try await database.write { connection in
        try Self.note("stale", at: 160, on: connection)
        try Leadership.check("l", epoch: 1, on: connection)
      }
    } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .staleLease && error.message.contains("epoch 2")
    }
    #expect(try await fired(database) == [])
    // Resigning late changes nothing; in time it makes room at once.
    try await database.write { connection in
      try Leadership.resign("l", epoch: 1, on: connection)
      try Leadership.check("l", epoch: 2, on: connection)
    }
    #expect(try await acquire("a", 160).holder == "b")
    try await database.write { try Leadership.resign("l", epoch: 2, on: $0) }
    #expect(
      try await acquire("a", 161)
        == Leadership.Lease(holder: "a", epoch: 3, untilMilliseconds: 261))
    await database.close()
  }

  private final class Shared: Sendable {
    let clock = Mutex(0)
    let leaders = Mutex<Set<Int>>([])
  }

  /// Replicas that pass whenever they like on a common clock that the test turns.
  @Test(
    "Each tick fires once with three schedulers, also when the leader is stopped or fails in the middle",
    arguments: SQLDialect.allCases)
  func threeSchedulers(on dialect: SQLDialect) async throws {
    struct Stopped: Error {}
    let seed = SeededGenerator.freshSeed()
    let fixture = try StoreFixture(dialect)
    let databases = try (0..<(dialect == .postgres ? 3 : 1)).map { _ in try open(fixture) }
    let minute = 60_000
    try await databases[0].write { connection in
      try CronSchedules.set(
        "one", CronExpression("* * * * *"), missed: .each, now: 0, on: connection)
      try CronSchedules.set(
        "two", CronExpression("*/3 * * * *"), missed: .each, now: 0, on: connection)
    }
    let shared = Shared()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for replica in 0..<3 {
        let database = databases[replica % databases.count]
        group.addTask {
          var random = SeededGenerator(seed: seed &+ UInt64(replica))
          var life = 0
          while shared.clock.withLock({ $0 }) < 60 * minute {
            // A restarted replica is another holder; the one before it just falls silent.
            if Int.random(in: 0..<20, using: &random) == 0 { life += 1 }
            let fails = Int.random(in: 0..<5, using: &random) == 0
            let scheduler = Scheduler(
              database, holder: "\(replica).\(life)", leaseMilliseconds: minute / 2
            ) { ticks, connection in
              for tick in ticks {
                try Self.note(tick.schedule, at: tick.milliseconds, on: connection)
              }
              if fails { throw Stopped() }
              shared.leaders.withLock { _ = $0.insert(replica) }
            }
            let now = shared.clock.withLock { now in
              now += Int.random(in: 0...minute / 3, using: &random)
              return now
            }
            do {
              _ = try await scheduler.pass(now: now)
            } catch is Stopped {
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let last = Scheduler(databases[0], holder: "last") { ticks, connection in
      for tick in ticks { try Self.note(tick.schedule, at: tick.milliseconds, on: connection) }
    }
    _ = try await last.pass(now: 61 * minute)
    let wake = try await last.pass(now: 61 * minute)
    #expect(wake > 61 * minute && wake <= 62 * minute)
    let found = try await fired(databases[0])
    let ones = found.filter { $0[0] == "one" }.map { $0[1] }
    let twos = found.filter { $0[0] == "two" }.map { $0[1] }
    #expect(ones == (1...61).map { .int($0 * minute) }, "seed \(seed)")
    #expect(twos == (1...20).map { .int($0 * 3 * minute) }, "seed \(seed)")
    #expect(shared.leaders.withLock { $0.count } > 1, "seed \(seed): nobody took over")
    for database in databases { await database.close() }
  }
}
