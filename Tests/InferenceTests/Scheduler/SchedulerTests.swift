import Inference
import Testing

@Suite struct SchedulerTests {
  private let a = RequestID(1)
  private let b = RequestID(2)
  private let c = RequestID(3)

  private func scheduler(
    concurrentMax: Int = 2, waitingMax: Int = 2, cacheTokenMax: Int = 100,
    weights: [String: Int] = [:]
  ) -> Scheduler {
    Scheduler(
      SchedulerLimits(
        concurrentMax: concurrentMax, waitingMax: waitingMax, cacheTokenMax: cacheTokenMax,
        prefillChunkMax: 8, tenantWeights: weights))
  }

  /// Admits whoever may run, none of whose prompts is cached.
  private func admitAll(_ scheduler: inout Scheduler) -> [RequestID] {
    var admitted: [RequestID] = []
    while let next = scheduler.next() {
      scheduler.admitted(cachedCount: 0)
      admitted.append(next)
    }
    return admitted
  }

  private func arrive(
    _ scheduler: inout Scheduler, _ id: RequestID, tenant: String = "", priority: Int = 0,
    promptCount: Int
  ) -> Scheduler.Refusal? {
    scheduler.arrived(
      .init(id: id, tenant: tenant, priority: priority, promptCount: promptCount), hasRoom: true)
  }

  @Test func `A prompt is read in chunks and then decodes in every step`() {
    var scheduler = scheduler()
    let refusal = arrive(&scheduler, a, promptCount: 20)
    #expect(refusal == nil)
    #expect(scheduler.plan(prefillRowCount: 100).isEmpty)
    #expect(scheduler.next() == a)
    scheduler.admitted(cachedCount: 10)
    #expect(
      scheduler.plan(prefillRowCount: 100) == .init(prefill: [.init(request: a, range: 10..<18)]))
    scheduler.prefilled(a, count: 8)
    #expect(
      scheduler.plan(prefillRowCount: 1) == .init(prefill: [.init(request: a, range: 18..<19)]))
    scheduler.prefilled(a, count: 2)
    #expect(scheduler.plan(prefillRowCount: 100) == .init(decoding: [a]))
    scheduler.ended(a)
    #expect(scheduler.plan(prefillRowCount: 100).isEmpty)
  }

  @Test func `What the budget leaves beside decoding reads prompts in order`() {
    var scheduler = scheduler(concurrentMax: 3, waitingMax: 3)
    _ = arrive(&scheduler, a, promptCount: 1)
    _ = arrive(&scheduler, b, promptCount: 5)
    _ = arrive(&scheduler, c, promptCount: 30)
    #expect(admitAll(&scheduler) == [a, b, c])
    scheduler.prefilled(a, count: 1)
    #expect(
      scheduler.plan(prefillRowCount: 7)
        == .init(
          decoding: [a],
          prefill: [.init(request: b, range: 0..<5), .init(request: c, range: 0..<2)]))
  }

  @Test func `Places and the queue are bounded, in requests and in tokens`() {
    var scheduler = scheduler(concurrentMax: 1, waitingMax: 3, cacheTokenMax: 10)
    #expect(arrive(&scheduler, a, promptCount: 9) == nil)
    #expect(admitAll(&scheduler) == [a])
    #expect(arrive(&scheduler, b, promptCount: 9) == nil)
    #expect(arrive(&scheduler, c, promptCount: 31) == nil)
    #expect(arrive(&scheduler, RequestID(4), promptCount: 1) == .tokens(waitingTokenCount: 40))
    scheduler.ended(c)
    #expect(arrive(&scheduler, RequestID(5), promptCount: 1) == nil)
    #expect(arrive(&scheduler, RequestID(6), promptCount: 1) == nil)
    #expect(arrive(&scheduler, RequestID(7), promptCount: 1) == .queue(waitingCount: 3))
    #expect(scheduler.next() == nil)
    scheduler.ended(a)
    #expect(scheduler.next() == b)
  }

  @Test func `A waiting request can end without ever running`() {
    var scheduler = scheduler(concurrentMax: 1)
    _ = arrive(&scheduler, a, promptCount: 1)
    #expect(admitAll(&scheduler) == [a])
    _ = arrive(&scheduler, b, promptCount: 1)
    scheduler.ended(b)
    #expect(scheduler.waitingCount == 0)
    scheduler.ended(a)
    #expect(scheduler.next() == nil)
  }

  @Test func `A preempted request goes first, with all its tokens`() {
    var scheduler = scheduler(concurrentMax: 3, waitingMax: 5)
    _ = arrive(&scheduler, a, promptCount: 3)
    _ = arrive(&scheduler, b, promptCount: 3)
    #expect(admitAll(&scheduler) == [a, b])
    scheduler.prefilled(b, count: 3)
    #expect(scheduler.youngest == b)
    _ = arrive(&scheduler, c, priority: 9, promptCount: 3)
    scheduler.preempted(b, tokenCount: 7)
    #expect(scheduler.youngest == a)
    #expect(admitAll(&scheduler) == [b, c])
    #expect(
      scheduler.plan(prefillRowCount: 100).prefill
        == [.init(request: a, range: 0..<3), .init(request: b, range: 0..<5)])
  }

  /// Two tenants with endless requests of the same size are given tokens by their weights, whoever came
  /// first; within a tenant priority decides.
  @Test func `Tenants share by weight, and priorities order one tenant's requests`() {
    var scheduler = scheduler(concurrentMax: 1, waitingMax: 100, weights: ["heavy": 3])
    for number in 0..<40 {
      let tenant = number < 20 ? "light" : "heavy"
      let refusal = arrive(
        &scheduler, RequestID(UInt64(number)), tenant: tenant, priority: number % 20 == 19 ? 1 : 0,
        promptCount: 5)
      #expect(refusal == nil)
    }
    var order: [UInt64] = []
    while let next = scheduler.next(), order.count < 20 {
      scheduler.admitted(cachedCount: 0)
      scheduler.prefilled(next, count: 5)
      scheduler.decoded(next, count: 7)
      scheduler.ended(next)
      order.append(next.number)
    }
    let heavyCount = order.count { $0 >= 20 }
    #expect((14...16).contains(heavyCount), "\(order)")
    #expect(order.first { $0 < 20 } == 19 && order.first { $0 >= 20 } == 39, "\(order)")
  }

  /// A tenant that was idle is not owed the time that it was.
  @Test func `Idling saves nothing up`() {
    var scheduler = scheduler(concurrentMax: 1, waitingMax: 100)
    for number in 0..<40 {
      _ = arrive(&scheduler, RequestID(UInt64(number)), tenant: "busy", promptCount: 10)
    }
    var order: [UInt64] = []
    while let next = scheduler.next(), order.count < 30 {
      scheduler.admitted(cachedCount: 0)
      scheduler.ended(next)
      order.append(next.number)
      guard order.count == 20 else { continue }
      for number in 100..<120 {
        _ = arrive(&scheduler, RequestID(UInt64(number)), tenant: "back", promptCount: 10)
      }
    }
    #expect((4...6).contains(order.suffix(10).count { $0 >= 100 }), "\(order)")
  }
}
