internal import Glibc

extension SocketAddress {
  var family: Int32 {
    switch self {
    case .ipv4: AF_INET
    case .ipv6: AF_INET6
    case .unix: AF_UNIX
    }
  }

  /// Calls `body` with the address in the kernel's form.
  func withSystemAddress<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
    switch self {
    case .ipv4(let host, let port):
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      precondition(inet_pton(AF_INET, host, &address.sin_addr) == 1, "\(host) is not IPv4")
      return Self.withErased(&address, body)
    case .ipv6(let host, let port):
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = in_port_t(port).bigEndian
      precondition(inet_pton(AF_INET6, host, &address.sin6_addr) == 1, "\(host) is not IPv6")
      return Self.withErased(&address, body)
    case .unix(let path):
      precondition(path.utf8.count <= Self.unixPathByteCountMax, "the socket path is too long")
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
      return Self.withErased(&address, body)
    }
  }

  private static func withErased<Address, R>(
    _ address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
  ) -> R {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<Address>.size))
      }
    }
  }

  /// Reads the kernel's form; nil for a family that this type does not hold.
  init?(_ address: UnsafePointer<sockaddr>, byteCount: socklen_t) {
    let raw = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      var four = raw.loadUnaligned(as: sockaddr_in.self)
      let text = Self.text(AF_INET, &four.sin_addr, Int(INET_ADDRSTRLEN))
      self = .ipv4(host: text, port: Int(UInt16(bigEndian: four.sin_port)))
    case AF_INET6:
      var six = raw.loadUnaligned(as: sockaddr_in6.self)
      let text = Self.text(AF_INET6, &six.sin6_addr, Int(INET6_ADDRSTRLEN))
      self = .ipv6(host: text, port: Int(UInt16(bigEndian: six.sin6_port)))
    case AF_UNIX:
      let offset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path)!
      let bytes = UnsafeRawBufferPointer(
        start: raw + offset, count: max(0, Int(byteCount) - offset))
      self = .unix(path: String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
    default: return nil
    }
  }

  private static func text(_ family: Int32, _ address: UnsafeRawPointer, _ capacity: Int) -> String
  {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      String(cString: inet_ntop(family, address, buffer.baseAddress!, socklen_t(capacity))!)
    }
  }

  /// Calls `fill`, which is `getsockname`, `getpeername` or `accept4`, and reads what it left.
  static func read(
    _ fill: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> (result: SystemCallResult, address: SocketAddress?) {
    var storage = sockaddr_storage()
    return withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        var byteCount = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = SystemCall.attempt { Int(fill(address, &byteCount)) }
        guard case .value = result else { return (result, nil) }
        return (result, SocketAddress(address, byteCount: byteCount))
      }
    }
  }
}
