import Foundation

/// Runs jobs, first come first served, on a few threads outside the cooperative pool.
final class ThreadExecutor: TaskExecutor, @unchecked Sendable {
  /// As few as keep two cores busy, so that the threads of the pool get their share of them.
  static let shared = ThreadExecutor(threadCount: 2)

  // Both are guarded by `condition`.
  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []

  private init(threadCount: Int) {
    for number in 0..<threadCount {
      let thread = Thread { [self] in
        while true { nextJob().runSynchronously(on: asUnownedTaskExecutor()) }
      }
      thread.name = "blocking-\(number)"
      // As much as a main thread has: a test decides how deep it goes.
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    condition.withLock { jobs.append(job) }
    condition.signal()
  }

  private func nextJob() -> UnownedJob {
    condition.withLock {
      while jobs.isEmpty { condition.wait() }
      return jobs.removeFirst()
    }
  }
}
