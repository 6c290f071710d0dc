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
      turnCount: UInt64 = 0
    ) {
      self.sessionID = sessionID
      self.title = title
      self.createdAtMs = createdAtMs
      self.updatedAtMs = updatedAtMs
      self.expiresAtMs = expiresAtMs
      self.turnCount = turnCount
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

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      sessionID: String = "",
      title: String = "",
      ttlS: UInt64? = nil
    ) {
      self.tenantID = tenantID
      self.sessionID = sessionID
      self.title = title
      self.ttlS = ttlS
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
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, sessionID)
    writer.implicit(2, title)
    writer.optional(3, ttlS)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &sessionID)
    try reader.implicit(2, into: &title)
    try reader.optional(3, into: &ttlS)
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

extension Apus.Memory.V1 {
  /// MemoryService keeps sessions and their turns. Turns are only ever appended; a call that
  /// appends
  /// is answered after the disk has them. No text may hold the character NUL.
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
      ChthcHVzL21lbW9yeS92MS9tZW1vcnkucHJvdG8SDmFwdXMubWVtb3J5LnYxIuABCgdTZXNzaW9uEh0KCnNl
      c3Npb25faWQYASABKAlSCXNlc3Npb25JZBIUCgV0aXRsZRgCIAEoCVIFdGl0bGUSIgoNY3JlYXRlZF9hdF9t
      cxgDIAEoA1ILY3JlYXRlZEF0TXMSIgoNdXBkYXRlZF9hdF9tcxgEIAEoA1ILdXBkYXRlZEF0TXMSJwoNZXhw
      aXJlc19hdF9tcxgFIAEoA0gAUgtleHBpcmVzQXRNc4gBARIdCgp0dXJuX2NvdW50GAYgASgEUgl0dXJuQ291
      bnRCEAoOX2V4cGlyZXNfYXRfbXMinwIKBFR1cm4SGgoIcG9zaXRpb24YASABKARSCHBvc2l0aW9uEjEKB3Nw
      ZWFrZXIYAiABKA4yFy5hcHVzLm1lbW9yeS52MS5TcGVha2VyUgdzcGVha2VyEhIKBHRleHQYAyABKAlSBHRl
      eHQSIAoMc3RvcmVkX2F0X21zGAQgASgDUgpzdG9yZWRBdE1zEhUKBnJ1bl9pZBgFIAEoCVIFcnVuSWQSPgoI
      bWV0YWRhdGEYBiADKAsyIi5hcHVzLm1lbW9yeS52MS5UdXJuLk1ldGFkYXRhRW50cnlSCG1ldGFkYXRhGjsK
      DU1ldGFkYXRhRW50cnkSEAoDa2V5GAEgASgJUgNrZXkSFAoFdmFsdWUYAiABKAlSBXZhbHVlOgI4ASKMAQoU
      Q3JlYXRlU2Vzc2lvblJlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIdCgpzZXNzaW9uX2lk
      GAIgASgJUglzZXNzaW9uSWQSFAoFdGl0bGUYAyABKAlSBXRpdGxlEhgKBXR0bF9zGAQgASgESABSBHR0bFOI
      AQFCCAoGX3R0bF9zIkoKFUNyZWF0ZVNlc3Npb25SZXNwb25zZRIxCgdzZXNzaW9uGAEgASgLMhcuYXB1cy5t
      ZW1vcnkudjEuU2Vzc2lvblIHc2Vzc2lvbiJPChFHZXRTZXNzaW9uUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASAB
      KAlSCHRlbmFudElkEh0KCnNlc3Npb25faWQYAiABKAlSCXNlc3Npb25JZCJHChJHZXRTZXNzaW9uUmVzcG9u
      c2USMQoHc2Vzc2lvbhgBIAEoCzIXLmFwdXMubWVtb3J5LnYxLlNlc3Npb25SB3Nlc3Npb24ibgoTTGlzdFNl
      c3Npb25zUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRlbmFudElkEhsKCXBhZ2Vfc2l6ZRgCIAEoDVII
      cGFnZVNpemUSHQoKcGFnZV90b2tlbhgDIAEoCVIJcGFnZVRva2VuInMKFExpc3RTZXNzaW9uc1Jlc3BvbnNl
      EjMKCHNlc3Npb25zGAEgAygLMhcuYXB1cy5tZW1vcnkudjEuU2Vzc2lvblIIc2Vzc2lvbnMSJgoPbmV4dF9w
      YWdlX3Rva2VuGAIgASgJUg1uZXh0UGFnZVRva2VuIqUBChJBcHBlbmRUdXJuc1JlcXVlc3QSGwoJdGVuYW50
      X2lkGAEgASgJUgh0ZW5hbnRJZBIdCgpzZXNzaW9uX2lkGAIgASgJUglzZXNzaW9uSWQSKgoFdHVybnMYAyAD
      KAsyFC5hcHVzLm1lbW9yeS52MS5UdXJuUgV0dXJucxInCg9pZGVtcG90ZW5jeV9rZXkYBCABKAlSDmlkZW1w
      b3RlbmN5S2V5IkEKE0FwcGVuZFR1cm5zUmVzcG9uc2USKgoFdHVybnMYASADKAsyFC5hcHVzLm1lbW9yeS52
      MS5UdXJuUgV0dXJucyKSAQoQTGlzdFR1cm5zUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRlbmFudElk
      Eh0KCnNlc3Npb25faWQYAiABKAlSCXNlc3Npb25JZBIlCg5hZnRlcl9wb3NpdGlvbhgDIAEoBFINYWZ0ZXJQ
      b3NpdGlvbhIbCglwYWdlX3NpemUYBCABKA1SCHBhZ2VTaXplIlMKEUxpc3RUdXJuc1Jlc3BvbnNlEioKBXR1
      cm5zGAEgAygLMhQuYXB1cy5tZW1vcnkudjEuVHVyblIFdHVybnMSEgoEbW9yZRgCIAEoCFIEbW9yZSJ8ChJT
      ZWFyY2hUdXJuc1JlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIdCgpzZXNzaW9uX2lkGAIg
      ASgJUglzZXNzaW9uSWQSFAoFcXVlcnkYAyABKAlSBXF1ZXJ5EhQKBWxpbWl0GAQgASgNUgVsaW1pdCJKChNT
      ZWFyY2hUdXJuc1Jlc3BvbnNlEjMKB21hdGNoZXMYASADKAsyGS5hcHVzLm1lbW9yeS52MS5UdXJuTWF0Y2hS
      B21hdGNoZXMiagoJVHVybk1hdGNoEh0KCnNlc3Npb25faWQYASABKAlSCXNlc3Npb25JZBIoCgR0dXJuGAIg
      ASgLMhQuYXB1cy5tZW1vcnkudjEuVHVyblIEdHVybhIUCgVzY29yZRgDIAEoAVIFc2NvcmUqXQoHU3BlYWtl
      chIXChNTUEVBS0VSX1VOU1BFQ0lGSUVEEAASEAoMU1BFQUtFUl9VU0VSEAESFQoRU1BFQUtFUl9BU1NJU1RB
      TlQQAhIQCgxTUEVBS0VSX1RPT0wQAzKfBAoNTWVtb3J5U2VydmljZRJcCg1DcmVhdGVTZXNzaW9uEiQuYXB1
      cy5tZW1vcnkudjEuQ3JlYXRlU2Vzc2lvblJlcXVlc3QaJS5hcHVzLm1lbW9yeS52MS5DcmVhdGVTZXNzaW9u
      UmVzcG9uc2USUwoKR2V0U2Vzc2lvbhIhLmFwdXMubWVtb3J5LnYxLkdldFNlc3Npb25SZXF1ZXN0GiIuYXB1
      cy5tZW1vcnkudjEuR2V0U2Vzc2lvblJlc3BvbnNlElkKDExpc3RTZXNzaW9ucxIjLmFwdXMubWVtb3J5LnYx
      Lkxpc3RTZXNzaW9uc1JlcXVlc3QaJC5hcHVzLm1lbW9yeS52MS5MaXN0U2Vzc2lvbnNSZXNwb25zZRJWCgtB
      cHBlbmRUdXJucxIiLmFwdXMubWVtb3J5LnYxLkFwcGVuZFR1cm5zUmVxdWVzdBojLmFwdXMubWVtb3J5LnYx
      LkFwcGVuZFR1cm5zUmVzcG9uc2USUAoJTGlzdFR1cm5zEiAuYXB1cy5tZW1vcnkudjEuTGlzdFR1cm5zUmVx
      dWVzdBohLmFwdXMubWVtb3J5LnYxLkxpc3RUdXJuc1Jlc3BvbnNlElYKC1NlYXJjaFR1cm5zEiIuYXB1cy5t
      ZW1vcnkudjEuU2VhcmNoVHVybnNSZXF1ZXN0GiMuYXB1cy5tZW1vcnkudjEuU2VhcmNoVHVybnNSZXNwb25z
      ZWIGcHJvdG8z
      """
    ),
    dependencies: []
  )
}
