internal import Crypto
internal import Store

/// A secret of a tenant by which rows are found without their saying what they are found by: in the place of a
/// word, a subject or a prompt stands its HMAC-SHA256 code.
///
/// Who has the files and not the keys can tell that two rows hold the same, and not what.
///
/// States of a tenant's secret: none -> stored plain, where nothing is sealed -> another one, sealed: what was
/// found by the plain one is found by it from then on (`ensure`).
struct LookupSecret: Sendable, Hashable {
  /// What is looked up, so that a word and a subject of the same letters have different codes.
  enum Domain: String {
    case word
    case subject
    case predicate
    case entry
    case document
  }

  static let byteCount = SHA256.byteCount

  private let hmac: HMACSHA256

  init(_ bytes: [UInt8]) {
    hmac = HMACSHA256(key: bytes)
  }

  /// The code of these parts in this order; kind and lengths are hashed too, so that no other parts have it.
  func code(_ domain: Domain, _ parts: String...) -> [UInt8] {
    var message: [UInt8] = []
    for part in [domain.rawValue] + parts {
      withUnsafeBytes(of: UInt64(part.utf8.count).bigEndian) { message += $0 }
      message += part.utf8
    }
    return hmac.code(of: message)
  }

  /// The tenant's secret, unless it has none or one that must no longer be used.
  static func find(
    _ tenant: String, on connection: borrowing SQLConnection
  ) throws -> LookupSecret? {
    let row = try connection.first(
      "SELECT secret, is_sealed FROM lookup_secrets WHERE tenant = ?", [.text(tenant)]
    ) { (secret: $0.blob(0), isSealed: $0.int(1) != 0) }
    guard let row, row.isSealed || !connection.isSealing else { return nil }
    do {
      return LookupSecret(try connection.open(row.secret, at: place(tenant)))
    } catch let error as StoreError where error.code == .forgotten {
      return nil
    }
  }

  /// The tenant's secret; where it has none, `fresh` becomes it.
  static func ensure(
    _ tenant: String, fresh: [UInt8], on connection: borrowing SQLConnection
  ) throws -> LookupSecret {
    if let known = try find(tenant, on: connection) { return known }
    let secret = LookupSecret(fresh)
    try connection.execute(
      """
      INSERT INTO lookup_secrets (tenant, secret, is_sealed) VALUES (?, ?, ?)
      ON CONFLICT (tenant) DO UPDATE SET secret = excluded.secret, is_sealed = excluded.is_sealed
      """,
      [
        .text(tenant), .blob(try connection.seal(fresh, for: tenant, at: place(tenant))),
        .int(connection.isSealing ? 1 : 0),
      ])
    try Facts.recode(tenant, by: secret, on: connection)
    try AnswerCache.reset(tenant, on: connection)
    return secret
  }

  private static func place(_ tenant: String) -> SealedPlace {
    SealedPlace("lookup_secrets", .text(tenant))
  }
}
