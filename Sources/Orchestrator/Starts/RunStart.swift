internal import Store

/// A run that is to begin by itself: kept as a timer of its own kind until it has begun, or was given up.
struct RunStart: Sendable, Codable {
  /// What asked for it.
  enum Cause: String, Sendable, Codable {
    case event
    case schedule
  }

  static let kind = "start"
  /// How often a tenant that has as many runs as may be is asked again: for an hour and a half.
  static let failureCountMax = 24
  private static let backoff = TaskRetry(
    initialDelayMilliseconds: 1_000, delayMillisecondsMax: 300_000)

  var tenant: String
  var workflow: String
  var cause: Cause
  /// What it is given; of a schedule, what the version that is registered then says.
  var inputs: Value?
  /// The same start again begins nothing again.
  var idempotencyKey: String
  var traceparent = ""
  var failureCount = 0

  /// How long it waits after its last failure; nil when it has failed too often.
  var delayMilliseconds: Int? {
    failureCount > Self.failureCountMax
      ? nil : Self.backoff.delayBoundMilliseconds(afterAttempt: failureCount)
  }

  private var name: String { "\(tenant.utf8.count):\(tenant)/\(idempotencyKey)" }

  /// Sets it, or moves the one that is there.
  func set(at time: Int, on connection: borrowing SQLConnection) throws {
    try Timers.set(
      name, of: Self.kind, dueMilliseconds: time, beginMilliseconds: time,
      payload: connection.seal(
        RunCoding.encode(self), for: tenant, at: RunPlaces.start(name)), on: connection)
  }

  /// The starts that are due; nil for one that this process cannot read.
  static func due(
    now: Int, countMax: Int, on connection: borrowing SQLConnection
  ) throws -> [(timer: Timers.Fired, start: RunStart?)] {
    try Timers.due(of: kind, now: now, countMax: countMax, on: connection).map { timer in
      do {
        let payload = try connection.open(timer.payload, at: RunPlaces.start(timer.name))
        return (timer, try RunCoding.decode(RunStart.self, from: payload))
      } catch let error as StoreError where error.code == .forgotten || error.isOfValue {
        return (timer, nil)
      } catch is DecodingError {
        return (timer, nil)
      }
    }
  }
}

/// When runs of registered workflows begin by the clock: a schedule of the store for each such workflow.
enum RunSchedules {
  private struct Scheduled: Codable {
    var tenant: String
    var workflow: String
  }

  private static func name(_ workflow: String, of tenant: String) -> String {
    "\(tenant.utf8.count):\(tenant)/\(workflow)"
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

  /// A start for each tick, which it alone has.
  static func start(
    _ ticks: [CronSchedules.Tick], now: Int, on connection: borrowing SQLConnection
  ) throws {
    for tick in ticks {
      let scheduled = try RunCoding.decode(Scheduled.self, from: tick.payload)
      try RunStart(
        tenant: scheduled.tenant, workflow: scheduled.workflow, cause: .schedule,
        idempotencyKey: "schedule/\(scheduled.workflow)/\(tick.milliseconds)"
      ).set(at: now, on: connection)
    }
  }
}
