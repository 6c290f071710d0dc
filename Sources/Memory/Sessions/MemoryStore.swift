internal import Crypto
internal import Foundation
package import Store

/// Sessions and their turns, durable.
///
/// Invariants:
/// 1. A turn that was acknowledged is on disk; it is never changed, and is deleted only together
///    with its expired session (triggers in the database refuse everything else).
/// 2. Positions of a session's turns count 1, 2, 3, ... in the order of acknowledgement.
/// 3. An append is all or nothing; with an idempotency key it takes effect once.
/// 4. Every row carries its tenant, and every query names one: no call sees another tenant's rows.
/// 5. A session is a stream of events, that it began and each turn, chained by hashes (`StoredTurn`); the rest of its row
///    follows from them, and `SessionAudit` says whether it does.
/// 6. From the millisecond of its expiry on a session is invisible; see `MemoryStore+Expiry`.
/// 7. With master keys, what was said and what is known is sealed under keys of its person, or else of its
///    tenant, and what it is found by tells nothing (`LookupSecret`).
///
/// A session's states: live (visible; appends move its expiry) -> expired (invisible, still on disk)
/// -> purged (gone; its id may be used again, which purges at once).
package struct MemoryStore: Sendable {
  /// Asks for the time, in milliseconds since 1970-01-01 UTC.
  package typealias Clock = @Sendable () -> Int

  package let database: Database
  let cacheLimits: CacheLimits
  let attachmentByteCountMax: Int
  let now: Clock

  /// For tools and tests that open, check or copy the store themselves. An index of words is made anew when it is missed.
  package static let schema = StoreSchema(
    name: "memory", migrations: MemorySchema.migrations,
    derivedTables: ["word_indexes", "turn_words"])

  /// Opens or creates the database. On PostgreSQL any number of processes do, and answer alike.
  package init(
    at location: StoreLocation, masterKeys: MasterKeys? = nil, archive: LogArchiveOptions? = nil,
    cacheLimits: CacheLimits = CacheLimits(), attachmentByteCountMax: Int = 256 << 20,
    now: @escaping Clock = MemoryStore.systemClock
  ) throws(StoreError) {
    database = try Database(
      at: location, migrations: Self.schema.migrations, masterKeys: masterKeys, archive: archive)
    self.cacheLimits = cacheLimits
    self.attachmentByteCountMax = attachmentByteCountMax
    self.now = now
  }

  /// The system's wall clock.
  package static let systemClock: Clock = { Int(Date().timeIntervalSince1970 * 1000) }

  /// What a tenant's first secret is to be made of.
  static func freshSecret() -> [UInt8] { SecureRandom.bytes(LookupSecret.byteCount) }

  /// How many writes wait for the disk.
  package var queuedWriteCount: Int { database.queuedWriteCount }

  /// Returns when the database has answered a read.
  package func probe() async throws {
    _ = try await database.read { try $0.first("SELECT 1") { $0.int(0) } }
  }

  /// Finishes what is queued and closes the database.
  package func close() async {
    await database.close()
  }

  /// Begins a session. An empty `id` lets the store choose one; an empty `person` makes it nobody's in
  /// particular.
  package func createSession(
    tenant: String, id: String, title: String, person: String = "", timeToLiveSeconds: Int?
  ) async throws -> Session {
    try MemoryLimits.check(tenant: tenant, session: id)
    try MemoryLimits.check(id: person, field: "person_id")
    try MemoryLimits.check(
      title, field: "title", byteCountMax: MemoryLimits.titleByteCountMax)
    let timeToLive = try MemoryLimits.timeToLive(timeToLiveSeconds, field: "ttl_s")
    let content = try JSON.encode(
      SessionContent(title: title, person: person.isEmpty ? nil : person))
    let id = id.isEmpty ? "s-" + UUID().uuidString.lowercased() : id
    let now = now()
    let salt = SessionBeginning.freshSalt()
    return try await database.write { connection in
      if let older = try Self.row(tenant, id, on: connection) {
        guard older.isExpired(at: now) else { throw MemoryError.sessionExists(id) }
        try Self.purge(tenant: tenant, id: id, as: .expired, now: now, on: connection)
      }
      let number =
        person.isEmpty ? nil : try Person.ensure(person, of: tenant, on: connection).number
      let sealed = try connection.seal(
        content, for: Person.keyOwner(number, of: tenant),
        at: SessionContent.place(tenant: tenant, session: id))
      let beginning = SessionBeginning(
        tenant: tenant, id: id, content: sealed, createdAt: now, timeToLive: timeToLive,
        person: number, salt: salt)
      try connection.execute(
        """
        INSERT INTO sessions
          (tenant, id, content, created_at_ms, updated_at_ms, ttl_ms, expires_at_ms, person, salt, head)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .text(tenant), .text(id), .blob(sealed), .int(now), .int(now), .optional(timeToLive),
          .optional(timeToLive.map { now + $0 }), .optional(number), .blob(salt),
          .blob(beginning.hash),
        ])
      try SessionLog.record(.begun, of: beginning, now: now, on: connection)
      return try Self.live(tenant, id, at: now, on: connection)
    }
  }

  /// The session, if it exists and has not expired.
  package func session(tenant: String, id: String) async throws -> Session {
    try MemoryLimits.check(tenant: tenant, session: id)
    let now = now()
    return try await database.read { try Self.live(tenant, id, at: now, on: $0) }
  }

  /// A page of a tenant's live sessions, the most recently used first, and the token of the next
  /// page. A session that is used between two pages may be seen on both or on neither.
  package func sessions(
    tenant: String, pageSize: Int, pageToken: String
  ) async throws -> (sessions: [Session], nextPageToken: String) {
    try MemoryLimits.check(id: tenant, field: "tenant_id")
    let pageSize = try MemoryLimits.pageSize(
      pageSize, field: "page_size", whenZero: 50, max: 1000)
    let after = try pageToken.isEmpty ? nil : SessionPageToken(text: pageToken)
    let now = now()
    let found = try await database.read { connection in
      try connection.query(
        """
        SELECT \(Self.sessionColumns) FROM sessions
        WHERE tenant = ?1 AND (expires_at_ms IS NULL OR expires_at_ms > ?2)
          AND (updated_at_ms, id) < (?3, ?4)
        ORDER BY updated_at_ms DESC, id DESC LIMIT ?5
        """,
        [
          .text(tenant), .int(now), .int(after?.updatedAt ?? .max), .text(after?.id ?? ""),
          .int(pageSize + 1),
        ]
      ) { try Self.session($0, of: tenant, on: connection) }
    }
    let page = Array(found.prefix(pageSize))
    let next = found.count > pageSize ? page.last.map { SessionPageToken($0).text } : nil
    return (page, next ?? "")
  }

  /// Adds turns to the end of a session, all or none, and returns them as stored.
  ///
  /// With an idempotency key that the session has seen, nothing is added and the turns of the first
  /// call are returned.
  package func append(
    tenant: String, session: String, turns: [NewTurn], idempotencyKey: String
  ) async throws -> [Turn] {
    try MemoryLimits.check(tenant: tenant, session: session)
    try MemoryLimits.check(turns: turns)
    try MemoryLimits.check(id: idempotencyKey, field: "idempotency_key")
    let contents = try turns.map { try TurnContent(text: $0.text, metadata: $0.metadata).bytes() }
    let words = try await indexWords(of: turns.map(\.text), tenant: tenant)
    let now = now()
    // Only a keyed index has a secret, and only a tenant's first one needs a new one.
    let fresh = database.isSealing ? Self.freshSecret() : []
    return try await database.write { connection in
      let current = try Self.end(of: session, tenant, at: now, on: connection)
      if !idempotencyKey.isEmpty,
        let earlier = try Self.earlierAppend(tenant, session, idempotencyKey, on: connection)
      {
        return try Self.turns(
          of: Self.live(tenant, session, at: now, on: connection), tenant: tenant,
          after: earlier.firstPosition - 1, countMax: earlier.turnCount, on: connection)
      }
      let wordIndex = try WordIndex.ensure(tenant, freshSecret: fresh, on: connection)
      let keyOwner = Person.keyOwner(current.personNumber, of: tenant)
      var attachments: [[Attachment]] = []
      var head = current.head
      for (index, turn) in turns.enumerated() {
        let position = current.turnCount + index + 1
        let content = try connection.seal(
          contents[index], for: keyOwner,
          at: TurnContent.place(tenant: tenant, session: session, position: position))
        let bound = try Attachments.bind(
          turn.attachmentIDs, to: position, tenant: tenant, session: session, on: connection)
        attachments.append(bound.map(\.attachment))
        let stored = StoredTurn(
          position: position, speaker: turn.speaker.rawValue, content: content, storedAt: now,
          runID: turn.runID, attachments: bound.map(\.stored))
        head = head.map { stored.hash(after: $0) }
        try connection.execute(
          """
          INSERT INTO turns (tenant, session, position, speaker, content, stored_at_ms, run_id, hash)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
          [
            .text(tenant), .text(session), .int(position), .int(turn.speaker.rawValue),
            .blob(content), .int(now), .text(turn.runID), .optional(head),
          ])
        try wordIndex.add(
          words.codes(index, for: wordIndex), session: session, position: position, on: connection)
      }
      try connection.execute(
        """
        UPDATE sessions SET updated_at_ms = ?3, turn_count = turn_count + ?4,
          expires_at_ms = ?3 + ttl_ms, head = ?5
        WHERE tenant = ?1 AND id = ?2
        """, [.text(tenant), .text(session), .int(now), .int(turns.count), .optional(head)])
      if !idempotencyKey.isEmpty {
        try connection.execute(
          "INSERT INTO appends VALUES (?, ?, ?, ?, ?)",
          [
            .text(tenant), .text(session), .text(idempotencyKey), .int(current.turnCount + 1),
            .int(turns.count),
          ])
      }
      return turns.enumerated().map { index, turn in
        Turn(
          position: current.turnCount + index + 1, speaker: turn.speaker, text: turn.text,
          storedAt: now, runID: turn.runID, metadata: turn.metadata,
          attachments: attachments[index])
      }
    }
  }

  /// The turns of a live session after a position, in order, and whether there are more.
  package func turns(
    tenant: String, session: String, after position: Int, pageSize: Int
  ) async throws -> (turns: [Turn], more: Bool) {
    try MemoryLimits.check(tenant: tenant, session: session)
    let pageSize = try MemoryLimits.pageSize(
      pageSize, field: "page_size", whenZero: 100, max: 1000)
    let now = now()
    let found = try await database.read { connection in
      let current = try Self.live(tenant, session, at: now, on: connection)
      return try Self.turns(
        of: current, tenant: tenant, after: position, countMax: pageSize + 1, on: connection)
    }
    return (Array(found.prefix(pageSize)), found.count > pageSize)
  }
}
