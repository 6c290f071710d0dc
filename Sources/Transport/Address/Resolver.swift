internal import Glibc

/// Turns names into addresses with the system's resolver, off the event loops.
package enum Resolver {
  /// Every stream address of `host`, in the order the system prefers them; at least one.
  /// A numeric host needs no look-up and does not leave the caller's thread.
  package static func resolve(host: String, port: Int) async throws -> [SocketAddress] {
    if let numeric = SocketAddress(numericHost: host, port: port) { return [numeric] }
    return try await BlockingThreads.shared.run {
      () throws(ResolutionError) in try lookUp(host, port)
    }
  }

  private static func lookUp(
    _ host: String, _ port: Int
  ) throws(ResolutionError) -> [SocketAddress] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_ADDRCONFIG
    var list: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, String(port), &hints, &list)
    guard status == 0 else {
      throw ResolutionError(host: host, problem: String(cString: gai_strerror(status)))
    }
    defer { freeaddrinfo(list) }
    var addresses: [SocketAddress] = []
    var next = list
    while let entry = next {
      if let raw = entry.pointee.ai_addr,
        let address = SocketAddress(raw, byteCount: entry.pointee.ai_addrlen)
      {
        addresses.append(address)
      }
      next = entry.pointee.ai_next
    }
    guard !addresses.isEmpty else {
      throw ResolutionError(host: host, problem: "it has no IPv4 or IPv6 address")
    }
    return addresses
  }
}

/// A name that could not be turned into an address.
package struct ResolutionError: Error, Hashable, Sendable, CustomStringConvertible {
  package let host: String
  package let problem: String

  package var description: String {
    "cannot resolve '\(host)': \(problem); check the name and the machine's DNS settings"
  }
}
