internal import Transport

/// What all connections of a server share; immutable.
final class ServerCore: Sendable {
  let configuration: ServerConfiguration
  let methods: MethodTable
  let interceptors: [any ServerInterceptor]
  let http2: HTTP2Settings

  init(
    configuration: ServerConfiguration, services: [ServiceDefinition],
    interceptors: [any ServerInterceptor]
  ) {
    self.configuration = configuration
    self.interceptors = interceptors
    methods = MethodTable(services: services)
    var http2 = HTTP2Settings()
    http2.concurrentStreamCountMax = UInt32(clamping: configuration.concurrentStreamCountMax)
    http2.headerListByteCountMax = configuration.metadataByteCountMax
    self.http2 = http2
  }

  /// Runs the interceptors from `index` on, then the handler.
  func run(
    _ method: MethodDefinition, _ exchange: any ServerExchange, _ context: ServerContext,
    from index: Int = 0
  ) async throws {
    guard index < interceptors.count else { return try await method.run(exchange, context) }
    try await interceptors[index].intercept(context) { context in
      try await self.run(method, exchange, context, from: index + 1)
    }
  }
}
