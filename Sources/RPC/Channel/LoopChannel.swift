internal import Transport

/// A channel's endpoints on one loop, and the calls that wait for one.
///
/// Connects when a call needs it, and lets go when none was made for the idle time-out. Which endpoint takes a call is the picker's choice. While nothing is
/// ready and nothing is being tried, calls fail at once with the last reason, unless they asked to
/// wait.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread.
final class LoopChannel: @unchecked Sendable {
  /// Addresses of one name that are used; of more it is always the same ones, see ``AddressSubset``.
  static let endpointCountMax = 64

  let loop: EventLoop
  let target: Target
  let configuration: ChannelConfiguration
  /// Chooses among too many addresses; the loops of a channel have the same.
  let addressSeed: UInt64
  var counts = CallCounts()
  /// When the last call began, by the loop's `turnTime`; 0 is never.
  var lastCallAt: UInt64 = 0
  /// What the loops of the channel know together.
  let trust: ChannelTrust
  /// One for each method that hedges.
  var hedging: [HedgingControl]
  var resolution: ResolutionState
  var endpoints: [Endpoint] = []
  var picker: EndpointPicker
  /// With `pickFirst`: the search for the one connection, while it runs.
  var race: ConnectionRace?
  /// Connections that only finish what is open on them.
  private(set) var draining: [ObjectIdentifier: ClientConnection] = [:]
  /// Bounded by `waitingCallCountMax`.
  private(set) var waiting: [ClientCall] = []
  /// Those of them that wait however long it takes.
  private var heldCount = 0 {
    didSet { if heldCount != oldValue { configuration.onHeldCalls?(heldCount - oldValue) } }
  }
  /// Calls between two attempts, bounded by the calls that are made.
  private(set) var pauses: [ObjectIdentifier: (timer: LoopTimer, body: () -> Void)] = [:]
  var use = ChannelUse()
  var useTimer: LoopTimer?
  private var lastReason = "no connection was tried yet"
  private var wakeTimer: LoopTimer?
  private var randomness: FastRandom
  private(set) var isShutDown = false

  init(
    loop: EventLoop, target: Target, configuration: ChannelConfiguration, addressSeed: UInt64,
    trust: ChannelTrust, hedgingPolicies: [HedgingPolicy]
  ) {
    self.loop = loop
    self.addressSeed = addressSeed
    self.target = target
    self.configuration = configuration
    resolution = ResolutionState(
      interval: configuration.resolutionInterval, backoffInitial: configuration.backoffInitial,
      backoffMax: configuration.backoffMax)
    self.trust = trust
    hedging = hedgingPolicies.map(HedgingControl.init)
    var generator = SystemRandomNumberGenerator()
    randomness = FastRandom(seed: generator.next())
    picker = EndpointPicker(policy: configuration.loadBalancing, seed: generator.next())
    trust.add(self)
  }

  // MARK: Calls

  /// Gives the call an endpoint, now or later, or fails it.
  func start(_ call: ClientCall) {
    guard !isShutDown else { return call.fail(shutDownError) }
    if !use.isMarked { useBegan() }
    if case .endpoint(let endpoint) = picker.pick(for: call) { return call.assigned(endpoint) }
    connect()
    guard call.waitsForReady || isTrying else { return refuse(call) }
    guard waiting.count < configuration.waitingCallCountMax else {
      return call.fail(
        RPCError(
          .resourceExhausted, "\(waiting.count) calls wait for a connection to \(target.text)"))
    }
    waiting.append(call)
    if call.waitsForReady { heldCount += 1 }
    planWake()
  }

  func forget(_ call: ClientCall) {
    if let index = waiting.firstIndex(where: { $0 === call }) {
      waiting.remove(at: index)
      if call.waitsForReady { heldCount -= 1 }
    }
    endPause(ObjectIdentifier(call))
  }

  /// Runs `body` after a pause between attempts, or at once when the channel is shut down meanwhile: what
  /// it begins then fails.
  func pause(_ id: ObjectIdentifier, for duration: Duration, _ body: @escaping () -> Void) {
    let timer = loop.schedule(after: duration) { [self] in pauses.removeValue(forKey: id)?.body() }
    pauses[id] = (timer, body)
  }

  func endPause(_ id: ObjectIdentifier) {
    pauses.removeValue(forKey: id)?.timer.cancel()
  }

  private func serveWaiting() {
    guard !waiting.isEmpty, picker.hasUsable else { return }
    let calls = waiting
    waiting = []
    heldCount = 0
    for call in calls { start(call) }
  }

  /// Nothing is left to hope for right now: whoever did not ask to wait fails.
  func failImpatient() {
    guard !isTrying, !picker.hasUsable else { return }
    let calls = waiting
    waiting = calls.filter(\.waitsForReady)
    for call in calls where !call.waitsForReady { refuse(call) }
  }

  /// There is no way to make an attempt, and none is looked for. The method's policy may have another one
  /// made, as after any UNAVAILABLE (gRFC A6), but not where the channel itself keeps calls back: pauses of
  /// milliseconds would only delay what it says.
  private func refuse(_ call: ClientCall) {
    let distrusts = endpoints.compactMap(\.distrust)
    guard let distrust = distrusts.first else {
      return call.attemptFailed(
        RPCError(.unavailable, "no connection to \(target.text): \(lastReason)"))
    }
    let error = RPCError(.unavailable, "no calls to \(target.text): \(distrust)")
    if distrusts.count == endpoints.count { call.fail(error) } else { call.attemptFailed(error) }
  }

  var shutDownError: RPCError {
    RPCError(.unavailable, "the channel to \(target.text) was shut down")
  }

  private var isTrying: Bool {
    resolution.isRunning || endpoints.contains(where: \.isPromising)
  }

  func report(_ event: ChannelEvent) { configuration.onEvent?(event, target.text) }

  func jitter() -> Double { Double.random(in: -1...1, using: &randomness) }

  // MARK: Endpoints

  func endpointReady(_ endpoint: Endpoint) {
    if configuration.loadBalancing == .pickFirst, let race {
      self.race = nil
      race.end(winner: endpoint)
    }
    picker.usabilityChanged()
    serveWaiting()
    planWake()
  }

  /// An attempt failed.
  func endpointFailed(_ endpoint: Endpoint, _ reason: String) {
    lastReason = reason
    resolution.doubted()
    race?.attemptFailed()
    if race?.isLost == true { race = nil }
    settled()
  }

  /// A connection that had been ready ended.
  func endpointLost(_ endpoint: Endpoint, _ reason: String) {
    lastReason = reason
    resolution.doubted()
    picker.usabilityChanged()
    if isWanted { connect() }
    settled()
  }

  /// The server asked to go elsewhere: its other replicas may be new ones.
  func endpointDrained(_ endpoint: Endpoint) {
    resolution.doubted()
    picker.usabilityChanged()
    if isWanted { connect() }
    settled()
  }

  /// An endpoint takes calls now, or none, although its connection is what it was.
  func trustChanged() {
    // Not from within a callback of the session, nor while a call is being given its endpoint.
    picker.usabilityChanged()
    guard !isShutDown else { return }
    loop.execute { self.settled() }
  }

  /// The same, on every loop of the channel.
  func sharedTrustChanged() {
    trustChanged()
    trust.changed(by: self)
  }

  func endpointUnhealthy(_ endpoint: Endpoint, _ reason: String) {
    lastReason = reason
    trustChanged()
  }

  /// Compares the endpoints, and lets calls through to those whose breakers have waited long enough.
  private func judge(now: ContinuousClock.Instant) {
    if let ejectedCount = trust.compareIfDue(now: now) {
      for _ in 0..<ejectedCount { report(.endpointEjected) }
      trust.changed(by: self)
    }
    picker.usabilityChanged()
    serveWaiting()
  }

  private func settled() {
    guard !isShutDown else { return }
    // A call whose endpoint failed may go to another one.
    serveWaiting()
    failImpatient()
    planWake()
  }

  /// Whether to open connections now. With `pickFirst` a call asks for it.
  private var isWanted: Bool {
    !isShutDown && (!waiting.isEmpty || use.isActive && configuration.loadBalancing != .pickFirst)
  }

  func drainingBegan(_ connection: ClientConnection) {
    draining[ObjectIdentifier(connection)] = connection
  }

  func drainingEnded(_ connection: ClientConnection) {
    draining[ObjectIdentifier(connection)] = nil
  }

  // MARK: Timing

  /// Wakes when the earliest pause is over or a look-up is due, as long as somebody has a use for that.
  func planWake() {
    wakeTimer?.cancel()
    wakeTimer = nil
    guard !isShutDown, let time = wakeTime else { return }
    wakeTimer = loop.schedule(after: max(.milliseconds(1), time - .now)) { [weak self] in
      self?.wake()
    }
  }

  private var wakeTime: ContinuousClock.Instant? {
    let hasConnection = endpoints.contains { $0.connection != nil }
    guard isWanted || hasConnection else { return nil }
    let now = ContinuousClock.now
    // A breaker's time may be over before the timer that it was given has fired.
    if !waiting.isEmpty, endpoints.count(where: \.isUsable) != picker.usable.count { return now }
    var times = endpoints.compactMap { $0.breakerDue(now: now) }
    if hasConnection, let due = trust.nextComparison(now: now) { times.append(due) }
    guard isWanted else { return times.min() }
    if race == nil {
      for endpoint in endpoints {
        if case .backoff(let until, _) = endpoint.state.phase { times.append(until) }
      }
    }
    if target.isName, let due = resolution.dueAt(now: now) { times.append(due) }
    return times.min()
  }

  private func wake() {
    wakeTimer = nil
    judge(now: .now)
    if isWanted { connect() }
    failImpatient()
    planWake()
  }

  func snapshots() -> [SubchannelSnapshot] { endpoints.map { $0.snapshot() } }

  // MARK: The end

  func shutDown() {
    guard !isShutDown else { return }
    isShutDown = true
    trust.remove(self)
    wakeTimer?.cancel()
    wakeTimer = nil
    useTimer?.cancel()
    useTimer = nil
    race?.end(winner: nil)
    race = nil
    let calls = waiting
    waiting = []
    heldCount = 0
    let error = shutDownError
    for call in calls { call.fail(error) }
    let pausing = pauses.values
    pauses = [:]
    for (timer, body) in pausing {
      timer.cancel()
      body()
    }
    let (last, connections) = (endpoints, Array(draining.values))
    endpoints = []
    picker.endpointsChanged([])
    for endpoint in last { endpoint.shutDown(reason: error.message) }
    for connection in connections { connection.close(reason: error.message) }
  }

  func resolutionFailed(_ reason: String) {
    guard !isShutDown else { return }
    lastReason = reason
    resolution.failed(reason: reason, now: .now, random: jitter())
    // What the name meant before may still be right.
    connectEndpoints()
    settled()
  }

  func resolutionSucceeded(_ addresses: [SocketAddress]) {
    guard !isShutDown else { return }
    resolution.succeeded(now: .now)
    take(addresses)
    settled()
  }
}
