internal import Transport

/// When a channel is in use.
extension LoopChannel {
  /// A call begins, the first since the last look.
  func useBegan() {
    guard use.callBegan() else { return }
    if !endpoints.isEmpty { planWake() }
    guard let timeout = configuration.idleTimeout else { return }
    let interval = max(.milliseconds(1), timeout / ChannelUse.quietLookMax)
    useTimer = loop.schedule(after: interval) { [weak self] in self?.look(again: interval) }
  }

  private func look(again interval: Duration) {
    let hasCalls =
      !waiting.isEmpty || !pauses.isEmpty || !draining.isEmpty
      || endpoints.contains { $0.openCallCount > 0 }
    guard use.looked(hasCalls: hasCalls) else {
      useTimer?.rearm(after: interval)
      return
    }
    useTimer = nil
    becameIdle()
  }

  /// Gives every connection up; the next call begins anew.
  private func becameIdle() {
    race?.end(winner: nil)
    race = nil
    for endpoint in endpoints { endpoint.abandonAttempt() }
    picker.usabilityChanged()
    planWake()
  }
}
