internal import Messages
internal import RPC

/// `apus.status.v1.StatusService`: what `apus status` shows about a process.
struct StatusAnswer: Apus.Status.V1.StatusService {
  let name: String
  let readiness: Readiness
  let calls: CallMetrics
  let start: ContinuousClock.Instant

  func getServiceStatus(
    _ request: Apus.Status.V1.GetServiceStatusRequest, context: ServerContext
  ) async throws -> Apus.Status.V1.GetServiceStatusResponse {
    let reasons = readiness.reasons
    return Apus.Status.V1.GetServiceStatusResponse(
      name: name, version: BuildInfo.version, ready: reasons.isEmpty,
      reason: reasons.map { "\($0.part): \($0.reason)" }.joined(separator: "; "),
      uptimeS: UInt64((ContinuousClock.now - start).components.seconds),
      // This call is counted too.
      callsInFlight: UInt32(max(0, calls.inFlightCount - 1)))
  }
}
