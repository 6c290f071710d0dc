/// Wraps every call of a server, unary and streaming alike: authentication, limits, logs, metrics.
public protocol ServerInterceptor: Sendable {
  /// Runs `next` (once) for the call to go on, or throws an ``RPCError`` to refuse it.
  ///
  /// The context that it gives `next` is what the interceptors after it and the handler see; see
  /// ``ServerContextKey`` for values of its own.
  ///
  /// What it adds to the response's metadata reaches the client also after `next` has returned: a
  /// unary reply leaves only when all interceptors are done. What `next` throws is the call's status.
  func intercept(
    _ context: ServerContext, _ next: (ServerContext) async throws -> Void
  ) async throws
}
