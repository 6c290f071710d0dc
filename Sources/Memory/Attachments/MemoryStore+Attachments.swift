internal import Foundation
internal import Store

/// An attachment on its way into a session. Cut off, it leaves nothing that anybody finds, and its chunks are
/// swept away.
package struct AttachmentUpload: ~Copyable {
  let tenant: String
  let session: String
  let attachment: NewAttachment
  let keyOwner: String
  private let byteCountMax: Int
  private var byteCount = 0
  private var blob: BlobUpload

  init(
    tenant: String, session: String, attachment: NewAttachment, keyOwner: String,
    byteCountMax: Int, blob: consuming BlobUpload
  ) {
    self.tenant = tenant
    self.session = session
    self.attachment = attachment
    self.keyOwner = keyOwner
    self.byteCountMax = byteCountMax
    self.blob = blob
  }

  /// Returns once whole chunks of it are on disk.
  package mutating func append(_ piece: [UInt8]) async throws {
    byteCount += piece.count
    guard byteCount <= byteCountMax else {
      throw MemoryError.invalid(
        "the attachment has more than \(byteCountMax) bytes, the most that are taken; "
          + "--attachment-bytes-max allows more")
    }
    try await blob.append(piece)
  }

  consuming func finish() async throws -> FinishedBlobUpload { try await blob.finish() }
}

extension MemoryStore {
  /// How long an upload may take.
  private static let uploadMilliseconds = 3_600_000

  /// Begins to add a file to a live session.
  package func addAttachment(
    tenant: String, session: String, _ attachment: NewAttachment
  ) async throws -> AttachmentUpload {
    try MemoryLimits.check(tenant: tenant, session: session)
    try MemoryLimits.check(attachment)
    let now = now()
    let keyOwner = try await database.read { connection in
      let current = try Self.live(tenant, session, at: now, on: connection)
      return Person.keyOwner(current.personNumber, of: tenant)
    }
    return AttachmentUpload(
      tenant: tenant, session: session, attachment: attachment, keyOwner: keyOwner,
      byteCountMax: attachmentByteCountMax,
      blob: try await BlobUpload(to: database, tenant: keyOwner, now: now))
  }

  /// Makes an upload an attachment of its session. One of the same id and content that is there already is
  /// given back instead.
  package func finish(_ upload: consuming AttachmentUpload) async throws -> Attachment {
    let (tenant, session, new) = (upload.tenant, upload.session, upload.attachment)
    let keyOwner = upload.keyOwner
    let blob = try await upload.finish()
    guard new.sha256.isEmpty || new.sha256.lowercased() == blob.digest.description else {
      throw MemoryError.invalid(
        "the content's SHA-256 is \(blob.digest), and sha256 says \(new.sha256): send it again")
    }
    let now = now()
    let attachment = Attachment(
      id: new.id.isEmpty ? "a-" + UUID().uuidString.lowercased() : new.id, name: new.name,
      mediaType: new.mediaType, byteCount: blob.byteCount, sha256: blob.digest.description,
      storedAt: now)
    return try await database.write { connection in
      let current = try Self.live(tenant, session, at: now, on: connection)
      // Another session of this id may have begun meanwhile.
      guard Person.keyOwner(current.personNumber, of: tenant) == keyOwner else {
        throw MemoryError.sessionNotFound(session)
      }
      if let earlier = try Attachments.find(
        attachment.id, tenant: tenant, session: session, on: connection)
      {
        guard earlier.sha256 == attachment.sha256 else {
          throw MemoryError.attachmentExists(attachment.id)
        }
        return earlier
      }
      guard current.attachmentCount < MemoryLimits.attachmentCountMax else {
        throw MemoryError.invalid(
          "session '\(session)' has \(current.attachmentCount) attachments, the most that it may have: "
            + "use another session")
      }
      try Blobs.store(
        blob, owner: Attachments.owner(session), mediaType: attachment.mediaType, on: connection)
      try Attachments.add(
        attachment, tenant: tenant, session: session, sealedFor: keyOwner, on: connection)
      return attachment
    }
  }

  /// Gives what an attachment is to `begin` and then its content, piece by piece, to `body`. Throws at the end
  /// where the pieces are not what was stored: what was received counts only once this has returned.
  package func readAttachment(
    tenant: String, session: String, id: String, begin: (Attachment) async throws -> Void,
    _ body: ([UInt8]) async throws -> Void
  ) async throws {
    try MemoryLimits.check(tenant: tenant, session: session)
    try MemoryLimits.check(id: id, field: "attachment_id")
    let now = now()
    let (attachment, keyOwner) = try await database.read { connection in
      let current = try Self.live(tenant, session, at: now, on: connection)
      guard
        let attachment = try Attachments.find(
          id, tenant: tenant, session: session, on: connection)
      else { throw MemoryError.attachmentNotFound(id) }
      return (attachment, Person.keyOwner(current.personNumber, of: tenant))
    }
    guard let digest = BlobDigest(attachment.sha256) else {
      throw StoreError(.corrupt, "attachment '\(id)' has no digest: restore a backup")
    }
    try await begin(attachment)
    guard try await database.readBlob(digest, of: keyOwner, body) else {
      throw StoreError(.corrupt, "the content of attachment '\(id)' is gone: restore a backup")
    }
  }

  /// Deletes uploads that were cut off; how many.
  @discardableResult
  package func purgeUnfinishedUploads() async throws -> Int {
    let begin = now() - Self.uploadMilliseconds
    return try await database.write { try Blobs.removeUnfinished(begunBefore: begin, on: $0) }
  }
}

extension MemoryLimits {
  static func check(_ attachment: NewAttachment) throws(MemoryError) {
    try check(id: attachment.id, field: "attachment_id")
    try check(attachment.name, field: "name", byteCountMax: titleByteCountMax)
    try check(id: attachment.mediaType, field: "media_type")
    guard attachment.mediaType.contains("/") else {
      throw .invalid(
        "media_type is '\(attachment.mediaType)'; write one such as image/png, or application/octet-stream"
      )
    }
    guard attachment.sha256.isEmpty || BlobDigest(attachment.sha256) != nil else {
      throw .invalid("sha256 is not 64 hexadecimal digits; leave it empty not to have it checked")
    }
  }
}
