internal import Store

/// What went when somebody was erased, and what stays.
package struct Erasure: Sendable, Hashable {
  package var sessionCount = 0
  package var turnCount = 0
  package var attachmentCount = 0
  /// Rows of facts and preferences, former ones included.
  package var factCount = 0
  /// Kept answers of the person, and those for everybody, which may have been made from what the person said.
  package var cachedCount = 0
  /// Events that stay in the log, which nobody can change.
  package var eventCount = 0
  /// Whether all those events were sealed and their keys are gone. Otherwise what some say stays on disk.
  package var areEventsForgotten = false
}

/// Erasing one person of a tenant, or all of it.
///
/// 1. Sessions go as expired ones do: invisible at once, then their turns, some in each transaction.
/// 2. One transaction removes what is left, the person's number with it, and forgets the keys. Before it an
///    erasure that was cut off is repeated by asking again; after it nothing can be read any more.
///
/// The event log keeps its events with their hashes, so that the chain is verified as before. They name the
/// person by number alone; what they say was sealed under the keys that are forgotten.
extension MemoryStore {
  private static let erasedFactCountMax = 500
  private static let checkedEventCount = 500

  /// Erases a person, or with a nil `person` all that the tenant has.
  package func erase(tenant: String, person: String?) async throws -> Erasure {
    try MemoryLimits.check(id: tenant, field: "tenant_id")
    if let person { try MemoryLimits.check(id: person, field: "person_id") }
    let now = now()
    var erasure = Erasure()
    if person == nil {
      // So that purging need not take out word after word what goes as a whole.
      try await database.write { try WordIndex.removeEarlier(tenant, on: $0) }
    }
    while true {
      let step = try await database.write { [erasure] connection in
        try Self.eraseSome(tenant, person, now: now, erasure, on: connection)
      }
      erasure = step.erasure
      if step.isDone { return erasure }
    }
  }

  private static func eraseSome(
    _ tenant: String, _ id: String?, now: Int, _ erasure: Erasure,
    on connection: borrowing SQLConnection
  ) throws -> (erasure: Erasure, isDone: Bool) {
    var erasure = erasure
    let people = try people(id, of: tenant, on: connection)
    if let session = try nextSession(of: tenant, id == nil ? nil : people, on: connection) {
      if try purgeTurns(tenant: tenant, id: session.id, on: connection) {
        try purge(tenant: tenant, id: session.id, as: .erased, now: now, on: connection)
        erasure.sessionCount += 1
        erasure.turnCount += session.turnCount
        erasure.attachmentCount += session.attachmentCount
      }
      return (erasure, false)
    }
    for person in people {
      try connection.execute(
        """
        DELETE FROM facts WHERE row IN (SELECT row FROM facts WHERE person = ? LIMIT ?)
        """, [.int(person.number), .int(erasedFactCountMax)])
      let count = try connection.changedRowCount()
      erasure.factCount += count
      if count == erasedFactCountMax { return (erasure, false) }
    }
    for person in people { try remove(person, &erasure, on: connection) }
    if id == nil {
      erasure.cachedCount += try AnswerCache.reset(tenant, on: connection)
      try removeRest(of: tenant, on: connection)
    }
    try EventLog.append(
      [
        NewEvent(
          kind: id == nil ? "TenantErased" : "PersonErased",
          payload: try JSON.encode(["people": people.map(\.number)]))
      ], to: "erasures", expectedVersion: nil, now: now, on: connection)
    // Last, for forgetting takes all keys from hand.
    if id == nil {
      try DataKeys.forget(tenant, on: connection)
    } else {
      for person in people { try DataKeys.forget(person.keyOwner, on: connection) }
    }
    erasure.areEventsForgotten = try areEventsForgotten(of: people, on: connection)
    return (erasure, true)
  }

  /// Whether no event of theirs can be read any more: those of before the store was sealed can.
  private static func areEventsForgotten(
    of people: [Person], on connection: borrowing SQLConnection
  ) throws -> Bool {
    guard connection.isSealing else { return false }
    for person in people {
      var version = 0
      while true {
        let page = try EventLog.events(
          of: person.stream, after: version, countMax: checkedEventCount, on: connection)
        guard page.allSatisfy(\.isForgotten) else { return false }
        guard let last = page.last, page.count == checkedEventCount else { break }
        version = last.version
      }
    }
    return true
  }

  /// The person of this id, or all of the tenant, the tenant itself included.
  private static func people(
    _ id: String?, of tenant: String, on connection: borrowing SQLConnection
  ) throws -> [Person] {
    if let id { return try Person.find(id, of: tenant, on: connection).map { [$0] } ?? [] }
    return try connection.query(
      "SELECT number, person FROM people WHERE tenant = ? ORDER BY number", [.text(tenant)]
    ) { Person(tenant: tenant, number: $0.int(0), isTenant: $0.text(1).isEmpty) }
  }

  /// A session of one of the people, or of anybody.
  private static func nextSession(
    of tenant: String, _ people: [Person]?, on connection: borrowing SQLConnection
  ) throws -> (id: String, turnCount: Int, attachmentCount: Int)? {
    let all = "SELECT id, turn_count, attachment_count FROM sessions WHERE tenant = ?"
    guard let people else {
      return try connection.first("\(all) LIMIT 1", [.text(tenant)]) {
        ($0.text(0), $0.int(1), $0.int(2))
      }
    }
    for person in people {
      let found = try connection.first(
        "\(all) AND person = ? LIMIT 1", [.text(tenant), .int(person.number)]
      ) { ($0.text(0), $0.int(1), $0.int(2)) }
      if let found { return found }
    }
    return nil
  }

  /// Removes what is left of a person whose sessions and facts are gone.
  private static func remove(
    _ person: Person, _ erasure: inout Erasure, on connection: borrowing SQLConnection
  ) throws {
    erasure.eventCount += try EventLog.version(of: person.stream, on: connection)
    erasure.cachedCount += try AnswerCache(tenant: person.tenant, limits: CacheLimits())
      .clear(person: person.number, on: connection)
    // Uploads that were cut off belong to no session.
    try Blobs.removeAll(of: person.keyOwner, on: connection)
    for table in ["fact_writes", "people"] {
      let column = table == "people" ? "number" : "person"
      try connection.execute(
        "DELETE FROM \(table) WHERE \(column) = ?", [.int(person.number)])
    }
  }

  /// Removes what belongs to a tenant and to none of its people.
  private static func removeRest(
    of tenant: String, on connection: borrowing SQLConnection
  ) throws {
    try WordIndex.removeEarlier(tenant, on: connection)
    try Blobs.removeAll(of: tenant, on: connection)
    try connection.execute("DELETE FROM lookup_secrets WHERE tenant = ?", [.text(tenant)])
  }
}
