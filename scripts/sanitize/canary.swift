// Shows that the thread sanitizer finds races, and that what thread_edges.c tells it of Swift's libraries is right: it
// hides no race beside what they order (the modes named "race..."), and is all that they order here ("ordered...").
import Foundation
import Synchronization

/// What threads share without protection. `isDone` says when one is done and orders nothing.
final class Shared: @unchecked Sendable {
  var value = 0
  let lock = Mutex<Void>(())
  let isDone = Atomic(false)

  func done() { isDone.store(true, ordering: .relaxed) }
  func awaitDone() { while !isDone.load(ordering: .relaxed) {} }
}

/// A thread that looks for work all the time, and gets it through a mutex.
final class Worker: Sendable {
  private typealias Work = @Sendable () -> Void
  private let work = Mutex<Work?>(nil)

  init() {
    Thread.detachNewThread { [self] in
      while true {
        let next = work.withLock { work in
          defer { work = nil }
          return work
        }
        next?()
      }
    }
  }

  /// Waits until `body` has run on that thread. With a greater `delay` it has so before the task waits.
  func run(delay: Int, _ body: @escaping @Sendable () -> Void) async {
    await withUnsafeContinuation { continuation in
      work.withLock {
        $0 = {
          body()
          continuation.resume()
        }
      }
      for _ in 0..<delay { _ = shared.isDone.load(ordering: .relaxed) }
    }
  }
}

let shared = Shared()

func run(_ mode: String) async {
  switch mode {
  case "race":
    Thread.detachNewThread {
      shared.value = 1
      shared.done()
    }
    shared.awaitDone()
    precondition(shared.value == 1)
  case "ordered-mutex":
    let add: @Sendable () -> Void = {
      for _ in 0..<200_000 { shared.lock.withLock { _ in shared.value += 1 } }
    }
    Thread.detachNewThread {
      add()
      shared.done()
    }
    add()
    shared.awaitDone()
    precondition(shared.lock.withLock { _ in shared.value } == 400_000)

  case "race-after-release":
    // Who gives up a reference orders nothing for those who keep theirs.
    let reference = Unmanaged.passRetained(shared)
    Thread.detachNewThread {
      shared.value = 1
      reference.release()
      shared.done()
    }
    shared.awaitDone()
    precondition(shared.value == 1)
  case "ordered-release":
    // But for who then is the only owner.
    var object = Shared()
    let reference = Unmanaged.passRetained(object)
    Thread.detachNewThread {
      reference._withUnsafeGuaranteedRef { $0.value = 1 }
      reference.release()
    }
    while !isKnownUniquelyReferenced(&object) {}
    precondition(object.value == 1)

  case "race-after-resume":
    // What follows the resumption is not ordered by it.
    await withUnsafeContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume()
        shared.value = 1
        shared.done()
      }
    }
    shared.awaitDone()
    precondition(shared.value == 1)
  case "race-beside-resume":
    // Nor does a resumption order what another thread did before it dropped its reference to the task.
    let task = withUnsafeCurrentTask { unsafeBitCast($0!, to: UnsafeRawPointer.self) }
    let reference = Unmanaged<AnyObject>.fromOpaque(task).retain()
    Thread.detachNewThread {
      shared.value = 1
      reference.release()
      shared.done()
    }
    await withUnsafeContinuation { continuation in
      Thread.detachNewThread {
        shared.awaitDone()
        continuation.resume()
      }
    }
    precondition(shared.value == 1)
  case "ordered-resume":
    let worker = Worker()
    for round in 0..<20_000 {
      await worker.run(delay: round / 10) { shared.value += 1 }
      shared.value += 1
    }
    precondition(shared.value == 40_000)

  default: fatalError("unknown mode '\(mode)'")
  }
}

await run(CommandLine.arguments.last!)
