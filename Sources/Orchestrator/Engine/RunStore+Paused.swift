internal import Store

/// Runs that were paused before listings could say so.
extension RunStore {
  private static let pageSize = 100

  /// Lets those say it that are paused still: once in the life of a store, by whoever starts first, or again where that one
  /// did not come to the end. Histories are read while others write; only what was found is written.
  func findPaused() async throws {
    let kind = RunSchema.pausedBeforeKind
    let isDone = try await database.read {
      try Timers.due(of: kind, now: .max, countMax: 1, on: $0).isEmpty
    }
    if isDone { return }
    var last = 0
    while true {
      let (runs, paused) = try await database.read { [last] in
        try Self.paused(after: last, on: $0)
      }
      guard let end = runs.last else { break }
      if !paused.isEmpty {
        try await database.write { connection in
          // Unless they have gone on meanwhile.
          for id in paused where try Self.isPaused(id, on: connection) {
            try connection.execute(
              "UPDATE runs SET is_paused = 1 WHERE id = ? AND ended_at_ms IS NULL", [.text(id)])
          }
        }
      }
      last = end
    }
    _ = try await database.write { try Timers.cancel("", of: kind, on: $0) }
  }

  /// The numbers of the next unfinished runs, and the ids of those among them that are paused.
  private static func paused(
    after number: Int, on connection: borrowing SQLConnection
  ) throws -> (runs: [Int], paused: [String]) {
    let runs = try connection.query(
      "SELECT number, id FROM runs WHERE ended_at_ms IS NULL AND number > ? ORDER BY number LIMIT ?",
      [.int(number), .int(pageSize)]
    ) { (number: $0.int(0), id: $0.text(1)) }
    return (
      runs.map(\.number), try runs.map(\.id).filter { try isPaused($0, on: connection) }
    )
  }

  /// As the run's history says.
  private static func isPaused(
    _ id: String, on connection: borrowing SQLConnection
  ) throws -> Bool {
    let last = try connection.first(
      """
      SELECT kind FROM events WHERE stream = ?
        AND kind IN ('RunPaused', 'RunResumed', 'RunRetried', 'CompensationBegan')
      ORDER BY version DESC LIMIT 1
      """, [.text(id)]
    ) { $0.text(0) }
    return last == "RunPaused"
  }
}
