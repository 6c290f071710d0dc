internal import Transport

/// A channel's connections on one loop, and the calls that wait for one.
///
/// Connects when a call needs it, to every address of the target; deals calls out to the ready connections
/// in turn. While nothing is ready and nothing is being tried, calls fail at once with the last
/// reason, unless they asked to wait.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread.
final class LoopChannel: @unchecked Sendable {
  private final class Endpoint {
    let id = EntityID.make()
    /// Of connections that are closed.
    var closedCounts = CallCounts()
    let address: SocketAddress
    var state: EndpointState
    var connection: ClientConnection?

    init(address: SocketAddress, state: EndpointState) {
      self.address = address
      self.state = state
    }
  }

  private enum Resolution {
    case needed
    case running
    case done
  }

  /// Addresses of one name that are used.
  static let endpointCountMax = 64

  let loop: EventLoop
  private let target: Target
  private let configuration: ChannelConfiguration
  var counts = CallCounts()
  private var resolution = Resolution.needed
  /// The name's own backoff: resolving may fail as connecting may.
  private var resolving: EndpointState
  private var endpoints: [Endpoint] = []
  /// Connections that only finish what is open on them.
  private var draining: [ObjectIdentifier: ClientConnection] = [:]
  /// Bounded by `waitingCallCountMax`.
  private var waiting: [ClientCall] = []
  private var turn = 0
  private var lastReason = "no connection was tried yet"
  private var retryTimer: LoopTimer?
  private var randomness: FastRandom
  private var isShutDown = false

  init(loop: EventLoop, target: Target, configuration: ChannelConfiguration) {
    self.loop = loop
    self.target = target
    self.configuration = configuration
    resolving = EndpointState(
      backoffInitial: configuration.backoffInitial, backoffMax: configuration.backoffMax)
    var generator = SystemRandomNumberGenerator()
    randomness = FastRandom(seed: generator.next())
  }

  // MARK: Calls

  /// Gives the call a connection, now or later, or fails it.
  func start(_ call: ClientCall) {
    guard !isShutDown else {
      return call.fail(RPCError(.unavailable, "the channel to \(target.text) was shut down"))
    }
    if let connection = pick() { return call.connectionAssigned(connection) }
    connect()
    // A connection may be there at once, as with a unix socket.
    if let connection = pick() { return call.connectionAssigned(connection) }
    guard call.waitsForReady || isTrying else { return call.fail(unavailable) }
    guard waiting.count < configuration.waitingCallCountMax else {
      return call.fail(
        RPCError(
          .resourceExhausted, "\(waiting.count) calls wait for a connection to \(target.text)"))
    }
    waiting.append(call)
    armRetry()
  }

  func forget(_ call: ClientCall) {
    waiting.removeAll { $0 === call }
  }

  private func pick() -> ClientConnection? {
    guard !endpoints.isEmpty else { return nil }
    for _ in endpoints.indices {
      turn = turn + 1 < endpoints.count ? turn + 1 : 0
      if let connection = endpoints[turn].connection, connection.phase == .ready {
        return connection
      }
    }
    return nil
  }

  private func serveWaiting() {
    guard !waiting.isEmpty, pick() != nil else { return }
    let calls = waiting
    waiting = []
    for call in calls { start(call) }
  }

  /// Nothing is left to hope for right now: whoever did not ask to wait fails.
  private func failImpatient() {
    guard !isTrying, pick() == nil else { return }
    let calls = waiting
    waiting = calls.filter(\.waitsForReady)
    let error = unavailable
    for call in calls where !call.waitsForReady { call.fail(error) }
    armRetry()
  }

  private var unavailable: RPCError {
    RPCError(.unavailable, "no connection to \(target.text): \(lastReason)")
  }

  private var isTrying: Bool {
    if case .running = resolution { return true }
    return endpoints.contains { $0.state.phase == .connecting }
  }

  // MARK: Connecting

  /// Resolves if needed, and connects every endpoint that may be tried now.
  private func connect() {
    switch resolution {
    case .needed: resolve()
    case .running: break
    case .done: for endpoint in endpoints { connect(endpoint) }
    }
  }

  private func resolve() {
    switch target.place {
    case .address(let address): resolved([address])
    case .host(let host, let port):
      guard resolving.connectionWanted(now: .now) == .connect else { return }
      resolution = .running
      // Ends with the look-up, which cannot be cancelled; its result is dropped after a shutdown.
      Task.immediate(executorPreference: loop) { [self] in
        do {
          let addresses = try await Resolver.resolve(host: host, port: port)
          loop.executeNow { [self] in
            resolving.connectionDrained()
            resolved(addresses)
          }
        } catch {
          let reason = "\(error)"
          loop.executeNow { [self] in resolutionFailed(reason) }
        }
      }
    }
  }

  private func resolutionFailed(_ reason: String) {
    lastReason = reason
    resolving.connectFailed(reason: reason, now: .now, random: jitter())
    resolution = .needed
    // What the name meant before may still be right.
    for endpoint in endpoints { connect(endpoint) }
    failImpatient()
  }

  private func resolved(_ addresses: [SocketAddress]) {
    guard !isShutDown else { return }
    resolution = .done
    var fresh: [Endpoint] = []
    for address in addresses.prefix(Self.endpointCountMax)
    where !fresh.contains(where: { $0.address == address }) {
      let state = EndpointState(
        backoffInitial: configuration.backoffInitial, backoffMax: configuration.backoffMax)
      fresh.append(
        endpoints.first { $0.address == address } ?? Endpoint(address: address, state: state))
    }
    let gone = endpoints.filter { old in !fresh.contains { $0 === old } }
    endpoints = fresh
    for endpoint in gone { endpoint.connection?.beginDraining() }
    for endpoint in endpoints { connect(endpoint) }
  }

  private func connect(_ endpoint: Endpoint) {
    guard endpoint.state.connectionWanted(now: .now) == .connect else { return }
    let (address, tls) = (endpoint.address, configuration.tls)
    let name = configuration.serverName ?? target.serverName
    let timeout = configuration.connectTimeout
    // Ends with the attempt, which `timeout` bounds.
    Task.immediate(executorPreference: loop) { [self] in
      do {
        let stream = try await Connector.connect(
          address: address, loop: loop, tls: tls, serverName: name, timeout: timeout)
        loop.executeNow { [self] in opened(stream, for: address) }
      } catch {
        let reason = "\(error)"
        loop.executeNow { [self] in attemptFailed(address, reason) }
      }
    }
  }

  private func opened(_ stream: ByteStream, for address: SocketAddress) {
    guard !isShutDown, let endpoint = endpoints.first(where: { $0.address == address }) else {
      return stream.close()
    }
    let connection = ClientConnection(stream: stream)
    endpoint.connection = connection
    connection.onReady = { [self, weak endpoint] in
      endpoint?.state.connected(now: .now)
      serveWaiting()
    }
    connection.onDraining = { [self, weak endpoint, unowned connection] in
      draining[ObjectIdentifier(connection)] = connection
      guard let endpoint, endpoint.connection === connection else { return }
      endpoint.connection = nil
      endpoint.state.connectionDrained()
      resolution = .needed
      reconnectIfWanted()
    }
    connection.onClosed = { [self, weak endpoint, unowned connection] reason, phase in
      draining[ObjectIdentifier(connection)] = nil
      endpoint?.closedCounts += connection.counts
      guard let endpoint, endpoint.connection === connection else { return }
      endpoint.connection = nil
      connectionEnded(endpoint, reason, wasReady: phase == .ready)
    }
    connection.start(settleTimeout: configuration.connectTimeout)
  }

  private func connectionEnded(_ endpoint: Endpoint, _ reason: String, wasReady: Bool) {
    lastReason = "the connection to \(endpoint.address) ended: \(reason)"
    if wasReady {
      endpoint.state.connectionLost(reason: lastReason, now: .now, random: jitter())
    } else {
      endpoint.state.connectFailed(reason: lastReason, now: .now, random: jitter())
    }
    resolution = .needed
    reconnectIfWanted()
    failImpatient()
    armRetry()
  }

  private func attemptFailed(_ address: SocketAddress, _ reason: String) {
    guard let endpoint = endpoints.first(where: { $0.address == address }) else { return }
    lastReason = reason
    endpoint.state.connectFailed(reason: reason, now: .now, random: jitter())
    resolution = .needed
    failImpatient()
    armRetry()
  }

  private func reconnectIfWanted() {
    guard !waiting.isEmpty, !isShutDown else { return }
    connect()
    armRetry()
  }

  /// Tries again when the earliest pause is over, as long as calls wait or other endpoints serve.
  private func armRetry() {
    let isInUse = !waiting.isEmpty || endpoints.contains { $0.connection != nil }
    guard isInUse, !isShutDown, retryTimer == nil else { return }
    var earliest: ContinuousClock.Instant?
    for phase in endpoints.map(\.state.phase) + [resolving.phase] {
      guard case .backoff(let until, _) = phase else { continue }
      earliest = earliest.map { min($0, until) } ?? until
    }
    guard let earliest else { return }
    retryTimer = loop.schedule(after: max(.milliseconds(1), earliest - .now)) { [self] in
      retryTimer = nil
      connect()
      armRetry()
    }
  }

  private func jitter() -> Double { Double.random(in: -1...1, using: &randomness) }

  // MARK: Diagnostics

  func snapshots() -> [SubchannelSnapshot] {
    endpoints.map { endpoint in
      let state: ChannelSnapshot.State =
        switch endpoint.state.phase {
        case .idle: .idle
        case .connecting: .connecting
        case .ready: .ready
        case .backoff: .failing
        }
      var counts = endpoint.closedCounts
      if let connection = endpoint.connection { counts += connection.counts }
      return SubchannelSnapshot(
        id: endpoint.id, address: endpoint.address, state: state, counts: counts,
        socket: endpoint.connection?.snapshot())
    }
  }

  // MARK: The end

  func shutDown() {
    guard !isShutDown else { return }
    isShutDown = true
    retryTimer?.cancel()
    retryTimer = nil
    let calls = waiting
    waiting = []
    let reason = "the channel to \(target.text) was shut down"
    for call in calls { call.fail(RPCError(.unavailable, reason)) }
    let connections = endpoints.compactMap(\.connection) + Array(draining.values)
    endpoints = []
    for connection in connections { connection.close(reason: reason) }
  }
}
