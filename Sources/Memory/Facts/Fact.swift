/// Something that is known: a value of a subject and predicate, when it is true, and when it was recorded.
/// Times are milliseconds since 1970-01-01 UTC.
package struct Fact: Sendable, Hashable {
  /// Which fact of the person it is, from 1.
  package let number: Int
  package let subject: String
  package let predicate: String
  /// Nil where the fact is that nothing is known any more.
  package let value: String?
  package let validFrom: Int
  /// Nil is for ever.
  package let validTo: Int?
  package let recordedAt: Int
  /// When another one was recorded over it; nil is not yet.
  package let recordedUntil: Int?
  /// The turn that it comes from; an empty session is none.
  package let session: String
  package let position: Int
  /// When it is gone; nil is never.
  package let expiresAt: Int?
}

/// A fact that somebody wants to have recorded.
package struct NewFact: Sendable, Hashable {
  package var subject: String
  package var predicate: String
  /// Nil takes back what is known.
  package var value: String?
  /// Nil is now.
  package var validFrom: Int?
  /// Nil is for ever.
  package var validTo: Int?
  package var session: String
  package var position: Int
  package var timeToLiveSeconds: Int?

  package init(
    subject: String, predicate: String, value: String?, validFrom: Int? = nil, validTo: Int? = nil,
    session: String = "", position: Int = 0, timeToLiveSeconds: Int? = nil
  ) {
    self.subject = subject
    self.predicate = predicate
    self.value = value
    self.validFrom = validFrom
    self.validTo = validTo
    self.session = session
    self.position = position
    self.timeToLiveSeconds = timeToLiveSeconds
  }
}

/// Which facts somebody asks for.
package struct FactQuery: Sendable, Hashable {
  /// Empty is all.
  package var subject = ""
  /// Empty is all.
  package var predicate = ""
  /// When they are true; nil is now.
  package var validAt: Int?
  /// As they were known then; nil is now.
  package var recordedAt: Int?
  /// All that was ever recorded, whatever the two times are.
  package var isHistory = false

  package init(
    subject: String = "", predicate: String = "", validAt: Int? = nil, recordedAt: Int? = nil,
    isHistory: Bool = false
  ) {
    self.subject = subject
    self.predicate = predicate
    self.validAt = validAt
    self.recordedAt = recordedAt
    self.isHistory = isHistory
  }
}

/// How somebody likes things to be.
package struct Preference: Sendable, Hashable {
  package let name: String
  package let value: String
  package let updatedAt: Int

  package init(name: String, value: String, updatedAt: Int) {
    self.name = name
    self.value = value
    self.updatedAt = updatedAt
  }
}
