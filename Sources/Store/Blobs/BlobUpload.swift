internal import Crypto

/// A content on its way into a database, chunk by chunk. What is not finished is swept away later
/// (`Blobs.removeUnfinished`).
package struct BlobUpload: ~Copyable {
  private let database: Database
  private let tenant: String
  private let number: Int
  private var hash = SHA256()
  private var byteCount = 0
  private var chunkCount = 0
  /// Less than a chunk.
  private var rest: [UInt8] = []

  /// `now` is in milliseconds since 1970-01-01 UTC.
  package init(to database: Database, tenant: String, now: Int) async throws {
    self.database = database
    self.tenant = tenant
    number = try await database.write { connection in
      try connection.insertedRow(
        """
        INSERT INTO blobs (tenant, byte_count, chunk_count, began_at_ms) VALUES (?, 0, 0, ?)
        RETURNING number
        """, [.text(tenant), .int(now)])
    }
  }

  /// Returns once whole chunks of it are on disk.
  package mutating func append(_ piece: ArraySlice<UInt8>) async throws {
    var piece = piece
    piece.withUnsafeBytes { hash.update($0) }
    byteCount += piece.count
    while !piece.isEmpty {
      let taken = piece.prefix(Blobs.chunkByteCount - rest.count)
      rest += taken
      piece = piece.dropFirst(taken.count)
      if rest.count == Blobs.chunkByteCount { try await writeChunk() }
    }
  }

  package mutating func append(_ piece: [UInt8]) async throws {
    try await append(piece[...])
  }

  /// Writes what is left. `Blobs.store` then makes it a blob.
  package consuming func finish() async throws -> FinishedBlobUpload {
    if !rest.isEmpty { try await writeChunk() }
    return FinishedBlobUpload(
      number: number, tenant: tenant, digest: BlobDigest(bytes: hash.finalize()),
      byteCount: byteCount, chunkCount: chunkCount,
      freshSecret: SecureRandom.bytes(SHA256.byteCount))
  }

  private mutating func writeChunk() async throws {
    let (chunk, number, ordinal, tenant) = (rest, number, chunkCount, tenant)
    try await database.write { connection in
      let place = Blobs.chunkPlace(number, ordinal)
      try connection.execute(
        "INSERT INTO blob_chunks (blob, ordinal, content) VALUES (?, ?, ?)",
        [.int(number), .int(ordinal), .blob(try connection.seal(chunk, for: tenant, at: place))])
    }
    rest.removeAll(keepingCapacity: true)
    chunkCount += 1
  }
}

/// An upload whose bytes are all on disk, and which nobody finds yet.
package struct FinishedBlobUpload: Sendable {
  let number: Int
  let tenant: String
  package let digest: BlobDigest
  package let byteCount: Int
  let chunkCount: Int
  /// For a tenant that has no secret yet.
  let freshSecret: [UInt8]
}
