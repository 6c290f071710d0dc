internal import Store

/// An event of what is known about a person: a fact, or a preference, which is a fact of another realm that is
/// true at all times.
struct FactEvent: Codable, Sendable {
  /// What kind of knowledge it is. The raw values are stored.
  enum Realm: Int {
    case fact = 1
    case preference = 2
  }

  /// Empty for a preference.
  let subject: String
  let predicate: String
  /// Nil takes back what is known.
  let value: String?
  let validFrom: Int
  /// Nil is for ever.
  let validTo: Int?
  let session: String?
  let position: Int?
  let expiresAt: Int?

  static func kind(_ realm: Realm, isTakenBack: Bool) -> String {
    switch realm {
    case .fact: isTakenBack ? "FactTakenBack" : "FactRecorded"
    case .preference: isTakenBack ? "PreferenceCleared" : "PreferenceSet"
    }
  }

  static func realm(ofKind kind: String) -> Realm {
    kind.hasPrefix("Preference") ? .preference : .fact
  }

  static func decode(_ event: RecordedEvent) throws -> FactEvent {
    try JSON.decode(FactEvent.self, from: event.payload)
  }

  var valid: ValidTime { ValidTime(from: validFrom, to: validTo ?? Facts.never) }

  /// The fact as it is when it is recorded.
  func fact(number: Int, recordedAt: Int) -> Fact {
    fact(number: number, valid: valid, recordedFrom: recordedAt, recordedTo: Facts.never)
  }

  /// A part of the fact.
  func fact(number: Int, valid: ValidTime, recordedFrom: Int, recordedTo: Int) -> Fact {
    Fact(
      number: number, subject: subject, predicate: predicate, value: value,
      validFrom: valid.from, validTo: valid.to == Facts.never ? nil : valid.to,
      recordedAt: recordedFrom, recordedUntil: recordedTo == Facts.never ? nil : recordedTo,
      session: session ?? "", position: position ?? 0, expiresAt: expiresAt)
  }
}
