/// Who leads, of any number of processes on one database: a lease with a fencing epoch.
///
/// Invariants:
/// 1. At any time at most one holder has the last epoch of a leadership.
/// 2. The epoch rises whenever the leader changes and never falls.
/// 3. `check` throws for whoever is not the last leader, so that a transaction that begins with it is undone,
///    however late its writer comes. No clock decides that.
///
/// States of a leadership: free (never led, resigned or run out) -> led (`acquire`) -> led (renewed by the
/// same holder, same epoch) -> free. A lease that ran out ends when somebody else acquires it.
package enum Leadership {
  package struct Lease: Sendable, Hashable {
    package var holder: String
    package var epoch: Int
    package var untilMilliseconds: Int

    package init(
      holder: String, epoch: Int, untilMilliseconds: Int
    ) {
      self.holder = holder
      self.epoch = epoch
      self.untilMilliseconds = untilMilliseconds
    }
  }

  /// Creates the leases; add it to the database's migrations.
  package static let migration = Migration(
    "leadership",
    """
    CREATE TABLE leaderships (
      name TEXT PRIMARY KEY, holder TEXT NOT NULL, epoch INTEGER NOT NULL, until_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    postgres: """
      CREATE TABLE leaderships (
        name TEXT COLLATE "C" PRIMARY KEY, holder TEXT NOT NULL, epoch BIGINT NOT NULL,
        until_ms BIGINT NOT NULL
      )
      """)

  /// The last leader's lease.
  package static func current(
    _ name: String, on connection: borrowing SQLConnection
  ) throws -> Lease? {
    try connection.first(
      "SELECT holder, epoch, until_ms FROM leaderships WHERE name = ?", [.text(name)]
    ) { Lease(holder: $0.text(0), epoch: $0.int(1), untilMilliseconds: $0.int(2)) }
  }

  /// Leads until `now` and `duration` if nobody else does; gives the lease that holds afterwards, whose
  /// holder says whether it is the caller's. Calling it again renews.
  ///
  /// `holder` names one start of one process: two that share it would both lead.
  package static func acquire(
    _ name: String, for holder: String, durationMilliseconds duration: Int, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> Lease {
    let last = try current(name, on: connection)
    let lease = next(after: last, for: holder, until: now + duration, now: now)
    if lease != last {
      try connection.execute(
        """
        INSERT INTO leaderships (name, holder, epoch, until_ms) VALUES (?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET
          holder = excluded.holder, epoch = excluded.epoch, until_ms = excluded.until_ms
        """,
        [.text(name), .text(lease.holder), .int(lease.epoch), .int(lease.untilMilliseconds)])
    }
    return lease
  }

  /// Who leads after `holder` asked.
  static func next(after last: Lease?, for holder: String, until end: Int, now: Int) -> Lease {
    guard let last else { return Lease(holder: holder, epoch: 1, untilMilliseconds: end) }
    if last.holder == holder {
      return Lease(
        holder: holder, epoch: last.epoch, untilMilliseconds: max(end, last.untilMilliseconds))
    }
    if last.untilMilliseconds > now { return last }
    return Lease(holder: holder, epoch: last.epoch + 1, untilMilliseconds: end)
  }

  /// Throws `staleLease` unless `epoch` is the last leader's: first in every transaction of a leader.
  package static func check(
    _ name: String, epoch: Int, on connection: borrowing SQLConnection
  ) throws {
    let last = try current(name, on: connection)?.epoch
    guard last == epoch else {
      throw StoreError(
        .staleLease,
        "the leader of '\(name)' with epoch \(epoch) was replaced by one with epoch \(last ?? 0): stop "
          + "leading")
    }
  }

  /// Ends whoever leads, from outside: nothing that it does from now on counts.
  package static func depose(
    _ name: String, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "UPDATE leaderships SET until_ms = 0, holder = '', epoch = epoch + 1 WHERE name = ?",
      [.text(name)])
  }

  /// Leases last at most so long from now: where a clock was set back, they would outlast their leaders.
  package static func shortenLeases(
    durationMilliseconds duration: Int, now: Int, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "UPDATE leaderships SET until_ms = ?1 WHERE until_ms > ?1", [.int(now + duration)])
  }

  /// Lets somebody else lead at once.
  package static func resign(
    _ name: String, epoch: Int, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "UPDATE leaderships SET until_ms = 0, holder = '' WHERE name = ? AND epoch = ?",
      [.text(name), .int(epoch)])
  }
}
