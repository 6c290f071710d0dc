/// How long and how strict a soak is.
package struct SoakSettings: Sendable {
  /// How many calls are made, one after the other.
  package var iterationCount = 10
  /// How many of them may fail or be too slow.
  package var failureCountMax = 0
  /// A call that takes longer has failed.
  package var iterationDurationMax: Duration = .seconds(1)
  /// Calls begin at least this far apart.
  package var intervalMin: Duration = .zero
  /// No further call is made after this.
  package var durationMax: Duration = .seconds(10)
  var sizes = InteropCalls.large

  /// The defaults of the description.
  package init() {}
}

/// Many calls in a row, judged together at the end.
package struct Soak {
  private let settings: SoakSettings

  package init(settings: SoakSettings) { self.settings = settings }

  /// Throws unless enough of the calls went well in time.
  package func run(_ call: () async throws -> Void) async throws {
    let start = ContinuousClock.now
    var completedCount = 0
    var failures: [String] = []
    while completedCount < settings.iterationCount, .now - start < settings.durationMax {
      let callStart = ContinuousClock.now
      do {
        try await call()
        let elapsed = .now - callStart
        if elapsed > settings.iterationDurationMax {
          failures.append("call \(completedCount) took \(elapsed)")
        }
      } catch {
        failures.append("call \(completedCount) failed: \(error)")
      }
      completedCount += 1
      if settings.intervalMin > .zero {
        try await Task.sleep(until: callStart + settings.intervalMin)
      }
    }
    try expect(
      completedCount == settings.iterationCount,
      "\(completedCount) of \(settings.iterationCount) calls were made in \(settings.durationMax)")
    try expect(
      failures.count <= settings.failureCountMax,
      "\(failures.count) of \(completedCount) calls failed, first: \(failures.first ?? "none")")
  }
}
