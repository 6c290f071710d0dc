import Store
import TestSupport
import Testing

/// Random operations on the queue and on the plainest thing that follows the same rules, side by side.
@Suite("Task queue against a model")
struct TaskQueueModelTests {
  /// One task at a time, everything scanned, nothing remembered but the tasks and the ring.
  private struct Model {
    struct Task {
      var id: Int
      var tenant: String
      var priority: Int
      var due: Int
      var requirements: TaskLabels
      var state = "waiting"
      var end = 0
      var epoch = 0
      var attempt = 0
    }

    static let attemptCountMax = 3
    var tasks: [Task] = []
    var ring: [String] = []
    var isPaused = false

    func index(_ id: Int) -> Int? { tasks.firstIndex { $0.id == id } }
    func isHeld(_ id: Int, _ epoch: Int) -> Bool {
      index(id).map { tasks[$0].state == "leased" && tasks[$0].epoch == epoch } ?? false
    }

    mutating func wait(_ index: Int, due: Int, now: Int) {
      tasks[index].due = due
      tasks[index].state = due > now ? "delayed" : "waiting"
      updateRing()
    }

    /// Who has nothing that waits leaves the ring, whoever comes stands at its end.
    mutating func updateRing() {
      let waiting = tasks.filter { $0.state == "waiting" }
      ring.removeAll { tenant in !waiting.contains { $0.tenant == tenant } }
      for task in waiting where !ring.contains(task.tenant) { ring.append(task.tenant) }
    }

    mutating func comeBack(now: Int) {
      let expired = tasks.indices.filter { tasks[$0].state == "leased" && tasks[$0].end <= now }
      let first = expired.sorted {
        (tasks[$0].end, tasks[$0].id) < (tasks[$1].end, tasks[$1].id)
      }
      for index in first.prefix(64) {
        tasks[index].state = tasks[index].attempt < Self.attemptCountMax ? "waiting" : "dead"
        updateRing()
      }
      let due = tasks.indices.filter { tasks[$0].state == "delayed" && tasks[$0].due <= now }
      let next = due.sorted { (tasks[$0].due, tasks[$0].id) < (tasks[$1].due, tasks[$1].id) }
      for index in next.prefix(256) {
        tasks[index].state = "waiting"
        updateRing()
      }
    }

    mutating func lease(_ count: Int, labels: TaskLabels, end: Int, now: Int) -> [String] {
      if isPaused { return [] }
      comeBack(now: now)
      var leased: [String] = []
      while leased.count < count {
        let fitting = tasks.indices.filter {
          tasks[$0].state == "waiting" && tasks[$0].requirements.missing(in: labels).isEmpty
        }
        guard
          let tenant = ring.first(where: { tenant in
            fitting.contains { tasks[$0].tenant == tenant }
          })
        else { break }
        let best = fitting.filter { tasks[$0].tenant == tenant }.min {
          (-tasks[$0].priority, tasks[$0].due, tasks[$0].id)
            < (-tasks[$1].priority, tasks[$1].due, tasks[$1].id)
        }!
        tasks[best].state = "leased"
        tasks[best].end = end
        tasks[best].epoch += 1
        tasks[best].attempt += 1
        leased.append("\(tasks[best].id) \(tasks[best].epoch) \(tasks[best].attempt)")
        ring.removeAll { $0 == tenant }
        ring.append(tenant)
        updateRing()
      }
      return leased
    }

    /// Whether a task may begin with the transaction that makes it.
    func isFree(now: Int) -> Bool {
      !isPaused
        && !tasks.contains { task in
          task.state == "waiting" || task.state == "delayed" && task.due <= now
            || task.state == "leased" && task.end <= now
        }
    }

    func count(_ state: String) -> Int { tasks.count { $0.state == state } }
  }

  private static let labelSets: [[String]] = [[], ["gpu"], ["eu"], ["eu", "gpu"]]

  @Test("Whatever is done, both give the same", arguments: SQLDialect.allCases)
  func sameAsModel(on dialect: SQLDialect) async throws {
    let seed = SeededGenerator.freshSeed()
    let q = try TestQueue(dialect)
    var random = SeededGenerator(seed: seed)
    var model = Model()
    var now = 0
    var held: [(id: Int, epoch: Int)] = []
    var begunCount = 0
    for step in 0..<500 {
      now += Int.random(in: 0...20, using: &random)
      let at = now
      let label = "seed \(seed), step \(step)"
      // At first only what begins at once, for later something waits nearly always.
      let what =
        step < 40
        ? [13, 20].randomElement(using: &random)! : Int.random(in: 0..<23, using: &random)
      switch what {
      case 20...:
        let task = NewTask(
          queue: "q", tenant: "t\(Int.random(in: 0..<5, using: &random))", payload: [],
          requirements: try TaskLabels(Self.labelSets.randomElement(using: &random)!),
          retry: TaskRetry(
            attemptCountMax: Model.attemptCountMax, initialDelayMilliseconds: 30,
            delayMillisecondsMax: 50))
        let begun = try await q {
          try TaskQueue.enqueue(
            [BegunTask(task, by: "w", durationMilliseconds: 1_000, now: at)], on: $0)
        }[0]
        #expect((begun.epoch != nil) == model.isFree(now: now), "\(label)")
        model.tasks.append(
          Model.Task(
            id: begun.id, tenant: task.tenant, priority: 0, due: now,
            requirements: task.requirements))
        if let epoch = begun.epoch {
          let last = model.tasks.count - 1
          (model.tasks[last].state, model.tasks[last].end) = ("leased", now + 1_000)
          (model.tasks[last].epoch, model.tasks[last].attempt) = (epoch, 1)
          held.append((begun.id, epoch))
          begunCount += 1
        } else {
          model.wait(model.tasks.count - 1, due: now, now: now)
        }
      case 0..<8:
        let task = NewTask(
          queue: "q", tenant: "t\(Int.random(in: 0..<5, using: &random))", payload: [],
          priority: Int.random(in: -1...1, using: &random),
          notBeforeMilliseconds: Bool.random(using: &random)
            ? nil : now + Int.random(in: -20...100, using: &random),
          requirements: try TaskLabels(Self.labelSets.randomElement(using: &random)!),
          retry: TaskRetry(
            attemptCountMax: Model.attemptCountMax, initialDelayMilliseconds: 30,
            delayMillisecondsMax: 50))
        let id = try await q.enqueue(task, now: now).id
        model.tasks.append(
          Model.Task(
            id: id, tenant: task.tenant, priority: task.priority, due: 0,
            requirements: task.requirements))
        model.wait(model.tasks.count - 1, due: task.notBeforeMilliseconds ?? now, now: now)
      case 8..<13:
        let count = Int.random(in: 1...6, using: &random)
        let labels = Self.labelSets.randomElement(using: &random)!
        let found = try await q.lease(count, labels: labels, now: now)
        let expected = model.lease(
          count, labels: try TaskLabels(labels), end: now + 1_000, now: now)
        #expect(found.map { "\($0.id) \($0.epoch) \($0.attempt)" } == expected, "\(label)")
        held += found.map { ($0.id, $0.epoch) }
        if Int.random(in: 0..<10, using: &random) == 0 { now += 1_000 }
      case 13..<18:
        guard let index = held.indices.randomElement(using: &random) else { continue }
        let (id, epoch) = held.remove(at: index)
        let isHeld = model.isHeld(id, epoch)
        let place = model.index(id)
        let draw = Double.random(in: 0..<1, using: &random)
        let what = Int.random(in: 0..<4, using: &random)
        var isRefused = false
        do {
          try await q { connection in
            switch what {
            case 0: try TaskQueue.complete(id, epoch: epoch, now: at, on: connection)
            case 1:
              try TaskQueue.fail(
                id, epoch: epoch, error: "e", draw: draw, now: at, on: connection)
            case 2: try TaskQueue.release(id, epoch: epoch, now: at, on: connection)
            default:
              try TaskQueue.heartbeat(
                id, epoch: epoch, durationMilliseconds: 500, now: at, on: connection)
            }
          }
        } catch let error as StoreError where error.code == .staleLease {
          isRefused = true
        }
        #expect(isRefused != isHeld, "\(label)")
        guard isHeld, let place else { continue }
        switch what {
        case 0:
          model.tasks.remove(at: place)
          model.updateRing()
        case 1 where model.tasks[place].attempt < Model.attemptCountMax:
          let bound = min(50, 30 << (model.tasks[place].attempt - 1))
          model.wait(place, due: now + min(bound, Int(draw * Double(bound + 1))), now: now)
        case 1: model.tasks[place].state = "dead"
        case 2:
          model.tasks[place].attempt -= 1
          model.wait(place, due: model.tasks[place].due, now: now)
        default:
          model.tasks[place].end = now + 500
          held.append((id, epoch))
        }
      case 18:
        guard let task = model.tasks.randomElement(using: &random) else { continue }
        if task.state == "dead" {
          try await q { try TaskQueue.redrive(task.id, now: at, on: $0) }
          let place = model.index(task.id)!
          model.tasks[place].attempt = 0
          model.wait(place, due: now, now: now)
        } else {
          try await q { try TaskQueue.remove(task.id, now: at, on: $0) }
          model.tasks.removeAll { $0.id == task.id }
          model.updateRing()
        }
      default:
        model.isPaused = Int.random(in: 0..<3, using: &random) == 0
        let isPaused = model.isPaused
        try await q {
          isPaused ? try TaskQueue.pause("q", on: $0) : try TaskQueue.resume("q", on: $0)
        }
      }
      let waiting = model.tasks.filter { $0.state == "waiting" }
      if let state = try await q.state() {
        #expect(
          state
            == QueueState(
              queue: "q", isPaused: model.isPaused, waitingCount: waiting.count,
              delayedCount: model.count("delayed"), leasedCount: model.count("leased"),
              deadCount: model.count("dead"), oldestDueMilliseconds: waiting.map(\.due).min()),
          "\(label)")
      }
      try await expectInvariants(q, label)
    }
    #expect(begunCount > 0, "seed \(seed)")
    #expect(model.count("dead") > 0 || model.tasks.contains { $0.epoch > 1 }, "seed \(seed)")
    await q.close()
  }

  /// The schema's own: lanes are where tasks wait, a tenant has one turn, keys are of tasks.
  private func expectInvariants(_ q: TestQueue, _ label: String) async throws {
    let (lanes, waiting, turns) = try await q.database.read { connection in
      (
        try connection.query("SELECT tenant, requirements FROM task_lanes ORDER BY 1, 2"),
        try connection.query(
          "SELECT DISTINCT tenant, requirements FROM tasks WHERE state = 0 ORDER BY 1, 2"),
        try connection.query("SELECT DISTINCT tenant, turn FROM task_lanes")
      )
    }
    #expect(lanes == waiting, "\(label)")
    #expect(Set(turns.map { $0[0] }).count == turns.count, "\(label)")
    #expect(Set(turns.map { $0[1] }).count == turns.count, "\(label)")
  }
}
