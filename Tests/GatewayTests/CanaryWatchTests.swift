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
      let action = watch.stableCallEnded(didFail: index < stableFailures, firstStep: firstStep)
      #expect(action == .none)
    }
    return watch
  }

  @Test("A canary that fails every call goes after the fewest calls, once")
  func outage() {
    var watch = Self.watch()
    for _ in 1..<CanaryWatch.callCountMin {
      let action = watch.canaryCallEnded(firstStep: nil, failure: .untold)
      #expect(action == .none)
      #expect(watch.rollbackReason == nil)
    }
    let reason = "20 of its last 20 calls failed, of the other workers' 0 of 1000 or came too late"
    let last = watch.canaryCallEnded(firstStep: nil, failure: .untold)
    #expect(last == .rollBack(reason: reason))
    #expect(watch.rollbackReason == reason)
    let later = watch.canaryCallEnded(firstStep: nil, failure: .untold)
    #expect(later == .none)
  }

  @Test("With too few calls of the others nothing is compared")
  func nothingToCompareWith() {
    var watch = Self.watch(of: CanaryWatch.callCountMin - 1)
    for _ in 0..<100 {
      let action = watch.canaryCallEnded(firstStep: nil, failure: .untold)
      #expect(action == .none)
    }
  }

  @Test("One that was good for long and turns bad is seen within a few of its calls")
  func turnsBad() {
    var watch = Self.watch()
    for _ in 0..<5_000 {
      let action = watch.canaryCallEnded(firstStep: .milliseconds(40), failure: nil)
      #expect(action == .none)
    }
    var failureCount = 0
    while watch.rollbackReason == nil, failureCount < 100 {
      _ = watch.canaryCallEnded(firstStep: nil, failure: .untold)
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
        _ = watch.canaryCallEnded(firstStep: nil, failure: didFail ? .untold : nil)
      }
      if watch.rollbackReason != nil { rollbackCount += 1 }
      for _ in 0..<400 where watch.rollbackReason == nil {
        let didFail = Double.random(in: 0..<1, using: &generator) < 0.2
        _ = watch.canaryCallEnded(firstStep: nil, failure: didFail ? .untold : nil)
      }
      #expect(watch.rollbackReason != nil, "seed \(seed)")
    }
    #expect(rollbackCount <= 2, "seed \(seed): \(rollbackCount) of 200 good ones were rolled back")
  }

  /// Half of the calls each, from the first one on, so that little is known of the others when the first comparison is
  /// made; one call in ten fails at both.
  @Test(
    "What is not yet known of the others is not held against a canary",
    arguments: [5, 6] as [UInt64])
  func littleKnown(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let rollbackCount = (0..<400).count { _ in
      var watch = CanaryWatch(tolerance: Self.tolerance)
      for index in 0..<800 {
        let didFail = Double.random(in: 0..<1, using: &generator) < 0.1
        if index.isMultiple(of: 2) {
          _ = watch.canaryCallEnded(firstStep: nil, failure: didFail ? .untold : nil)
        } else {
          _ = watch.stableCallEnded(didFail: didFail, firstStep: nil)
        }
      }
      return watch.rollbackReason != nil
    }
    #expect(rollbackCount <= 1, "seed \(seed): \(rollbackCount) of 400 good ones were rolled back")
  }

  /// Conversations stay where they are, so the calls of one that fails, fail at one of the two: here one conversation
  /// in a hundred fails all of its eight calls, the same at both, which is none of the canary's fault. A canary where
  /// half of the conversations fail so goes.
  @Test(
    "Conversations that fail wherever they are roll nothing back",
    arguments: [(5, 1), (20, 2), (50, 3)] as [(Int, UInt64)])
  func conversations(percent: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func isRolledBack(failingAtCanary: Double) -> Bool {
      var watch = CanaryWatch(tolerance: Self.tolerance)
      let isCanarys = (0..<1_000).map { _ in Int.random(in: 0..<100, using: &generator) < percent }
      let fails = isCanarys.map {
        Double.random(in: 0..<1, using: &generator) < ($0 ? failingAtCanary : 0.01)
      }
      // Forty conversations at a time, as people take turns.
      for group in 0..<25 {
        let calls = (0..<8).flatMap { _ in group * 40..<(group + 1) * 40 }
        for index in calls.shuffled(using: &generator) {
          let (key, firstStep) = (UInt64(index), Duration.milliseconds(40))
          if isCanarys[index] {
            _ = watch.canaryCallEnded(
              key: key, firstStep: firstStep, failure: fails[index] ? .untold : nil)
          } else {
            _ = watch.stableCallEnded(key: key, didFail: fails[index], firstStep: firstStep)
          }
        }
      }
      return watch.rollbackReason != nil
    }
    let rollbackCount = (0..<200).count { _ in isRolledBack(failingAtCanary: 0.01) }
    #expect(
      rollbackCount <= 2,
      "\(percent) %, seed \(seed): \(rollbackCount) of 200 good ones were rolled back")
    let caughtCount = (0..<50).count { _ in isRolledBack(failingAtCanary: 0.5) }
    #expect(caughtCount == 50, "\(percent) %, seed \(seed): \(caughtCount) of 50 bad ones")
  }

  @Test("Many calls of a few conversations prove nothing")
  func fewConversations() {
    var watch = Self.watch()
    for index in 0..<400 {
      let failing = UInt64(index % (CanaryWatch.failingKeyCountMin - 1))
      let action = watch.canaryCallEnded(key: failing, firstStep: nil, failure: .alone)
      #expect(action == .none)
      let good = UInt64(100 + index)
      let other = watch.canaryCallEnded(key: good, firstStep: .milliseconds(40), failure: nil)
      #expect(other == .none)
    }
  }

  @Test("Calls in a row that the others answer are enough, of one conversation too")
  func failingAlone() {
    // A template: one conversation makes all calls, and nobody remembers twenty of it.
    for (failure, isRolledBack) in [(CanaryWatch.Failure.alone, true), (.untold, false)] {
      var watch = CanaryWatch(tolerance: Self.tolerance)
      for count in 1...2 * CanaryWatch.callCountMin {
        _ = watch.stableCallEnded(key: 1, didFail: false, firstStep: .milliseconds(40))
        _ = watch.canaryCallEnded(key: 1, firstStep: nil, failure: failure)
        #expect(
          (watch.rollbackReason != nil) == (isRolledBack && count >= CanaryWatch.callCountMin))
      }
    }
    var watch = CanaryWatch(tolerance: .init(failureRate: 1, slowdown: 0))
    for _ in 0..<100 { _ = watch.canaryCallEnded(key: 1, firstStep: nil, failure: .alone) }
    #expect(watch.rollbackReason == nil, "all may fail")
  }

  /// A canary that is asked at some second, and what comes of a call that began then or before.
  private final class Visit {
    var watch = CanaryWatch(tolerance: tolerance)
    private let start = ContinuousClock.now

    func at(_ second: Int) -> ContinuousClock.Instant { start + .seconds(second) }

    func takesCall(at second: Int) -> Bool { watch.takesCall(at: at(second)) }

    func wasAbsent(at second: Int, since then: Int? = nil) -> CanaryWatch.Action {
      watch.canaryWasAbsent(at: at(second), since: at(then ?? second))
    }

    /// A call that may be made and reaches nobody.
    func misses(at second: Int) -> CanaryWatch.Action {
      #expect(takesCall(at: second), "\(second) s")
      return wasAbsent(at: second)
    }

    func wasThere(since second: Int) {
      #expect(watch.canaryWasThere(since: at(second)) == .none)
    }
  }

  @Test("An absent canary gets a call a second, and goes only once it has stayed away for long")
  func absence() {
    let visit = Visit()
    // Until it answers it may take as long as it likes.
    for second in 0..<5_000 {
      #expect(visit.misses(at: second) == .none)
      #expect(!visit.takesCall(at: second))
    }
    #expect(visit.watch.isAbsent)
    visit.wasThere(since: 5_000)
    #expect(!visit.watch.isAbsent)
    #expect(visit.takesCall(at: 5_000))
    #expect(visit.takesCall(at: 5_000))
    // Away for less than what is allowed, there, and away for good.
    for second in 5_000..<5_600 { #expect(visit.misses(at: second) == .none) }
    visit.wasThere(since: 5_600)
    for second in 6_000..<6_600 { #expect(visit.misses(at: second) == .none) }
    #expect(
      visit.misses(at: 6_600) == .rollBack(reason: "it has not been reached for 600 s"))
    #expect(!visit.takesCall(at: 9_000))
  }

  @Test("Where hardly anybody calls, two calls that miss it are not a long time away")
  func littleTraffic() {
    let visit = Visit()
    visit.wasThere(since: 0)
    #expect(visit.misses(at: 10) == .none)
    for count in 1..<CanaryWatch.callCountMin { #expect(visit.misses(at: count * 3_600) == .none) }
    #expect(visit.misses(at: 100 * 3_600) != .none)
  }

  @Test("A call that sees whether an absent canary is there ends before the next one, or never")
  func probe() {
    let visit = Visit()
    #expect(visit.takesCall(at: 0))
    // The canary says nothing for as long as it may.
    #expect(!visit.takesCall(at: 29))
    #expect(visit.wasAbsent(at: 30, since: 0) == .none)
    #expect(visit.takesCall(at: 30))
    // That one does not end, nor does another keep it out.
    #expect(visit.wasAbsent(at: 31, since: 0) == .none)
    #expect(!visit.takesCall(at: 89))
    #expect(visit.takesCall(at: 90))
    // Its caller left.
    #expect(visit.watch.canaryCallWasLeft(since: visit.at(90)) == .none)
    #expect(visit.takesCall(at: 91))
  }

  @Test("One that goes away again and again within an hour goes for good, as workers that crash do")
  func departures() {
    for (pause, isRolledBack) in [(60, true), (1_000, false)] {
      let visit = Visit()
      var second = 0
      for _ in 0..<CanaryWatch.departureCountMax {
        #expect(visit.watch.rollbackReason == nil)
        visit.wasThere(since: second)
        second += pause
        // Each call that was in flight finds it away; it is away once.
        for _ in 0..<10 { _ = visit.wasAbsent(at: second) }
        for _ in 0..<CanaryWatch.probeCountMin {
          second += 1
          _ = visit.misses(at: second)
        }
        second += 1
      }
      #expect((visit.watch.rollbackReason != nil) == isRolledBack, "every \(pause) s")
    }
  }

  @Test("A call that does not reach one that is there has failed, and is no departure")
  func lostCalls() {
    for (callCount, isRolledBack) in [(200, false), (2, true)] {
      let visit = Visit()
      for _ in 0..<1_000 {
        _ = visit.watch.stableCallEnded(didFail: false, firstStep: .milliseconds(40))
      }
      visit.wasThere(since: 0)
      for episode in 0..<100 where visit.watch.rollbackReason == nil {
        let second = 1 + episode * 10
        _ = visit.wasAbsent(at: second)
        #expect(visit.watch.isAbsent && !visit.takesCall(at: second))
        #expect(visit.takesCall(at: second + 1))
        _ = visit.watch.canaryWasThere(since: visit.at(second + 1))
        for _ in 0..<callCount {
          _ = visit.watch.canaryCallEnded(firstStep: .milliseconds(40), failure: nil)
        }
      }
      #expect((visit.watch.rollbackReason != nil) == isRolledBack, "one in \(callCount)")
    }
  }

  @Test("What a pod that stops still answers does not bring it back, nor do old calls take it away")
  func movedPods() {
    let visit = Visit()
    visit.wasThere(since: 0)
    #expect(visit.wasAbsent(at: 10) == .none)
    for _ in 0..<2 * CanaryWatch.departureCountMax {
      visit.wasThere(since: 5)
      #expect(visit.watch.isAbsent && !visit.watch.isPresent)
      #expect(visit.wasAbsent(at: 11) == .none)
    }
    visit.wasThere(since: 20)
    #expect(visit.wasAbsent(at: 21, since: 19) == .none)
    #expect(visit.watch.isPresent)
  }

  @Test("The time to a first step follows the others', and theirs is held to it too")
  func firstStepMax() {
    let unknown = CanaryWatch(tolerance: Self.tolerance)
    #expect(unknown.firstStepMax() == .seconds(30))
    #expect(Self.watch(firstStep: .milliseconds(40)).firstStepMax() == .seconds(5))
    #expect(Self.watch(firstStep: .seconds(2)).firstStepMax() == .seconds(20))
    // Half of a caller's time, unless the others need more than the other half.
    #expect(unknown.firstStepMax(timeLeft: .seconds(4)) == .seconds(2))
    let slow = Self.watch(firstStep: .seconds(2))
    #expect(slow.firstStepMax(timeLeft: .seconds(60)) == .seconds(20))
    #expect(slow.firstStepMax(timeLeft: .seconds(4)) == .seconds(2))
    #expect(slow.firstStepMax(timeLeft: .seconds(3)) == .seconds(3))
    // A quarter of the others' first steps take longer: a canary as slow as they are fails no more than they.
    var watch = CanaryWatch(tolerance: Self.tolerance)
    for index in 0..<400 {
      let isSlow = index.isMultiple(of: 4)
      _ = watch.stableCallEnded(
        didFail: isSlow, firstStep: isSlow ? .seconds(6) : .milliseconds(40))
    }
    for index in 0..<200 {
      let isSlow = index.isMultiple(of: 4)
      _ = watch.canaryCallEnded(
        firstStep: isSlow ? nil : .milliseconds(40), failure: isSlow ? .alone : nil)
    }
    #expect(watch.rollbackReason == nil)
  }

  @Test("One whose first steps come several times later goes, unless that is next to nothing")
  func slowness() {
    for (others, own, isTooSlow) in [(40, 200, true), (40, 110, false), (1, 40, false)] {
      var watch = Self.watch(firstStep: .milliseconds(others))
      for _ in 0..<50 {
        _ = watch.canaryCallEnded(firstStep: .milliseconds(own), failure: nil)
      }
      #expect((watch.rollbackReason != nil) == isTooSlow, "\(others) and \(own) ms")
    }
  }

  /// A hundred conversations under way, whose beginnings the others have computed.
  @Test("What the canary has not computed yet is no slowness", arguments: [false, true])
  func coldConversations(isSlow: Bool) {
    var watch = Self.watch()
    for turn in 0..<5 {
      for key in 0..<100 as Range<UInt64> {
        _ = watch.canaryCallEnded(
          key: key, isContinued: true, firstStep: .milliseconds(turn == 0 || isSlow ? 240 : 40),
          failure: nil)
      }
      #expect(watch.rollbackReason == nil || isSlow && turn > 0, "turn \(turn)")
    }
    #expect((watch.rollbackReason != nil) == isSlow)
    // Nobody has computed the beginning of a conversation that begins.
    var fresh = Self.watch()
    for key in 0..<100 as Range<UInt64> {
      _ = fresh.canaryCallEnded(key: key, firstStep: .milliseconds(240), failure: nil)
    }
    #expect(fresh.rollbackReason != nil)
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
    // The bound of Wilson's interval of 90 %: of ten trials that three succeed, and none.
    #expect(abs(Binomial.upperBound(3, of: 10) - 0.5583) < 1e-4)
    #expect(abs(Binomial.upperBound(0, of: 20) - 0.1192) < 1e-4)
    #expect(abs(Binomial.upperBound(20, of: 20) - 1) < 1e-12)
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
    // The worker foresees that the time which is left does not suffice.
    #expect(outcome(.deadlineExceeded) == .refused)
    #expect(outcome(.deadlineExceeded, isPastDeadline: true) == .failed)
    // The caller is there: somebody behind gave up.
    #expect(outcome(.cancelled) == .failed)
    #expect(outcome(.cancelled, isCallerGone: true) == .abandoned)
    // A worker that hangs: the deadline cancels the call.
    #expect(outcome(.cancelled, isCallerGone: true, isPastDeadline: true) == .failed)
  }
}
