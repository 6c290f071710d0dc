internal import Store

/// The right to record what becomes of a run: its owner, and which owner of the run that is, counted
/// from 1.
package struct RunLease: Sendable, Hashable {
  static let firstEpoch = 1

  package let owner: String
  package let epoch: Int

  package init(owner: String, epoch: Int) {
    self.owner = owner
    self.epoch = epoch
  }
}

/// Somebody else performs the run now; nothing was recorded.
package struct RunLeaseLost: Error, Sendable, Hashable {
  package init() {}
}

/// Which process performs which run.
///
/// An owner is one life of one process, with a name that nobody else ever has. It lives as long as its
/// row is in `owners`, and beats there: one row changes for a thousand runs.
///
/// Invariants:
/// 1. A run is its owner's while that one lives; otherwise it is free, and whoever has room takes it.
/// 2. An owner's row is deleted by itself (it says goodbye), or by another that has seen it miss its beats
///    (`OwnerWatch`), at the very beat that was seen last. A file has one process at a time, so all
///    former owners are dead when one begins.
/// 3. Taking a run raises its epoch, and each append checks owner and epoch in its own transaction: of an
///    owner that was only slow, nothing is recorded any more once another has taken the run.
///
/// An owner whose row was deleted while it was only slow beats again, which brings the row back, and keeps
/// what nobody has taken meanwhile.
extension RunStore {
  private static let isFree = """
    ended_at_ms IS NULL AND NOT EXISTS (SELECT 1 FROM owners WHERE owners.id = runs.owner)
    """

  static func join(_ owner: String, on connection: borrowing SQLConnection) throws {
    try connection.execute(
      "INSERT INTO owners (id, beat) VALUES (?, 1) ON CONFLICT (id) DO NOTHING", [.text(owner)])
  }

  /// Begins as `owner`.
  package func join(as owner: String) async throws {
    let isShared = database.location.isShared
    try await database.write { connection in
      if !isShared { try connection.execute("DELETE FROM owners") }
      try Self.join(owner, on: connection)
    }
  }

  /// Says goodbye: what is unfinished is free at once.
  package func leave(_ owner: String) async throws {
    try await database.write { connection in
      try connection.execute("DELETE FROM owners WHERE id = ?", [.text(owner)])
    }
  }

  /// Beats once, declares dead those that are still at the beat given, and takes at most `countMax` free
  /// runs, yet no more than this owner's share, so that several take them together. Returns the beats of
  /// all who live and how many runs were taken.
  package func beat(
    _ owner: String, declaringDead dead: [String: Int], takingAtMost countMax: Int
  ) async throws -> (beats: [String: Int], takenCount: Int) {
    // Nobody looks for the beats of a file's only owner: it writes when there is something to take.
    if !database.location.isShared, try await !hasFreeRuns() { return ([:], 0) }
    return try await database.write { connection in
      try connection.execute(
        """
        INSERT INTO owners (id, beat) VALUES (?, 1)
        ON CONFLICT (id) DO UPDATE SET beat = owners.beat + 1
        """, [.text(owner)])
      for (id, beat) in dead {
        try connection.execute(
          "DELETE FROM owners WHERE id = ? AND beat = ?", [.text(id), .int(beat)])
      }
      let beats = try connection.query("SELECT id, beat FROM owners") { ($0.text(0), $0.int(1)) }
      let free = try connection.first("SELECT count(*) FROM runs WHERE \(Self.isFree)") {
        $0.int(0)
      }
      let share = ((free ?? 0) + beats.count - 1) / beats.count
      let count = min(share, countMax)
      if count > 0 {
        try connection.execute(
          """
          UPDATE runs SET owner = ?, epoch = epoch + 1 WHERE number IN (
            SELECT number FROM runs WHERE \(Self.isFree) ORDER BY number LIMIT ?)
          """, [.text(owner), .int(count)])
      }
      return (Dictionary(uniqueKeysWithValues: beats), max(0, count))
    }
  }

  private func hasFreeRuns() async throws -> Bool {
    try await database.read { connection in
      try connection.first("SELECT 1 FROM runs WHERE \(Self.isFree) LIMIT 1") { _ in true } ?? false
    }
  }

  /// The unfinished runs of an owner with their epochs, the oldest first.
  package func runs(of owner: String) async throws -> [(id: String, epoch: Int)] {
    try await database.read { connection in
      try connection.query(
        "SELECT id, epoch FROM runs WHERE ended_at_ms IS NULL AND owner = ? ORDER BY number",
        [.text(owner)]
      ) { ($0.text(0), $0.int(1)) }
    }
  }
}
