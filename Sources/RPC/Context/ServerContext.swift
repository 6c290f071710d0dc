internal import Synchronization

/// What a handler knows about the call that it serves, and what it may add to the reply.
public struct ServerContext: Sendable {
  /// The path of the method, `/apus.memory.v1.MemoryService/CreateSession`.
  public let method: String
  /// The client's address, `ipv4:127.0.0.1:4711`, and with mutual TLS its identity.
  public let peer: String
  /// What the client sent before its first message, without the protocol's own fields.
  public let metadata: Metadata
  /// When the client stops waiting; nil is never.
  public let deadline: ContinuousClock.Instant?
  /// Where the call stands in its trace. A new trace when the client sent none.
  public let trace: TraceContext

  private let reply: ReplyMetadata
  private var values: [ObjectIdentifier: any Sendable] = [:]

  package init(
    method: String, peer: String, metadata: Metadata, deadline: ContinuousClock.Instant?,
    trace: TraceContext, reply: ReplyMetadata = ReplyMetadata()
  ) {
    self.method = method
    self.peer = peer
    self.metadata = metadata
    self.deadline = deadline
    self.trace = trace
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
    reply.add(name, value, isTrailing: false)
  }

  /// Adds a pair to what the client receives with the status.
  public func addTrailingMetadata(_ name: String, _ value: String) {
    reply.add(name, value, isTrailing: true)
  }
}

/// What handlers and interceptors add to a reply, from whichever thread they run on.
package final class ReplyMetadata: Sendable {
  private struct Pair: Sendable {
    var initial: Metadata?
    var trailing: Metadata?
  }

  private let pair = Mutex(Pair())

  package init() {}

  package func add(_ name: String, _ value: String, isTrailing: Bool) {
    pair.withLock {
      if isTrailing {
        $0.trailing = $0.trailing ?? Metadata()
        $0.trailing?.append(name, value)
      } else {
        $0.initial = $0.initial ?? Metadata()
        $0.initial?.append(name, value)
      }
    }
  }

  package var initial: Metadata? { pair.withLock { $0.initial } }
  package var trailing: Metadata? { pair.withLock { $0.trailing } }
}
