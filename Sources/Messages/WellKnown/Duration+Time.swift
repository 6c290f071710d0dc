extension Google.Protobuf.Duration {
  /// A duration to the nanosecond; what is finer is dropped towards zero.
  public init(_ duration: Swift.Duration) {
    let (seconds, attoseconds) = duration.components
    self.init(seconds: seconds, nanos: Int32(attoseconds / 1_000_000_000))
  }
}

extension Swift.Duration {
  /// The duration that a message holds.
  public init(_ message: Google.Protobuf.Duration) {
    self = .seconds(message.seconds) + .nanoseconds(message.nanos)
  }
}
