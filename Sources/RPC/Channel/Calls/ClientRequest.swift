internal import Synchronization
internal import Transport

/// What a call sends ahead of its messages; immutable.
struct ClientRequest: Sendable {
  let path: String
  let authority: String
  let options: CallOptions
  let waitsForReady: Bool
  let deadline: ContinuousClock.Instant?
  let trace: TraceContext?
  let responseByteCountMax: Int

  /// Takes deadline and trace from the surrounding ``CallScope``; the earliest deadline counts.
  init(
    path: String, authority: String, options: CallOptions, plan: MethodPlan?,
    responseByteCountMax: Int, scope: CallScope?
  ) {
    self.path = path
    self.authority = authority
    self.options = options
    waitsForReady = options.waitForReady || plan?.waitForReady == true
    self.responseByteCountMax = responseByteCountMax
    let timeout = [options.timeout, plan?.timeout].compactMap { $0 }.min()
    let own = timeout.map { ContinuousClock.now + $0 }
    deadline = [own, scope?.deadline].compactMap { $0 }.min()
    trace = scope?.trace.child()
  }

  func affinityKey(metadataKey: String?) -> String? {
    options.affinityKey ?? metadataKey.flatMap { options.metadata[$0] }
  }

  /// `template` holds what all calls of the method send.
  func headers(
    _ template: HeaderList, now: ContinuousClock.Instant, previousAttemptCount: Int
  ) -> HeaderList {
    var headers = template
    if options.compression { headers.append("grpc-encoding", "gzip") }
    if let deadline {
      headers.append("grpc-timeout", GRPCTimeout.format(deadline - now), isNeverIndexed: true)
    }
    if previousAttemptCount > 0 {
      headers.append("grpc-previous-rpc-attempts", "\(previousAttemptCount)")
    }
    if let trace, options.metadata["traceparent"] == nil {
      headers.append("traceparent", trace.traceparent, isNeverIndexed: true)
    }
    if !options.metadata.isEmpty { headers.append(contentsOf: options.metadata.withoutReserved) }
    return headers
  }
}

/// The trailing metadata of a call, which may be read from any thread.
final class TrailingMetadataBox: Sendable {
  private let stored = Mutex(HeaderList())

  /// Made when asked for: few callers do.
  var value: Metadata { Metadata(received: stored.withLock { $0 }) }

  func received(_ headers: HeaderList) {
    stored.withLock { $0 = headers }
  }
}
