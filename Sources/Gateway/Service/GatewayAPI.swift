package import Messages

/// Hands each call to the service that owns the matter, on behalf of the tenant that
/// ``AccessControl`` found.
///
/// The caller's deadline, trace and cancellation travel on by themselves: every call to a backend is
/// made inside the handler's task and its `CallScope`.
package struct GatewayAPI: Apus.Gateway.V1.GatewayService {
  typealias Gateway = Apus.Gateway.V1

  let backends: Backends
  let canary: InferenceCanary?
  let ownStatus: @Sendable () async -> Apus.Gateway.V1.ServiceStatus

  /// `canary` gets a share of the generations; `ownStatus` tells how the gateway itself is.
  package init(
    backends: Backends, canary: InferenceCanary? = nil,
    ownStatus: @escaping @Sendable () async -> Apus.Gateway.V1.ServiceStatus
  ) {
    self.backends = backends
    self.canary = canary
    self.ownStatus = ownStatus
  }
}
