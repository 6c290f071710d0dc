package import Messages
package import RPC
internal import Synchronization

/// `grpc.health.v1.Health`: whether the server, and each of its services, takes calls.
///
/// The name "" stands for the server as a whole. A service begins as SERVING.
package final class HealthService: Grpc.Health.V1.HealthService {
  package typealias Status = Grpc.Health.V1.HealthCheckResponse.ServingStatus

  private struct State {
    var statuses: [String: Status]
    var isDraining = false
    /// Open Watch calls by a number; the server's limit on streams bounds them. Each holds at most the newest status.
    var watchers: [UInt64: (service: String, continuation: AsyncStream<Status>.Continuation)] = [:]
    var nextWatcher: UInt64 = 0
  }

  private let state: Mutex<State>

  /// `services` are full names.
  package init(services: [String]) {
    var statuses: [String: Status] = ["": .serving]
    for service in services { statuses[service] = .serving }
    state = Mutex(State(statuses: statuses))
  }

  /// The status that Check gives; nil when the service is not known.
  package func status(of service: String) -> Status? {
    state.withLock { $0.statuses[service] }
  }

  /// Sets a service's status and tells its watchers. Ignored while draining.
  package func setStatus(_ status: Status, of service: String) {
    let watchers = state.withLock { state -> [AsyncStream<Status>.Continuation] in
      guard !state.isDraining, state.statuses[service] != status else { return [] }
      state.statuses[service] = status
      return state.watchers.values.filter { $0.service == service }.map(\.continuation)
    }
    for watcher in watchers { watcher.yield(status) }
  }

  /// Everything becomes NOT_SERVING for good; watchers hear it and their calls end, so that they do not
  /// hold up the server's drain.
  package func beginDraining() {
    let watchers = state.withLock { state -> [AsyncStream<Status>.Continuation] in
      guard !state.isDraining else { return [] }
      state.isDraining = true
      for service in state.statuses.keys { state.statuses[service] = .notServing }
      defer { state.watchers = [:] }
      return state.watchers.values.map(\.continuation)
    }
    for watcher in watchers {
      watcher.yield(.notServing)
      watcher.finish()
    }
  }

  package func check(
    _ request: Grpc.Health.V1.HealthCheckRequest, context: ServerContext
  ) async throws -> Grpc.Health.V1.HealthCheckResponse {
    guard let status = status(of: request.service) else {
      throw RPCError(.notFound, "this server has no service '\(request.service)'")
    }
    return Grpc.Health.V1.HealthCheckResponse(status: status)
  }

  package func list(
    _ request: Grpc.Health.V1.HealthListRequest, context: ServerContext
  ) async throws -> Grpc.Health.V1.HealthListResponse {
    let statuses = state.withLock { $0.statuses }
    return Grpc.Health.V1.HealthListResponse(
      statuses: statuses.mapValues { Grpc.Health.V1.HealthCheckResponse(status: $0) })
  }

  package func watch(
    _ request: Grpc.Health.V1.HealthCheckRequest,
    writer: ResponseWriter<Grpc.Health.V1.HealthCheckResponse>, context: ServerContext
  ) async throws {
    let (changes, id) = subscribe(to: request.service)
    defer { unsubscribe(id) }
    var last: Status?
    for await status in changes where status != last {
      last = status
      try await writer.write(Grpc.Health.V1.HealthCheckResponse(status: status))
    }
    try Task.checkCancellation()
    throw RPCError(.unavailable, "the server is shutting down")
  }

  private func subscribe(to service: String) -> (AsyncStream<Status>, UInt64) {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Status.self, bufferingPolicy: .bufferingNewest(1))
    let (id, isDraining) = state.withLock { state in
      let id = state.nextWatcher
      state.nextWatcher += 1
      if !state.isDraining { state.watchers[id] = (service, continuation) }
      // Under the lock, so that a change cannot come before what it changes.
      continuation.yield(state.statuses[service] ?? .serviceUnknown)
      return (id, state.isDraining)
    }
    if isDraining { continuation.finish() }
    return (stream, id)
  }

  private func unsubscribe(_ id: UInt64) {
    state.withLock { _ = $0.watchers.removeValue(forKey: id) }
  }
}
