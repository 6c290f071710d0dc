/// Reads a log from a position and then waits for what is appended, without polling and without end.
///
/// It ends by cancellation of the reading task, or by an error when the database closes. Memory use
/// is one batch.
package struct EventFollower: AsyncSequence, Sendable {
  package typealias Element = RecordedEvent

  private static let batchSize = 256

  private let database: Database
  private let stream: String?
  private let start: Int

  /// Follows the whole log after `position`.
  package init(database: Database, afterPosition position: Int) {
    self.database = database
    stream = nil
    start = position
  }

  /// Follows one stream after `version`.
  package init(database: Database, stream: String, afterVersion version: Int) {
    self.database = database
    self.stream = stream
    start = version
  }

  package func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(follower: self, cursor: start)
  }

  package struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let follower: EventFollower
    fileprivate var cursor: Int
    private var batch: ArraySlice<RecordedEvent> = []

    fileprivate init(follower: EventFollower, cursor: Int) {
      self.follower = follower
      self.cursor = cursor
    }

    package mutating func next() async throws -> RecordedEvent? {
      while batch.isEmpty {
        // Taken before reading, so that a commit in between wakes the wait at once.
        let seen = follower.database.commitCount
        batch = try await follower.read(after: cursor)[...]
        if batch.isEmpty { _ = try await follower.database.commit(after: seen) }
      }
      guard let event = batch.popFirst() else { return nil }
      cursor = follower.stream == nil ? event.position : event.version
      return event
    }
  }

  private func read(after cursor: Int) async throws -> [RecordedEvent] {
    let stream = stream
    return try await database.read { connection in
      if let stream {
        return try EventLog.events(
          of: stream, after: cursor, countMax: Self.batchSize, on: connection)
      }
      return try EventLog.events(after: cursor, countMax: Self.batchSize, on: connection)
    }
  }
}
