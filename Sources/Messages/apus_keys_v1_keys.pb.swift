// Written by protoc-gen-apus from apus/keys/v1/keys.proto; `make protos` writes it again.

public import Protobuf
public import RPC

extension Apus.Keys.V1 {
  /// Keys are those of a store, as one process knows them.
  public struct Keys: Message {
    /// The file, or server, database and schema; processes that name the same one share it. Without
    /// user and
    /// password.
    public var storeName: String = ""

    /// Ids of the master keys that the process may use, the primary one first; none when nothing is
    /// sealed.
    public var masterKeyIDs: [String] = []

    /// Data keys that seal and open.
    public var activeCount: UInt64 = 0

    /// Data keys that only open.
    public var retiredCount: UInt64 = 0

    /// Data keys that are gone, and what was sealed under them with them.
    public var forgottenCount: UInt64 = 0

    /// Data keys that another master key than the primary one wraps: RewrapDataKeys is due.
    public var foreignCount: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(
      storeName: String = "",
      masterKeyIDs: [String] = [],
      activeCount: UInt64 = 0,
      retiredCount: UInt64 = 0,
      forgottenCount: UInt64 = 0,
      foreignCount: UInt64 = 0
    ) {
      self.storeName = storeName
      self.masterKeyIDs = masterKeyIDs
      self.activeCount = activeCount
      self.retiredCount = retiredCount
      self.forgottenCount = forgottenCount
      self.foreignCount = foreignCount
    }
  }

  /// GetKeysRequest asks for the keys.
  public struct GetKeysRequest: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// GetKeysResponse holds the keys.
  public struct GetKeysResponse: Message {
    /// The keys.
    public var keys: Keys?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(keys: Keys? = nil) {
      self.keys = keys
    }
  }

  /// ReloadMasterKeysRequest asks to read the file again.
  public struct ReloadMasterKeysRequest: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// ReloadMasterKeysResponse holds the keys with what the file says now.
  public struct ReloadMasterKeysResponse: Message {
    /// The keys.
    public var keys: Keys?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(keys: Keys? = nil) {
      self.keys = keys
    }
  }

  /// RewrapDataKeysRequest asks to wrap all data keys anew.
  public struct RewrapDataKeysRequest: Message {
    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}
  }

  /// RewrapDataKeysResponse tells what was done.
  public struct RewrapDataKeysResponse: Message {
    /// Data keys that another master key had wrapped.
    public var rewrappedCount: UInt64 = 0

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(rewrappedCount: UInt64 = 0) {
      self.rewrappedCount = rewrappedCount
    }
  }

  /// RetireDataKeysRequest asks for new data keys.
  public struct RetireDataKeysRequest: Message {
    /// Of this tenant alone; empty is of all.
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

  /// RetireDataKeysResponse holds the keys afterwards.
  public struct RetireDataKeysResponse: Message {
    /// The keys.
    public var keys: Keys?

    /// Fields that this version does not declare.
    public var unknownFields = UnknownFields()

    /// Creates a message with every field at its default.
    public init() {}

    /// Creates a message with the given fields.
    public init(keys: Keys? = nil) {
      self.keys = keys
    }
  }
}

extension Apus.Keys.V1.Keys {
  /// `apus.keys.v1.Keys` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.keys.v1.Keys",
    [
      .init(1, "store_name", .string),
      .init(2, "master_key_ids", .string, .repeated),
      .init(3, "active_count", .uint64),
      .init(4, "retired_count", .uint64),
      .init(5, "forgotten_count", .uint64),
      .init(6, "foreign_count", .uint64),
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, storeName)
    writer.repeated(1, masterKeyIDs)
    writer.implicit(2, activeCount)
    writer.implicit(3, retiredCount)
    writer.implicit(4, forgottenCount)
    writer.implicit(5, foreignCount)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &storeName)
    try reader.repeated(1, into: &masterKeyIDs)
    try reader.implicit(2, into: &activeCount)
    try reader.implicit(3, into: &retiredCount)
    try reader.implicit(4, into: &forgottenCount)
    try reader.implicit(5, into: &foreignCount)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Keys.V1.GetKeysRequest {
  /// `apus.keys.v1.GetKeysRequest` and its fields.
  public static let descriptor = MessageDescriptor("apus.keys.v1.GetKeysRequest", [])

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

extension Apus.Keys.V1.GetKeysResponse {
  /// `apus.keys.v1.GetKeysResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.keys.v1.GetKeysResponse",
    [
      .init(1, "keys", .message(Apus.Keys.V1.Keys.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, keys)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &keys)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Keys.V1.ReloadMasterKeysRequest {
  /// `apus.keys.v1.ReloadMasterKeysRequest` and its fields.
  public static let descriptor = MessageDescriptor("apus.keys.v1.ReloadMasterKeysRequest", [])

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

extension Apus.Keys.V1.ReloadMasterKeysResponse {
  /// `apus.keys.v1.ReloadMasterKeysResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.keys.v1.ReloadMasterKeysResponse",
    [
      .init(1, "keys", .message(Apus.Keys.V1.Keys.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, keys)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &keys)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Keys.V1.RewrapDataKeysRequest {
  /// `apus.keys.v1.RewrapDataKeysRequest` and its fields.
  public static let descriptor = MessageDescriptor("apus.keys.v1.RewrapDataKeysRequest", [])

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

extension Apus.Keys.V1.RewrapDataKeysResponse {
  /// `apus.keys.v1.RewrapDataKeysResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.keys.v1.RewrapDataKeysResponse",
    [
      .init(1, "rewrapped_count", .uint64)
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.implicit(0, rewrappedCount)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.implicit(0, into: &rewrappedCount)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Keys.V1.RetireDataKeysRequest {
  /// `apus.keys.v1.RetireDataKeysRequest` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.keys.v1.RetireDataKeysRequest",
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

extension Apus.Keys.V1.RetireDataKeysResponse {
  /// `apus.keys.v1.RetireDataKeysResponse` and its fields.
  public static let descriptor = MessageDescriptor(
    "apus.keys.v1.RetireDataKeysResponse",
    [
      .init(1, "keys", .message(Apus.Keys.V1.Keys.self))
    ]
  )

  /// Hands every field that is set to the writer.
  public func encode(into writer: inout MessageWriter) {
    writer.optional(0, keys)
    writer.unknown(unknownFields)
  }

  /// Reads every field that is present.
  public init(from reader: MessageReader) throws(DecodingError) {
    self.init()
    try reader.optional(0, into: &keys)
    reader.unknown(into: &unknownFields)
  }
}

extension Apus.Keys.V1 {
  /// KeyService is served by memory and orchestrator beside their own; it feeds `apus keys`. No
  /// answer holds a
  /// key: ids stand for them. FAILED_PRECONDITION: the service was started without a master key, so
  /// that
  /// nothing is sealed.
  public protocol KeyService: RPCService {
    /// GetKeys tells which keys there are.
    func getKeys(_ request: GetKeysRequest, context: ServerContext) async throws -> GetKeysResponse

    /// ReloadMasterKeys reads the file of master keys again, while the service goes on.
    /// FAILED_PRECONDITION: the
    /// file cannot be used, or lacks a key that wraps data keys of the store; the former keys stay.
    func reloadMasterKeys(
      _ request: ReloadMasterKeysRequest,
      context: ServerContext
    ) async throws -> ReloadMasterKeysResponse

    /// RewrapDataKeys wraps all data keys of the store by the primary master key, a few at a time,
    /// while all
    /// read and write. Each process of the store must know that key before.
    func rewrapDataKeys(
      _ request: RewrapDataKeysRequest,
      context: ServerContext
    ) async throws -> RewrapDataKeysResponse

    /// RetireDataKeys has what is stored from now on sealed under new data keys. What was stored
    /// still opens.
    func retireDataKeys(
      _ request: RetireDataKeysRequest,
      context: ServerContext
    ) async throws -> RetireDataKeysResponse
  }

  /// Calls `apus.keys.v1.KeyService` over a channel.
  public struct KeyServiceClient: Sendable {
    /// Where the calls go.
    public let channel: Channel

    /// Creates a client; many may share a channel.
    public init(channel: Channel) {
      self.channel = channel
    }

    /// The methods' names on the wire.
    public enum Method {
      /// `/apus.keys.v1.KeyService/GetKeys`
      public static let getKeys = MethodPath(service: "apus.keys.v1.KeyService", method: "GetKeys")
      /// `/apus.keys.v1.KeyService/ReloadMasterKeys`
      public static let reloadMasterKeys = MethodPath(
        service: "apus.keys.v1.KeyService",
        method: "ReloadMasterKeys"
      )
      /// `/apus.keys.v1.KeyService/RewrapDataKeys`
      public static let rewrapDataKeys = MethodPath(
        service: "apus.keys.v1.KeyService",
        method: "RewrapDataKeys"
      )
      /// `/apus.keys.v1.KeyService/RetireDataKeys`
      public static let retireDataKeys = MethodPath(
        service: "apus.keys.v1.KeyService",
        method: "RetireDataKeys"
      )
    }

    /// GetKeys tells which keys there are.
    public func getKeys(
      _ request: GetKeysRequest,
      options: CallOptions = .defaults
    ) async throws -> GetKeysResponse {
      try await channel.unary(Method.getKeys, request, options: options)
    }

    /// ReloadMasterKeys reads the file of master keys again, while the service goes on.
    /// FAILED_PRECONDITION: the
    /// file cannot be used, or lacks a key that wraps data keys of the store; the former keys stay.
    public func reloadMasterKeys(
      _ request: ReloadMasterKeysRequest,
      options: CallOptions = .defaults
    ) async throws -> ReloadMasterKeysResponse {
      try await channel.unary(Method.reloadMasterKeys, request, options: options)
    }

    /// RewrapDataKeys wraps all data keys of the store by the primary master key, a few at a time,
    /// while all
    /// read and write. Each process of the store must know that key before.
    public func rewrapDataKeys(
      _ request: RewrapDataKeysRequest,
      options: CallOptions = .defaults
    ) async throws -> RewrapDataKeysResponse {
      try await channel.unary(Method.rewrapDataKeys, request, options: options)
    }

    /// RetireDataKeys has what is stored from now on sealed under new data keys. What was stored
    /// still opens.
    public func retireDataKeys(
      _ request: RetireDataKeysRequest,
      options: CallOptions = .defaults
    ) async throws -> RetireDataKeysResponse {
      try await channel.unary(Method.retireDataKeys, request, options: options)
    }
  }
}

extension Apus.Keys.V1.KeyService {
  /// The service's name, its methods and its description.
  public var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.keys.v1.KeyService",
      fileDescriptor: Apus.Keys.V1.keysFileDescriptor,
      methods: [
        .unary("GetKeys") {
          (request: Apus.Keys.V1.GetKeysRequest, context: ServerContext) in
          try await self.getKeys(request, context: context)
        },
        .unary("ReloadMasterKeys") {
          (request: Apus.Keys.V1.ReloadMasterKeysRequest, context: ServerContext) in
          try await self.reloadMasterKeys(request, context: context)
        },
        .unary("RewrapDataKeys") {
          (request: Apus.Keys.V1.RewrapDataKeysRequest, context: ServerContext) in
          try await self.rewrapDataKeys(request, context: context)
        },
        .unary("RetireDataKeys") {
          (request: Apus.Keys.V1.RetireDataKeysRequest, context: ServerContext) in
          try await self.retireDataKeys(request, context: context)
        },
      ]
    )
  }
}

extension Apus.Keys.V1 {
  /// `apus/keys/v1/keys.proto` as protoc describes it, for reflection.
  public static let keysFileDescriptor = FileDescriptor(
    name: "apus/keys/v1/keys.proto",
    serializedBytes: Base64Literal.decode(
      """
      ChdhcHVzL2tleXMvdjEva2V5cy5wcm90bxIMYXB1cy5rZXlzLnYxIuEBCgRLZXlzEh0KCnN0b3JlX25hbWUY
      ASABKAlSCXN0b3JlTmFtZRIkCg5tYXN0ZXJfa2V5X2lkcxgCIAMoCVIMbWFzdGVyS2V5SWRzEiEKDGFjdGl2
      ZV9jb3VudBgDIAEoBFILYWN0aXZlQ291bnQSIwoNcmV0aXJlZF9jb3VudBgEIAEoBFIMcmV0aXJlZENvdW50
      EicKD2ZvcmdvdHRlbl9jb3VudBgFIAEoBFIOZm9yZ290dGVuQ291bnQSIwoNZm9yZWlnbl9jb3VudBgGIAEo
      BFIMZm9yZWlnbkNvdW50IhAKDkdldEtleXNSZXF1ZXN0IjkKD0dldEtleXNSZXNwb25zZRImCgRrZXlzGAEg
      ASgLMhIuYXB1cy5rZXlzLnYxLktleXNSBGtleXMiGQoXUmVsb2FkTWFzdGVyS2V5c1JlcXVlc3QiQgoYUmVs
      b2FkTWFzdGVyS2V5c1Jlc3BvbnNlEiYKBGtleXMYASABKAsyEi5hcHVzLmtleXMudjEuS2V5c1IEa2V5cyIX
      ChVSZXdyYXBEYXRhS2V5c1JlcXVlc3QiQQoWUmV3cmFwRGF0YUtleXNSZXNwb25zZRInCg9yZXdyYXBwZWRf
      Y291bnQYASABKARSDnJld3JhcHBlZENvdW50IjQKFVJldGlyZURhdGFLZXlzUmVxdWVzdBIbCgl0ZW5hbnRf
      aWQYASABKAlSCHRlbmFudElkIkAKFlJldGlyZURhdGFLZXlzUmVzcG9uc2USJgoEa2V5cxgBIAEoCzISLmFw
      dXMua2V5cy52MS5LZXlzUgRrZXlzMvECCgpLZXlTZXJ2aWNlEkYKB0dldEtleXMSHC5hcHVzLmtleXMudjEu
      R2V0S2V5c1JlcXVlc3QaHS5hcHVzLmtleXMudjEuR2V0S2V5c1Jlc3BvbnNlEmEKEFJlbG9hZE1hc3Rlcktl
      eXMSJS5hcHVzLmtleXMudjEuUmVsb2FkTWFzdGVyS2V5c1JlcXVlc3QaJi5hcHVzLmtleXMudjEuUmVsb2Fk
      TWFzdGVyS2V5c1Jlc3BvbnNlElsKDlJld3JhcERhdGFLZXlzEiMuYXB1cy5rZXlzLnYxLlJld3JhcERhdGFL
      ZXlzUmVxdWVzdBokLmFwdXMua2V5cy52MS5SZXdyYXBEYXRhS2V5c1Jlc3BvbnNlElsKDlJldGlyZURhdGFL
      ZXlzEiMuYXB1cy5rZXlzLnYxLlJldGlyZURhdGFLZXlzUmVxdWVzdBokLmFwdXMua2V5cy52MS5SZXRpcmVE
      YXRhS2V5c1Jlc3BvbnNlYgZwcm90bzM=
      """
    ),
    dependencies: []
  )
}
