import Messages
import RPC

/// Asks a service whether it serves (grpc.health) until it says so.
struct Readiness {
  let target: String

  func wait(_ limit: Duration) async throws {
    let end = ContinuousClock.now + limit
    while true {
      // A channel of its own each time: one that was refused waits before it tries again.
      let channel = Channel(target: target)
      let answer = try? await Grpc.Health.V1.HealthServiceClient(channel: channel).check(
        .init(), options: CallOptions(timeout: .seconds(1)))
      await channel.shutdown()
      if answer?.status == .serving { return print("serving 1") }
      guard ContinuousClock.now < end else { throw NotReady() }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  private struct NotReady: Error {}
}
