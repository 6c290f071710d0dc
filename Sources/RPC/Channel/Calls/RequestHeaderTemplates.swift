internal import Transport

/// The headers that all calls of a method send alike, made once: writing them out anew took a tenth of a
/// call. Belongs to one connection.
struct RequestHeaderTemplates {
  /// Methods remembered; the headers of further ones are made for each call.
  static let countMax = 64

  private let isSecure: Bool
  private var templates: [(path: String, authority: String, headers: HeaderList)] = []

  init(isSecure: Bool) {
    self.isSecure = isSecure
  }

  mutating func headers(path: String, authority: String) -> HeaderList {
    // A list rather than a dictionary: a channel calls few methods, and comparing a string with itself is
    // cheaper than its hash.
    for template in templates where template.path == path && template.authority == authority {
      return template.headers
    }
    let headers = made(path, authority)
    if templates.count < Self.countMax { templates.append((path, authority, headers)) }
    return headers
  }

  private func made(_ path: String, _ authority: String) -> HeaderList {
    var headers = HeaderList()
    headers.append(":method", "POST")
    headers.append(":scheme", isSecure ? "https" : "http")
    headers.append(":path", path)
    headers.append(":authority", authority)
    headers.append("te", "trailers")
    headers.append("content-type", "application/grpc")
    headers.append("user-agent", "grpc-swift-apus/1.0")
    headers.append("grpc-accept-encoding", MessageEncoding.accepted)
    return headers
  }
}
