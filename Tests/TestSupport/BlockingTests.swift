public import Testing

/// Runs tests that hold their thread (they wait for a child process, load a model, compute for
/// seconds) on threads of their own.
///
/// Swift's cooperative pool has one thread per core. A few such tests on it would stop every other
/// test of the process for as long as they take, and with them everything that has a deadline.
public struct BlockingTests: TestTrait, SuiteTrait, TestScoping {
  /// A suite hands it on to its tests.
  public let isRecursive = true

  /// Runs the test with its jobs on those threads.
  public func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @Sendable @concurrent () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(ThreadExecutor.shared) { try await function() }
  }
}

extension Trait where Self == BlockingTests {
  /// The tests hold their thread; see `BlockingTests`.
  public static var blocksItsThread: BlockingTests { BlockingTests() }
}
