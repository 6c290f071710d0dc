internal import CLinux
internal import Glibc

/// A bound socket; listening once `listen` was called. Closed with its last reference.
final class ListeningSocket: Sendable {
  let descriptor: Int32
  /// The unix socket's path, removed at the end.
  private let path: String?

  private init(descriptor: Int32, path: String?) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    if let path { unlink(path) }
    SystemCall.close(descriptor)
  }

  /// Binds an address nobody else has.
  ///
  /// SO_REUSEPORT is set only after binding: set before, it would let a second process of the same
  /// user take the same port unnoticed, and half of the connections with it.
  convenience init(exclusively address: SocketAddress) throws(SystemError) {
    if case .unix(let path) = address { try Self.removeStale(path, address) }
    try self.init(binding: address, sharing: false)
    if case .unix = address { return }
    try Self.set(descriptor, SOL_SOCKET, SO_REUSEPORT)
  }

  /// Binds an address that an exclusive socket of ours has.
  convenience init(joining address: SocketAddress) throws(SystemError) {
    try self.init(binding: address, sharing: true)
  }

  private convenience init(binding address: SocketAddress, sharing: Bool) throws(SystemError) {
    let descriptor = try Self.openSocket(address)
    do throws(SystemError) {
      if address.family != AF_UNIX { try Self.set(descriptor, SOL_SOCKET, SO_REUSEADDR) }
      if sharing { try Self.set(descriptor, SOL_SOCKET, SO_REUSEPORT) }
      try SystemCall.require("bind") {
        address.withSystemAddress { Glibc.bind(descriptor, $0, $1) }
      }
    } catch {
      SystemCall.close(descriptor)
      throw error
    }
    let path: String? = if case .unix(let path) = address { path } else { nil }
    self.init(descriptor: descriptor, path: path)
  }

  static func openSocket(_ address: SocketAddress) throws(SystemError) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    return try SystemCall.require("socket") { Glibc.socket(address.family, kind, 0) }
  }

  static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32) throws(SystemError) {
    var one: Int32 = 1
    try SystemCall.require("setsockopt") {
      setsockopt(descriptor, level, option, &one, socklen_t(MemoryLayout<Int32>.size))
    }
  }

  /// A socket file whose owner died refuses connections: it may go. One that answers is in use.
  private static func removeStale(_ path: String, _ address: SocketAddress) throws(SystemError) {
    let probe = try openSocket(address)
    defer { SystemCall.close(probe) }
    let result = SystemCall.attempt {
      Int(address.withSystemAddress { Glibc.connect(probe, $0, $1) })
    }
    switch result {
    case .failed(ECONNREFUSED): unlink(path)
    case .value, .wouldBlock: throw SystemError(operation: "bind", code: EADDRINUSE)
    case .failed: break
    }
  }

  func listen(backlog: Int) throws(SystemError) {
    try SystemCall.require("listen") { Glibc.listen(descriptor, Int32(clamping: backlog)) }
  }

  func localAddress() throws(SystemError) -> SocketAddress {
    let (result, address) = SocketAddress.read { getsockname(descriptor, $0, $1) }
    guard let address else {
      if case .failed(let code) = result { throw SystemError(operation: "getsockname", code: code) }
      throw SystemError(operation: "getsockname", code: EAFNOSUPPORT)
    }
    return address
  }
}
