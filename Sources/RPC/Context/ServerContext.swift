internal import Transport

/// What a handler knows about the call that it serves, and what it may add to the reply.
public struct ServerContext: Sendable {
  /// The path of the method, `/apus.memory.v1.MemoryService/CreateSession`.
  public var method: String { facts.entry?.path ?? "" }
  /// The client's address, `127.0.0.1:4711`, and with mutual TLS the subject of its certificate after it.
  public var peer: String { facts.peer?.text ?? "" }
  /// Who the client proved to be with its certificate; nil unless the server asks for one
  /// (mutual TLS).
  public var peerIdentity: PeerIdentity? { facts.peer?.identity }
  /// What the client sent before its first message, without the protocol's own fields. Made anew at each
  /// use: most handlers never ask for it.
  public var metadata: Metadata { Metadata(received: facts.headers) }
  /// How often the client says it has tried this call before (`grpc-previous-rpc-attempts`, gRFC A6).
  public var previousAttemptCount: Int {
    facts.headers["grpc-previous-rpc-attempts"].flatMap { Int($0) }.map { max(0, $0) } ?? 0
  }
  /// When the client stops waiting; nil is never.
  public var deadline: ContinuousClock.Instant? { facts.deadline }
  /// Where the call stands in its trace. A new trace when the client sent none.
  public var trace: TraceContext { facts.trace }
  /// Whether the request came compressed, if the method has exactly one; see also
  /// ``RequestStream/isLastRequestCompressed()``.
  public var isRequestCompressed: Bool { facts.isRequestCompressed }

  private let facts: CallFacts
  private var values: [ObjectIdentifier: any Sendable] = [:]

  init(_ facts: CallFacts) {
    self.facts = facts
  }

  /// The value that an interceptor has left under `key`; nil when none has.
  ///
  /// Kept in the context rather than in a task-local value: an interceptor hands its context to
  /// `next` anyway, so the way of the value can be read in the code, it ends with the call, and tasks
  /// that a handler starts do not carry it about unseen.
  public subscript<Key: ServerContextKey>(key: Key.Type) -> Key.Value? {
    get { values[ObjectIdentifier(key)] as? Key.Value }
    set { values[ObjectIdentifier(key)] = newValue }
  }

  /// Adds a pair to what the client receives before the first response. Ignored once that has left,
  /// which is at the first response of a streaming call and at the end of a unary one.
  public func addInitialMetadata(_ name: String, _ value: String) {
    facts.wish { $0.initial.orEmpty.append(name, value) }
  }

  /// Adds bytes under a name that ends in `-bin` to what the client receives before the first response.
  public func addInitialMetadata(_ name: String, _ value: [UInt8]) {
    facts.wish { $0.initial.orEmpty.appendBinary(name, value) }
  }

  /// Adds a pair to what the client receives with the status.
  public func addTrailingMetadata(_ name: String, _ value: String) {
    facts.wish { $0.trailing.orEmpty.append(name, value) }
  }

  /// Adds bytes under a name that ends in `-bin` to what the client receives with the status.
  public func addTrailingMetadata(_ name: String, _ value: [UInt8]) {
    facts.wish { $0.trailing.orEmpty.appendBinary(name, value) }
  }

  /// Changes what has been added until now to what the client receives before the first response: for an
  /// interceptor that has the last word. Without effect once that has left.
  public func changeInitialMetadata(_ change: (inout Metadata) -> Void) {
    facts.wish { change(&$0.initial.orEmpty) }
  }

  /// Changes what has been added until now to what the client receives with the status. What an
  /// ``RPCError`` carries is its own.
  public func changeTrailingMetadata(_ change: (inout Metadata) -> Void) {
    facts.wish { change(&$0.trailing.orEmpty) }
  }

  /// Says whether the responses are compressed, for a client that understands it. Unless it is said,
  /// they are when the client's requests are. Ignored once the first response has left.
  public func compressResponses(_ isCompressed: Bool) {
    facts.wish { $0.isCompressed = isCompressed }
  }
}

extension Metadata? {
  fileprivate var orEmpty: Metadata {
    get { self ?? Metadata() }
    set { self = newValue }
  }
}
