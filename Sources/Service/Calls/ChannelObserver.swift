internal import RPC

/// Counts what the channels of a service do on their own, and logs what an operator should see.
package struct ChannelObserver: Sendable {
  private let family: CounterFamily
  private let held: GaugeFamily
  private let logger: Logger

  init(_ metrics: MetricsRegistry, _ logger: Logger) {
    family = metrics.counter(
      "apus_rpc_client_events_total",
      help: "What a channel did on its own for the sake of its calls, by target and event.",
      labels: ["target", "event"])
    held = metrics.gauge(
      "apus_rpc_client_held_calls",
      help: "Calls that wait, as they asked to, until a server of the target can be reached.",
      labels: ["target"])
    self.logger = logger
  }

  /// What a channel to `target` tells about calls that it holds; channels to the same add up.
  func heldCalls(of target: String) -> @Sendable (Int) -> Void {
    let gauge = held.with(target)
    return { gauge.add(Double($0)) }
  }

  /// What a channel to `target` reports to.
  func observer(of target: String) -> @Sendable (ChannelEvent, String) -> Void {
    // All of them from the start: a rate needs a zero to rise from.
    let counters = Dictionary(
      uniqueKeysWithValues: ChannelEvent.allCases.map { ($0, family.with(target, $0.rawValue)) })
    return { [logger] event, _ in
      counters[event]?.increment()
      switch event {
      case .circuitOpened, .circuitClosed, .endpointEjected:
        logger.warning(
          "channel event", ["event": .string(event.rawValue), "target": .string(target)])
      case .retry, .retryHeldBack, .resend, .hedge, .hedgeWon, .hedgeHeldBack, .bulkheadFull: break
      }
    }
  }
}
