/// Clients that each do one thing after the other for a while.
struct Load {
  let clientCount: Int
  let duration: Duration

  /// Runs `operation` and prints how often and how fast it was done.
  func run(_ operation: @escaping @Sendable (_ client: Int) async throws -> Void) async throws {
    let start = ContinuousClock.now
    let end = start + duration
    let times = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for client in 0..<clientCount {
        group.addTask {
          var times: [Duration] = []
          var last = start
          while last < end {
            try await operation(client)
            let now = ContinuousClock.now
            times.append(now - last)
            last = now
          }
          return times
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }.sorted()
    // Those that were under way at the end are counted, and so is the time that they took.
    let elapsed = ContinuousClock.now - start
    func percentile(_ part: Double) -> Double {
      times[min(times.count - 1, Int(part * Double(times.count)))] / .milliseconds(1)
    }
    print("per_s \(Double(times.count) / (elapsed / .seconds(1)))")
    print("p50_ms \(percentile(0.5))")
    print("p99_ms \(percentile(0.99))")
  }
}
