import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Consumer groups")
struct ConsumerGroupTests {
  private func open(_ fixture: StoreFixture) throws -> Database {
    try Database(
      at: fixture.location,
      migrations: [Outbox.migration, ConsumerGroups.migration, Leadership.migration])
  }

  private func publish(
    _ topics: [String], of tenant: String, in database: Database
  ) async throws {
    try await database.write { connection in
      try Outbox.publish(
        topics.map { NewMessage(topic: $0, payload: []) }, tenant: tenant, now: 7, on: connection)
    }
  }

  private func join(
    _ name: String, start: ConsumerGroup.Start = .after(0), countMax: Int = 10,
    in database: Database
  ) async throws -> ConsumerGroup {
    try await database.write { connection in
      try ConsumerGroups.join(
        name, tenant: "a", topics: ["x"], start: start, countMax: countMax, now: 1,
        on: connection)
    }
  }

  private func lead(_ name: String, as holder: String, in database: Database) async throws -> Int {
    try await database.write { connection in
      try Leadership.acquire(
        ConsumerGroups.leadership(of: name, tenant: "a"), for: holder, durationMilliseconds: 1_000,
        now: 0, on: connection
      ).epoch
    }
  }

  private func commit(
    _ name: String, from cursor: Int, to sequence: Int, epoch: Int, in database: Database
  ) async throws {
    try await database.write { connection in
      try ConsumerGroups.commit(
        name, tenant: "a", from: cursor, to: sequence, epoch: epoch, now: 9, on: connection)
    }
  }

  @Test(
    "Each tenant's messages are numbered without gaps, and found by topic and key",
    arguments: SQLDialect.allCases)
  func sequences(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    try await publish(["x", "y"], of: "a", in: database)
    try await publish(["x"], of: "b", in: database)
    let published = try await database.write { connection in
      try Outbox.publish(
        [NewMessage(topic: "x", payload: [1], key: "k")], tenant: "a", now: 7, on: connection)
    }
    #expect(published.map(\.sequence) == [3] && published.map(\.position) == [4])
    let (all, some, known, foreign, counted) = try await database.read { connection in
      (
        try Outbox.messages(
          of: "a", topics: [], after: 1, through: 3, countMax: 9, on: connection
        ).map(\.sequence),
        try Outbox.messages(
          of: "a", topics: ["x", "z"], after: 0, through: 3, countMax: 9, on: connection),
        try Outbox.message(withKey: "k", of: "a", on: connection),
        try Outbox.message(withKey: "k", of: "b", on: connection),
        try Outbox.count(of: "a", topics: ["x"], after: 0, through: 2, on: connection)
      )
    }
    #expect(all == [2, 3] && some.map(\.sequence) == [1, 3] && counted == 1)
    #expect(known == published[0] && known == some[1] && foreign == nil)
    // The key is its message's alone.
    await #expect(throws: StoreError.self) {
      try await database.write { connection in
        try Outbox.publish(
          [NewMessage(topic: "x", payload: [], key: "k")], tenant: "a", now: 7, on: connection)
      }
    }
    let tenants = try await database.read { connection in
      try [0, 3, 4].map { try Outbox.tenants(after: $0, on: connection) }
    }
    #expect(
      tenants.map(\.tenants) == [["a", "b"], ["a"], []] && tenants.map(\.last) == [4, 4, 4])
    await database.close()
    withExtendedLifetime(fixture) {}
  }

  @Test(
    "A cursor is moved by the leader alone, and by one that saw where it stands",
    arguments: SQLDialect.allCases)
  func fencing(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    try await publish(["x", "y", "x"], of: "a", in: database)
    #expect(try await join("g", start: .after(1), in: database).cursor == 1)
    // What a later member says of the start is of no use: the group is there.
    #expect(try await join("g", start: .newest, in: database).cursor == 1)
    #expect(try await join("late", start: .newest, in: database).cursor == 3)
    #expect(try await join("beyond", start: .after(99), in: database).cursor == 3)
    let first = try await lead("g", as: "first", in: database)
    try await commit("g", from: 1, to: 2, epoch: first, in: database)
    await #expect(throws: StoreError.self) {
      try await commit("g", from: 1, to: 3, epoch: first, in: database)
    }
    let moved = try await database.write { connection in
      try ConsumerGroups.seek("g", tenant: "a", to: .after(0), now: 5, on: connection)
    }
    #expect(moved?.cursor == 0 && moved?.movedAtMilliseconds == 5)
    // Whoever led does not any more, although its lease has not run out and nobody else leads.
    await #expect(throws: StoreError.self) {
      try await commit("g", from: 0, to: 1, epoch: first, in: database)
    }
    let second = try await lead("g", as: "second", in: database)
    #expect(second > first)
    try await commit("g", from: 0, to: 1, epoch: second, in: database)
    let groups = try await database.read { try ConsumerGroups.all(tenant: "a", on: $0) }
    #expect(groups.map(\.name) == ["beyond", "g", "late"] && groups.map(\.cursor) == [3, 1, 3])
    #expect(groups.map(\.topics) == [["x"], ["x"], ["x"]])
    #expect(try await database.read { try ConsumerGroups.all(tenant: "b", on: $0) } == [])
    await database.close()
    withExtendedLifetime(fixture) {}
  }

  @Test(
    "A group is forgotten with its leader, and there are so many", arguments: SQLDialect.allCases)
  func removal(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    _ = try await join("g", in: database)
    let epoch = try await lead("g", as: "first", in: database)
    await #expect(throws: StoreError.self) { try await join("h", countMax: 1, in: database) }
    let isGone = try await database.write { connection in
      try [
        ConsumerGroups.remove("g", tenant: "a", on: connection),
        ConsumerGroups.remove("g", tenant: "a", on: connection),
        ConsumerGroups.seek("g", tenant: "a", to: .newest, now: 1, on: connection) == nil,
      ]
    }
    #expect(isGone == [true, false, true])
    _ = try await join("g", countMax: 1, in: database)
    await #expect(throws: StoreError.self) {
      try await commit("g", from: 0, to: 0, epoch: epoch, in: database)
    }
    #expect(try await lead("g", as: "second", in: database) > epoch)
    await database.close()
    withExtendedLifetime(fixture) {}
  }

  @Test("Leases that a clock set back would make outlast their leaders end in time")
  func clockSetBack() async throws {
    let fixture = try StoreFixture(.sqlite)
    let database = try open(fixture)
    _ = try await lead("g", as: "first", in: database)
    try await database.write {
      try Leadership.shortenLeases(durationMilliseconds: 10, now: 5, on: $0)
    }
    let lease = try await database.read { connection in
      try Leadership.current(ConsumerGroups.leadership(of: "g", tenant: "a"), on: connection)
    }
    #expect(lease?.untilMilliseconds == 15)
    await database.close()
    withExtendedLifetime(fixture) {}
  }
}
