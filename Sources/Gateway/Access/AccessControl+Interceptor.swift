package import RPC

/// The gateway's door. It stands around every service of the server, so that a method is closed
/// unless it is listed here, whoever adds it.
extension AccessControl: ServerInterceptor {
  /// What may be called without a key: probes and tools that ask what the server is. None of it
  /// tells anything of a tenant, and none of it counts against a rate.
  package static let openMethods: Set<String> = [
    "/grpc.health.v1.Health/Check",
    "/grpc.health.v1.Health/List",
    "/grpc.health.v1.Health/Watch",
    "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
    "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
    "/apus.status.v1.StatusService/GetServiceStatus",
  ]

  package func intercept(
    _ context: ServerContext, _ next: (ServerContext) async throws -> Void
  ) async throws {
    if Self.openMethods.contains(context.method) { return try await next(context) }
    var admitted = context
    admitted[AdmittedKey.self] = try admit(context.metadata)
    try await next(admitted)
  }
}

/// Whom an admitted call acts for.
private enum AdmittedKey: ServerContextKey {
  typealias Value = APIKey
}

extension ServerContext {
  /// The tenant of the key that the call came with. A call that nobody admitted has none, and is
  /// refused rather than served as somebody.
  var tenantID: String {
    get throws(RPCError) { try admittedKey.tenantID }
  }

  /// The same, of a call whose key may export and erase what is kept of the tenant.
  var ownedTenantID: String {
    get throws(RPCError) {
      let key = try admittedKey
      guard key.isOwner else {
        throw RPCError(
          .permissionDenied,
          "this API key may not export or erase what is kept of its tenant; "
            + "write 'owner' behind the tenant in the gateway's key file to let it")
      }
      return key.tenantID
    }
  }

  private var admittedKey: APIKey {
    get throws(RPCError) {
      guard let key = self[AdmittedKey.self] else {
        throw RPCError(
          .internalError, "\(method) was reached without passing the gateway's access control")
      }
      return key
    }
  }
}
