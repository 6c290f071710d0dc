internal import RPC

/// Passes what a service's server tells of calls and connections on to metrics and log.
struct ServiceObserver: ServerObserver {
  private let calls: CallMetrics
  private let connections: ConnectionMetrics
  private let accessLog: AccessLog?
  /// By the server's indices.
  private let methods: [CallMetrics.Method]

  init(
    methods: [String], _ calls: CallMetrics, _ connections: ConnectionMetrics,
    _ accessLog: AccessLog?
  ) {
    self.calls = calls
    self.connections = connections
    self.accessLog = accessLog
    self.methods = calls.instruments(for: methods)
  }

  func callStarted(method: Int) { calls.started(methods[method]) }

  func callEnded(_ call: CallRecord) {
    calls.ended(call, call.method.map { methods[$0.index] })
    accessLog?.ended(call)
  }

  func connectionStarted() { connections.opened() }

  func connectionEnded(_ connection: ConnectionRecord) { connections.ended(connection) }
}
