import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

@Suite("Subscriptions", .serialized)
struct SubscriptionTests {
  private static let effects = Migration(
    "effects", both: "CREATE TABLE effects (consumers TEXT NOT NULL, position BIGINT NOT NULL)")
  private static let impatient = TaskRetry(
    attemptCountMax: 3, initialDelayMilliseconds: 1, delayMillisecondsMax: 2)

  private func open(_ fixture: StoreFixture, isSealed: Bool = false) throws -> Database {
    try Database(
      at: fixture.location, migrations: [Outbox.migration, Self.effects],
      masterKeys: isSealed ? MasterKeys(try SealingTests.masterKey("a")) : nil)
  }

  private func publish(_ range: ClosedRange<Int>, in database: Database) async throws {
    for number in range {
      try await database.write { connection in
        _ = try Outbox.publish(
          [NewMessage(topic: "t\(number % 3)", payload: Array("\(number)".utf8))],
          tenant: "acme", now: number, on: connection)
      }
    }
  }

  /// What a consumer received.
  private final class Received: Sendable {
    let messages = Mutex<[OutboxMessage]>([])
    var count: Int { messages.withLock { $0.count } }
    var positions: [Int] { messages.withLock { $0.map(\.position) } }
    func add(_ message: OutboxMessage) { messages.withLock { $0.append(message) } }
  }

  /// Runs out once in ten times.
  private final class Luck: Sendable {
    private let generator: Mutex<SeededGenerator>
    init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }
    var isOut: Bool { generator.withLock { Int.random(in: 0..<10, using: &$0) } == 0 }
  }

  /// Runs a consumer until it has received so many.
  private func consume(
    _ consumers: String, count: Int, from database: Database
  ) async throws -> [OutboxMessage] {
    let received = Received()
    let task = Task {
      try await Subscription(consumers, of: database).run { received.add($0) }
    }
    try await eventually { received.count >= count }
    task.cancel()
    _ = await task.result
    return received.messages.withLock(\.self)
  }

  @Test(
    "Two groups each see everything in the same order, and so does one that comes late",
    arguments: SQLDialect.allCases, [true, false])
  func groups(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture, isSealed: isSealed)
    async let first = consume("first", count: 300, from: database)
    async let second = consume("second", count: 300, from: database)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for publisher in 0..<3 {
        group.addTask {
          try await publish((publisher * 100 + 1)...(publisher * 100 + 100), in: database)
        }
      }
      try await group.waitForAll()
    }
    let late = try await consume("late", count: 300, from: database)
    #expect(late.map(\.position) == Array(1...300))
    #expect(Set(late.map { String(decoding: $0.payload, as: UTF8.self) }).count == 300)
    #expect(try await first == late)
    #expect(try await second == late)
    await database.close()
  }

  @Test(
    "A message is there if and only if what it tells happened", arguments: SQLDialect.allCases)
  func outboxIsTransactional(on dialect: SQLDialect) async throws {
    struct Refused: Error {}
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    for number in 1...20 {
      try? await database.write { connection in
        try connection.execute("INSERT INTO effects VALUES ('x', ?)", [.int(number)])
        try Outbox.publish(
          [NewMessage(topic: "x", payload: Array("\(number)".utf8))], now: 0, on: connection)
        if number % 3 == 0 { throw Refused() }
      }
    }
    let (done, told) = try await database.read { connection in
      (
        try connection.query("SELECT position FROM effects ORDER BY position") { $0.int(0) },
        try Outbox.messages(after: 0, countMax: 100, on: connection)
      )
    }
    #expect(told.map { Int(String(decoding: $0.payload, as: UTF8.self)) } == done)
    #expect(done == (1...20).filter { $0 % 3 != 0 })
    #expect(told.map(\.position) == Array(1...done.count))
    await database.close()
  }

  @Test("A consumer goes on where its group stood", arguments: SQLDialect.allCases)
  func resumes(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let first = try open(fixture)
    try await publish(1...100, in: first)
    #expect(try await consume("group", count: 100, from: first).count == 100)
    try await eventually {
      try await first.read { try Subscriptions.state(of: "group", on: $0)?.cursor } == 100
    }
    await first.close()
    let second = try open(fixture)
    try await publish(101...110, in: second)
    let rest = try await consume("group", count: 10, from: second)
    #expect(rest.map(\.position) == Array(101...110))
    await second.close()
  }

  @Test(
    "In the consumer's own transaction each message has its effect once, however many consumers run",
    arguments: SQLDialect.allCases)
  func exactlyOnce(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let databases = try (0..<(dialect == .postgres ? 3 : 1)).map { _ in try open(fixture) }
    let seed = SeededGenerator.freshSeed()
    try await publish(1...120, in: databases[0])
    let luck = Luck(seed: seed)
    struct Unlucky: Error {}
    // Two to a process; a tenth of the tries fail after the effect, and must leave nothing behind.
    let retry = TaskRetry(
      attemptCountMax: 50, initialDelayMilliseconds: 1, delayMillisecondsMax: 1)
    let consumers = (databases + databases).map { database in
      Task {
        try await Subscription("group", of: database, retry: retry).run(
          inTransaction: { message, connection in
            try connection.execute(
              "INSERT INTO effects VALUES ('group', ?)", [.int(message.position)])
            if luck.isOut { throw Unlucky() }
          })
      }
    }
    try await eventually {
      try await databases[0].read { try Subscriptions.state(of: "group", on: $0)?.cursor } == 120
    }
    for consumer in consumers {
      consumer.cancel()
      _ = await consumer.result
    }
    let effects = try await databases[0].read { connection in
      try connection.query("SELECT position FROM effects ORDER BY position") { $0.int(0) }
    }
    #expect(effects == Array(1...120), "seed \(seed)")
    for database in databases { await database.close() }
  }

  @Test(
    "A poison message is buried after its tries, for its group alone, and holds nobody up",
    arguments: SQLDialect.allCases, [true, false])
  func poison(dialect: SQLDialect, inTransaction: Bool) async throws {
    struct Poisoned: Error {}
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    try await publish(1...20, in: database)
    let received = Received()
    let tries = Mutex(0)
    let handle: @Sendable (OutboxMessage) throws -> Void = { message in
      if message.position % 10 == 7 {
        tries.withLock { $0 += 1 }
        throw Poisoned()
      }
      received.add(message)
    }
    let subscription = Subscription("weak", of: database, retry: Self.impatient)
    let weak = Task {
      if inTransaction {
        try await subscription.run(inTransaction: { message, _ in try handle(message) })
      } else {
        try await subscription.run(handle)
      }
    }
    try await eventually {
      try await database.read { try Subscriptions.state(of: "weak", on: $0)?.cursor } == 20
    }
    weak.cancel()
    _ = await weak.result
    #expect(received.positions == (1...20).filter { $0 % 10 != 7 })
    #expect(tries.withLock(\.self) == 6)
    let strong = try await consume("strong", count: 20, from: database)
    #expect(strong.map(\.position) == Array(1...20))
    let (buried, others) = try await database.write { connection in
      let buried = try Subscriptions.deadLetters(of: "weak", countMax: 10, on: connection)
      try Subscriptions.removeDeadLetter(at: 7, of: "weak", on: connection)
      return (
        buried, try Subscriptions.deadLetters(of: "strong", countMax: 10, on: connection)
      )
    }
    #expect(buried.map(\.position) == [7, 17])
    #expect(buried.map(\.tries) == [3, 3])
    #expect(buried.allSatisfy { $0.error.contains("Poisoned") })
    #expect(others == [])
    let rest = try await database.read { connection in
      try Subscriptions.deadLetters(of: "weak", countMax: 10, on: connection).map(\.position)
    }
    #expect(rest == [17])
    await database.close()
  }

  @Test("A cursor that somebody else moved is not moved again", arguments: SQLDialect.allCases)
  func cursorConflicts(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    try await database.write { connection in
      try Subscriptions.join("group", on: connection)
      try Subscriptions.commit("group", from: 0, to: 3, on: connection)
      // Joining again changes nothing.
      try Subscriptions.join("group", on: connection)
    }
    await #expect {
      try await database.write { connection in
        try Subscriptions.commit("group", from: 0, to: 5, on: connection)
      }
    } throws: { ($0 as? StoreError)?.code == .versionConflict }
    #expect(
      try await database.read { try Subscriptions.state(of: "group", on: $0)?.cursor } == 3)
    await database.close()
  }
}
