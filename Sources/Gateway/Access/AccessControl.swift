package import RPC
internal import Synchronization

/// Decides about every call before anything is done for it: who is it, and may it now?
///
/// Buckets are bounded by the number of keys, which is fixed at start.
package final class AccessControl: Sendable {
  private let authenticator: Authenticator
  private let buckets: Mutex<[APIKey: TokenBucket]>

  /// `callsPerSecond` and `burst` hold for each key alone.
  package init(
    keys: [APIKey], callsPerSecond: Double, burst: Double, now: ContinuousClock.Instant = .now
  ) {
    authenticator = Authenticator(keys: keys)
    let bucket = TokenBucket(capacity: burst, refillPerSecond: callsPerSecond, now: now)
    buckets = Mutex(Dictionary(keys.map { ($0, bucket) }, uniquingKeysWith: { first, _ in first }))
  }

  /// The key that the call came with. Throws UNAUTHENTICATED or RESOURCE_EXHAUSTED, the latter with
  /// `google.rpc.RetryInfo`.
  package func admit(
    _ metadata: Metadata, now: ContinuousClock.Instant = .now
  ) throws(RPCError) -> APIKey {
    let key = try authenticator.authenticate(metadata)
    let decision = buckets.withLock { $0[key]?.callArrived(now: now) ?? .admit }
    switch decision {
    case .admit: return key
    case .refuse(let retryAfter):
      throw RPCError(
        .resourceExhausted,
        "too many calls with this API key; try again in \(retryAfter.inMilliseconds) ms",
        details: [.retry(after: retryAfter)],
        metadata: ["retry-after-ms": String(retryAfter.inMilliseconds)])
    }
  }
}

extension Duration {
  /// Whole milliseconds, rounded up.
  var inMilliseconds: Int { Int((self / .milliseconds(1)).rounded(.up)) }
}
