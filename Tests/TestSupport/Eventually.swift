public import Testing

/// A condition did not come true in time.
public struct DeadlineMissed: Error {}

/// Waits until `condition` holds, looking again every few milliseconds.
///
/// The limit only bounds a failure, so it is generous: a loaded machine must not look like a bug.
public func eventually(
  within limit: Duration = .seconds(60), sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  while !(try await condition()) {
    guard ContinuousClock.now < deadline else {
      Issue.record("the condition did not hold within \(limit)", sourceLocation: sourceLocation)
      throw DeadlineMissed()
    }
    try await Task.sleep(for: .milliseconds(2))
  }
}
