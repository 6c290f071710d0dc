internal import Store

/// What is known about people: event-sourced, with two times.
///
/// Invariants:
/// 1. The event log is the truth: a stream for each person, one event for each fact. The table `facts` is
///    derived from it in the transaction that appends (`apply`), and `rebuild` makes the same again.
/// 2. Recorded times of a person's events never go back, even when the clock does.
/// 3. At one valid time and one recorded time at most one value is believed of a subject and predicate
///    (`FactRevision`).
/// 4. A fact whose time to live is over is seen by nobody, and is gone from the table with the next sweep; what
///    it had taken the place of does not come back. Its event stays in the log.
///
/// A row of `facts` is a value that was believed for one span of valid time and one of recorded time. A fact
/// that is partly overruled has several rows.
enum Facts {
  /// The time that never comes, in the table.
  static let never = Int.max
  private static let pageSize = 500

  // MARK: Writing

  /// Records facts or preferences of a person, and gives them as they were recorded.
  static func record(
    _ events: [FactEvent], in realm: FactEvent.Realm, of person: Person, by secret: LookupSecret,
    now: Int, on connection: borrowing SQLConnection
  ) throws -> [RecordedEvent] {
    let last = try connection.first(
      "SELECT recorded_at_ms FROM people WHERE number = ?", [.int(person.number)]
    ) { $0.int(0) }
    let recorded = try EventLog.append(
      try events.map { event in
        NewEvent(
          kind: FactEvent.kind(realm, isTakenBack: event.value == nil),
          payload: try JSON.encode(event))
      }, to: person.stream, tenant: person.keyOwner, expectedVersion: nil,
      now: max(now, last ?? now), on: connection)
    for event in recorded { try apply(event, of: person, by: secret, on: connection) }
    return recorded
  }

  /// Makes of an event what the table says of it.
  private static func apply(
    _ recorded: RecordedEvent, of person: Person, by secret: LookupSecret,
    on connection: borrowing SQLConnection
  ) throws {
    let event = try FactEvent.decode(recorded)
    let realm = FactEvent.realm(ofKind: recorded.kind)
    let now = recorded.recordedAtMilliseconds
    let pair: [SQLValue] = [
      .int(person.number), .int(realm.rawValue), .blob(secret.code(.subject, event.subject)),
      .blob(secret.code(.predicate, event.predicate)),
    ]
    let beliefs = try connection.query(
      """
      SELECT row, valid_from_ms, valid_to_ms, recorded_from_ms FROM facts
      WHERE person = ? AND realm = ? AND subject = ? AND predicate = ? AND recorded_to_ms = ?
        AND valid_from_ms < ? AND valid_to_ms > ?
      ORDER BY row
      """, pair + [.int(never), .int(event.valid.to), .int(event.valid.from)]
    ) { row in
      FactRevision.Belief(
        row: row.int(0), valid: ValidTime(from: row.int(1), to: row.int(2)),
        recordedFrom: row.int(3))
    }
    for change in FactRevision.changes(stating: event.valid, over: beliefs, at: now) {
      try perform(change, at: now, on: connection)
    }
    try connection.execute(
      "UPDATE people SET recorded_at_ms = ? WHERE number = ?", [.int(now), .int(person.number)])
    if event.value == nil { return }
    let content = try connection.seal(
      recorded.payload, for: person.keyOwner, at: place(person.number, recorded.version))
    try connection.execute(
      """
      INSERT INTO facts (person, realm, subject, predicate, number, valid_from_ms, valid_to_ms,
        recorded_from_ms, recorded_to_ms, expires_at_ms, content)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      pair + [
        .int(recorded.version), .int(event.valid.from), .int(event.valid.to), .int(now),
        .int(never), .int(event.expiresAt ?? never), .blob(content),
      ])
  }

  private static func perform(
    _ change: FactRevision.Change, at now: Int, on connection: borrowing SQLConnection
  ) throws {
    switch change {
    case .end(let row):
      try connection.execute(
        "UPDATE facts SET recorded_to_ms = ? WHERE row = ?", [.int(now), .int(row)])
    case .remove(let row):
      try connection.execute("DELETE FROM facts WHERE row = ?", [.int(row)])
    case .carryOn(let row, let valid):
      try connection.execute(
        """
        INSERT INTO facts (person, realm, subject, predicate, number, valid_from_ms, valid_to_ms,
          recorded_from_ms, recorded_to_ms, expires_at_ms, content)
        SELECT person, realm, subject, predicate, number, CAST(?2 AS BIGINT), CAST(?3 AS BIGINT),
          CAST(?4 AS BIGINT), CAST(?5 AS BIGINT), expires_at_ms, content
        FROM facts WHERE row = ?1
        """, [.int(row), .int(valid.from), .int(valid.to), .int(now), .int(never)])
    }
  }

  /// A content is bound to its fact, so that parts of the fact can have copies of it.
  private static func place(_ person: Int, _ number: Int) -> SealedPlace {
    SealedPlace("facts", .int(person), .int(number))
  }

  // MARK: Reading

  /// The rows of a person that a query asks for, after `row`, in the order in which they were made.
  static func list(
    _ query: FactQuery, in realm: FactEvent.Realm, of person: Person, by secret: LookupSecret,
    after row: Int, countMax: Int, now: Int, on connection: borrowing SQLConnection
  ) throws -> [(row: Int, fact: Fact)] {
    var conditions = "person = ? AND realm = ? AND row > ? AND expires_at_ms > ?"
    var values: [SQLValue] = [
      .int(person.number), .int(realm.rawValue), .int(row), .int(now),
    ]
    if !query.subject.isEmpty {
      conditions += " AND subject = ?"
      values.append(.blob(secret.code(.subject, query.subject)))
    }
    if !query.predicate.isEmpty {
      conditions += " AND predicate = ?"
      values.append(.blob(secret.code(.predicate, query.predicate)))
    }
    if !query.isHistory {
      conditions += """
         AND recorded_from_ms <= ? AND recorded_to_ms > ? AND valid_from_ms <= ? AND valid_to_ms > ?
        """
      // A clock that was set back must not hide what was recorded before it was.
      let recordedAt = SQLValue.int(min(query.recordedAt ?? never, never - 1))
      let validAt = SQLValue.int(query.validAt ?? now)
      values += [recordedAt, recordedAt, validAt, validAt]
    }
    return try connection.query(
      """
      SELECT row, number, valid_from_ms, valid_to_ms, recorded_from_ms, recorded_to_ms, content
      FROM facts WHERE \(conditions) ORDER BY row LIMIT ?
      """, values + [.int(countMax)]
    ) { row in
      let event = try JSON.decode(
        FactEvent.self,
        from: try connection.open(row.blob(6), at: place(person.number, row.int(1))))
      let fact = event.fact(
        number: row.int(1), valid: ValidTime(from: row.int(2), to: row.int(3)),
        recordedFrom: row.int(4), recordedTo: row.int(5))
      return (row.int(0), fact)
    }
  }

  // MARK: What is derived

  /// Makes the table of a person again, from the log alone. Events that were forgotten are left out.
  static func rebuild(
    _ person: Person, by secret: LookupSecret, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute("DELETE FROM facts WHERE person = ?", [.int(person.number)])
    var version = 0
    while true {
      let page = try EventLog.events(
        of: person.stream, after: version, countMax: pageSize, on: connection)
      for event in page where !event.isForgotten {
        try apply(event, of: person, by: secret, on: connection)
      }
      guard page.count == pageSize, let last = page.last else { return }
      version = last.version
    }
  }

  /// Has a tenant's facts found by another secret.
  static func recode(
    _ tenant: String, by secret: LookupSecret, on connection: borrowing SQLConnection
  ) throws {
    var last = 0
    while true {
      let page = try connection.query(
        """
        SELECT facts.row, facts.person, facts.number, content
        FROM facts JOIN people ON people.number = facts.person
        WHERE tenant = ? AND facts.row > ? ORDER BY facts.row LIMIT ?
        """, [.text(tenant), .int(last), .int(pageSize)]
      ) { (row: $0.int(0), person: $0.int(1), number: $0.int(2), content: $0.blob(3)) }
      for row in page {
        let event = try JSON.decode(
          FactEvent.self,
          from: try connection.open(row.content, at: place(row.person, row.number)))
        try connection.execute(
          "UPDATE facts SET subject = ?, predicate = ? WHERE row = ?",
          [
            .blob(secret.code(.subject, event.subject)),
            .blob(secret.code(.predicate, event.predicate)), .int(row.row),
          ])
        last = row.row
      }
      if page.count < pageSize { return }
    }
  }

  /// Removes some of the rows whose time to live is over; how many.
  static func purgeSome(at now: Int, on connection: borrowing SQLConnection) throws -> Int {
    try connection.execute(
      """
      DELETE FROM facts WHERE row IN (
        SELECT row FROM facts WHERE expires_at_ms <= ? ORDER BY expires_at_ms LIMIT ?)
      """, [.int(now), .int(pageSize)])
    return try connection.changedRowCount()
  }
}
