internal import Foundation
internal import Store

/// Something that happened to a document, as those who follow the documents are told it: recorded in the transaction
/// that did it, so it is told if and only if it happened, in that order.
package struct DocumentChange: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, Codable {
    case added, replaced, relabelled, removed
  }

  /// Its place among all changes, from 1, without gaps.
  package let position: Int
  package let tenant: String
  package let kind: Kind
  package let documentID: String
  package let uri: String
  /// Empty when it was removed.
  package let sha256: String
  /// Milliseconds since 1970-01-01 UTC.
  package let changedAtMilliseconds: Int

  /// As it lies in the outbox.
  private struct Content: Codable {
    let documentID: String
    let uri: String
    let sha256: String
  }

  init(_ message: OutboxMessage) throws {
    let content: Content
    do {
      content = try JSONDecoder().decode(Content.self, from: Data(message.payload))
    } catch {
      throw Self.unreadable(message.position)
    }
    guard let kind = Kind(rawValue: message.topic) else {
      throw Self.unreadable(message.position)
    }
    self.kind = kind
    position = message.position
    tenant = message.tenant
    documentID = content.documentID
    uri = content.uri
    sha256 = content.sha256
    changedAtMilliseconds = message.publishedAtMilliseconds
  }

  private static func unreadable(_ position: Int) -> RetrievalError {
    RetrievalError(
      .corrupt,
      "change \(position) of the documents cannot be read by this version: use the one that wrote it"
    )
  }

  /// Part of the transaction that changes the document.
  static func record(
    _ kind: Kind, documentID: String, uri: String, sha256: String = "", tenant: String, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    let content = Content(documentID: documentID, uri: uri, sha256: sha256)
    let payload = Array(try JSONEncoder().encode(content))
    try Outbox.publish(
      [NewMessage(topic: kind.rawValue, payload: payload)], tenant: tenant, now: now,
      on: connection)
  }
}

extension DocumentStore {
  /// Changes after a position, oldest first; `nil` when the one at that position was not made at `time`, which is
  /// not compared where it is `nil`.
  func changes(
    after position: Int, madeAt time: Int?, countMax: Int
  ) async throws -> [DocumentChange]? {
    try await database.read { connection in
      if position > 0 {
        let known = try Outbox.messages(after: position - 1, countMax: 1, on: connection).first
        guard let known, time ?? known.publishedAtMilliseconds == known.publishedAtMilliseconds
        else { return nil }
      }
      return try Outbox.messages(after: position, countMax: countMax, on: connection)
        .map(DocumentChange.init)
    }
  }
}
