internal import RPC

/// One log line for a call that was served.
struct AccessLog: Sendable {
  let logger: Logger
  /// Of calls that ended well, one in so many is logged; the others are always.
  let interval: UInt64

  /// Nil when `interval` is 0: no call is logged.
  init?(_ logger: Logger, interval: Int) {
    guard interval > 0 else { return nil }
    self.logger = logger
    self.interval = UInt64(interval)
  }

  func ended(_ call: CallRecord) {
    let level = Self.level(of: call)
    guard level >= logger.level, isChosen(call) else { return }
    var fields: LogFields = [
      "method": .string(call.method?.path ?? CallMetrics.unknownMethod),
      "code": .string((call.status?.code ?? .ok).name),
      "duration_ms": .number(Double(call.duration.microsecondCount) / 1000),
      "peer": .string(call.peer), "bytes_in": .integer(call.receivedByteCount),
      "bytes_out": .integer(call.sentByteCount),
    ]
    if level > .info, let status = call.status {
      fields.append("error", .string(status.message))
    }
    logger.log(level, "call", fields, trace: call.trace)
  }

  /// By the trace, so that the services that one request passes through choose alike.
  private func isChosen(_ call: CallRecord) -> Bool {
    guard call.status == nil, let trace = call.trace else { return true }
    return trace.sampleKey % interval == 0
  }

  /// Our own failures are errors; a client's mistakes are part of normal life; probes are noise.
  private static func level(of call: CallRecord) -> LogLevel {
    switch call.status?.code {
    case .internalError?, .dataLoss?, .unknown?:
      // Without a trace no handler has begun: what was wrong came from the client.
      call.trace == nil || call.status?.isMalformedRequest == true ? .info : .error
    case nil where call.method.map { isProbe($0.path) } ?? false: .debug
    default: .info
    }
  }

  private static func isProbe(_ path: String) -> Bool {
    path.hasPrefix("/grpc.") || path.hasPrefix("/apus.status.")
  }
}

extension Duration {
  fileprivate var microsecondCount: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
  }
}
