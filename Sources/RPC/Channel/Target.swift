internal import Transport

/// Where a channel leads: `host:port`, `dns:///host:port`, `ipv4:1.2.3.4:80`, `ipv6:[::1]:80`, or
/// `unix:/path` (grpc/doc/naming.md).
struct Target: Sendable, Hashable {
  enum Place: Sendable, Hashable {
    case host(String, port: Int)
    case address(SocketAddress)
  }

  let text: String
  let place: Place
  /// The `:authority` of calls.
  let authority: String
  /// The name that the server's certificate must be issued for.
  let serverName: String

  init(parsing text: String) throws(RPCError) {
    self.text = text
    do throws(AddressError) {
      if text.hasPrefix("unix:") {
        place = .address(try SocketAddress(parsing: text))
        authority = "localhost"
        serverName = "localhost"
        return
      }
      let (host, port) = try HostAndPort.split(Self.withoutScheme(text))
      place =
        SocketAddress(numericHost: host, port: port).map(Place.address) ?? .host(host, port: port)
      authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
      serverName = host
    } catch {
      throw RPCError(.invalidArgument, "\(error)")
    }
    guard !serverName.isEmpty, case let port = authority.split(separator: ":").last, port != "0"
    else {
      throw RPCError(.invalidArgument, "'\(text)' is no target: write HOST:PORT or unix:PATH")
    }
  }

  private static func withoutScheme(_ text: String) -> String {
    for scheme in ["dns:", "ipv4:", "ipv6:"] where text.hasPrefix(scheme) {
      let rest = text.dropFirst(scheme.count)
      // dns://server/name asks a certain DNS server, which the system's resolver cannot.
      return String(rest.hasPrefix("///") ? rest.dropFirst(3) : rest)
    }
    return text
  }
}

extension Channel {
  /// Throws INVALID_ARGUMENT when `target` is none; connects to nothing.
  package static func check(target: String) throws(RPCError) { _ = try Target(parsing: target) }
}
