internal import Foundation

/// A port of this machine that is bound by this process.
public final class TakenPort: Sendable {
  /// Its number.
  public let number: Int
  private let descriptor: Int32

  /// This port, or one of the ephemeral range; `listening` or only bound, so that connections to it are refused.
  public init(_ wanted: Int = 0, listening: Bool) throws {
    // No child that is started at this moment may keep it.
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Self.failure() }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    address.sin_port = in_port_t(wanted).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
          && (!listening || listen(descriptor, 8) == 0)
      }
    }
    guard status else {
      let failure = Self.failure()
      close(descriptor)
      throw failure
    }
    number = Int(UInt16(bigEndian: address.sin_port))
  }

  private static func failure() -> POSIXError {
    POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
  }

  deinit { close(descriptor) }
}
