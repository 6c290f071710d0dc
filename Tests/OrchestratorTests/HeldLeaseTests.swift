import Orchestrator
import Store
import Testing

/// Which leases a process and its workers hold: values without I/O.
@Suite("Held leases")
struct HeldLeaseTests {
  private static let first = LeaseKey(task: 7, epoch: 1)
  private static let second = LeaseKey(task: 7, epoch: 2)

  @Test("The end of a lease is none of the lease that followed it")
  func ends() {
    var held = HeldLeases<String>()
    held.add(Self.first, runID: "r", step: StepID("a"), attempt: 1)
    let isFirstUnwanted = held.began(Self.first, "one")
    // It was lost, and given to the same process again.
    let lost = held.withdraw([Self.first])
    held.add(Self.second, runID: "r", step: StepID("a"), attempt: 1)
    let isSecondUnwanted = held.began(Self.second, "two")
    #expect(!isFirstUnwanted && lost == ["one"] && !isSecondUnwanted)
    held.ended(Self.first)
    #expect(held.keys == [Self.second] && held.work == ["two"])
    #expect(held.isWithdrawn(Self.first) && !held.isWithdrawn(Self.second))
    #expect(held.runIDs == ["r"])
    let others = held.withdraw("r", step: StepID("b"), attempt: 1)
    let stopped = held.withdraw("r", step: StepID("a"), attempt: 1)
    #expect(others.isEmpty && stopped == ["two"] && held.isWithdrawn(Self.second))
    held.ended(Self.second)
    #expect(held.keys.isEmpty)
  }

  @Test("What is withdrawn before it began stops at once")
  func withdrawnEarly() {
    var held = HeldLeases<Int>()
    held.add(Self.first, runID: "r", step: StepID("a"), attempt: 1)
    let stopped = held.withdraw("r")
    let isUnwanted = held.began(Self.first, 1)
    #expect(stopped.isEmpty && isUnwanted)
  }

  @Test("The next attempt of a step stays where the one before it is withdrawn late")
  func nextAttempt() {
    var held = HeldLeases<Int>()
    let next = LeaseKey(task: 8, epoch: 1)
    held.add(Self.first, runID: "r", step: StepID("a"), attempt: 1)
    held.add(next, runID: "r", step: StepID("a"), attempt: 2)
    let areUnwanted = [held.began(Self.first, 1), held.began(next, 2)]
    let stopped = held.withdraw("r", step: StepID("a"), attempt: 1)
    #expect(areUnwanted == [false, false] && stopped == [1])
    #expect(held.isWithdrawn(Self.first) && !held.isWithdrawn(next))
  }

  @Test("A worker that is given a task again is told of the earlier lease first, in its place")
  func givenAgain() {
    var hand = TasksInHand<String>(placeCount: 4)
    let isThere = [hand.wait(Self.first, "one"), hand.wait(Self.second, "two")]
    #expect(isThere == [true, true])
    guard case .given(nil) = hand.give(Self.first, "one"),
      case .given("one"?) = hand.give(Self.second, "two")
    else {
      Issue.record("not given")
      return
    }
    // What the worker says counts for the later one, and the end of the earlier one takes nothing away.
    #expect(hand.answer(7) == "two")
    let wasFirstOwed = hand.forget(Self.first)
    #expect(!wasFirstOwed && hand.answer(7) == "two" && !hand.isEmpty)
    // All places are taken, until the worker reads.
    let isTaken = hand.take(1)
    hand.written()
    let isTakenLater = hand.take(1)
    #expect(!isTaken && isTakenLater)
    let wasOwed = [hand.forget(Self.second), hand.forget(Self.second)]
    #expect(wasOwed == [true, false] && hand.isEmpty && hand.answer(7) == nil)
    let rest = hand.leave()
    let isStillThere = hand.wait(Self.first, "three")
    #expect(rest.isEmpty && !isStillThere)
  }

  @Test("Without places for a task and its last message nothing is given")
  func noPlace() {
    var hand = TasksInHand<String>(placeCount: 1)
    _ = hand.wait(Self.first, "one")
    guard case .noPlace = hand.give(Self.first, "one") else {
      Issue.record("given")
      return
    }
    let rest = hand.leave()
    #expect(hand.answer(7) == nil && rest == ["one"])
  }

  @Test("A result is told again after twice the time, up to a bound, unless that never helps")
  func backoff() {
    var backoff = ReportBackoff()
    let delays = (0..<8).map { _ in backoff.failed(draw: 1.0.nextDown) }
    #expect(delays == [250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
    #expect([0, 0.25].map { backoff.failed(draw: $0) } == [0, 2_500])
    for code in [StoreError.Code.corrupt, .forgotten, .invalid] {
      #expect(ReportBackoff.isForGood(StoreError(code, "")))
    }
    for code in [
      StoreError.Code.unavailable, .diskFull, .busy, .overloaded, .readOnly, .cannotOpen,
      .schemaMismatch,
    ] {
      #expect(!ReportBackoff.isForGood(StoreError(code, "")))
    }
  }
}
