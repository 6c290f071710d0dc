/// What a server says about trying a failed call again: `grpc-retry-pushback-ms` (gRFC A6).
///
/// Clients with a retry or hedging policy for the method heed it instead of their own pause.
public enum RetryPushback: Sendable, Hashable {
  /// Not before this time has passed, which is whole milliseconds on the wire.
  case after(Duration)
  /// Not at all.
  case never

  /// What cannot be read, or is negative, is a refusal.
  init(header value: String) {
    guard let count = Int32(value), count >= 0 else {
      self = .never
      return
    }
    self = .after(.milliseconds(count))
  }

  var header: String {
    switch self {
    case .never: "-1"
    case .after(let pause): "\(Int32(clamping: Int64(max(.zero, pause) / .milliseconds(1))))"
    }
  }
}
