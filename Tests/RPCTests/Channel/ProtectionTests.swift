import RPC
import Testing

/// Circuit breakers and outlier ejection, with a hand-turned clock.
@Suite struct ProtectionTests {
  let start = ContinuousClock.now

  private func broken(_ now: ContinuousClock.Instant) -> CircuitBreaker {
    var breaker = CircuitBreaker(policy: CircuitBreakerPolicy())
    for _ in 0..<5 {
      #expect(begin(&breaker, now) == .admitted)
      _ = breaker.callEnded(.unavailable, isProbe: false, now: now)
    }
    return breaker
  }

  private func begin(_ breaker: inout CircuitBreaker, _ now: ContinuousClock.Instant)
    -> CircuitBreaker.Admission
  {
    breaker.callBegan(now: now)
  }

  private func answer(_ breaker: inout CircuitBreaker) -> CircuitBreaker.Transition {
    breaker.probeAnswered()
  }

  private func end(
    _ breaker: inout CircuitBreaker, _ code: RPCError.Code, _ now: ContinuousClock.Instant,
    isProbe: Bool = false
  ) -> CircuitBreaker.Transition {
    breaker.callEnded(code, isProbe: isProbe, now: now)
  }

  @Test func fiveFailuresInARowOpenItForThirtySeconds() {
    var breaker = CircuitBreaker(policy: CircuitBreakerPolicy())
    for _ in 0..<4 { #expect(end(&breaker, .unavailable, start) == .none) }
    #expect(end(&breaker, .ok, start) == .none)
    #expect(breaker.state == .closed(failureCount: 0), "only failures in a row count")
    for _ in 0..<4 { #expect(end(&breaker, .internalError, start) == .none) }
    // The caller's doing is neither.
    #expect(end(&breaker, .cancelled, start) == .none)
    #expect(end(&breaker, .deadlineExceeded, start) == .opened)
    #expect(!breaker.allowsCall(now: start + .seconds(29.9)))
    #expect(breaker.allowsCall(now: start + .seconds(30)))
  }

  @Test func anAnswerThatSaysNoIsNoFailureOfTheServer() {
    var breaker = CircuitBreaker(policy: CircuitBreakerPolicy())
    for code in [RPCError.Code.notFound, .invalidArgument, .permissionDenied, .unimplemented] {
      for _ in 0..<10 { #expect(end(&breaker, code, start) == .none) }
    }
    #expect(breaker.state == .closed(failureCount: 0))
  }

  @Test func aProbeThatIsAnsweredClosesItHoweverLongItGoesOn() {
    var breaker = broken(start)
    #expect(answer(&breaker) == .none)
    #expect(begin(&breaker, start + .seconds(29)) == .refused)
    #expect(begin(&breaker, start + .seconds(30)) == .probe)
    #expect(answer(&breaker) == .closed)
    #expect(breaker.state == .closed(failureCount: 0))
  }

  @Test func oneProbeDecides() {
    let later = start + .seconds(30)
    var breaker = broken(start)
    #expect(begin(&breaker, later) == .probe)
    #expect(breaker.state == .halfOpen(isProbing: true))
    #expect(!breaker.allowsCall(now: later), "one at a time")
    #expect(begin(&breaker, later) == .refused)
    for code in [RPCError.Code.ok, .unavailable, .cancelled] {
      #expect(end(&breaker, code, later) == .none, "only the probe decides")
    }
    #expect(end(&breaker, .ok, later, isProbe: true) == .closed)
    #expect(breaker.allowsCall(now: later))
    breaker = broken(start)
    #expect(begin(&breaker, later) == .probe)
    #expect(end(&breaker, .unknown, later, isProbe: true) == .opened)
    #expect(breaker.state == .open(until: later + .seconds(30)))
    breaker = broken(start)
    #expect(begin(&breaker, later) == .probe)
    #expect(end(&breaker, .cancelled, later, isProbe: true) == .none)
    #expect(breaker.state == .halfOpen(isProbing: false))
    #expect(breaker.allowsCall(now: later), "the next call is a probe")
  }

  @Test func callsFromBeforeSayNothingNew() {
    var breaker = broken(start)
    let state = breaker.state
    #expect(end(&breaker, .unavailable, start + .seconds(20)) == .none)
    #expect(end(&breaker, .ok, start + .seconds(20)) == .none)
    #expect(breaker.state == state)
  }

  // MARK: Outliers

  private func records(_ counts: [(Int, Int)]) -> [OutlierDetection.Record] {
    counts.map { successCount, failureCount in
      var record = OutlierDetection.Record()
      record.successCount = successCount
      record.failureCount = failureCount
      return record
    }
  }

  private func compare(
    _ counts: [(Int, Int)], _ policy: OutlierEjectionPolicy = OutlierEjectionPolicy()
  ) -> [Int] {
    var records = records(counts)
    return OutlierDetection(policy: policy).intervalPassed(&records, now: start)
  }

  @Test func theOneThatFailsMoreThanTheOthersGoes() {
    #expect(compare([(100, 0), (99, 1), (100, 0), (100, 0), (60, 40)]) == [4])
    #expect(compare([(100, 0), (99, 1), (98, 2), (100, 0), (100, 0)]) != [0])
    #expect(compare([(100, 0), (100, 0), (100, 0)]) == [])
    #expect(compare([(10, 90), (10, 90), (10, 90), (10, 90)]).count <= 2)
    #expect(compare([(1, 99), (100, 0)]) == [0], "by its own share of failures")
    #expect(compare([(0, 19), (100, 0)]) == [], "too few calls to judge")
  }

  @Test func neverMoreThanTheirShareIsEjected() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let count = Int.random(in: 1...8, using: &generator)
      var policy = OutlierEjectionPolicy()
      policy.ejectedShareMax = Double.random(in: 0...1, using: &generator)
      let detection = OutlierDetection(policy: policy)
      var records = records(Array(repeating: (0, 0), count: count))
      var now = start
      for _ in 0..<20 {
        for index in records.indices {
          records[index].successCount = Int.random(in: 0...50, using: &generator)
          records[index].failureCount = Int.random(in: 0...200, using: &generator)
        }
        _ = detection.intervalPassed(&records, now: now)
        let ejectedCount = records.count(where: \.isEjected)
        #expect(Double(ejectedCount) <= Double(count) * policy.ejectedShareMax, "seed \(seed)")
        now += policy.interval
      }
    }
  }

  @Test func ejectionsGrowAndAreForgiven() {
    let detection = OutlierDetection(policy: OutlierEjectionPolicy())
    var now = start
    var records = records([(0, 100), (100, 0)])
    #expect(detection.intervalPassed(&records, now: now) == [0])
    #expect(records[0].ejectedUntil == now + .seconds(30))
    now += .seconds(30)
    _ = detection.intervalPassed(&records, now: now)
    #expect(!records[0].isEjected)
    records[0].failureCount = 100
    #expect(detection.intervalPassed(&records, now: now) == [0])
    #expect(records[0].ejectedUntil == now + .seconds(60), "longer the second time")
    now += .seconds(60)
    for _ in 0..<4 { _ = detection.intervalPassed(&records, now: now) }
    #expect(records[0].ejectionCount == 0)
  }
}
