/// A message that a caller wants to publish.
package struct NewMessage: Sendable, Hashable {
  /// What it is about, such as "document-updated".
  package let topic: String
  package let payload: [UInt8]
  /// Belongs to one message of its tenant at most; empty for none. See `Outbox.message(withKey:of:on:)`.
  package let key: String

  package init(topic: String, payload: [UInt8], key: String = "") {
    self.topic = topic
    self.payload = payload
    self.key = key
  }
}

/// A message as the outbox holds it.
package struct OutboxMessage: Sendable, Hashable {
  /// Its place in the outbox, from 1.
  package let position: Int
  /// Its place among the messages of its tenant, from 1, without gaps.
  package let sequence: Int
  package let topic: String
  package let tenant: String
  package let key: String
  package internal(set) var payload: [UInt8]
  /// Whether its tenant's keys were forgotten, and its payload, which is empty here, with them.
  package internal(set) var isForgotten = false
  /// When it was published, in milliseconds since 1970-01-01 UTC.
  package let publishedAtMilliseconds: Int
}

/// Messages for others, written in the transaction of what they tell: they are there if and only if that
/// happened, and in the order in which it did. `Subscription` delivers them.
package enum Outbox {
  package static let migration = Migration(
    "outbox",
    """
    CREATE TABLE outbox (
      position INTEGER PRIMARY KEY,
      tenant TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      topic TEXT NOT NULL,
      key TEXT NOT NULL,
      payload BLOB NOT NULL,
      published_at_ms INTEGER NOT NULL,
      UNIQUE (tenant, sequence)
    ) STRICT;
    CREATE UNIQUE INDEX outbox_by_key ON outbox (tenant, key) WHERE key != '';
    CREATE TABLE subscriptions (
      consumers TEXT PRIMARY KEY,
      cursor INTEGER NOT NULL,
      failed_tries INTEGER NOT NULL,
      retry_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE dead_letters (
      consumers TEXT NOT NULL,
      position INTEGER NOT NULL,
      tries INTEGER NOT NULL,
      error TEXT NOT NULL,
      buried_at_ms INTEGER NOT NULL,
      PRIMARY KEY (consumers, position)
    ) STRICT;
    """,
    postgres: """
      CREATE TABLE outbox (
        position BIGINT PRIMARY KEY,
        tenant TEXT COLLATE "C" NOT NULL,
        sequence BIGINT NOT NULL,
        topic TEXT NOT NULL,
        key TEXT COLLATE "C" NOT NULL,
        payload BYTEA NOT NULL,
        published_at_ms BIGINT NOT NULL,
        UNIQUE (tenant, sequence)
      );
      CREATE UNIQUE INDEX outbox_by_key ON outbox (tenant, key) WHERE key != '';
      CREATE TABLE subscriptions (
        consumers TEXT PRIMARY KEY,
        cursor BIGINT NOT NULL,
        failed_tries BIGINT NOT NULL,
        retry_at_ms BIGINT NOT NULL
      );
      CREATE TABLE dead_letters (
        consumers TEXT NOT NULL,
        position BIGINT NOT NULL,
        tries BIGINT NOT NULL,
        error TEXT NOT NULL,
        buried_at_ms BIGINT NOT NULL,
        PRIMARY KEY (consumers, position)
      );
      """)

  /// Publishes messages of a tenant together with whatever else the transaction does.
  @discardableResult
  package static func publish(
    _ messages: [NewMessage], tenant: String = "", now: Int,
    on connection: borrowing SQLConnection
  ) throws -> [OutboxMessage] {
    var (position, sequence) = try end(of: tenant, on: connection)
    return try messages.map { message in
      position += 1
      sequence += 1
      let stored = try connection.seal(message.payload, for: tenant, at: place(position))
      try connection.execute(
        """
        INSERT INTO outbox (position, tenant, sequence, topic, key, payload, published_at_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .int(position), .text(tenant), .int(sequence), .text(message.topic), .text(message.key),
          .blob(stored), .int(now),
        ])
      return OutboxMessage(
        position: position, sequence: sequence, topic: message.topic, tenant: tenant,
        key: message.key, payload: message.payload, publishedAtMilliseconds: now)
    }
  }

  /// Where the outbox ends.
  package static func lastPosition(on connection: borrowing SQLConnection) throws -> Int {
    try connection.first("SELECT position FROM outbox ORDER BY position DESC LIMIT 1") {
      $0.int(0)
    } ?? 0
  }

  /// The sequence number of a tenant's last message.
  package static func lastSequence(
    of tenant: String, on connection: borrowing SQLConnection
  ) throws -> Int {
    try connection.first(
      "SELECT sequence FROM outbox WHERE tenant = ? ORDER BY sequence DESC LIMIT 1",
      [.text(tenant)]
    ) { $0.int(0) } ?? 0
  }

  /// The messages of all tenants after a position, oldest first, at most `countMax`.
  package static func messages(
    after position: Int, countMax: Int, on connection: borrowing SQLConnection
  ) throws -> [OutboxMessage] {
    try connection.query(
      "SELECT \(columns) FROM outbox WHERE position > ? ORDER BY position LIMIT ?",
      [.int(position), .int(countMax)]
    ) { try opened($0, on: connection) }
  }

  /// A tenant's messages after a sequence number, oldest first, at most `countMax`: of those at or before `end`,
  /// and of these topics alone, where there are any.
  package static func messages(
    of tenant: String, topics: [String], after sequence: Int, through end: Int, countMax: Int,
    on connection: borrowing SQLConnection
  ) throws -> [OutboxMessage] {
    try connection.query(
      """
      SELECT \(columns) FROM outbox WHERE tenant = ? AND sequence > ? AND sequence <= ?
      \(condition(topics)) ORDER BY sequence LIMIT ?
      """,
      [.text(tenant), .int(sequence), .int(end)] + topics.map(SQLValue.text) + [.int(countMax)]
    ) { try opened($0, on: connection) }
  }

  /// How many messages that are.
  package static func count(
    of tenant: String, topics: [String], after sequence: Int, through end: Int,
    on connection: borrowing SQLConnection
  ) throws -> Int {
    try connection.first(
      """
      SELECT count(*) FROM outbox WHERE tenant = ? AND sequence > ? AND sequence <= ?
      \(condition(topics))
      """, [.text(tenant), .int(sequence), .int(end)] + topics.map(SQLValue.text)
    ) { $0.int(0) } ?? 0
  }

  /// The tenant's message that was published with a key.
  package static func message(
    withKey key: String, of tenant: String, on connection: borrowing SQLConnection
  ) throws -> OutboxMessage? {
    if key.isEmpty { return nil }
    return try connection.first(
      "SELECT \(columns) FROM outbox WHERE tenant = ? AND key = ? AND key != ''",
      [.text(tenant), .text(key)]
    ) { try opened($0, on: connection) }
  }

  /// Whose messages there are after a position, and the last position.
  package static func tenants(
    after position: Int, on connection: borrowing SQLConnection
  ) throws -> (tenants: [String], last: Int) {
    let last = try lastPosition(on: connection)
    if last <= position { return ([], last) }
    let tenants = try connection.query(
      "SELECT DISTINCT tenant FROM outbox WHERE position > ? ORDER BY tenant", [.int(position)]
    ) { $0.text(0) }
    return (tenants, last)
  }

  private static let columns =
    "position, sequence, topic, tenant, key, published_at_ms, payload"

  private static func condition(_ topics: [String]) -> String {
    topics.isEmpty ? "" : "AND topic IN (\(topics.map { _ in "?" }.joined(separator: ", ")))"
  }

  /// Where the outbox ends, and a tenant's part of it: one question, for PostgreSQL takes a round trip for each.
  private static func end(
    of tenant: String, on connection: borrowing SQLConnection
  ) throws -> (position: Int, sequence: Int) {
    try connection.first(
      """
      SELECT position,
        COALESCE(
          (SELECT sequence FROM outbox WHERE tenant = ? ORDER BY sequence DESC LIMIT 1), 0)
      FROM outbox ORDER BY position DESC LIMIT 1
      """, [.text(tenant)]
    ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
  }

  private static func opened(
    _ row: borrowing SQLRow, on connection: borrowing SQLConnection
  ) throws -> OutboxMessage {
    var message = OutboxMessage(
      position: row.int(0), sequence: row.int(1), topic: row.text(2), tenant: row.text(3),
      key: row.text(4), payload: [], publishedAtMilliseconds: row.int(5))
    do {
      message.payload = try connection.open(row.blob(6), at: place(message.position))
    } catch let error as StoreError where error.code == .forgotten {
      message.isForgotten = true
    }
    return message
  }

  private static func place(_ position: Int) -> SealedPlace {
    SealedPlace("outbox", .int(position))
  }
}
