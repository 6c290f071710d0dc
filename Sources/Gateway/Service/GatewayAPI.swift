package import Messages
internal import RPC

/// The gateway's door: admits each call, then hands it to the service that owns the matter.
///
/// The caller's deadline, trace and cancellation travel on by themselves: every call to a backend is
/// made inside the handler's task and its `CallScope`.
package struct GatewayAPI: Apus.Gateway.V1.GatewayService {
  typealias Gateway = Apus.Gateway.V1

  let access: AccessControl
  let backends: Backends
  let ownStatus: @Sendable () async -> Apus.Gateway.V1.ServiceStatus

  /// `ownStatus` tells how the gateway itself is.
  package init(
    access: AccessControl, backends: Backends,
    ownStatus: @escaping @Sendable () async -> Apus.Gateway.V1.ServiceStatus
  ) {
    self.access = access
    self.backends = backends
    self.ownStatus = ownStatus
  }

  /// The tenant that the call acts for, or the reason why it may not go on.
  func admit(_ context: ServerContext) throws(RPCError) -> String {
    try access.admit(context.metadata)
  }
}
