/// An event that a caller wants to append.
package struct NewEvent: Sendable, Hashable {
  /// What happened, in the past tense, such as "SearchCompleted".
  package let kind: String
  /// The facts, encoded by the owner of the stream.
  package let payload: [UInt8]

  package init(kind: String, payload: [UInt8]) {
    self.kind = kind
    self.payload = payload
  }
}

/// An event as the log holds it, for ever.
package struct RecordedEvent: Sendable, Hashable {
  /// Its place in the whole log, from 1, without gaps.
  package let position: Int
  /// The stream that it belongs to, such as a run's id.
  package let stream: String
  /// Its place in its stream, from 1, without gaps.
  package let version: Int
  package let kind: String
  package internal(set) var payload: [UInt8]
  /// Whether its tenant's keys were forgotten, and its payload, which is empty here, with them.
  package internal(set) var isForgotten = false
  /// When it was recorded, in milliseconds since 1970-01-01 UTC.
  package let recordedAtMilliseconds: Int
}
