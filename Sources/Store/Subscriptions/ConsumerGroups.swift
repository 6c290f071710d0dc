/// A named group of consumers of one tenant's messages, and where it stands.
package struct ConsumerGroup: Sendable, Hashable {
  package let name: String
  /// The messages that it takes; none means all.
  package let topics: [String]
  /// The sequence number of the last message that is done with; 0 before the first.
  package let cursor: Int
  package let createdAtMilliseconds: Int
  /// When the cursor moved last.
  package let movedAtMilliseconds: Int

  /// Where a group that is made begins.
  package enum Start: Sendable, Hashable {
    case after(Int)
    case newest
  }
}

/// Groups of consumers of the outbox's messages: each tenant has its own, and each group sees all of its tenant's
/// messages of the topics that it takes, in order.
///
/// Invariants:
/// 1. A cursor moves forward by the group's leader alone (`Leadership`), from where that one saw it.
/// 2. Moving a group elsewhere, or forgetting it, ends its leader: nothing that it does afterwards counts.
/// 3. What a group does changes nothing for another one.
///
/// `Subscriptions` are the like for parts of one program, over all tenants.
package enum ConsumerGroups {
  package static let migration = Migration(
    "consumer groups",
    """
    CREATE TABLE consumer_groups (
      tenant TEXT NOT NULL,
      name TEXT NOT NULL,
      topics TEXT NOT NULL,
      cursor INTEGER NOT NULL,
      created_at_ms INTEGER NOT NULL,
      moved_at_ms INTEGER NOT NULL,
      PRIMARY KEY (tenant, name)
    ) STRICT, WITHOUT ROWID;
    """,
    postgres: """
      CREATE TABLE consumer_groups (
        tenant TEXT COLLATE "C" NOT NULL,
        name TEXT COLLATE "C" NOT NULL,
        topics TEXT NOT NULL,
        cursor BIGINT NOT NULL,
        created_at_ms BIGINT NOT NULL,
        moved_at_ms BIGINT NOT NULL,
        PRIMARY KEY (tenant, name)
      );
      """)

  /// The name of a group's leadership. A group's name has no slash, so no two groups share one.
  package static func leadership(of name: String, tenant: String) -> String {
    "consumers/\(tenant)/\(name)"
  }

  /// The group of this name, made unless it is there; `overloaded` when the tenant has `countMax` already.
  package static func join(
    _ name: String, tenant: String, topics: [String], start: ConsumerGroup.Start, countMax: Int,
    now: Int, on connection: borrowing SQLConnection
  ) throws -> ConsumerGroup {
    if let group = try group(name, tenant: tenant, on: connection) { return group }
    let count = try connection.first(
      "SELECT count(*) FROM consumer_groups WHERE tenant = ?", [.text(tenant)]
    ) { $0.int(0) }
    guard count ?? 0 < countMax else {
      throw StoreError(
        .overloaded, "the tenant has \(countMax) consumer groups, as many as may be: delete one")
    }
    let group = ConsumerGroup(
      name: name, topics: topics, cursor: try position(of: start, tenant: tenant, on: connection),
      createdAtMilliseconds: now, movedAtMilliseconds: now)
    try connection.execute(
      """
      INSERT INTO consumer_groups (tenant, name, topics, cursor, created_at_ms, moved_at_ms)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .text(tenant), .text(name), .text(topics.joined(separator: separator)),
        .int(group.cursor), .int(now), .int(now),
      ])
    return group
  }

  package static func group(
    _ name: String, tenant: String, on connection: borrowing SQLConnection
  ) throws -> ConsumerGroup? {
    try connection.first(
      "SELECT \(columns) FROM consumer_groups WHERE tenant = ? AND name = ?",
      [.text(tenant), .text(name)], read)
  }

  /// A tenant's groups, in the order of their names.
  package static func all(
    tenant: String, on connection: borrowing SQLConnection
  ) throws -> [ConsumerGroup] {
    try connection.query(
      "SELECT \(columns) FROM consumer_groups WHERE tenant = ? ORDER BY name", [.text(tenant)],
      read)
  }

  /// Moves the cursor on, on behalf of the group's leader. Throws `staleLease` for one that was replaced.
  package static func commit(
    _ name: String, tenant: String, from expected: Int, to sequence: Int, epoch: Int, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    precondition(sequence >= expected)
    try Leadership.check(leadership(of: name, tenant: tenant), epoch: epoch, on: connection)
    try connection.execute(
      """
      UPDATE consumer_groups SET cursor = ?, moved_at_ms = ?
      WHERE tenant = ? AND name = ? AND cursor = ?
      """, [.int(sequence), .int(now), .text(tenant), .text(name), .int(expected)])
    guard try connection.changedRowCount() == 1 else {
      throw StoreError(
        .staleLease, "the consumer group '\(name)' is no longer at \(expected): read it again")
    }
  }

  /// Moves a group to another place, forward or back; `nil` when there is none of this name.
  package static func seek(
    _ name: String, tenant: String, to target: ConsumerGroup.Start, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> ConsumerGroup? {
    try Leadership.depose(leadership(of: name, tenant: tenant), on: connection)
    let sequence = try position(of: target, tenant: tenant, on: connection)
    try connection.execute(
      "UPDATE consumer_groups SET cursor = ?, moved_at_ms = ? WHERE tenant = ? AND name = ?",
      [.int(sequence), .int(now), .text(tenant), .text(name)])
    return try group(name, tenant: tenant, on: connection)
  }

  /// Forgets a group; false when there is none of this name. Its leadership stays, so that its epochs never
  /// come again.
  package static func remove(
    _ name: String, tenant: String, on connection: borrowing SQLConnection
  ) throws -> Bool {
    try Leadership.depose(leadership(of: name, tenant: tenant), on: connection)
    try connection.execute(
      "DELETE FROM consumer_groups WHERE tenant = ? AND name = ?", [.text(tenant), .text(name)])
    return try connection.changedRowCount() == 1
  }

  private static let columns = "name, topics, cursor, created_at_ms, moved_at_ms"
  /// Between topics, which hold no control characters.
  private static let separator = "\n"

  private static func read(_ row: borrowing SQLRow) -> ConsumerGroup {
    ConsumerGroup(
      name: row.text(0),
      topics: row.text(1).split(separator: separator).map(String.init), cursor: row.int(2),
      createdAtMilliseconds: row.int(3), movedAtMilliseconds: row.int(4))
  }

  /// A place that is there: beyond the last message is at the last one.
  private static func position(
    of start: ConsumerGroup.Start, tenant: String, on connection: borrowing SQLConnection
  ) throws -> Int {
    let last = try Outbox.lastSequence(of: tenant, on: connection)
    return switch start {
    case .after(let sequence): min(max(0, sequence), last)
    case .newest: last
    }
  }
}
