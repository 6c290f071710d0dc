import Store
import TestSupport
import Testing

@Suite("Dead rows on PostgreSQL")
struct PostgresVacuumTests {
  private static let churn = Migration(
    "churn", "",
    postgres: """
      CREATE TABLE churn (id BIGINT PRIMARY KEY, value BIGINT NOT NULL)
        WITH (autovacuum_enabled = off);
      CREATE INDEX churn_by_value ON churn (value);
      """)

  private static func deadRowCount(_ database: Database) async throws -> Int {
    try await database.read { connection in
      try connection.first(
        """
        SELECT n_dead_tup FROM pg_stat_user_tables
        WHERE schemaname = current_schema() AND relname = 'churn'
        """
      ) { $0.int(0) } ?? 0
    }
  }

  @Test("A table that the server leaves alone loses its dead rows while others write")
  func rowsGo() async throws {
    let server = try PostgresServer.shared
    let database = try Database(
      at: .postgres(PostgresAddress(url: server.url, schema: server.newSchema())),
      migrations: [Self.churn])
    try await database.write {
      try $0.execute("INSERT INTO churn SELECT n, n FROM generate_series(1, 3000) AS n")
    }
    try await database.write { try $0.execute("UPDATE churn SET value = value + 1") }
    try await eventually { try await Self.deadRowCount(database) >= 2_000 }
    // Once the server has counted them, a commit makes somebody look.
    try await eventually {
      try await database.write { try $0.execute("UPDATE churn SET value = 0 WHERE id = 1") }
      return try await Self.deadRowCount(database) < 100
    }
    let rowCount = try await database.read {
      try $0.first("SELECT count(*) FROM churn") { $0.int(0) }
    }
    #expect(rowCount == 3_000)
    await database.close()
  }

  private func table(live: Int, dead: Int) -> VacuumSchedule.Table {
    VacuumSchedule.Table(name: "tasks", liveRowCount: live, deadRowCount: dead)
  }

  @Test(
    "A table is due with many dead rows, and with more the longer it is",
    arguments: [
      (1_000, 1_999, false), (1_000, 2_000, true), (1_000_000, 50_000, false),
      (1_000_000, 50_001, true), (0, 0, false),
    ])
  func dueTables(live: Int, dead: Int, isDue: Bool) {
    #expect(
      VacuumSchedule().due([table(live: live, dead: dead)], at: 7) == (isDue ? ["tasks"] : []))
  }

  @Test("It rests after it was vacuumed: a second, or ten times as long as that took")
  func rests() {
    let full = table(live: 1_000, dead: 9_000)
    for (took, rest) in [(0.02, 1.0), (0.5, 5.0)] {
      var schedule = VacuumSchedule()
      schedule.vacuumed(table(live: 1_000, dead: 10), from: 100, to: 100 + took)
      #expect(schedule.due([full], at: 100 + took + rest - 0.01).isEmpty)
      #expect(schedule.due([full], at: 100 + took + rest + 0.01) == ["tasks"])
    }
  }

  @Test("Where the dead rows stay it rests twice as long each time, for a minute at most")
  func staysAway() {
    let full = table(live: 1_000, dead: 9_000)
    var schedule = VacuumSchedule()
    var now = 0.0
    for rest in [2.0, 4, 8, 16, 32, 60, 60] {
      schedule.vacuumed(full, from: now, to: now)
      #expect(schedule.due([full], at: now + rest - 0.1).isEmpty)
      now += rest
      #expect(schedule.due([full], at: now) == ["tasks"])
    }
    schedule.vacuumed(full, from: now, to: now + 30)
    #expect(schedule.due([full], at: now + 329).isEmpty, "also then ten times as long as it took")
    now += 330
    schedule.vacuumed(table(live: 1_000, dead: 0), from: now, to: now)
    #expect(schedule.due([full], at: now + 1) == ["tasks"])
  }
}
