package import Store

/// Checks sessions against their events, beside the service that owns them: nothing is locked or changed, and no key is
/// needed.
///
/// 1. Each session began as the log says (`SessionLog`), and each that the log has begin is there until the log has it end.
/// 2. The chain of its turns is recomputed (`StoredTurn`), and ends where its row says.
/// 3. What its row says besides follows from them (`SessionProjection`).
///
/// A page of turns is in memory at a time. The chains have no secret: who can write the database and knows the rule can
/// write a session's turns anew with hashes that agree, as who can write the log can.
package struct SessionAudit: Sendable, Hashable {
  /// Sessions with all of their turns checked, expired ones that were not purged yet included.
  package private(set) var sessionCount = 0
  package private(set) var turnCount = 0
  /// Sessions of these with turns that a program of before wrote and that are not chained yet.
  package private(set) var unchainedCount = 0
  /// Sessions whose beginning is in the log, and no end.
  private(set) var begunCount = 0

  private static let turnPageSize = 64

  /// Throws `corrupt` naming the first session that disagrees with its events, and where.
  ///
  /// - Parameter disagreement: is called with each row that does not follow from events which agree.
  package static func verify(
    on connection: borrowing SQLConnection,
    disagreement: (SessionDisagreement) throws -> Void = { throw $0.error }
  ) throws -> SessionAudit {
    var audit = SessionAudit()
    try StoredSession.forEach(on: connection) { session in
      if let found = try audit.take(session, on: connection) { try disagreement(found) }
    }
    try requireSessionOfEachTurn(on: connection)
    try audit.requireEachBegun(on: connection)
    return audit
  }

  /// What the row has wrong; throws where the events do.
  mutating func take(
    _ session: StoredSession, on connection: borrowing SQLConnection
  ) throws -> SessionDisagreement? {
    let beginning = session.beginning
    func corrupt(_ words: String, at position: Int? = nil) -> StoreError {
      SessionDisagreement(
        tenant: beginning.tenant, session: beginning.id, position: position, words: words
      ).error
    }
    if beginning.salt != nil {
      switch try EventLog.version(of: beginning.stream, on: connection) {
      case 0:
        throw corrupt(
          "it did not begin as it is: its title, person, time to live or beginning was changed, or it was put there"
        )
      case 1: begunCount += 1
      default: throw corrupt("it has ended, by the log, and is there")
      }
    } else if session.head != nil {
      throw corrupt("it has a head and no salt")
    }
    if session.isPurging {
      return session.projection.expiresAt == 0
        ? nil
        : SessionDisagreement(
          tenant: beginning.tenant, session: beginning.id, position: nil,
          words: "it is being purged and did not expire")
    }
    let replay = try Self.replay(beginning, on: connection) { throw corrupt($1, at: $0) }
    guard replay.boundAttachmentCount == session.boundAttachmentCount else {
      throw corrupt("attachments belong to turns that are not there")
    }
    if let head = session.head {
      guard replay.unchainedCount == 0 else {
        throw corrupt("it has no hash", at: replay.turnCount - replay.unchainedCount + 1)
      }
      guard head == replay.head else {
        throw corrupt(
          "its head is not the hash of its last turn: turns behind it were dropped, or the head was changed",
          at: replay.turnCount)
      }
    } else {
      unchainedCount += 1
    }
    sessionCount += 1
    turnCount += replay.turnCount
    let rebuilt = replay.projection(attachmentCount: session.attachmentCount)
    if rebuilt == session.projection { return nil }
    return SessionDisagreement(
      tenant: beginning.tenant, session: beginning.id, position: nil,
      words: session.projection.differences(from: rebuilt).joined(separator: ", "),
      rebuilt: session.head == nil ? nil : rebuilt)
  }

  private static func replay(
    _ session: SessionBeginning, on connection: borrowing SQLConnection,
    _ refuse: (_ position: Int, _ words: String) throws -> Void
  ) throws -> SessionReplay {
    var replay = SessionReplay(session)
    while true {
      let page = try StoredTurn.page(
        of: session, after: replay.turnCount, countMax: turnPageSize, on: connection)
      for turn in page {
        if let words = replay.turnRead(turn) { try refuse(turn.position, words) }
      }
      if page.count < turnPageSize { return replay }
    }
  }

  private static func requireSessionOfEachTurn(on connection: borrowing SQLConnection) throws {
    let stray = try connection.first(
      """
      SELECT tenant, session, position FROM turns
      WHERE position < 1 OR NOT EXISTS (
        SELECT 1 FROM sessions WHERE sessions.tenant = turns.tenant AND sessions.id = turns.session)
      LIMIT 1
      """
    ) {
      SessionDisagreement(
        tenant: $0.text(0), session: $0.text(1), position: $0.int(2),
        words: "it is a turn of no session")
    }
    if let stray { throw stray.error }
  }
}

/// Where a session disagrees with its events.
package struct SessionDisagreement: Sendable, Hashable {
  package let tenant: String
  package let session: String
  /// Of the turn, where it is one's.
  package let position: Int?
  package let words: String
  /// What the row would say; nil where it is not known, because not all turns are chained.
  var rebuilt: SessionProjection?

  package var error: StoreError {
    let place = position.map { " at turn \($0)" } ?? ""
    return StoreError(
      .corrupt,
      "session '\(session)' of tenant '\(tenant)' disagrees with its events\(place): \(words); "
        + (rebuilt == nil
          ? "restore a backup"
          : "its turns are as they were written: apus store rebuild mends its row"))
  }
}
