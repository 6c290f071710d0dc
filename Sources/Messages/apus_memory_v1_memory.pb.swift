// Written by protoc-gen-apus from apus/memory/v1/memory.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Apus.Memory.V1 {
  /// Speaker says who spoke.
  public enum Speaker: ProtobufEnum {
    /// Not stated; refused.
    case unspecified
    /// The person.
    case user
    /// The model.
    case assistant
    /// A tool or an agent.
    case tool
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows.
    public static let allCases: [Speaker] = [.unspecified, .user, .assistant, .tool]

    /// The name with its package.
    public static let protobufFullName = "apus.memory.v1.Speaker"

    /// The names and numbers of the `.proto` file, in its order.
    public static let protobufNames: [(name: String, number: Int32)] = [
      ("SPEAKER_UNSPECIFIED", 0),
      ("SPEAKER_USER", 1),
      ("SPEAKER_ASSISTANT", 2),
      ("SPEAKER_TOOL", 3),
    ]

    /// The value with this number.
    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .user
      case 2: self = .assistant
      case 3: self = .tool
      default: self = .unrecognized(rawValue)
      }
    }

    /// The number on the wire.
    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .user: 1
      case .assistant: 2
      case .tool: 3
      case .unrecognized(let number): number
      }
    }
  }

  /// Session is a conversation.
  public struct Session: Message {
    /// Identifies the session within its tenant.
    public var sessionID: String = ""

    /// A title for people; may be empty.
    public var title: String = ""

    /// When it began, in milliseconds since 1970-01-01 UTC.
    public var createdAtMs: Int64 = 0

    /// When its last turn was appended, or when it began; in milliseconds since 1970-01-01 UTC.
    public var updatedAtMs: Int64 = 0

    /// When it expires, in milliseconds since 1970-01-01 UTC; absent means never.
    public var expiresAtMs: Int64?

    /// Number of turns.
    public var turnCount: UInt64 = 0

    /// Whose it is; empty is nobody's in particular.
    public var personID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      sessionID: String = "",
      title: String = "",
      createdAtMs: Int64 = 0,
      updatedAtMs: Int64 = 0,
      expiresAtMs: Int64? = nil,
      turnCount: UInt64 = 0,
      personID: String = ""
    ) {
      self.sessionID = sessionID
      self.title = title
      self.createdAtMs = createdAtMs
      self.updatedAtMs = updatedAtMs
      self.expiresAtMs = expiresAtMs
      self.turnCount = turnCount
      self.personID = personID
    }
  }

  /// Turn is one utterance in a session.
  public struct Turn: Message {
    /// Position in the session, from 1, without gaps.
    public var position: UInt64 = 0

    /// Who spoke.
    public var speaker: Speaker = .unspecified

    /// What was said.
    public var text: String = ""

    /// When it was stored, in milliseconds since 1970-01-01 UTC.
    public var storedAtMs: Int64 = 0

    /// The run that produced or received it; may be empty.
    public var runID: String = ""

    /// Free labels; at most 32.
    public var metadata: [String: String] = [:]

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      position: UInt64 = 0,
      speaker: Speaker = .unspecified,
      text: String = "",
      storedAtMs: Int64 = 0,
      runID: String = "",
      metadata: [String: String] = [:]
    ) {
      self.position = position
      self.speaker = speaker
      self.text = text
      self.storedAtMs = storedAtMs
      self.runID = runID
      self.metadata = metadata
    }
  }

  /// CreateSessionRequest begins a session.
  public struct CreateSessionRequest: Message {
    /// Whose session. Empty means "default".
    public var tenantID: String = ""

    /// The id to use; empty lets the service choose one. At most 128 bytes.
    public var sessionID: String = ""

    /// A title for people; at most 512 bytes.
    public var title: String = ""

    /// How long after its last turn the session is kept, in seconds; absent means for ever.
    public var ttlS: UInt64?

    /// Whose it is, so that it can be exported and erased with that person; empty is nobody's in
    /// particular. At
    /// most 128 bytes.
    public var personID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      sessionID: String = "",
      title: String = "",
      ttlS: UInt64? = nil,
      personID: String = ""
    ) {
      self.tenantID = tenantID
      self.sessionID = sessionID
      self.title = title
      self.ttlS = ttlS
      self.personID = personID
    }
  }

  /// CreateSessionResponse holds the new session.
  public struct CreateSessionResponse: Message {
    /// The session.
    public var session: Session?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(session: Session? = nil) {
      self.session = session
    }
  }

  /// GetSessionRequest names a session.
  public struct GetSessionRequest: Message {
    /// Whose session. Empty means "default".
    public var tenantID: String = ""

    /// The session.
    public var sessionID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", sessionID: String = "") {
      self.tenantID = tenantID
      self.sessionID = sessionID
    }
  }

  /// GetSessionResponse holds a session.
  public struct GetSessionResponse: Message {
    /// The session.
    public var session: Session?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(session: Session? = nil) {
      self.session = session
    }
  }

  /// ListSessionsRequest asks for a page of sessions.
  public struct ListSessionsRequest: Message {
    /// Whose sessions. Empty means "default".
    public var tenantID: String = ""

    /// Most sessions to return, in [1, 1000]; 0 means 50.
    public var pageSize: UInt32 = 0

    /// The `next_page_token` of the page before; empty for the first.
    public var pageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", pageSize: UInt32 = 0, pageToken: String = "") {
      self.tenantID = tenantID
      self.pageSize = pageSize
      self.pageToken = pageToken
    }
  }

  /// ListSessionsResponse is a page of sessions.
  public struct ListSessionsResponse: Message {
    /// The sessions, the most recently used first.
    public var sessions: [Session] = []

    /// Asks for the next page; empty on the last.
    public var nextPageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(sessions: [Session] = [], nextPageToken: String = "") {
      self.sessions = sessions
      self.nextPageToken = nextPageToken
    }
  }

  /// AppendTurnsRequest adds turns to a session.
  public struct AppendTurnsRequest: Message {
    /// Whose session. Empty means "default".
    public var tenantID: String = ""

    /// The session.
    public var sessionID: String = ""

    /// The turns, oldest first, at most 64; `position` and `stored_at_ms` are set by the service.
    public var turns: [Turn] = []

    /// Makes a repeated call harmless; unique within the session. Empty means not idempotent.
    public var idempotencyKey: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      sessionID: String = "",
      turns: [Turn] = [],
      idempotencyKey: String = ""
    ) {
      self.tenantID = tenantID
      self.sessionID = sessionID
      self.turns = turns
      self.idempotencyKey = idempotencyKey
    }
  }

  /// AppendTurnsResponse holds the turns as stored.
  public struct AppendTurnsResponse: Message {
    /// The turns with their positions and times.
    public var turns: [Turn] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(turns: [Turn] = []) {
      self.turns = turns
    }
  }

  /// ListTurnsRequest asks for turns of a session.
  public struct ListTurnsRequest: Message {
    /// Whose session. Empty means "default".
    public var tenantID: String = ""

    /// The session.
    public var sessionID: String = ""

    /// Only turns after this position; 0 means from the start.
    public var afterPosition: UInt64 = 0

    /// Most turns to return, in [1, 1000]; 0 means 100.
    public var pageSize: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      sessionID: String = "",
      afterPosition: UInt64 = 0,
      pageSize: UInt32 = 0
    ) {
      self.tenantID = tenantID
      self.sessionID = sessionID
      self.afterPosition = afterPosition
      self.pageSize = pageSize
    }
  }

  /// ListTurnsResponse holds turns of a session.
  public struct ListTurnsResponse: Message {
    /// The turns, in order.
    public var turns: [Turn] = []

    /// Whether there are more after the last of these.
    public var more: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(turns: [Turn] = [], more: Bool = false) {
      self.turns = turns
      self.more = more
    }
  }

  /// SearchTurnsRequest looks for words in a tenant's turns.
  public struct SearchTurnsRequest: Message {
    /// Whose turns. Empty means "default".
    public var tenantID: String = ""

    /// Only this session; empty means all.
    public var sessionID: String = ""

    /// The words to look for; at most 1 KiB.
    public var query: String = ""

    /// Most turns to return, in [1, 100]; 0 means 20.
    public var limit: UInt32 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      sessionID: String = "",
      query: String = "",
      limit: UInt32 = 0
    ) {
      self.tenantID = tenantID
      self.sessionID = sessionID
      self.query = query
      self.limit = limit
    }
  }

  /// SearchTurnsResponse holds the turns that match.
  public struct SearchTurnsResponse: Message {
    /// The matches, best first.
    public var matches: [TurnMatch] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(matches: [TurnMatch] = []) {
      self.matches = matches
    }
  }

  /// TurnMatch is a turn that matches a search.
  public struct TurnMatch: Message {
    /// The session that it belongs to.
    public var sessionID: String = ""

    /// The turn.
    public var turn: Turn?

    /// How well it matches; greater is better, comparable within one reply only.
    public var score: Double = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(sessionID: String = "", turn: Turn? = nil, score: Double = 0) {
      self.sessionID = sessionID
      self.turn = turn
      self.score = score
    }
  }

  /// Fact is something that is known. Times are in milliseconds since 1970-01-01 UTC.
  public struct Fact: Message {
    /// Which fact of the person it is, from 1. A fact that was partly overruled has several entries
    /// of the
    /// same number.
    public var number: UInt64 = 0

    /// What it is about; at most 512 bytes.
    public var subject: String = ""

    /// What is said about it; at most 512 bytes.
    public var predicate: String = ""

    /// The value; at most 64 KiB. Absent in an answer to RecordFacts where a fact was taken back.
    public var value: String?

    /// From when on it is true.
    public var validFromMs: Int64 = 0

    /// Until when it is true; absent is for ever.
    public var validToMs: Int64?

    /// When it was recorded.
    public var recordedAtMs: Int64 = 0

    /// When another one was recorded in its place; absent is not yet.
    public var recordedUntilMs: Int64?

    /// The session that it comes from; empty is none.
    public var sessionID: String = ""

    /// The turn that it comes from, when it comes from a session.
    public var turnPosition: UInt64 = 0

    /// When it is gone; absent is never.
    public var expiresAtMs: Int64?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      number: UInt64 = 0,
      subject: String = "",
      predicate: String = "",
      value: String? = nil,
      validFromMs: Int64 = 0,
      validToMs: Int64? = nil,
      recordedAtMs: Int64 = 0,
      recordedUntilMs: Int64? = nil,
      sessionID: String = "",
      turnPosition: UInt64 = 0,
      expiresAtMs: Int64? = nil
    ) {
      self.number = number
      self.subject = subject
      self.predicate = predicate
      self.value = value
      self.validFromMs = validFromMs
      self.validToMs = validToMs
      self.recordedAtMs = recordedAtMs
      self.recordedUntilMs = recordedUntilMs
      self.sessionID = sessionID
      self.turnPosition = turnPosition
      self.expiresAtMs = expiresAtMs
    }
  }

  /// NewFact is a fact to record.
  public struct NewFact: Message {
    /// What it is about; at most 512 bytes.
    public var subject: String = ""

    /// What is said about it; at most 512 bytes.
    public var predicate: String = ""

    /// The value; at most 64 KiB. Absent takes back what is known for the time.
    public var value: String?

    /// From when on it is true; absent is now.
    public var validFromMs: Int64?

    /// Until when it is true, exclusively; absent is for ever.
    public var validToMs: Int64?

    /// The session that it comes from; empty is none.
    public var sessionID: String = ""

    /// The turn of that session that it comes from.
    public var turnPosition: UInt64 = 0

    /// How long it is kept, in seconds; absent is for ever.
    public var ttlS: UInt64?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      subject: String = "",
      predicate: String = "",
      value: String? = nil,
      validFromMs: Int64? = nil,
      validToMs: Int64? = nil,
      sessionID: String = "",
      turnPosition: UInt64 = 0,
      ttlS: UInt64? = nil
    ) {
      self.subject = subject
      self.predicate = predicate
      self.value = value
      self.validFromMs = validFromMs
      self.validToMs = validToMs
      self.sessionID = sessionID
      self.turnPosition = turnPosition
      self.ttlS = ttlS
    }
  }

  /// RecordFactsRequest records facts.
  public struct RecordFactsRequest: Message {
    /// Whose. Empty means "default".
    public var tenantID: String = ""

    /// About whom; empty is the tenant as a whole. At most 128 bytes.
    public var personID: String = ""

    /// The facts, at most 64; of two about the same the later one counts.
    public var facts: [NewFact] = []

    /// Makes a repeated call harmless; unique within the person. Empty means not idempotent.
    public var idempotencyKey: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      personID: String = "",
      facts: [NewFact] = [],
      idempotencyKey: String = ""
    ) {
      self.tenantID = tenantID
      self.personID = personID
      self.facts = facts
      self.idempotencyKey = idempotencyKey
    }
  }

  /// RecordFactsResponse holds the facts as recorded.
  public struct RecordFactsResponse: Message {
    /// The facts with their numbers and times, in the order of the request.
    public var facts: [Fact] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(facts: [Fact] = []) {
      self.facts = facts
    }
  }

  /// ListFactsRequest asks for facts.
  public struct ListFactsRequest: Message {
    /// Whose. Empty means "default".
    public var tenantID: String = ""

    /// About whom; empty is the tenant as a whole.
    public var personID: String = ""

    /// Only about this subject; empty is all.
    public var subject: String = ""

    /// Only of this predicate; empty is all.
    public var predicate: String = ""

    /// When they are true, in milliseconds since 1970-01-01 UTC; absent is now.
    public var validAtMs: Int64?

    /// As they were known then, in milliseconds since 1970-01-01 UTC; absent is now.
    public var recordedAtMs: Int64?

    /// All that was ever recorded, whatever the two times are.
    public var history: Bool = false

    /// Most facts to return, in [1, 1000]; 0 means 100.
    public var pageSize: UInt32 = 0

    /// The `next_page_token` of the page before; empty for the first.
    public var pageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      personID: String = "",
      subject: String = "",
      predicate: String = "",
      validAtMs: Int64? = nil,
      recordedAtMs: Int64? = nil,
      history: Bool = false,
      pageSize: UInt32 = 0,
      pageToken: String = ""
    ) {
      self.tenantID = tenantID
      self.personID = personID
      self.subject = subject
      self.predicate = predicate
      self.validAtMs = validAtMs
      self.recordedAtMs = recordedAtMs
      self.history = history
      self.pageSize = pageSize
      self.pageToken = pageToken
    }
  }

  /// ListFactsResponse is a page of facts.
  public struct ListFactsResponse: Message {
    /// The facts, in the order in which they were recorded.
    public var facts: [Fact] = []

    /// Asks for the next page; empty on the last.
    public var nextPageToken: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(facts: [Fact] = [], nextPageToken: String = "") {
      self.facts = facts
      self.nextPageToken = nextPageToken
    }
  }

  /// Preference is how a person likes things to be.
  public struct Preference: Message {
    /// What it concerns; at most 512 bytes.
    public var name: String = ""

    /// How it is to be; at most 64 KiB.
    public var value: String = ""

    /// When it was set, in milliseconds since 1970-01-01 UTC.
    public var updatedAtMs: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(name: String = "", value: String = "", updatedAtMs: Int64 = 0) {
      self.name = name
      self.value = value
      self.updatedAtMs = updatedAtMs
    }
  }

  /// SetPreferencesRequest changes preferences.
  public struct SetPreferencesRequest: Message {
    /// Whose. Empty means "default".
    public var tenantID: String = ""

    /// Of whom; empty is the tenant as a whole. A person has at most 1,000.
    public var personID: String = ""

    /// Names and values to set; with those to clear at most 100.
    public var preferences: [String: String] = [:]

    /// Names to clear.
    public var cleared: [String] = []

    /// Makes a repeated call harmless; unique within the person. Empty means not idempotent.
    public var idempotencyKey: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      personID: String = "",
      preferences: [String: String] = [:],
      cleared: [String] = [],
      idempotencyKey: String = ""
    ) {
      self.tenantID = tenantID
      self.personID = personID
      self.preferences = preferences
      self.cleared = cleared
      self.idempotencyKey = idempotencyKey
    }
  }

  /// SetPreferencesResponse holds the preferences afterwards.
  public struct SetPreferencesResponse: Message {
    /// All of the person's, by name.
    public var preferences: [Preference] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(preferences: [Preference] = []) {
      self.preferences = preferences
    }
  }

  /// GetPreferencesRequest asks for preferences.
  public struct GetPreferencesRequest: Message {
    /// Whose. Empty means "default".
    public var tenantID: String = ""

    /// Of whom; empty is the tenant as a whole.
    public var personID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", personID: String = "") {
      self.tenantID = tenantID
      self.personID = personID
    }
  }

  /// GetPreferencesResponse holds preferences.
  public struct GetPreferencesResponse: Message {
    /// All of the person's, by name.
    public var preferences: [Preference] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(preferences: [Preference] = []) {
      self.preferences = preferences
    }
  }
}

extension Apus.Memory.V1.Session {
  /// `apus.memory.v1.Session` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.Session",
    [
      .init(1, "session_id", .string),
      .init(2, "title", .string),
      .init(3, "created_at_ms", .int64),
      .init(4, "updated_at_ms", .int64),
      .init(5, "expires_at_ms", .int64, .optional),
      .init(6, "turn_count", .uint64),
      .init(7, "person_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, sessionID)
    writer.implicit(1, title)
    writer.implicit(2, createdAtMs)
    writer.implicit(3, updatedAtMs)
    writer.optional(4, expiresAtMs)
    writer.implicit(5, turnCount)
    writer.implicit(6, personID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &sessionID)
    try reader.implicit(1, into: &title)
    try reader.implicit(2, into: &createdAtMs)
    try reader.implicit(3, into: &updatedAtMs)
    try reader.optional(4, into: &expiresAtMs)
    try reader.implicit(5, into: &turnCount)
    try reader.implicit(6, into: &personID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.Turn {
  /// `apus.memory.v1.Turn` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.Turn",
    [
      .init(1, "position", .uint64),
      .init(2, "speaker", .enumeration(Apus.Memory.V1.Speaker.self)),
      .init(3, "text", .string),
      .init(4, "stored_at_ms", .int64),
      .init(5, "run_id", .string),
      .init(6, "metadata", .map(key: .string, value: .string), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, position)
    writer.implicit(1, speaker)
    writer.implicit(2, text)
    writer.implicit(3, storedAtMs)
    writer.implicit(4, runID)
    writer.map(5, metadata)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &position)
    try reader.implicit(1, into: &speaker)
    try reader.implicit(2, into: &text)
    try reader.implicit(3, into: &storedAtMs)
    try reader.implicit(4, into: &runID)
    try reader.map(5, into: &metadata)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.CreateSessionRequest {
  /// `apus.memory.v1.CreateSessionRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.CreateSessionRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "session_id", .string),
      .init(3, "title", .string),
      .init(4, "ttl_s", .uint64, .optional),
      .init(5, "person_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, sessionID)
    writer.implicit(2, title)
    writer.optional(3, ttlS)
    writer.implicit(4, personID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &sessionID)
    try reader.implicit(2, into: &title)
    try reader.optional(3, into: &ttlS)
    try reader.implicit(4, into: &personID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.CreateSessionResponse {
  /// `apus.memory.v1.CreateSessionResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.CreateSessionResponse",
    [
      .init(1, "session", .message(Apus.Memory.V1.Session.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, session)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &session)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.GetSessionRequest {
  /// `apus.memory.v1.GetSessionRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.GetSessionRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "session_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, sessionID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &sessionID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.GetSessionResponse {
  /// `apus.memory.v1.GetSessionResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.GetSessionResponse",
    [
      .init(1, "session", .message(Apus.Memory.V1.Session.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, session)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &session)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.ListSessionsRequest {
  /// `apus.memory.v1.ListSessionsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.ListSessionsRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "page_size", .uint32),
      .init(3, "page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, pageSize)
    writer.implicit(2, pageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &pageSize)
    try reader.implicit(2, into: &pageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.ListSessionsResponse {
  /// `apus.memory.v1.ListSessionsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.ListSessionsResponse",
    [
      .init(1, "sessions", .message(Apus.Memory.V1.Session.self), .repeated),
      .init(2, "next_page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, sessions)
    writer.implicit(1, nextPageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &sessions)
    try reader.implicit(1, into: &nextPageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.AppendTurnsRequest {
  /// `apus.memory.v1.AppendTurnsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.AppendTurnsRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "session_id", .string),
      .init(3, "turns", .message(Apus.Memory.V1.Turn.self), .repeated),
      .init(4, "idempotency_key", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, sessionID)
    writer.repeated(2, turns)
    writer.implicit(3, idempotencyKey)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &sessionID)
    try reader.repeated(2, into: &turns)
    try reader.implicit(3, into: &idempotencyKey)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.AppendTurnsResponse {
  /// `apus.memory.v1.AppendTurnsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.AppendTurnsResponse",
    [
      .init(1, "turns", .message(Apus.Memory.V1.Turn.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, turns)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &turns)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.ListTurnsRequest {
  /// `apus.memory.v1.ListTurnsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.ListTurnsRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "session_id", .string),
      .init(3, "after_position", .uint64),
      .init(4, "page_size", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, sessionID)
    writer.implicit(2, afterPosition)
    writer.implicit(3, pageSize)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &sessionID)
    try reader.implicit(2, into: &afterPosition)
    try reader.implicit(3, into: &pageSize)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.ListTurnsResponse {
  /// `apus.memory.v1.ListTurnsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.ListTurnsResponse",
    [
      .init(1, "turns", .message(Apus.Memory.V1.Turn.self), .repeated),
      .init(2, "more", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, turns)
    writer.implicit(1, more)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &turns)
    try reader.implicit(1, into: &more)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.SearchTurnsRequest {
  /// `apus.memory.v1.SearchTurnsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.SearchTurnsRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "session_id", .string),
      .init(3, "query", .string),
      .init(4, "limit", .uint32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, sessionID)
    writer.implicit(2, query)
    writer.implicit(3, limit)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &sessionID)
    try reader.implicit(2, into: &query)
    try reader.implicit(3, into: &limit)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.SearchTurnsResponse {
  /// `apus.memory.v1.SearchTurnsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.SearchTurnsResponse",
    [
      .init(1, "matches", .message(Apus.Memory.V1.TurnMatch.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, matches)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &matches)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.TurnMatch {
  /// `apus.memory.v1.TurnMatch` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.TurnMatch",
    [
      .init(1, "session_id", .string),
      .init(2, "turn", .message(Apus.Memory.V1.Turn.self)),
      .init(3, "score", .double),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, sessionID)
    writer.optional(1, turn)
    writer.implicit(2, score)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &sessionID)
    try reader.optional(1, into: &turn)
    try reader.implicit(2, into: &score)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.Fact {
  /// `apus.memory.v1.Fact` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.Fact",
    [
      .init(1, "number", .uint64),
      .init(2, "subject", .string),
      .init(3, "predicate", .string),
      .init(4, "value", .string, .optional),
      .init(5, "valid_from_ms", .int64),
      .init(6, "valid_to_ms", .int64, .optional),
      .init(7, "recorded_at_ms", .int64),
      .init(8, "recorded_until_ms", .int64, .optional),
      .init(9, "session_id", .string),
      .init(10, "turn_position", .uint64),
      .init(11, "expires_at_ms", .int64, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, number)
    writer.implicit(1, subject)
    writer.implicit(2, predicate)
    writer.optional(3, value)
    writer.implicit(4, validFromMs)
    writer.optional(5, validToMs)
    writer.implicit(6, recordedAtMs)
    writer.optional(7, recordedUntilMs)
    writer.implicit(8, sessionID)
    writer.implicit(9, turnPosition)
    writer.optional(10, expiresAtMs)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &number)
    try reader.implicit(1, into: &subject)
    try reader.implicit(2, into: &predicate)
    try reader.optional(3, into: &value)
    try reader.implicit(4, into: &validFromMs)
    try reader.optional(5, into: &validToMs)
    try reader.implicit(6, into: &recordedAtMs)
    try reader.optional(7, into: &recordedUntilMs)
    try reader.implicit(8, into: &sessionID)
    try reader.implicit(9, into: &turnPosition)
    try reader.optional(10, into: &expiresAtMs)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.NewFact {
  /// `apus.memory.v1.NewFact` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.NewFact",
    [
      .init(1, "subject", .string),
      .init(2, "predicate", .string),
      .init(3, "value", .string, .optional),
      .init(4, "valid_from_ms", .int64, .optional),
      .init(5, "valid_to_ms", .int64, .optional),
      .init(6, "session_id", .string),
      .init(7, "turn_position", .uint64),
      .init(8, "ttl_s", .uint64, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, subject)
    writer.implicit(1, predicate)
    writer.optional(2, value)
    writer.optional(3, validFromMs)
    writer.optional(4, validToMs)
    writer.implicit(5, sessionID)
    writer.implicit(6, turnPosition)
    writer.optional(7, ttlS)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &subject)
    try reader.implicit(1, into: &predicate)
    try reader.optional(2, into: &value)
    try reader.optional(3, into: &validFromMs)
    try reader.optional(4, into: &validToMs)
    try reader.implicit(5, into: &sessionID)
    try reader.implicit(6, into: &turnPosition)
    try reader.optional(7, into: &ttlS)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.RecordFactsRequest {
  /// `apus.memory.v1.RecordFactsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.RecordFactsRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "person_id", .string),
      .init(3, "facts", .message(Apus.Memory.V1.NewFact.self), .repeated),
      .init(4, "idempotency_key", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, personID)
    writer.repeated(2, facts)
    writer.implicit(3, idempotencyKey)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &personID)
    try reader.repeated(2, into: &facts)
    try reader.implicit(3, into: &idempotencyKey)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.RecordFactsResponse {
  /// `apus.memory.v1.RecordFactsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.RecordFactsResponse",
    [
      .init(1, "facts", .message(Apus.Memory.V1.Fact.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, facts)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &facts)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.ListFactsRequest {
  /// `apus.memory.v1.ListFactsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.ListFactsRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "person_id", .string),
      .init(3, "subject", .string),
      .init(4, "predicate", .string),
      .init(5, "valid_at_ms", .int64, .optional),
      .init(6, "recorded_at_ms", .int64, .optional),
      .init(7, "history", .bool),
      .init(8, "page_size", .uint32),
      .init(9, "page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, personID)
    writer.implicit(2, subject)
    writer.implicit(3, predicate)
    writer.optional(4, validAtMs)
    writer.optional(5, recordedAtMs)
    writer.implicit(6, history)
    writer.implicit(7, pageSize)
    writer.implicit(8, pageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &personID)
    try reader.implicit(2, into: &subject)
    try reader.implicit(3, into: &predicate)
    try reader.optional(4, into: &validAtMs)
    try reader.optional(5, into: &recordedAtMs)
    try reader.implicit(6, into: &history)
    try reader.implicit(7, into: &pageSize)
    try reader.implicit(8, into: &pageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.ListFactsResponse {
  /// `apus.memory.v1.ListFactsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.ListFactsResponse",
    [
      .init(1, "facts", .message(Apus.Memory.V1.Fact.self), .repeated),
      .init(2, "next_page_token", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, facts)
    writer.implicit(1, nextPageToken)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &facts)
    try reader.implicit(1, into: &nextPageToken)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.Preference {
  /// `apus.memory.v1.Preference` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.Preference",
    [
      .init(1, "name", .string),
      .init(2, "value", .string),
      .init(3, "updated_at_ms", .int64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, name)
    writer.implicit(1, value)
    writer.implicit(2, updatedAtMs)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &name)
    try reader.implicit(1, into: &value)
    try reader.implicit(2, into: &updatedAtMs)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.SetPreferencesRequest {
  /// `apus.memory.v1.SetPreferencesRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.SetPreferencesRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "person_id", .string),
      .init(3, "preferences", .map(key: .string, value: .string), .repeated),
      .init(4, "cleared", .string, .repeated),
      .init(5, "idempotency_key", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, personID)
    writer.map(2, preferences)
    writer.repeated(3, cleared)
    writer.implicit(4, idempotencyKey)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &personID)
    try reader.map(2, into: &preferences)
    try reader.repeated(3, into: &cleared)
    try reader.implicit(4, into: &idempotencyKey)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.SetPreferencesResponse {
  /// `apus.memory.v1.SetPreferencesResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.SetPreferencesResponse",
    [
      .init(1, "preferences", .message(Apus.Memory.V1.Preference.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, preferences)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &preferences)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.GetPreferencesRequest {
  /// `apus.memory.v1.GetPreferencesRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.GetPreferencesRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "person_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, personID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &personID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.GetPreferencesResponse {
  /// `apus.memory.v1.GetPreferencesResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.GetPreferencesResponse",
    [
      .init(1, "preferences", .message(Apus.Memory.V1.Preference.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, preferences)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &preferences)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1 {
  /// MemoryService keeps sessions and their turns, and facts and preferences of people. Turns are
  /// only ever
  /// appended; a call that writes is answered after the disk has it. No text may hold the character
  /// NUL.
  public protocol MemoryService: RPCService {
    /// CreateSession begins a session. ALREADY_EXISTS: the id is taken.
    func createSession(
      _ request: CreateSessionRequest,
      context: ServerContext
    ) async throws -> CreateSessionResponse

    /// GetSession returns a session. NOT_FOUND: there is none, or it has expired.
    func getSession(
      _ request: GetSessionRequest,
      context: ServerContext
    ) async throws -> GetSessionResponse

    /// ListSessions lists a tenant's sessions, the most recently used first.
    func listSessions(
      _ request: ListSessionsRequest,
      context: ServerContext
    ) async throws -> ListSessionsResponse

    /// AppendTurns adds turns to the end of a session, all or none. The same idempotency key again
    /// returns the turns that the first call stored. NOT_FOUND: no such session, or it has expired.
    func appendTurns(
      _ request: AppendTurnsRequest,
      context: ServerContext
    ) async throws -> AppendTurnsResponse

    /// ListTurns reads a session's turns in order.
    func listTurns(
      _ request: ListTurnsRequest,
      context: ServerContext
    ) async throws -> ListTurnsResponse

    /// SearchTurns finds the turns that hold any of the query's words, best match first. A word is
    /// a
    /// longest run of letters, digits and marks; case does not count, nor do accents on Latin and
    /// Greek
    /// letters. Ranked by BM25 over the tenant's turns.
    func searchTurns(
      _ request: SearchTurnsRequest,
      context: ServerContext
    ) async throws -> SearchTurnsResponse

    /// RecordFacts records what is known, all or none. At one valid time at most one value of a
    /// subject and
    /// predicate is believed: a new fact takes the place of earlier ones for the time in which it
    /// is valid, and
    /// what was believed until then can still be asked for. The same idempotency key again returns
    /// the facts
    /// that the first call recorded. NOT_FOUND: the session that a fact comes from is not there.
    func recordFacts(
      _ request: RecordFactsRequest,
      context: ServerContext
    ) async throws -> RecordFactsResponse

    /// ListFacts returns what is true at one time as it was known at another, both now unless
    /// stated, in the
    /// order in which it was recorded.
    func listFacts(
      _ request: ListFactsRequest,
      context: ServerContext
    ) async throws -> ListFactsResponse

    /// SetPreferences sets and clears preferences of a person, all or none.
    func setPreferences(
      _ request: SetPreferencesRequest,
      context: ServerContext
    ) async throws -> SetPreferencesResponse

    /// GetPreferences returns all preferences of a person, which hold in every session.
    func getPreferences(
      _ request: GetPreferencesRequest,
      context: ServerContext
    ) async throws -> GetPreferencesResponse
  }

  /// Calls `apus.memory.v1.MemoryService` over a channel.
  public struct MemoryServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/apus.memory.v1.MemoryService/CreateSession`
      public static let createSession = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "CreateSession"
      )
      /// `/apus.memory.v1.MemoryService/GetSession`
      public static let getSession = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "GetSession"
      )
      /// `/apus.memory.v1.MemoryService/ListSessions`
      public static let listSessions = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "ListSessions"
      )
      /// `/apus.memory.v1.MemoryService/AppendTurns`
      public static let appendTurns = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "AppendTurns"
      )
      /// `/apus.memory.v1.MemoryService/ListTurns`
      public static let listTurns = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "ListTurns"
      )
      /// `/apus.memory.v1.MemoryService/SearchTurns`
      public static let searchTurns = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "SearchTurns"
      )
      /// `/apus.memory.v1.MemoryService/RecordFacts`
      public static let recordFacts = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "RecordFacts"
      )
      /// `/apus.memory.v1.MemoryService/ListFacts`
      public static let listFacts = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "ListFacts"
      )
      /// `/apus.memory.v1.MemoryService/SetPreferences`
      public static let setPreferences = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "SetPreferences"
      )
      /// `/apus.memory.v1.MemoryService/GetPreferences`
      public static let getPreferences = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "GetPreferences"
      )
    }

    /// CreateSession begins a session. ALREADY_EXISTS: the id is taken.
    public func createSession(
      _ request: CreateSessionRequest,
      options: CallOptions = .defaults
    ) async throws -> CreateSessionResponse {
      try await channel.unary(Method.createSession, request, options: options)
    }

    /// GetSession returns a session. NOT_FOUND: there is none, or it has expired.
    public func getSession(
      _ request: GetSessionRequest,
      options: CallOptions = .defaults
    ) async throws -> GetSessionResponse {
      try await channel.unary(Method.getSession, request, options: options)
    }

    /// ListSessions lists a tenant's sessions, the most recently used first.
    public func listSessions(
      _ request: ListSessionsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListSessionsResponse {
      try await channel.unary(Method.listSessions, request, options: options)
    }

    /// AppendTurns adds turns to the end of a session, all or none. The same idempotency key again
    /// returns the turns that the first call stored. NOT_FOUND: no such session, or it has expired.
    public func appendTurns(
      _ request: AppendTurnsRequest,
      options: CallOptions = .defaults
    ) async throws -> AppendTurnsResponse {
      try await channel.unary(Method.appendTurns, request, options: options)
    }

    /// ListTurns reads a session's turns in order.
    public func listTurns(
      _ request: ListTurnsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListTurnsResponse {
      try await channel.unary(Method.listTurns, request, options: options)
    }

    /// SearchTurns finds the turns that hold any of the query's words, best match first. A word is
    /// a
    /// longest run of letters, digits and marks; case does not count, nor do accents on Latin and
    /// Greek
    /// letters. Ranked by BM25 over the tenant's turns.
    public func searchTurns(
      _ request: SearchTurnsRequest,
      options: CallOptions = .defaults
    ) async throws -> SearchTurnsResponse {
      try await channel.unary(Method.searchTurns, request, options: options)
    }

    /// RecordFacts records what is known, all or none. At one valid time at most one value of a
    /// subject and
    /// predicate is believed: a new fact takes the place of earlier ones for the time in which it
    /// is valid, and
    /// what was believed until then can still be asked for. The same idempotency key again returns
    /// the facts
    /// that the first call recorded. NOT_FOUND: the session that a fact comes from is not there.
    public func recordFacts(
      _ request: RecordFactsRequest,
      options: CallOptions = .defaults
    ) async throws -> RecordFactsResponse {
      try await channel.unary(Method.recordFacts, request, options: options)
    }

    /// ListFacts returns what is true at one time as it was known at another, both now unless
    /// stated, in the
    /// order in which it was recorded.
    public func listFacts(
      _ request: ListFactsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListFactsResponse {
      try await channel.unary(Method.listFacts, request, options: options)
    }

    /// SetPreferences sets and clears preferences of a person, all or none.
    public func setPreferences(
      _ request: SetPreferencesRequest,
      options: CallOptions = .defaults
    ) async throws -> SetPreferencesResponse {
      try await channel.unary(Method.setPreferences, request, options: options)
    }

    /// GetPreferences returns all preferences of a person, which hold in every session.
    public func getPreferences(
      _ request: GetPreferencesRequest,
      options: CallOptions = .defaults
    ) async throws -> GetPreferencesResponse {
      try await channel.unary(Method.getPreferences, request, options: options)
    }
  }
}

extension Apus.Memory.V1.MemoryService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.memory.v1.MemoryService",
      fileDescriptor: Apus.Memory.V1.memoryFileDescriptor,
      methods: [
        .unary("CreateSession") {
          (request: Apus.Memory.V1.CreateSessionRequest, context: ServerContext) in
          try await self.createSession(request, context: context)
        },
        .unary("GetSession") {
          (request: Apus.Memory.V1.GetSessionRequest, context: ServerContext) in
          try await self.getSession(request, context: context)
        },
        .unary("ListSessions") {
          (request: Apus.Memory.V1.ListSessionsRequest, context: ServerContext) in
          try await self.listSessions(request, context: context)
        },
        .unary("AppendTurns") {
          (request: Apus.Memory.V1.AppendTurnsRequest, context: ServerContext) in
          try await self.appendTurns(request, context: context)
        },
        .unary("ListTurns") {
          (request: Apus.Memory.V1.ListTurnsRequest, context: ServerContext) in
          try await self.listTurns(request, context: context)
        },
        .unary("SearchTurns") {
          (request: Apus.Memory.V1.SearchTurnsRequest, context: ServerContext) in
          try await self.searchTurns(request, context: context)
        },
        .unary("RecordFacts") {
          (request: Apus.Memory.V1.RecordFactsRequest, context: ServerContext) in
          try await self.recordFacts(request, context: context)
        },
        .unary("ListFacts") {
          (request: Apus.Memory.V1.ListFactsRequest, context: ServerContext) in
          try await self.listFacts(request, context: context)
        },
        .unary("SetPreferences") {
          (request: Apus.Memory.V1.SetPreferencesRequest, context: ServerContext) in
          try await self.setPreferences(request, context: context)
        },
        .unary("GetPreferences") {
          (request: Apus.Memory.V1.GetPreferencesRequest, context: ServerContext) in
          try await self.getPreferences(request, context: context)
        },
      ]
    )
  }
}

extension Apus.Memory.V1 {
  /// `apus/memory/v1/memory.proto` as protoc describes it, for reflection.
  public static let memoryFileDescriptor = FileDescriptor(
    name: "apus/memory/v1/memory.proto",
    serializedBytes: Base64Literal.decode(
      """
      ChthcHVzL21lbW9yeS92MS9tZW1vcnkucHJvdG8SDmFwdXMubWVtb3J5LnYxIv0BCgdTZXNzaW9uEh0KCnNl
      c3Npb25faWQYASABKAlSCXNlc3Npb25JZBIUCgV0aXRsZRgCIAEoCVIFdGl0bGUSIgoNY3JlYXRlZF9hdF9t
      cxgDIAEoA1ILY3JlYXRlZEF0TXMSIgoNdXBkYXRlZF9hdF9tcxgEIAEoA1ILdXBkYXRlZEF0TXMSJwoNZXhw
      aXJlc19hdF9tcxgFIAEoA0gAUgtleHBpcmVzQXRNc4gBARIdCgp0dXJuX2NvdW50GAYgASgEUgl0dXJuQ291
      bnQSGwoJcGVyc29uX2lkGAcgASgJUghwZXJzb25JZEIQCg5fZXhwaXJlc19hdF9tcyKfAgoEVHVybhIaCghw
      b3NpdGlvbhgBIAEoBFIIcG9zaXRpb24SMQoHc3BlYWtlchgCIAEoDjIXLmFwdXMubWVtb3J5LnYxLlNwZWFr
      ZXJSB3NwZWFrZXISEgoEdGV4dBgDIAEoCVIEdGV4dBIgCgxzdG9yZWRfYXRfbXMYBCABKANSCnN0b3JlZEF0
      TXMSFQoGcnVuX2lkGAUgASgJUgVydW5JZBI+CghtZXRhZGF0YRgGIAMoCzIiLmFwdXMubWVtb3J5LnYxLlR1
      cm4uTWV0YWRhdGFFbnRyeVIIbWV0YWRhdGEaOwoNTWV0YWRhdGFFbnRyeRIQCgNrZXkYASABKAlSA2tleRIU
      CgV2YWx1ZRgCIAEoCVIFdmFsdWU6AjgBIqkBChRDcmVhdGVTZXNzaW9uUmVxdWVzdBIbCgl0ZW5hbnRfaWQY
      ASABKAlSCHRlbmFudElkEh0KCnNlc3Npb25faWQYAiABKAlSCXNlc3Npb25JZBIUCgV0aXRsZRgDIAEoCVIF
      dGl0bGUSGAoFdHRsX3MYBCABKARIAFIEdHRsU4gBARIbCglwZXJzb25faWQYBSABKAlSCHBlcnNvbklkQggK
      Bl90dGxfcyJKChVDcmVhdGVTZXNzaW9uUmVzcG9uc2USMQoHc2Vzc2lvbhgBIAEoCzIXLmFwdXMubWVtb3J5
      LnYxLlNlc3Npb25SB3Nlc3Npb24iTwoRR2V0U2Vzc2lvblJlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0
      ZW5hbnRJZBIdCgpzZXNzaW9uX2lkGAIgASgJUglzZXNzaW9uSWQiRwoSR2V0U2Vzc2lvblJlc3BvbnNlEjEK
      B3Nlc3Npb24YASABKAsyFy5hcHVzLm1lbW9yeS52MS5TZXNzaW9uUgdzZXNzaW9uIm4KE0xpc3RTZXNzaW9u
      c1JlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIbCglwYWdlX3NpemUYAiABKA1SCHBhZ2VT
      aXplEh0KCnBhZ2VfdG9rZW4YAyABKAlSCXBhZ2VUb2tlbiJzChRMaXN0U2Vzc2lvbnNSZXNwb25zZRIzCghz
      ZXNzaW9ucxgBIAMoCzIXLmFwdXMubWVtb3J5LnYxLlNlc3Npb25SCHNlc3Npb25zEiYKD25leHRfcGFnZV90
      b2tlbhgCIAEoCVINbmV4dFBhZ2VUb2tlbiKlAQoSQXBwZW5kVHVybnNSZXF1ZXN0EhsKCXRlbmFudF9pZBgB
      IAEoCVIIdGVuYW50SWQSHQoKc2Vzc2lvbl9pZBgCIAEoCVIJc2Vzc2lvbklkEioKBXR1cm5zGAMgAygLMhQu
      YXB1cy5tZW1vcnkudjEuVHVyblIFdHVybnMSJwoPaWRlbXBvdGVuY3lfa2V5GAQgASgJUg5pZGVtcG90ZW5j
      eUtleSJBChNBcHBlbmRUdXJuc1Jlc3BvbnNlEioKBXR1cm5zGAEgAygLMhQuYXB1cy5tZW1vcnkudjEuVHVy
      blIFdHVybnMikgEKEExpc3RUdXJuc1JlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIdCgpz
      ZXNzaW9uX2lkGAIgASgJUglzZXNzaW9uSWQSJQoOYWZ0ZXJfcG9zaXRpb24YAyABKARSDWFmdGVyUG9zaXRp
      b24SGwoJcGFnZV9zaXplGAQgASgNUghwYWdlU2l6ZSJTChFMaXN0VHVybnNSZXNwb25zZRIqCgV0dXJucxgB
      IAMoCzIULmFwdXMubWVtb3J5LnYxLlR1cm5SBXR1cm5zEhIKBG1vcmUYAiABKAhSBG1vcmUifAoSU2VhcmNo
      VHVybnNSZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSHQoKc2Vzc2lvbl9pZBgCIAEoCVIJ
      c2Vzc2lvbklkEhQKBXF1ZXJ5GAMgASgJUgVxdWVyeRIUCgVsaW1pdBgEIAEoDVIFbGltaXQiSgoTU2VhcmNo
      VHVybnNSZXNwb25zZRIzCgdtYXRjaGVzGAEgAygLMhkuYXB1cy5tZW1vcnkudjEuVHVybk1hdGNoUgdtYXRj
      aGVzImoKCVR1cm5NYXRjaBIdCgpzZXNzaW9uX2lkGAEgASgJUglzZXNzaW9uSWQSKAoEdHVybhgCIAEoCzIU
      LmFwdXMubWVtb3J5LnYxLlR1cm5SBHR1cm4SFAoFc2NvcmUYAyABKAFSBXNjb3JlIsADCgRGYWN0EhYKBm51
      bWJlchgBIAEoBFIGbnVtYmVyEhgKB3N1YmplY3QYAiABKAlSB3N1YmplY3QSHAoJcHJlZGljYXRlGAMgASgJ
      UglwcmVkaWNhdGUSGQoFdmFsdWUYBCABKAlIAFIFdmFsdWWIAQESIgoNdmFsaWRfZnJvbV9tcxgFIAEoA1IL
      dmFsaWRGcm9tTXMSIwoLdmFsaWRfdG9fbXMYBiABKANIAVIJdmFsaWRUb01ziAEBEiQKDnJlY29yZGVkX2F0
      X21zGAcgASgDUgxyZWNvcmRlZEF0TXMSLwoRcmVjb3JkZWRfdW50aWxfbXMYCCABKANIAlIPcmVjb3JkZWRV
      bnRpbE1ziAEBEh0KCnNlc3Npb25faWQYCSABKAlSCXNlc3Npb25JZBIjCg10dXJuX3Bvc2l0aW9uGAogASgE
      Ugx0dXJuUG9zaXRpb24SJwoNZXhwaXJlc19hdF9tcxgLIAEoA0gDUgtleHBpcmVzQXRNc4gBAUIICgZfdmFs
      dWVCDgoMX3ZhbGlkX3RvX21zQhQKEl9yZWNvcmRlZF91bnRpbF9tc0IQCg5fZXhwaXJlc19hdF9tcyK+AgoH
      TmV3RmFjdBIYCgdzdWJqZWN0GAEgASgJUgdzdWJqZWN0EhwKCXByZWRpY2F0ZRgCIAEoCVIJcHJlZGljYXRl
      EhkKBXZhbHVlGAMgASgJSABSBXZhbHVliAEBEicKDXZhbGlkX2Zyb21fbXMYBCABKANIAVILdmFsaWRGcm9t
      TXOIAQESIwoLdmFsaWRfdG9fbXMYBSABKANIAlIJdmFsaWRUb01ziAEBEh0KCnNlc3Npb25faWQYBiABKAlS
      CXNlc3Npb25JZBIjCg10dXJuX3Bvc2l0aW9uGAcgASgEUgx0dXJuUG9zaXRpb24SGAoFdHRsX3MYCCABKARI
      A1IEdHRsU4gBAUIICgZfdmFsdWVCEAoOX3ZhbGlkX2Zyb21fbXNCDgoMX3ZhbGlkX3RvX21zQggKBl90dGxf
      cyKmAQoSUmVjb3JkRmFjdHNSZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSGwoJcGVyc29u
      X2lkGAIgASgJUghwZXJzb25JZBItCgVmYWN0cxgDIAMoCzIXLmFwdXMubWVtb3J5LnYxLk5ld0ZhY3RSBWZh
      Y3RzEicKD2lkZW1wb3RlbmN5X2tleRgEIAEoCVIOaWRlbXBvdGVuY3lLZXkiQQoTUmVjb3JkRmFjdHNSZXNw
      b25zZRIqCgVmYWN0cxgBIAMoCzIULmFwdXMubWVtb3J5LnYxLkZhY3RSBWZhY3RzIs0CChBMaXN0RmFjdHNS
      ZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSGwoJcGVyc29uX2lkGAIgASgJUghwZXJzb25J
      ZBIYCgdzdWJqZWN0GAMgASgJUgdzdWJqZWN0EhwKCXByZWRpY2F0ZRgEIAEoCVIJcHJlZGljYXRlEiMKC3Zh
      bGlkX2F0X21zGAUgASgDSABSCXZhbGlkQXRNc4gBARIpCg5yZWNvcmRlZF9hdF9tcxgGIAEoA0gBUgxyZWNv
      cmRlZEF0TXOIAQESGAoHaGlzdG9yeRgHIAEoCFIHaGlzdG9yeRIbCglwYWdlX3NpemUYCCABKA1SCHBhZ2VT
      aXplEh0KCnBhZ2VfdG9rZW4YCSABKAlSCXBhZ2VUb2tlbkIOCgxfdmFsaWRfYXRfbXNCEQoPX3JlY29yZGVk
      X2F0X21zImcKEUxpc3RGYWN0c1Jlc3BvbnNlEioKBWZhY3RzGAEgAygLMhQuYXB1cy5tZW1vcnkudjEuRmFj
      dFIFZmFjdHMSJgoPbmV4dF9wYWdlX3Rva2VuGAIgASgJUg1uZXh0UGFnZVRva2VuIloKClByZWZlcmVuY2US
      EgoEbmFtZRgBIAEoCVIEbmFtZRIUCgV2YWx1ZRgCIAEoCVIFdmFsdWUSIgoNdXBkYXRlZF9hdF9tcxgDIAEo
      A1ILdXBkYXRlZEF0TXMirgIKFVNldFByZWZlcmVuY2VzUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRl
      bmFudElkEhsKCXBlcnNvbl9pZBgCIAEoCVIIcGVyc29uSWQSWAoLcHJlZmVyZW5jZXMYAyADKAsyNi5hcHVz
      Lm1lbW9yeS52MS5TZXRQcmVmZXJlbmNlc1JlcXVlc3QuUHJlZmVyZW5jZXNFbnRyeVILcHJlZmVyZW5jZXMS
      GAoHY2xlYXJlZBgEIAMoCVIHY2xlYXJlZBInCg9pZGVtcG90ZW5jeV9rZXkYBSABKAlSDmlkZW1wb3RlbmN5
      S2V5Gj4KEFByZWZlcmVuY2VzRW50cnkSEAoDa2V5GAEgASgJUgNrZXkSFAoFdmFsdWUYAiABKAlSBXZhbHVl
      OgI4ASJWChZTZXRQcmVmZXJlbmNlc1Jlc3BvbnNlEjwKC3ByZWZlcmVuY2VzGAEgAygLMhouYXB1cy5tZW1v
      cnkudjEuUHJlZmVyZW5jZVILcHJlZmVyZW5jZXMiUQoVR2V0UHJlZmVyZW5jZXNSZXF1ZXN0EhsKCXRlbmFu
      dF9pZBgBIAEoCVIIdGVuYW50SWQSGwoJcGVyc29uX2lkGAIgASgJUghwZXJzb25JZCJWChZHZXRQcmVmZXJl
      bmNlc1Jlc3BvbnNlEjwKC3ByZWZlcmVuY2VzGAEgAygLMhouYXB1cy5tZW1vcnkudjEuUHJlZmVyZW5jZVIL
      cHJlZmVyZW5jZXMqXQoHU3BlYWtlchIXChNTUEVBS0VSX1VOU1BFQ0lGSUVEEAASEAoMU1BFQUtFUl9VU0VS
      EAESFQoRU1BFQUtFUl9BU1NJU1RBTlQQAhIQCgxTUEVBS0VSX1RPT0wQAzKLBwoNTWVtb3J5U2VydmljZRJc
      Cg1DcmVhdGVTZXNzaW9uEiQuYXB1cy5tZW1vcnkudjEuQ3JlYXRlU2Vzc2lvblJlcXVlc3QaJS5hcHVzLm1l
      bW9yeS52MS5DcmVhdGVTZXNzaW9uUmVzcG9uc2USUwoKR2V0U2Vzc2lvbhIhLmFwdXMubWVtb3J5LnYxLkdl
      dFNlc3Npb25SZXF1ZXN0GiIuYXB1cy5tZW1vcnkudjEuR2V0U2Vzc2lvblJlc3BvbnNlElkKDExpc3RTZXNz
      aW9ucxIjLmFwdXMubWVtb3J5LnYxLkxpc3RTZXNzaW9uc1JlcXVlc3QaJC5hcHVzLm1lbW9yeS52MS5MaXN0
      U2Vzc2lvbnNSZXNwb25zZRJWCgtBcHBlbmRUdXJucxIiLmFwdXMubWVtb3J5LnYxLkFwcGVuZFR1cm5zUmVx
      dWVzdBojLmFwdXMubWVtb3J5LnYxLkFwcGVuZFR1cm5zUmVzcG9uc2USUAoJTGlzdFR1cm5zEiAuYXB1cy5t
      ZW1vcnkudjEuTGlzdFR1cm5zUmVxdWVzdBohLmFwdXMubWVtb3J5LnYxLkxpc3RUdXJuc1Jlc3BvbnNlElYK
      C1NlYXJjaFR1cm5zEiIuYXB1cy5tZW1vcnkudjEuU2VhcmNoVHVybnNSZXF1ZXN0GiMuYXB1cy5tZW1vcnku
      djEuU2VhcmNoVHVybnNSZXNwb25zZRJWCgtSZWNvcmRGYWN0cxIiLmFwdXMubWVtb3J5LnYxLlJlY29yZEZh
      Y3RzUmVxdWVzdBojLmFwdXMubWVtb3J5LnYxLlJlY29yZEZhY3RzUmVzcG9uc2USUAoJTGlzdEZhY3RzEiAu
      YXB1cy5tZW1vcnkudjEuTGlzdEZhY3RzUmVxdWVzdBohLmFwdXMubWVtb3J5LnYxLkxpc3RGYWN0c1Jlc3Bv
      bnNlEl8KDlNldFByZWZlcmVuY2VzEiUuYXB1cy5tZW1vcnkudjEuU2V0UHJlZmVyZW5jZXNSZXF1ZXN0GiYu
      YXB1cy5tZW1vcnkudjEuU2V0UHJlZmVyZW5jZXNSZXNwb25zZRJfCg5HZXRQcmVmZXJlbmNlcxIlLmFwdXMu
      bWVtb3J5LnYxLkdldFByZWZlcmVuY2VzUmVxdWVzdBomLmFwdXMubWVtb3J5LnYxLkdldFByZWZlcmVuY2Vz
      UmVzcG9uc2ViBnByb3RvMw==
      """
    ),
    dependencies: []
  )
}
