/// A file of any media type that belongs to a session, and from some time on to one of its turns.
package struct Attachment: Sendable, Hashable {
  package let id: String
  package let name: String
  /// As it was given; the content is not looked at.
  package let mediaType: String
  package let byteCount: Int
  /// The SHA-256 of the content, 64 hexadecimal digits.
  package let sha256: String
  /// When it was stored, in milliseconds since 1970-01-01 UTC.
  package let storedAt: Int
}

/// An attachment that somebody wants to add.
package struct NewAttachment: Sendable, Hashable {
  /// Empty lets the store choose one.
  package var id: String
  package var name: String
  package var mediaType: String
  /// What the content has to be; empty is not checked.
  package var sha256: String

  package init(id: String = "", name: String = "", mediaType: String, sha256: String = "") {
    self.id = id
    self.name = name
    self.mediaType = mediaType
    self.sha256 = sha256
  }
}

/// What the store holds of an attachment in one value that can be sealed.
struct AttachmentContent: Codable {
  let name: String
  let mediaType: String
  let sha256: String
}
