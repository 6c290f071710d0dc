internal import Glibc
internal import Synchronization
package import Transport

/// Turns SIGTERM and SIGINT into a call on an event loop, and SIGHUP into another.
///
/// A handler that writes the signal's number to a pipe, rather than a signalfd: a signalfd sees only
/// signals that every thread of the process blocks, which a library cannot promise for threads that
/// started before it, and a blocked mask would be inherited by child processes.
package enum TerminationSignals {
  /// The pipe's writing end; set before the handlers are installed.
  private static let writeEnd = Atomic<Int32>(-1)
  private static let count = Atomic<Int>(0)

  /// `terminate` is called for every SIGTERM or SIGINT, with how many there have been.
  package static func install(
    on loop: EventLoop, terminate: @escaping @Sendable (Int) -> Void,
    reload: @escaping @Sendable () -> Void
  ) throws {
    let descriptor = try SignalPipe.start(on: loop) { number in
      if number == SIGHUP { return reload() }
      terminate(count.wrappingAdd(1, ordering: .relaxed).newValue)
    }
    writeEnd.store(descriptor, ordering: .releasing)
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow further is an error of the write, not the end of the service.
    signal(SIGXFSZ, SIG_IGN)
    for number in [SIGTERM, SIGINT, SIGHUP] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { TerminationSignals.caught($0) }
      action.sa_flags = SA_RESTART
      sigaction(number, &action, nil)
    }
  }

  /// Runs in signal context: one atomic load and one `write`, both allowed there.
  private static func caught(_ number: Int32) {
    let saved = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(writeEnd.load(ordering: .acquiring), &byte, 1)
    errno = saved
  }
}
