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

    /// Files that belong to it; at most 32. To append a turn the ids alone are given, of
    /// attachments of the
    /// session that no turn has yet. SearchTurns leaves them out.
    public var attachments: [Attachment] = []

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
      metadata: [String: String] = [:],
      attachments: [Attachment] = []
    ) {
      self.position = position
      self.speaker = speaker
      self.text = text
      self.storedAtMs = storedAtMs
      self.runID = runID
      self.metadata = metadata
      self.attachments = attachments
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

  /// CacheKey is what an answer is an answer to, exactly.
  public struct CacheKey: Message {
    /// What gave the answer, and to what.
    public var kind: Kind?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(kind: Kind? = nil) {
      self.kind = kind
    }

    /// What `kind` can hold.
    public enum Kind: Sendable, Hashable {
      /// A model, to a prompt.
      case prompt(PromptKey)
      /// A tool, to arguments.
      case tool(ToolKey)
    }
  }

  /// PromptKey names a model's answer to a prompt.
  public struct PromptKey: Message {
    /// The model, with whatever changes its answers, such as its version and how it samples; at
    /// most 512 bytes.
    public var model: String = ""

    /// The prompt; at most 2 MiB.
    public var prompt: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(model: String = "", prompt: String = "") {
      self.model = model
      self.prompt = prompt
    }
  }

  /// ToolKey names a tool's answer to arguments.
  public struct ToolKey: Message {
    /// The tool, with its version; at most 512 bytes.
    public var tool: String = ""

    /// The arguments, always written in the same way; at most 2 MiB.
    public var arguments: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tool: String = "", arguments: String = "") {
      self.tool = tool
      self.arguments = arguments
    }
  }

  /// GetCachedRequest asks for an answer.
  public struct GetCachedRequest: Message {
    /// Whose. Empty means "default".
    public var tenantID: String = ""

    /// For whom it was made; empty is for all of the tenant.
    public var personID: String = ""

    /// What it answers.
    public var key: CacheKey?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", personID: String = "", key: CacheKey? = nil) {
      self.tenantID = tenantID
      self.personID = personID
      self.key = key
    }
  }

  /// GetCachedResponse holds the answer, if there is one.
  public struct GetCachedResponse: Message {
    /// Whether there is one.
    public var hit: Bool = false

    /// The answer.
    public var value: [UInt8] = []

    /// When it was stored, in milliseconds since 1970-01-01 UTC.
    public var storedAtMs: Int64 = 0

    /// When it expires, in milliseconds since 1970-01-01 UTC.
    public var expiresAtMs: Int64 = 0

    /// To be given to PutCached by who makes the answer because there is none.
    public var epoch: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      hit: Bool = false,
      value: [UInt8] = [],
      storedAtMs: Int64 = 0,
      expiresAtMs: Int64 = 0,
      epoch: UInt64 = 0
    ) {
      self.hit = hit
      self.value = value
      self.storedAtMs = storedAtMs
      self.expiresAtMs = expiresAtMs
      self.epoch = epoch
    }
  }

  /// PutCachedRequest keeps an answer.
  public struct PutCachedRequest: Message {
    /// Whose. Empty means "default".
    public var tenantID: String = ""

    /// For whom it was made; empty is for all of the tenant.
    public var personID: String = ""

    /// What it answers.
    public var key: CacheKey?

    /// The answer; at most 1 MiB.
    public var value: [UInt8] = []

    /// The documents that it depends on, at most 1,000 of at most 1 KiB each.
    public var documentIDs: [String] = []

    /// What GetCached gave before the documents were read.
    public var epoch: UInt64 = 0

    /// How long to keep it, in seconds; absent means 86,400.
    public var ttlS: UInt64?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      personID: String = "",
      key: CacheKey? = nil,
      value: [UInt8] = [],
      documentIDs: [String] = [],
      epoch: UInt64 = 0,
      ttlS: UInt64? = nil
    ) {
      self.tenantID = tenantID
      self.personID = personID
      self.key = key
      self.value = value
      self.documentIDs = documentIDs
      self.epoch = epoch
      self.ttlS = ttlS
    }
  }

  /// PutCachedResponse tells what became of it.
  public struct PutCachedResponse: Message {
    /// False where a document that it depends on was updated, or somebody was erased, meanwhile.
    public var stored: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(stored: Bool = false) {
      self.stored = stored
    }
  }

  /// InvalidateCachedRequest names documents that were updated.
  public struct InvalidateCachedRequest: Message {
    /// Whose. Empty means "default".
    public var tenantID: String = ""

    /// The documents, 1 to 1,000.
    public var documentIDs: [String] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", documentIDs: [String] = []) {
      self.tenantID = tenantID
      self.documentIDs = documentIDs
    }
  }

  /// InvalidateCachedResponse tells what was done.
  public struct InvalidateCachedResponse: Message {
    /// Answers that went.
    public var removedCount: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(removedCount: UInt64 = 0) {
      self.removedCount = removedCount
    }
  }

  /// ExportRequest asks for all that is kept.
  public struct ExportRequest: Message {
    /// Whose. Empty means "default".
    public var tenantID: String = ""

    /// Of whom; empty is the tenant with all its people.
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

  /// ExportResponse is a piece of an export.
  public struct ExportResponse: Message {
    /// JSON Lines when all pieces are put together; a piece may end within a line.
    public var data: [UInt8] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(data: [UInt8] = []) {
      self.data = data
    }
  }

  /// EraseRequest names who is to be erased.
  public struct EraseRequest: Message {
    /// Whose. Empty means "default".
    public var tenantID: String = ""

    /// Whom; empty only with `whole_tenant`.
    public var personID: String = ""

    /// The tenant with all its people.
    public var wholeTenant: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", personID: String = "", wholeTenant: Bool = false) {
      self.tenantID = tenantID
      self.personID = personID
      self.wholeTenant = wholeTenant
    }
  }

  /// EraseResponse tells what went and what stays.
  public struct EraseResponse: Message {
    /// Sessions that went.
    public var sessionCount: UInt64 = 0

    /// Turns that went.
    public var turnCount: UInt64 = 0

    /// Entries of facts and preferences that went, former ones included.
    public var factCount: UInt64 = 0

    /// Kept answers that went: the person's, and those for the whole tenant.
    public var cachedCount: UInt64 = 0

    /// Events that stay in the log, which is never changed.
    public var eventCount: UInt64 = 0

    /// Whether nobody can read those events any more. False where the store is not sealed: what
    /// they say stays.
    public var eventsForgotten: Bool = false

    /// Attachments that went.
    public var attachmentCount: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      sessionCount: UInt64 = 0,
      turnCount: UInt64 = 0,
      factCount: UInt64 = 0,
      cachedCount: UInt64 = 0,
      eventCount: UInt64 = 0,
      eventsForgotten: Bool = false,
      attachmentCount: UInt64 = 0
    ) {
      self.sessionCount = sessionCount
      self.turnCount = turnCount
      self.factCount = factCount
      self.cachedCount = cachedCount
      self.eventCount = eventCount
      self.eventsForgotten = eventsForgotten
      self.attachmentCount = attachmentCount
    }
  }

  /// Attachment is a file that belongs to a session, or to one of its turns.
  public struct Attachment: Message {
    /// Identifies it within its session.
    public var attachmentID: String = ""

    /// A name for people; may be empty.
    public var name: String = ""

    /// Its media type, such as "image/png"; what it holds is not looked at.
    public var mediaType: String = ""

    /// Its size.
    public var byteCount: UInt64 = 0

    /// The SHA-256 of its bytes, 64 hexadecimal digits.
    public var sha256: String = ""

    /// When it was stored, in milliseconds since 1970-01-01 UTC.
    public var storedAtMs: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      attachmentID: String = "",
      name: String = "",
      mediaType: String = "",
      byteCount: UInt64 = 0,
      sha256: String = "",
      storedAtMs: Int64 = 0
    ) {
      self.attachmentID = attachmentID
      self.name = name
      self.mediaType = mediaType
      self.byteCount = byteCount
      self.sha256 = sha256
      self.storedAtMs = storedAtMs
    }
  }

  /// AddAttachmentRequest is the header of an attachment, or a piece of it.
  public struct AddAttachmentRequest: Message {
    /// The header comes first and once.
    public var content: Content?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(content: Content? = nil) {
      self.content = content
    }

    /// What `content` can hold.
    public enum Content: Sendable, Hashable {
      /// What it is.
      case header(AttachmentHeader)
      /// A piece of it, of any size that a message may have.
      case data([UInt8])
    }
  }

  /// AttachmentHeader says what an attachment is.
  public struct AttachmentHeader: Message {
    /// Whose. Empty means "default".
    public var tenantID: String = ""

    /// The session.
    public var sessionID: String = ""

    /// The id to use; empty lets the service choose one. The same id and content again changes
    /// nothing. At
    /// most 128 bytes.
    public var attachmentID: String = ""

    /// A name for people; at most 512 bytes.
    public var name: String = ""

    /// Its media type, such as "image/png"; at most 128 bytes.
    public var mediaType: String = ""

    /// The SHA-256 that it has to have, 64 hexadecimal digits; empty is not checked.
    public var sha256: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      sessionID: String = "",
      attachmentID: String = "",
      name: String = "",
      mediaType: String = "",
      sha256: String = ""
    ) {
      self.tenantID = tenantID
      self.sessionID = sessionID
      self.attachmentID = attachmentID
      self.name = name
      self.mediaType = mediaType
      self.sha256 = sha256
    }
  }

  /// AddAttachmentResponse holds what was stored.
  public struct AddAttachmentResponse: Message {
    /// The attachment.
    public var attachment: Attachment?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(attachment: Attachment? = nil) {
      self.attachment = attachment
    }
  }

  /// GetAttachmentRequest names an attachment.
  public struct GetAttachmentRequest: Message {
    /// Whose. Empty means "default".
    public var tenantID: String = ""

    /// The session.
    public var sessionID: String = ""

    /// The attachment.
    public var attachmentID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", sessionID: String = "", attachmentID: String = "") {
      self.tenantID = tenantID
      self.sessionID = sessionID
      self.attachmentID = attachmentID
    }
  }

  /// GetAttachmentResponse is what an attachment is, or a piece of it.
  public struct GetAttachmentResponse: Message {
    /// What it is comes first and once.
    public var content: Content?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(content: Content? = nil) {
      self.content = content
    }

    /// What `content` can hold.
    public enum Content: Sendable, Hashable {
      /// What it is.
      case attachment(Attachment)
      /// A piece of it, at most 64 KiB.
      case data([UInt8])
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
      .init(7, "attachments", .message(Apus.Memory.V1.Attachment.self), .repeated),
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
    writer.repeated(6, attachments)
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
    try reader.repeated(6, into: &attachments)
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

extension Apus.Memory.V1.CacheKey {
  /// `apus.memory.v1.CacheKey` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.CacheKey",
    [
      .init(1, "prompt", .message(Apus.Memory.V1.PromptKey.self), .oneof(0)),
      .init(2, "tool", .message(Apus.Memory.V1.ToolKey.self), .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch kind {
    case .prompt(let value):
      writer.oneof(0, number: 1, value)
    case .tool(let value):
      writer.oneof(1, number: 2, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: kind = .prompt(try reader.value(0))
    case 2: kind = .tool(try reader.value(1))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.PromptKey {
  /// `apus.memory.v1.PromptKey` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.PromptKey",
    [
      .init(1, "model", .string),
      .init(2, "prompt", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, model)
    writer.implicit(1, prompt)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &model)
    try reader.implicit(1, into: &prompt)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.ToolKey {
  /// `apus.memory.v1.ToolKey` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.ToolKey",
    [
      .init(1, "tool", .string),
      .init(2, "arguments", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tool)
    writer.implicit(1, arguments)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tool)
    try reader.implicit(1, into: &arguments)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.GetCachedRequest {
  /// `apus.memory.v1.GetCachedRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.GetCachedRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "person_id", .string),
      .init(3, "key", .message(Apus.Memory.V1.CacheKey.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, personID)
    writer.optional(2, key)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &personID)
    try reader.optional(2, into: &key)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.GetCachedResponse {
  /// `apus.memory.v1.GetCachedResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.GetCachedResponse",
    [
      .init(1, "hit", .bool),
      .init(2, "value", .bytes),
      .init(3, "stored_at_ms", .int64),
      .init(4, "expires_at_ms", .int64),
      .init(5, "epoch", .uint64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, hit)
    writer.implicit(1, value)
    writer.implicit(2, storedAtMs)
    writer.implicit(3, expiresAtMs)
    writer.implicit(4, epoch)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &hit)
    try reader.implicit(1, into: &value)
    try reader.implicit(2, into: &storedAtMs)
    try reader.implicit(3, into: &expiresAtMs)
    try reader.implicit(4, into: &epoch)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.PutCachedRequest {
  /// `apus.memory.v1.PutCachedRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.PutCachedRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "person_id", .string),
      .init(3, "key", .message(Apus.Memory.V1.CacheKey.self)),
      .init(4, "value", .bytes),
      .init(5, "document_ids", .string, .repeated),
      .init(6, "epoch", .uint64),
      .init(7, "ttl_s", .uint64, .optional),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, personID)
    writer.optional(2, key)
    writer.implicit(3, value)
    writer.repeated(4, documentIDs)
    writer.implicit(5, epoch)
    writer.optional(6, ttlS)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &personID)
    try reader.optional(2, into: &key)
    try reader.implicit(3, into: &value)
    try reader.repeated(4, into: &documentIDs)
    try reader.implicit(5, into: &epoch)
    try reader.optional(6, into: &ttlS)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.PutCachedResponse {
  /// `apus.memory.v1.PutCachedResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.PutCachedResponse",
    [
      .init(1, "stored", .bool)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, stored)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &stored)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.InvalidateCachedRequest {
  /// `apus.memory.v1.InvalidateCachedRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.InvalidateCachedRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "document_ids", .string, .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.repeated(1, documentIDs)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.repeated(1, into: &documentIDs)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.InvalidateCachedResponse {
  /// `apus.memory.v1.InvalidateCachedResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.InvalidateCachedResponse",
    [
      .init(1, "removed_count", .uint64)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, removedCount)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &removedCount)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.ExportRequest {
  /// `apus.memory.v1.ExportRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.ExportRequest",
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

extension Apus.Memory.V1.ExportResponse {
  /// `apus.memory.v1.ExportResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.ExportResponse",
    [
      .init(1, "data", .bytes)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, data)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &data)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.EraseRequest {
  /// `apus.memory.v1.EraseRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.EraseRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "person_id", .string),
      .init(3, "whole_tenant", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, personID)
    writer.implicit(2, wholeTenant)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &personID)
    try reader.implicit(2, into: &wholeTenant)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.EraseResponse {
  /// `apus.memory.v1.EraseResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.EraseResponse",
    [
      .init(1, "session_count", .uint64),
      .init(2, "turn_count", .uint64),
      .init(3, "fact_count", .uint64),
      .init(4, "cached_count", .uint64),
      .init(5, "event_count", .uint64),
      .init(6, "events_forgotten", .bool),
      .init(7, "attachment_count", .uint64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, sessionCount)
    writer.implicit(1, turnCount)
    writer.implicit(2, factCount)
    writer.implicit(3, cachedCount)
    writer.implicit(4, eventCount)
    writer.implicit(5, eventsForgotten)
    writer.implicit(6, attachmentCount)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &sessionCount)
    try reader.implicit(1, into: &turnCount)
    try reader.implicit(2, into: &factCount)
    try reader.implicit(3, into: &cachedCount)
    try reader.implicit(4, into: &eventCount)
    try reader.implicit(5, into: &eventsForgotten)
    try reader.implicit(6, into: &attachmentCount)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.Attachment {
  /// `apus.memory.v1.Attachment` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.Attachment",
    [
      .init(1, "attachment_id", .string),
      .init(2, "name", .string),
      .init(3, "media_type", .string),
      .init(4, "byte_count", .uint64),
      .init(5, "sha256", .string),
      .init(6, "stored_at_ms", .int64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, attachmentID)
    writer.implicit(1, name)
    writer.implicit(2, mediaType)
    writer.implicit(3, byteCount)
    writer.implicit(4, sha256)
    writer.implicit(5, storedAtMs)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &attachmentID)
    try reader.implicit(1, into: &name)
    try reader.implicit(2, into: &mediaType)
    try reader.implicit(3, into: &byteCount)
    try reader.implicit(4, into: &sha256)
    try reader.implicit(5, into: &storedAtMs)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.AddAttachmentRequest {
  /// `apus.memory.v1.AddAttachmentRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.AddAttachmentRequest",
    [
      .init(1, "header", .message(Apus.Memory.V1.AttachmentHeader.self), .oneof(0)),
      .init(2, "data", .bytes, .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch content {
    case .header(let value):
      writer.oneof(0, number: 1, value)
    case .data(let value):
      writer.oneof(1, number: 2, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: content = .header(try reader.value(0))
    case 2: content = .data(try reader.value(1))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.AttachmentHeader {
  /// `apus.memory.v1.AttachmentHeader` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.AttachmentHeader",
    [
      .init(1, "tenant_id", .string),
      .init(2, "session_id", .string),
      .init(3, "attachment_id", .string),
      .init(4, "name", .string),
      .init(5, "media_type", .string),
      .init(6, "sha256", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, sessionID)
    writer.implicit(2, attachmentID)
    writer.implicit(3, name)
    writer.implicit(4, mediaType)
    writer.implicit(5, sha256)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &sessionID)
    try reader.implicit(2, into: &attachmentID)
    try reader.implicit(3, into: &name)
    try reader.implicit(4, into: &mediaType)
    try reader.implicit(5, into: &sha256)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.AddAttachmentResponse {
  /// `apus.memory.v1.AddAttachmentResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.AddAttachmentResponse",
    [
      .init(1, "attachment", .message(Apus.Memory.V1.Attachment.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, attachment)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &attachment)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.GetAttachmentRequest {
  /// `apus.memory.v1.GetAttachmentRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.GetAttachmentRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "session_id", .string),
      .init(3, "attachment_id", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, sessionID)
    writer.implicit(2, attachmentID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &sessionID)
    try reader.implicit(2, into: &attachmentID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Memory.V1.GetAttachmentResponse {
  /// `apus.memory.v1.GetAttachmentResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.memory.v1.GetAttachmentResponse",
    [
      .init(1, "attachment", .message(Apus.Memory.V1.Attachment.self), .oneof(0)),
      .init(2, "data", .bytes, .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch content {
    case .attachment(let value):
      writer.oneof(0, number: 1, value)
    case .data(let value):
      writer.oneof(1, number: 2, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: content = .attachment(try reader.value(0))
    case 2: content = .data(try reader.value(1))
    default: break
    }
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

    /// GetCached returns what is kept of a model's answer to a prompt, or of a tool's to arguments.
    func getCached(
      _ request: GetCachedRequest,
      context: ServerContext
    ) async throws -> GetCachedResponse

    /// PutCached keeps an answer, unless a document that it depends on was updated since GetCached
    /// was asked.
    /// Answers that were not used for longest go when a tenant has too many, or too many bytes.
    func putCached(
      _ request: PutCachedRequest,
      context: ServerContext
    ) async throws -> PutCachedResponse

    /// InvalidateCached says that documents were updated: what depended on them is not given out
    /// any more.
    func invalidateCached(
      _ request: InvalidateCachedRequest,
      context: ServerContext
    ) async throws -> InvalidateCachedResponse

    /// Export streams all that is kept of a person or a tenant as JSON Lines, whose last one is of
    /// the type
    /// "end". Each line is as it was when it was read.
    func export(
      _ request: ExportRequest,
      writer: ResponseWriter<ExportResponse>,
      context: ServerContext
    ) async throws

    /// Erase removes all that is kept of a person or a tenant. The event log keeps its events,
    /// without the
    /// person's name: where the store is sealed nobody can read them any more, for their keys are
    /// forgotten.
    func erase(_ request: EraseRequest, context: ServerContext) async throws -> EraseResponse

    /// AddAttachment stores a file of any media type in a session: a header, then its data. A turn
    /// that is
    /// appended later can name it. NOT_FOUND: no such session. ALREADY_EXISTS: the id is taken by
    /// another
    /// content. INVALID_ARGUMENT: it is too large, or not what the header says.
    func addAttachment(
      _ requests: RequestStream<AddAttachmentRequest>,
      context: ServerContext
    ) async throws -> AddAttachmentResponse

    /// GetAttachment streams a file back, byte by byte as it was given: what it is, then its data.
    /// It is whole
    /// only if the call ends well. NOT_FOUND: no such session or attachment.
    func getAttachment(
      _ request: GetAttachmentRequest,
      writer: ResponseWriter<GetAttachmentResponse>,
      context: ServerContext
    ) async throws
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
      /// `/apus.memory.v1.MemoryService/GetCached`
      public static let getCached = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "GetCached"
      )
      /// `/apus.memory.v1.MemoryService/PutCached`
      public static let putCached = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "PutCached"
      )
      /// `/apus.memory.v1.MemoryService/InvalidateCached`
      public static let invalidateCached = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "InvalidateCached"
      )
      /// `/apus.memory.v1.MemoryService/Export`
      public static let export = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "Export"
      )
      /// `/apus.memory.v1.MemoryService/Erase`
      public static let erase = MethodPath(service: "apus.memory.v1.MemoryService", method: "Erase")
      /// `/apus.memory.v1.MemoryService/AddAttachment`
      public static let addAttachment = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "AddAttachment"
      )
      /// `/apus.memory.v1.MemoryService/GetAttachment`
      public static let getAttachment = MethodPath(
        service: "apus.memory.v1.MemoryService",
        method: "GetAttachment"
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

    /// GetCached returns what is kept of a model's answer to a prompt, or of a tool's to arguments.
    public func getCached(
      _ request: GetCachedRequest,
      options: CallOptions = .defaults
    ) async throws -> GetCachedResponse {
      try await channel.unary(Method.getCached, request, options: options)
    }

    /// PutCached keeps an answer, unless a document that it depends on was updated since GetCached
    /// was asked.
    /// Answers that were not used for longest go when a tenant has too many, or too many bytes.
    public func putCached(
      _ request: PutCachedRequest,
      options: CallOptions = .defaults
    ) async throws -> PutCachedResponse {
      try await channel.unary(Method.putCached, request, options: options)
    }

    /// InvalidateCached says that documents were updated: what depended on them is not given out
    /// any more.
    public func invalidateCached(
      _ request: InvalidateCachedRequest,
      options: CallOptions = .defaults
    ) async throws -> InvalidateCachedResponse {
      try await channel.unary(Method.invalidateCached, request, options: options)
    }

    /// Export streams all that is kept of a person or a tenant as JSON Lines, whose last one is of
    /// the type
    /// "end". Each line is as it was when it was read.
    public func export<CallResult>(
      _ request: ExportRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<ExportResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.export, request, options: options, body)
    }

    /// Erase removes all that is kept of a person or a tenant. The event log keeps its events,
    /// without the
    /// person's name: where the store is sealed nobody can read them any more, for their keys are
    /// forgotten.
    public func erase(
      _ request: EraseRequest,
      options: CallOptions = .defaults
    ) async throws -> EraseResponse {
      try await channel.unary(Method.erase, request, options: options)
    }

    /// AddAttachment stores a file of any media type in a session: a header, then its data. A turn
    /// that is
    /// appended later can name it. NOT_FOUND: no such session. ALREADY_EXISTS: the id is taken by
    /// another
    /// content. INVALID_ARGUMENT: it is too large, or not what the header says.
    public func addAttachment(
      options: CallOptions = .defaults,
      _ body: (RequestWriter<AddAttachmentRequest>) async throws -> Void
    ) async throws -> AddAttachmentResponse {
      try await channel.clientStreaming(Method.addAttachment, options: options, body)
    }

    /// GetAttachment streams a file back, byte by byte as it was given: what it is, then its data.
    /// It is whole
    /// only if the call ends well. NOT_FOUND: no such session or attachment.
    public func getAttachment<CallResult>(
      _ request: GetAttachmentRequest,
      options: CallOptions = .defaults,
      _ body: (ResponseStream<GetAttachmentResponse>) async throws -> CallResult
    ) async throws -> CallResult {
      try await channel.serverStreaming(Method.getAttachment, request, options: options, body)
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
        .unary("GetCached") {
          (request: Apus.Memory.V1.GetCachedRequest, context: ServerContext) in
          try await self.getCached(request, context: context)
        },
        .unary("PutCached") {
          (request: Apus.Memory.V1.PutCachedRequest, context: ServerContext) in
          try await self.putCached(request, context: context)
        },
        .unary("InvalidateCached") {
          (request: Apus.Memory.V1.InvalidateCachedRequest, context: ServerContext) in
          try await self.invalidateCached(request, context: context)
        },
        .serverStreaming("Export") {
          (
            request: Apus.Memory.V1.ExportRequest,
            writer: ResponseWriter<Apus.Memory.V1.ExportResponse>,
            context: ServerContext
          ) in
          try await self.export(request, writer: writer, context: context)
        },
        .unary("Erase") {
          (request: Apus.Memory.V1.EraseRequest, context: ServerContext) in
          try await self.erase(request, context: context)
        },
        .clientStreaming("AddAttachment") {
          (requests: RequestStream<Apus.Memory.V1.AddAttachmentRequest>, context: ServerContext) in
          try await self.addAttachment(requests, context: context)
        },
        .serverStreaming("GetAttachment") {
          (
            request: Apus.Memory.V1.GetAttachmentRequest,
            writer: ResponseWriter<Apus.Memory.V1.GetAttachmentResponse>,
            context: ServerContext
          ) in
          try await self.getAttachment(request, writer: writer, context: context)
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
      bnQSGwoJcGVyc29uX2lkGAcgASgJUghwZXJzb25JZEIQCg5fZXhwaXJlc19hdF9tcyLdAgoEVHVybhIaCghw
      b3NpdGlvbhgBIAEoBFIIcG9zaXRpb24SMQoHc3BlYWtlchgCIAEoDjIXLmFwdXMubWVtb3J5LnYxLlNwZWFr
      ZXJSB3NwZWFrZXISEgoEdGV4dBgDIAEoCVIEdGV4dBIgCgxzdG9yZWRfYXRfbXMYBCABKANSCnN0b3JlZEF0
      TXMSFQoGcnVuX2lkGAUgASgJUgVydW5JZBI+CghtZXRhZGF0YRgGIAMoCzIiLmFwdXMubWVtb3J5LnYxLlR1
      cm4uTWV0YWRhdGFFbnRyeVIIbWV0YWRhdGESPAoLYXR0YWNobWVudHMYByADKAsyGi5hcHVzLm1lbW9yeS52
      MS5BdHRhY2htZW50UgthdHRhY2htZW50cxo7Cg1NZXRhZGF0YUVudHJ5EhAKA2tleRgBIAEoCVIDa2V5EhQK
      BXZhbHVlGAIgASgJUgV2YWx1ZToCOAEiqQEKFENyZWF0ZVNlc3Npb25SZXF1ZXN0EhsKCXRlbmFudF9pZBgB
      IAEoCVIIdGVuYW50SWQSHQoKc2Vzc2lvbl9pZBgCIAEoCVIJc2Vzc2lvbklkEhQKBXRpdGxlGAMgASgJUgV0
      aXRsZRIYCgV0dGxfcxgEIAEoBEgAUgR0dGxTiAEBEhsKCXBlcnNvbl9pZBgFIAEoCVIIcGVyc29uSWRCCAoG
      X3R0bF9zIkoKFUNyZWF0ZVNlc3Npb25SZXNwb25zZRIxCgdzZXNzaW9uGAEgASgLMhcuYXB1cy5tZW1vcnku
      djEuU2Vzc2lvblIHc2Vzc2lvbiJPChFHZXRTZXNzaW9uUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRl
      bmFudElkEh0KCnNlc3Npb25faWQYAiABKAlSCXNlc3Npb25JZCJHChJHZXRTZXNzaW9uUmVzcG9uc2USMQoH
      c2Vzc2lvbhgBIAEoCzIXLmFwdXMubWVtb3J5LnYxLlNlc3Npb25SB3Nlc3Npb24ibgoTTGlzdFNlc3Npb25z
      UmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRlbmFudElkEhsKCXBhZ2Vfc2l6ZRgCIAEoDVIIcGFnZVNp
      emUSHQoKcGFnZV90b2tlbhgDIAEoCVIJcGFnZVRva2VuInMKFExpc3RTZXNzaW9uc1Jlc3BvbnNlEjMKCHNl
      c3Npb25zGAEgAygLMhcuYXB1cy5tZW1vcnkudjEuU2Vzc2lvblIIc2Vzc2lvbnMSJgoPbmV4dF9wYWdlX3Rv
      a2VuGAIgASgJUg1uZXh0UGFnZVRva2VuIqUBChJBcHBlbmRUdXJuc1JlcXVlc3QSGwoJdGVuYW50X2lkGAEg
      ASgJUgh0ZW5hbnRJZBIdCgpzZXNzaW9uX2lkGAIgASgJUglzZXNzaW9uSWQSKgoFdHVybnMYAyADKAsyFC5h
      cHVzLm1lbW9yeS52MS5UdXJuUgV0dXJucxInCg9pZGVtcG90ZW5jeV9rZXkYBCABKAlSDmlkZW1wb3RlbmN5
      S2V5IkEKE0FwcGVuZFR1cm5zUmVzcG9uc2USKgoFdHVybnMYASADKAsyFC5hcHVzLm1lbW9yeS52MS5UdXJu
      UgV0dXJucyKSAQoQTGlzdFR1cm5zUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRlbmFudElkEh0KCnNl
      c3Npb25faWQYAiABKAlSCXNlc3Npb25JZBIlCg5hZnRlcl9wb3NpdGlvbhgDIAEoBFINYWZ0ZXJQb3NpdGlv
      bhIbCglwYWdlX3NpemUYBCABKA1SCHBhZ2VTaXplIlMKEUxpc3RUdXJuc1Jlc3BvbnNlEioKBXR1cm5zGAEg
      AygLMhQuYXB1cy5tZW1vcnkudjEuVHVyblIFdHVybnMSEgoEbW9yZRgCIAEoCFIEbW9yZSJ8ChJTZWFyY2hU
      dXJuc1JlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIdCgpzZXNzaW9uX2lkGAIgASgJUglz
      ZXNzaW9uSWQSFAoFcXVlcnkYAyABKAlSBXF1ZXJ5EhQKBWxpbWl0GAQgASgNUgVsaW1pdCJKChNTZWFyY2hU
      dXJuc1Jlc3BvbnNlEjMKB21hdGNoZXMYASADKAsyGS5hcHVzLm1lbW9yeS52MS5UdXJuTWF0Y2hSB21hdGNo
      ZXMiagoJVHVybk1hdGNoEh0KCnNlc3Npb25faWQYASABKAlSCXNlc3Npb25JZBIoCgR0dXJuGAIgASgLMhQu
      YXB1cy5tZW1vcnkudjEuVHVyblIEdHVybhIUCgVzY29yZRgDIAEoAVIFc2NvcmUiwAMKBEZhY3QSFgoGbnVt
      YmVyGAEgASgEUgZudW1iZXISGAoHc3ViamVjdBgCIAEoCVIHc3ViamVjdBIcCglwcmVkaWNhdGUYAyABKAlS
      CXByZWRpY2F0ZRIZCgV2YWx1ZRgEIAEoCUgAUgV2YWx1ZYgBARIiCg12YWxpZF9mcm9tX21zGAUgASgDUgt2
      YWxpZEZyb21NcxIjCgt2YWxpZF90b19tcxgGIAEoA0gBUgl2YWxpZFRvTXOIAQESJAoOcmVjb3JkZWRfYXRf
      bXMYByABKANSDHJlY29yZGVkQXRNcxIvChFyZWNvcmRlZF91bnRpbF9tcxgIIAEoA0gCUg9yZWNvcmRlZFVu
      dGlsTXOIAQESHQoKc2Vzc2lvbl9pZBgJIAEoCVIJc2Vzc2lvbklkEiMKDXR1cm5fcG9zaXRpb24YCiABKARS
      DHR1cm5Qb3NpdGlvbhInCg1leHBpcmVzX2F0X21zGAsgASgDSANSC2V4cGlyZXNBdE1ziAEBQggKBl92YWx1
      ZUIOCgxfdmFsaWRfdG9fbXNCFAoSX3JlY29yZGVkX3VudGlsX21zQhAKDl9leHBpcmVzX2F0X21zIr4CCgdO
      ZXdGYWN0EhgKB3N1YmplY3QYASABKAlSB3N1YmplY3QSHAoJcHJlZGljYXRlGAIgASgJUglwcmVkaWNhdGUS
      GQoFdmFsdWUYAyABKAlIAFIFdmFsdWWIAQESJwoNdmFsaWRfZnJvbV9tcxgEIAEoA0gBUgt2YWxpZEZyb21N
      c4gBARIjCgt2YWxpZF90b19tcxgFIAEoA0gCUgl2YWxpZFRvTXOIAQESHQoKc2Vzc2lvbl9pZBgGIAEoCVIJ
      c2Vzc2lvbklkEiMKDXR1cm5fcG9zaXRpb24YByABKARSDHR1cm5Qb3NpdGlvbhIYCgV0dGxfcxgIIAEoBEgD
      UgR0dGxTiAEBQggKBl92YWx1ZUIQCg5fdmFsaWRfZnJvbV9tc0IOCgxfdmFsaWRfdG9fbXNCCAoGX3R0bF9z
      IqYBChJSZWNvcmRGYWN0c1JlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIbCglwZXJzb25f
      aWQYAiABKAlSCHBlcnNvbklkEi0KBWZhY3RzGAMgAygLMhcuYXB1cy5tZW1vcnkudjEuTmV3RmFjdFIFZmFj
      dHMSJwoPaWRlbXBvdGVuY3lfa2V5GAQgASgJUg5pZGVtcG90ZW5jeUtleSJBChNSZWNvcmRGYWN0c1Jlc3Bv
      bnNlEioKBWZhY3RzGAEgAygLMhQuYXB1cy5tZW1vcnkudjEuRmFjdFIFZmFjdHMizQIKEExpc3RGYWN0c1Jl
      cXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIbCglwZXJzb25faWQYAiABKAlSCHBlcnNvbklk
      EhgKB3N1YmplY3QYAyABKAlSB3N1YmplY3QSHAoJcHJlZGljYXRlGAQgASgJUglwcmVkaWNhdGUSIwoLdmFs
      aWRfYXRfbXMYBSABKANIAFIJdmFsaWRBdE1ziAEBEikKDnJlY29yZGVkX2F0X21zGAYgASgDSAFSDHJlY29y
      ZGVkQXRNc4gBARIYCgdoaXN0b3J5GAcgASgIUgdoaXN0b3J5EhsKCXBhZ2Vfc2l6ZRgIIAEoDVIIcGFnZVNp
      emUSHQoKcGFnZV90b2tlbhgJIAEoCVIJcGFnZVRva2VuQg4KDF92YWxpZF9hdF9tc0IRCg9fcmVjb3JkZWRf
      YXRfbXMiZwoRTGlzdEZhY3RzUmVzcG9uc2USKgoFZmFjdHMYASADKAsyFC5hcHVzLm1lbW9yeS52MS5GYWN0
      UgVmYWN0cxImCg9uZXh0X3BhZ2VfdG9rZW4YAiABKAlSDW5leHRQYWdlVG9rZW4iWgoKUHJlZmVyZW5jZRIS
      CgRuYW1lGAEgASgJUgRuYW1lEhQKBXZhbHVlGAIgASgJUgV2YWx1ZRIiCg11cGRhdGVkX2F0X21zGAMgASgD
      Ugt1cGRhdGVkQXRNcyKuAgoVU2V0UHJlZmVyZW5jZXNSZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVu
      YW50SWQSGwoJcGVyc29uX2lkGAIgASgJUghwZXJzb25JZBJYCgtwcmVmZXJlbmNlcxgDIAMoCzI2LmFwdXMu
      bWVtb3J5LnYxLlNldFByZWZlcmVuY2VzUmVxdWVzdC5QcmVmZXJlbmNlc0VudHJ5UgtwcmVmZXJlbmNlcxIY
      CgdjbGVhcmVkGAQgAygJUgdjbGVhcmVkEicKD2lkZW1wb3RlbmN5X2tleRgFIAEoCVIOaWRlbXBvdGVuY3lL
      ZXkaPgoQUHJlZmVyZW5jZXNFbnRyeRIQCgNrZXkYASABKAlSA2tleRIUCgV2YWx1ZRgCIAEoCVIFdmFsdWU6
      AjgBIlYKFlNldFByZWZlcmVuY2VzUmVzcG9uc2USPAoLcHJlZmVyZW5jZXMYASADKAsyGi5hcHVzLm1lbW9y
      eS52MS5QcmVmZXJlbmNlUgtwcmVmZXJlbmNlcyJRChVHZXRQcmVmZXJlbmNlc1JlcXVlc3QSGwoJdGVuYW50
      X2lkGAEgASgJUgh0ZW5hbnRJZBIbCglwZXJzb25faWQYAiABKAlSCHBlcnNvbklkIlYKFkdldFByZWZlcmVu
      Y2VzUmVzcG9uc2USPAoLcHJlZmVyZW5jZXMYASADKAsyGi5hcHVzLm1lbW9yeS52MS5QcmVmZXJlbmNlUgtw
      cmVmZXJlbmNlcyJ2CghDYWNoZUtleRIzCgZwcm9tcHQYASABKAsyGS5hcHVzLm1lbW9yeS52MS5Qcm9tcHRL
      ZXlIAFIGcHJvbXB0Ei0KBHRvb2wYAiABKAsyFy5hcHVzLm1lbW9yeS52MS5Ub29sS2V5SABSBHRvb2xCBgoE
      a2luZCI5CglQcm9tcHRLZXkSFAoFbW9kZWwYASABKAlSBW1vZGVsEhYKBnByb21wdBgCIAEoCVIGcHJvbXB0
      IjsKB1Rvb2xLZXkSEgoEdG9vbBgBIAEoCVIEdG9vbBIcCglhcmd1bWVudHMYAiABKAlSCWFyZ3VtZW50cyJ4
      ChBHZXRDYWNoZWRSZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSGwoJcGVyc29uX2lkGAIg
      ASgJUghwZXJzb25JZBIqCgNrZXkYAyABKAsyGC5hcHVzLm1lbW9yeS52MS5DYWNoZUtleVIDa2V5IpcBChFH
      ZXRDYWNoZWRSZXNwb25zZRIQCgNoaXQYASABKAhSA2hpdBIUCgV2YWx1ZRgCIAEoDFIFdmFsdWUSIAoMc3Rv
      cmVkX2F0X21zGAMgASgDUgpzdG9yZWRBdE1zEiIKDWV4cGlyZXNfYXRfbXMYBCABKANSC2V4cGlyZXNBdE1z
      EhQKBWVwb2NoGAUgASgEUgVlcG9jaCLrAQoQUHV0Q2FjaGVkUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlS
      CHRlbmFudElkEhsKCXBlcnNvbl9pZBgCIAEoCVIIcGVyc29uSWQSKgoDa2V5GAMgASgLMhguYXB1cy5tZW1v
      cnkudjEuQ2FjaGVLZXlSA2tleRIUCgV2YWx1ZRgEIAEoDFIFdmFsdWUSIQoMZG9jdW1lbnRfaWRzGAUgAygJ
      Ugtkb2N1bWVudElkcxIUCgVlcG9jaBgGIAEoBFIFZXBvY2gSGAoFdHRsX3MYByABKARIAFIEdHRsU4gBAUII
      CgZfdHRsX3MiKwoRUHV0Q2FjaGVkUmVzcG9uc2USFgoGc3RvcmVkGAEgASgIUgZzdG9yZWQiWQoXSW52YWxp
      ZGF0ZUNhY2hlZFJlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIhCgxkb2N1bWVudF9pZHMY
      AiADKAlSC2RvY3VtZW50SWRzIj8KGEludmFsaWRhdGVDYWNoZWRSZXNwb25zZRIjCg1yZW1vdmVkX2NvdW50
      GAEgASgEUgxyZW1vdmVkQ291bnQiSQoNRXhwb3J0UmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRlbmFu
      dElkEhsKCXBlcnNvbl9pZBgCIAEoCVIIcGVyc29uSWQiJAoORXhwb3J0UmVzcG9uc2USEgoEZGF0YRgBIAEo
      DFIEZGF0YSJrCgxFcmFzZVJlcXVlc3QSGwoJdGVuYW50X2lkGAEgASgJUgh0ZW5hbnRJZBIbCglwZXJzb25f
      aWQYAiABKAlSCHBlcnNvbklkEiEKDHdob2xlX3RlbmFudBgDIAEoCFILd2hvbGVUZW5hbnQijAIKDUVyYXNl
      UmVzcG9uc2USIwoNc2Vzc2lvbl9jb3VudBgBIAEoBFIMc2Vzc2lvbkNvdW50Eh0KCnR1cm5fY291bnQYAiAB
      KARSCXR1cm5Db3VudBIdCgpmYWN0X2NvdW50GAMgASgEUglmYWN0Q291bnQSIQoMY2FjaGVkX2NvdW50GAQg
      ASgEUgtjYWNoZWRDb3VudBIfCgtldmVudF9jb3VudBgFIAEoBFIKZXZlbnRDb3VudBIpChBldmVudHNfZm9y
      Z290dGVuGAYgASgIUg9ldmVudHNGb3Jnb3R0ZW4SKQoQYXR0YWNobWVudF9jb3VudBgHIAEoBFIPYXR0YWNo
      bWVudENvdW50Ir0BCgpBdHRhY2htZW50EiMKDWF0dGFjaG1lbnRfaWQYASABKAlSDGF0dGFjaG1lbnRJZBIS
      CgRuYW1lGAIgASgJUgRuYW1lEh0KCm1lZGlhX3R5cGUYAyABKAlSCW1lZGlhVHlwZRIdCgpieXRlX2NvdW50
      GAQgASgEUglieXRlQ291bnQSFgoGc2hhMjU2GAUgASgJUgZzaGEyNTYSIAoMc3RvcmVkX2F0X21zGAYgASgD
      UgpzdG9yZWRBdE1zInMKFEFkZEF0dGFjaG1lbnRSZXF1ZXN0EjoKBmhlYWRlchgBIAEoCzIgLmFwdXMubWVt
      b3J5LnYxLkF0dGFjaG1lbnRIZWFkZXJIAFIGaGVhZGVyEhQKBGRhdGEYAiABKAxIAFIEZGF0YUIJCgdjb250
      ZW50Ir4BChBBdHRhY2htZW50SGVhZGVyEhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSHQoKc2Vzc2lv
      bl9pZBgCIAEoCVIJc2Vzc2lvbklkEiMKDWF0dGFjaG1lbnRfaWQYAyABKAlSDGF0dGFjaG1lbnRJZBISCgRu
      YW1lGAQgASgJUgRuYW1lEh0KCm1lZGlhX3R5cGUYBSABKAlSCW1lZGlhVHlwZRIWCgZzaGEyNTYYBiABKAlS
      BnNoYTI1NiJTChVBZGRBdHRhY2htZW50UmVzcG9uc2USOgoKYXR0YWNobWVudBgBIAEoCzIaLmFwdXMubWVt
      b3J5LnYxLkF0dGFjaG1lbnRSCmF0dGFjaG1lbnQidwoUR2V0QXR0YWNobWVudFJlcXVlc3QSGwoJdGVuYW50
      X2lkGAEgASgJUgh0ZW5hbnRJZBIdCgpzZXNzaW9uX2lkGAIgASgJUglzZXNzaW9uSWQSIwoNYXR0YWNobWVu
      dF9pZBgDIAEoCVIMYXR0YWNobWVudElkInYKFUdldEF0dGFjaG1lbnRSZXNwb25zZRI8CgphdHRhY2htZW50
      GAEgASgLMhouYXB1cy5tZW1vcnkudjEuQXR0YWNobWVudEgAUgphdHRhY2htZW50EhQKBGRhdGEYAiABKAxI
      AFIEZGF0YUIJCgdjb250ZW50Kl0KB1NwZWFrZXISFwoTU1BFQUtFUl9VTlNQRUNJRklFRBAAEhAKDFNQRUFL
      RVJfVVNFUhABEhUKEVNQRUFLRVJfQVNTSVNUQU5UEAISEAoMU1BFQUtFUl9UT09MEAMy5wsKDU1lbW9yeVNl
      cnZpY2USXAoNQ3JlYXRlU2Vzc2lvbhIkLmFwdXMubWVtb3J5LnYxLkNyZWF0ZVNlc3Npb25SZXF1ZXN0GiUu
      YXB1cy5tZW1vcnkudjEuQ3JlYXRlU2Vzc2lvblJlc3BvbnNlElMKCkdldFNlc3Npb24SIS5hcHVzLm1lbW9y
      eS52MS5HZXRTZXNzaW9uUmVxdWVzdBoiLmFwdXMubWVtb3J5LnYxLkdldFNlc3Npb25SZXNwb25zZRJZCgxM
      aXN0U2Vzc2lvbnMSIy5hcHVzLm1lbW9yeS52MS5MaXN0U2Vzc2lvbnNSZXF1ZXN0GiQuYXB1cy5tZW1vcnku
      djEuTGlzdFNlc3Npb25zUmVzcG9uc2USVgoLQXBwZW5kVHVybnMSIi5hcHVzLm1lbW9yeS52MS5BcHBlbmRU
      dXJuc1JlcXVlc3QaIy5hcHVzLm1lbW9yeS52MS5BcHBlbmRUdXJuc1Jlc3BvbnNlElAKCUxpc3RUdXJucxIg
      LmFwdXMubWVtb3J5LnYxLkxpc3RUdXJuc1JlcXVlc3QaIS5hcHVzLm1lbW9yeS52MS5MaXN0VHVybnNSZXNw
      b25zZRJWCgtTZWFyY2hUdXJucxIiLmFwdXMubWVtb3J5LnYxLlNlYXJjaFR1cm5zUmVxdWVzdBojLmFwdXMu
      bWVtb3J5LnYxLlNlYXJjaFR1cm5zUmVzcG9uc2USVgoLUmVjb3JkRmFjdHMSIi5hcHVzLm1lbW9yeS52MS5S
      ZWNvcmRGYWN0c1JlcXVlc3QaIy5hcHVzLm1lbW9yeS52MS5SZWNvcmRGYWN0c1Jlc3BvbnNlElAKCUxpc3RG
      YWN0cxIgLmFwdXMubWVtb3J5LnYxLkxpc3RGYWN0c1JlcXVlc3QaIS5hcHVzLm1lbW9yeS52MS5MaXN0RmFj
      dHNSZXNwb25zZRJfCg5TZXRQcmVmZXJlbmNlcxIlLmFwdXMubWVtb3J5LnYxLlNldFByZWZlcmVuY2VzUmVx
      dWVzdBomLmFwdXMubWVtb3J5LnYxLlNldFByZWZlcmVuY2VzUmVzcG9uc2USXwoOR2V0UHJlZmVyZW5jZXMS
      JS5hcHVzLm1lbW9yeS52MS5HZXRQcmVmZXJlbmNlc1JlcXVlc3QaJi5hcHVzLm1lbW9yeS52MS5HZXRQcmVm
      ZXJlbmNlc1Jlc3BvbnNlElAKCUdldENhY2hlZBIgLmFwdXMubWVtb3J5LnYxLkdldENhY2hlZFJlcXVlc3Qa
      IS5hcHVzLm1lbW9yeS52MS5HZXRDYWNoZWRSZXNwb25zZRJQCglQdXRDYWNoZWQSIC5hcHVzLm1lbW9yeS52
      MS5QdXRDYWNoZWRSZXF1ZXN0GiEuYXB1cy5tZW1vcnkudjEuUHV0Q2FjaGVkUmVzcG9uc2USZQoQSW52YWxp
      ZGF0ZUNhY2hlZBInLmFwdXMubWVtb3J5LnYxLkludmFsaWRhdGVDYWNoZWRSZXF1ZXN0GiguYXB1cy5tZW1v
      cnkudjEuSW52YWxpZGF0ZUNhY2hlZFJlc3BvbnNlEkkKBkV4cG9ydBIdLmFwdXMubWVtb3J5LnYxLkV4cG9y
      dFJlcXVlc3QaHi5hcHVzLm1lbW9yeS52MS5FeHBvcnRSZXNwb25zZTABEkQKBUVyYXNlEhwuYXB1cy5tZW1v
      cnkudjEuRXJhc2VSZXF1ZXN0Gh0uYXB1cy5tZW1vcnkudjEuRXJhc2VSZXNwb25zZRJeCg1BZGRBdHRhY2ht
      ZW50EiQuYXB1cy5tZW1vcnkudjEuQWRkQXR0YWNobWVudFJlcXVlc3QaJS5hcHVzLm1lbW9yeS52MS5BZGRB
      dHRhY2htZW50UmVzcG9uc2UoARJeCg1HZXRBdHRhY2htZW50EiQuYXB1cy5tZW1vcnkudjEuR2V0QXR0YWNo
      bWVudFJlcXVlc3QaJS5hcHVzLm1lbW9yeS52MS5HZXRBdHRhY2htZW50UmVzcG9uc2UwAWIGcHJvdG8z
      """
    ),
    dependencies: []
  )
}
