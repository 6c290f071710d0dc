internal import Crypto
internal import Store

/// Answers that are kept because they cost much and are asked for again: of models to prompts, of tools.
///
/// Invariants:
/// 1. An entry is found by exactly what it answers, by whom it was stored for, until it expires.
/// 2. `cache_tenants` counts a tenant's entries and their bytes; after each write both are within limits: the
///    entries that were not used for longest go first. Use is noted once a minute, so that a hit writes rarely.
/// 3. An entry is gone when a document that it depended on was updated. Each update raises the tenant's epoch;
///    who asked before it and stores after it names the epoch of then, and is refused if its documents were
///    updated since. Of the updates the last `updateCountMax` are known; what is older than all of them (`horizon`)
///    is refused as well.
struct AnswerCache {
  static let updateCountMax = 10_000
  /// Where nothing was updated yet; 0 is what somebody gives who was not told of one.
  private static let firstEpoch = 1
  private static let evictionCount = 64
  private static let useInterval = 60_000
  private static let purgeCount = 500

  let tenant: String
  let limits: CacheLimits

  struct Entry {
    let row: Int
    let answer: CachedAnswer
    /// Whether its use is to be noted.
    let isUseDue: Bool
  }

  private struct State {
    var entryCount: Int
    var byteCount: Int
    var epoch: Int
    var horizon: Int
  }

  /// Where the tenant's row is missing, nothing was stored or updated.
  private func state(on connection: borrowing SQLConnection) throws -> State {
    try connection.first(
      "SELECT entry_count, byte_count, epoch, horizon FROM cache_tenants WHERE tenant = ?",
      [.text(tenant)]
    ) {
      State(
        entryCount: $0.int(0), byteCount: $0.int(1), epoch: max(Self.firstEpoch, $0.int(2)),
        horizon: $0.int(3))
    } ?? State(entryCount: 0, byteCount: 0, epoch: Self.firstEpoch, horizon: 0)
  }

  private func save(_ state: State, on connection: borrowing SQLConnection) throws {
    try connection.execute(
      """
      INSERT INTO cache_tenants VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (tenant) DO UPDATE SET entry_count = excluded.entry_count,
        byte_count = excluded.byte_count, epoch = excluded.epoch, horizon = excluded.horizon
      """,
      [
        .text(tenant), .int(state.entryCount), .int(state.byteCount), .int(state.epoch),
        .int(state.horizon),
      ])
  }

  /// Grows with each update of a document, and with what else makes answers outdated.
  func epoch(on connection: borrowing SQLConnection) throws -> Int {
    try state(on: connection).epoch
  }

  private func address(_ key: CacheKey, _ person: String, _ secret: LookupSecret) -> [UInt8] {
    secret.code(.entry, person, Hex.encode(key.digest))
  }

  private func place(_ address: [UInt8]) -> SealedPlace {
    SealedPlace("cache_entries", .text(tenant), .blob(address))
  }

  func find(
    _ key: CacheKey, for person: String, now: Int, on connection: borrowing SQLConnection
  ) throws -> Entry? {
    guard let secret = try LookupSecret.find(tenant, on: connection) else { return nil }
    let address = address(key, person, secret)
    return try connection.first(
      """
      SELECT row, content, stored_at_ms, expires_at_ms, used_at_ms FROM cache_entries
      WHERE tenant = ? AND address = ? AND expires_at_ms > ?
      """, [.text(tenant), .blob(address), .int(now)]
    ) { row in
      Entry(
        row: row.int(0),
        answer: CachedAnswer(
          value: try connection.open(row.blob(1), at: place(address)), storedAt: row.int(2),
          expiresAt: row.int(3)),
        isUseDue: row.int(4) + Self.useInterval <= now)
    }
  }

  /// The entries of a person, or of all, with whom they are for, after a row.
  func entries(
    of person: Int?, after row: Int, countMax: Int, now: Int, on connection: borrowing SQLConnection
  ) throws -> [(row: Int, person: String, answer: CachedAnswer)] {
    try connection.query(
      """
      SELECT row, address, content, stored_at_ms, expires_at_ms,
        coalesce((SELECT people.person FROM people WHERE number = cache_entries.person), '')
      FROM cache_entries
      WHERE tenant = ?1 AND row > ?2 AND expires_at_ms > ?3
        AND (CAST(?4 AS BIGINT) IS NULL OR person = ?4)
      ORDER BY row LIMIT ?5
      """, [.text(tenant), .int(row), .int(now), .optional(person), .int(countMax)]
    ) { row in
      let answer = CachedAnswer(
        value: try connection.open(row.blob(2), at: place(row.blob(1))), storedAt: row.int(3),
        expiresAt: row.int(4))
      return (row.int(0), row.text(5), answer)
    }
  }

  static func noteUse(of row: Int, now: Int, on connection: borrowing SQLConnection) throws {
    try connection.execute(
      "UPDATE cache_entries SET used_at_ms = ? WHERE row = ?", [.int(now), .int(row)])
  }

  struct Outcome {
    let isStored: Bool
    let evictedCount: Int
  }

  /// Keeps a value that was made of documents as they were at an epoch.
  func store(
    _ value: [UInt8], as key: CacheKey, for person: String, documents: [String], epoch: Int,
    expiresAt: Int, now: Int, secret: LookupSecret, on connection: borrowing SQLConnection
  ) throws -> Outcome {
    var state = try state(on: connection)
    let codes = Set(documents.map { secret.code(.document, $0) })
    // Who asked nothing before, and names no documents, need not name an epoch.
    let isTold = !codes.isEmpty || epoch > 0
    let isOutdated =
      try isTold && epoch < state.horizon
      || codes.contains { try wasUpdated($0, after: epoch, on: connection) }
    if isOutdated { return Outcome(isStored: false, evictedCount: 0) }
    let address = address(key, person, secret)
    let number =
      person.isEmpty ? nil : try Person.ensure(person, of: tenant, on: connection).number
    remove(
      try connection.query(
        "DELETE FROM cache_entries WHERE tenant = ? AND address = ? RETURNING byte_count",
        [.text(tenant), .blob(address)]
      ) { $0.int(0) }, from: &state)
    let content = try connection.seal(
      value, for: Person.keyOwner(number, of: tenant), at: place(address))
    let row = try connection.insertedRow(
      """
      INSERT INTO cache_entries (tenant, person, address, content, byte_count, stored_at_ms,
        expires_at_ms, used_at_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING row
      """,
      [
        .text(tenant), .optional(number), .blob(address), .blob(content), .int(content.count),
        .int(now), .int(expiresAt), .int(now),
      ])
    for code in codes {
      try connection.execute(
        "INSERT INTO cache_dependencies VALUES (?, ?, ?)", [.int(row), .text(tenant), .blob(code)])
    }
    state.entryCount += 1
    state.byteCount += content.count
    let evictedCount = try evict(&state, on: connection)
    try save(state, on: connection)
    return Outcome(isStored: true, evictedCount: evictedCount)
  }

  private func wasUpdated(
    _ document: [UInt8], after epoch: Int, on connection: borrowing SQLConnection
  ) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM cache_updates WHERE tenant = ? AND document = ? AND epoch > ?",
      [.text(tenant), .blob(document), .int(epoch)]
    ) { _ in true } ?? false
  }

  private func remove(_ byteCounts: [Int], from state: inout State) {
    state.entryCount -= byteCounts.count
    state.byteCount -= byteCounts.reduce(0, +)
  }

  /// Removes what was not used for longest until the tenant is within its limits, at last also a new one that
  /// is too much alone; how many entries.
  private func evict(
    _ state: inout State, on connection: borrowing SQLConnection
  ) throws -> Int {
    var count = 0
    while state.entryCount > limits.entryCountMax || state.byteCount > limits.byteCountMax {
      let oldest = try connection.query(
        """
        SELECT row, byte_count FROM cache_entries WHERE tenant = ?
        ORDER BY used_at_ms, row LIMIT ?
        """, [.text(tenant), .int(Self.evictionCount)]
      ) { (row: $0.int(0), byteCount: $0.int(1)) }
      if oldest.isEmpty { break }
      for entry in oldest
      where state.entryCount > limits.entryCountMax || state.byteCount > limits.byteCountMax {
        try connection.execute("DELETE FROM cache_entries WHERE row = ?", [.int(entry.row)])
        remove([entry.byteCount], from: &state)
        count += 1
      }
    }
    return count
  }

  /// Documents were updated: what depended on them is gone, also what is stored later and was made before.
  /// Returns how many entries went.
  func documentsUpdated(
    _ documents: [String], secret: LookupSecret, on connection: borrowing SQLConnection
  ) throws -> Int {
    var state = try state(on: connection)
    let epoch = state.epoch + 1
    var count = 0
    for code in Set(documents.map({ secret.code(.document, $0) })) {
      try connection.execute(
        """
        INSERT INTO cache_updates VALUES (?, ?, ?)
        ON CONFLICT (tenant, document) DO UPDATE SET epoch = excluded.epoch
        """, [.text(tenant), .blob(code), .int(epoch)])
      let removed = try connection.query(
        """
        DELETE FROM cache_entries WHERE row IN (
          SELECT entry FROM cache_dependencies WHERE tenant = ? AND document = ?)
        RETURNING byte_count
        """, [.text(tenant), .blob(code)]
      ) { $0.int(0) }
      remove(removed, from: &state)
      count += removed.count
    }
    let horizon = try connection.first(
      "SELECT epoch FROM cache_updates WHERE tenant = ? ORDER BY epoch DESC LIMIT 1 OFFSET ?",
      [.text(tenant), .int(Self.updateCountMax)]
    ) { $0.int(0) }
    if let horizon {
      try connection.execute(
        "DELETE FROM cache_updates WHERE tenant = ? AND epoch <= ?", [.text(tenant), .int(horizon)])
    }
    try save(
      State(
        entryCount: state.entryCount, byteCount: state.byteCount, epoch: epoch,
        horizon: max(state.horizon, horizon ?? 0)), on: connection)
    return count
  }

  /// Removes the entries of one person, and those that are nobody's in particular, for they may tell of the person;
  /// how many. An answer that is being made meanwhile is not kept.
  func clear(person: Int, on connection: borrowing SQLConnection) throws -> Int {
    var state = try state(on: connection)
    (state.epoch, state.horizon) = (state.epoch + 1, state.epoch + 1)
    let removed = try connection.query(
      """
      DELETE FROM cache_entries WHERE tenant = ? AND (person = ? OR person IS NULL)
      RETURNING byte_count
      """, [.text(tenant), .int(person)]
    ) { $0.int(0) }
    remove(removed, from: &state)
    try save(state, on: connection)
    return removed.count
  }

  /// Has a tenant begin anew, because what its entries and updates are found by has changed. An answer that is
  /// being made meanwhile is not kept. Returns how many entries went.
  @discardableResult
  static func reset(_ tenant: String, on connection: borrowing SQLConnection) throws -> Int {
    try connection.execute("DELETE FROM cache_entries WHERE tenant = ?", [.text(tenant)])
    let count = try connection.changedRowCount()
    try connection.execute("DELETE FROM cache_updates WHERE tenant = ?", [.text(tenant)])
    try connection.execute(
      """
      UPDATE cache_tenants SET entry_count = 0, byte_count = 0,
        epoch = CASE WHEN epoch < ?2 THEN ?2 ELSE epoch END + 1,
        horizon = CASE WHEN epoch < ?2 THEN ?2 ELSE epoch END + 1
      WHERE tenant = ?1
      """, [.text(tenant), .int(firstEpoch)])
    return count
  }

  /// Removes some of the entries of all tenants that have expired; how many.
  static func purgeSome(at now: Int, on connection: borrowing SQLConnection) throws -> Int {
    let removed = try connection.query(
      """
      DELETE FROM cache_entries WHERE row IN (
        SELECT row FROM cache_entries WHERE expires_at_ms <= ? ORDER BY expires_at_ms LIMIT ?)
      RETURNING tenant, byte_count
      """, [.int(now), .int(purgeCount)]
    ) { (tenant: $0.text(0), byteCount: $0.int(1)) }
    for (tenant, entries) in Dictionary(grouping: removed, by: \.tenant) {
      try connection.execute(
        """
        UPDATE cache_tenants SET entry_count = entry_count - ?2, byte_count = byte_count - ?3
        WHERE tenant = ?1
        """,
        [
          .text(tenant), .int(entries.count), .int(entries.reduce(0) { $0 + $1.byteCount }),
        ])
    }
    return removed.count
  }
}
