/// A line of an export: JSON with a field `type`, the others as in the API.
enum ExportLine: Encodable {
  struct Header: Encodable {
    var type = "export"
    var format = 1
    let tenant_id: String
    /// Absent where all of the tenant is exported.
    let person_id: String?
    let exported_at_ms: Int
  }

  struct SessionLine: Encodable {
    var type = "session"
    let session_id: String
    let person_id: String
    let title: String
    let created_at_ms: Int
    let updated_at_ms: Int
    let expires_at_ms: Int?
  }

  struct TurnLine: Encodable {
    var type = "turn"
    let session_id: String
    let position: Int
    let speaker: String
    let text: String
    let stored_at_ms: Int
    let run_id: String
    let metadata: [String: String]
  }

  struct FactLine: Encodable {
    var type = "fact"
    let person_id: String
    let number: Int
    let subject: String
    let predicate: String
    let value: String?
    let valid_from_ms: Int
    let valid_to_ms: Int?
    let recorded_at_ms: Int
    let recorded_until_ms: Int?
    let session_id: String
    let turn_position: Int
    let expires_at_ms: Int?
  }

  struct PreferenceLine: Encodable {
    var type = "preference"
    let person_id: String
    let name: String
    let value: String?
    let recorded_at_ms: Int
    let recorded_until_ms: Int?
  }

  struct AttachmentLine: Encodable {
    var type = "attachment"
    let session_id: String
    let attachment_id: String
    /// Absent where no turn has it.
    let turn_position: Int?
    let name: String
    let media_type: String
    let byte_count: Int
    let sha256: String
    let stored_at_ms: Int
  }

  /// A piece of the content of the attachment before it.
  struct PieceLine: Encodable {
    var type = "attachment_content"
    let offset: Int
    let data_base64: String
  }

  struct CachedLine: Encodable {
    var type = "cached_answer"
    let person_id: String
    let value_base64: String
    let stored_at_ms: Int
    let expires_at_ms: Int
  }

  /// The last line: an export that was cut off has none.
  struct End: Encodable {
    var type = "end"
    /// Lines before this one.
    let line_count: Int
  }

  case header(Header)
  case session(SessionLine)
  case turn(TurnLine)
  case fact(FactLine)
  case preference(PreferenceLine)
  case attachment(AttachmentLine)
  case piece(PieceLine)
  case cached(CachedLine)
  case end(End)

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .header(let line): try line.encode(to: encoder)
    case .session(let line): try line.encode(to: encoder)
    case .turn(let line): try line.encode(to: encoder)
    case .fact(let line): try line.encode(to: encoder)
    case .preference(let line): try line.encode(to: encoder)
    case .attachment(let line): try line.encode(to: encoder)
    case .piece(let line): try line.encode(to: encoder)
    case .cached(let line): try line.encode(to: encoder)
    case .end(let line): try line.encode(to: encoder)
    }
  }

  init(_ session: Session) {
    self = .session(
      SessionLine(
        session_id: session.id, person_id: session.personID, title: session.title,
        created_at_ms: session.createdAt, updated_at_ms: session.updatedAt,
        expires_at_ms: session.expiresAt))
  }

  init(_ turn: Turn, of session: String) {
    self = .turn(
      TurnLine(
        session_id: session, position: turn.position, speaker: "\(turn.speaker)", text: turn.text,
        stored_at_ms: turn.storedAt, run_id: turn.runID, metadata: turn.metadata))
  }

  init(_ fact: Fact, of person: String, in realm: FactEvent.Realm) {
    switch realm {
    case .fact:
      self = .fact(
        FactLine(
          person_id: person, number: fact.number, subject: fact.subject,
          predicate: fact.predicate, value: fact.value, valid_from_ms: fact.validFrom,
          valid_to_ms: fact.validTo, recorded_at_ms: fact.recordedAt,
          recorded_until_ms: fact.recordedUntil, session_id: fact.session,
          turn_position: fact.position, expires_at_ms: fact.expiresAt))
    case .preference:
      self = .preference(
        PreferenceLine(
          person_id: person, name: fact.predicate, value: fact.value,
          recorded_at_ms: fact.recordedAt, recorded_until_ms: fact.recordedUntil))
    }
  }
}
