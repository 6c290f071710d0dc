internal import Transport

/// One address of a target: its connection, or when to try for one again. Loop-confined.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread.
final class Endpoint: @unchecked Sendable {
  let id = EntityID.make()
  let address: SocketAddress
  /// Of connections that are closed.
  private var closedCounts = CallCounts()
  unowned let owner: LoopChannel
  private let configuration: ChannelConfiguration
  private(set) var state: EndpointState
  private(set) var connection: ClientConnection?
  /// Doubles whenever the server finds that it is asked for signs of life too often (gRFC A8).
  private var keepaliveIntervalFactor = 1
  /// Whether there is a judgement: for calls, which every one asks.
  let isJudged: Bool
  /// Nil when no policy asks for it.
  var judgement: EndpointJudgement?
  /// Runs with a ready connection, if the channel watches.
  private(set) var watch: HealthWatch?
  private var attempt: Task<Void, Never>?
  /// Tells the outcome of the present attempt from those of abandoned ones.
  private var attemptNumber = 0

  init(address: SocketAddress, owner: LoopChannel, configuration: ChannelConfiguration) {
    self.address = address
    self.owner = owner
    self.configuration = configuration
    state = EndpointState(
      backoffInitial: configuration.backoffInitial, backoffMax: configuration.backoffMax)
    judgement = EndpointJudgement(configuration, trust: owner.trust.trust(in: address))
    isJudged = judgement != nil
  }

  /// Whether calls may be opened.
  var isUsable: Bool {
    connection?.phase == .ready && isTrusted && (watch == nil || watch?.health == .serving)
  }

  var isConnecting: Bool { state.phase == .connecting }

  /// Whether a connection, or the first word on its server's health, is awaited.
  var isPromising: Bool { isConnecting || watch?.health == .unknown }

  /// Whether a connection may be there soon: nothing has failed since the last one.
  var isHopeful: Bool {
    state.failureCount == 0 && (state.phase == .connecting || state.phase == .idle)
  }

  /// Without the stream on which the server's health is watched.
  var openCallCount: Int { (connection?.streamCount ?? 0) - (watch?.isOpen == true ? 1 : 0) }

  /// What one more call would cost, by latency.
  func latencyLoad(now: ContinuousClock.Instant) -> Double {
    judgement?.latency.load(openCallCount: openCallCount, now: now) ?? 0
  }

  private var keepalive: KeepalivePolicy? {
    guard var policy = configuration.keepalive else { return nil }
    policy.interval *= keepaliveIntervalFactor
    return policy
  }

  /// The server went away because of too many PINGs.
  func askedTooOften() {
    keepaliveIntervalFactor = min(2 * keepaliveIntervalFactor, KeepalivePolicy.intervalFactorMax)
  }

  // MARK: Connecting

  /// Begins an attempt, unless one runs, a connection is there or a pause is not over. The owner hears
  /// of the outcome later, never from within this.
  func connect() {
    guard state.connectionWanted(now: .now) == .connect else { return }
    attemptNumber += 1
    let (number, loop, address) = (attemptNumber, owner.loop, address)
    let (tls, timeout) = (configuration.tls, configuration.connectTimeout)
    let name = configuration.serverName ?? owner.target.serverName
    // Ends with the attempt, which `timeout` bounds.
    attempt = Task.immediate(executorPreference: loop) { [self, owner] in
      do {
        let stream = try await Connector.connect(
          address: address, loop: loop, tls: tls, serverName: name, timeout: timeout)
        loop.execute { self.opened(stream, number, of: owner) }
      } catch {
        let reason = "\(error)"
        loop.execute { self.attemptFailed(reason, number, of: owner) }
      }
    }
  }

  /// `owner`: kept until its endpoint has heard of the outcome.
  private func attemptFailed(_ reason: String, _ number: Int, of owner: LoopChannel) {
    guard number == attemptNumber else { return }
    attempt = nil
    failed(reason)
  }

  private func failed(_ reason: String) {
    state.connectFailed(reason: reason, now: .now, random: owner.jitter())
    owner.endpointFailed(self, reason)
  }

  private func opened(_ stream: ByteStream, _ number: Int, of owner: LoopChannel) {
    guard number == attemptNumber else { return stream.close() }
    attempt = nil
    let connection = ClientConnection(stream: stream, endpoint: self, keepalive: keepalive)
    self.connection = connection
    connection.onReady = { [self, owner] in
      state.connected(now: .now)
      beginWatch(connection)
      owner.endpointReady(self)
    }
    connection.onDraining = { [self, owner, unowned connection] in
      owner.drainingBegan(connection)
      guard self.connection === connection else { return }
      self.connection = nil
      endWatch()
      state.connectionDrained(
        wasUsed: connection.counts.started > 0, now: .now, random: owner.jitter())
      owner.endpointDrained(self)
    }
    connection.onClosed = { [self, owner, unowned connection] reason, phase in
      owner.drainingEnded(connection)
      closedCounts += connection.counts
      guard self.connection === connection else { return }
      self.connection = nil
      endWatch()
      ended("the connection to \(address) ended: \(reason)", wasReady: phase == .ready)
    }
    connection.start(settleTimeout: configuration.connectTimeout)
  }

  private func beginWatch(_ connection: ClientConnection) {
    guard let service = configuration.watchedService, configuration.loadBalancing != .pickFirst
    else { return }
    let watch = HealthWatch(
      of: service, on: connection, authority: configuration.authority ?? owner.target.authority,
      backoff: EndpointState(
        backoffInitial: configuration.backoffInitial, backoffMax: configuration.backoffMax))
    self.watch = watch
    watch.onChange = { [self, owner] in
      if case .notServing(let reason) = watch.health {
        owner.endpointUnhealthy(self, "\(address) is not healthy: \(reason)")
      } else {
        owner.trustChanged()
      }
    }
    watch.begin()
  }

  private func endWatch() {
    watch?.end()
    watch = nil
  }

  private func ended(_ reason: String, wasReady: Bool) {
    guard wasReady else { return failed(reason) }
    state.connectionLost(reason: reason, now: .now, random: owner.jitter())
    owner.endpointLost(self, reason)
  }

  // MARK: The end

  /// Somebody else was faster, or the address is gone: gives the attempt up, and drains a connection.
  func abandonAttempt() {
    attemptNumber += 1
    attempt?.cancel()
    attempt = nil
    state.attemptAbandoned()
    endWatch()
    guard let connection else { return }
    self.connection = nil
    if connection.phase == .ready {
      connection.beginDraining()
    } else {
      connection.close(reason: "not needed")
    }
  }

  func shutDown(reason: String) {
    attemptNumber += 1
    attempt?.cancel()
    attempt = nil
    endWatch()
    let last = connection
    connection = nil
    last?.close(reason: reason)
  }

  // MARK: Diagnostics

  func snapshot() -> SubchannelSnapshot {
    let state: ChannelSnapshot.State =
      switch state.phase {
      case .idle: .idle
      case .connecting: .connecting
      case .ready: .ready
      case .backoff: .failing
      }
    var counts = closedCounts
    if let connection { counts += connection.counts }
    return SubchannelSnapshot(
      id: id, address: address, state: state, counts: counts, socket: connection?.snapshot())
  }
}
