internal import Glibc
internal import Synchronization

/// The queue of a service's log lines to its standard error. What waits is written when the process ends in
/// order, for a second at most.
enum StandardErrorLog {
  private static let queue = Mutex<LogQueue?>(nil)

  static func start(service: String) throws(StartupError) -> LogQueue {
    let made = try LogQueue(descriptor: STDERR_FILENO) {
      Logger.line(service, .warning, "log lines dropped", ["count": .integer($0)])
    }
    queue.withLock { $0 = made }
    atexit { StandardErrorLog.queue.withLock { $0 }?.flush(within: .seconds(1)) }
    return made
  }
}
