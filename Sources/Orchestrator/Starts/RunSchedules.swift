internal import Store
internal import Synchronization

/// When runs of registered workflows begin by the clock: a schedule of the store for each such workflow.
enum RunSchedules {
  private struct Scheduled: Codable {
    var tenant: String
    var workflow: String
  }

  private static func name(_ workflow: String, of tenant: String) -> String {
    RunStart.prefix(of: tenant) + workflow
  }

  /// Makes the workflow's newest version the one that says when. An expression that stays misses no tick.
  static func set(
    _ definition: WorkflowDefinition, tenant: String, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    let name = name(definition.name, of: tenant)
    guard let schedule = definition.trigger?.schedule else {
      try CronSchedules.remove(name, on: connection)
      return
    }
    try CronSchedules.set(
      name, CronExpression(schedule.cron),
      payload: RunCoding.encode(Scheduled(tenant: tenant, workflow: definition.name)), now: now,
      on: connection)
  }

  /// A start for each tick, which it alone has; notes those of which none came.
  static func start(
    _ ticks: [CronSchedules.Tick], now: Int, missing: MissingStarts,
    on connection: borrowing SQLConnection
  ) throws {
    for tick in ticks {
      let scheduled: Scheduled
      do {
        scheduled = try RunCoding.decode(Scheduled.self, from: tick.payload)
      } catch {
        missing.unreadable(tick.schedule, error)
        continue
      }
      if let reason = missing.sealingProblem(of: scheduled.tenant, at: now) {
        missing.unreadable(tick.schedule, reason)
        continue
      }
      let start = RunStart(
        tenant: scheduled.tenant, workflow: scheduled.workflow, cause: .schedule,
        idempotencyKey: "schedule/\(scheduled.workflow)/\(tick.milliseconds)")
      missing.sealing(scheduled.tenant)
      if try !start.add(at: now, on: connection) { missing.dropped(start) }
      missing.sealing(nil)
    }
  }
}

/// Ticks of one pass that start nothing, to be told once it is committed: a transaction may be tried more than once.
final class MissingStarts: Sendable {
  struct Found: Sendable {
    var dropped: [String: RunStart] = [:]
    /// Why, by the schedule.
    var unreadable: [String: String] = [:]
  }

  private static let tenantCountMax = 1_000

  private struct Problem {
    let until: Int
    let error: StoreError
  }

  private let found = Mutex(Found())
  /// Of tenants for which nothing could be sealed.
  private let problems = Mutex<[String: Problem]>([:])
  private let sealingFor = Mutex<String?>(nil)

  func dropped(_ start: RunStart) { found.withLock { $0.dropped[start.name] = start } }

  func unreadable(_ schedule: String, _ error: any Error) {
    found.withLock { $0.unreadable[schedule] = "\(error)" }
  }

  /// For whom a start is being sealed.
  func sealing(_ tenant: String?) { sealingFor.withLock { $0 = tenant } }

  /// The pass failed with this: from now until then nothing is sealed for the tenant that it was sealing for. False when
  /// it was for none.
  func notSealed(until end: Int, _ error: StoreError) -> Bool {
    let tenant = sealingFor.withLock { tenant in
      defer { tenant = nil }
      return tenant
    }
    guard let tenant else { return false }
    problems.withLock { problems in
      if problems.count >= Self.tenantCountMax { problems.remove(at: problems.startIndex) }
      problems[tenant] = Problem(until: end, error: error)
    }
    return true
  }

  /// Why nothing is sealed for a tenant; nil where it may be tried.
  func sealingProblem(of tenant: String, at now: Int) -> StoreError? {
    problems.withLock { problems in
      guard let problem = problems[tenant] else { return nil }
      if problem.until > now { return problem.error }
      problems[tenant] = nil
      return nil
    }
  }

  /// What was noted since.
  func take() -> Found {
    found.withLock { found in
      defer { found = Found() }
      return found
    }
  }
}
