/// Takes work off the event loop on which a handler runs.
///
/// A long text takes milliseconds to become tokens, and a schema to become an automaton. On the loop,
/// these would hold up every stream of its connections.
enum LoopRelief {
  /// Does `body` on the process's threads for concurrent work; the caller goes on where it was.
  ///
  /// In a child task, for the preferred executor of a task, a handler's loop, is also where its `@concurrent`
  /// functions run.
  static func run<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
    try await withThrowingTaskGroup(of: T.self) { group in
      group.addTask(executorPreference: globalConcurrentExecutor) { try await body() }
      for try await result in group { return result }
      preconditionFailure("a group of one task has one result")
    }
  }
}
