internal import Transport

/// What all connections of a server share; immutable.
final class ServerCore: Sendable {
  let configuration: ServerConfiguration
  let methods: MethodTable
  let http2: HTTP2Settings
  let observer: (any ServerObserver)?

  init(
    configuration: ServerConfiguration, services: [ServiceDefinition],
    interceptors: [any ServerInterceptor]
  ) {
    self.configuration = configuration
    methods = MethodTable(services: services, interceptors: interceptors)
    observer = configuration.makeObserver?(methods.entries.map(\.path))
    var http2 = HTTP2Settings()
    http2.concurrentStreamCountMax = UInt32(clamping: configuration.concurrentStreamCountMax)
    http2.headerListByteCountMax = configuration.metadataByteCountMax
    http2.limits = configuration.frameLimits
    // What is over the one limit ends its call; only what is far over it ends the connection.
    http2.limits.headerListByteCountMax = max(
      http2.limits.headerListByteCountMax, 4 * configuration.metadataByteCountMax)
    let limits = configuration.connectionLimits
    http2.limits.pingIntervalMin = limits.pingIntervalMin
    http2.limits.pingStrikeCountMax = limits.pingStrikeCountMax
    http2.timeouts = Self.timeouts(limits)
    self.http2 = http2
  }

  private static func timeouts(_ limits: ConnectionLimits) -> ConnectionTimeouts {
    var timeouts = ConnectionTimeouts()
    timeouts.preface = limits.prefaceTimeout
    timeouts.frame = limits.frameTimeout
    timeouts.write = limits.writeTimeout
    timeouts.keepaliveInterval = limits.keepaliveInterval
    timeouts.keepaliveTimeout = limits.keepaliveTimeout
    timeouts.idle = limits.idleTimeout
    return timeouts
  }
}
