import Foundation
import Store

/// Workers that add a task, take one and complete it, each in a transaction of its own, as three callers would.
struct QueueCycles {
  /// Tasks that wait all the time, so that whoever leases finds one.
  private static let backlogCount = 1_000
  private static let queue = "benchmark"

  private let database: Database

  /// At a file that does not exist yet or a PostgreSQL database, in a schema of its own.
  init(at address: String) throws {
    let isServer = address.contains("://")
    let schema = "benchmark_" + UUID().uuidString.replacing("-", with: "").lowercased()
    database = try Database(
      at: StoreLocation(address: isServer ? address : "", schema: schema, file: address),
      migrations: [TaskQueue.migration])
  }

  func run(_ load: Load) async throws {
    let now = Self.now()
    try await database.write { connection in
      for _ in 0..<Self.backlogCount {
        _ = try TaskQueue.enqueue(Self.task, now: now, on: connection)
      }
    }
    let commitCount = database.commitCount
    try await load.run { [database] worker in
      let now = Self.now()
      try await database.write(TaskEnqueueing(Self.task, now: now))
      let leased = try await database.write(
        TaskLeasing(
          from: Self.queue, for: "worker-\(worker)", countMax: 1, durationMilliseconds: 30_000,
          now: now))
      guard let task = leased.first else { throw Missing() }
      try await database.write(TaskCompletion(task.id, epoch: task.epoch, now: now))
    }
    print("commits \(database.commitCount - commitCount)")
    await database.close()
  }

  private struct Missing: Error {}

  private static let task = NewTask(
    queue: queue, tenant: "tenant", payload: [UInt8](repeating: 120, count: 64))

  private static func now() -> Int { Int(Date().timeIntervalSince1970 * 1_000) }
}
