internal import RPC
internal import Synchronization

/// Counts and times every call that a service serves, by method.
final class CallMetrics: Sendable {
  /// The instruments of one method, found without a look-up.
  final class Method: Sendable {
    let path: String
    fileprivate let inFlight: Gauge
    fileprivate let duration: Histogram
    fileprivate let receivedBytes: Counter
    fileprivate let sentBytes: Counter
    /// The one that is nearly always meant.
    fileprivate let handledOK: Counter

    fileprivate init(_ path: String, _ families: Families) {
      self.path = path
      inFlight = families.inFlight.with(path)
      duration = families.durations.with(path)
      receivedBytes = families.receivedBytes.with(path)
      sentBytes = families.sentBytes.with(path)
      handledOK = families.handled.with(path, RPCError.Code.ok.name)
    }
  }

  fileprivate struct Families: Sendable {
    let handled: CounterFamily
    let durations: HistogramFamily
    let inFlight: GaugeFamily
    let receivedBytes: CounterFamily
    let sentBytes: CounterFamily

    init(_ metrics: MetricsRegistry) {
      handled = metrics.counter(
        "apus_rpc_server_handled_total", help: "Calls that ended, by method and gRPC status.",
        labels: ["method", "code"])
      durations = metrics.histogram(
        "apus_rpc_server_duration_seconds", help: "Time from a call's headers to its status.",
        labels: ["method"])
      inFlight = metrics.gauge(
        "apus_rpc_server_in_flight", help: "Calls that are being served.", labels: ["method"])
      receivedBytes = metrics.counter(
        "apus_rpc_server_received_bytes_total",
        help: "Bytes of requests as they travelled, without headers.", labels: ["method"])
      sentBytes = metrics.counter(
        "apus_rpc_server_sent_bytes_total",
        help: "Bytes of responses as they travelled, without headers.", labels: ["method"])
    }
  }

  /// Stands for whatever a client asks for that the service does not have: paths are a client's choice.
  static let unknownMethod = "other"

  private let families: Families
  /// The methods of the process's server; empty before it is made.
  private let methods = Mutex<[Method]>([])

  init(_ metrics: MetricsRegistry) { families = Families(metrics) }

  /// Makes the instruments of a server's methods: all of them from the start, so that rates rise from
  /// a zero.
  func instruments(for paths: [String]) -> [Method] {
    let made = paths.map { Method($0, families) }
    methods.withLock { $0 += made }
    return made
  }

  /// Calls that are being served.
  var inFlightCount: Int {
    methods.withLock { $0.reduce(0) { $0 + Int($1.inFlight.value) } }
  }

  func started(_ method: Method) { method.inFlight.add(1) }

  func ended(_ call: CallRecord, _ method: Method?) {
    let code = call.status?.code ?? .ok
    guard let method else {
      return families.handled.with(Self.unknownMethod, code.name).increment()
    }
    method.inFlight.add(-1)
    method.duration.observe(call.duration)
    method.receivedBytes.increment(by: call.receivedByteCount)
    method.sentBytes.increment(by: call.sentByteCount)
    if code == .ok {
      method.handledOK.increment()
    } else {
      families.handled.with(method.path, code.name).increment()
    }
  }
}
