/// When to start a service again that ended by itself. Holds no clock.
struct RestartPolicy: Sendable, Hashable {
  static let delayMin = Duration.milliseconds(200)
  static let delayMax = Duration.seconds(10)
  /// A service that ran this long starts with the smallest delay again.
  static let healthyAfter = Duration.seconds(30)

  private var delay = RestartPolicy.delayMin

  /// The service ended after `uptime`; returns how long to wait. The wait doubles each time.
  mutating func serviceEnded(uptime: Duration) -> Duration {
    if uptime >= Self.healthyAfter { delay = Self.delayMin }
    defer { delay = min(delay * 2, Self.delayMax) }
    return delay
  }
}
