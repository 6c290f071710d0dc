/// Chooses the endpoint of each call, by the policy of the channel.
struct EndpointPicker {
  enum Pick {
    case endpoint(Endpoint)
    /// The endpoint that the call belongs to is still connecting.
    case wait
    /// No endpoint takes calls.
    case none
  }

  private let policy: LoadBalancing.Kind
  private var randomness: FastRandom
  private var roundRobin: RoundRobin
  private var ring = HashRing(names: [])
  private var endpoints: [Endpoint] = []
  /// Those that take calls now.
  private(set) var usable: [Endpoint] = []

  init(policy: LoadBalancing, seed: UInt64) {
    self.policy = policy.kind
    randomness = FastRandom(seed: seed)
    roundRobin = RoundRobin(using: &randomness)
  }

  var hasUsable: Bool { !usable.isEmpty }

  func hasUsable(besides endpoints: [Endpoint?]) -> Bool {
    usable.contains { candidate in !endpoints.contains { $0 === candidate } }
  }

  mutating func endpointsChanged(_ endpoints: [Endpoint]) {
    self.endpoints = endpoints
    if case .ringHash = policy { ring = HashRing(names: endpoints.map { "\($0.address)" }) }
    usabilityChanged()
  }

  mutating func usabilityChanged() {
    usable = endpoints.filter(\.isUsable)
  }

  mutating func pick(for call: ClientCall) -> Pick {
    if case .ringHash(let key, let factor) = policy { return pickOnRing(for: call, key, factor) }
    guard !usable.isEmpty else { return .none }
    guard call.history == nil || call.triedEndpoints.isEmpty else {
      return .endpoint(elsewhere(call))
    }
    return .endpoint(pick(of: usable))
  }

  private mutating func pick(of candidates: [Endpoint]) -> Endpoint {
    switch policy {
    case .pickFirst, .ringHash: return candidates[0]
    case .roundRobin: return candidates[roundRobin.next(count: candidates.count)]
    case .leastRequest(let choiceCount):
      return candidates[
        LeastRequest.next(
          count: candidates.count, choiceCount: choiceCount, using: &randomness,
          load: { Double(candidates[$0].openCallCount) })]
    case .leastLatency:
      let now = ContinuousClock.now
      return candidates[
        LeastRequest.next(
          count: candidates.count, choiceCount: 2, using: &randomness,
          load: { candidates[$0].latencyLoad(now: now) })]
    }
  }

  /// Where the call has not been, if there is such a place. Leaves the turns of the others alone.
  private mutating func elsewhere(_ call: ClientCall) -> Endpoint {
    let fresh = usable.filter { endpoint in
      !call.triedEndpoints.contains { $0 === endpoint }
    }
    let candidates = fresh.isEmpty ? usable : fresh
    guard case .roundRobin = policy else { return pick(of: candidates) }
    return candidates[Int.random(in: candidates.indices, using: &randomness)]
  }

  /// The first endpoint from the key's place that works or may soon; one that failed, or has more than its
  /// share to do, hands its keys to the next one.
  private mutating func pickOnRing(
    for call: ClientCall, _ metadataKey: String?, _ loadFactorMax: Double?
  ) -> Pick {
    let key = call.request.affinityKey(metadataKey: metadataKey)
    let place = key.map(HashRing.hash) ?? randomness.next()
    func isHope(_ index: Int) -> Bool { endpoints[index].isUsable || endpoints[index].isHopeful }
    func isFresh(_ index: Int) -> Bool {
      isHope(index) && !call.triedEndpoints.contains { $0 === endpoints[index] }
    }
    var found: Int?
    if let loadFactorMax, usable.count > 1 {
      let total = usable.reduce(0) { $0 + $1.openCallCount }
      found = ring.member(at: place) { index in
        isFresh(index)
          && HashRing.hasRoom(
            load: endpoints[index].openCallCount, total: total, memberCount: usable.count,
            factor: loadFactorMax)
      }
    }
    found = found ?? ring.member(at: place, where: isFresh) ?? ring.member(at: place, where: isHope)
    guard let found else { return .none }
    return endpoints[found].isUsable ? .endpoint(endpoints[found]) : .wait
  }
}
