public import Protobuf
internal import Synchronization
internal import Transport

/// The way to one service: connections that open on demand, and calls over them.
///
/// A call made on one of the shared event loops, as handlers do, goes out on a connection of that
/// very loop; other callers share the connections of the channel's home loop. When no server can be
/// reached, calls fail with UNAVAILABLE and the reason, or wait if they ask to.
public final class Channel: Sendable {
  private struct State {
    /// One for each loop that calls: few, so that looking at each is quicker than a dictionary. Empty
    /// again after the shutdown, when the loops may be gone.
    var loopChannels: [LoopChannel] = []
    var isShutDown = false
    var finalCounts = CallCounts()
  }

  /// The channels of this process.
  package static let registry = EntityRegistry<Channel>()

  private let id = EntityID.make()
  private let text: String
  private let target: Result<Target, RPCError>
  private let configuration: ChannelConfiguration
  private let plans: MethodPlans
  private let bulkhead: Bulkhead?
  private let trust: ChannelTrust
  private let addressSeed: UInt64
  private let loops: EventLoopGroup
  private let homeLoop: EventLoop
  private let state = Mutex(State())

  /// Creates a channel to `host:port`, `dns:///host:port`, a list of numeric addresses
  /// (`ipv4:10.0.0.1:80,10.0.0.2:80`, `ipv6:[::1]:80`) or `unix:/path`. Connects at the first call; a
  /// target that cannot be read fails the calls with INVALID_ARGUMENT.
  public init(target: String, configuration: ChannelConfiguration = ChannelConfiguration()) {
    do throws(RPCError) {
      self.target = .success(try Target(parsing: target))
    } catch {
      self.target = .failure(error)
    }
    var configuration = configuration
    let config = configuration.serviceConfig
    if let policy = config.loadBalancing { configuration.loadBalancing = policy }
    if let service = config.watchedService { configuration.watchedService = service }
    self.configuration = configuration
    plans = MethodPlans(configuration.serviceConfig)
    bulkhead = configuration.bulkhead.map {
      Bulkhead($0, target: target, onEvent: configuration.onEvent)
    }
    addressSeed = Self.addressSeed(configuration.loadBalancing)
    trust = ChannelTrust(configuration)
    loops = configuration.loops ?? RPCLoops.shared
    homeLoop = loops.next()
    text = target
    Self.registry.add(self, id)
  }

  /// A channel that was not shut down gives its connections up, if the loops still run.
  deinit {
    Self.registry.remove(id)
    for loopChannel in state.withLock({ $0.loopChannels }) {
      loopChannel.loop.executeIfRunning { loopChannel.shutDown() }
    }
  }

  /// Calls a method with one request and one response.
  public func unary<Q: Message, R: Message>(
    _ method: MethodPath, _ request: Q, options: CallOptions = .defaults
  ) async throws -> R {
    let call = try makeCall(method, options, hasOneResponse: true)
    let message = request.serializedBytes()
    let bytes: [UInt8]
    if bulkhead == nil, call.plan?.hedging == nil {
      bytes = try await call.result(sending: message)
    } else {
      bytes = try await admitted(call) {
        guard let plan = call.plan, plan.hedging != nil else {
          return try await call.result(sending: message)
        }
        return try await HedgedCall(call, plan).result(sending: message)
      }
    }
    return try MessageCoding.decode(R.self, bytes, from: .response)
  }

  /// Calls a method with one request and many responses, which `body` reads.
  ///
  /// The call is cancelled when `body` ends before the stream does.
  public func serverStreaming<Q: Message, R: Message, T>(
    _ method: MethodPath, _ request: Q, options: CallOptions = .defaults,
    _ body: (ResponseStream<R>) async throws -> T
  ) async throws -> T {
    let call = try makeCall(method, options, hasOneResponse: false)
    return try await withCall(call) {
      do {
        try await call.send(request.serializedBytes(), compress: true)
        try await call.finish()
      } catch let error as RPCError where error.code == .failedPrecondition {
        // The server answered before it took the request: the stream tells how.
      }
      return try await body(ResponseStream(source: call))
    }
  }

  /// Calls a method with many requests, which `body` writes, and one response.
  ///
  /// When the call ends while `body` still writes, its status is thrown rather than what `body` threw.
  public func clientStreaming<Q: Message, R: Message>(
    _ method: MethodPath, options: CallOptions = .defaults,
    _ body: (RequestWriter<Q>) async throws -> Void
  ) async throws -> R {
    let call = try makeCall(method, options, hasOneResponse: true)
    return try await withCall(call) {
      do {
        try await body(RequestWriter(sink: call))
      } catch let error as RPCError where error.code == .failedPrecondition {
        // The server answered before the last request: the result tells how.
      }
      let bytes = try await call.result(sending: nil)
      return try MessageCoding.decode(R.self, bytes, from: .response)
    }
  }

  /// Calls a method with many requests and many responses; `body` writes and reads them.
  ///
  /// The call is cancelled when `body` ends before the stream does.
  public func bidirectionalStreaming<Q: Message, R: Message, T>(
    _ method: MethodPath, options: CallOptions = .defaults,
    _ body: (RequestWriter<Q>, ResponseStream<R>) async throws -> T
  ) async throws -> T {
    let call = try makeCall(method, options, hasOneResponse: false)
    return try await withCall(call) {
      try await body(RequestWriter(sink: call), ResponseStream(source: call))
    }
  }

  /// Closes the connections. Calls in flight end with UNAVAILABLE, and so do later ones.
  public func shutdown() async {
    state.withLock { $0.isShutDown = true }
    let counts = await onEveryLoop { loopChannel in
      loopChannel.shutDown()
      return loopChannel.counts
    }
    state.withLock { state in
      guard !state.loopChannels.isEmpty else { return }
      state.finalCounts = counts.reduce(into: CallCounts()) { $0 += $1 }
      state.loopChannels = []
    }
  }

  /// What it is doing now.
  package func snapshot() async -> ChannelSnapshot {
    let parts = await onEveryLoop {
      (
        counts: $0.counts, lastCall: ConnectionActivity.age($0.lastCallAt),
        subchannels: $0.snapshots()
      )
    }
    // The final counts are those of the loops that were given up, so there are never both.
    var (isShutDown, counts) = state.withLock { ($0.isShutDown, $0.finalCounts) }
    if !parts.isEmpty { counts = parts.reduce(into: CallCounts()) { $0 += $1.counts } }
    let subchannels = parts.flatMap(\.subchannels).sorted { $0.id < $1.id }
    let states = subchannels.map(\.state)
    let best = [ChannelSnapshot.State.ready, .connecting, .failing].first(where: states.contains)
    return ChannelSnapshot(
      id: id, target: text, state: isShutDown ? .shutDown : best ?? .idle, counts: counts,
      lastCall: parts.compactMap(\.lastCall).min(), subchannels: subchannels)
  }

  /// Runs `visit` on each loop that the channel has calls on. The visits are queued under the lock under
  /// which the loops are given up.
  private func onEveryLoop<R: Sendable>(
    _ visit: @escaping @Sendable (LoopChannel) -> R
  ) async -> [R] {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        let gathering = Gathering(count: state.loopChannels.count, continuation)
        for loopChannel in state.loopChannels {
          loopChannel.loop.execute { gathering.add(visit(loopChannel)) }
        }
      }
    }
  }

  /// Runs `body` with the call begun, when its turn has come; however it ends, the call is over then.
  private func withCall<T>(_ call: ClientCall, _ body: () async throws -> T) async throws -> T {
    try await admitted(call) {
      call.loop.executeNow { call.begin() }
      defer { call.loop.executeNow { call.cancel() } }
      return try await withTaskCancellationHandler {
        try await body()
      } onCancel: {
        call.loop.executeNow { call.cancel() }
      }
    }
  }

  private func admitted<T>(_ call: ClientCall, _ body: () async throws -> T) async throws -> T {
    guard let bulkhead else { return try await body() }
    return try await bulkhead.run(on: call.loop, deadline: call.request.deadline, body)
  }

  private func makeCall(
    _ method: MethodPath, _ options: CallOptions, hasOneResponse: Bool
  ) throws -> ClientCall {
    let target = try target.get()
    let plan = plans.plan(for: method)
    let request = ClientRequest(
      path: method.path, authority: configuration.authority ?? target.authority, options: options,
      plan: plan, responseByteCountMax: configuration.responseByteCountMax,
      scope: CallScope.current)
    return ClientCall(
      channel: try loopChannel(target), request: request, plan: plan,
      hasOneResponse: hasOneResponse)
  }

  /// Channels spread over the addresses of a large name, except where a key must lead all of them to the same
  /// one.
  private static func addressSeed(_ policy: LoadBalancing) -> UInt64 {
    if case .ringHash = policy.kind { return 0 }
    return UInt64.random(in: 0...UInt64.max)
  }

  private func loopChannel(_ target: Target) throws -> LoopChannel {
    let loop = loops.current ?? homeLoop
    return try state.withLock { state in
      if let existing = state.loopChannels.first(where: { $0.loop === loop }) { return existing }
      guard !state.isShutDown else {
        throw RPCError(.unavailable, "the channel to \(target.text) was shut down")
      }
      let created = LoopChannel(
        loop: loop, target: target, configuration: configuration, addressSeed: addressSeed,
        trust: trust, hedgingPolicies: plans.hedgingPolicies)
      state.loopChannels.append(created)
      return created
    }
  }
}
