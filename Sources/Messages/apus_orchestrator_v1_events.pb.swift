// Written by protoc-gen-apus from apus/orchestrator/v1/events.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Apus.Orchestrator.V1 {
  /// Event is something that was published.
  public struct Event: Protobuf::Message {
    /// Its place among the tenant's events, from 1, without gaps.
    public var sequence: UInt64 = 0

    /// Its name, such as "payment-received".
    public var name: String = ""

    /// What it says; empty when `is_forgotten`.
    public var payload: Google.Protobuf.Struct?

    /// When it was published, in milliseconds since 1970-01-01 UTC.
    public var publishedAtMs: Int64 = 0

    /// The idempotency key that it was published with; empty for none.
    public var idempotencyKey: String = ""

    /// W3C trace context of whoever published it; empty for none.
    public var traceparent: String = ""

    /// Whether the tenant's keys were forgotten, and the payload with them.
    public var isForgotten: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      sequence: UInt64 = 0,
      name: String = "",
      payload: Google.Protobuf.Struct? = nil,
      publishedAtMs: Int64 = 0,
      idempotencyKey: String = "",
      traceparent: String = "",
      isForgotten: Bool = false
    ) {
      self.sequence = sequence
      self.name = name
      self.payload = payload
      self.publishedAtMs = publishedAtMs
      self.idempotencyKey = idempotencyKey
      self.traceparent = traceparent
      self.isForgotten = isForgotten
    }
  }

  /// SubscribeRequest is what a consumer says.
  public struct SubscribeRequest: Protobuf::Message {
    /// What it says.
    public var message: Message?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(message: Message? = nil) {
      self.message = message
    }

    /// What `message` can hold.
    public enum Message: Sendable, Hashable {
      /// The first message, and only that.
      case hello(SubscribeHello)
      /// Events are done with.
      case acknowledgement(EventAcknowledgement)
    }
  }

  /// SubscribeHello names a group to join.
  public struct SubscribeHello: Protobuf::Message {
    /// Whose events. Empty means "default".
    public var tenantID: String = ""

    /// The group: 1 to 64 letters, digits, '-', '_' and '.'.
    public var group: String = ""

    /// Only events of these names, at most 64; none means all. A group keeps to what its first
    /// member said.
    public var names: [String] = []

    /// Where a group that does not exist yet begins; absent means at the first event.
    public var start: Start?

    /// How many events may be delivered and not acknowledged, in [1, 1000]; 0 means 64.
    public var unacknowledgedMax: UInt32 = 0

    /// What people call this member; empty means by its address. At most 128 bytes.
    public var member: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      tenantID: String = "",
      group: String = "",
      names: [String] = [],
      start: Start? = nil,
      unacknowledgedMax: UInt32 = 0,
      member: String = ""
    ) {
      self.tenantID = tenantID
      self.group = group
      self.names = names
      self.start = start
      self.unacknowledgedMax = unacknowledgedMax
      self.member = member
    }

    /// What `start` can hold.
    public enum Start: Sendable, Hashable {
      /// After this sequence number.
      case afterSequence(UInt64)
      /// With what is published from now on.
      case atNewest(Bool)
    }
  }

  /// EventAcknowledgement says how far a consumer is.
  public struct EventAcknowledgement: Protobuf::Message {
    /// The event of this sequence number, and all that were delivered before it, are done with.
    public var sequence: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(sequence: UInt64 = 0) {
      self.sequence = sequence
    }
  }

  /// SubscribeResponse is what a consumer is told.
  public struct SubscribeResponse: Protobuf::Message {
    /// What it is told.
    public var message: Message?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(message: Message? = nil) {
      self.message = message
    }

    /// What `message` can hold.
    public enum Message: Sendable, Hashable {
      /// Its part in the group: first of all, and again when a member that stood by becomes active.
      case standing(SubscriptionStanding)
      /// An event; only the active member gets them, in order.
      case event(Event)
    }
  }

  /// SubscriptionStanding tells a member of its part in the group.
  public struct SubscriptionStanding: Protobuf::Message {
    /// Whether it gets the events.
    public var isActive: Bool = false

    /// Where the group stands: what comes after it is delivered.
    public var cursor: UInt64 = 0

    /// The active member.
    public var activeMember: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(isActive: Bool = false, cursor: UInt64 = 0, activeMember: String = "") {
      self.isActive = isActive
      self.cursor = cursor
      self.activeMember = activeMember
    }
  }

  /// ConsumerGroup is a group and where it stands.
  public struct ConsumerGroup: Protobuf::Message {
    /// Its name.
    public var group: String = ""

    /// The events that it takes; none means all.
    public var names: [String] = []

    /// The last event that is done with; 0 before the first.
    public var cursor: UInt64 = 0

    /// The tenant's last event.
    public var lastSequence: UInt64 = 0

    /// How many events it has yet to take. Those of a group that takes events of some names alone
    /// are counted among
    /// the next 100,000 events.
    public var lag: UInt64 = 0

    /// Its active member; empty for none.
    public var activeMember: String = ""

    /// When it was made, in milliseconds since 1970-01-01 UTC.
    public var createdAtMs: Int64 = 0

    /// When its cursor moved last, in milliseconds since 1970-01-01 UTC.
    public var movedAtMs: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      group: String = "",
      names: [String] = [],
      cursor: UInt64 = 0,
      lastSequence: UInt64 = 0,
      lag: UInt64 = 0,
      activeMember: String = "",
      createdAtMs: Int64 = 0,
      movedAtMs: Int64 = 0
    ) {
      self.group = group
      self.names = names
      self.cursor = cursor
      self.lastSequence = lastSequence
      self.lag = lag
      self.activeMember = activeMember
      self.createdAtMs = createdAtMs
      self.movedAtMs = movedAtMs
    }
  }

  /// ListConsumerGroupsRequest asks for the groups of a tenant.
  public struct ListConsumerGroupsRequest: Protobuf::Message {
    /// Whose groups. Empty means "default".
    public var tenantID: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "") {
      self.tenantID = tenantID
    }
  }

  /// ListConsumerGroupsResponse holds the groups; there are at most 1,000.
  public struct ListConsumerGroupsResponse: Protobuf::Message {
    /// In the order of their names.
    public var groups: [ConsumerGroup] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(groups: [ConsumerGroup] = []) {
      self.groups = groups
    }
  }

  /// SeekConsumerGroupRequest says where a group goes.
  public struct SeekConsumerGroupRequest: Protobuf::Message {
    /// Whose group. Empty means "default".
    public var tenantID: String = ""

    /// The group.
    public var group: String = ""

    /// Where to; absent means before the first event.
    public var target: Target?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", group: String = "", target: Target? = nil) {
      self.tenantID = tenantID
      self.group = group
      self.target = target
    }

    /// What `target` can hold.
    public enum Target: Sendable, Hashable {
      /// After this sequence number; one beyond the last event means there.
      case afterSequence(UInt64)
      /// After the last event.
      case atNewest(Bool)
    }
  }

  /// SeekConsumerGroupResponse holds the group as it stands now.
  public struct SeekConsumerGroupResponse: Protobuf::Message {
    /// The group.
    public var group: ConsumerGroup?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(group: ConsumerGroup? = nil) {
      self.group = group
    }
  }

  /// DeleteConsumerGroupRequest names a group.
  public struct DeleteConsumerGroupRequest: Protobuf::Message {
    /// Whose group. Empty means "default".
    public var tenantID: String = ""

    /// The group.
    public var group: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(tenantID: String = "", group: String = "") {
      self.tenantID = tenantID
      self.group = group
    }
  }

  /// DeleteConsumerGroupResponse says that it is done.
  public struct DeleteConsumerGroupResponse: Protobuf::Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }
}

extension Apus.Orchestrator.V1.Event {
  /// `apus.orchestrator.v1.Event` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.Event",
    [
      .init(1, "sequence", .uint64),
      .init(2, "name", .string),
      .init(3, "payload", .message(Google.Protobuf.Struct.self)),
      .init(4, "published_at_ms", .int64),
      .init(5, "idempotency_key", .string),
      .init(6, "traceparent", .string),
      .init(7, "is_forgotten", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, sequence)
    writer.implicit(1, name)
    writer.optional(2, payload)
    writer.implicit(3, publishedAtMs)
    writer.implicit(4, idempotencyKey)
    writer.implicit(5, traceparent)
    writer.implicit(6, isForgotten)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &sequence)
    try reader.implicit(1, into: &name)
    try reader.optional(2, into: &payload)
    try reader.implicit(3, into: &publishedAtMs)
    try reader.implicit(4, into: &idempotencyKey)
    try reader.implicit(5, into: &traceparent)
    try reader.implicit(6, into: &isForgotten)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.SubscribeRequest {
  /// `apus.orchestrator.v1.SubscribeRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.SubscribeRequest",
    [
      .init(1, "hello", .message(Apus.Orchestrator.V1.SubscribeHello.self), .oneof(0)),
      .init(
        2, "acknowledgement", .message(Apus.Orchestrator.V1.EventAcknowledgement.self), .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch message {
    case .hello(let value):
      writer.oneof(0, number: 1, value)
    case .acknowledgement(let value):
      writer.oneof(1, number: 2, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: message = .hello(try reader.value(0))
    case 2: message = .acknowledgement(try reader.value(1))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.SubscribeHello {
  /// `apus.orchestrator.v1.SubscribeHello` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.SubscribeHello",
    [
      .init(1, "tenant_id", .string),
      .init(2, "group", .string),
      .init(3, "names", .string, .repeated),
      .init(4, "after_sequence", .uint64, .oneof(0)),
      .init(5, "at_newest", .bool, .oneof(0)),
      .init(6, "unacknowledged_max", .uint32),
      .init(7, "member", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, group)
    writer.repeated(2, names)
    switch start {
    case .afterSequence(let value):
      writer.oneof(3, number: 4, value)
    case .atNewest(let value):
      writer.oneof(4, number: 5, value)
    case nil: break
    }
    writer.implicit(5, unacknowledgedMax)
    writer.implicit(6, member)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &group)
    try reader.repeated(2, into: &names)
    switch reader.oneofNumber(3) {
    case 4: start = .afterSequence(try reader.value(3))
    case 5: start = .atNewest(try reader.value(4))
    default: break
    }
    try reader.implicit(5, into: &unacknowledgedMax)
    try reader.implicit(6, into: &member)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.EventAcknowledgement {
  /// `apus.orchestrator.v1.EventAcknowledgement` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.EventAcknowledgement",
    [
      .init(1, "sequence", .uint64)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, sequence)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &sequence)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.SubscribeResponse {
  /// `apus.orchestrator.v1.SubscribeResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.SubscribeResponse",
    [
      .init(1, "standing", .message(Apus.Orchestrator.V1.SubscriptionStanding.self), .oneof(0)),
      .init(2, "event", .message(Apus.Orchestrator.V1.Event.self), .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch message {
    case .standing(let value):
      writer.oneof(0, number: 1, value)
    case .event(let value):
      writer.oneof(1, number: 2, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: message = .standing(try reader.value(0))
    case 2: message = .event(try reader.value(1))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.SubscriptionStanding {
  /// `apus.orchestrator.v1.SubscriptionStanding` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.SubscriptionStanding",
    [
      .init(1, "is_active", .bool),
      .init(2, "cursor", .uint64),
      .init(3, "active_member", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, isActive)
    writer.implicit(1, cursor)
    writer.implicit(2, activeMember)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &isActive)
    try reader.implicit(1, into: &cursor)
    try reader.implicit(2, into: &activeMember)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.ConsumerGroup {
  /// `apus.orchestrator.v1.ConsumerGroup` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ConsumerGroup",
    [
      .init(1, "group", .string),
      .init(2, "names", .string, .repeated),
      .init(3, "cursor", .uint64),
      .init(4, "last_sequence", .uint64),
      .init(5, "lag", .uint64),
      .init(6, "active_member", .string),
      .init(7, "created_at_ms", .int64),
      .init(8, "moved_at_ms", .int64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, group)
    writer.repeated(1, names)
    writer.implicit(2, cursor)
    writer.implicit(3, lastSequence)
    writer.implicit(4, lag)
    writer.implicit(5, activeMember)
    writer.implicit(6, createdAtMs)
    writer.implicit(7, movedAtMs)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &group)
    try reader.repeated(1, into: &names)
    try reader.implicit(2, into: &cursor)
    try reader.implicit(3, into: &lastSequence)
    try reader.implicit(4, into: &lag)
    try reader.implicit(5, into: &activeMember)
    try reader.implicit(6, into: &createdAtMs)
    try reader.implicit(7, into: &movedAtMs)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.ListConsumerGroupsRequest {
  /// `apus.orchestrator.v1.ListConsumerGroupsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ListConsumerGroupsRequest",
    [
      .init(1, "tenant_id", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.ListConsumerGroupsResponse {
  /// `apus.orchestrator.v1.ListConsumerGroupsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.ListConsumerGroupsResponse",
    [
      .init(1, "groups", .message(Apus.Orchestrator.V1.ConsumerGroup.self), .repeated)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, groups)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &groups)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.SeekConsumerGroupRequest {
  /// `apus.orchestrator.v1.SeekConsumerGroupRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.SeekConsumerGroupRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "group", .string),
      .init(3, "after_sequence", .uint64, .oneof(0)),
      .init(4, "at_newest", .bool, .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, group)
    switch target {
    case .afterSequence(let value):
      writer.oneof(2, number: 3, value)
    case .atNewest(let value):
      writer.oneof(3, number: 4, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &group)
    switch reader.oneofNumber(2) {
    case 3: target = .afterSequence(try reader.value(2))
    case 4: target = .atNewest(try reader.value(3))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.SeekConsumerGroupResponse {
  /// `apus.orchestrator.v1.SeekConsumerGroupResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.SeekConsumerGroupResponse",
    [
      .init(1, "group", .message(Apus.Orchestrator.V1.ConsumerGroup.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, group)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &group)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.DeleteConsumerGroupRequest {
  /// `apus.orchestrator.v1.DeleteConsumerGroupRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.DeleteConsumerGroupRequest",
    [
      .init(1, "tenant_id", .string),
      .init(2, "group", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, tenantID)
    writer.implicit(1, group)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &tenantID)
    try reader.implicit(1, into: &group)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1.DeleteConsumerGroupResponse {
  /// `apus.orchestrator.v1.DeleteConsumerGroupResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.orchestrator.v1.DeleteConsumerGroupResponse", [])

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Orchestrator.V1 {
  /// EventService delivers a tenant's events to groups of consumers.
  /// OrchestratorService.PublishEvent publishes them;
  /// they are kept, in one order, and every group sees all of them.
  ///
  /// Any orchestrator on a store serves all groups of it.
  public protocol EventService: RPCService {
    /// Subscribe joins a consumer group, which is made if there is none of its name. The first
    /// message says `hello`,
    /// the others acknowledge what was delivered.
    ///
    /// One member of a group is active: the one that holds its lease. The others stand by, are told
    /// so, and one of
    /// them goes on when the active one leaves or is not heard of for as long as a lease lasts. So
    /// the events of a group
    /// are handled in their order, by one at a time.
    ///
    /// Events are delivered at least once: what was delivered and not acknowledged when a stream
    /// ends is delivered
    /// again, to whoever is active then. The group's cursor moves on acknowledgement alone, and a
    /// member that was
    /// replaced moves it no more. A member that leaves in order half-closes the stream: its
    /// acknowledgements are
    /// recorded, and the stream ends with OK.
    ///
    /// INVALID_ARGUMENT: a message that makes no sense; its text says which and why.
    /// FAILED_PRECONDITION: the group takes events of other names than `hello` says.
    /// ABORTED: the group was moved or deleted, or another member is active now; subscribe again.
    /// RESOURCE_EXHAUSTED: too many groups, or too many subscribers at this process.
    func subscribe(
      _ requests: RequestStream<SubscribeRequest>,
      writer: ResponseWriter<SubscribeResponse>,
      context: ServerContext
    ) async throws

    /// ListConsumerGroups lists the tenant's groups, in the order of their names, and how far
    /// behind each is.
    func listConsumerGroups(
      _ request: ListConsumerGroupsRequest,
      context: ServerContext
    ) async throws -> ListConsumerGroupsResponse

    /// SeekConsumerGroup moves a group to another place: what comes after it is delivered, again if
    /// it was before.
    /// Whoever is active gets ABORTED. NOT_FOUND: no such group.
    func seekConsumerGroup(
      _ request: SeekConsumerGroupRequest,
      context: ServerContext
    ) async throws -> SeekConsumerGroupResponse

    /// DeleteConsumerGroup forgets a group and where it stood. Whoever is active gets ABORTED.
    /// NOT_FOUND: no such group.
    func deleteConsumerGroup(
      _ request: DeleteConsumerGroupRequest,
      context: ServerContext
    ) async throws -> DeleteConsumerGroupResponse
  }

  /// Calls `apus.orchestrator.v1.EventService` over a channel.
  public struct EventServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/apus.orchestrator.v1.EventService/Subscribe`
      public static let subscribe = MethodPath(
        service: "apus.orchestrator.v1.EventService",
        method: "Subscribe"
      )
      /// `/apus.orchestrator.v1.EventService/ListConsumerGroups`
      public static let listConsumerGroups = MethodPath(
        service: "apus.orchestrator.v1.EventService",
        method: "ListConsumerGroups"
      )
      /// `/apus.orchestrator.v1.EventService/SeekConsumerGroup`
      public static let seekConsumerGroup = MethodPath(
        service: "apus.orchestrator.v1.EventService",
        method: "SeekConsumerGroup"
      )
      /// `/apus.orchestrator.v1.EventService/DeleteConsumerGroup`
      public static let deleteConsumerGroup = MethodPath(
        service: "apus.orchestrator.v1.EventService",
        method: "DeleteConsumerGroup"
      )
    }

    /// Subscribe joins a consumer group, which is made if there is none of its name. The first
    /// message says `hello`,
    /// the others acknowledge what was delivered.
    ///
    /// One member of a group is active: the one that holds its lease. The others stand by, are told
    /// so, and one of
    /// them goes on when the active one leaves or is not heard of for as long as a lease lasts. So
    /// the events of a group
    /// are handled in their order, by one at a time.
    ///
    /// Events are delivered at least once: what was delivered and not acknowledged when a stream
    /// ends is delivered
    /// again, to whoever is active then. The group's cursor moves on acknowledgement alone, and a
    /// member that was
    /// replaced moves it no more. A member that leaves in order half-closes the stream: its
    /// acknowledgements are
    /// recorded, and the stream ends with OK.
    ///
    /// INVALID_ARGUMENT: a message that makes no sense; its text says which and why.
    /// FAILED_PRECONDITION: the group takes events of other names than `hello` says.
    /// ABORTED: the group was moved or deleted, or another member is active now; subscribe again.
    /// RESOURCE_EXHAUSTED: too many groups, or too many subscribers at this process.
    public func subscribe<CallResult>(
      options: CallOptions = .defaults,
      _ body: (RequestWriter<SubscribeRequest>, ResponseStream<SubscribeResponse>) async throws ->
        CallResult
    ) async throws -> CallResult {
      try await channel.bidirectionalStreaming(Method.subscribe, options: options, body)
    }

    /// ListConsumerGroups lists the tenant's groups, in the order of their names, and how far
    /// behind each is.
    public func listConsumerGroups(
      _ request: ListConsumerGroupsRequest,
      options: CallOptions = .defaults
    ) async throws -> ListConsumerGroupsResponse {
      try await channel.unary(Method.listConsumerGroups, request, options: options)
    }

    /// SeekConsumerGroup moves a group to another place: what comes after it is delivered, again if
    /// it was before.
    /// Whoever is active gets ABORTED. NOT_FOUND: no such group.
    public func seekConsumerGroup(
      _ request: SeekConsumerGroupRequest,
      options: CallOptions = .defaults
    ) async throws -> SeekConsumerGroupResponse {
      try await channel.unary(Method.seekConsumerGroup, request, options: options)
    }

    /// DeleteConsumerGroup forgets a group and where it stood. Whoever is active gets ABORTED.
    /// NOT_FOUND: no such group.
    public func deleteConsumerGroup(
      _ request: DeleteConsumerGroupRequest,
      options: CallOptions = .defaults
    ) async throws -> DeleteConsumerGroupResponse {
      try await channel.unary(Method.deleteConsumerGroup, request, options: options)
    }
  }
}

extension Apus.Orchestrator.V1.EventService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.orchestrator.v1.EventService",
      fileDescriptor: Apus.Orchestrator.V1.eventsFileDescriptor,
      methods: [
        .bidirectionalStreaming("Subscribe") {
          (
            requests: RequestStream<Apus.Orchestrator.V1.SubscribeRequest>,
            writer: ResponseWriter<Apus.Orchestrator.V1.SubscribeResponse>,
            context: ServerContext
          ) in
          try await self.subscribe(requests, writer: writer, context: context)
        },
        .unary("ListConsumerGroups") {
          (request: Apus.Orchestrator.V1.ListConsumerGroupsRequest, context: ServerContext) in
          try await self.listConsumerGroups(request, context: context)
        },
        .unary("SeekConsumerGroup") {
          (request: Apus.Orchestrator.V1.SeekConsumerGroupRequest, context: ServerContext) in
          try await self.seekConsumerGroup(request, context: context)
        },
        .unary("DeleteConsumerGroup") {
          (request: Apus.Orchestrator.V1.DeleteConsumerGroupRequest, context: ServerContext) in
          try await self.deleteConsumerGroup(request, context: context)
        },
      ]
    )
  }
}

extension Apus.Orchestrator.V1 {
  /// `apus/orchestrator/v1/events.proto` as protoc describes it, for reflection.
  public static let eventsFileDescriptor = FileDescriptor(
    name: "apus/orchestrator/v1/events.proto",
    serializedBytes: Base64Literal.decode(
      """
      CiFhcHVzL29yY2hlc3RyYXRvci92MS9ldmVudHMucHJvdG8SFGFwdXMub3JjaGVzdHJhdG9yLnYxGhxnb29n
      bGUvcHJvdG9idWYvc3RydWN0LnByb3RvIoACCgVFdmVudBIaCghzZXF1ZW5jZRgBIAEoBFIIc2VxdWVuY2US
      EgoEbmFtZRgCIAEoCVIEbmFtZRIxCgdwYXlsb2FkGAMgASgLMhcuZ29vZ2xlLnByb3RvYnVmLlN0cnVjdFIH
      cGF5bG9hZBImCg9wdWJsaXNoZWRfYXRfbXMYBCABKANSDXB1Ymxpc2hlZEF0TXMSJwoPaWRlbXBvdGVuY3lf
      a2V5GAUgASgJUg5pZGVtcG90ZW5jeUtleRIgCgt0cmFjZXBhcmVudBgGIAEoCVILdHJhY2VwYXJlbnQSIQoM
      aXNfZm9yZ290dGVuGAcgASgIUgtpc0ZvcmdvdHRlbiKzAQoQU3Vic2NyaWJlUmVxdWVzdBI8CgVoZWxsbxgB
      IAEoCzIkLmFwdXMub3JjaGVzdHJhdG9yLnYxLlN1YnNjcmliZUhlbGxvSABSBWhlbGxvElYKD2Fja25vd2xl
      ZGdlbWVudBgCIAEoCzIqLmFwdXMub3JjaGVzdHJhdG9yLnYxLkV2ZW50QWNrbm93bGVkZ2VtZW50SABSD2Fj
      a25vd2xlZGdlbWVudEIJCgdtZXNzYWdlIvEBCg5TdWJzY3JpYmVIZWxsbxIbCgl0ZW5hbnRfaWQYASABKAlS
      CHRlbmFudElkEhQKBWdyb3VwGAIgASgJUgVncm91cBIUCgVuYW1lcxgDIAMoCVIFbmFtZXMSJwoOYWZ0ZXJf
      c2VxdWVuY2UYBCABKARIAFINYWZ0ZXJTZXF1ZW5jZRIdCglhdF9uZXdlc3QYBSABKAhIAFIIYXROZXdlc3QS
      LQoSdW5hY2tub3dsZWRnZWRfbWF4GAYgASgNUhF1bmFja25vd2xlZGdlZE1heBIWCgZtZW1iZXIYByABKAlS
      Bm1lbWJlckIHCgVzdGFydCIyChRFdmVudEFja25vd2xlZGdlbWVudBIaCghzZXF1ZW5jZRgBIAEoBFIIc2Vx
      dWVuY2UinQEKEVN1YnNjcmliZVJlc3BvbnNlEkgKCHN0YW5kaW5nGAEgASgLMiouYXB1cy5vcmNoZXN0cmF0
      b3IudjEuU3Vic2NyaXB0aW9uU3RhbmRpbmdIAFIIc3RhbmRpbmcSMwoFZXZlbnQYAiABKAsyGy5hcHVzLm9y
      Y2hlc3RyYXRvci52MS5FdmVudEgAUgVldmVudEIJCgdtZXNzYWdlInAKFFN1YnNjcmlwdGlvblN0YW5kaW5n
      EhsKCWlzX2FjdGl2ZRgBIAEoCFIIaXNBY3RpdmUSFgoGY3Vyc29yGAIgASgEUgZjdXJzb3ISIwoNYWN0aXZl
      X21lbWJlchgDIAEoCVIMYWN0aXZlTWVtYmVyIvMBCg1Db25zdW1lckdyb3VwEhQKBWdyb3VwGAEgASgJUgVn
      cm91cBIUCgVuYW1lcxgCIAMoCVIFbmFtZXMSFgoGY3Vyc29yGAMgASgEUgZjdXJzb3ISIwoNbGFzdF9zZXF1
      ZW5jZRgEIAEoBFIMbGFzdFNlcXVlbmNlEhAKA2xhZxgFIAEoBFIDbGFnEiMKDWFjdGl2ZV9tZW1iZXIYBiAB
      KAlSDGFjdGl2ZU1lbWJlchIiCg1jcmVhdGVkX2F0X21zGAcgASgDUgtjcmVhdGVkQXRNcxIeCgttb3ZlZF9h
      dF9tcxgIIAEoA1IJbW92ZWRBdE1zIjgKGUxpc3RDb25zdW1lckdyb3Vwc1JlcXVlc3QSGwoJdGVuYW50X2lk
      GAEgASgJUgh0ZW5hbnRJZCJZChpMaXN0Q29uc3VtZXJHcm91cHNSZXNwb25zZRI7CgZncm91cHMYASADKAsy
      Iy5hcHVzLm9yY2hlc3RyYXRvci52MS5Db25zdW1lckdyb3VwUgZncm91cHMinwEKGFNlZWtDb25zdW1lckdy
      b3VwUmVxdWVzdBIbCgl0ZW5hbnRfaWQYASABKAlSCHRlbmFudElkEhQKBWdyb3VwGAIgASgJUgVncm91cBIn
      Cg5hZnRlcl9zZXF1ZW5jZRgDIAEoBEgAUg1hZnRlclNlcXVlbmNlEh0KCWF0X25ld2VzdBgEIAEoCEgAUghh
      dE5ld2VzdEIICgZ0YXJnZXQiVgoZU2Vla0NvbnN1bWVyR3JvdXBSZXNwb25zZRI5CgVncm91cBgBIAEoCzIj
      LmFwdXMub3JjaGVzdHJhdG9yLnYxLkNvbnN1bWVyR3JvdXBSBWdyb3VwIk8KGkRlbGV0ZUNvbnN1bWVyR3Jv
      dXBSZXF1ZXN0EhsKCXRlbmFudF9pZBgBIAEoCVIIdGVuYW50SWQSFAoFZ3JvdXAYAiABKAlSBWdyb3VwIh0K
      G0RlbGV0ZUNvbnN1bWVyR3JvdXBSZXNwb25zZTLbAwoMRXZlbnRTZXJ2aWNlEmAKCVN1YnNjcmliZRImLmFw
      dXMub3JjaGVzdHJhdG9yLnYxLlN1YnNjcmliZVJlcXVlc3QaJy5hcHVzLm9yY2hlc3RyYXRvci52MS5TdWJz
      Y3JpYmVSZXNwb25zZSgBMAESdwoSTGlzdENvbnN1bWVyR3JvdXBzEi8uYXB1cy5vcmNoZXN0cmF0b3IudjEu
      TGlzdENvbnN1bWVyR3JvdXBzUmVxdWVzdBowLmFwdXMub3JjaGVzdHJhdG9yLnYxLkxpc3RDb25zdW1lckdy
      b3Vwc1Jlc3BvbnNlEnQKEVNlZWtDb25zdW1lckdyb3VwEi4uYXB1cy5vcmNoZXN0cmF0b3IudjEuU2Vla0Nv
      bnN1bWVyR3JvdXBSZXF1ZXN0Gi8uYXB1cy5vcmNoZXN0cmF0b3IudjEuU2Vla0NvbnN1bWVyR3JvdXBSZXNw
      b25zZRJ6ChNEZWxldGVDb25zdW1lckdyb3VwEjAuYXB1cy5vcmNoZXN0cmF0b3IudjEuRGVsZXRlQ29uc3Vt
      ZXJHcm91cFJlcXVlc3QaMS5hcHVzLm9yY2hlc3RyYXRvci52MS5EZWxldGVDb25zdW1lckdyb3VwUmVzcG9u
      c2ViBnByb3RvMw==
      """
    ),
    dependencies: [
      Google.Protobuf.structFileDescriptor
    ]
  )
}
