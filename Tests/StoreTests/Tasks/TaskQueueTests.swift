import Store
import TestSupport
import Testing

/// What one task may go through, on both engines.
@Suite("Task queue")
struct TaskQueueTests {
  @Test(
    "A key gives the same task, per tenant and queue, also for a day after it was done",
    arguments: SQLDialect.allCases)
  func idempotency(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    let enqueue: @Sendable (String, Int) async throws -> EnqueuedTask = { tenant, now in
      try await q.enqueue(TestQueue.task("x", tenant: tenant, key: "k"), now: now)
    }
    let first = try await enqueue("a", 0)
    #expect(first.isNew)
    #expect(
      try await enqueue("a", 1) == EnqueuedTask(id: first.id, isNew: false))
    #expect(try await enqueue("b", 1).isNew)
    let leased = try await q.lease(now: 2)
    #expect(leased.map(\.id) == [first.id])
    #expect(try await enqueue("a", 3) == EnqueuedTask(id: first.id, isNew: false))
    try await q { try TaskQueue.complete(first.id, epoch: 1, now: 4, on: $0) }
    #expect(
      try await enqueue("a", 5) == EnqueuedTask(id: first.id, isNew: false))
    // After the retention, what finishes next takes the key away.
    let later = 5 + TaskQueue.keyRetentionMilliseconds
    let other = try await q.lease(now: later)
    try await q { try TaskQueue.complete(other[0].id, epoch: 1, now: later, on: $0) }
    let again = try await enqueue("a", later)
    #expect(again.isNew && again.id > first.id)
    await q.close()
  }

  @Test("By priority, then due time; nothing before its time", arguments: SQLDialect.allCases)
  func order(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    for (text, priority, notBefore) in [
      ("low", -1, nil as Int?), ("later", 0, 40), ("first", 0, nil), ("second", 0, nil),
      ("high", 5, nil), ("higher, later", 9, 60),
    ] {
      try await q.enqueue(
        TestQueue.task(text, priority: priority, notBefore: notBefore), now: 10)
    }
    #expect(try await q.lease(2, now: 39).map(TestQueue.text) == ["high", "first"])
    #expect(try await q { try TaskQueue.nextChange(in: "q", on: $0) } == 40)
    #expect(
      try await q.lease(9, now: 59).map(TestQueue.text) == ["second", "later", "low"])
    #expect(try await q.lease(now: 59) == [])
    #expect(try await q.lease(now: 60).map(TestQueue.text) == ["higher, later"])
    await q.close()
  }

  @Test(
    "A tenant with 10,000 waiting tasks does not delay the first one of another",
    arguments: SQLDialect.allCases)
  func fairness(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    for _ in 0..<20 {
      try await q.database.write { connection in
        for _ in 0..<500 {
          _ = try TaskQueue.enqueue(
            TestQueue.task("big", tenant: "big", priority: 9), now: 0, on: connection)
        }
      }
    }
    #expect(try await q.lease(3, now: 1).count == 3)
    for tenant in ["a", "b"] {
      for number in 1...2 {
        try await q.enqueue(
          TestQueue.task("\(tenant)\(number)", tenant: tenant), now: 2)
      }
    }
    let leased = try await q.lease(7, now: 3).map(TestQueue.text)
    #expect(leased == ["big", "a1", "b1", "big", "a2", "b2", "big"])
    #expect(try await q.state()?.waitingCount == 10_000 - 6)
    #expect(try await q.lease(64, now: 3).count == 64)
    await q.close()
  }

  @Test(
    "A failed task is tried again after its wait and dies with its history; redriven it has all attempts",
    arguments: SQLDialect.allCases)
  func retryAndDeadLetters(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    let id = try await q.enqueue(
      TestQueue.task("x", key: "k", attemptCountMax: 2), now: 0
    ).id
    #expect(try await q.lease(now: 0).map(\.attempt) == [1])
    let verdict = try await q {
      try TaskQueue.fail(
        id, epoch: 1, error: "no\0 answer", draw: 0.5, now: 10, on: $0)
    }
    #expect(verdict == .again(afterMilliseconds: 50))
    #expect(try await q.lease(now: 59) == [])
    #expect(
      try await q { try TaskQueue.standing(of: id, now: 59, on: $0) }
        == .delayed(untilMilliseconds: 60))
    let second = try await q.lease(now: 60)
    #expect(second.map(\.attempt) == [2] && second.map(\.epoch) == [2])
    #expect(
      try await q { try TaskQueue.fail(id, epoch: 2, error: "no", draw: 0, now: 70, on: $0) }
        == .bury)
    #expect(try await q.lease(now: 9_999) == [])
    let dead = try await q { try TaskQueue.deadTasks(in: "q", countMax: 9, on: $0) }
    #expect(dead.map(\.id) == [id] && dead.map(\.diedAtMilliseconds) == [70])
    #expect(
      dead.first?.attempts == [
        TaskAttempt(
          epoch: 1, worker: "w", leasedAtMilliseconds: 0, endedAtMilliseconds: 10,
          error: "no  answer"),
        TaskAttempt(
          epoch: 2, worker: "w", leasedAtMilliseconds: 60, endedAtMilliseconds: 70,
          error: "no"),
      ])
    #expect(
      try await q { try TaskQueue.deadTasks(in: "q", after: dead[0].place, countMax: 9, on: $0) }
        == [])
    #expect(
      try await q.enqueue(TestQueue.task("x", key: "k"), now: 80)
        == EnqueuedTask(id: id, isNew: false))
    #expect(try await q { try TaskQueue.redrive(allIn: "q", countMax: 9, now: 90, on: $0) } == 1)
    #expect(try await false == q { try TaskQueue.redrive(id, now: 90, on: $0) })
    let third = try await q.lease(now: 90)
    #expect(third.map(\.attempt) == [1] && third.map(\.epoch) == [3])
    #expect(try await q { try TaskQueue.attempts(of: id, on: $0) }.count == 2)
    // One that cannot be helped dies at once.
    #expect(
      try await q {
        try TaskQueue.fail(
          id, epoch: 3, error: "bad input", isPermanent: true, draw: 0, now: 91, on: $0)
      }
        == .bury)
    #expect(
      try await q { try TaskQueue.standing(of: id, now: 92, on: $0) }
        == .dead(sinceMilliseconds: 91))
    #expect(try await q { try TaskQueue.remove(id, now: 93, on: $0) })
    #expect(try await q { try TaskQueue.attempts(of: id, on: $0) } == [])
    await q.close()
  }

  @Test(
    "A lease that ran out is given to another, and the first worker is refused",
    arguments: SQLDialect.allCases)
  func fencing(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    let id = try await q.enqueue(
      TestQueue.task("x", attemptCountMax: 3), now: 0
    ).id
    try await q.enqueue(TestQueue.task("y"), now: 1)
    _ = try await q.lease(now: 0)
    try await q {
      try TaskQueue.heartbeat(id, epoch: 1, durationMilliseconds: 1_000, now: 500, on: $0)
    }
    #expect(
      try await q { try TaskQueue.standing(of: id, now: 600, on: $0) }
        == .leased(worker: "w", epoch: 1, untilMilliseconds: 1_500))
    #expect(try await q.lease(now: 1_499).map(TestQueue.text) == ["y"])
    // It has its old due time, so it goes before what came after it.
    try await q.enqueue(TestQueue.task("z"), now: 2)
    #expect(
      try await q.lease(now: 1_500).map { "\(TestQueue.text($0)) \($0.epoch)" }
        == ["x 2"])
    for refused in Self.refusals {
      await #expect {
        try await q.database.write { connection in
          try refused(id, 1, connection)
        }
      } throws: { error in
        guard let error = error as? StoreError else { return false }
        return error.code == .staleLease && error.message.contains("with epoch 2")
      }
    }
    // Late, but nobody else has it.
    try await q { try TaskQueue.complete(id, epoch: 2, now: 9_999, on: $0) }
    await #expect {
      try await q.database.write { try TaskQueue.complete(id, epoch: 2, now: 9_999, on: $0) }
    } throws: { ($0 as? StoreError)?.message.contains("completed or removed") == true }
    #expect(try await q { try TaskQueue.attempts(of: id, on: $0) } == [])
    // The others ran out as well; whoever lets every lease run out loses the task in the end.
    for round in 2...6 {
      _ = try await q.lease(9, now: round * 10_000)
    }
    let dead = try await q { try TaskQueue.deadTasks(in: "q", countMax: 9, on: $0) }
    #expect(dead.map { String(decoding: $0.payload, as: UTF8.self) } == ["y"])
    #expect(dead.first?.attempts.count == 5)
    #expect(dead.first?.attempts.last?.error.contains("ran out") == true)
    await q.close()
  }

  private static let refusals: [@Sendable (Int, Int, borrowing SQLConnection) throws -> Void] = [
    { try TaskQueue.heartbeat($0, epoch: $1, durationMilliseconds: 1, now: 1_600, on: $2) },
    { try TaskQueue.complete($0, epoch: $1, now: 1_600, on: $2) },
    { try TaskQueue.fail($0, epoch: $1, error: "e", draw: 0, now: 1_600, on: $2) },
    { try TaskQueue.release($0, epoch: $1, now: 1_600, on: $2) },
  ]

  @Test(
    "What is released does not count as an attempt and keeps its place",
    arguments: SQLDialect.allCases)
  func release(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    for text in ["x", "y"] {
      try await q.enqueue(TestQueue.task(text), now: 0)
    }
    let first = try await q.lease(now: 1)[0]
    try await q { try TaskQueue.release(first.id, epoch: 1, now: 2, on: $0) }
    let again = try await q.lease(now: 3)[0]
    #expect(again.id == first.id && again.attempt == 1 && again.epoch == 2)
    try await q { try TaskQueue.release(first.id, epoch: 2, afterMilliseconds: 10, now: 4, on: $0) }
    #expect(try await q.lease(9, now: 13).map(TestQueue.text) == ["y"])
    #expect(try await q.lease(9, now: 14).map(TestQueue.text) == ["x"])
    await q.close()
  }

  @Test(
    "What was held or leased while the clock was ahead is nobody's for no longer than a lease",
    arguments: SQLDialect.allCases)
  func clockWasAhead(on dialect: SQLDialect) async throws {
    let (q, ahead) = (try TestQueue(dialect), 3_600_000)
    // Held by whoever dies before the clock is right, and given back after that by another one.
    let held = try await q.enqueue(TestQueue.task("held"), now: 0).id
    _ = try await q.lease(now: 0)
    try await q {
      try TaskQueue.heartbeat(held, epoch: 1, durationMilliseconds: 1_000, now: ahead, on: $0)
    }
    let returned = try await q.enqueue(TestQueue.task("returned"), now: ahead).id
    #expect(try await q.lease(now: ahead).map(\.id) == [returned])
    try await q {
      try TaskQueue.shortenLeases(durationMilliseconds: 1_000, now: 10, on: $0)
      try TaskQueue.release(returned, epoch: 1, now: 20, on: $0)
    }
    #expect(try await q.lease(9, now: 20).map(\.id) == [returned])
    #expect(try await q.lease(9, now: 1_009).isEmpty)
    #expect(try await q.lease(9, now: 1_010).map(\.id) == [held])
    // A heartbeat in time begins no lease anew.
    try await q {
      try TaskQueue.heartbeat(held, epoch: 2, durationMilliseconds: 1_000, now: 1_500, on: $0)
      try TaskQueue.shortenLeases(durationMilliseconds: 10, now: 1_400, on: $0)
    }
    #expect(
      try await q { try TaskQueue.standing(of: held, now: 1_500, on: $0) }
        == .leased(worker: "w", epoch: 2, untilMilliseconds: 2_500))
    await q.close()
  }

  @Test(
    "A paused queue gives nothing, and its counts and oldest due time are told",
    arguments: SQLDialect.allCases)
  func pauseAndCounts(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    try await q { try TaskQueue.pause("q", on: $0) }
    for (text, notBefore) in [("a", nil as Int?), ("b", 30), ("c", 500), ("d", nil)] {
      try await q.enqueue(
        TestQueue.task(text, notBefore: notBefore, attemptCountMax: 1), now: 20)
    }
    #expect(try await q.lease(9, now: 100) == [])
    #expect(try await q { try TaskQueue.standing(of: 1, now: 100, on: $0) } == .paused)
    #expect(try await false == q { try TaskQueue.isWorthLeasing(from: "q", now: 100, on: $0) })
    try await q { try TaskQueue.resume("q", on: $0) }
    #expect(try await q { try TaskQueue.isWorthLeasing(from: "q", now: 100, on: $0) })
    _ = try await q.lease(2, now: 100)
    try await q { try TaskQueue.fail(1, epoch: 1, error: "e", draw: 0, now: 100, on: $0) }
    #expect(
      try await q.state()
        == QueueState(
          queue: "q", isPaused: false, waitingCount: 1, delayedCount: 1, leasedCount: 1,
          deadCount: 1, oldestDueMilliseconds: 30))
    await q.close()
  }

  @Test(
    "Tasks go to workers that have their labels, and what nobody can do says why",
    arguments: SQLDialect.allCases)
  func labels(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    for (text, requirements) in [
      ("any", [] as [String]), ("gpu", ["gpu"]), ("eu gpu", ["gpu", "region=eu"]), ("any", []),
    ] {
      try await q.enqueue(
        TestQueue.task(text, requirements: requirements), now: 0)
    }
    #expect(
      try await q { try TaskQueue.standing(of: 3, now: 1, on: $0) } == .unschedulable(.noWorker))
    #expect(
      try await q.lease(9, labels: ["region=eu"], now: 1).map(TestQueue.text)
        == ["any", "any"])
    #expect(
      try await false
        == q {
          try TaskQueue.isWorthLeasing(
            from: "q", with: TaskLabels(["region=eu"]), now: 2, on: $0)
        })
    #expect(
      try await q { try TaskQueue.standing(of: 3, now: 2, on: $0) }
        == .unschedulable(.missing(["gpu"])))
    #expect(try await q.lease(1, labels: ["gpu"], now: 2).map(TestQueue.text) == ["gpu"])
    #expect(
      try await q { try TaskQueue.unschedulable(in: "q", now: 3, on: $0) }.map(\.requirements)
        == [try TaskLabels(["gpu", "region=eu"])])
    #expect(
      try await q.lease(9, labels: ["x", "region=eu", "gpu"], now: 4)
        .map(TestQueue.text) == ["eu gpu"])
    #expect(try await q { try TaskQueue.unschedulable(in: "q", now: 5, on: $0) }.isEmpty)
    // A worker that did not come back for a minute does not count.
    try await q.enqueue(TestQueue.task("any"), now: 6)
    let last = try await q.enqueue(TestQueue.task("any"), now: 6).id
    #expect(try await q { try TaskQueue.standing(of: last, now: 7, on: $0) } == .waiting)
    #expect(
      try await q {
        try TaskQueue.standing(
          of: last, now: 5 + TaskQueue.workerRetentionMilliseconds, on: $0)
      }
        == .unschedulable(.noWorker))
    await q.close()
  }

  @Test(
    "A tenant's order holds across what its tasks ask for, also where other tenants have too few",
    arguments: SQLDialect.allCases)
  func orderAcrossLabels(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    for number in 1...5 {
      try await q.enqueue(
        TestQueue.task("gpu\(number)", tenant: "a", requirements: ["gpu"]), now: 0)
      try await q.enqueue(
        TestQueue.task("high\(number)", tenant: "a", priority: 1), now: 0)
    }
    try await q.enqueue(TestQueue.task("b", tenant: "b"), now: 0)
    let leased = try await q.lease(7, labels: ["gpu"], now: 1).map(TestQueue.text)
    #expect(leased == ["high1", "b", "high2", "high3", "high4", "high5", "gpu1"])
    await q.close()
  }

  @Test("Every bound is kept and named", arguments: SQLDialect.allCases)
  func bounds(on dialect: SQLDialect) async throws {
    let q = try TestQueue(dialect)
    let refusal: @Sendable (NewTask, Int) async -> StoreError.Code? = { task, capacity in
      do {
        try await q.database.write {
          _ = try TaskQueue.enqueue(task, now: 0, capacity: capacity, on: $0)
        }
        return nil
      } catch {
        return (error as? StoreError)?.code
      }
    }
    #expect(await refusal(try TestQueue.task("x", key: ""), 9) == .invalid)
    #expect(await refusal(try TestQueue.task("x", tenant: "a\0"), 9) == .invalid)
    var large = try TestQueue.task("x")
    large.payload = [UInt8](repeating: 0, count: NewTask.payloadByteCountMax + 1)
    #expect(await refusal(large, 9) == .invalid)
    for label in 0..<TaskQueue.requirementsCountMax {
      #expect(await refusal(try TestQueue.task("x", requirements: ["l\(label)"]), 100) == nil)
    }
    #expect(await refusal(try TestQueue.task("x", requirements: ["l0", "l1"]), 100) == .overloaded)
    #expect(await refusal(try TestQueue.task("x", requirements: ["l0"]), 100) == nil)
    #expect(await refusal(try TestQueue.task("x", key: "k"), 66) == nil)
    #expect(await refusal(try TestQueue.task("x"), 66) == .overloaded)
    #expect(await refusal(try TestQueue.task("x", key: "k"), 66) == nil)
    await q.close()
  }
}
