/// How a channel makes the calls of each method: deadlines, waiting, retries, hedging
/// (grpc/doc/service_config.md, gRFC A6).
public struct ServiceConfig: Sendable, Hashable {
  /// The entry that names a method counts, else the one that names its service, else the one for
  /// everything; of several alike the first.
  public var methods: [MethodConfig]
  /// Holds retries and hedges off while too many calls fail; nil never does.
  public var retryThrottling: RetryThrottling?
  /// Counts instead of ``ChannelConfiguration/loadBalancing`` when it is there.
  public var loadBalancing: LoadBalancing?
  /// Counts instead of ``ChannelConfiguration/watchedService`` when it is there.
  public var watchedService: String?

  /// Creates a configuration.
  public init(methods: [MethodConfig] = [], retryThrottling: RetryThrottling? = nil) {
    self.methods = methods
    self.retryThrottling = retryThrottling
  }
}

/// How the calls of some methods are made.
public struct MethodConfig: Sendable, Hashable {
  /// What an entry is for.
  public enum Name: Sendable, Hashable {
    /// One method.
    case method(MethodPath)
    /// Every method of a service, by its full name.
    case service(String)
    /// Every method.
    case everything
  }

  /// What happens beside the first attempt of a call.
  public enum Attempts: Sendable, Hashable {
    /// Nothing, except that a call which no server has looked at is sent again.
    case one
    /// Further ones when it fails.
    case retry(RetryPolicy)
    /// Further ones while it runs. For methods that may be served twice, which must be named one by
    /// one: an entry for a service or for everything does not hedge.
    case hedge(HedgingPolicy)
  }

  /// What the entry is for.
  public var names: [Name]
  /// How long a call may take; its own options may only shorten it.
  public var timeout: Duration?
  /// Whether calls wait for a connection even if their options do not ask for it.
  public var waitForReady: Bool
  /// What happens beside the first attempt.
  public var attempts: Attempts

  /// Creates an entry.
  public init(
    _ names: [Name], timeout: Duration? = nil, waitForReady: Bool = false,
    attempts: Attempts = .one
  ) {
    self.names = names
    self.timeout = timeout
    self.waitForReady = waitForReady
    self.attempts = attempts
  }
}

/// When and how often a failed call is tried again (gRFC A6).
///
/// A call is tried again until the first headers of a response have come, and as long as what was sent
/// fits into 256 KiB. Its deadline covers all attempts.
public struct RetryPolicy: Sendable, Hashable {
  /// Attempts in all, 2 to 5.
  public var attemptCountMax: Int
  /// The pause before the second attempt, give or take 20 %.
  public var backoffInitial: Duration
  /// The longest pause.
  public var backoffMax: Duration
  /// What the pause is multiplied by each time.
  public var backoffMultiplier: Double
  /// The statuses that are worth another attempt.
  public var retryableCodes: Set<RPCError.Code>

  /// Creates a policy.
  public init(
    attemptCountMax: Int = 3, backoffInitial: Duration = .milliseconds(100),
    backoffMax: Duration = .seconds(2), backoffMultiplier: Double = 2,
    retryableCodes: Set<RPCError.Code> = [.unavailable]
  ) {
    self.attemptCountMax = min(max(attemptCountMax, 2), 5)
    self.backoffInitial = max(.zero, backoffInitial)
    self.backoffMax = max(.zero, backoffMax)
    self.backoffMultiplier = max(1, backoffMultiplier)
    self.retryableCodes = retryableCodes
  }
}

/// When a call that has not been answered is sent to another replica as well (gRFC A6).
///
/// The first response wins and the other attempts are cancelled. Unary calls only; and only to an
/// address that the call is not at yet, so it needs a policy with several connections.
public struct HedgingPolicy: Sendable, Hashable {
  /// How long an attempt may go unanswered before the next one.
  public enum Delay: Sendable, Hashable {
    /// Always as long.
    case fixed(Duration)
    /// As long as this share of the calls of late took (0.95: all but one of twenty), but no shorter
    /// than `atLeast`, which is also used until 100 calls were measured.
    case percentile(Double, atLeast: Duration)
  }

  /// Attempts in all, 2 to 5.
  public var attemptCountMax: Int
  /// How long an attempt may go unanswered before the next one.
  public var delay: Delay
  /// Statuses after which the other attempts go on; any other ends the call.
  public var nonFatalCodes: Set<RPCError.Code>
  /// How many further attempts there may be for each call, on average: 0.05 is one for twenty. The rest
  /// of the calls go without. Each event loop that makes calls keeps to it by itself.
  public var budget: Double

  /// Creates a policy.
  public init(
    attemptCountMax: Int = 2, delay: Delay, nonFatalCodes: Set<RPCError.Code> = [.unavailable],
    budget: Double = 0.05
  ) {
    self.attemptCountMax = min(max(attemptCountMax, 2), 5)
    self.delay = delay
    self.nonFatalCodes = nonFatalCodes
    self.budget = min(max(budget, 0), 4)
  }
}

/// Holds retries and hedges off while too many calls fail (gRFC A6).
///
/// A bucket of `tokenCountMax` tokens loses one with each failure that would be retried and gains
/// `tokenRatio` with each success; there are no retries while it is half empty. The event loops of a
/// channel share it.
public struct RetryThrottling: Sendable, Hashable {
  /// 1 to 1000.
  public var tokenCountMax: Int
  /// More than 0; three decimals count.
  public var tokenRatio: Double

  /// Creates a limit.
  public init(tokenCountMax: Int = 100, tokenRatio: Double = 0.1) {
    self.tokenCountMax = min(max(tokenCountMax, 1), 1000)
    self.tokenRatio = max(0.001, tokenRatio)
  }
}
