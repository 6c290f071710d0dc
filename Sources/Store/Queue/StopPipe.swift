internal import Glibc

/// Tells a thread to stop which waits for something else meanwhile, a socket or a time.
final class StopPipe: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32

  init() throws(StoreError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw StoreError(.overloaded, "no pipe can be made: \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// For good: nobody who waits afterwards waits at all.
  func stop() {
    var byte: UInt8 = 0
    _ = write(writeEnd, &byte, 1)
  }

  enum Outcome {
    case stopped
    case readable
    case timedOut
  }

  /// Waits until there is something to read from `descriptor`, so many milliseconds are over (-1: however long it takes), or
  /// it is told to stop.
  func wait(forReading descriptor: Int32 = -1, milliseconds: Int32) -> Outcome {
    var waits = [
      pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let code = poll(&waits, 2, milliseconds)
    if waits[0].revents != 0 { return .stopped }
    return code > 0 ? .readable : .timedOut
  }
}
