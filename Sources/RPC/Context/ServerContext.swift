internal import Synchronization
package import Transport

/// What a handler knows about the call that it serves, and what it may add to the reply.
public struct ServerContext: Sendable {
  /// The path of the method, `/apus.memory.v1.MemoryService/CreateSession`.
  public let method: String
  /// The client's address, `ipv4:127.0.0.1:4711`, and with mutual TLS its identity.
  public let peer: String
  /// What the client sent before its first message, without the protocol's own fields.
  public var metadata: Metadata { Metadata(received: headers) }
  /// How often the client says it has tried this call before (`grpc-previous-rpc-attempts`, gRFC A6).
  public var previousAttemptCount: Int {
    headers["grpc-previous-rpc-attempts"].flatMap { Int($0) }.map { max(0, $0) } ?? 0
  }
  /// When the client stops waiting; nil is never.
  public let deadline: ContinuousClock.Instant?
  /// Where the call stands in its trace. A new trace when the client sent none.
  public let trace: TraceContext
  /// Whether the request came compressed, if the method has exactly one; see also
  /// ``RequestStream/isLastRequestCompressed()``.
  public let isRequestCompressed: Bool

  /// As they came: most handlers never ask for the metadata, so it is made when one does.
  private let headers: HeaderList
  private let reply: ReplyMetadata
  private var values: [ObjectIdentifier: any Sendable] = [:]

  package init(
    method: String, peer: String, headers: HeaderList, deadline: ContinuousClock.Instant?,
    trace: TraceContext, isRequestCompressed: Bool = false,
    reply: ReplyMetadata = ReplyMetadata()
  ) {
    self.method = method
    self.peer = peer
    self.headers = headers
    self.deadline = deadline
    self.trace = trace
    self.isRequestCompressed = isRequestCompressed
    self.reply = reply
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
    reply.addInitial { $0.append(name, value) }
  }

  /// Adds bytes under a name that ends in `-bin` to what the client receives before the first response.
  public func addInitialMetadata(_ name: String, _ value: [UInt8]) {
    reply.addInitial { $0.appendBinary(name, value) }
  }

  /// Adds a pair to what the client receives with the status.
  public func addTrailingMetadata(_ name: String, _ value: String) {
    reply.addTrailing { $0.append(name, value) }
  }

  /// Adds bytes under a name that ends in `-bin` to what the client receives with the status.
  public func addTrailingMetadata(_ name: String, _ value: [UInt8]) {
    reply.addTrailing { $0.appendBinary(name, value) }
  }

  /// Says whether the responses are compressed, for a client that understands it. Unless it is said,
  /// they are when the client's requests are. Ignored once the first response has left.
  public func compressResponses(_ isCompressed: Bool) {
    reply.setCompressed(isCompressed)
  }
}

/// What handlers and interceptors ask of a reply, from whichever thread they run on.
package final class ReplyMetadata: Sendable {
  package struct Wishes: Sendable {
    package var initial: Metadata?
    package var trailing: Metadata?
    /// Nil: as the requests are.
    package var isCompressed: Bool?
  }

  private let wishes = Mutex(Wishes())

  package init() {}

  func addInitial(_ add: (inout Metadata) -> Void) {
    wishes.withLock { add(&$0.initial.orEmpty) }
  }

  func addTrailing(_ add: (inout Metadata) -> Void) {
    wishes.withLock { add(&$0.trailing.orEmpty) }
  }

  func setCompressed(_ isCompressed: Bool) {
    wishes.withLock { $0.isCompressed = isCompressed }
  }

  package var current: Wishes { wishes.withLock { $0 } }
}

extension Metadata? {
  fileprivate var orEmpty: Metadata {
    get { self ?? Metadata() }
    set { self = newValue }
  }
}
