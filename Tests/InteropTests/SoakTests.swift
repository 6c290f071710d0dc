import Interop
import Testing

/// When a soak fails: a soak that cannot would prove nothing.
@Suite struct SoakTests {
  private struct Broken: Error {}

  private func soak(_ change: (inout SoakSettings) -> Void) -> Soak {
    var settings = SoakSettings()
    change(&settings)
    return Soak(settings: settings)
  }

  @Test func failuresAreToleratedUpToTheLimit() async throws {
    for (limit, isFine) in [(2, true), (1, false)] {
      var count = 0
      let soak = soak { $0.failureCountMax = limit }
      do {
        try await soak.run {
          count += 1
          if count <= 2 { throw Broken() }
        }
        #expect(isFine)
      } catch let failure as InteropFailure {
        #expect(!isFine)
        #expect(failure.description.hasPrefix("2 of 10 calls failed, first: call 0 failed"))
      }
      #expect(count == 10, "a failed call ends nothing")
    }
  }

  @Test func aSlowCallIsAFailure() async {
    let soak = soak { $0.iterationDurationMax = .zero }
    await #expect(throws: InteropFailure.self) { try await soak.run {} }
  }

  @Test func callsThatWereNotMadeInTimeAreAFailure() async {
    let soak = soak { $0.durationMax = .zero }
    await #expect(throws: InteropFailure.self) { try await soak.run {} }
  }

  @Test func callsKeepTheirDistance() async throws {
    let soak = soak {
      $0.iterationCount = 3
      $0.intervalMin = .milliseconds(20)
    }
    let start = ContinuousClock.now
    try await soak.run {}
    #expect(ContinuousClock.now - start >= .milliseconds(60))
  }
}
