extension Database {
  /// Rows that are copied in one transaction, between those of everybody else.
  private static let reshapingPageSize = 500

  /// How far a reshaping is; nil before it began and after it was undone.
  package func phase(of reshaping: Reshaping) async throws -> Reshaping.Phase? {
    try await write { connection in
      try connection.prepareReshapings()
      return try connection.phase(of: reshaping)
    }
  }

  /// Brings a reshaping to `complete`, however far it is, while others read and write both forms. Several processes may
  /// do so at once, and one that is killed leaves it where the next goes on.
  ///
  /// Throws `corrupt` where the forms then differ: an expression does not say what it should, and nothing reads the new
  /// form yet; `undo` it.
  package func reshape(_ reshaping: Reshaping) async throws {
    let phase = try await write { connection in
      try connection.prepareReshapings()
      if let phase = try connection.phase(of: reshaping) { return phase }
      try connection.executeScript(reshaping.beginning(connection.dialect))
      try connection.setPhase(.copying, of: reshaping)
      return .copying
    }
    guard phase == .copying else { return }
    try await copyRows(of: reshaping)
    try await compare(reshaping)
    try await write { connection in
      guard try connection.phase(of: reshaping) == .copying else { return }
      try connection.executeScript(reshaping.completing(connection.dialect))
      try connection.setPhase(.complete, of: reshaping)
    }
  }

  private func copyRows(of reshaping: Reshaping) async throws {
    let size = Self.reshapingPageSize
    var last: [SQLValue] = []
    var hasMore = true
    while hasMore {
      let next = try await write { [last] connection in
        // It may have been undone meanwhile.
        guard try connection.phase(of: reshaping) == .copying else { return [SQLValue]() }
        try connection.execute(
          reshaping.copying(isFirst: last.isEmpty, size: size, connection.dialect), last)
        return try connection.query(
          reshaping.lastOfCopied(isFirst: last.isEmpty, size: size), last
        ).first ?? []
      }
      hasMore = !next.isEmpty
      last = next
    }
  }

  /// Throws `corrupt` where the two forms do not hold the same at this moment.
  package func compare(_ reshaping: Reshaping) async throws {
    let differing = try await read { connection in
      try connection.query(reshaping.comparing(connection.dialect)) { $0.text(0) }
    }
    guard differing.isEmpty else {
      throw StoreError(
        .corrupt,
        "the forms of '\(reshaping.name)' differ: rows of \(differing.joined(separator: " and ")) are not in the "
          + "other one: nothing was changed, undo it and mend what maps one to the other")
    }
  }

  /// Drops the old form, once no program uses it any more. What was `complete` only.
  package func finish(_ reshaping: Reshaping) async throws {
    try await write { connection in
      switch try connection.phase(of: reshaping) {
      case .finished: return
      case .complete:
        try connection.executeScript(reshaping.ending(connection.dialect))
        try connection.executeScript("DROP TABLE \(reshaping.old.table)")
        try connection.setPhase(.finished, of: reshaping)
      case .copying, nil:
        throw StoreError(.invalid, "'\(reshaping.name)' is not complete: nothing was dropped")
      }
    }
  }

  /// Drops the new form; the old one has what was written to either. Refused once the old one is gone.
  package func undo(_ reshaping: Reshaping) async throws {
    try await write { connection in
      switch try connection.phase(of: reshaping) {
      case nil: return
      case .copying, .complete:
        try connection.executeScript(reshaping.ending(connection.dialect))
        try connection.executeScript("DROP TABLE \(reshaping.new.table)")
        try connection.execute(
          "DELETE FROM store_reshapings WHERE name = ?", [.text(reshaping.name)])
      case .finished:
        throw StoreError(
          .invalid, "'\(reshaping.name)' is finished: its old form is gone, restore a backup")
      }
    }
  }
}

extension SQLConnection {
  fileprivate func prepareReshapings() throws(StoreError) {
    try executeScript(
      "CREATE TABLE IF NOT EXISTS store_reshapings (name TEXT PRIMARY KEY, phase TEXT NOT NULL)")
  }

  fileprivate func phase(of reshaping: Reshaping) throws -> Reshaping.Phase? {
    try first("SELECT phase FROM store_reshapings WHERE name = ?", [.text(reshaping.name)]) {
      Reshaping.Phase(rawValue: $0.text(0))
    } ?? nil
  }

  fileprivate func setPhase(
    _ phase: Reshaping.Phase, of reshaping: Reshaping
  ) throws(StoreError) {
    try execute(
      """
      INSERT INTO store_reshapings VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET phase = excluded.phase
      """, [.text(reshaping.name), .text(phase.rawValue)])
  }
}
