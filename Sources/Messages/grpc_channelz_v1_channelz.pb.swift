// Written by protoc-gen-apus from grpc/channelz/v1/channelz.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Grpc.Channelz.V1 {
  /// Channel is the way to one target.
  public struct Channel: Message {
    /// Its identifier.
    public var ref: ChannelRef?

    /// What it does.
    public var data: ChannelData?

    /// Its subchannels.
    public var subchannelRef: [SubchannelRef] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      ref: ChannelRef? = nil,
      data: ChannelData? = nil,
      subchannelRef: [SubchannelRef] = []
    ) {
      self.ref = ref
      self.data = data
      self.subchannelRef = subchannelRef
    }
  }

  /// Subchannel is the way of a channel to one address.
  public struct Subchannel: Message {
    /// Its identifier.
    public var ref: SubchannelRef?

    /// What it does.
    public var data: ChannelData?

    /// Its connection, while there is one.
    public var socketRef: [SocketRef] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(ref: SubchannelRef? = nil, data: ChannelData? = nil, socketRef: [SocketRef] = []) {
      self.ref = ref
      self.data = data
      self.socketRef = socketRef
    }
  }

  /// ChannelConnectivityState tells whether calls get through.
  public struct ChannelConnectivityState: Message {
    /// The state.
    public var state: Grpc.Channelz.V1.ChannelConnectivityState.State = .unknown

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(state: Grpc.Channelz.V1.ChannelConnectivityState.State = .unknown) {
      self.state = state
    }

    /// State is one of gRPC's connectivity states.
    public enum State: ProtobufEnum {
      /// Not stated.
      case unknown
      /// No connection, and none is wanted.
      case idle
      /// A connection is being made.
      case connecting
      /// There is a connection.
      case ready
      /// An attempt failed; the next one comes after a pause.
      case transientFailure
      /// Closed for good.
      case shutdown
      /// A number that this version does not know.
      case unrecognized(Int32)

      /// Every value that this version knows.
      public static let allCases: [State] = [
        .unknown,
        .idle,
        .connecting,
        .ready,
        .transientFailure,
        .shutdown,
      ]

      /// The name with its package.
      public static let protobufFullName = "grpc.channelz.v1.ChannelConnectivityState.State"

      /// The names and numbers of the `.proto` file, in its order.
      public static let protobufNames: [(name: String, number: Int32)] = [
        ("UNKNOWN", 0),
        ("IDLE", 1),
        ("CONNECTING", 2),
        ("READY", 3),
        ("TRANSIENT_FAILURE", 4),
        ("SHUTDOWN", 5),
      ]

      /// The value with this number.
      public init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unknown
        case 1: self = .idle
        case 2: self = .connecting
        case 3: self = .ready
        case 4: self = .transientFailure
        case 5: self = .shutdown
        default: self = .unrecognized(rawValue)
        }
      }

      /// The number on the wire.
      public var rawValue: Int32 {
        switch self {
        case .unknown: 0
        case .idle: 1
        case .connecting: 2
        case .ready: 3
        case .transientFailure: 4
        case .shutdown: 5
        case .unrecognized(let number): number
        }
      }
    }
  }

  /// ChannelData tells what a channel or subchannel does.
  public struct ChannelData: Message {
    /// Whether calls get through.
    public var state: ChannelConnectivityState?

    /// Where it leads.
    public var target: String = ""

    /// Calls begun.
    public var callsStarted: Int64 = 0

    /// Calls that ended with OK.
    public var callsSucceeded: Int64 = 0

    /// Calls that ended otherwise.
    public var callsFailed: Int64 = 0

    /// When the last call began.
    public var lastCallStartedTimestamp: Google.Protobuf.Timestamp?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      state: ChannelConnectivityState? = nil,
      target: String = "",
      callsStarted: Int64 = 0,
      callsSucceeded: Int64 = 0,
      callsFailed: Int64 = 0,
      lastCallStartedTimestamp: Google.Protobuf.Timestamp? = nil
    ) {
      self.state = state
      self.target = target
      self.callsStarted = callsStarted
      self.callsSucceeded = callsSucceeded
      self.callsFailed = callsFailed
      self.lastCallStartedTimestamp = lastCallStartedTimestamp
    }
  }

  /// ChannelRef names a channel.
  public struct ChannelRef: Message {
    /// Unique in the process.
    public var channelID: Int64 = 0

    /// For people.
    public var name: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(channelID: Int64 = 0, name: String = "") {
      self.channelID = channelID
      self.name = name
    }
  }

  /// SubchannelRef names a subchannel.
  public struct SubchannelRef: Message {
    /// Unique in the process.
    public var subchannelID: Int64 = 0

    /// For people.
    public var name: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(subchannelID: Int64 = 0, name: String = "") {
      self.subchannelID = subchannelID
      self.name = name
    }
  }

  /// SocketRef names a connection.
  public struct SocketRef: Message {
    /// Unique in the process.
    public var socketID: Int64 = 0

    /// For people.
    public var name: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(socketID: Int64 = 0, name: String = "") {
      self.socketID = socketID
      self.name = name
    }
  }

  /// ServerRef names a server.
  public struct ServerRef: Message {
    /// Unique in the process.
    public var serverID: Int64 = 0

    /// For people.
    public var name: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(serverID: Int64 = 0, name: String = "") {
      self.serverID = serverID
      self.name = name
    }
  }

  /// Server is a server of the process.
  public struct Server: Message {
    /// Its identifier.
    public var ref: ServerRef?

    /// What it does.
    public var data: ServerData?

    /// Where it listens.
    public var listenSocket: [SocketRef] = []

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(ref: ServerRef? = nil, data: ServerData? = nil, listenSocket: [SocketRef] = []) {
      self.ref = ref
      self.data = data
      self.listenSocket = listenSocket
    }
  }

  /// ServerData tells what a server does.
  public struct ServerData: Message {
    /// Calls begun.
    public var callsStarted: Int64 = 0

    /// Calls that ended with OK.
    public var callsSucceeded: Int64 = 0

    /// Calls that ended otherwise.
    public var callsFailed: Int64 = 0

    /// When the last call began.
    public var lastCallStartedTimestamp: Google.Protobuf.Timestamp?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      callsStarted: Int64 = 0,
      callsSucceeded: Int64 = 0,
      callsFailed: Int64 = 0,
      lastCallStartedTimestamp: Google.Protobuf.Timestamp? = nil
    ) {
      self.callsStarted = callsStarted
      self.callsSucceeded = callsSucceeded
      self.callsFailed = callsFailed
      self.lastCallStartedTimestamp = lastCallStartedTimestamp
    }
  }

  /// Socket is a connection, or a socket that waits for them.
  public struct Socket: Message {
    /// Its identifier.
    public var ref: SocketRef?

    /// What it does.
    public var data: SocketData?

    /// This end.
    public var local: Grpc.Channelz.V1.Address?

    /// The other end.
    public var remote: Grpc.Channelz.V1.Address?

    /// How it is protected; absent is plain text.
    public var security: Security?

    /// The name of the other end, where it is known.
    public var remoteName: String = ""

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      ref: SocketRef? = nil,
      data: SocketData? = nil,
      local: Grpc.Channelz.V1.Address? = nil,
      remote: Grpc.Channelz.V1.Address? = nil,
      security: Security? = nil,
      remoteName: String = ""
    ) {
      self.ref = ref
      self.data = data
      self.local = local
      self.remote = remote
      self.security = security
      self.remoteName = remoteName
    }
  }

  /// SocketData tells what a connection does.
  public struct SocketData: Message {
    /// Streams opened.
    public var streamsStarted: Int64 = 0

    /// Streams that ended as they should.
    public var streamsSucceeded: Int64 = 0

    /// Streams that did not.
    public var streamsFailed: Int64 = 0

    /// Messages sent.
    public var messagesSent: Int64 = 0

    /// Messages received.
    public var messagesReceived: Int64 = 0

    /// PINGs that asked the other end for a sign of life.
    public var keepAlivesSent: Int64 = 0

    /// When this end opened a stream last.
    public var lastLocalStreamCreatedTimestamp: Google.Protobuf.Timestamp?

    /// When the other end opened a stream last.
    public var lastRemoteStreamCreatedTimestamp: Google.Protobuf.Timestamp?

    /// When a message was sent last.
    public var lastMessageSentTimestamp: Google.Protobuf.Timestamp?

    /// When a message was received last.
    public var lastMessageReceivedTimestamp: Google.Protobuf.Timestamp?

    /// Bytes that the other end takes from this one now.
    public var localFlowControlWindow: Google.Protobuf.Int64Value?

    /// Bytes that this end takes from the other now.
    public var remoteFlowControlWindow: Google.Protobuf.Int64Value?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      streamsStarted: Int64 = 0,
      streamsSucceeded: Int64 = 0,
      streamsFailed: Int64 = 0,
      messagesSent: Int64 = 0,
      messagesReceived: Int64 = 0,
      keepAlivesSent: Int64 = 0,
      lastLocalStreamCreatedTimestamp: Google.Protobuf.Timestamp? = nil,
      lastRemoteStreamCreatedTimestamp: Google.Protobuf.Timestamp? = nil,
      lastMessageSentTimestamp: Google.Protobuf.Timestamp? = nil,
      lastMessageReceivedTimestamp: Google.Protobuf.Timestamp? = nil,
      localFlowControlWindow: Google.Protobuf.Int64Value? = nil,
      remoteFlowControlWindow: Google.Protobuf.Int64Value? = nil
    ) {
      self.streamsStarted = streamsStarted
      self.streamsSucceeded = streamsSucceeded
      self.streamsFailed = streamsFailed
      self.messagesSent = messagesSent
      self.messagesReceived = messagesReceived
      self.keepAlivesSent = keepAlivesSent
      self.lastLocalStreamCreatedTimestamp = lastLocalStreamCreatedTimestamp
      self.lastRemoteStreamCreatedTimestamp = lastRemoteStreamCreatedTimestamp
      self.lastMessageSentTimestamp = lastMessageSentTimestamp
      self.lastMessageReceivedTimestamp = lastMessageReceivedTimestamp
      self.localFlowControlWindow = localFlowControlWindow
      self.remoteFlowControlWindow = remoteFlowControlWindow
    }
  }

  /// Address is an end of a connection.
  public struct Address: Message {
    /// What kind of address it is.
    public var address: Address?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(address: Address? = nil) {
      self.address = address
    }

    /// What `address` can hold.
    public enum Address: Sendable, Hashable {
      /// Of the Internet.
      case tcpipAddress(Grpc.Channelz.V1.Address.TcpIpAddress)
      /// A unix socket.
      case udsAddress(Grpc.Channelz.V1.Address.UdsAddress)
    }

    /// TcpIpAddress is one of the Internet.
    public struct TcpIpAddress: Message {
      /// 4 or 16 bytes, the most significant first.
      public var ipAddress: [UInt8] = []

      /// The port; -1 is none.
      public var port: Int32 = 0

      /// Fields that this version does not declare.
      public var unknownFields = UnknownFields()

      /// Creates a message with every field at its default.
      public init() {}

      /// Creates a message with the given fields.
      public init(ipAddress: [UInt8] = [], port: Int32 = 0) {
        self.ipAddress = ipAddress
        self.port = port
      }
    }

    /// UdsAddress is a unix socket.
    public struct UdsAddress: Message {
      /// Its path.
      public var filename: String = ""

      /// Fields that this version does not declare.
      public var unknownFields = UnknownFields()

      /// Creates a message with every field at its default.
      public init() {}

      /// Creates a message with the given fields.
      public init(filename: String = "") {
        self.filename = filename
      }
    }
  }

  /// Security tells how a connection is protected.
  public struct Security: Message {
    /// What kind of protection it is.
    public var model: Model?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(model: Model? = nil) {
      self.model = model
    }

    /// What `model` can hold.
    public enum Model: Sendable, Hashable {
      /// Transport Layer Security.
      case tls(Grpc.Channelz.V1.Security.Tls)
    }

    /// Tls is Transport Layer Security.
    public struct Tls: Message {
      /// The cipher suite; absent where it is not told.
      public var cipherSuite: CipherSuite?

      /// Fields that this version does not declare.
      public var unknownFields = UnknownFields()

      /// Creates a message with every field at its default.
      public init() {}

      /// Creates a message with the given fields.
      public init(cipherSuite: CipherSuite? = nil) {
        self.cipherSuite = cipherSuite
      }

      /// What `cipherSuite` can hold.
      public enum CipherSuite: Sendable, Hashable {
        /// By its standard name.
        case standardName(String)
        /// By another name.
        case otherName(String)
      }
    }
  }

  /// GetTopChannelsRequest asks for a page of channels.
  public struct GetTopChannelsRequest: Message {
    /// The smallest identifier to list.
    public var startChannelID: Int64 = 0

    /// How many to list; 0 leaves it to the server.
    public var maxResults: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(startChannelID: Int64 = 0, maxResults: Int64 = 0) {
      self.startChannelID = startChannelID
      self.maxResults = maxResults
    }
  }

  /// GetTopChannelsResponse is a page of channels, by identifier.
  public struct GetTopChannelsResponse: Message {
    /// The channels.
    public var channel: [Channel] = []

    /// Whether there are no more.
    public var end: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(channel: [Channel] = [], end: Bool = false) {
      self.channel = channel
      self.end = end
    }
  }

  /// GetServersRequest asks for a page of servers.
  public struct GetServersRequest: Message {
    /// The smallest identifier to list.
    public var startServerID: Int64 = 0

    /// How many to list; 0 leaves it to the server.
    public var maxResults: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(startServerID: Int64 = 0, maxResults: Int64 = 0) {
      self.startServerID = startServerID
      self.maxResults = maxResults
    }
  }

  /// GetServersResponse is a page of servers, by identifier.
  public struct GetServersResponse: Message {
    /// The servers.
    public var server: [Server] = []

    /// Whether there are no more.
    public var end: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(server: [Server] = [], end: Bool = false) {
      self.server = server
      self.end = end
    }
  }

  /// GetServerRequest asks for a server.
  public struct GetServerRequest: Message {
    /// Its identifier.
    public var serverID: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(serverID: Int64 = 0) {
      self.serverID = serverID
    }
  }

  /// GetServerResponse shows it.
  public struct GetServerResponse: Message {
    /// The server.
    public var server: Server?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(server: Server? = nil) {
      self.server = server
    }
  }

  /// GetServerSocketsRequest asks for a page of a server's connections.
  public struct GetServerSocketsRequest: Message {
    /// The server's identifier.
    public var serverID: Int64 = 0

    /// The smallest identifier to list.
    public var startSocketID: Int64 = 0

    /// How many to list; 0 leaves it to the server.
    public var maxResults: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(serverID: Int64 = 0, startSocketID: Int64 = 0, maxResults: Int64 = 0) {
      self.serverID = serverID
      self.startSocketID = startSocketID
      self.maxResults = maxResults
    }
  }

  /// GetServerSocketsResponse is a page of connections, by identifier.
  public struct GetServerSocketsResponse: Message {
    /// The connections.
    public var socketRef: [SocketRef] = []

    /// Whether there are no more.
    public var end: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(socketRef: [SocketRef] = [], end: Bool = false) {
      self.socketRef = socketRef
      self.end = end
    }
  }

  /// GetChannelRequest asks for a channel.
  public struct GetChannelRequest: Message {
    /// Its identifier.
    public var channelID: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(channelID: Int64 = 0) {
      self.channelID = channelID
    }
  }

  /// GetChannelResponse shows it.
  public struct GetChannelResponse: Message {
    /// The channel.
    public var channel: Channel?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(channel: Channel? = nil) {
      self.channel = channel
    }
  }

  /// GetSubchannelRequest asks for a subchannel.
  public struct GetSubchannelRequest: Message {
    /// Its identifier.
    public var subchannelID: Int64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(subchannelID: Int64 = 0) {
      self.subchannelID = subchannelID
    }
  }

  /// GetSubchannelResponse shows it.
  public struct GetSubchannelResponse: Message {
    /// The subchannel.
    public var subchannel: Subchannel?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(subchannel: Subchannel? = nil) {
      self.subchannel = subchannel
    }
  }

  /// GetSocketRequest asks for a connection.
  public struct GetSocketRequest: Message {
    /// Its identifier.
    public var socketID: Int64 = 0

    /// Whether the details that cost much may be left out.
    public var summary: Bool = false

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(socketID: Int64 = 0, summary: Bool = false) {
      self.socketID = socketID
      self.summary = summary
    }
  }

  /// GetSocketResponse shows it.
  public struct GetSocketResponse: Message {
    /// The connection.
    public var socket: Socket?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(socket: Socket? = nil) {
      self.socket = socket
    }
  }
}

extension Grpc.Channelz.V1.Channel {
  /// `grpc.channelz.v1.Channel` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.Channel",
    [
      .init(1, "ref", .message(Grpc.Channelz.V1.ChannelRef.self)),
      .init(2, "data", .message(Grpc.Channelz.V1.ChannelData.self)),
      .init(4, "subchannel_ref", .message(Grpc.Channelz.V1.SubchannelRef.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, ref)
    writer.optional(1, data)
    writer.repeated(2, subchannelRef)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &ref)
    try reader.optional(1, into: &data)
    try reader.repeated(2, into: &subchannelRef)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.Subchannel {
  /// `grpc.channelz.v1.Subchannel` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.Subchannel",
    [
      .init(1, "ref", .message(Grpc.Channelz.V1.SubchannelRef.self)),
      .init(2, "data", .message(Grpc.Channelz.V1.ChannelData.self)),
      .init(5, "socket_ref", .message(Grpc.Channelz.V1.SocketRef.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, ref)
    writer.optional(1, data)
    writer.repeated(2, socketRef)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &ref)
    try reader.optional(1, into: &data)
    try reader.repeated(2, into: &socketRef)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.ChannelConnectivityState {
  /// `grpc.channelz.v1.ChannelConnectivityState` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.ChannelConnectivityState",
    [
      .init(1, "state", .enumeration(Grpc.Channelz.V1.ChannelConnectivityState.State.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, state)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &state)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.ChannelData {
  /// `grpc.channelz.v1.ChannelData` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.ChannelData",
    [
      .init(1, "state", .message(Grpc.Channelz.V1.ChannelConnectivityState.self)),
      .init(2, "target", .string),
      .init(4, "calls_started", .int64),
      .init(5, "calls_succeeded", .int64),
      .init(6, "calls_failed", .int64),
      .init(7, "last_call_started_timestamp", .message(Google.Protobuf.Timestamp.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, state)
    writer.implicit(1, target)
    writer.implicit(2, callsStarted)
    writer.implicit(3, callsSucceeded)
    writer.implicit(4, callsFailed)
    writer.optional(5, lastCallStartedTimestamp)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &state)
    try reader.implicit(1, into: &target)
    try reader.implicit(2, into: &callsStarted)
    try reader.implicit(3, into: &callsSucceeded)
    try reader.implicit(4, into: &callsFailed)
    try reader.optional(5, into: &lastCallStartedTimestamp)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.ChannelRef {
  /// `grpc.channelz.v1.ChannelRef` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.ChannelRef",
    [
      .init(1, "channel_id", .int64),
      .init(2, "name", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, channelID)
    writer.implicit(1, name)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &channelID)
    try reader.implicit(1, into: &name)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.SubchannelRef {
  /// `grpc.channelz.v1.SubchannelRef` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.SubchannelRef",
    [
      .init(7, "subchannel_id", .int64),
      .init(8, "name", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, subchannelID)
    writer.implicit(1, name)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &subchannelID)
    try reader.implicit(1, into: &name)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.SocketRef {
  /// `grpc.channelz.v1.SocketRef` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.SocketRef",
    [
      .init(3, "socket_id", .int64),
      .init(4, "name", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, socketID)
    writer.implicit(1, name)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &socketID)
    try reader.implicit(1, into: &name)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.ServerRef {
  /// `grpc.channelz.v1.ServerRef` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.ServerRef",
    [
      .init(5, "server_id", .int64),
      .init(6, "name", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, serverID)
    writer.implicit(1, name)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &serverID)
    try reader.implicit(1, into: &name)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.Server {
  /// `grpc.channelz.v1.Server` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.Server",
    [
      .init(1, "ref", .message(Grpc.Channelz.V1.ServerRef.self)),
      .init(2, "data", .message(Grpc.Channelz.V1.ServerData.self)),
      .init(3, "listen_socket", .message(Grpc.Channelz.V1.SocketRef.self), .repeated),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, ref)
    writer.optional(1, data)
    writer.repeated(2, listenSocket)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &ref)
    try reader.optional(1, into: &data)
    try reader.repeated(2, into: &listenSocket)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.ServerData {
  /// `grpc.channelz.v1.ServerData` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.ServerData",
    [
      .init(2, "calls_started", .int64),
      .init(3, "calls_succeeded", .int64),
      .init(4, "calls_failed", .int64),
      .init(5, "last_call_started_timestamp", .message(Google.Protobuf.Timestamp.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, callsStarted)
    writer.implicit(1, callsSucceeded)
    writer.implicit(2, callsFailed)
    writer.optional(3, lastCallStartedTimestamp)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &callsStarted)
    try reader.implicit(1, into: &callsSucceeded)
    try reader.implicit(2, into: &callsFailed)
    try reader.optional(3, into: &lastCallStartedTimestamp)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.Socket {
  /// `grpc.channelz.v1.Socket` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.Socket",
    [
      .init(1, "ref", .message(Grpc.Channelz.V1.SocketRef.self)),
      .init(2, "data", .message(Grpc.Channelz.V1.SocketData.self)),
      .init(3, "local", .message(Grpc.Channelz.V1.Address.self)),
      .init(4, "remote", .message(Grpc.Channelz.V1.Address.self)),
      .init(5, "security", .message(Grpc.Channelz.V1.Security.self)),
      .init(6, "remote_name", .string),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, ref)
    writer.optional(1, data)
    writer.optional(2, local)
    writer.optional(3, remote)
    writer.optional(4, security)
    writer.implicit(5, remoteName)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &ref)
    try reader.optional(1, into: &data)
    try reader.optional(2, into: &local)
    try reader.optional(3, into: &remote)
    try reader.optional(4, into: &security)
    try reader.implicit(5, into: &remoteName)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.SocketData {
  /// `grpc.channelz.v1.SocketData` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.SocketData",
    [
      .init(1, "streams_started", .int64),
      .init(2, "streams_succeeded", .int64),
      .init(3, "streams_failed", .int64),
      .init(4, "messages_sent", .int64),
      .init(5, "messages_received", .int64),
      .init(6, "keep_alives_sent", .int64),
      .init(7, "last_local_stream_created_timestamp", .message(Google.Protobuf.Timestamp.self)),
      .init(8, "last_remote_stream_created_timestamp", .message(Google.Protobuf.Timestamp.self)),
      .init(9, "last_message_sent_timestamp", .message(Google.Protobuf.Timestamp.self)),
      .init(10, "last_message_received_timestamp", .message(Google.Protobuf.Timestamp.self)),
      .init(11, "local_flow_control_window", .message(Google.Protobuf.Int64Value.self)),
      .init(12, "remote_flow_control_window", .message(Google.Protobuf.Int64Value.self)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, streamsStarted)
    writer.implicit(1, streamsSucceeded)
    writer.implicit(2, streamsFailed)
    writer.implicit(3, messagesSent)
    writer.implicit(4, messagesReceived)
    writer.implicit(5, keepAlivesSent)
    writer.optional(6, lastLocalStreamCreatedTimestamp)
    writer.optional(7, lastRemoteStreamCreatedTimestamp)
    writer.optional(8, lastMessageSentTimestamp)
    writer.optional(9, lastMessageReceivedTimestamp)
    writer.optional(10, localFlowControlWindow)
    writer.optional(11, remoteFlowControlWindow)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &streamsStarted)
    try reader.implicit(1, into: &streamsSucceeded)
    try reader.implicit(2, into: &streamsFailed)
    try reader.implicit(3, into: &messagesSent)
    try reader.implicit(4, into: &messagesReceived)
    try reader.implicit(5, into: &keepAlivesSent)
    try reader.optional(6, into: &lastLocalStreamCreatedTimestamp)
    try reader.optional(7, into: &lastRemoteStreamCreatedTimestamp)
    try reader.optional(8, into: &lastMessageSentTimestamp)
    try reader.optional(9, into: &lastMessageReceivedTimestamp)
    try reader.optional(10, into: &localFlowControlWindow)
    try reader.optional(11, into: &remoteFlowControlWindow)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.Address {
  /// `grpc.channelz.v1.Address` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.Address",
    [
      .init(1, "tcpip_address", .message(Grpc.Channelz.V1.Address.TcpIpAddress.self), .oneof(0)),
      .init(2, "uds_address", .message(Grpc.Channelz.V1.Address.UdsAddress.self), .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch address {
    case .tcpipAddress(let value):
      writer.oneof(0, number: 1, value)
    case .udsAddress(let value):
      writer.oneof(1, number: 2, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: address = .tcpipAddress(try reader.value(0))
    case 2: address = .udsAddress(try reader.value(1))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.Address.TcpIpAddress {
  /// `grpc.channelz.v1.Address.TcpIpAddress` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.Address.TcpIpAddress",
    [
      .init(1, "ip_address", .bytes),
      .init(2, "port", .int32),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, ipAddress)
    writer.implicit(1, port)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &ipAddress)
    try reader.implicit(1, into: &port)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.Address.UdsAddress {
  /// `grpc.channelz.v1.Address.UdsAddress` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.Address.UdsAddress",
    [
      .init(1, "filename", .string)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, filename)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &filename)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.Security {
  /// `grpc.channelz.v1.Security` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.Security",
    [
      .init(1, "tls", .message(Grpc.Channelz.V1.Security.Tls.self), .oneof(0))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch model {
    case .tls(let value):
      writer.oneof(0, number: 1, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: model = .tls(try reader.value(0))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.Security.Tls {
  /// `grpc.channelz.v1.Security.Tls` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.Security.Tls",
    [
      .init(1, "standard_name", .string, .oneof(0)),
      .init(2, "other_name", .string, .oneof(0)),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    switch cipherSuite {
    case .standardName(let value):
      writer.oneof(0, number: 1, value)
    case .otherName(let value):
      writer.oneof(1, number: 2, value)
    case nil: break
    }
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    switch reader.oneofNumber(0) {
    case 1: cipherSuite = .standardName(try reader.value(0))
    case 2: cipherSuite = .otherName(try reader.value(1))
    default: break
    }
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetTopChannelsRequest {
  /// `grpc.channelz.v1.GetTopChannelsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetTopChannelsRequest",
    [
      .init(1, "start_channel_id", .int64),
      .init(2, "max_results", .int64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, startChannelID)
    writer.implicit(1, maxResults)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &startChannelID)
    try reader.implicit(1, into: &maxResults)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetTopChannelsResponse {
  /// `grpc.channelz.v1.GetTopChannelsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetTopChannelsResponse",
    [
      .init(1, "channel", .message(Grpc.Channelz.V1.Channel.self), .repeated),
      .init(2, "end", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, channel)
    writer.implicit(1, end)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &channel)
    try reader.implicit(1, into: &end)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetServersRequest {
  /// `grpc.channelz.v1.GetServersRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetServersRequest",
    [
      .init(1, "start_server_id", .int64),
      .init(2, "max_results", .int64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, startServerID)
    writer.implicit(1, maxResults)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &startServerID)
    try reader.implicit(1, into: &maxResults)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetServersResponse {
  /// `grpc.channelz.v1.GetServersResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetServersResponse",
    [
      .init(1, "server", .message(Grpc.Channelz.V1.Server.self), .repeated),
      .init(2, "end", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, server)
    writer.implicit(1, end)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &server)
    try reader.implicit(1, into: &end)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetServerRequest {
  /// `grpc.channelz.v1.GetServerRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetServerRequest",
    [
      .init(1, "server_id", .int64)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, serverID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &serverID)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetServerResponse {
  /// `grpc.channelz.v1.GetServerResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetServerResponse",
    [
      .init(1, "server", .message(Grpc.Channelz.V1.Server.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, server)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &server)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetServerSocketsRequest {
  /// `grpc.channelz.v1.GetServerSocketsRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetServerSocketsRequest",
    [
      .init(1, "server_id", .int64),
      .init(2, "start_socket_id", .int64),
      .init(3, "max_results", .int64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, serverID)
    writer.implicit(1, startSocketID)
    writer.implicit(2, maxResults)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &serverID)
    try reader.implicit(1, into: &startSocketID)
    try reader.implicit(2, into: &maxResults)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetServerSocketsResponse {
  /// `grpc.channelz.v1.GetServerSocketsResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetServerSocketsResponse",
    [
      .init(1, "socket_ref", .message(Grpc.Channelz.V1.SocketRef.self), .repeated),
      .init(2, "end", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.repeated(0, socketRef)
    writer.implicit(1, end)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.repeated(0, into: &socketRef)
    try reader.implicit(1, into: &end)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetChannelRequest {
  /// `grpc.channelz.v1.GetChannelRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetChannelRequest",
    [
      .init(1, "channel_id", .int64)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, channelID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &channelID)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetChannelResponse {
  /// `grpc.channelz.v1.GetChannelResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetChannelResponse",
    [
      .init(1, "channel", .message(Grpc.Channelz.V1.Channel.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, channel)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &channel)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetSubchannelRequest {
  /// `grpc.channelz.v1.GetSubchannelRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetSubchannelRequest",
    [
      .init(1, "subchannel_id", .int64)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, subchannelID)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &subchannelID)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetSubchannelResponse {
  /// `grpc.channelz.v1.GetSubchannelResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetSubchannelResponse",
    [
      .init(1, "subchannel", .message(Grpc.Channelz.V1.Subchannel.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, subchannel)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &subchannel)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetSocketRequest {
  /// `grpc.channelz.v1.GetSocketRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetSocketRequest",
    [
      .init(1, "socket_id", .int64),
      .init(2, "summary", .bool),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, socketID)
    writer.implicit(1, summary)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &socketID)
    try reader.implicit(1, into: &summary)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1.GetSocketResponse {
  /// `grpc.channelz.v1.GetSocketResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "grpc.channelz.v1.GetSocketResponse",
    [
      .init(1, "socket", .message(Grpc.Channelz.V1.Socket.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, socket)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &socket)
    reader.unknown(into: &unknownFields)
  }
}

extension Grpc.Channelz.V1 {
  /// Channelz shows servers, channels and their connections, live.
  public protocol ChannelzService: RPCService {
    /// GetTopChannels lists the channels that the process made.
    func getTopChannels(
      _ request: GetTopChannelsRequest,
      context: ServerContext
    ) async throws -> GetTopChannelsResponse

    /// GetServers lists the servers of the process.
    func getServers(
      _ request: GetServersRequest,
      context: ServerContext
    ) async throws -> GetServersResponse

    /// GetServer shows one server.
    func getServer(
      _ request: GetServerRequest,
      context: ServerContext
    ) async throws -> GetServerResponse

    /// GetServerSockets lists the connections of a server.
    func getServerSockets(
      _ request: GetServerSocketsRequest,
      context: ServerContext
    ) async throws -> GetServerSocketsResponse

    /// GetChannel shows one channel.
    func getChannel(
      _ request: GetChannelRequest,
      context: ServerContext
    ) async throws -> GetChannelResponse

    /// GetSubchannel shows one subchannel: the way of a channel to one address.
    func getSubchannel(
      _ request: GetSubchannelRequest,
      context: ServerContext
    ) async throws -> GetSubchannelResponse

    /// GetSocket shows one connection.
    func getSocket(
      _ request: GetSocketRequest,
      context: ServerContext
    ) async throws -> GetSocketResponse
  }

  /// Calls `grpc.channelz.v1.Channelz` over a channel.
  public struct ChannelzServiceClient: Sendable {
    /// Where the calls go.
    public let channel: RPC::Channel

    /// Creates a client; many may share a channel.
    public init(channel: RPC::Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/grpc.channelz.v1.Channelz/GetTopChannels`
      public static let getTopChannels = MethodPath(
        service: "grpc.channelz.v1.Channelz",
        method: "GetTopChannels"
      )
      /// `/grpc.channelz.v1.Channelz/GetServers`
      public static let getServers = MethodPath(
        service: "grpc.channelz.v1.Channelz",
        method: "GetServers"
      )
      /// `/grpc.channelz.v1.Channelz/GetServer`
      public static let getServer = MethodPath(
        service: "grpc.channelz.v1.Channelz",
        method: "GetServer"
      )
      /// `/grpc.channelz.v1.Channelz/GetServerSockets`
      public static let getServerSockets = MethodPath(
        service: "grpc.channelz.v1.Channelz",
        method: "GetServerSockets"
      )
      /// `/grpc.channelz.v1.Channelz/GetChannel`
      public static let getChannel = MethodPath(
        service: "grpc.channelz.v1.Channelz",
        method: "GetChannel"
      )
      /// `/grpc.channelz.v1.Channelz/GetSubchannel`
      public static let getSubchannel = MethodPath(
        service: "grpc.channelz.v1.Channelz",
        method: "GetSubchannel"
      )
      /// `/grpc.channelz.v1.Channelz/GetSocket`
      public static let getSocket = MethodPath(
        service: "grpc.channelz.v1.Channelz",
        method: "GetSocket"
      )
    }

    /// GetTopChannels lists the channels that the process made.
    public func getTopChannels(
      _ request: GetTopChannelsRequest,
      options: CallOptions = .defaults
    ) async throws -> GetTopChannelsResponse {
      try await channel.unary(Method.getTopChannels, request, options: options)
    }

    /// GetServers lists the servers of the process.
    public func getServers(
      _ request: GetServersRequest,
      options: CallOptions = .defaults
    ) async throws -> GetServersResponse {
      try await channel.unary(Method.getServers, request, options: options)
    }

    /// GetServer shows one server.
    public func getServer(
      _ request: GetServerRequest,
      options: CallOptions = .defaults
    ) async throws -> GetServerResponse {
      try await channel.unary(Method.getServer, request, options: options)
    }

    /// GetServerSockets lists the connections of a server.
    public func getServerSockets(
      _ request: GetServerSocketsRequest,
      options: CallOptions = .defaults
    ) async throws -> GetServerSocketsResponse {
      try await channel.unary(Method.getServerSockets, request, options: options)
    }

    /// GetChannel shows one channel.
    public func getChannel(
      _ request: GetChannelRequest,
      options: CallOptions = .defaults
    ) async throws -> GetChannelResponse {
      try await channel.unary(Method.getChannel, request, options: options)
    }

    /// GetSubchannel shows one subchannel: the way of a channel to one address.
    public func getSubchannel(
      _ request: GetSubchannelRequest,
      options: CallOptions = .defaults
    ) async throws -> GetSubchannelResponse {
      try await channel.unary(Method.getSubchannel, request, options: options)
    }

    /// GetSocket shows one connection.
    public func getSocket(
      _ request: GetSocketRequest,
      options: CallOptions = .defaults
    ) async throws -> GetSocketResponse {
      try await channel.unary(Method.getSocket, request, options: options)
    }
  }
}

extension Grpc.Channelz.V1.ChannelzService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "grpc.channelz.v1.Channelz",
      fileDescriptor: Grpc.Channelz.V1.channelzFileDescriptor,
      methods: [
        .unary("GetTopChannels") {
          (request: Grpc.Channelz.V1.GetTopChannelsRequest, context: ServerContext) in
          try await self.getTopChannels(request, context: context)
        },
        .unary("GetServers") {
          (request: Grpc.Channelz.V1.GetServersRequest, context: ServerContext) in
          try await self.getServers(request, context: context)
        },
        .unary("GetServer") {
          (request: Grpc.Channelz.V1.GetServerRequest, context: ServerContext) in
          try await self.getServer(request, context: context)
        },
        .unary("GetServerSockets") {
          (request: Grpc.Channelz.V1.GetServerSocketsRequest, context: ServerContext) in
          try await self.getServerSockets(request, context: context)
        },
        .unary("GetChannel") {
          (request: Grpc.Channelz.V1.GetChannelRequest, context: ServerContext) in
          try await self.getChannel(request, context: context)
        },
        .unary("GetSubchannel") {
          (request: Grpc.Channelz.V1.GetSubchannelRequest, context: ServerContext) in
          try await self.getSubchannel(request, context: context)
        },
        .unary("GetSocket") {
          (request: Grpc.Channelz.V1.GetSocketRequest, context: ServerContext) in
          try await self.getSocket(request, context: context)
        },
      ]
    )
  }
}

extension Grpc.Channelz.V1 {
  /// `grpc/channelz/v1/channelz.proto` as protoc describes it, for reflection.
  public static let channelzFileDescriptor = FileDescriptor(
    name: "grpc/channelz/v1/channelz.proto",
    serializedBytes: Base64Literal.decode(
      """
      Ch9ncnBjL2NoYW5uZWx6L3YxL2NoYW5uZWx6LnByb3RvEhBncnBjLmNoYW5uZWx6LnYxGh9nb29nbGUvcHJv
      dG9idWYvdGltZXN0YW1wLnByb3RvGh5nb29nbGUvcHJvdG9idWYvd3JhcHBlcnMucHJvdG8itAEKB0NoYW5u
      ZWwSLgoDcmVmGAEgASgLMhwuZ3JwYy5jaGFubmVsei52MS5DaGFubmVsUmVmUgNyZWYSMQoEZGF0YRgCIAEo
      CzIdLmdycGMuY2hhbm5lbHoudjEuQ2hhbm5lbERhdGFSBGRhdGESRgoOc3ViY2hhbm5lbF9yZWYYBCADKAsy
      Hy5ncnBjLmNoYW5uZWx6LnYxLlN1YmNoYW5uZWxSZWZSDXN1YmNoYW5uZWxSZWYirgEKClN1YmNoYW5uZWwS
      MQoDcmVmGAEgASgLMh8uZ3JwYy5jaGFubmVsei52MS5TdWJjaGFubmVsUmVmUgNyZWYSMQoEZGF0YRgCIAEo
      CzIdLmdycGMuY2hhbm5lbHoudjEuQ2hhbm5lbERhdGFSBGRhdGESOgoKc29ja2V0X3JlZhgFIAMoCzIbLmdy
      cGMuY2hhbm5lbHoudjEuU29ja2V0UmVmUglzb2NrZXRSZWYiwgEKGENoYW5uZWxDb25uZWN0aXZpdHlTdGF0
      ZRJGCgVzdGF0ZRgBIAEoDjIwLmdycGMuY2hhbm5lbHoudjEuQ2hhbm5lbENvbm5lY3Rpdml0eVN0YXRlLlN0
      YXRlUgVzdGF0ZSJeCgVTdGF0ZRILCgdVTktOT1dOEAASCAoESURMRRABEg4KCkNPTk5FQ1RJTkcQAhIJCgVS
      RUFEWRADEhUKEVRSQU5TSUVOVF9GQUlMVVJFEAQSDAoIU0hVVERPV04QBSKzAgoLQ2hhbm5lbERhdGESQAoF
      c3RhdGUYASABKAsyKi5ncnBjLmNoYW5uZWx6LnYxLkNoYW5uZWxDb25uZWN0aXZpdHlTdGF0ZVIFc3RhdGUS
      FgoGdGFyZ2V0GAIgASgJUgZ0YXJnZXQSIwoNY2FsbHNfc3RhcnRlZBgEIAEoA1IMY2FsbHNTdGFydGVkEicK
      D2NhbGxzX3N1Y2NlZWRlZBgFIAEoA1IOY2FsbHNTdWNjZWVkZWQSIQoMY2FsbHNfZmFpbGVkGAYgASgDUgtj
      YWxsc0ZhaWxlZBJZChtsYXN0X2NhbGxfc3RhcnRlZF90aW1lc3RhbXAYByABKAsyGi5nb29nbGUucHJvdG9i
      dWYuVGltZXN0YW1wUhhsYXN0Q2FsbFN0YXJ0ZWRUaW1lc3RhbXAiPwoKQ2hhbm5lbFJlZhIdCgpjaGFubmVs
      X2lkGAEgASgDUgljaGFubmVsSWQSEgoEbmFtZRgCIAEoCVIEbmFtZSJICg1TdWJjaGFubmVsUmVmEiMKDXN1
      YmNoYW5uZWxfaWQYByABKANSDHN1YmNoYW5uZWxJZBISCgRuYW1lGAggASgJUgRuYW1lIjwKCVNvY2tldFJl
      ZhIbCglzb2NrZXRfaWQYAyABKANSCHNvY2tldElkEhIKBG5hbWUYBCABKAlSBG5hbWUiPAoJU2VydmVyUmVm
      EhsKCXNlcnZlcl9pZBgFIAEoA1IIc2VydmVySWQSEgoEbmFtZRgGIAEoCVIEbmFtZSKrAQoGU2VydmVyEi0K
      A3JlZhgBIAEoCzIbLmdycGMuY2hhbm5lbHoudjEuU2VydmVyUmVmUgNyZWYSMAoEZGF0YRgCIAEoCzIcLmdy
      cGMuY2hhbm5lbHoudjEuU2VydmVyRGF0YVIEZGF0YRJACg1saXN0ZW5fc29ja2V0GAMgAygLMhsuZ3JwYy5j
      aGFubmVsei52MS5Tb2NrZXRSZWZSDGxpc3RlblNvY2tldCLYAQoKU2VydmVyRGF0YRIjCg1jYWxsc19zdGFy
      dGVkGAIgASgDUgxjYWxsc1N0YXJ0ZWQSJwoPY2FsbHNfc3VjY2VlZGVkGAMgASgDUg5jYWxsc1N1Y2NlZWRl
      ZBIhCgxjYWxsc19mYWlsZWQYBCABKANSC2NhbGxzRmFpbGVkElkKG2xhc3RfY2FsbF9zdGFydGVkX3RpbWVz
      dGFtcBgFIAEoCzIaLmdvb2dsZS5wcm90b2J1Zi5UaW1lc3RhbXBSGGxhc3RDYWxsU3RhcnRlZFRpbWVzdGFt
      cCKmAgoGU29ja2V0Ei0KA3JlZhgBIAEoCzIbLmdycGMuY2hhbm5lbHoudjEuU29ja2V0UmVmUgNyZWYSMAoE
      ZGF0YRgCIAEoCzIcLmdycGMuY2hhbm5lbHoudjEuU29ja2V0RGF0YVIEZGF0YRIvCgVsb2NhbBgDIAEoCzIZ
      LmdycGMuY2hhbm5lbHoudjEuQWRkcmVzc1IFbG9jYWwSMQoGcmVtb3RlGAQgASgLMhkuZ3JwYy5jaGFubmVs
      ei52MS5BZGRyZXNzUgZyZW1vdGUSNgoIc2VjdXJpdHkYBSABKAsyGi5ncnBjLmNoYW5uZWx6LnYxLlNlY3Vy
      aXR5UghzZWN1cml0eRIfCgtyZW1vdGVfbmFtZRgGIAEoCVIKcmVtb3RlTmFtZSLLBgoKU29ja2V0RGF0YRIn
      Cg9zdHJlYW1zX3N0YXJ0ZWQYASABKANSDnN0cmVhbXNTdGFydGVkEisKEXN0cmVhbXNfc3VjY2VlZGVkGAIg
      ASgDUhBzdHJlYW1zU3VjY2VlZGVkEiUKDnN0cmVhbXNfZmFpbGVkGAMgASgDUg1zdHJlYW1zRmFpbGVkEiMK
      DW1lc3NhZ2VzX3NlbnQYBCABKANSDG1lc3NhZ2VzU2VudBIrChFtZXNzYWdlc19yZWNlaXZlZBgFIAEoA1IQ
      bWVzc2FnZXNSZWNlaXZlZBIoChBrZWVwX2FsaXZlc19zZW50GAYgASgDUg5rZWVwQWxpdmVzU2VudBJoCiNs
      YXN0X2xvY2FsX3N0cmVhbV9jcmVhdGVkX3RpbWVzdGFtcBgHIAEoCzIaLmdvb2dsZS5wcm90b2J1Zi5UaW1l
      c3RhbXBSH2xhc3RMb2NhbFN0cmVhbUNyZWF0ZWRUaW1lc3RhbXASagokbGFzdF9yZW1vdGVfc3RyZWFtX2Ny
      ZWF0ZWRfdGltZXN0YW1wGAggASgLMhouZ29vZ2xlLnByb3RvYnVmLlRpbWVzdGFtcFIgbGFzdFJlbW90ZVN0
      cmVhbUNyZWF0ZWRUaW1lc3RhbXASWQobbGFzdF9tZXNzYWdlX3NlbnRfdGltZXN0YW1wGAkgASgLMhouZ29v
      Z2xlLnByb3RvYnVmLlRpbWVzdGFtcFIYbGFzdE1lc3NhZ2VTZW50VGltZXN0YW1wEmEKH2xhc3RfbWVzc2Fn
      ZV9yZWNlaXZlZF90aW1lc3RhbXAYCiABKAsyGi5nb29nbGUucHJvdG9idWYuVGltZXN0YW1wUhxsYXN0TWVz
      c2FnZVJlY2VpdmVkVGltZXN0YW1wElYKGWxvY2FsX2Zsb3dfY29udHJvbF93aW5kb3cYCyABKAsyGy5nb29n
      bGUucHJvdG9idWYuSW50NjRWYWx1ZVIWbG9jYWxGbG93Q29udHJvbFdpbmRvdxJYChpyZW1vdGVfZmxvd19j
      b250cm9sX3dpbmRvdxgMIAEoCzIbLmdvb2dsZS5wcm90b2J1Zi5JbnQ2NFZhbHVlUhdyZW1vdGVGbG93Q29u
      dHJvbFdpbmRvdyKZAgoHQWRkcmVzcxJNCg10Y3BpcF9hZGRyZXNzGAEgASgLMiYuZ3JwYy5jaGFubmVsei52
      MS5BZGRyZXNzLlRjcElwQWRkcmVzc0gAUgx0Y3BpcEFkZHJlc3MSRwoLdWRzX2FkZHJlc3MYAiABKAsyJC5n
      cnBjLmNoYW5uZWx6LnYxLkFkZHJlc3MuVWRzQWRkcmVzc0gAUgp1ZHNBZGRyZXNzGkEKDFRjcElwQWRkcmVz
      cxIdCgppcF9hZGRyZXNzGAEgASgMUglpcEFkZHJlc3MSEgoEcG9ydBgCIAEoBVIEcG9ydBooCgpVZHNBZGRy
      ZXNzEhoKCGZpbGVuYW1lGAEgASgJUghmaWxlbmFtZUIJCgdhZGRyZXNzIqYBCghTZWN1cml0eRIyCgN0bHMY
      ASABKAsyHi5ncnBjLmNoYW5uZWx6LnYxLlNlY3VyaXR5LlRsc0gAUgN0bHMaXQoDVGxzEiUKDXN0YW5kYXJk
      X25hbWUYASABKAlIAFIMc3RhbmRhcmROYW1lEh8KCm90aGVyX25hbWUYAiABKAlIAFIJb3RoZXJOYW1lQg4K
      DGNpcGhlcl9zdWl0ZUIHCgVtb2RlbCJiChVHZXRUb3BDaGFubmVsc1JlcXVlc3QSKAoQc3RhcnRfY2hhbm5l
      bF9pZBgBIAEoA1IOc3RhcnRDaGFubmVsSWQSHwoLbWF4X3Jlc3VsdHMYAiABKANSCm1heFJlc3VsdHMiXwoW
      R2V0VG9wQ2hhbm5lbHNSZXNwb25zZRIzCgdjaGFubmVsGAEgAygLMhkuZ3JwYy5jaGFubmVsei52MS5DaGFu
      bmVsUgdjaGFubmVsEhAKA2VuZBgCIAEoCFIDZW5kIlwKEUdldFNlcnZlcnNSZXF1ZXN0EiYKD3N0YXJ0X3Nl
      cnZlcl9pZBgBIAEoA1INc3RhcnRTZXJ2ZXJJZBIfCgttYXhfcmVzdWx0cxgCIAEoA1IKbWF4UmVzdWx0cyJY
      ChJHZXRTZXJ2ZXJzUmVzcG9uc2USMAoGc2VydmVyGAEgAygLMhguZ3JwYy5jaGFubmVsei52MS5TZXJ2ZXJS
      BnNlcnZlchIQCgNlbmQYAiABKAhSA2VuZCIvChBHZXRTZXJ2ZXJSZXF1ZXN0EhsKCXNlcnZlcl9pZBgBIAEo
      A1IIc2VydmVySWQiRQoRR2V0U2VydmVyUmVzcG9uc2USMAoGc2VydmVyGAEgASgLMhguZ3JwYy5jaGFubmVs
      ei52MS5TZXJ2ZXJSBnNlcnZlciJ/ChdHZXRTZXJ2ZXJTb2NrZXRzUmVxdWVzdBIbCglzZXJ2ZXJfaWQYASAB
      KANSCHNlcnZlcklkEiYKD3N0YXJ0X3NvY2tldF9pZBgCIAEoA1INc3RhcnRTb2NrZXRJZBIfCgttYXhfcmVz
      dWx0cxgDIAEoA1IKbWF4UmVzdWx0cyJoChhHZXRTZXJ2ZXJTb2NrZXRzUmVzcG9uc2USOgoKc29ja2V0X3Jl
      ZhgBIAMoCzIbLmdycGMuY2hhbm5lbHoudjEuU29ja2V0UmVmUglzb2NrZXRSZWYSEAoDZW5kGAIgASgIUgNl
      bmQiMgoRR2V0Q2hhbm5lbFJlcXVlc3QSHQoKY2hhbm5lbF9pZBgBIAEoA1IJY2hhbm5lbElkIkkKEkdldENo
      YW5uZWxSZXNwb25zZRIzCgdjaGFubmVsGAEgASgLMhkuZ3JwYy5jaGFubmVsei52MS5DaGFubmVsUgdjaGFu
      bmVsIjsKFEdldFN1YmNoYW5uZWxSZXF1ZXN0EiMKDXN1YmNoYW5uZWxfaWQYASABKANSDHN1YmNoYW5uZWxJ
      ZCJVChVHZXRTdWJjaGFubmVsUmVzcG9uc2USPAoKc3ViY2hhbm5lbBgBIAEoCzIcLmdycGMuY2hhbm5lbHou
      djEuU3ViY2hhbm5lbFIKc3ViY2hhbm5lbCJJChBHZXRTb2NrZXRSZXF1ZXN0EhsKCXNvY2tldF9pZBgBIAEo
      A1IIc29ja2V0SWQSGAoHc3VtbWFyeRgCIAEoCFIHc3VtbWFyeSJFChFHZXRTb2NrZXRSZXNwb25zZRIwCgZz
      b2NrZXQYASABKAsyGC5ncnBjLmNoYW5uZWx6LnYxLlNvY2tldFIGc29ja2V0MpoFCghDaGFubmVsehJjCg5H
      ZXRUb3BDaGFubmVscxInLmdycGMuY2hhbm5lbHoudjEuR2V0VG9wQ2hhbm5lbHNSZXF1ZXN0GiguZ3JwYy5j
      aGFubmVsei52MS5HZXRUb3BDaGFubmVsc1Jlc3BvbnNlElcKCkdldFNlcnZlcnMSIy5ncnBjLmNoYW5uZWx6
      LnYxLkdldFNlcnZlcnNSZXF1ZXN0GiQuZ3JwYy5jaGFubmVsei52MS5HZXRTZXJ2ZXJzUmVzcG9uc2USVAoJ
      R2V0U2VydmVyEiIuZ3JwYy5jaGFubmVsei52MS5HZXRTZXJ2ZXJSZXF1ZXN0GiMuZ3JwYy5jaGFubmVsei52
      MS5HZXRTZXJ2ZXJSZXNwb25zZRJpChBHZXRTZXJ2ZXJTb2NrZXRzEikuZ3JwYy5jaGFubmVsei52MS5HZXRT
      ZXJ2ZXJTb2NrZXRzUmVxdWVzdBoqLmdycGMuY2hhbm5lbHoudjEuR2V0U2VydmVyU29ja2V0c1Jlc3BvbnNl
      ElcKCkdldENoYW5uZWwSIy5ncnBjLmNoYW5uZWx6LnYxLkdldENoYW5uZWxSZXF1ZXN0GiQuZ3JwYy5jaGFu
      bmVsei52MS5HZXRDaGFubmVsUmVzcG9uc2USYAoNR2V0U3ViY2hhbm5lbBImLmdycGMuY2hhbm5lbHoudjEu
      R2V0U3ViY2hhbm5lbFJlcXVlc3QaJy5ncnBjLmNoYW5uZWx6LnYxLkdldFN1YmNoYW5uZWxSZXNwb25zZRJU
      CglHZXRTb2NrZXQSIi5ncnBjLmNoYW5uZWx6LnYxLkdldFNvY2tldFJlcXVlc3QaIy5ncnBjLmNoYW5uZWx6
      LnYxLkdldFNvY2tldFJlc3BvbnNlYgZwcm90bzM=
      """
    ),
    dependencies: [
      Google.Protobuf.timestampFileDescriptor,
      Google.Protobuf.wrappersFileDescriptor,
    ]
  )
}
