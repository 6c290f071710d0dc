/// An HTTP/1.1 request, complete with its body.
package struct HTTPRequest: Sendable {
  package var method: String
  /// The path, before any `?`, as it was sent.
  package var path: String
  /// What follows the `?`; empty without one.
  package var query: String
  /// Header fields in order, names in lower case.
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  package var peerAddress: SocketAddress

  /// The first value of a header field; `name` in lower case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}

/// An HTTP/1.1 response, complete with its body.
package struct HTTPResponse: Sendable {
  package var status: Int
  /// Further header fields; length and connection are added by the server.
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  package init(
    status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []
  ) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A plain-text response.
  package static func text(_ status: Int, _ text: String) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: [("content-type", "text/plain; charset=utf-8")],
      body: Array(text.utf8))
  }

  /// The head as it is sent.
  func head(keepAlive: Bool) -> String {
    var head = "HTTP/1.1 \(status) \(Self.reason(status))\r\n"
    for (name, value) in headers { head += "\(name): \(Self.sanitised(value))\r\n" }
    head += "content-length: \(body.count)\r\n"
    head += keepAlive ? "connection: keep-alive\r\n\r\n" : "connection: close\r\n\r\n"
    return head
  }

  /// A value can never smuggle in a second header field.
  private static func sanitised(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 }) else { return value }
    return String(decoding: value.utf8.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }

  static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 204: "No Content"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Status"
    }
  }
}
