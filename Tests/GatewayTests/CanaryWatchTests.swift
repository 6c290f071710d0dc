import Gateway
import RPC
import Testing
import TestSupport

@Suite("Watching a canary")
struct CanaryWatchTests {
  private static let tolerance = CanaryWatch.Tolerance(failureRate: 0.02, slowdown: 3)

  private static func watch(
    stableFailures: Int = 0, of count: Int = 1_000, firstStep: Duration = .milliseconds(40)
  ) -> CanaryWatch {
    var watch = CanaryWatch(tolerance: tolerance)
    for index in 0..<count {
      let action = watch.callEnded(
        on: .stable, didFail: index < stableFailures, firstStep: firstStep)
      #expect(action == .none)
    }
    return watch
  }

  @Test("A canary that fails every call goes after the fewest calls, once")
  func outage() {
    var watch = Self.watch()
    for _ in 1..<CanaryWatch.callCountMin {
      let action = watch.callEnded(on: .canary, didFail: true, firstStep: nil)
      #expect(action == .none)
      #expect(watch.rollbackReason == nil)
    }
    let reason = "20 of its last 20 calls failed, of the other workers' 0 of 1000"
    let last = watch.callEnded(on: .canary, didFail: true, firstStep: nil)
    #expect(last == .rollBack(reason: reason))
    #expect(watch.rollbackReason == reason)
    let later = watch.callEnded(on: .canary, didFail: true, firstStep: nil)
    #expect(later == .none)
  }

  @Test("With too few calls of the others nothing is compared")
  func nothingToCompareWith() {
    var watch = Self.watch(of: CanaryWatch.callCountMin - 1)
    for _ in 0..<100 {
      let action = watch.callEnded(on: .canary, didFail: true, firstStep: nil)
      #expect(action == .none)
    }
  }

  @Test("One that was good for long and turns bad is seen within a few of its calls")
  func turnsBad() {
    var watch = Self.watch()
    for _ in 0..<5_000 {
      let action = watch.callEnded(on: .canary, didFail: false, firstStep: .milliseconds(40))
      #expect(action == .none)
    }
    var failureCount = 0
    while watch.rollbackReason == nil, failureCount < 100 {
      _ = watch.callEnded(on: .canary, didFail: true, firstStep: nil)
      failureCount += 1
    }
    #expect(failureCount <= 15)
  }

  /// Many trials of canaries as good as the others, where three calls in a hundred fail, and of worse ones.
  @Test(
    "Chance rolls nothing back, and a fifth of failures does", arguments: [1, 2, 3] as [UInt64])
  func chance(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var rollbackCount = 0
    for _ in 0..<200 {
      var watch = Self.watch(stableFailures: 30)
      for _ in 0..<400 {
        let didFail = Double.random(in: 0..<1, using: &generator) < 0.03
        _ = watch.callEnded(on: .canary, didFail: didFail, firstStep: nil)
      }
      if watch.rollbackReason != nil { rollbackCount += 1 }
      for _ in 0..<200 where watch.rollbackReason == nil {
        let didFail = Double.random(in: 0..<1, using: &generator) < 0.2
        _ = watch.callEnded(on: .canary, didFail: didFail, firstStep: nil)
      }
      #expect(watch.rollbackReason != nil, "seed \(seed)")
    }
    #expect(rollbackCount <= 2, "seed \(seed): \(rollbackCount) of 200 good ones were rolled back")
  }

  @Test("One whose first steps come several times later goes, unless that is next to nothing")
  func slowness() {
    for (others, own, isTooSlow) in [(40, 200, true), (40, 110, false), (1, 40, false)] {
      var watch = Self.watch(firstStep: .milliseconds(others))
      for _ in 0..<50 {
        _ = watch.callEnded(on: .canary, didFail: false, firstStep: .milliseconds(own))
      }
      #expect((watch.rollbackReason != nil) == isTooSlow, "\(others) and \(own) ms")
    }
  }

  @Test("A binomial tail is what counting says")
  func binomial() {
    // Of the sixteen ways that four coins fall, eleven show two heads or more.
    #expect(abs(Binomial.tail(2, of: 4, probability: 0.5) - 11.0 / 16) < 1e-12)
    #expect(abs(Binomial.tail(3, of: 3, probability: 0.02) - 8e-6) < 1e-15)
    #expect(abs(Binomial.tail(1, of: 200, probability: 0.5) - 1) < 1e-12)
    #expect(Binomial.tail(0, of: 0, probability: 0.02) == 1)
    #expect(Binomial.tail(1, of: 5, probability: 0) == 0)
    #expect(Binomial.tail(5, of: 5, probability: 1) == 1)
    // The first of its terms is too small for a number, and must not take the others along.
    #expect(abs(Binomial.tail(150, of: 200, probability: 0.99) - 1) < 1e-12)
  }

  @Test(
    "Of calls without a key exactly the share goes, evenly spread", arguments: [0, 1, 5, 33, 50])
  func share(percent: Int) {
    var share = CanaryShare(percent: percent)
    var taken: [Int] = []
    for index in 0..<1_000 where share.takes(key: nil) { taken.append(index) }
    #expect(taken.count == percent * 10)
    let gaps = zip(taken, taken.dropFirst()).map { $1 - $0 }
    #expect(Set(gaps).count <= 2, "\(gaps)")
  }

  @Test("A larger share keeps the conversations that a smaller one has")
  func growth() {
    var (small, large) = (CanaryShare(percent: 5), CanaryShare(percent: 20))
    for index in 0..<5_000 {
      let key = "acme\u{0}question \(index)"
      let (isSmalls, isLarges) = (small.takes(key: key), large.takes(key: key))
      #expect(isLarges || !isSmalls)
    }
  }

  @Test("An outcome speaks for or against the workers only where it is theirs")
  func outcomes() {
    func outcome(
      _ code: RPCError.Code, isCallerGone: Bool = false, isPastDeadline: Bool = false
    ) -> CallOutcome {
      CallOutcome(
        RPCError(code, ""), isCallerGone: isCallerGone, isPastDeadline: isPastDeadline)
    }
    for code in [RPCError.Code.unavailable, .internalError, .unknown, .resourceExhausted] {
      #expect(outcome(code) == .failed)
      #expect(outcome(code, isCallerGone: true) == .abandoned)
    }
    #expect(outcome(.invalidArgument) == .refused)
    #expect(outcome(.notFound) == .refused)
    #expect(outcome(.cancelled) == .abandoned)
    // A worker that hangs: the deadline cancels the call.
    #expect(outcome(.cancelled, isCallerGone: true, isPastDeadline: true) == .failed)
  }
}
