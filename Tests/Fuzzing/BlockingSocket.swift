internal import Glibc

/// A client's socket that blocks: fuzzing wants one input after another on one thread.
struct BlockingSocket: ~Copyable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let descriptor: Int32

  /// Connects to a unix socket; no call then blocks for longer than `timeout`.
  init(unixPath: String, timeout: Duration) throws(Failure) {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(description: "socket: errno \(errno)") }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: unixPath.utf8) }
    let status = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw Failure(description: "connect: errno \(errno)") }
    var time = timeval(tv_sec: Int(timeout.components.seconds), tv_usec: 0)
    let byteCount = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, byteCount)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, byteCount)
  }

  deinit { close(descriptor) }

  /// Sends everything; false once the peer takes no more.
  func send(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = Glibc.send(
        descriptor, bytes.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
      // libFuzzer's clock is a signal that interrupts.
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Everything up to the peer's end. A reset counts as one: the peer closed with our bytes unread.
  func readToEnd() throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    return try withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) {
      (buffer) throws(Failure) in
      while true {
        let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        if count < 0, errno == EINTR { continue }
        if count == 0 || (count < 0 && errno == ECONNRESET) { return bytes }
        guard count > 0 else {
          throw Failure(description: "the server did not close: errno \(errno)")
        }
        bytes.append(contentsOf: buffer[..<count])
      }
    }
  }
}
