internal import Protobuf

extension Google.Protobuf.Timestamp {
  /// A point in time by its distance from 1970-01-01T00:00:00Z, to the nanosecond; what is finer is
  /// dropped towards the past.
  public init(sinceEpoch distance: Swift.Duration) {
    let (seconds, attoseconds) = distance.components
    let isBefore = attoseconds < 0
    let fraction = isBefore ? attoseconds + 1_000_000_000_000_000_000 : attoseconds
    self.init(
      seconds: isBefore ? seconds - 1 : seconds, nanos: Int32(fraction / 1_000_000_000))
  }

  /// The distance from 1970-01-01T00:00:00Z.
  public var sinceEpoch: Swift.Duration { .seconds(seconds) + .nanoseconds(nanos) }

  /// A point in time from RFC 3339, such as `2026-01-31T12:00:00.5Z`; nil when it is malformed or not in
  /// the years 1 to 9999.
  public init?(rfc3339 text: String) {
    guard let (seconds, nanos) = TimestampText.parse(text) else { return nil }
    self.init(seconds: seconds, nanos: nanos)
  }

  /// The point in time in UTC as RFC 3339 writes it; nil out of the years 1 to 9999.
  public var rfc3339: String? { TimestampText.format(seconds: seconds, nanos: nanos) }
}
