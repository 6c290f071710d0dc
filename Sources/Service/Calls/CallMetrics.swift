internal import RPC
internal import Synchronization

/// Counts and times every call a service serves.
final class CallMetrics: Sendable {
  private let handled: CounterFamily
  private let durations: HistogramFamily
  let inFlight: Gauge
  private let methods = Mutex<[String: MethodInstruments]>([:])

  init(_ metrics: MetricsRegistry) {
    handled = metrics.counter(
      "apus_rpc_server_handled_total", help: "Calls that ended, by method and gRPC status.",
      labels: ["method", "code"])
    durations = metrics.histogram(
      "apus_rpc_server_duration_seconds", help: "Time from a call's start to its status.",
      labels: ["method"])
    inFlight = metrics.gauge(
      "apus_rpc_server_in_flight", help: "Calls that are being served."
    ).with()
  }

  func record(method: String, code: RPCError.Code, duration: Duration) {
    let instruments = methods.withLock { methods in
      if let known = methods[method] { return known }
      let fresh = MethodInstruments(
        method: method, duration: durations.with(method), handled: handled)
      if methods.count < metricChildCountMax { methods[method] = fresh }
      return fresh
    }
    instruments.duration.observe(duration)
    instruments.counter(code.name).increment()
  }
}

/// One method's histogram and its counters by status.
private final class MethodInstruments: Sendable {
  let method: String
  let duration: Histogram
  private let handled: CounterFamily
  private let counters = Mutex<[String: Counter]>([:])

  init(method: String, duration: Histogram, handled: CounterFamily) {
    self.method = method
    self.duration = duration
    self.handled = handled
  }

  func counter(_ code: String) -> Counter {
    counters.withLock { counters in
      if let known = counters[code] { return known }
      let fresh = handled.with(method, code)
      counters[code] = fresh
      return fresh
    }
  }
}
