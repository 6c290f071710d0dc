import RPC
import RPCFixture
import Synchronization
import TestSupport
import Testing

/// How many calls a channel says that it holds.
@Suite(.timeLimit(.minutes(5))) struct HeldCallsTests {
  private final class Held: Sendable {
    let count = Mutex(0)
    var value: Int { count.withLock { $0 } }

    func configuration() -> ChannelConfiguration {
      var configuration = ChannelConfiguration(
        backoffInitial: .milliseconds(5), backoffMax: .milliseconds(20))
      configuration.onHeldCalls = { change in self.count.withLock { $0 += change } }
      return configuration
    }
  }

  @Test func callsThatAskedToWaitAreHeldUntilAServerIsThere() async throws {
    let held = Held()
    let replica = Replica("a")
    try await replica.start()
    await replica.stop()
    let channel = Channel(target: "\(replica.address)", configuration: held.configuration())
    let patient = CallOptions(timeout: .seconds(100), waitForReady: true)
    let calls = (0..<3).map { _ in Task { try await channel.who(options: patient) } }
    try await eventually { held.value == 3 }
    // One that did not ask to wait fails and is not among them.
    await #expect(throws: RPCError.self) { try await channel.who() }
    #expect(held.value == 3)
    calls[0].cancel()
    try await eventually { held.value == 2 }
    try await replica.start()
    for call in calls.dropFirst() {
      let name = try await call.value
      #expect(name == "a")
    }
    #expect(held.value == 0)
    await channel.shutdown()
    await replica.stop()
  }

  @Test func noneIsHeldOnceItsDeadlineHasPassedOrTheChannelIsShutDown() async throws {
    let held = Held()
    let port = try TakenPort(listening: false)
    let channel = Channel(
      target: "127.0.0.1:\(port.number)", configuration: held.configuration())
    let brief = CallOptions(timeout: .milliseconds(100), waitForReady: true)
    await #expect(throws: RPCError.self) { try await channel.who(options: brief) }
    #expect(held.value == 0)
    let patient = CallOptions(timeout: .seconds(100), waitForReady: true)
    let call = Task { try await channel.who(options: patient) }
    try await eventually { held.value == 1 }
    await channel.shutdown()
    await #expect(throws: RPCError.self) { try await call.value }
    #expect(held.value == 0)
    extendLifetime(port)
  }
}
