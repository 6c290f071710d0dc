internal import RPC
internal import Transport

/// Counts and logs the limits that clients run into.
struct LimitObserver: Sendable {
  private let counters: [ServerLimit: Counter]
  private let logger: Logger

  init(_ metrics: MetricsRegistry, _ logger: Logger) {
    let family = metrics.counter(
      "apus_rpc_server_limits_reached_total",
      help: "Times that a client ran into a limit of the server, by limit.", labels: ["limit"])
    // All of them from the start: a rate needs a zero to rise from.
    counters = Dictionary(
      uniqueKeysWithValues: ServerLimit.allCases.map { ($0, family.with($0.name)) })
    self.logger = logger
  }

  func reached(_ limit: ServerLimit, peer: String) {
    counters[limit]?.increment()
    logger.warning("limit reached", ["limit": .string(limit.name), "peer": .string(peer)])
  }
}
