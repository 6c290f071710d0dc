internal import Store

/// A run that is to begin by itself: kept as a timer of its own kind until it has begun, or was given up.
struct RunStart: Sendable, Codable {
  /// What asked for it.
  enum Cause: String, Sendable, Codable {
    case event
    case schedule
  }

  static let kind = "start"
  /// How many of a tenant may wait; what comes beyond that is given up at once.
  static let countMax = 1_000
  static let tooMany =
    "\(countMax) runs of its tenant wait to begin by themselves, as many as may be: let some end"
  /// When it is tried again, if its tenant has as many runs as may be: for an hour and a half, more or less, where it
  /// waits alone. Of many that wait one is tried for all, and that one alone has failed once more.
  private static let retry = TaskRetry(
    attemptCountMax: 41, initialDelayMilliseconds: 1_000, delayMillisecondsMax: 300_000)

  var tenant: String
  var workflow: String
  var cause: Cause
  /// What it is given; of a schedule, what the version that is registered then says.
  var inputs: Value?
  /// The same start again begins nothing again.
  var idempotencyKey: String
  var traceparent = ""
  var failureCount = 0

  /// Its timer's.
  var name: String { Self.prefix(of: tenant) + idempotencyKey }

  /// What the names of a tenant's starts and schedules begin with, and those of no other.
  static func prefix(of tenant: String) -> String { "\(tenant.utf8.count):\(tenant)/" }

  /// How long it waits after its last failure; nil when it has failed too often. `draw` is a random number in [0, 1).
  func delayMilliseconds(draw: Double) -> Int? {
    switch Self.retry.verdict(afterAttempt: failureCount, draw: draw) {
    case .again(let delay): delay
    case .bury: nil
    }
  }

  /// Sets it, unless its tenant has as many others as may be; false then.
  func add(at time: Int, on connection: borrowing SQLConnection) throws -> Bool {
    let count = try Timers.count(
      below: Self.prefix(of: tenant), beside: name, of: Self.kind, upTo: Self.countMax,
      on: connection)
    guard count < Self.countMax else { return false }
    try set(at: time, now: time, on: connection)
    return true
  }

  /// Sets it, or moves the one that is there.
  func set(
    at time: Int, now: Int, on connection: borrowing SQLConnection
  ) throws {
    try Timers.set(
      name, of: Self.kind, dueMilliseconds: time, beginMilliseconds: now,
      payload: connection.seal(
        RunCoding.encode(self), for: tenant, at: RunPlaces.start(name)), on: connection)
  }

  /// One whose time has come, or why it cannot be read; `forgotten` when nobody can, its tenant's keys being gone.
  struct Due: Sendable {
    let timer: Timers.Fired
    let start: Result<RunStart, any Error>
  }

  static func due(
    now: Int, countMax: Int, on connection: borrowing SQLConnection
  ) throws -> [Due] {
    try Timers.due(of: kind, now: now, countMax: countMax, on: connection).map { timer in
      do {
        let payload = try connection.open(timer.payload, at: RunPlaces.start(timer.name))
        return Due(
          timer: timer, start: .success(try RunCoding.decode(RunStart.self, from: payload)))
      } catch let error as StoreError where error.code == .forgotten || error.isOfValue {
        return Due(timer: timer, start: .failure(error))
      } catch let error as DecodingError {
        return Due(timer: timer, start: .failure(error))
      }
    }
  }
}
