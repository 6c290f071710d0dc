import Memory
import Store
import StoreFixture

/// A memory with sessions of every kind, and ways to look behind it.
struct ChainFixture {
  /// Numbers that the engine gives to rows: no call shows them.
  static let rowNumbers: Set<String> = ["row"]

  let fixture: StoreFixture
  let clock = HandClock()
  let store: MemoryStore

  init(_ dialect: SQLDialect, isSealed: Bool = false) throws {
    fixture = try StoreFixture(dialect)
    store = try MemoryStore(
      at: fixture.location, masterKeys: isSealed ? try masterKeys("a") : nil,
      now: { [clock] in clock.now })
  }

  /// Session a (three turns, the second with two files), b (more than a page of turns), c (nothing yet), one of another tenant.
  func fill() async throws {
    for (tenant, id, seconds) in [
      ("t", "a", 1_000), ("t", "b", nil), ("t", "c", 10), ("u", "a", 1),
    ]
      as [(String, String, Int?)]
    {
      _ = try await store.createSession(
        tenant: tenant, id: id, title: "of \(id)", person: "p", timeToLiveSeconds: seconds)
      clock.advance(milliseconds: 3)
    }
    for id in ["x1", "x2"] { try await attach(id, session: "a") }
    try await append(["one"], to: "a")
    try await append(["two"], to: "a", attachments: ["x1", "x2"])
    try await append(["three"], to: "a")
    try await append((0..<60).map { "\($0)" }, to: "b")
    try await append((60..<90).map { "\($0)" }, to: "b")
    try await append(["of another"], to: "a", tenant: "u")
  }

  func append(
    _ texts: [String], to session: String, tenant: String = "t", attachments: [String] = []
  ) async throws {
    clock.advance(milliseconds: 1)
    _ = try await store.append(
      tenant: tenant, session: session,
      turns: texts.map {
        NewTurn(
          speaker: .user, text: $0, runID: "r", metadata: ["k": "v"], attachmentIDs: attachments)
      }, idempotencyKey: "")
  }

  func attach(_ id: String, session: String, tenant: String = "t") async throws {
    var upload = try await store.addAttachment(
      tenant: tenant, session: session, NewAttachment(id: id, mediaType: "text/plain"))
    try await upload.append(Array("content of \(id)".utf8))
    _ = try await store.finish(upload)
  }

  func audit() throws -> SessionAudit { try MemoryAudit.verify(fixture.location).sessions }

  /// What the audit says of a memory in which somebody did this behind its back; nil where it finds nothing. It is undone.
  func finding(
    _ tamper: @escaping @Sendable (borrowing SQLConnection) throws -> Void
  ) async throws -> String? {
    do {
      try await store.database.write { connection in
        try connection.disableGuards()
        try tamper(connection)
        var words: String?
        do {
          _ = try SessionAudit.verify(on: connection)
        } catch let error as StoreError {
          words = error.message
        }
        throw Undone(words: words)
      }
    } catch let undone as Undone {
      return undone.words
    }
    return nil
  }

  func finding(_ statements: [String]) async throws -> String? {
    try await finding { connection in
      for statement in statements { try connection.execute(statement) }
    }
  }

  /// The columns of a table with a value that each does not have.
  func columns(of table: String) async throws -> [(name: String, other: String)] {
    try await store.database.read { connection in
      let isSQLite = connection.dialect == .sqlite
      return try connection.query(
        isSQLite
          ? "SELECT name, type FROM pragma_table_info(?)"
          : """
          SELECT column_name, data_type FROM information_schema.columns
          WHERE table_schema = current_schema() AND table_name = ?
          """, [.text(table)]
      ) { row in
        let name = row.text(0)
        return switch row.text(1).uppercased() {
        case "TEXT": (name, "\(name) || 'x'")
        case "BLOB", "BYTEA": (name, isSQLite ? "randomblob(32)" : "sha256('other')")
        default: (name, "coalesce(\(name), 0) + 1000")
        }
      }
    }
  }
}

private struct Undone: Error {
  let words: String?
}

extension SQLConnection {
  /// Lets the transaction do what triggers and references between tables refuse.
  func disableGuards() throws {
    switch dialect {
    case .sqlite:
      try execute("PRAGMA defer_foreign_keys = ON")
      for name in try query(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'", [], { $0.text(0) })
      {
        try execute("DROP TRIGGER \(name)")
      }
    case .postgres: try execute("SET LOCAL session_replication_role = replica")
    }
  }
}
