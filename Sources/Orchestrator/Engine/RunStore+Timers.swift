internal import Store

/// The timers' side of the store of runs.
extension RunStore {
  /// A timer of runs whose time has come.
  struct DueTimer: Sendable {
    let name: String
    let dueMilliseconds: Int
    /// Or why it cannot be read; `forgotten` when nobody can, its tenant's keys being gone.
    let payload: Result<[UInt8], StoreError>
  }

  /// The timers that are due, and when the next one is.
  func dueTimers(now: Int, countMax: Int) async throws -> (due: [DueTimer], next: Int?) {
    try await database.read { connection in
      let due = try Timers.due(of: RunTimers.kind, now: now, countMax: countMax, on: connection)
        .map { try Self.opened($0, on: connection) }
      return (due, due.isEmpty ? try Timers.nextDue(of: RunTimers.kind, on: connection) : nil)
    }
  }

  private static func opened(
    _ timer: Timers.Fired, on connection: borrowing SQLConnection
  ) throws -> DueTimer {
    let payload: Result<[UInt8], StoreError>
    do {
      payload = .success(try connection.open(timer.payload, at: RunPlaces.timer(timer.name)))
    } catch let error as StoreError where error.code == .forgotten || error.isOfValue {
      payload = .failure(error)
    }
    return DueTimer(name: timer.name, dueMilliseconds: timer.dueMilliseconds, payload: payload)
  }

  /// Takes a timer that is of no use.
  func dropTimer(_ name: String) async throws {
    try await database.write { connection in
      try Timers.cancel(name, of: RunTimers.kind, on: connection)
    }
  }

  /// Timers that could not be told make room for others: each comes again after its delay.
  func postpone(_ timers: [(timer: DueTimer, delayMilliseconds: Int)]) async throws {
    let now = currentTime()
    try await write(at: now) { connection in
      for (timer, delay) in timers {
        try Timers.postpone(
          timer.name, of: RunTimers.kind, from: timer.dueMilliseconds, now: now,
          delayMilliseconds: delay, on: connection)
      }
    }
  }
}
