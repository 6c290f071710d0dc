internal import RPC

/// Calls to other services: their statuses become failures that name the service.
enum Downstream {
  /// Runs `body`; an `RPCError` becomes an `AgentFailure`, anything else passes.
  static func call<T>(_ service: String, _ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch let error as RPCError {
      throw AgentFailure(
        "\(service) answered \(error)", isRetryable: isRetryable(error.code))
    }
  }

  /// Whether the same call may succeed later, as gRPC's status codes define it. An unknown or
  /// internal error may be the end of a process that is about to come back.
  private static func isRetryable(_ code: RPCError.Code) -> Bool {
    switch code {
    case .unavailable, .deadlineExceeded, .resourceExhausted, .aborted, .cancelled, .unknown,
      .internalError:
      true
    default: false
    }
  }
}
