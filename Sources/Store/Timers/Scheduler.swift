/// Fires cron schedules on one of any number of processes.
///
/// A pass renews the leadership, takes the due ticks and does what they are for in one transaction: a tick fires
/// once, also when its leader dies or is stopped in the middle. When a leader is silent for as long as
/// its lease, the next one takes over where it stopped.
package struct Scheduler: Sendable {
  /// The leadership's name.
  package static let leadership = "scheduler"
  private static let tickCountMax = 256

  private let database: Database
  private let holder: String
  private let leaseMilliseconds: Int
  private let skipped: @Sendable (_ schedule: String, StoreError) -> Void
  private let fire:
    @Sendable (
      [CronSchedules.Tick], borrowing SQLConnection
    ) throws -> Void

  /// `holder` names this start of this process (`Leadership`); `fire` runs in the transaction that takes the
  /// ticks, usually to enqueue tasks, and has no effect outside. Each schedule that cannot be read is told to
  /// `skipped`; where the transaction has to be repeated, again.
  package init(
    _ database: Database, holder: String, leaseMilliseconds: Int = 5_000,
    skipped: @escaping @Sendable (_ schedule: String, StoreError) -> Void = { _, _ in },
    fire:
      @escaping @Sendable (
        [CronSchedules.Tick], borrowing SQLConnection
      ) throws -> Void
  ) {
    precondition(leaseMilliseconds > 0)
    self.database = database
    self.holder = holder
    self.leaseMilliseconds = leaseMilliseconds
    self.skipped = skipped
    self.fire = fire
  }

  /// Leads if nobody else does, fires what is due, and says when to come again.
  package func pass(now: Int) async throws -> Int {
    let holder = holder
    // Those who follow only read, or each of their looks would be a write.
    let led = try await database.read { try Leadership.current(Self.leadership, on: $0) }
    if let led, led.holder != holder, led.untilMilliseconds > now { return led.untilMilliseconds }
    let (leaseMilliseconds, skipped, fire) = (leaseMilliseconds, skipped, fire)
    return try await database.write { connection in
      let lease = try Leadership.acquire(
        Self.leadership, for: holder, durationMilliseconds: leaseMilliseconds, now: now,
        on: connection)
      guard lease.holder == holder else { return lease.untilMilliseconds }
      let ticks = try CronSchedules.takeDue(
        now: now, countMax: Self.tickCountMax, on: connection, skipped: skipped)
      if !ticks.isEmpty { try fire(ticks, connection) }
      // In time to renew, also when one renewal fails.
      let renewal = now + leaseMilliseconds / 3
      return try CronSchedules.nextDue(on: connection).map { min($0, renewal) } ?? renewal
    }
  }
}
