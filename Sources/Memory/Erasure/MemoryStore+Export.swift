internal import Foundation
internal import Store

/// All that is kept of a person or a tenant, as JSON Lines.
///
/// Pages are read one after the other: each line is as it was when its page was read. In memory is one page.
extension MemoryStore {
  private static let exportPageSize = 100

  /// Gives what there is of a person, or with a nil `person` of the tenant with all its people, to `write`, line
  /// by line, each with its line break.
  package func export(
    tenant: String, person: String?, _ write: ([UInt8]) async throws -> Void
  ) async throws {
    try MemoryLimits.check(id: tenant, field: "tenant_id")
    if let person { try MemoryLimits.check(id: person, field: "person_id") }
    let now = now()
    var lineCount = 0
    func put(_ line: ExportLine) async throws {
      try await write(try JSON.encode(line) + [UInt8(ascii: "\n")])
      lineCount += 1
    }
    try await put(
      .header(.init(tenant_id: tenant, person_id: person, exported_at_ms: now)))
    var number: Int?
    if let person {
      number = try await database.read { try Person.find(person, of: tenant, on: $0)?.number }
      if number == nil { return try await put(.end(.init(line_count: lineCount))) }
    }
    try await exportSessions(of: tenant, number, now: now, put)
    try await exportPeople(of: tenant, number, now: now, put)
    try await exportCache(of: tenant, number, now: now, put)
    try await put(.end(.init(line_count: lineCount)))
  }

  private func exportSessions(
    of tenant: String, _ person: Int?, now: Int, _ put: (ExportLine) async throws -> Void
  ) async throws {
    var last = ""
    while true {
      let sessions = try await database.read { [last] connection in
        try connection.query(
          """
          SELECT \(Self.sessionColumns) FROM sessions
          WHERE tenant = ?1 AND id > ?2 AND (expires_at_ms IS NULL OR expires_at_ms > ?3)
            AND (CAST(?4 AS BIGINT) IS NULL OR person = ?4)
          ORDER BY id LIMIT ?5
          """,
          [
            .text(tenant), .text(last), .int(now), .optional(person), .int(Self.exportPageSize),
          ]
        ) { try Self.session($0, of: tenant, on: connection) }
      }
      for session in sessions {
        try await put(ExportLine(session))
        try await exportTurns(of: tenant, session, put)
        if session.attachmentCount > 0 { try await exportAttachments(of: tenant, session, put) }
        last = session.id
      }
      if sessions.count < Self.exportPageSize { return }
    }
  }

  private func exportTurns(
    of tenant: String, _ session: Session, _ put: (ExportLine) async throws -> Void
  ) async throws {
    var position = 0
    while true {
      let turns = try await database.read { [position] connection in
        try Self.turns(
          of: session, tenant: tenant, after: position, countMax: Self.exportPageSize,
          on: connection)
      }
      for turn in turns { try await put(ExportLine(turn, of: session.id)) }
      guard turns.count == Self.exportPageSize, let last = turns.last else { return }
      position = last.position
    }
  }

  private func exportAttachments(
    of tenant: String, _ session: Session, _ put: (ExportLine) async throws -> Void
  ) async throws {
    let all = try await database.read {
      try Attachments.all(tenant: tenant, session: session.id, on: $0)
    }
    for (attachment, position) in all {
      try await put(
        .attachment(
          .init(
            session_id: session.id, attachment_id: attachment.id, turn_position: position,
            name: attachment.name, media_type: attachment.mediaType,
            byte_count: attachment.byteCount, sha256: attachment.sha256,
            stored_at_ms: attachment.storedAt)))
      guard let digest = BlobDigest(attachment.sha256) else { continue }
      var offset = 0
      _ = try await database.readBlob(
        digest, of: Person.keyOwner(session.personNumber, of: tenant)
      ) { piece in
        try await put(
          .piece(.init(offset: offset, data_base64: Data(piece).base64EncodedString())))
        offset += piece.count
      }
    }
  }

  private func exportPeople(
    of tenant: String, _ only: Int?, now: Int, _ put: (ExportLine) async throws -> Void
  ) async throws {
    var last = 0
    while true {
      let people = try await database.read { [last] connection in
        try connection.query(
          """
          SELECT number, person FROM people
          WHERE tenant = ?1 AND number > ?2 AND (CAST(?3 AS BIGINT) IS NULL OR number = ?3)
          ORDER BY number LIMIT ?4
          """, [.text(tenant), .int(last), .optional(only), .int(Self.exportPageSize)]
        ) { (number: $0.int(0), id: $0.text(1)) }
      }
      for person in people {
        for realm in [FactEvent.Realm.fact, .preference] {
          try await exportFacts(
            in: realm,
            of: Person(tenant: tenant, number: person.number, isTenant: person.id.isEmpty),
            person.id, now: now, put)
        }
        last = person.number
      }
      if people.count < Self.exportPageSize { return }
    }
  }

  private func exportFacts(
    in realm: FactEvent.Realm, of person: Person, _ id: String, now: Int,
    _ put: (ExportLine) async throws -> Void
  ) async throws {
    var row = 0
    while true {
      let facts = try await database.read { [row] connection -> [(row: Int, fact: Fact)] in
        guard let secret = try LookupSecret.find(person.tenant, on: connection) else { return [] }
        return try Facts.list(
          FactQuery(isHistory: true), in: realm, of: person, by: secret, after: row,
          countMax: Self.exportPageSize, now: now, on: connection)
      }
      for fact in facts { try await put(ExportLine(fact.fact, of: id, in: realm)) }
      guard facts.count == Self.exportPageSize, let last = facts.last else { return }
      row = last.row
    }
  }

  private func exportCache(
    of tenant: String, _ only: Int?, now: Int, _ put: (ExportLine) async throws -> Void
  ) async throws {
    var row = 0
    while true {
      let entries = try await database.read { [row] connection in
        try AnswerCache(tenant: tenant, limits: cacheLimits).entries(
          of: only, after: row, countMax: Self.exportPageSize / 10, now: now, on: connection)
      }
      for entry in entries {
        try await put(
          .cached(
            .init(
              person_id: entry.person,
              value_base64: Data(entry.answer.value).base64EncodedString(),
              stored_at_ms: entry.answer.storedAt, expires_at_ms: entry.answer.expiresAt)))
      }
      guard entries.count == Self.exportPageSize / 10, let last = entries.last else { return }
      row = last.row
    }
  }
}
