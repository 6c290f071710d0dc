internal import Crypto
internal import Store

/// Where a watcher of a run goes on, in a form that it keeps and cannot change: bound to tenant and run, good for a
/// while, and told apart from every other text by a code that only who has the store's secret can make. So any
/// process on the store takes it.
///
/// On the wire: base64url of the version (1 byte), the expiry and the sequence number (8 bytes each, big-endian),
/// SHA-256 of tenant and run (32 bytes), and HMAC-SHA-256 of all that (32 bytes).
package struct ContinuationToken: Sendable, Hashable {
  /// Why a token is refused.
  package enum Refusal: Error, Sendable, Hashable {
    /// It was changed, cut off, or is none of this store's.
    case notOurs
    case ofAnotherRun
    /// When it expired, in milliseconds since 1970-01-01 UTC.
    case expired(at: Int)
  }

  /// How long a token is good for.
  package static let lifetimeMilliseconds = 24 * 3_600 * 1_000
  private static let version: UInt8 = 1
  private static let byteCount = 1 + 8 + 8 + SHA256.byteCount + SHA256.byteCount

  /// What was seen last.
  package let sequence: Int
  package let expiresAt: Int

  package init(sequence: Int, expiresAt: Int) {
    (self.sequence, self.expiresAt) = (sequence, expiresAt)
  }

  package func text(runID: String, tenant: String, secret: [UInt8]) -> String {
    var bytes = [Self.version]
    withUnsafeBytes(of: UInt64(expiresAt).bigEndian) { bytes += $0 }
    withUnsafeBytes(of: UInt64(sequence).bigEndian) { bytes += $0 }
    bytes += Self.subject(runID, tenant)
    return Base64.encodeForURL(bytes + HMACSHA256(key: secret).code(of: bytes))
  }

  package init(
    _ text: String, runID: String, tenant: String, secret: [UInt8], now: Int
  ) throws(Refusal) {
    guard let bytes = Base64.decodeFromURL(text), bytes.count == Self.byteCount else {
      throw .notOurs
    }
    let signed = Array(bytes.dropLast(SHA256.byteCount))
    let code = HMACSHA256(key: secret).code(of: signed)
    // In a time that does not depend on how many bytes are right.
    let difference = zip(code, bytes.suffix(SHA256.byteCount)).reduce(0) { $0 | ($1.0 ^ $1.1) }
    guard difference == 0, signed[0] == Self.version else { throw .notOurs }
    expiresAt = Self.number(signed[1..<9])
    sequence = Self.number(signed[9..<17])
    guard Array(signed[17...]) == Self.subject(runID, tenant) else { throw .ofAnotherRun }
    guard now < expiresAt else { throw .expired(at: expiresAt) }
  }

  /// No other pair of texts has it.
  private static func subject(_ runID: String, _ tenant: String) -> [UInt8] {
    SHA256.hash(Array("\(tenant.utf8.count):\(tenant)\(runID)".utf8))
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    Int(clamping: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}

/// The secret that continuation tokens are signed with: one for all processes on a store.
enum TokenSecret {
  static let migration = Migration(
    "orchestrator: secrets",
    """
    CREATE TABLE secrets (name TEXT PRIMARY KEY, secret BLOB NOT NULL, is_sealed INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
    """,
    postgres: """
      CREATE TABLE secrets (
        name TEXT COLLATE "C" PRIMARY KEY, secret BYTEA NOT NULL, is_sealed BIGINT NOT NULL);
      """)

  private static let name = "continuation tokens"
  private static let place = SealedPlace("secrets", .text(name))

  static func find(on connection: borrowing SQLConnection) throws -> [UInt8]? {
    let row = try connection.first(
      "SELECT secret, is_sealed FROM secrets WHERE name = ?", [.text(name)]
    ) { (secret: $0.blob(0), isSealed: $0.int(1) != 0) }
    // One that was kept in plain text before the store was sealed is replaced.
    guard let row, row.isSealed || !connection.isSealing else { return nil }
    return try connection.open(row.secret, at: place)
  }

  /// The secret; where there is none, `fresh` becomes it.
  static func ensure(_ fresh: [UInt8], on connection: borrowing SQLConnection) throws -> [UInt8] {
    if let known = try find(on: connection) { return known }
    try connection.execute(
      """
      INSERT INTO secrets (name, secret, is_sealed) VALUES (?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET secret = excluded.secret, is_sealed = excluded.is_sealed
      """,
      [
        .text(name), .blob(try connection.seal(fresh, for: "", at: place)),
        .int(connection.isSealing ? 1 : 0),
      ])
    return fresh
  }
}

extension RunStore {
  /// The secret that continuation tokens of this store are signed with.
  func tokenSecret() async throws -> [UInt8] {
    if let known = try await database.read({ try TokenSecret.find(on: $0) }) { return known }
    let fresh = SecureRandom.bytes(SHA256.byteCount)
    return try await database.write { try TokenSecret.ensure(fresh, on: $0) }
  }
}
