import TestSupport
import Testing

import Transport

@Suite struct EventLoopTests {
  let loop = TestLoops.group.next()

  @Test func workRunsOnTheLoopInOrder() async {
    let order = Shared<[Int]>([])
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      for index in 0..<1000 { loop.execute { order.withLock { $0.append(index) } } }
      loop.execute { continuation.resume() }
    }
    #expect(order.withLock { $0 } == Array(0..<1000))
  }

  @Test func tasksThatPreferTheLoopRunOnItAndOnItAlone() async {
    let other = TestLoops.group.next()
    await withTaskExecutorPreference(loop) {
      await concurrentCheck(loop, other)
    }
  }

  /// `@concurrent` leaves the caller's actor, yet stays with the preferred executor.
  @concurrent private func concurrentCheck(_ loop: EventLoop, _ other: EventLoop) async {
    #expect(loop.isOnLoop)
    #expect(!other.isOnLoop)
    #expect(EventLoop.current === loop)
    await Task.yield()
    #expect(loop.isOnLoop)
  }

  @Test func manyThreadsHandWorkOverWithoutLosingAny() async throws {
    let count = Shared(0)
    let loop = loop
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<2000 { loop.execute { count.withLock { $0 += 1 } } }
        }
      }
    }
    try await eventually { count.withLock { $0 } == 16_000 }
  }

  @Test func workThatQueuesWorkDoesNotStarveTimers() async throws {
    let spinner = Spinner(loop: loop)
    loop.execute { spinner.start() }
    try await eventually { spinner.isDone.withLock { $0 } }
  }

  @Test func turnEndHandlersRunOnceAfterTheWorkOfTheTurn() async {
    final class Handler: TurnEndHandler {
      var log: [String] = []
      func turnEnded() { log.append("end") }
    }
    let log: [String] = await withCheckedContinuation { continuation in
      loop.execute { [loop] in
        let handler = Handler()
        loop.atEndOfTurn(handler)
        handler.log.append("work")
        loop.execute { [box = Unchecked(handler)] in box.value.log.append("more work") }
        loop.schedule(after: .milliseconds(3)) { continuation.resume(returning: handler.log) }
      }
    }
    #expect(log == ["work", "more work", "end"])
  }

  @Test func timersFireInOrderAndNeverEarly() async {
    let delays = [30, 5, 20, 5, 10]
    let fired: [(index: Int, elapsed: Duration)] = await withCheckedContinuation { continuation in
      loop.execute { [loop] in
        let start = ContinuousClock.now
        var fired: [(index: Int, elapsed: Duration)] = []
        for (index, delay) in delays.enumerated() {
          loop.schedule(after: .milliseconds(delay)) {
            fired.append((index, ContinuousClock.now - start))
            if fired.count == delays.count { continuation.resume(returning: fired) }
          }
        }
      }
    }
    #expect(fired.map(\.index) == [1, 3, 4, 2, 0])
    for (index, elapsed) in fired { #expect(elapsed >= .milliseconds(delays[index])) }
  }

  @Test func cancelledAndRearmedTimersObey() async {
    let log: [String] = await withCheckedContinuation { continuation in
      loop.execute { [loop] in
        var log: [String] = []
        let cancelled = loop.schedule(after: .milliseconds(2)) { log.append("cancelled") }
        let moved = loop.schedule(after: .milliseconds(1)) { log.append("moved") }
        loop.schedule(after: .milliseconds(8)) { log.append("between") }
        loop.schedule(after: .milliseconds(30)) { continuation.resume(returning: log) }
        cancelled.cancel()
        cancelled.cancel()
        moved.rearm(after: .milliseconds(16))
        if cancelled.isArmed || !moved.isArmed { log.append("wrong state") }
      }
    }
    #expect(log == ["between", "moved"])
  }

  @Test func sleepEndsEarlyWhenItsTaskIsCancelled() async throws {
    let loop = loop
    let start = ContinuousClock.now
    let task = Task { try await loop.sleep(for: .seconds(3600)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    let second = Task { try await loop.sleep(for: .seconds(3600)) }
    try await loop.sleep(for: .milliseconds(5))
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  /// Whether a sleep ended by itself or was cancelled, nothing of it holds on to the loop.
  @Test func sleepLeavesNothingBehind() async throws {
    weak var weakLoop: EventLoop?
    do {
      let loop = try EventLoop.start(name: "sleep-test")
      weakLoop = loop
      try await loop.sleep(for: .milliseconds(1))
      let task = Task { try await loop.sleep(for: .seconds(3600)) }
      try await loop.sleep(for: .milliseconds(5))
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      try await BlockingThreads.shared.run { loop.shutdown() }
    }
    try await eventually { weakLoop == nil }
  }

  @Test func shutdownFinishesQueuedWork() throws {
    let group = try EventLoopGroup(count: 2, name: "short")
    let count = Shared(0)
    for loop in group.loops {
      for _ in 0..<100 { loop.execute { loop.execute { count.withLock { $0 += 1 } } } }
    }
    group.shutdown()
    #expect(count.withLock { $0 } == 200)
    group.shutdown()
  }

  @Test func aGroupKnowsItsOwnLoops() async {
    let group = TestLoops.group
    #expect(group.current == nil)
    let isKnown = await withCheckedContinuation { continuation in
      loop.execute { [loop] in
        continuation.resume(returning: group.current === loop)
      }
    }
    #expect(isKnown)
  }
}

/// Queues itself again and again until its timer fires.
private final class Spinner: Sendable {
  let loop: EventLoop
  let isDone = Shared(false)

  init(loop: EventLoop) { self.loop = loop }

  func start() {
    loop.schedule(after: .milliseconds(5)) { self.isDone.withLock { $0 = true } }
    spin()
  }

  private func spin() {
    if !isDone.withLock({ $0 }) { loop.execute { self.spin() } }
  }
}

/// Carries a loop-confined value into a closure that runs on the same loop.
struct Unchecked<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
