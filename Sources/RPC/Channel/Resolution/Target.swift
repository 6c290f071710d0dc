internal import Transport

/// Where a channel leads: `host:port`, `dns:///host:port`, one or more numeric addresses as
/// `ipv4:1.2.3.4:80,5.6.7.8:80` or `ipv6:[::1]:80`, or `unix:/path` (grpc/doc/naming.md).
struct Target: Sendable, Hashable {
  enum Place: Sendable, Hashable {
    case host(String, port: Int)
    /// At least one.
    case addresses([SocketAddress])
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
        place = .addresses([try SocketAddress(parsing: text)])
        authority = "localhost"
        serverName = "localhost"
        return
      }
      let (host, port): (String, Int)
      (place, host, port) = try Self.place(text)
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

  /// Whether it must be looked up.
  var isName: Bool {
    if case .host = place { true } else { false }
  }

  /// The place, and the host and port of its first address.
  private static func place(_ text: String) throws(AddressError) -> (Place, String, Int) {
    for scheme in ["ipv4:", "ipv6:"] where text.hasPrefix(scheme) {
      var addresses: [SocketAddress] = []
      let items = path(text, scheme).split(separator: ",", omittingEmptySubsequences: false)
      for item in items {
        let (host, port) = try HostAndPort.split(String(item))
        guard let address = SocketAddress(numericHost: host, port: port), port != 0 else {
          throw AddressError(text: String(item), problem: "'\(host)' is not a numeric IP address")
        }
        addresses.append(address)
      }
      let (host, port) = try HostAndPort.split(String(items[0]))
      return (.addresses(addresses), host, port)
    }
    let (host, port) = try HostAndPort.split(text.hasPrefix("dns:") ? path(text, "dns:") : text)
    let numeric = SocketAddress(numericHost: host, port: port)
    return (numeric.map { .addresses([$0]) } ?? .host(host, port: port), host, port)
  }

  /// What follows the scheme. `dns://server/name` asks a certain DNS server, which the system's
  /// resolver cannot.
  private static func path(_ text: String, _ scheme: String) -> String {
    let rest = text.dropFirst(scheme.count)
    return String(rest.hasPrefix("///") ? rest.dropFirst(3) : rest)
  }
}

extension Channel {
  /// Throws INVALID_ARGUMENT when `target` is none; connects to nothing.
  package static func check(target: String) throws(RPCError) { _ = try Target(parsing: target) }
}
