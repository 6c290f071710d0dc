internal import RPC

/// The outermost interceptor of every service: metrics and one log line a call.
struct CallObserver: ServerInterceptor {
  let metrics: CallMetrics
  let logger: Logger

  func intercept(
    _ context: ServerContext, _ next: (ServerContext) async throws -> Void
  ) async throws {
    metrics.inFlight.add(1)
    let start = ContinuousClock.now
    do {
      try await next(context)
      finished(context, .ok, nil, ContinuousClock.now - start)
    } catch {
      finished(context, Self.code(of: error), error, ContinuousClock.now - start)
      throw error
    }
  }

  private static func code(of error: any Error) -> RPCError.Code {
    switch error {
    case let error as RPCError: error.code
    case is CancellationError: .cancelled
    default: .unknown
    }
  }

  private func finished(
    _ context: ServerContext, _ code: RPCError.Code, _ error: (any Error)?, _ duration: Duration
  ) {
    metrics.inFlight.add(-1)
    metrics.record(method: context.method, code: code, duration: duration)
    let level = level(code, method: context.method)
    guard level >= logger.level else { return }
    var fields: LogFields = [
      "method": .string(context.method), "code": .string(code.name),
      "duration_ms": .number(Double(duration.clampedMicroseconds) / 1000),
      "peer": .string(context.peer),
    ]
    if let error = error as? RPCError, level > .info {
      fields.append("error", .string(error.message))
    }
    logger.log(level, "call", fields, trace: context.trace)
  }

  /// Our own failures are errors; a client's mistakes are part of normal life; probes are noise.
  private func level(_ code: RPCError.Code, method: String) -> LogLevel {
    switch code {
    case .internalError, .dataLoss, .unknown: .error
    case .ok where method.hasPrefix("/grpc.") || method.hasPrefix("/apus.status."): .debug
    default: .info
    }
  }
}

extension Duration {
  fileprivate var clampedMicroseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
  }
}
