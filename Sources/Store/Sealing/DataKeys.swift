/// The data keys of a store, wrapped by its master key.
///
/// Invariants:
/// 1. A number is given to one key only, also after it was forgotten.
/// 2. `reserved` is at least the number of messages that were sealed with a key, and at most `messageCountMax`:
///    with random 96-bit nonces that keeps the chance that one repeats below 2^-32 (NIST SP 800-38D, 8.3).
/// 3. `epoch` rises in every transaction after which some key must not be used as it was before.
///
/// States of a key: active (seals and opens) -> retired (opens) -> forgotten (the row stays without the key);
/// an active key may be forgotten too.
package enum DataKeys {
  private static let messageCountMax = 1 << 32
  /// How many messages are reserved at a time; what a process does not use of them is lost.
  private static let reservationSize = 1 << 16
  private static let rewrapPageSize = 500

  private static func script(for dialect: SQLDialect) -> String {
    let bytes = dialect == .postgres ? "BYTEA" : "BLOB"
    return """
      CREATE TABLE IF NOT EXISTS store_sealing (
        id BIGINT PRIMARY KEY CHECK (id = 1),
        master TEXT NOT NULL,
        epoch BIGINT NOT NULL,
        holds_plain BIGINT NOT NULL
      );
      CREATE TABLE IF NOT EXISTS store_data_keys (
        number BIGINT PRIMARY KEY,
        tenant TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('active', 'retired', 'forgotten')),
        master TEXT NOT NULL,
        wrapped \(bytes) NOT NULL,
        reserved BIGINT NOT NULL,
        created_at_ms BIGINT NOT NULL
      );
      CREATE INDEX IF NOT EXISTS store_data_keys_by_tenant ON store_data_keys (tenant, number)
      """
  }

  // MARK: What the store knows

  /// Makes the tables where they are missing, in the transaction of the caller.
  static func prepare(on connection: borrowing SQLConnection) throws(StoreError) {
    try connection.executeScript(script(for: connection.dialect))
    do {
      try check(connection.sealer.ring?.masters, on: connection)
    } catch {
      throw StoreError(error)
    }
  }

  struct State {
    /// The id of the master key that wraps new data keys.
    let master: String
    let epoch: Int
    /// Whether the store is older than its sealing, so that values in it may stand there as they are.
    let holdsPlain: Bool
  }

  /// Nil while nothing is sealed.
  static func state(on connection: borrowing SQLConnection) throws(StoreError) -> State? {
    do {
      return try connection.first("SELECT master, epoch, holds_plain FROM store_sealing") { row in
        State(master: row.text(0), epoch: row.int(1), holdsPlain: row.int(2) != 0)
      }
    } catch {
      throw StoreError(error)
    }
  }

  /// Checks that the keys that were given are those of the store, and begins to seal one that is not sealed yet.
  static func check(
    _ masters: MasterKeys?, on connection: borrowing SQLConnection
  ) throws {
    guard let master = try state(on: connection)?.master else {
      guard let masters else { return }
      try connection.makeMigrationTable()
      let migrationCount =
        try connection.first("SELECT count(*) FROM store_migrations") { $0.int(0) } ?? 0
      try connection.execute(
        "INSERT INTO store_sealing VALUES (1, ?, 1, ?)",
        [.text(masters.primary.id), .int(migrationCount == 0 ? 0 : 1)])
      return
    }
    let used = try connection.query(
      "SELECT DISTINCT master FROM store_data_keys WHERE state <> 'forgotten'"
    ) { $0.text(0) }
    for id in Set(used).union([master]) where masters?[id] == nil {
      throw StoreError(
        .cannotOpen,
        "\(connection.name) is sealed under master key \(id), which is not given: give it with "
          + "--master-key-file or APUS_MASTER_KEY, a new one before it")
    }
  }

  /// A key that opens what was sealed; nil where it was forgotten.
  static func key(
    _ number: Int, masters: MasterKeys, on connection: borrowing SQLConnection
  ) throws -> DataKey? {
    let row = try connection.first(
      "SELECT tenant, state, master, wrapped FROM store_data_keys WHERE number = ?",
      [.int(number)]
    ) { (tenant: $0.text(0), state: $0.text(1), master: $0.text(2), wrapped: $0.blob(3)) }
    guard let row else {
      throw StoreError(
        .corrupt, "\(connection.name) has no data key \(number): restore a backup")
    }
    if row.state == "forgotten" { return nil }
    return try unwrap(
      number, tenant: row.tenant, master: row.master, wrapped: row.wrapped, masters, connection.name
    )
  }

  private static func unwrap(
    _ number: Int, tenant: String, master id: String, wrapped: [UInt8], _ masters: MasterKeys,
    _ name: String
  ) throws -> DataKey {
    guard let master = masters[id] else {
      throw StoreError(
        .cannotOpen,
        "data key \(number) of \(name) is wrapped by master key \(id), which is not given: put "
          + "it below the new one in the file, or set APUS_PREVIOUS_MASTER_KEY to it")
    }
    guard
      let key = try? DataKey(number: number, tenant: tenant, wrapped: wrapped, by: master)
    else {
      throw StoreError(
        .corrupt, "data key \(number) of \(name) was changed or moved: restore a backup")
    }
    return key
  }

  // MARK: Sealing

  /// Reserves messages of the tenant's active key; makes a key of `fresh`, 32 random bytes, where there is none
  /// or it has sealed as many as it may.
  static func reserve(
    _ tenant: String, fresh: [UInt8], now: Int, ring: KeyRing,
    on connection: borrowing SQLConnection
  ) throws -> DataKeyGrant {
    let active = try connection.first(
      "SELECT number, reserved FROM store_data_keys WHERE tenant = ? AND state = 'active'",
      [.text(tenant)]
    ) { (number: $0.int(0), reserved: $0.int(1)) }
    if let active {
      if active.reserved + reservationSize <= messageCountMax,
        let key = try key(active.number, masters: ring.masters, on: connection)
      {
        try connection.execute(
          "UPDATE store_data_keys SET reserved = reserved + ? WHERE number = ?",
          [.int(reservationSize), .int(active.number)])
        return grant(key, ring)
      }
      try connection.execute(
        "UPDATE store_data_keys SET state = 'retired' WHERE number = ?", [.int(active.number)])
    }
    let key = DataKey(number: try nextNumber(on: connection), tenant: tenant, bytes: fresh)
    guard let id = try state(on: connection)?.master, let master = ring.masters[id] else {
      throw StoreError(
        .cannotOpen, "\(connection.name) seals under another master key: start this process anew")
    }
    try connection.execute(
      "INSERT INTO store_data_keys VALUES (?, ?, 'active', ?, ?, ?, ?)",
      [
        .int(key.number), .text(tenant), .text(master.id), .blob(key.wrapped(by: master)),
        .int(reservationSize), .int(now),
      ])
    return grant(key, ring)
  }

  private static func grant(_ key: DataKey, _ ring: KeyRing) -> DataKeyGrant {
    DataKeyGrant(
      tenant: key.tenant, key: key, remaining: reservationSize, generation: ring.generation)
  }

  private static func nextNumber(on connection: borrowing SQLConnection) throws -> Int {
    let last = try connection.first("SELECT max(number) FROM store_data_keys") { $0.int(0) } ?? 0
    return last + 1
  }

  // MARK: Parts of tenants

  /// Stands in no id of a tenant.
  private static let separator = "\u{1F}"

  /// In whose name to seal what belongs to a part of a tenant, such as one person, that is to be forgotten by
  /// itself. What concerns the tenant concerns its parts.
  package static func part(_ name: String, of tenant: String) -> String {
    tenant + separator + name
  }

  /// The condition that a key is of the tenant whose values these are, or of a part of it.
  private static let isOfTenant = """
    (tenant = ?1 OR substr(tenant, 1, CAST(?2 AS INTEGER)) = ?3)
    """

  private static func values(_ tenant: String) -> [SQLValue] {
    let prefix = tenant + separator
    return [.text(tenant), .int(prefix.unicodeScalars.count), .text(prefix)]
  }

  // MARK: Rotation

  /// From this transaction on, what is stored for the tenant is sealed under new keys; for all tenants where
  /// none is named. What was stored still opens.
  package static func retire(
    _ tenant: String? = nil, on connection: borrowing SQLConnection
  ) throws {
    let retiring = "UPDATE store_data_keys SET state = 'retired' WHERE state = 'active'"
    if let tenant {
      try connection.execute("\(retiring) AND \(isOfTenant)", values(tenant))
    } else {
      try connection.execute(retiring)
    }
    try raiseEpoch(on: connection)
  }

  /// Forgets the keys of a tenant, or of a part of one, and with them all that is sealed under them: it opens nowhere any more.
  ///
  /// Old copies of the database hold the keys still, wrapped by the master key of their time: they are gone for
  /// good once that one is replaced (`Database.rewrapDataKeys`) and destroyed.
  package static func forget(
    _ tenant: String, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "UPDATE store_data_keys SET state = 'forgotten', wrapped = ?4 WHERE \(isOfTenant)",
      values(tenant) + [.blob([])])
    try raiseEpoch(on: connection)
  }

  private static func raiseEpoch(on connection: borrowing SQLConnection) throws {
    try connection.execute("UPDATE store_sealing SET epoch = epoch + 1")
    connection.sealer.dropKeys()
  }

  /// How many keys there are in each state, and how many of those that open are wrapped by each master key.
  package struct Counts: Sendable, Hashable {
    package internal(set) var active = 0
    package internal(set) var retired = 0
    package internal(set) var forgotten = 0
    package internal(set) var byMasterKey: [String: Int] = [:]
  }

  package static func counts(on connection: borrowing SQLConnection) throws -> Counts {
    var counts = Counts()
    try connection.forEachRow(
      "SELECT state, master, count(*) FROM store_data_keys GROUP BY state, master"
    ) { row in
      let count = row.int(2)
      switch row.text(0) {
      case "active": counts.active += count
      case "retired": counts.retired += count
      default:
        counts.forgotten += count
        return
      }
      counts.byMasterKey[row.text(1), default: 0] += count
    }
    return counts
  }

  /// New data keys are wrapped by `master` from this transaction on.
  static func adopt(_ master: MasterKey, on connection: borrowing SQLConnection) throws {
    try connection.execute("UPDATE store_sealing SET master = ?", [.text(master.id)])
  }

  /// Wraps some of the keys after `number` by the primary master key; the last of them, nil at the end.
  static func rewrap(
    after number: Int, masters: MasterKeys, on connection: borrowing SQLConnection
  ) throws -> (last: Int, count: Int)? {
    let rows = try connection.query(
      """
      SELECT number, tenant, master, wrapped FROM store_data_keys
      WHERE number > ? AND state <> 'forgotten' AND master <> ? ORDER BY number LIMIT ?
      """, [.int(number), .text(masters.primary.id), .int(rewrapPageSize)]
    ) { (number: $0.int(0), tenant: $0.text(1), master: $0.text(2), wrapped: $0.blob(3)) }
    for row in rows {
      let key = try unwrap(
        row.number, tenant: row.tenant, master: row.master, wrapped: row.wrapped, masters,
        connection.name)
      try connection.execute(
        "UPDATE store_data_keys SET master = ?, wrapped = ? WHERE number = ?",
        [.text(masters.primary.id), .blob(key.wrapped(by: masters.primary)), .int(row.number)])
    }
    return rows.last.map { ($0.number, rows.count) }
  }
}

extension SQLConnection {
  func prepareSealing() throws(StoreError) {
    try inTransaction { () throws(StoreError) in try DataKeys.prepare(on: self) }
  }
}
