import Store
import StoreFixture
import TestSupport

/// A queue `q` in a database of its own; each call is a transaction.
struct TestQueue: Sendable {
  let database: Database
  private let fixture: StoreFixture

  init(_ dialect: SQLDialect) throws {
    fixture = try StoreFixture(dialect)
    database = try Database(at: fixture.location, migrations: [TaskQueue.migration], readerCount: 1)
  }

  static func task(
    _ text: String, tenant: String = "t", key: String? = nil, priority: Int = 0,
    notBefore: Int? = nil, requirements: [String] = [], attemptCountMax: Int = 5
  ) throws -> NewTask {
    NewTask(
      queue: "q", tenant: tenant, payload: Array(text.utf8), key: key, priority: priority,
      notBeforeMilliseconds: notBefore, requirements: try TaskLabels(requirements),
      retry: TaskRetry(
        attemptCountMax: attemptCountMax, initialDelayMilliseconds: 100,
        delayMillisecondsMax: 1_000))
  }

  static func text(_ task: LeasedTask) -> String { String(decoding: task.payload, as: UTF8.self) }

  @discardableResult
  func callAsFunction<T: Sendable>(
    _ body: @escaping @Sendable (borrowing SQLConnection) throws -> T
  ) async throws -> T {
    try await database.write(body)
  }

  @discardableResult
  func enqueue(_ task: NewTask, now: Int) async throws -> EnqueuedTask {
    try await database.write { try TaskQueue.enqueue(task, now: now, on: $0) }
  }

  func lease(_ countMax: Int = 1, labels: [String] = [], now: Int) async throws -> [LeasedTask] {
    try await database.write { connection in
      try TaskQueue.lease(
        from: "q", for: "w", with: TaskLabels(labels), countMax: countMax,
        durationMilliseconds: 1_000, now: now, on: connection)
    }
  }

  func state() async throws -> QueueState? {
    try await database.read { try TaskQueue.states(on: $0).first }
  }

  func close() async { await database.close() }
}
