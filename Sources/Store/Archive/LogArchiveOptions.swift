/// Where and how a database's write-ahead log is archived.
package struct LogArchiveOptions: Sendable {
  /// What whoever operates the service should know.
  package enum Event: Sendable {
    /// A chain of segments began: backups from now on can be rolled forward by it.
    case began(folder: String)
    /// A chain ended, and what was committed after `coveredTo` (milliseconds since 1970-01-01 UTC) is in none until another one
    /// begins and a backup is taken.
    case broken(reason: String, coveredTo: Int)
    /// Nothing can be archived; told once until `recovered`.
    case failed(StoreError)
    case recovered
    case wrote(byteCount: Int, commitCount: Int)
    /// Everything that was committed up to this time, milliseconds since 1970-01-01 UTC, is archived.
    case covered(to: Int)
  }

  /// The folder of the backups.
  package var folder: String
  /// The database, as its backups are named.
  package var name: String
  /// How long a commit may wait for being archived.
  package var interval: Duration
  /// How many frames the log may have before it is folded into the database.
  package var foldFrameCount = 4_000
  /// How many may wait while the archive does not take them; then the chain is given up. 64 MiB of pages of 4 KiB.
  package var frameCountMax = 16_384
  /// Milliseconds since 1970-01-01 UTC.
  package var now: @Sendable () -> Int
  /// Called on the archiver's thread, and on that which opens the database.
  package var report: @Sendable (Event) -> Void

  package init(
    folder: String, name: String, interval: Duration = .seconds(1),
    now: @escaping @Sendable () -> Int = LogArchiveOptions.systemClock,
    report: @escaping @Sendable (Event) -> Void
  ) {
    self.folder = folder
    self.name = name
    self.interval = interval
    self.now = now
    self.report = report
  }
}
