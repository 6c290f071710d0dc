/// How an HTTP/1.1 server treats its clients.
package struct HTTPServerConfiguration: Sendable {
  package var limits = HTTPLimits()
  package var connectionCountMax = 256
  /// From a request's first byte to its last; a slower client gets 408.
  package var requestTimeout: Duration = .seconds(10)
  /// Before the first and between requests.
  package var idleTimeout: Duration = .seconds(60)

  package init() {}
}

/// A small HTTP/1.1 server: keep-alive, pipelining answered in order, every limit above enforced.
package final class HTTPServer: Sendable {
  package typealias Handler = @Sendable (HTTPRequest, HTTPResponder) -> Void

  private let listener: Listener

  private init(listener: Listener) { self.listener = listener }

  package var localAddress: SocketAddress { listener.localAddress }

  /// Serves on `address`. `handler` runs on the connection's loop and answers through the
  /// responder, there and then or later from any thread.
  package static func start(
    address: SocketAddress, loops: EventLoopGroup, tls: TLSServerContext? = nil,
    configuration: HTTPServerConfiguration = HTTPServerConfiguration(), handler: @escaping Handler
  ) throws -> HTTPServer {
    var limits = ListenerConfiguration()
    limits.connectionCountMax = configuration.connectionCountMax
    let listener = try Listener.bind(
      address: address, loops: loops, tls: tls, configuration: limits
    ) { stream in
      HTTPServerConnection(stream, configuration, handler).start()
    }
    return HTTPServer(listener: listener)
  }

  /// Stops accepting; established connections end with their idle timeout.
  package func close() { listener.close() }
}

/// Answers one request, once.
package struct HTTPResponder: Sendable {
  let connection: HTTPServerConnection

  /// Sends the response, from any thread.
  package func respond(_ response: HTTPResponse) {
    connection.loop.executeNow { [connection] in connection.respond(response) }
  }
}
