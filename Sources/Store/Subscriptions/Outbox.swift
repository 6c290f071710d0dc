/// A message that a caller wants to publish.
package struct NewMessage: Sendable, Hashable {
  /// What it is about, such as "document-updated".
  package let topic: String
  package let payload: [UInt8]

  package init(topic: String, payload: [UInt8]) {
    self.topic = topic
    self.payload = payload
  }
}

/// A message as the outbox holds it.
package struct OutboxMessage: Sendable, Hashable {
  /// Its place in the outbox, from 1.
  package let position: Int
  package let topic: String
  package let tenant: String
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
      topic TEXT NOT NULL,
      tenant TEXT NOT NULL,
      payload BLOB NOT NULL,
      published_at_ms INTEGER NOT NULL
    ) STRICT;
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
        topic TEXT NOT NULL,
        tenant TEXT NOT NULL,
        payload BYTEA NOT NULL,
        published_at_ms BIGINT NOT NULL
      );
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

  /// Publishes messages of a tenant together with whatever else the transaction does; returns the position of
  /// the last one.
  @discardableResult
  package static func publish(
    _ messages: [NewMessage], tenant: String = "", now: Int,
    on connection: borrowing SQLConnection
  ) throws -> Int {
    var position = try lastPosition(on: connection)
    for message in messages {
      position += 1
      let stored = try connection.seal(message.payload, for: tenant, at: place(position))
      try connection.execute(
        """
        INSERT INTO outbox (position, topic, tenant, payload, published_at_ms)
        VALUES (?, ?, ?, ?, ?)
        """,
        [.int(position), .text(message.topic), .text(tenant), .blob(stored), .int(now)])
    }
    return position
  }

  package static func lastPosition(on connection: borrowing SQLConnection) throws -> Int {
    try connection.first("SELECT position FROM outbox ORDER BY position DESC LIMIT 1") {
      $0.int(0)
    } ?? 0
  }

  /// The messages after a position, oldest first, at most `countMax`.
  package static func messages(
    after position: Int, countMax: Int, on connection: borrowing SQLConnection
  ) throws -> [OutboxMessage] {
    try connection.query(
      """
      SELECT position, topic, tenant, published_at_ms, payload FROM outbox
      WHERE position > ? ORDER BY position LIMIT ?
      """, [.int(position), .int(countMax)]
    ) { row in
      var message = OutboxMessage(
        position: row.int(0), topic: row.text(1), tenant: row.text(2), payload: [],
        publishedAtMilliseconds: row.int(3))
      do {
        message.payload = try connection.open(row.blob(4), at: place(message.position))
      } catch let error as StoreError where error.code == .forgotten {
        message.isForgotten = true
      }
      return message
    }
  }

  private static func place(_ position: Int) -> SealedPlace {
    SealedPlace("outbox", .int(position))
  }
}
