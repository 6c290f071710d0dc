internal import Glibc

/// One consumer of a group: it gets the messages of the outbox one after the other, waits for more, and goes on
/// where the group stood when it is started anew, wherever.
///
/// Several consumers of one group may run, of which the slower ones do their work in vain; it is meant for one
/// that another one replaces.
package struct Subscription: Sendable {
  /// Messages in memory at a time, and at most so many are delivered again after a crash.
  private static let batchSize = 64

  private let database: Database
  private let consumers: String
  private let retry: TaskRetry

  package init(
    _ consumers: String, of database: Database,
    retry: TaskRetry = TaskRetry(initialDelayMilliseconds: 100, delayMillisecondsMax: 30_000)
  ) {
    self.database = database
    self.consumers = consumers
    self.retry = retry
  }

  /// Hands each message to `handle` at least once, until the task is cancelled or the database closes.
  ///
  /// When it throws, the message is offered again as `retry` says and buried in the end.
  package func run(_ handle: (OutboxMessage) async throws -> Void) async throws {
    try await follow { messages, cursor in
      var done = cursor
      for message in messages {
        do {
          try await handle(message)
        } catch {
          if Task.isCancelled { throw error }
          if done > cursor { try await commit(from: cursor, to: done) }
          return try await failed(message, cursor: done, error)
        }
        done = message.position
      }
      try await commit(from: cursor, to: done)
    }
  }

  /// Hands each message to `handle` in the transaction that moves the group on: what it does to the database
  /// is done exactly once.
  ///
  /// When it throws, that is undone, and the message is offered again as `retry` says and buried in the end.
  package func run(
    inTransaction handle:
      @escaping @Sendable (OutboxMessage, borrowing SQLConnection) throws -> Void
  ) async throws {
    try await follow { messages, cursor in
      var cursor = cursor
      for message in messages {
        do {
          try await database.write { [cursor, consumers] connection in
            try Subscriptions.commit(
              consumers, from: cursor, to: message.position, on: connection)
            do {
              try handle(message, connection)
              // What it deferred may fail, and is its failure too.
              try connection.engine.flush()
            } catch let error where Self.isOfMessage(error) {
              throw HandlerFailure(error: error)
            }
          }
        } catch let failure as HandlerFailure {
          return try await failed(message, cursor: cursor, failure.error)
        }
        cursor = message.position
      }
    }
  }

  private struct HandlerFailure: Error {
    let error: any Error
  }

  /// Whether another message might do better: a full disk or a lost server would bury them all.
  private static func isOfMessage(_ error: any Error) -> Bool {
    if error is DataKeyNeeded { return false }
    guard let code = (error as? StoreError)?.code else { return true }
    return [.constraint, .corrupt, .forgotten, .misuse, .versionConflict].contains(code)
  }

  // MARK: Following

  /// Gives `deliver` what comes after the group's cursor, again and again; it moves the cursor.
  private func follow(
    _ deliver: ([OutboxMessage], _ cursor: Int) async throws -> Void
  ) async throws {
    try await database.write { [consumers] in try Subscriptions.join(consumers, on: $0) }
    while true {
      // Taken before reading, so that a commit in between wakes the wait at once.
      let seen = database.commitCount
      let (state, messages) = try await next()
      let pause = state.retryAtMilliseconds - Self.now()
      if messages.isEmpty {
        _ = try await database.commit(after: seen)
      } else if pause > 0, pause <= retry.delayMillisecondsMax {
        try await Task.sleep(for: .milliseconds(pause))
      } else {
        // Due, or the clock was turned back.
        do {
          try await deliver(messages, state.cursor)
        } catch let error as StoreError where error.code == .versionConflict {
          // Another consumer of the group was faster: go on where it stands now.
          try Task.checkCancellation()
        }
      }
    }
  }

  private func next() async throws -> (state: Subscriptions.State, messages: [OutboxMessage]) {
    try await database.read { [consumers] connection in
      guard let state = try Subscriptions.state(of: consumers, on: connection) else {
        throw StoreError(
          .corrupt, "the group '\(consumers)' was removed while it was in use: start it anew")
      }
      // After a failure one at a time, so that those behind it are not read in vain.
      let countMax = state.failedTries > 0 ? 1 : Self.batchSize
      return (
        state,
        try Outbox.messages(after: state.cursor, countMax: countMax, on: connection)
      )
    }
  }

  private func commit(from cursor: Int, to position: Int) async throws {
    try await database.write { [consumers] connection in
      try Subscriptions.commit(consumers, from: cursor, to: position, on: connection)
    }
  }

  private func failed(
    _ message: OutboxMessage, cursor: Int, _ error: any Error
  ) async throws {
    let (words, draw, now) = ("\(error)", Double.random(in: 0..<1), Self.now())
    try await database.write { [consumers, retry] connection in
      _ = try Subscriptions.failed(
        consumers, at: message.position, cursor: cursor, error: words, retry: retry, draw: draw,
        now: now, on: connection)
    }
  }

  /// Milliseconds since 1970-01-01 UTC: what is written down has to hold for other processes too.
  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
