import Inference
import Testing

@Suite struct SchedulerTests {
  private let a = RequestID(1)
  private let b = RequestID(2)
  private let c = RequestID(3)

  /// `#expect` cannot call a mutating function itself.
  private func expect<T: Equatable>(
    _ expected: T, _ actual: T, location: SourceLocation = #_sourceLocation
  ) {
    #expect(actual == expected, sourceLocation: location)
  }

  private func scheduler(
    concurrentMax: Int = 2, waitingMax: Int = 2, cacheTokenMax: Int = 100
  ) -> Scheduler {
    Scheduler(
      SchedulerLimits(
        concurrentMax: concurrentMax, waitingMax: waitingMax, cacheTokenMax: cacheTokenMax,
        prefillChunkMax: 8, prefillChunkBesideDecodingMax: 3))
  }

  @Test func `A prompt is read in chunks and then decodes in every step`() {
    var scheduler = scheduler()
    expect(true, scheduler.arrived(a, promptCount: 10, capacity: 20))
    #expect(scheduler.plan().isEmpty)
    expect([a], scheduler.admit())
    #expect(scheduler.plan() == .init(prefill: [.init(request: a, range: 0..<8)]))
    scheduler.prefilled(a, count: 8)
    #expect(scheduler.plan() == .init(prefill: [.init(request: a, range: 8..<10)]))
    scheduler.prefilled(a, count: 2)
    #expect(scheduler.plan() == .init(decoding: [a]))
    scheduler.ended(a)
    #expect(scheduler.plan().isEmpty)
    #expect(scheduler.reservedTokenCount == 0)
  }

  @Test func `Decoding goes first and shrinks the chunk beside it`() {
    var scheduler = scheduler()
    _ = scheduler.arrived(a, promptCount: 1, capacity: 20)
    _ = scheduler.arrived(b, promptCount: 30, capacity: 40)
    _ = scheduler.admit()
    #expect(
      scheduler.plan()
        == .init(prefill: [
          .init(request: a, range: 0..<1), .init(request: b, range: 0..<7),
        ]))
    scheduler.prefilled(a, count: 1)
    scheduler.prefilled(b, count: 7)
    #expect(
      scheduler.plan() == .init(decoding: [a], prefill: [.init(request: b, range: 7..<10)]))
  }

  @Test func `Places, room and the queue are bounded, in order of arrival`() {
    var scheduler = scheduler(concurrentMax: 2, waitingMax: 2, cacheTokenMax: 100)
    expect(true, scheduler.arrived(a, promptCount: 50, capacity: 90))
    expect([a], scheduler.admit())
    expect(true, scheduler.arrived(b, promptCount: 5, capacity: 20))
    expect(true, scheduler.arrived(c, promptCount: 1, capacity: 5))
    // b does not fit beside a; c would, but b came first.
    expect([], scheduler.admit())
    expect(false, scheduler.arrived(RequestID(4), promptCount: 1, capacity: 2))
    scheduler.ended(a)
    expect([b, c], scheduler.admit())
    #expect(scheduler.reservedTokenCount == 25)
    scheduler.ended(c)
    #expect(scheduler.runningCount == 1)
  }

  @Test func `A waiting request can end without ever running`() {
    var scheduler = scheduler(concurrentMax: 1)
    _ = scheduler.arrived(a, promptCount: 1, capacity: 2)
    _ = scheduler.admit()
    _ = scheduler.arrived(b, promptCount: 1, capacity: 2)
    scheduler.ended(b)
    #expect(scheduler.waitingCount == 0)
    scheduler.ended(a)
    expect([], scheduler.admit())
  }
}
