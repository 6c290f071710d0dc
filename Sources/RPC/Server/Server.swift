internal import Synchronization
package import Transport

/// A gRPC server.
///
/// Life: created, *listening* after `start()`, *shutting down* after
/// ``beginGracefulShutdown(grace:)``, *ended* when the last handler has returned. It starts once.
public final class Server: Sendable {
  private struct State: Sendable {
    var listener: Listener?
    var ownLoops: EventLoopGroup?
    /// Empty before the start and after the end, when the loops may be gone.
    var serverLoops: [ServerLoop] = []
    var finalCounts = CallCounts()
    var hasStarted = false
    var isShuttingDown = false
    var hasEnded = false
    var endWaiters: [CheckedContinuation<Void, Never>] = []
  }

  /// The servers of this process.
  package static let registry = EntityRegistry<Server>()

  private let id = EntityID.make()
  private let listenerID = EntityID.make()
  private let core: ServerCore
  private let state = Mutex(State())

  /// Creates a server; ``run()`` or `start()` opens it.
  public init(
    configuration: ServerConfiguration, services: [any RPCService],
    interceptors: [any ServerInterceptor] = []
  ) {
    core = ServerCore(
      configuration: configuration, services: services.map(\.definition),
      interceptors: interceptors)
    Self.registry.add(self, id)
  }

  deinit { Self.registry.remove(id) }

  /// Listens, and returns the address with the port that was picked. Calls are served from now on.
  @discardableResult
  package func start() async throws -> SocketAddress {
    try state.withLock { state in
      guard !state.hasStarted else {
        throw RPCError(.failedPrecondition, "the server was started before")
      }
      state.hasStarted = true
    }
    let configuration = core.configuration
    let address = try SocketAddress(parsing: configuration.listen)
    let ownLoops =
      configuration.loops == nil
      ? try configuration.loopCount.map { try EventLoopGroup(count: $0, name: "apus-server") } : nil
    let loops = configuration.loops ?? ownLoops ?? RPCLoops.shared
    let serverLoops = loops.loops.map { ServerLoop(loop: $0, core: core) }
    var limits = ListenerConfiguration()
    limits.connectionCountMax = configuration.connectionCountMax
    limits.onRefused = { configuration.onLimit(ServerLimit($1), "\($0)") }
    let listener: Listener
    do {
      listener = try Listener.bind(
        address: address, loops: loops, tls: configuration.tls, configuration: limits
      ) { stream in
        serverLoops.first { $0.loop === stream.loop }?.accepted(stream)
      }
    } catch {
      ownLoops?.shutdown()
      throw error
    }
    state.withLock {
      $0.listener = listener
      $0.ownLoops = ownLoops
      $0.serverLoops = serverLoops
    }
    return listener.localAddress
  }

  /// Where it listens; nil before `start()`.
  public var boundAddress: String? {
    state.withLock { $0.listener?.localAddress.description }
  }

  /// What it is doing now.
  package func snapshot() async -> ServerSnapshot {
    let parts = await onEveryLoop { serverLoop, address, done in
      done(serverLoop.snapshot(local: address))
    }
    // The final counts are those of the loops that were given up, so there are never both.
    var (address, counts) = state.withLock { ($0.listener?.localAddress, $0.finalCounts) }
    if !parts.isEmpty { counts = parts.reduce(into: CallCounts()) { $0 += $1.counts } }
    return ServerSnapshot(
      id: id, listenerID: listenerID, address: address, counts: counts,
      sockets: parts.flatMap(\.sockets).sorted { $0.id < $1.id })
  }

  /// Serves until it is shut down; starts if that has not been done. Cancelling the task stops the
  /// server at once.
  public func run() async throws {
    if !state.withLock({ $0.hasStarted }) { try await start() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let hasEnded = state.withLock { state in
          if !state.hasEnded { state.endWaiters.append(continuation) }
          return state.hasEnded
        }
        if hasEnded { continuation.resume() }
      }
    } onCancel: {
      // Unstructured, because a cancellation handler cannot wait and a child of the cancelled task
      // would be cancelled too. It ends with the shutdown, and `run` returns only after that.
      Task { await self.beginGracefulShutdown(grace: .zero) }
    }
  }

  /// Stops listening, lets the calls in flight finish for `grace`, then ends what is left with
  /// UNAVAILABLE. Returns when every handler has returned; not to be called from a handler.
  public func beginGracefulShutdown(grace: Duration) async {
    let (listener, isFirst) = state.withLock { state in
      defer { state.isShuttingDown = true }
      return (state.listener, !state.isShuttingDown)
    }
    listener?.close()
    let counts = await onEveryLoop { serverLoop, _, done in
      serverLoop.shutDown(grace: grace, done)
    }
    guard isFirst else { return }
    let loops = state.withLock { state in
      for count in counts { state.finalCounts += count }
      defer { (state.serverLoops, state.ownLoops) = ([], nil) }
      return state.ownLoops
    }
    if let loops { await Self.shutDown(loops) }
    let waiters = state.withLock { state in
      state.hasEnded = true
      defer { state.endWaiters = [] }
      return state.endWaiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Runs `visit` on each loop that still serves, with the listening address; returns what it gives to
  /// its last argument.
  ///
  /// The visits are queued under the lock under which the loops are given up: a loop that is shut down
  /// finishes its queue before.
  private func onEveryLoop<R: Sendable>(
    _ visit:
      @escaping @Sendable (ServerLoop, SocketAddress?, @escaping @Sendable (R) -> Void) -> Void
  ) async -> [R] {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        let address = state.listener?.localAddress
        let gathering = Gathering(count: state.serverLoops.count, continuation)
        for serverLoop in state.serverLoops {
          serverLoop.loop.execute { visit(serverLoop, address, gathering.add) }
        }
      }
    }
  }

  /// Joins the loops' threads; on the blocking threads, since a loop cannot wait for its own end.
  private static func shutDown(_ loops: EventLoopGroup) async {
    // Refused only when all blocking threads are busy and their queue is full; the idle loops then
    // stay until the process ends, which harms nobody.
    try? await BlockingThreads.shared.run { loops.shutdown() }
  }
}
