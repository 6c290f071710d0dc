internal import Crypto

extension Database {
  /// Gives a content piece by piece to `body`; false where the tenant has none of this name.
  ///
  /// Throws `corrupt` at the end where the pieces together are not what the name says, and as soon as a sealed
  /// one does not open: what was received is to be used only after this returned.
  package func readBlob(
    _ digest: BlobDigest, of tenant: String, _ body: ([UInt8]) async throws -> Void
  ) async throws -> Bool {
    guard
      let blob = try await read({ try Blobs.find(digest, tenant: tenant, on: $0) })
    else { return false }
    var hash = SHA256()
    var byteCount = 0
    for ordinal in 0..<blob.chunkCount {
      let chunk = try await read { try Self.chunk(ordinal, of: blob, digest, on: $0) }
      hash.update(chunk)
      byteCount += chunk.count
      try await body(chunk)
    }
    guard byteCount == blob.byteCount, hash.finalize() == digest.bytes else {
      throw StoreError(
        .corrupt, "the content of blob \(digest) is not what its name says: restore a backup")
    }
    return true
  }

  private static func chunk(
    _ ordinal: Int, of blob: Blobs.Stored, _ digest: BlobDigest,
    on connection: borrowing SQLConnection
  ) throws -> [UInt8] {
    let stored = try connection.first(
      "SELECT content FROM blob_chunks WHERE blob = ? AND ordinal = ?",
      [.int(blob.number), .int(ordinal)]
    ) { $0.blob(0) }
    if let stored {
      return try connection.open(stored, at: Blobs.chunkPlace(blob.number, ordinal))
    }
    let isThere = try connection.first(
      "SELECT 1 FROM blobs WHERE number = ?", [.int(blob.number)]
    ) { _ in true }
    if isThere == nil {
      throw StoreError(.forgotten, "blob \(digest) lost its last owner while it was read")
    }
    throw StoreError(
      .corrupt, "blob \(digest) has no chunk \(ordinal) any more: restore a backup")
  }
}
