internal import Store

extension MemoryStore {
  /// Records facts about a person, or with an empty `person` about the tenant as a whole, all or none, and
  /// gives them as recorded. A repeated call with the same idempotency key records nothing and gives the same.
  package func recordFacts(
    tenant: String, person: String, facts: [NewFact], idempotencyKey: String
  ) async throws -> [Fact] {
    try MemoryLimits.check(id: tenant, field: "tenant_id")
    try MemoryLimits.check(id: person, field: "person_id")
    try MemoryLimits.check(id: idempotencyKey, field: "idempotency_key")
    let now = now()
    let events = try MemoryLimits.events(of: facts, now: now)
    let fresh = Self.freshSecret()
    return try await database.write { connection in
      let person = try Person.ensure(person, of: tenant, on: connection)
      let recorded = try Self.once(idempotencyKey, of: person, on: connection) { connection in
        try Self.checkSources(of: facts, tenant: tenant, now: now, on: connection)
        let secret = try LookupSecret.ensure(tenant, fresh: fresh, on: connection)
        return try Facts.record(
          events, in: .fact, of: person, by: secret, now: now, on: connection)
      }
      return try recorded.map { event in
        try FactEvent.decode(event).fact(
          number: event.version, recordedAt: event.recordedAtMilliseconds)
      }
    }
  }

  /// Refuses facts that come from turns that are not there.
  private static func checkSources(
    of facts: [NewFact], tenant: String, now: Int, on connection: borrowing SQLConnection
  ) throws {
    for fact in facts where !fact.session.isEmpty {
      let count = try live(tenant, fact.session, at: now, on: connection).turnCount
      guard fact.position >= 1, fact.position <= count else {
        throw MemoryError.invalid(
          "turn_position is \(fact.position), and session '\(fact.session)' has \(count) turns: name one that is "
            + "there")
      }
    }
  }

  /// A page of what is known of a person, in the order in which it was recorded, and the token of the next page.
  package func facts(
    tenant: String, person: String, query: FactQuery, pageSize: Int, pageToken: String
  ) async throws -> (facts: [Fact], nextPageToken: String) {
    try MemoryLimits.check(id: tenant, field: "tenant_id")
    try MemoryLimits.check(id: person, field: "person_id")
    try MemoryLimits.check(
      query.subject, field: "subject", byteCountMax: MemoryLimits.factNameByteCountMax)
    try MemoryLimits.check(
      query.predicate, field: "predicate", byteCountMax: MemoryLimits.factNameByteCountMax)
    let pageSize = try MemoryLimits.pageSize(
      pageSize, field: "page_size", whenZero: 100, max: 1000)
    guard let after = pageToken.isEmpty ? 0 : Int(pageToken) else {
      throw MemoryError.invalid(
        "page_token is not one that a listing returned; leave it empty to start")
    }
    let now = now()
    let found = try await database.read { connection -> [(row: Int, fact: Fact)] in
      guard let person = try Person.find(person, of: tenant, on: connection),
        let secret = try LookupSecret.find(tenant, on: connection)
      else { return [] }
      return try Facts.list(
        query, in: .fact, of: person, by: secret, after: after, countMax: pageSize + 1, now: now,
        on: connection)
    }
    let page = found.prefix(pageSize)
    return (
      page.map(\.fact), found.count > pageSize ? page.last.map { String($0.row) } ?? "" : ""
    )
  }

  /// Sets preferences of a person, and clears those named, all or none; gives all that hold then.
  package func setPreferences(
    tenant: String, person: String, values: [String: String], cleared: [String],
    idempotencyKey: String
  ) async throws -> [Preference] {
    try MemoryLimits.check(id: tenant, field: "tenant_id")
    try MemoryLimits.check(id: person, field: "person_id")
    try MemoryLimits.check(id: idempotencyKey, field: "idempotency_key")
    let now = now()
    let events = try MemoryLimits.events(setting: values, clearing: cleared)
    let fresh = Self.freshSecret()
    return try await database.write { connection in
      let person = try Person.ensure(person, of: tenant, on: connection)
      let secret = try LookupSecret.ensure(tenant, fresh: fresh, on: connection)
      _ = try Self.once(idempotencyKey, of: person, on: connection) { connection in
        try Facts.record(
          events, in: .preference, of: person, by: secret, now: now, on: connection)
      }
      let all = try Self.preferences(of: person, by: secret, on: connection)
      guard all.count <= MemoryLimits.preferenceCountMax else {
        throw MemoryError.invalid(
          "the person would have \(all.count) preferences; at most \(MemoryLimits.preferenceCountMax) are kept: "
            + "clear some")
      }
      return all
    }
  }

  /// All preferences of a person, by name.
  package func preferences(tenant: String, person: String) async throws -> [Preference] {
    try MemoryLimits.check(id: tenant, field: "tenant_id")
    try MemoryLimits.check(id: person, field: "person_id")
    return try await database.read { connection in
      guard let person = try Person.find(person, of: tenant, on: connection),
        let secret = try LookupSecret.find(tenant, on: connection)
      else { return [] }
      return try Self.preferences(of: person, by: secret, on: connection)
    }
  }

  private static func preferences(
    of person: Person, by secret: LookupSecret, on connection: borrowing SQLConnection
  ) throws -> [Preference] {
    try Facts.list(
      FactQuery(), in: .preference, of: person, by: secret, after: 0,
      countMax: MemoryLimits.preferenceCountMax + MemoryLimits.preferenceChangeCountMax, now: 0,
      on: connection
    )
    .map {
      Preference(
        name: $0.fact.predicate, value: $0.fact.value ?? "", updatedAt: $0.fact.recordedAt)
    }
    .sorted { $0.name < $1.name }
  }

  /// Records by `record`, unless a call with the same key did: then gives what that one recorded.
  private static func once(
    _ idempotencyKey: String, of person: Person, on connection: borrowing SQLConnection,
    _ record: (borrowing SQLConnection) throws -> [RecordedEvent]
  ) throws -> [RecordedEvent] {
    if idempotencyKey.isEmpty { return try record(connection) }
    let key: [SQLValue] = [.int(person.number), .text(idempotencyKey)]
    let earlier = try connection.first(
      "SELECT first_number, event_count FROM fact_writes WHERE person = ? AND idempotency_key = ?",
      key
    ) { (first: $0.int(0), count: $0.int(1)) }
    if let earlier {
      return try EventLog.events(
        of: person.stream, after: earlier.first - 1, countMax: earlier.count, on: connection)
    }
    let recorded = try record(connection)
    if let first = recorded.first {
      try connection.execute(
        "INSERT INTO fact_writes VALUES (?, ?, ?, ?)",
        key + [.int(first.version), .int(recorded.count)])
    }
    return recorded
  }

  /// Makes what is derived of the log again: the facts of all people. Everybody waits meanwhile.
  package func rebuildFacts() async throws {
    let fresh = Self.freshSecret()
    try await database.write { connection in
      let people = try connection.query("SELECT tenant, number, person FROM people ORDER BY number")
      {
        Person(tenant: $0.text(0), number: $0.int(1), isTenant: $0.text(2).isEmpty)
      }
      for person in people {
        let secret = try LookupSecret.ensure(person.tenant, fresh: fresh, on: connection)
        try Facts.rebuild(person, by: secret, on: connection)
      }
    }
  }

  /// Deletes the facts whose time to live is over; how many rows.
  @discardableResult
  package func purgeExpiredFacts() async throws -> Int {
    let now = now()
    var count = 0
    while true {
      let purged = try await database.write { try Facts.purgeSome(at: now, on: $0) }
      if purged == 0 { return count }
      count += purged
    }
  }
}
