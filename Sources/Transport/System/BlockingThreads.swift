internal import CLinux
internal import Glibc
internal import Synchronization

/// A few threads for calls that block and are rare, such as name look-ups. Started on demand.
///
/// At most `threadCountMax` threads and `queueCountMax` waiting calls; beyond that a call fails.
///
/// Unchecked `Sendable`: `state` is touched only while `monitor` is locked.
package final class BlockingThreads: @unchecked Sendable {
  package static let shared = BlockingThreads()
  package static let threadCountMax = 4
  package static let queueCountMax = 1024

  private struct State {
    var queue: [@Sendable () -> Void] = []
    var threadCount = 0
    var idleCount = 0
  }

  private let monitor = Monitor()
  private var state = State()

  private init() {}

  /// Runs `body` on one of the threads and returns what it returns.
  package func run<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let accepted = submit {
        do throws(Failure) {
          continuation.resume(returning: try body())
        } catch {
          continuation.resume(throwing: error)
        }
      }
      if !accepted {
        continuation.resume(throwing: SystemError(operation: "blocking call", code: EAGAIN))
      }
    }
  }

  private func submit(_ call: @escaping @Sendable () -> Void) -> Bool {
    monitor.lock()
    defer { monitor.unlock() }
    guard state.queue.count < Self.queueCountMax else { return false }
    if state.idleCount == 0, state.threadCount < Self.threadCountMax {
      guard startThread() || state.threadCount > 0 else { return false }
    }
    state.queue.append(call)
    monitor.signal()
    return true
  }

  private func startThread() -> Bool {
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let status = pthread_create(
      &thread, &attributes,
      { _ in BlockingThreads.shared.serve() }, nil)
    guard status == 0 else { return false }
    state.threadCount += 1
    return true
  }

  private func serve() -> Never {
    while true {
      monitor.lock()
      while state.queue.isEmpty {
        state.idleCount += 1
        monitor.wait()
        state.idleCount -= 1
      }
      let call = state.queue.removeFirst()
      monitor.unlock()
      call()
    }
  }
}
