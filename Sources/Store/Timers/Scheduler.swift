/// Fires cron schedules on one of any number of processes.
///
/// A pass renews the leadership, takes the due ticks and does what they are for in one transaction: a tick fires
/// once, also when its leader dies or is stopped in the middle. When a leader is silent for as long as
/// its lease, the next one takes over where it stopped. A lease that ends later than any could is of somebody whose
/// clock was ahead, and is none: who has it may be gone for good. Whoever leads anew puts right what was moved with such
/// a clock.
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
    if let led, led.holder != holder, led.untilMilliseconds > now,
      led.untilMilliseconds <= latestEnd(now)
    {
      return led.untilMilliseconds
    }
    let latestEnd = latestEnd(now)
    let (leaseMilliseconds, skipped, fire) = (leaseMilliseconds, skipped, fire)
    return try await database.write { connection in
      let last = try Leadership.current(Self.leadership, on: connection)
      // Only what was seen before: `now` is old where this has waited for its turn, and what others did meanwhile is right.
      if let last, last == led, last.holder != holder, last.untilMilliseconds > latestEnd {
        try Leadership.depose(Self.leadership, on: connection)
      }
      let lease = try Leadership.acquire(
        Self.leadership, for: holder, durationMilliseconds: leaseMilliseconds, now: now,
        on: connection)
      guard lease.holder == holder else { return lease.untilMilliseconds }
      if let last, last.holder != holder { try CronSchedules.rearm(now: now, on: connection) }
      let ticks = try CronSchedules.takeDue(
        now: now, countMax: Self.tickCountMax, on: connection, skipped: skipped)
      if !ticks.isEmpty { try fire(ticks, connection) }
      // In time to renew, also when one renewal fails.
      let renewal = now + leaseMilliseconds / 3
      return try CronSchedules.nextDue(on: connection).map { min($0, renewal) } ?? renewal
    }
  }

  /// Until when somebody may lead whose clock differs by less than a lease.
  private func latestEnd(_ now: Int) -> Int { now + 2 * leaseMilliseconds }
}
