package import Transport

/// The administrative HTTP port: `/metrics`, `/healthz` (the process lives), `/readyz` (it takes
/// work; otherwise 503 with a line for each reason).
package final class AdminServer: Sendable {
  private let server: HTTPServer

  private init(server: HTTPServer) { self.server = server }

  /// The bound address.
  package var address: String { server.localAddress.description }

  /// Serves on `address` with `loops`; throws an error that names the address and the remedy.
  package static func start(
    address: SocketAddress, loops: EventLoopGroup, connectionCountMax: Int,
    metrics: MetricsRegistry, readiness: Readiness
  ) throws -> AdminServer {
    var configuration = HTTPServerConfiguration()
    configuration.connectionCountMax = connectionCountMax
    let server = try HTTPServer.start(
      address: address, loops: loops, configuration: configuration
    ) { request, responder in
      responder.respond(answer(request, metrics, readiness))
    }
    return AdminServer(server: server)
  }

  package func close() { server.close() }

  private static func answer(
    _ request: HTTPRequest, _ metrics: MetricsRegistry, _ readiness: Readiness
  ) -> HTTPResponse {
    guard ["/metrics", "/healthz", "/readyz", "/"].contains(request.path) else {
      return .text(404, "not found; there are /metrics, /healthz and /readyz\n")
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      var response = HTTPResponse.text(405, "only GET and HEAD are allowed\n")
      response.headers.append(("allow", "GET, HEAD"))
      return response
    }
    switch request.path {
    case "/metrics":
      return HTTPResponse(
        status: 200,
        headers: [("content-type", "text/plain; version=0.0.4; charset=utf-8")],
        body: Array(metrics.prometheusText().utf8))
    case "/healthz": return .text(200, "ok\n")
    case "/readyz": return ready(readiness)
    default: return .text(200, "/metrics\n/healthz\n/readyz\n")
    }
  }

  private static func ready(_ readiness: Readiness) -> HTTPResponse {
    let reasons = readiness.reasons
    guard !reasons.isEmpty else { return .text(200, "ready\n") }
    return .text(503, reasons.map { "\($0.part): \($0.reason)\n" }.joined())
  }
}
