// Shows that the thread sanitizer works: `race` must be reported, `ordered` must not.
import Foundation
import Synchronization

final class Shared: Sendable {
  let count = Atomic<Int>(0)
}

final class Counter: @unchecked Sendable {
  var count = 0
  let lock = Mutex<Void>(())
}

/// Runs `body` on two threads that start together.
func run(_ body: @escaping @Sendable () -> Void) {
  let threads = DispatchGroup()
  let arrived = Shared()
  for _ in 0..<2 {
    threads.enter()
    Thread.detachNewThread {
      arrived.count.add(1, ordering: .relaxed)
      while arrived.count.load(ordering: .relaxed) < 2 {}
      for _ in 0..<200_000 { body() }
      threads.leave()
    }
  }
  threads.wait()
}

let counter = Counter()
if CommandLine.arguments.last == "race" {
  run { counter.count &+= 1 }
} else {
  run { counter.lock.withLock { _ in counter.count &+= 1 } }
}
