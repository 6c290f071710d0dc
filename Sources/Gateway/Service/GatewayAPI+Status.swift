package import Messages
package import RPC

extension GatewayAPI {
  /// A service that says nothing for this long counts as not ready.
  private static let statusTimeout = Duration.seconds(2)

  package func getStatus(
    _ request: Apus.Gateway.V1.GetStatusRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.GetStatusResponse {
    let asked = backends.all + (canary.map { [$0.backend] } ?? [])
    var others = await withTaskGroup(of: (Int, Apus.Gateway.V1.ServiceStatus).self) { group in
      for (index, backend) in asked.enumerated() {
        group.addTask { (index, await Self.status(of: backend)) }
      }
      var statuses: [(Int, Apus.Gateway.V1.ServiceStatus)] = []
      for await status in group { statuses.append(status) }
      return statuses.sorted { $0.0 < $1.0 }.map(\.1)
    }
    if let reason = canary?.rollbackReason, let last = others.indices.last {
      others[last].ready = false
      others[last].reason = "rolled back: \(reason); \(InferenceCanary.remedy)"
    } else if canary?.isAbsent == true, let last = others.indices.last {
      others[last].ready = false
      others[last].reason = "absent: \(InferenceCanary.absence)"
    }
    return .init(services: [await ownStatus()] + others)
  }

  private static func status(of backend: Backend) async -> Apus.Gateway.V1.ServiceStatus {
    do {
      let client = Apus.Status.V1.StatusServiceClient(channel: backend.channel)
      let status = try await client.getServiceStatus(
        .init(), options: CallOptions(timeout: statusTimeout))
      return .init(
        name: backend.name, version: status.version, ready: status.ready, reason: status.reason,
        uptimeS: status.uptimeS, callsInFlight: status.callsInFlight, address: backend.target)
    } catch {
      let reason = (error as? RPCError)?.message ?? "\(error)"
      return .init(
        name: backend.name, ready: false, reason: "does not answer: \(reason)",
        address: backend.target)
    }
  }
}
