package import Service
package import Store
internal import Synchronization

/// How a service archives what it commits: told in its log and its metrics.
package enum StoreArchive {
  /// What `--log-archive` asks for; nil where it is not given, or a server keeps the state, which archives by its own means.
  package static func options(
    _ environment: ServiceEnvironment, of name: String, at location: StoreLocation
  ) -> LogArchiveOptions? {
    guard let folder = environment.logArchive else { return nil }
    guard case .sqlite = location else {
      environment.logger.warning(
        "nothing is archived: the state is on PostgreSQL, which has archive_command",
        ["log_archive": .string(folder)])
      return nil
    }
    let report = Report(environment)
    return LogArchiveOptions(folder: folder, name: name) { report.add($0) }
  }

  private final class Report: Sendable {
    private let logger: Logger
    private let byteCount: CounterFamily
    private let breakCount: CounterFamily
    private let coveredTo: GaugeFamily

    init(_ environment: ServiceEnvironment) {
      logger = environment.logger
      byteCount = environment.metrics.counter(
        "apus_store_archived_bytes_total",
        help: "Bytes that were written to the archive of the log.")
      breakCount = environment.metrics.counter(
        "apus_store_archive_breaks_total",
        help: "How often the archive of the log could not be gone on with and was begun anew.")
      coveredTo = environment.metrics.gauge(
        "apus_store_archived_to_seconds",
        help: "Up to when everything that was committed is archived, in seconds since 1970.")
    }

    func add(_ event: LogArchiveOptions.Event) {
      switch event {
      case .began(let folder):
        logger.info(
          "the log is archived: backups from now on lead to any moment",
          ["folder": .string(folder)])
      case .broken(let reason, let coveredTo):
        breakCount.with().increment()
        logger.error(
          "the archive of the log has a gap: take a backup",
          ["reason": .string(reason), "covered_to_ms": .integer(coveredTo)])
      case .failed(let error):
        logger.error("the log cannot be archived", ["reason": .string(error.message)])
      case .recovered: logger.info("the log is archived again")
      case .wrote(let count, _): byteCount.with().increment(by: count)
      case .covered(let time): coveredTo.set(Double(time) / 1_000)
      }
    }
  }
}
