import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// Producers and workers on one queue, with failures and leases that run out, on a clock that each operation
/// moves on. What each transaction did is written down in that transaction, and checked in the end.
struct TaskQueueStress: Sendable {
  static let migration = Migration(
    "journal",
    """
    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, task INTEGER NOT NULL, epoch INTEGER NOT NULL,
      what TEXT NOT NULL, now_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL
    ) STRICT
    """,
    postgres: """
      CREATE TABLE journal (
        seq BIGINT GENERATED ALWAYS AS IDENTITY, task BIGINT NOT NULL, epoch BIGINT NOT NULL,
        what TEXT NOT NULL, now_ms BIGINT NOT NULL, until_ms BIGINT NOT NULL
      )
      """)

  private static let leaseMilliseconds = 1_000
  private static let producerCount = 4
  private static let workerCount = 6

  private final class Shared: Sendable {
    let clock = Mutex(0)
    let completed = Mutex<Set<Int>>([])
    let tasks = Mutex<[Int: NewTask]>([:])
  }

  let databases: [Database]
  let seed: UInt64
  let tasksOfProducer: Int
  private let shared = Shared()

  init(databases: [Database], seed: UInt64, tasksOfProducer: Int) {
    self.databases = databases
    self.seed = seed
    self.tasksOfProducer = tasksOfProducer
  }

  var completedCount: Int { shared.completed.withLock(\.count) }
  var taskCount: Int { Self.producerCount * tasksOfProducer }

  /// Returns when every task was completed.
  func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for producer in 0..<Self.producerCount {
        group.addTask { try await produce(producer) }
      }
      for worker in 0..<Self.workerCount {
        group.addTask { try await work(worker) }
      }
      try await group.waitForAll()
    }
  }

  private func tick(_ random: inout SeededGenerator) -> Int {
    let step = Int.random(in: 0...30, using: &random)
    return shared.clock.withLock { now in
      now += step
      return now
    }
  }

  private static func note(
    _ what: String, _ task: Int, _ epoch: Int, now: Int, until: Int = 0,
    on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "INSERT INTO journal (task, epoch, what, now_ms, until_ms) VALUES (?, ?, ?, ?, ?)",
      [.int(task), .int(epoch), .text(what), .int(now), .int(until)])
  }

  /// What `body` gives, or nil where the server was away or another worker has the lease.
  private func attempt<T: Sendable>(
    _ database: Database, _ body: @escaping @Sendable (borrowing SQLConnection) throws -> T
  ) async throws -> T? {
    do {
      return try await database.write(body)
    } catch let error as StoreError
      where [.staleLease, .unavailable, .outcomeUnknown, .busy].contains(error.code)
    {
      return nil
    }
  }

  // MARK: Producing and working

  private func produce(_ producer: Int) async throws {
    var random = SeededGenerator(seed: seed &+ UInt64(producer))
    let database = databases[producer % databases.count]
    for number in 0..<tasksOfProducer {
      let labels = [[], [], ["gpu"]].randomElement(using: &random)!
      var task = NewTask(
        queue: "q", tenant: "t\(number % 3)", payload: [], key: "\(producer) \(number)",
        requirements: try TaskLabels(labels),
        retry: TaskRetry(
          attemptCountMax: 3, initialDelayMilliseconds: 50, delayMillisecondsMax: 200))
      // Sent again until it is acknowledged, and now and then once more.
      var wanted = Int.random(in: 0..<4, using: &random) == 0 ? 2 : 1
      while wanted > 0 {
        let now = tick(&random)
        let isDelayed = Int.random(in: 0..<4, using: &random) == 0
        task.notBeforeMilliseconds = isDelayed ? now + 300 : nil
        let sent = task
        let added = try await attempt(database) { connection in
          let added = try TaskQueue.enqueue(sent, now: now, on: connection)
          if added.isNew {
            try Self.note(
              isDelayed ? "delayed" : "enqueued", added.id, 0, now: now, on: connection)
          }
          return added
        }
        guard let added else { continue }
        shared.tasks.withLock { $0[added.id] = sent }
        wanted -= 1
      }
    }
  }

  private func work(_ worker: Int) async throws {
    var random = SeededGenerator(seed: seed &+ UInt64(100 + worker))
    let database = databases[worker % databases.count]
    let labels = try TaskLabels(worker % 2 == 0 ? ["gpu"] : [])
    while completedCount < taskCount {
      let now = tick(&random)
      let countMax = Int.random(in: 1...5, using: &random)
      let leased = try await attempt(database) { connection in
        try Self.note("looked", 0, 0, now: now, on: connection)
        let leased = try TaskQueue.lease(
          from: "q", for: "w\(worker)", with: labels, countMax: countMax,
          durationMilliseconds: Self.leaseMilliseconds, now: now, on: connection)
        for task in leased {
          try Self.note(
            "leased", task.id, task.epoch, now: now, until: task.leasedUntilMilliseconds,
            on: connection)
        }
        if leased.isEmpty {
          _ = try TaskQueue.redrive(allIn: "q", countMax: 9, now: now, on: connection)
        }
        return leased
      }
      if leased?.isEmpty == true { try await recount(database) }
      for task in leased ?? [] { try await handle(task, database, &random) }
    }
  }

  /// What was completed though nobody could say so.
  private func recount(_ database: Database) async throws {
    let completed = try await attempt(database) { connection in
      try connection.query("SELECT task FROM journal WHERE what = 'completed'") { $0.int(0) }
    }
    shared.completed.withLock { $0.formUnion(completed ?? []) }
  }

  private func handle(
    _ task: LeasedTask, _ database: Database, _ random: inout SeededGenerator
  ) async throws {
    let (id, epoch) = (task.id, task.epoch)
    if Int.random(in: 0..<4, using: &random) == 0 {
      let now = tick(&random)
      _ = try await attempt(database) { connection in
        try TaskQueue.heartbeat(
          id, epoch: epoch, durationMilliseconds: Self.leaseMilliseconds, now: now,
          on: connection)
        try Self.note(
          "heartbeat", id, epoch, now: now, until: now + Self.leaseMilliseconds, on: connection)
      }
    }
    let now = tick(&random)
    let draw = Double.random(in: 0..<1, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: break  // It falls silent.
    case 1:
      // It comes back when another one may have the task.
      shared.clock.withLock { $0 += Self.leaseMilliseconds }
      fallthrough
    case 2...6:
      let isDone: Void? = try await attempt(database) { connection in
        try Self.note("completed", id, epoch, now: now, on: connection)
        try TaskQueue.complete(id, epoch: epoch, now: now, on: connection)
      }
      if isDone != nil { shared.completed.withLock { _ = $0.insert(id) } }
    case 7:
      _ = try await attempt(database) { connection in
        try TaskQueue.release(id, epoch: epoch, now: now, on: connection)
        try Self.note("released", id, epoch, now: now, on: connection)
      }
    default:
      _ = try await attempt(database) { connection in
        try TaskQueue.fail(id, epoch: epoch, error: "e", draw: draw, now: now, on: connection)
        try Self.note("failed", id, epoch, now: now, on: connection)
      }
    }
  }

  // MARK: Checking

  private struct Entry {
    var task: Int
    var epoch: Int
    var what: String
    var now: Int
    var until: Int
    /// The latest time of a `lease` call up to here, which may have taken back what ran out.
    var latest = 0
  }

  /// Reads the journal in the order of its transactions.
  func check() async throws {
    var entries = try await databases[0].read { connection in
      try connection.query("SELECT task, epoch, what, now_ms, until_ms FROM journal ORDER BY seq") {
        Entry(
          task: $0.int(0), epoch: $0.int(1), what: $0.text(2), now: $0.int(3), until: $0.int(4))
      }
    }
    var latest = 0
    for index in entries.indices {
      if entries[index].what == "looked" { latest = max(latest, entries[index].now) }
      entries[index].latest = latest
    }
    for (task, history) in Dictionary(grouping: entries, by: \.task) where task != 0 {
      checkLeases(of: task, history)
    }
    checkOrder(entries)
    let completed = entries.filter { $0.what == "completed" }
    #expect(completed.count == taskCount, "seed \(seed): not every task was completed once")
    let state = try await databases[0].read { try TaskQueue.states(on: $0).first }
    #expect(
      state
        == QueueState(
          queue: "q", isPaused: false, waitingCount: 0, delayedCount: 0, leasedCount: 0,
          deadCount: 0), "seed \(seed)")
  }

  private func checkLeases(of task: Int, _ history: [Entry]) {
    var epoch = 0
    var heldUntil: Int?
    var isCompleted = false
    for entry in history.dropFirst() {
      let label = "seed \(seed), task \(task): \(history)"
      #expect(!isCompleted, "\(label)")
      switch entry.what {
      case "leased":
        #expect(entry.epoch > epoch, "\(label)")
        #expect(heldUntil.map { $0 <= entry.latest } ?? true, "held by two: \(label)")
        (epoch, heldUntil) = (entry.epoch, entry.until)
      case "heartbeat":
        #expect(entry.epoch == epoch && heldUntil != nil, "\(label)")
        heldUntil = entry.until
      default:
        #expect(entry.epoch == epoch && heldUntil != nil, "\(label)")
        heldUntil = nil
        isCompleted = entry.what == "completed"
      }
    }
    #expect(history.first?.epoch == 0 && isCompleted, "seed \(seed), task \(task): \(history)")
  }

  /// Of two tasks of one tenant that ask for the same, what waited and was due earlier was leased first.
  private func checkOrder(_ entries: [Entry]) {
    var waitsFrom: [Int: (position: Int, due: Int)] = [:]
    var line: [[Int]] = []
    let tasks = shared.tasks.withLock(\.self)
    var waiting: [String: [Int]] = [:]
    for (position, entry) in entries.enumerated() {
      guard let task = tasks[entry.task] else { continue }
      let lane = "\(task.tenant) \(task.requirements)"
      if entry.what == "enqueued" {
        waitsFrom[entry.task] = (position, entry.now)
        waiting[lane, default: []].append(entry.task)
      } else if entry.what == "leased", entry.epoch == 1, let own = waitsFrom[entry.task] {
        waiting[lane]?.removeAll { $0 == entry.task }
        let earlier = waiting[lane, default: []].filter { other in
          (waitsFrom[other]!.due, other) < (own.due, entry.task)
        }
        line.append(earlier)
        #expect(earlier.isEmpty, "seed \(seed): \(entry) went before \(earlier)")
      }
    }
    #expect(line.count > taskCount / 2, "seed \(seed): too little was compared")
  }
}

@Suite("Task queue under load")
struct TaskQueueLoadTests {
  private static let migrations = [TaskQueue.migration, TaskQueueStress.migration]

  @Test(
    "Every task is done once, by the one that holds it, whatever fails and runs out",
    arguments: SQLDialect.allCases)
  func manyWorkers(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let databases = try (0..<(dialect == .postgres ? 3 : 1)).map { _ in
      try Database(at: fixture.location, migrations: Self.migrations, readerCount: 1)
    }
    let stress = TaskQueueStress(
      databases: databases, seed: SeededGenerator.freshSeed(), tasksOfProducer: 60)
    try await stress.run()
    try await stress.check()
    for database in databases { await database.close() }
  }

  @Test("Every task is done once though the server is killed meanwhile")
  func serverIsKilled() async throws {
    let server = try PostgresServer()
    let address = try PostgresAddress(url: server.url, schema: server.newSchema())
    let databases = try (0..<2).map { _ in
      try Database(at: .postgres(address), migrations: Self.migrations, readerCount: 1)
    }
    let stress = TaskQueueStress(
      databases: databases, seed: SeededGenerator.freshSeed(), tasksOfProducer: 60)
    async let result: Void = stress.run()
    for part in 1...2 {
      try await eventually { stress.completedCount >= part * stress.taskCount / 4 }
      try server.kill()
      try server.start()
    }
    try await result
    try await stress.check()
    for database in databases { await database.close() }
  }
}
