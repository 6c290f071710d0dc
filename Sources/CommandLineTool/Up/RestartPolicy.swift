/// When to start a service again that ended by itself. Holds no clock.
package struct RestartPolicy: Sendable, Hashable {
  package static let delayMin = Duration.milliseconds(200)
  package static let delayMax = Duration.seconds(10)
  /// A service that ran this long starts with the smallest delay again.
  package static let healthyAfter = Duration.seconds(30)

  private var delay = RestartPolicy.delayMin

  package init() {}

  /// The service ended after `uptime`; returns how long to wait. The wait doubles each time.
  package mutating func serviceEnded(uptime: Duration) -> Duration {
    if uptime >= Self.healthyAfter { delay = Self.delayMin }
    defer { delay = min(delay * 2, Self.delayMax) }
    return delay
  }
}
