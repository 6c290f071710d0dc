import RPC
import Service
import Synchronization
import TestSupport
import Testing
import Transport

@Suite("Store probe")
struct StoreProbeTests {
  private struct Away: Error, CustomStringConvertible {
    let description = "the server is away"
  }

  private enum Behaviour { case answers, refuses, hangs }

  @Test("A service whose store refuses or hangs is not ready until the store answers again")
  func readiness() async throws {
    let behaviour = Mutex(Behaviour.answers)
    let readiness = Readiness()
    let metrics = MetricsRegistry()
    let loops = try EventLoopGroup(count: 1, name: "probe")
    let probe = StoreProbe(
      read: {
        while behaviour.withLock(\.self) == .hangs, !Task.isCancelled {
          try? await Task.sleep(for: .milliseconds(1))
        }
        if behaviour.withLock(\.self) == .refuses { throw Away() }
      }, queuedWriteCount: { 7 }, readiness: readiness,
      logger: Logger(service: "test", level: .error), metrics: metrics, loop: loops.next(),
      interval: .milliseconds(5), patience: .milliseconds(50))
    let work = Task { await probe.run() }
    try await eventually { !metrics.prometheusText().contains("apus_store_read_seconds_count 0") }
    #expect(readiness.isReady)
    #expect(metrics.prometheusText().contains("apus_store_queued_writes 7"))
    for (state, reason) in [(Behaviour.refuses, "the server is away"), (.hangs, "not answered")] {
      behaviour.withLock { $0 = state }
      try await eventually { !readiness.isReady }
      #expect(readiness.reasons.first?.part == "store")
      #expect(readiness.reasons.first?.reason.contains(reason) == true)
      behaviour.withLock { $0 = .answers }
      try await eventually { readiness.isReady }
    }
    work.cancel()
    await work.value
  }
}
