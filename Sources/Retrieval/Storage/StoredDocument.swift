/// A document as it is stored.
package struct StoredDocument: Sendable, Hashable {
  package var documentID: String
  package var uri: String
  package var title: String
  package var sha256: String
  package var chunkCount: Int
  /// Milliseconds since 1970-01-01 UTC.
  package var storedAtMilliseconds: Int
  package var labels: [String: String]
}

/// What became of a document that was offered.
package enum IngestResult: Sendable, Hashable {
  case added(StoredDocument)
  case replaced(StoredDocument)
  case unchanged(StoredDocument)
}

/// A chunk that matched.
package struct FoundPassage: Sendable, Hashable {
  package var chunkID: String
  package var documentID: String
  package var documentURI: String
  package var documentTitle: String
  package var section: [String]
  package var text: String
  package var score: Double
  package var cosine: Float?
  package var bm25: Float?
}
