internal import Transport

/// When a connection was used last, by the clock of its loop (`EventLoop.turnTime`); 0 is never.
struct ConnectionActivity {
  var streamOpenedAt: UInt64 = 0
  /// When a message was queued.
  var messageSentAt: UInt64 = 0
  /// When bytes of a message came.
  var messageReceivedAt: UInt64 = 0

  /// How long ago a time was; nil is never.
  static func age(_ time: UInt64) -> Duration? { time == 0 ? nil : EventLoop.age(of: time) }
}
