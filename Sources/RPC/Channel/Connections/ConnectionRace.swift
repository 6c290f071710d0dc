internal import Transport

/// The search for the one connection of ``LoadBalancing/pickFirst``. Loop-confined.
final class ConnectionRace {
  private let endpoints: [Endpoint]
  private let loop: EventLoop
  private var race: AddressRace
  private var timer: LoopTimer?

  init(endpoints: [Endpoint], loop: EventLoop) {
    self.endpoints = endpoints
    self.loop = loop
    race = AddressRace(count: endpoints.count)
  }

  var isLost: Bool { race.isLost }

  /// Tries the next address. Those that must pause after a failure count as failed.
  func advance() {
    timer?.cancel()
    timer = nil
    while let index = race.attemptWanted() {
      endpoints[index].connect()
      guard !endpoints[index].isConnecting else {
        timer = loop.schedule(after: AddressRace.stagger) { [weak self] in self?.advance() }
        return
      }
      race.attemptFailed()
    }
  }

  func attemptFailed() {
    race.attemptFailed()
    advance()
  }

  /// Somebody won: the others are told to stop.
  func end(winner: Endpoint?) {
    timer?.cancel()
    timer = nil
    for endpoint in endpoints where endpoint !== winner { endpoint.abandonAttempt() }
  }
}
