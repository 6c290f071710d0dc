internal import Foundation
internal import Glibc
internal import Synchronization

/// Stands between clients and a service, and can cut their connections or let nothing through, as networks do.
public final class SocketProxy: Sendable {
  /// Where one is reached.
  public enum Address: Sendable {
    /// A port of this machine; 0 lets the system choose.
    case port(Int)
    /// A socket of the file system.
    case path(String)
  }

  /// What passes by.
  public struct Passage: Sendable {
    /// Which connection, in the order in which they came.
    public let connection: Int
    /// Whether the client sent it, or the service.
    public let isFromClient: Bool
    /// What one read brought.
    public let bytes: [UInt8]

    /// Whether the text is in it.
    public func contains(_ text: String) -> Bool { bytes.contains(Array(text.utf8)) }
  }

  /// What happens to it.
  public enum Verdict: Sendable {
    case pass
    /// The connection ends, and this never arrives.
    case cut
    /// Nothing passes any more, as after `freeze(true)`.
    case freeze
  }

  private struct State {
    /// Descriptors of both sides of each connection.
    var pairs: [(Int32, Int32)] = []
    var connectionCount = 0
    var isFrozen = false
    var isClosed = false
  }

  /// Where it listens, if that is a port.
  public let port: Int
  private let listener: Int32
  private let service: Address
  private let judge: (@Sendable (Passage) -> Verdict)?
  private let state = Mutex(State())

  /// Listens at `address` and connects to `service` for each connection that it accepts. `judge` is asked about all that
  /// passes, on the threads of the connections.
  public init(
    at address: Address, to service: Address, judge: (@Sendable (Passage) -> Verdict)? = nil
  ) throws {
    self.service = service
    self.judge = judge
    let listener = try Self.open(address) { bind($0, $1, $2) == 0 && listen($0, 128) == 0 }
    self.listener = listener
    var name = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(listener, $0, &length)
      }
    }
    port = status == 0 ? Int(UInt16(bigEndian: name.sin_port)) : 0
    Thread.detachNewThread { [self] in acceptAll() }
  }

  /// Ends all connections; new ones are accepted.
  public func cut() {
    let pairs = state.withLock { state in
      defer { state.pairs = [] }
      return state.pairs
    }
    for (client, service) in pairs {
      shutdown(client, Int32(SHUT_RDWR))
      shutdown(service, Int32(SHUT_RDWR))
    }
  }

  /// Lets nothing through, in either direction, while connections stay open.
  public func freeze(_ isFrozen: Bool) {
    state.withLock { $0.isFrozen = isFrozen }
  }

  /// Ends all connections, and takes no more.
  public func close() {
    state.withLock { $0.isClosed = true }
    shutdown(listener, Int32(SHUT_RDWR))
    cut()
  }

  private func acceptAll() {
    while true {
      let client = accept(listener, nil, nil)
      if state.withLock(\.isClosed) || client < 0 { break }
      guard let service = try? Self.open(service, { connect($0, $1, $2) == 0 }) else {
        Glibc.close(client)
        continue
      }
      let number = state.withLock { state in
        state.pairs.append((client, service))
        state.connectionCount += 1
        return state.connectionCount
      }
      // The last of both directions closes.
      let openCount = Counter(2)
      for (from, to) in [(client, service), (service, client)] {
        Thread.detachNewThread { [self] in
          copy(from, to, connection: number, isFromClient: from == client)
          if openCount.subtract() == 0 {
            state.withLock { state in state.pairs.removeAll { $0.0 == client } }
            Glibc.close(client)
            Glibc.close(service)
          }
        }
      }
    }
    Glibc.close(listener)
  }

  private func copy(_ from: Int32, _ to: Int32, connection: Int, isFromClient: Bool) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(from, &buffer, buffer.count)
      if count > 0, let judge {
        let passage = Passage(
          connection: connection, isFromClient: isFromClient, bytes: Array(buffer[..<count]))
        switch judge(passage) {
        case .pass: break
        case .cut: return stop(from, to)
        case .freeze: freeze(true)
        }
      }
      while state.withLock(\.isFrozen) { usleep(2_000) }
      guard count > 0 else { break }
      var sent = 0
      while sent < count {
        let part = buffer[sent..<count].withUnsafeBytes { bytes in
          send(to, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        guard part > 0 else { return stop(from, to) }
        sent += part
      }
    }
    stop(from, to)
  }

  private func stop(_ from: Int32, _ to: Int32) {
    shutdown(from, Int32(SHUT_RDWR))
    shutdown(to, Int32(SHUT_RDWR))
  }

  private static func open(
    _ address: Address, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) throws -> Int32 {
    let isDone: Bool
    let descriptor: Int32
    switch address {
    case .port(let number):
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = UInt16(number).bigEndian
      name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      isDone = withAddress(&name) { use(descriptor, $0, $1) }
    case .path(let path):
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      var name = sockaddr_un()
      name.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
      isDone = withAddress(&name) { use(descriptor, $0, $1) }
    }
    guard isDone else {
      let code = errno
      Glibc.close(descriptor)
      throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO)
    }
    return descriptor
  }

  private static func withAddress<Name>(
    _ name: inout Name, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) -> Bool {
    withUnsafeMutablePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<Name>.size))
      }
    }
  }
}

/// Counts down from several threads.
private final class Counter: Sendable {
  private let count: Atomic<Int>

  init(_ count: Int) { self.count = Atomic(count) }

  func subtract() -> Int { count.subtract(1, ordering: .acquiringAndReleasing).newValue }
}
