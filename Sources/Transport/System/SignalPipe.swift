internal import CLinux
internal import Glibc

/// A pipe that signal handlers write to and a loop reads from, so that a signal becomes an ordinary
/// event. It lives as long as the process.
package final class SignalPipe: ReadinessHandler, Sendable {
  private let readEnd: Int32
  private let handler: @Sendable (Int32) -> Void

  private init(readEnd: Int32, handler: @escaping @Sendable (Int32) -> Void) {
    self.readEnd = readEnd
    self.handler = handler
  }

  /// Calls `handler` on `loop` for every byte that is written to the returned descriptor, a signal's
  /// number. Writing never blocks: when 64 KiB of signals wait, further ones are dropped.
  package static func start(
    on loop: EventLoop, handler: @escaping @Sendable (Int32) -> Void
  ) throws -> Int32 {
    var ends: (Int32, Int32) = (-1, -1)
    try withUnsafeMutablePointer(to: &ends) { pointer in
      try pointer.withMemoryRebound(to: Int32.self, capacity: 2) { ends in
        _ = try SystemCall.require("pipe2") { pipe2(ends, O_CLOEXEC | O_NONBLOCK) }
      }
    }
    let pipe = SignalPipe(readEnd: ends.0, handler: handler)
    loop.executeNow {
      do throws(SystemError) {
        _ = try loop.register(pipe.readEnd, .readable, pipe)
      } catch {
        fatalError("the signal pipe cannot be watched: \(error)")
      }
    }
    return ends.1
  }

  func readinessChanged(_ readiness: Readiness) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
      guard
        case .value(let count) = SystemCall.attempt({
          read(readEnd, buffer.baseAddress, buffer.count)
        })
      else { return }
      for number in buffer[..<count] { handler(Int32(number)) }
    }
  }
}
