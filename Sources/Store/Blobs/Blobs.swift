internal import Crypto

/// Contents of any size, named by their SHA-256 and kept as long as somebody refers to them.
///
/// Invariants:
/// 1. A blob that is found is whole: it is named in the transaction that follows its last chunk.
/// 2. A tenant's equal contents are stored once, however many owners refer to them.
/// 3. A blob without an owner is gone, with its chunks, in the transaction that took the last one away.
///
/// States of a blob: uploading (no address, only its uploader knows its number) -> stored -> gone.
///
/// Contents are told apart per tenant, and found by the digest together with a secret of the tenant. Shared
/// between tenants, one whose keys are forgotten would take the others' contents along, and whoever stores a
/// file could tell by the time it takes whether somebody else has it; and a bare digest on disk would say
/// which known files are there, sealed or not.
package enum Blobs {
  /// In memory at a time are one chunk, its sealed form and what a caller handed in.
  static let chunkByteCount = 1 << 16

  package static let migration = Migration(
    "blobs",
    """
    CREATE TABLE blob_secrets (tenant TEXT PRIMARY KEY, secret BLOB NOT NULL) STRICT;
    CREATE TABLE blobs (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      tenant TEXT NOT NULL,
      address BLOB,
      byte_count INTEGER NOT NULL,
      chunk_count INTEGER NOT NULL,
      began_at_ms INTEGER NOT NULL,
      UNIQUE (tenant, address)
    ) STRICT;
    CREATE TABLE blob_chunks (
      blob INTEGER NOT NULL REFERENCES blobs ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      content BLOB NOT NULL,
      PRIMARY KEY (blob, ordinal)
    ) STRICT;
    CREATE TABLE blob_owners (
      tenant TEXT NOT NULL,
      owner TEXT NOT NULL,
      blob INTEGER NOT NULL REFERENCES blobs,
      media_type TEXT NOT NULL,
      PRIMARY KEY (tenant, owner, blob)
    ) STRICT;
    CREATE INDEX blob_owners_by_blob ON blob_owners (blob);
    CREATE INDEX blobs_uploading ON blobs (began_at_ms) WHERE address IS NULL;
    """,
    postgres: """
      CREATE TABLE blob_secrets (tenant TEXT PRIMARY KEY, secret BYTEA NOT NULL);
      CREATE TABLE blobs (
        number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant TEXT NOT NULL,
        address BYTEA,
        byte_count BIGINT NOT NULL,
        chunk_count BIGINT NOT NULL,
        began_at_ms BIGINT NOT NULL,
        UNIQUE (tenant, address)
      );
      CREATE TABLE blob_chunks (
        blob BIGINT NOT NULL REFERENCES blobs ON DELETE CASCADE,
        ordinal BIGINT NOT NULL,
        content BYTEA NOT NULL,
        PRIMARY KEY (blob, ordinal)
      );
      ALTER TABLE blob_chunks ALTER content SET STORAGE EXTERNAL;
      CREATE TABLE blob_owners (
        tenant TEXT NOT NULL,
        owner TEXT NOT NULL,
        blob BIGINT NOT NULL REFERENCES blobs,
        media_type TEXT NOT NULL,
        PRIMARY KEY (tenant, owner, blob)
      );
      CREATE INDEX blob_owners_by_blob ON blob_owners (blob);
      CREATE INDEX blobs_uploading ON blobs (began_at_ms) WHERE address IS NULL;
      """)

  // MARK: Owners

  /// Gives a finished upload its name and first owner, in the transaction of what refers to it. Content that is
  /// there already is not stored again.
  @discardableResult
  package static func store(
    _ upload: FinishedBlobUpload, owner: String, mediaType: String,
    on connection: borrowing SQLConnection
  ) throws -> BlobDescription {
    let address = try address(
      of: upload.digest, tenant: upload.tenant, freshSecret: upload.freshSecret, on: connection)
    let number: Int
    if let known = try stored(address, tenant: upload.tenant, on: connection) {
      number = known.number
      try connection.execute("DELETE FROM blobs WHERE number = ?", [.int(upload.number)])
    } else {
      number = upload.number
      let sql = """
        UPDATE blobs SET address = ?, byte_count = ?, chunk_count = ?
        WHERE number = ? AND address IS NULL
        """
      try connection.execute(
        sql,
        [.blob(address), .int(upload.byteCount), .int(upload.chunkCount), .int(upload.number)])
      guard try connection.changedRowCount() == 1 else {
        throw StoreError(
          .forgotten, "the upload was swept away because it took too long: upload it again")
      }
    }
    try setOwner(owner, tenant: upload.tenant, of: number, mediaType, on: connection)
    return BlobDescription(
      digest: upload.digest, byteCount: upload.byteCount, mediaType: mediaType)
  }

  /// One more owner of a content that is there; false where it is not.
  package static func addOwner(
    _ owner: String, of digest: BlobDigest, tenant: String, mediaType: String,
    on connection: borrowing SQLConnection
  ) throws -> Bool {
    guard let blob = try find(digest, tenant: tenant, on: connection) else { return false }
    try setOwner(owner, tenant: tenant, of: blob.number, mediaType, on: connection)
    return true
  }

  /// Takes an owner away, and with the last one the content.
  package static func removeOwner(
    _ owner: String, of digest: BlobDigest, tenant: String, on connection: borrowing SQLConnection
  ) throws {
    guard let blob = try find(digest, tenant: tenant, on: connection) else { return }
    try connection.execute(
      "DELETE FROM blob_owners WHERE tenant = ? AND owner = ? AND blob = ?",
      [.text(tenant), .text(owner), .int(blob.number)])
    try removeOwnerless([blob.number], on: connection)
  }

  /// Takes an owner away from all that it owns.
  package static func removeOwner(
    _ owner: String, tenant: String, on connection: borrowing SQLConnection
  ) throws {
    let numbers = try connection.query(
      "DELETE FROM blob_owners WHERE tenant = ? AND owner = ? RETURNING blob",
      [.text(tenant), .text(owner)]
    ) { $0.int(0) }
    try removeOwnerless(numbers, on: connection)
  }

  /// Takes away all that a tenant stored, also what no key opens any more.
  package static func removeAll(
    of tenant: String, on connection: borrowing SQLConnection
  ) throws {
    for table in ["blob_owners", "blobs", "blob_secrets"] {
      try connection.execute("DELETE FROM \(table) WHERE tenant = ?", [.text(tenant)])
    }
  }

  /// What an owner gave to a content; nil where it has none of it.
  package static func description(
    of digest: BlobDigest, owner: String, tenant: String, on connection: borrowing SQLConnection
  ) throws -> BlobDescription? {
    guard let blob = try find(digest, tenant: tenant, on: connection) else { return nil }
    return try connection.first(
      "SELECT media_type FROM blob_owners WHERE tenant = ? AND owner = ? AND blob = ?",
      [.text(tenant), .text(owner), .int(blob.number)]
    ) { BlobDescription(digest: digest, byteCount: blob.byteCount, mediaType: $0.text(0)) }
  }

  /// Removes uploads that began before a time and were never finished; returns how many.
  @discardableResult
  package static func removeUnfinished(
    begunBefore milliseconds: Int, on connection: borrowing SQLConnection
  ) throws -> Int {
    try connection.execute(
      "DELETE FROM blobs WHERE address IS NULL AND began_at_ms < ?", [.int(milliseconds)])
    return try connection.changedRowCount()
  }

  private static func setOwner(
    _ owner: String, tenant: String, of blob: Int, _ mediaType: String,
    on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO blob_owners (tenant, owner, blob, media_type) VALUES (?, ?, ?, ?)
      ON CONFLICT (tenant, owner, blob) DO UPDATE SET media_type = excluded.media_type
      """, [.text(tenant), .text(owner), .int(blob), .text(mediaType)])
  }

  private static func removeOwnerless(
    _ numbers: [Int], on connection: borrowing SQLConnection
  ) throws {
    for number in numbers {
      try connection.execute(
        """
        DELETE FROM blobs WHERE number = ?1
          AND NOT EXISTS (SELECT 1 FROM blob_owners WHERE blob = ?1)
        """, [.int(number)])
    }
  }

  // MARK: Addresses

  struct Stored {
    let number: Int
    let byteCount: Int
    let chunkCount: Int
  }

  static func find(
    _ digest: BlobDigest, tenant: String, on connection: borrowing SQLConnection
  ) throws -> Stored? {
    guard let secret = try secret(of: tenant, on: connection) else { return nil }
    return try stored(address(digest, secret), tenant: tenant, on: connection)
  }

  private static func stored(
    _ address: [UInt8], tenant: String, on connection: borrowing SQLConnection
  ) throws -> Stored? {
    try connection.first(
      "SELECT number, byte_count, chunk_count FROM blobs WHERE tenant = ? AND address = ?",
      [.text(tenant), .blob(address)]
    ) { Stored(number: $0.int(0), byteCount: $0.int(1), chunkCount: $0.int(2)) }
  }

  /// Both have 32 bytes, so there is one way only to read them apart.
  private static func address(_ digest: BlobDigest, _ secret: [UInt8]) -> [UInt8] {
    SHA256.hash(secret + digest.bytes)
  }

  private static func address(
    of digest: BlobDigest, tenant: String, freshSecret: [UInt8],
    on connection: borrowing SQLConnection
  ) throws -> [UInt8] {
    if let secret = try secret(of: tenant, on: connection) { return address(digest, secret) }
    let sealed = try connection.seal(freshSecret, for: tenant, at: secretPlace(tenant))
    try connection.execute(
      """
      INSERT INTO blob_secrets (tenant, secret) VALUES (?, ?)
      ON CONFLICT (tenant) DO UPDATE SET secret = excluded.secret
      """, [.text(tenant), .blob(sealed)])
    return address(digest, freshSecret)
  }

  /// Nil where the tenant has none, or its keys were forgotten and the secret with them.
  private static func secret(
    of tenant: String, on connection: borrowing SQLConnection
  ) throws -> [UInt8]? {
    let sealed = try connection.first(
      "SELECT secret FROM blob_secrets WHERE tenant = ?", [.text(tenant)]
    ) { $0.blob(0) }
    do {
      return try sealed.map { try connection.open($0, at: secretPlace(tenant)) }
    } catch let error as StoreError where error.code == .forgotten {
      return nil
    }
  }

  private static func secretPlace(_ tenant: String) -> SealedPlace {
    SealedPlace("blob_secrets", .text(tenant))
  }

  static func chunkPlace(_ blob: Int, _ ordinal: Int) -> SealedPlace {
    SealedPlace("blob_chunks", .int(blob), .int(ordinal))
  }
}
