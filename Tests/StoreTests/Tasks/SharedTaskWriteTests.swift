import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// What many callers ask of a queue at the same time is done together, and nobody can tell.
@Suite("Task queue, done together")
struct SharedTaskWriteTests {
  private struct Refused: Error {}

  /// What came of an ask, by the tasks' texts: their numbers differ from queue to queue.
  private struct Leased: Equatable {
    var tasks: [String]
    var isRefused = false
  }

  /// A queue whose asks come together, or one after the other.
  private struct Side {
    let name: String
    let isTogether: Bool
    /// Those in somebody's hands, by text.
    var held: [String: (id: Int, epoch: Int)] = [:]

    func enqueue(
      _ tasks: [NewTask], capacity: Int, now: Int, on q: TestQueue
    ) async throws -> [Bool] {
      let writes = tasks.enumerated().map { index, task in
        var task = task
        task.queue = name
        return TaskEnqueueing(task, now: now + index, capacity: capacity)
      }
      return try await perform(writes, on: q).map { (try? $0.get())?.isNew ?? false }
    }

    /// Whether each was begun at once.
    mutating func begin(_ tasks: [NewTask], now: Int, on q: TestQueue) async throws -> [Bool] {
      let begun = tasks.enumerated().map { index, task in
        var task = task
        task.queue = name
        return BegunTask(task, by: "w\(index)", durationMilliseconds: 1_000_000, now: now + index)
      }
      let added =
        isTogether
        ? try await q { try TaskQueue.enqueue(begun, on: $0) }
        : try await q { connection in
          try begun.flatMap { try TaskQueue.enqueue([$0], on: connection) }
        }
      for (task, added) in zip(tasks, added) {
        guard let epoch = added.epoch else { continue }
        held[String(decoding: task.payload, as: UTF8.self)] = (added.id, epoch)
      }
      return added.map { $0.epoch != nil }
    }

    mutating func lease(_ counts: [Int], labels: TaskLabels, now: Int, on q: TestQueue) async throws
      -> [Leased]
    {
      let writes = counts.enumerated().map { index, count in
        TaskLeasing(
          from: name, for: index == 7 ? "" : "w\(index)", with: labels, countMax: count,
          durationMilliseconds: 1_000_000, now: now)
      }
      var leased: [Leased] = []
      for result in try await perform(writes, on: q) {
        let tasks = (try? result.get()) ?? []
        for task in tasks { held[TestQueue.text(task)] = (task.id, task.epoch) }
        leased.append(
          Leased(
            tasks: tasks.map { "\(TestQueue.text($0)) \($0.epoch) \($0.attempt)" },
            isRefused: (try? result.get()) == nil))
      }
      return leased
    }

    func complete(_ texts: [(text: String, late: Int)], now: Int, on q: TestQueue) async throws
      -> [Bool]
    {
      let writes = texts.map { text, late in
        TaskCompletion(held[text]!.id, epoch: held[text]!.epoch + late, now: now)
      }
      return try await perform(writes, on: q).map { (try? $0.get()) != nil }
    }

    private func perform<Write: SharedWrite>(
      _ writes: [Write], on q: TestQueue
    ) async throws -> [Result<Write.Output, any Error>] {
      if isTogether { return try await q { try Write.perform(writes, on: $0) } }
      return try await q { connection in
        try writes.flatMap { try Write.perform([$0], on: connection) }
      }
    }

    func state(on q: TestQueue) async throws -> QueueState? {
      var state = try await q.database.read { connection in
        try TaskQueue.states(on: connection).first { $0.queue == name }
      }
      state?.queue = ""
      return state
    }
  }

  @Test("Together or one after the other, everybody gets the same", arguments: SQLDialect.allCases)
  func sameAsOneByOne(on dialect: SQLDialect) async throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let q = try TestQueue(dialect)
    var sides = [Side(name: "a", isTogether: true), Side(name: "b", isTogether: false)]
    var now = 0
    var number = 0
    var begunCount = 0
    for step in 0..<120 {
      now += Int.random(in: 100...200, using: &random)
      let label = "seed \(seed), step \(step)"
      // One tenant alone at first, which is what goes fastest; then many.
      let tenants = step < 60 ? 1 : 4
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        let hasKeys = Int.random(in: 0..<4, using: &random) == 0
        var tasks: [NewTask] = []
        for _ in 0..<Int.random(in: 1...20, using: &random) {
          number += 1
          tasks.append(
            try TestQueue.task(
              "\(number)", tenant: "t\(Int.random(in: 0..<tenants, using: &random))",
              key: hasKeys ? "\(number / 2)" : nil, priority: Int.random(in: 0...1, using: &random),
              notBefore: now - Int.random(in: 0...50, using: &random)))
        }
        // Which of several tenants finds no room is anybody's guess.
        let capacity = tenants == 1 ? 60 : 1_000
        let added = try await sides[0].enqueue(tasks, capacity: capacity, now: now, on: q)
        let others = try await sides[1].enqueue(tasks, capacity: capacity, now: now, on: q)
        #expect(others == added, "\(label)")
      case 1:
        let counts = (0..<Int.random(in: 1...8, using: &random)).map { _ in
          [1, 1, 3, 70].randomElement(using: &random)!
        }
        let leased = try await sides[0].lease(counts, labels: .none, now: now, on: q)
        #expect(
          try await sides[1].lease(counts, labels: .none, now: now, on: q) == leased, "\(label)")
      case 2:
        var tasks: [NewTask] = []
        for _ in 0..<Int.random(in: 1...70, using: &random) {
          number += 1
          tasks.append(
            try TestQueue.task(
              "\(number)", tenant: "t\(Int.random(in: 0..<tenants, using: &random))"))
        }
        let begun = try await sides[0].begin(tasks, now: now, on: q)
        if begun.contains(true) { begunCount += 1 }
        #expect(try await sides[1].begin(tasks, now: now, on: q) == begun, "\(label)")
      default:
        let texts = sides[0].held.keys.sorted().shuffled(using: &random)
          .prefix(Int.random(in: 0...70, using: &random))
        // Some with an epoch that never was, and some twice.
        let told = (texts + texts.prefix(2)).map { text in
          (text: text, late: Int.random(in: 0..<6, using: &random) == 0 ? 1 : 0)
        }
        let done = try await sides[0].complete(told, now: now, on: q)
        #expect(try await sides[1].complete(told, now: now, on: q) == done, "\(label)")
        for (text, isDone) in zip(told.map(\.text), done) where isDone {
          for side in sides.indices { sides[side].held[text] = nil }
        }
      }
      #expect(try await sides[0].state(on: q) == sides[1].state(on: q), "\(label)")
    }
    #expect(begunCount > 0, "seed \(seed)")
    await q.close()
  }

  @Test(
    "Who is refused is refused alone, and what somebody else undoes is done again once",
    arguments: SQLDialect.allCases)
  func failsAlone(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    for number in 0..<6 { try await q.enqueue(TestQueue.task("\(number)"), now: 0) }
    let held = try await q.lease(6, now: 0)
    let isHeld = Atomic(false)
    let writeCount = 13
    async let holding: Void = q { [database = q.database] connection in
      try TaskQueue.pause("other", on: connection)
      isHeld.store(true, ordering: .releasing)
      let deadline = ContinuousClock.now + .seconds(60)
      while database.queuedWriteCount < writeCount, ContinuousClock.now < deadline {
        // A server ends the session of whoever says nothing in the middle of a transaction.
        _ = try connection.first("SELECT 1") { $0.int(0) }
      }
    }
    try await eventually { isHeld.load(ordering: .acquiring) }
    let failed = await withTaskGroup(of: String?.self) { group in
      for task in held {
        // Twice each: one of them comes too late.
        for turn in ["first", "second"] {
          group.addTask {
            do {
              try await q.database.write(TaskCompletion(task.id, epoch: task.epoch, now: 1))
              return nil
            } catch let error as StoreError where error.code == .staleLease {
              return "stale \(task.id)"
            } catch {
              return "\(turn): \(error)"
            }
          }
        }
      }
      group.addTask {
        do {
          try await q { connection in
            try TaskQueue.pause("late", on: connection)
            throw Refused()
          }
          return "it did not fail"
        } catch {
          return error is Refused ? nil : "\(error)"
        }
      }
      return await group.reduce(into: [String]()) { if let text = $1 { $0.append(text) } }
    }
    try await holding
    #expect(failed.sorted() == held.map { "stale \($0.id)" }.sorted())
    let states = try await q.database.read { try TaskQueue.states(on: $0) }
    #expect(states.first { $0.queue == "q" }?.leasedCount == 0)
    #expect(!states.contains { $0.queue == "late" })
    await q.close()
  }
}
