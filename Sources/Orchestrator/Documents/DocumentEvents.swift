internal import Messages
internal import Store

/// What is told of documents: events of their tenant.
enum DocumentEvents {
  static let updated = "document-updated"
  static let removed = "document-removed"

  /// Where the log of changes was read up to.
  struct Bookmark: Sendable, Hashable {
    var position = 0
    var changedAt = 0
  }

  static let migration = Migration(
    "orchestrator: changes of documents",
    both: """
      CREATE TABLE document_bookmark (
        id BIGINT PRIMARY KEY, position BIGINT NOT NULL, changed_at_ms BIGINT NOT NULL)
      """)

  static func bookmark(on connection: borrowing SQLConnection) throws -> Bookmark {
    try connection.first(
      "SELECT position, changed_at_ms FROM document_bookmark WHERE id = 1"
    ) { Bookmark(position: $0.int(0), changedAt: $0.int(1)) } ?? Bookmark()
  }

  static func move(
    to bookmark: Bookmark, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO document_bookmark (id, position, changed_at_ms) VALUES (1, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        position = excluded.position, changed_at_ms = excluded.changed_at_ms
      """, [.int(bookmark.position), .int(bookmark.changedAt)])
  }

  static func name(of change: Apus.Retrieval.V1.DocumentChange) -> String {
    change.kind == .removed ? removed : updated
  }

  static func payload(of change: Apus.Retrieval.V1.DocumentChange) -> Value {
    let words: String =
      switch change.kind {
      case .added: "added"
      case .relabelled: "relabelled"
      case .removed: "removed"
      case .replaced, .unspecified, .unrecognized: "replaced"
      }
    return .object([
      "documentID": .string(change.documentID), "uri": .string(change.uri),
      "change": .string(words), "sha256": .string(change.sha256),
    ])
  }

  /// The same change is published once, also when the log is read again from its beginning.
  static func key(of change: Apus.Retrieval.V1.DocumentChange) -> String {
    "document-change/\(change.position)/\(change.changedAtMs)"
  }

  /// The document that an event names.
  static func document(in event: PublishedEvent) -> String? {
    guard [updated, removed].contains(event.name) else { return nil }
    return event.payload.field(["documentID"])?.string
  }
}
