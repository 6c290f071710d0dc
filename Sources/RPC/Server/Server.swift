/// A gRPC server.
public final class Server: Sendable {
  private let configuration: ServerConfiguration

  /// Creates a server; ``run()`` or `start()` opens it.
  public init(
    configuration: ServerConfiguration, services: [any RPCService],
    interceptors: [any ServerInterceptor] = []
  ) {
    self.configuration = configuration
  }

  /// Serves until it is shut down.
  public func run() async throws {
    fatalError("temporary")
  }

  /// Stops taking calls, lets those in flight finish for `grace`, then cancels what is left.
  public func beginGracefulShutdown(grace: Duration) async {
    fatalError("temporary")
  }
}
