internal import Store

/// Chaining what programs of before wrote, and logging what they ended: at the start, and again and again while one of them
/// may run beside this one. What was written since this version costs a look into an empty index.
extension MemoryStore {
  /// What one transaction changes at most, a page of turns besides, so that appends never wait long.
  private static let chainedTurnCountMax = 500
  private static let chainedByteCountMax = 4 << 20
  private static let chainedSessionCountMax = 64
  /// Turns that are in memory at a time; each may have 1 MiB.
  private static let pageSize = 16
  private static let endedSessionCountMax = 100

  /// How far a session is chained whose turns are too many for one transaction.
  private struct ChainedPart {
    let stream: String
    let position: Int
    let hash: [UInt8]
  }

  private struct ChainingStep {
    var sessionCount = 0
    var turnCount = 0
    var byteCount = 0
    var part: ChainedPart?
    var isDone = false
  }

  /// Gives a hash to each turn that has none, and a head to its session; how many sessions were chained.
  @discardableResult
  package func chainSessions() async throws -> Int {
    let now = now()
    var count = 0
    var part: ChainedPart?
    while true {
      try Task.checkCancellation()
      let salts = (0..<Self.chainedSessionCountMax).map { _ in SessionBeginning.freshSalt() }
      let step = try await database.write { [part] connection in
        try Self.chainSome(after: part, salts: salts, now: now, on: connection)
      }
      count += step.sessionCount
      part = step.part
      if step.isDone { return count }
    }
  }

  /// Logs the ends of sessions that were removed without; how many.
  @discardableResult
  package func recordEndedSessions() async throws -> Int {
    let now = now()
    var count = 0
    while true {
      try Task.checkCancellation()
      let some = try await database.write { connection in
        try SessionLog.recordEnds(
          as: .removed, countMax: Self.endedSessionCountMax, now: now, on: connection)
      }
      count += some
      if some < Self.endedSessionCountMax { return count }
    }
  }

  private static func chainSome(
    after part: ChainedPart?, salts: [[UInt8]], now: Int, on connection: borrowing SQLConnection
  ) throws -> ChainingStep {
    let sessions = try connection.query(
      """
      SELECT \(SessionBeginning.columns) FROM sessions
      WHERE head IS NULL AND purging = 0 ORDER BY tenant, id LIMIT ?
      """, [.int(salts.count)]
    ) { SessionBeginning($0) }
    var step = ChainingStep()
    for (stored, salt) in zip(sessions, salts) {
      let session = try adopt(stored, salt: salt, now: now, on: connection)
      // Its id may have gone to another session meanwhile.
      let known = part.flatMap { $0.stream == session.stream ? $0 : nil }
      step.part = try chainTurns(
        of: session, after: known ?? lastChained(of: session, on: connection), &step,
        on: connection)
      if step.part != nil { return step }
      step.sessionCount += 1
    }
    step.isDone = sessions.count < salts.count
    return step
  }

  /// A session that began without a salt gets one, and its beginning into the log.
  private static func adopt(
    _ session: SessionBeginning, salt: [UInt8], now: Int, on connection: borrowing SQLConnection
  ) throws -> SessionBeginning {
    guard session.salt == nil else { return session }
    let salted = session.salted(salt)
    try connection.execute(
      "UPDATE sessions SET salt = ? WHERE tenant = ? AND id = ?",
      [.blob(salt), .text(session.tenant), .text(session.id)])
    try SessionLog.record(.adopted, of: salted, now: now, on: connection)
    return salted
  }

  /// Turns with a hash come before all without, so the last one is found by halves.
  private static func lastChained(
    of session: SessionBeginning, on connection: borrowing SQLConnection
  ) throws -> ChainedPart {
    let key: [SQLValue] = [.text(session.tenant), .text(session.id)]
    var last = ChainedPart(stream: session.stream, position: 0, hash: session.hash)
    var end =
      try connection.first(
        "SELECT max(position) FROM turns WHERE tenant = ? AND session = ?", key
      ) { $0.optionalInt(0) } ?? 0
    while let bound = end, last.position < bound {
      let middle = last.position + (bound - last.position + 1) / 2
      let hash = try connection.first(
        "SELECT hash FROM turns WHERE tenant = ? AND session = ? AND position = ?",
        key + [.int(middle)]
      ) { $0.optionalBlob(0) }
      if let hash = hash ?? nil {
        last = ChainedPart(stream: session.stream, position: middle, hash: hash)
      } else {
        end = middle - 1
      }
    }
    return last
  }

  /// Chains turns behind a place until this transaction has as many as it may, and gives how far that is; nil where
  /// the session is chained to its end.
  private static func chainTurns(
    of session: SessionBeginning, after start: ChainedPart, _ step: inout ChainingStep,
    on connection: borrowing SQLConnection
  ) throws -> ChainedPart? {
    let key: [SQLValue] = [.text(session.tenant), .text(session.id)]
    var (position, hash) = (start.position, start.hash)
    while true {
      let size = min(pageSize, chainedTurnCountMax - step.turnCount)
      if size == 0 || step.byteCount >= chainedByteCountMax {
        return ChainedPart(stream: session.stream, position: position, hash: hash)
      }
      let page = try StoredTurn.page(
        of: session, after: position, countMax: size, on: connection)
      for turn in page {
        hash = turn.hash(after: hash)
        position = turn.position
        try connection.execute(
          """
          UPDATE turns SET hash = ?
          WHERE tenant = ? AND session = ? AND position = ? AND hash IS NULL
          """, [.blob(hash)] + key + [.int(position)])
      }
      step.turnCount += page.count
      step.byteCount += page.reduce(0) { $0 + $1.content.count }
      if page.count < size { break }
    }
    try connection.execute(
      "UPDATE sessions SET head = ? WHERE tenant = ? AND id = ?", [.blob(hash)] + key)
    return nil
  }
}
