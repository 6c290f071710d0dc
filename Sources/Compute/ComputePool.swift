import Glibc
internal import Kernels
import Synchronization

/// A fixed set of threads that run one closure together, each on its own share of the work.
///
/// The model of use is "single program, multiple data": ``run(_:)`` calls the closure once on every
/// thread (the caller is one of them), and the closure meets the others at ``Lane/barrier(last:)``.
/// A forward pass is one `run` with a few barriers per layer, so no work is queued or allocated.
///
/// A thread that waits spins for up to 50 microseconds and then sleeps in the kernel; a spin that
/// was in vain halves the next one, so that on a machine shared with others the pool yields its
/// processors instead of burning them. Pools are independent of each other. Calls of `run` on one
/// pool take turns; `run` must not be called from inside a closure that runs on the same pool.
package final class ComputePool: Sendable {
  /// Threads that work in a `run`, the caller included.
  package let threadCount: Int
  private let crew: Crew
  private let turn = Mutex<Void>(())
  private let threads: [pthread_t]

  /// The processors that this process may run on.
  package static var availableCoreCount: Int {
    let count = Int(apus_available_processors())
    return count > 0 ? count : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Starts `threadCount - 1` threads.
  ///
  /// - Parameters:
  ///   - threadCount: 1...256; by default one for each available processor.
  ///   - pinned: bind the pool's own threads to one processor each. Worth it on a machine that the
  ///     process has for itself; on a shared one the scheduler moves threads better than we can.
  package init(threadCount: Int = ComputePool.availableCoreCount, pinned: Bool = false) {
    precondition((1...256).contains(threadCount), "thread count \(threadCount) is not in 1...256")
    self.threadCount = threadCount
    crew = Crew(laneCount: threadCount)
    var threads: [pthread_t] = []
    for index in 1..<max(1, threadCount) {
      threads.append(crew.startThread(index: index, pinned: pinned))
    }
    self.threads = threads
  }

  /// Names the calling thread, as `top -H` and profiles show it; Linux keeps 15 bytes.
  package static func nameThisThread(_ name: String) { apus_name_this_thread(name) }

  deinit {
    crew.stop()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Calls `body` once on each thread, at the same time, and returns when all have finished.
  ///
  /// What `body` captures is shared by all threads: it must only write to memory that its lane
  /// owns between two barriers.
  package func run(_ body: (Lane) -> Void) {
    turn.withLock { _ in
      if threadCount == 1 {
        body(Lane(index: 0, crew: crew))
        crew.resetItems()
      } else {
        withoutActuallyEscaping(body) { crew.run($0) }
      }
    }
  }

  /// Shares `count` items among the threads, `grain` at a time, and returns when all are done.
  package func forEach(_ count: Int, grain: Int = 1, _ body: (Range<Int>) -> Void) {
    run { lane in lane.forEach(count, grain: grain, body) }
  }
}

/// One thread's view of a ``ComputePool/run(_:)`` in progress.
package struct Lane {
  /// This thread, from 0 (the caller) up to `count - 1`.
  package let index: Int
  let crew: Crew

  /// Threads in the run.
  package var count: Int { crew.laneCount }

  /// Takes items until none is left, `grain` at a time; whichever thread is free takes the next.
  ///
  /// Every thread of the run must make the same call, and ``barrier(last:)`` must come before the
  /// next `forEach`.
  package func forEach(_ itemCount: Int, grain: Int, _ body: (Range<Int>) -> Void) {
    while let begin = crew.takeItems(grain, of: itemCount) {
      body(begin..<min(begin + grain, itemCount))
    }
  }

  /// Waits until every thread of the run has arrived. The last one to arrive first performs `last`
  /// alone, for short serial steps between two parallel ones.
  package func barrier(last: () -> Void = {}) {
    crew.barrier(last: last)
  }
}
