internal import Glibc

/// Where a socket listens or connects: a numeric IP address with a port, or a path.
package enum SocketAddress: Hashable, Sendable, CustomStringConvertible {
  /// Dotted decimal: `127.0.0.1`.
  case ipv4(host: String, port: Int)
  /// RFC 4291 text without brackets: `::1`.
  case ipv6(host: String, port: Int)
  /// A unix domain socket's path.
  case unix(path: String)

  /// The longest path that fits `sockaddr_un`, its final zero excluded.
  package static let unixPathByteCountMax = 107

  /// The port; nil for a unix socket.
  package var port: Int? {
    switch self {
    case .ipv4(_, let port), .ipv6(_, let port): port
    case .unix: nil
    }
  }

  /// The form that `init(parsing:)` reads back: `127.0.0.1:80`, `[::1]:80`, `unix:/run/a.sock`.
  package var description: String {
    switch self {
    case .ipv4(let host, let port): "\(host):\(port)"
    case .ipv6(let host, let port): "[\(host)]:\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }

  /// Reads `HOST:PORT` with a numeric host, `[IPV6]:PORT`, `localhost:PORT`, `:PORT` or `*:PORT` for
  /// every IPv4 interface, or `unix:PATH`. Other names need `Resolver`.
  package init(parsing text: String) throws(AddressError) {
    if text.hasPrefix("unix:") {
      self = try Self.unixAddress(String(text.dropFirst(5)), in: text)
      return
    }
    let (host, port) = try HostAndPort.split(text)
    switch host {
    case "", "*": self = .ipv4(host: "0.0.0.0", port: port)
    case "localhost": self = .ipv4(host: "127.0.0.1", port: port)
    default:
      guard let numeric = SocketAddress(numericHost: host, port: port) else {
        throw AddressError(text: text, problem: "'\(host)' is not a numeric IP address")
      }
      self = numeric
    }
  }

  /// An address from a numeric host; nil when `host` is a name or malformed.
  package init?(numericHost host: String, port: Int) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, host, &four) == 1 {
      self = .ipv4(host: host, port: port)
    } else if inet_pton(AF_INET6, host, &six) == 1 {
      self = .ipv6(host: host, port: port)
    } else {
      return nil
    }
  }

  private static func unixAddress(
    _ path: String, in text: String
  ) throws(AddressError) -> SocketAddress {
    // `unix:///run/a.sock` is the same as `unix:/run/a.sock`.
    let path = path.hasPrefix("//") ? String(path.dropFirst(2)) : path
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw AddressError(text: text, problem: "the socket path is empty or holds a zero byte")
    }
    guard path.utf8.count <= unixPathByteCountMax else {
      throw AddressError(
        text: text,
        problem: "the socket path has \(path.utf8.count) bytes; at most \(unixPathByteCountMax) fit"
      )
    }
    return .unix(path: path)
  }
}

/// An address that cannot be read, with what is wrong about it.
package struct AddressError: Error, Hashable, Sendable, CustomStringConvertible {
  package let text: String
  package let problem: String

  package init(text: String, problem: String) {
    self.text = text
    self.problem = problem
  }

  package var description: String {
    "'\(text)' is not an address: \(problem); write HOST:PORT (for example 127.0.0.1:8080 or "
      + "[::1]:8080) or unix:PATH"
  }
}

/// A host, which may be a name, and a port.
package enum HostAndPort {
  /// Splits `host:port` and `[v6]:port`.
  package static func split(_ text: String) throws(AddressError) -> (host: String, port: Int) {
    guard let colon = text.lastIndex(of: ":") else {
      throw AddressError(text: text, problem: "it has no port")
    }
    let digits = text[text.index(after: colon)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      let port = Int(digits), port <= 65535
    else {
      throw AddressError(text: text, problem: "'\(digits)' is not a port between 0 and 65535")
    }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      throw AddressError(text: text, problem: "an IPv6 address needs brackets")
    }
    return (String(host), port)
  }
}
