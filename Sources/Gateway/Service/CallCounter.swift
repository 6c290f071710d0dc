internal import RPC
internal import Synchronization

/// Counts the gateway's own calls in progress, for `GetStatus`.
final class CallCounter: ServerInterceptor {
  private let count = Atomic<Int>(0)

  /// Calls in progress.
  var inFlight: Int { count.load(ordering: .relaxed) }

  func intercept(
    _ context: ServerContext, _ next: (ServerContext) async throws -> Void
  ) async throws {
    count.wrappingAdd(1, ordering: .relaxed)
    defer { count.wrappingSubtract(1, ordering: .relaxed) }
    try await next(context)
  }
}
