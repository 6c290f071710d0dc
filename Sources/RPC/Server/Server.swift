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
    var serverLoops: [ServerLoop] = []
    var hasStarted = false
    var isShuttingDown = false
    var hasEnded = false
    var endWaiters: [CheckedContinuation<Void, Never>] = []
  }

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
  }

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
    let (listener, serverLoops, isFirst) = state.withLock { state in
      defer { state.isShuttingDown = true }
      return (state.listener, state.serverLoops, !state.isShuttingDown)
    }
    listener?.close()
    for serverLoop in serverLoops { await serverLoop.shutDown(grace: grace) }
    guard isFirst else { return }
    let (waiters, loops) = state.withLock { state in
      state.hasEnded = true
      defer {
        state.endWaiters = []
        state.ownLoops = nil
      }
      return (state.endWaiters, state.ownLoops)
    }
    if let loops { await Self.shutDown(loops) }
    for waiter in waiters { waiter.resume() }
  }

  /// Joins the loops' threads; on the blocking threads, since a loop cannot wait for its own end.
  private static func shutDown(_ loops: EventLoopGroup) async {
    // Refused only when all blocking threads are busy and their queue is full; the idle loops then
    // stay until the process ends, which harms nobody.
    try? await BlockingThreads.shared.run { loops.shutdown() }
  }
}
