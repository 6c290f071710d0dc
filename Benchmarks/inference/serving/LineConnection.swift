import Foundation

/// A TCP connection that is read line by line, with a time limit.
struct LineConnection: ~Copyable {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// What of the buffer was handed out.
  private var consumed = 0

  /// Nil where nobody listens.
  init?(host: String, port: UInt16) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, host, &address.sin_addr)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { return nil }
    var noDelay: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay,
      socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { Glibc.close(descriptor) }

  func send(_ data: Data) {
    data.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = Glibc.send(
          descriptor, bytes.baseAddress! + offset, bytes.count - offset,
          Int32(MSG_NOSIGNAL))
        guard count > 0 else { return }
        offset += count
      }
    }
  }

  /// The next line without its end; nil at the end of the stream or of the time.
  mutating func line(until deadline: ContinuousClock.Instant) -> String? {
    while true {
      if let end = buffer[consumed...].firstIndex(of: UInt8(ascii: "\n")) {
        let text = String(decoding: buffer[consumed..<end], as: UTF8.self)
        consumed = end + 1
        return text.hasSuffix("\r") ? String(text.dropLast()) : text
      }
      guard receive(until: deadline) else { return nil }
    }
  }

  private mutating func receive(until deadline: ContinuousClock.Instant) -> Bool {
    buffer.removeFirst(consumed)
    consumed = 0
    let left = (deadline - .now) / .milliseconds(1)
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard left > 0, poll(&request, 1, Int32(min(left, 3_600_000)) + 1) == 1 else { return false }
    var chunk = [UInt8](repeating: 0, count: 16_384)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    guard count > 0 else { return false }
    buffer += chunk[..<count]
    return true
  }
}
