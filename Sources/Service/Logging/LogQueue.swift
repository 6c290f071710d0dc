internal import Glibc
internal import Transport

/// Log lines on their way to a descriptor. A thread of its own writes them, so that a reader who does not
/// keep up costs lines and never the time of whoever logs; lost lines are counted and told of.
///
/// Unchecked `Sendable`: everything mutable is touched only while `monitor` is locked.
package final class LogQueue: @unchecked Sendable {
  /// Bytes that wait, at most, beside as many that are being written. A line that does not fit is dropped.
  package static let byteCountMax = 1 << 20
  /// Bytes of one `write`, unless a single line is longer: up to 4 KiB POSIX promises for pipes that they
  /// do not mix with what others write.
  static let writeByteCountMax = 4096

  private let monitor = Monitor()
  private let descriptor: Int32
  private let describeDrop: @Sendable (Int) -> [UInt8]
  private var waiting: [UInt8] = []
  private var isWriting = false
  private var dropCount = 0
  /// Of these, the ones that no line tells of yet.
  private var untoldDropCount = 0

  /// Writes to `descriptor`, which must outlive the process's last line. `describeDrop` makes the line
  /// that says how many were lost.
  package init(
    descriptor: Int32, describeDrop: @escaping @Sendable (Int) -> [UInt8]
  ) throws(StartupError) {
    self.descriptor = descriptor
    self.describeDrop = describeDrop
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(self)
    let status = pthread_create(
      &thread, nil,
      { Unmanaged<LogQueue>.fromOpaque($0!).takeRetainedValue().serve() }, argument.toOpaque())
    guard status == 0 else {
      argument.release()
      throw StartupError("cannot start the log's thread: \(String(cString: strerror(status)))")
    }
    pthread_detach(thread)
  }

  /// Lines that were lost because the reader did not keep up.
  package var droppedLineCount: Int { monitor.withLock { dropCount } }

  /// Queues a line, which ends with a line feed.
  package func append(_ line: [UInt8]) {
    monitor.withLock {
      guard waiting.count + line.count <= Self.byteCountMax else {
        dropCount += 1
        untoldDropCount += 1
        return
      }
      if waiting.isEmpty, !isWriting { monitor.signal() }
      waiting += line
    }
  }

  /// Returns when everything has been written, or after `limit`: for the end of the process.
  package func flush(within limit: Duration) {
    let deadline = ContinuousClock.now + limit
    while !monitor.withLock({ waiting.isEmpty && !isWriting }), ContinuousClock.now < deadline {
      usleep(1000)
    }
  }

  private func serve() -> Never {
    var lines: [UInt8] = []
    while true {
      monitor.lock()
      isWriting = false
      while waiting.isEmpty { monitor.wait() }
      isWriting = true
      swap(&lines, &waiting)
      let lostCount = untoldDropCount
      untoldDropCount = 0
      monitor.unlock()
      // After the lines that had found room: the lost ones came after them.
      if lostCount > 0 { lines += describeDrop(lostCount) }
      write(lines)
      lines.removeAll(keepingCapacity: true)
    }
  }

  private func write(_ lines: [UInt8]) {
    lines.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = Self.piece(of: rest)
        LogOutput.write(piece, to: descriptor)
        rest = rest[piece.endIndex...]
      }
    }
  }

  /// As many whole lines as go into one `write`; at least one.
  private static func piece(
    of lines: Slice<UnsafeRawBufferPointer>
  ) -> Slice<UnsafeRawBufferPointer> {
    let newline = UInt8(ascii: "\n")
    let first = lines.prefix(writeByteCountMax)
    if let last = first.lastIndex(of: newline) { return lines[...last] }
    return lines.firstIndex(of: newline).map { lines[...$0] } ?? lines
  }
}

/// Writing to a descriptor, however long it takes.
enum LogOutput {
  static func write(_ bytes: Slice<UnsafeRawBufferPointer>, to descriptor: Int32) {
    var rest = bytes
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno == EAGAIN {
        // Whoever shares the descriptor has made it non-blocking.
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wanted, 1, -1)
      } else if count == 0 || errno != EINTR {
        // Whoever reads the log is gone: nothing can be told any more.
        return
      }
    }
  }
}
