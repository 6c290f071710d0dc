internal import RPC

/// Counts a service's connections. One by one they are too many for a time series; `limits_reached` tells
/// of those that were closed for a reason.
struct ConnectionMetrics: Sendable {
  private let open: Gauge
  private let started: CounterFamily
  private let durations: HistogramFamily
  private let calls: HistogramFamily

  init(_ metrics: MetricsRegistry) {
    open = metrics.gauge(
      "apus_rpc_server_connections", help: "Connections that are open."
    ).with()
    started = metrics.counter(
      "apus_rpc_server_connections_total", help: "Connections that were opened.")
    durations = metrics.histogram(
      "apus_rpc_server_connection_seconds", help: "How long connections that ended were open.",
      buckets: [0.1, 1, 10, 60, 300, 1_800, 3_600, 21_600, 86_400])
    calls = metrics.histogram(
      "apus_rpc_server_connection_calls", help: "Calls on connections that ended.",
      buckets: [0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000])
  }

  func opened() {
    open.add(1)
    started.increment()
  }

  func ended(_ connection: ConnectionRecord) {
    open.add(-1)
    durations.observe(connection.duration / .seconds(1))
    calls.observe(Double(connection.callCount))
  }
}
