/// Why a call did not succeed: the gRPC status of the call, with whatever details its author added.
///
/// A handler throws it to choose the status that its caller sees; a caller catches it.
public struct RPCError: Error, Sendable {
  /// The status code.
  public var code: Code
  /// What went wrong, for people. It travels to the peer: it must not hold secrets.
  public var message: String
  /// Typed details, carried in `grpc-status-details-bin` as a `google.rpc.Status`.
  public var details: [StatusDetail] {
    get { extras?.details ?? [] }
    set { changeExtras { $0.details = newValue } }
  }
  /// Further trailing metadata.
  public var metadata: Metadata {
    get { extras?.metadata ?? Metadata() }
    set { changeExtras { $0.metadata = newValue } }
  }
  /// What the server says about trying again; nil says nothing. A handler sets it to hold retries off.
  public var retryPushback: RetryPushback? {
    get { extras?.retryPushback }
    set { changeExtras { $0.retryPushback = newValue } }
  }
  /// What led to this error on this side. It never travels to the peer.
  public var cause: (any Error)? {
    get { extras?.cause }
    set { changeExtras { $0.cause = newValue } }
  }

  /// What few errors have. Apart, so that an error is small: every call has room for one.
  private final class Extras: Sendable {
    struct Values: Sendable {
      var details: [StatusDetail] = []
      var metadata = Metadata()
      var retryPushback: RetryPushback?
      var cause: (any Error)?
    }

    let values: Values
    init(_ values: Values) { self.values = values }
  }

  private var extras: Extras.Values? { boxedExtras?.values }
  private var boxedExtras: Extras?

  /// Creates an error.
  public init(
    _ code: Code, _ message: String, details: [StatusDetail] = [], metadata: Metadata = Metadata(),
    cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    guard !details.isEmpty || !metadata.isEmpty || cause != nil else { return }
    boxedExtras = Extras(.init(details: details, metadata: metadata, cause: cause))
  }

  private mutating func changeExtras(_ change: (inout Extras.Values) -> Void) {
    var values = extras ?? Extras.Values()
    change(&values)
    boxedExtras = Extras(values)
  }
}

extension RPCError {
  /// A gRPC status code (grpc/doc/statuscodes.md). Open: a peer may send a number that is not listed
  /// here.
  public struct Code: Sendable, Hashable {
    /// The number on the wire.
    public let rawValue: Int

    /// Creates a code from its number on the wire.
    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// Not an error.
    public static let ok = Code(rawValue: 0)
    /// The caller went away or gave up.
    public static let cancelled = Code(rawValue: 1)
    /// An error that says no more.
    public static let unknown = Code(rawValue: 2)
    /// The request is wrong whatever the state of the system.
    public static let invalidArgument = Code(rawValue: 3)
    /// Time ran out.
    public static let deadlineExceeded = Code(rawValue: 4)
    /// What was asked for does not exist.
    public static let notFound = Code(rawValue: 5)
    /// What was to be created exists.
    public static let alreadyExists = Code(rawValue: 6)
    /// The caller is known, and may not do this.
    public static let permissionDenied = Code(rawValue: 7)
    /// A quota, a limit or a queue is full.
    public static let resourceExhausted = Code(rawValue: 8)
    /// The system is not in the state that the call needs.
    public static let failedPrecondition = Code(rawValue: 9)
    /// Lost a race; retry at a higher level.
    public static let aborted = Code(rawValue: 10)
    /// Past the valid range.
    public static let outOfRange = Code(rawValue: 11)
    /// There is no such method, or it is not built in.
    public static let unimplemented = Code(rawValue: 12)
    /// A broken invariant.
    public static let internalError = Code(rawValue: 13)
    /// The service cannot be reached now; try again with backoff.
    public static let unavailable = Code(rawValue: 14)
    /// Data is lost or damaged for good.
    public static let dataLoss = Code(rawValue: 15)
    /// The caller did not say, or could not prove, who it is.
    public static let unauthenticated = Code(rawValue: 16)

    /// The canonical name, `INVALID_ARGUMENT`; `CODE_42` for a number without one.
    public var name: String {
      Self.names.indices.contains(rawValue) ? Self.names[rawValue] : "CODE_\(rawValue)"
    }

    private static let names = [
      "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
      "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED",
      "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ]
  }
}

extension RPCError.Code: CustomStringConvertible {
  /// The canonical name.
  public var description: String { name }
}

extension RPCError: CustomStringConvertible {
  /// `NOT_FOUND: no session "s-1"`.
  public var description: String {
    message.isEmpty ? code.name : "\(code.name): \(message)"
  }
}
