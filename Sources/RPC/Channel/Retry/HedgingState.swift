/// The attempts of one hedged call (gRFC A6). A value type: no clock, no stream.
///
/// Life: attempts are *running*; the first that answers is the winner and *ends* the call; one that
/// fails with a status that is not fatal leaves it to the others.
package struct HedgingState: Equatable {
  package enum Action: Equatable {
    /// Begin one more attempt.
    case attempt
    /// Begin one more attempt then, which is paid for, unless another one answers before.
    case attemptLater(Duration)
    /// The others go on.
    case wait
    /// This is how the call ends.
    case end
  }

  private let policy: HedgingPolicy
  package private(set) var beganCount = 0
  package private(set) var runningCount = 0
  /// A server asked for no more attempts.
  private var isHeldOff = false

  package init(policy: HedgingPolicy) { self.policy = policy }

  /// Whether another attempt may follow at all.
  package var isOpen: Bool { beganCount < policy.attemptCountMax && !isHeldOff }

  package mutating func attemptBegan() {
    beganCount += 1
    runningCount += 1
  }

  /// The delay since the last attempt has passed. `pay` takes one hedge from the budget.
  package func delayPassed(pay: () -> Bool) -> Action {
    isOpen && pay() ? .attempt : .wait
  }

  package mutating func attemptFailed(
    _ code: RPCError.Code, pushback: RetryPushback?, pay: () -> Bool
  ) -> Action {
    runningCount -= 1
    guard policy.nonFatalCodes.contains(code) else { return .end }
    if pushback == .never { isHeldOff = true }
    if isOpen, pay() {
      if case .after(let pause) = pushback { return .attemptLater(pause) }
      return .attempt
    }
    return runningCount > 0 ? .wait : .end
  }
}
