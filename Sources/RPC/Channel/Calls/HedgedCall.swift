internal import Transport

/// A unary call with several attempts at the same time, of which the first that answers counts.
///
/// Unchecked `Sendable`: everything mutable belongs to the loop's thread.
final class HedgedCall: @unchecked Sendable {
  private let channel: LoopChannel
  private let request: ClientRequest
  private var message: [UInt8] = []
  private let plan: MethodPlan
  private let first: ClientCall
  private var state: HedgingState
  /// At most as many as the policy allows.
  private var attempts: [(call: ClientCall, began: ContinuousClock.Instant)] = []
  private var winner: ClientCall?
  private var waiter: LoopWaiter<[UInt8]>?
  private var timer: LoopTimer?
  /// While no other replica can take an attempt, it is looked for one no more often than this.
  private static let lookIntervalMin: Duration = .milliseconds(10)

  /// `call` is the first attempt.
  init(_ call: ClientCall, _ plan: MethodPlan) {
    channel = call.channel
    request = call.request
    self.plan = plan
    first = call
    state = HedgingState(policy: plan.hedging!)
  }

  func result(sending message: [UInt8]) async throws -> [UInt8] {
    do {
      return try await LoopWaiter.wait(on: channel.loop) { waiter in
        self.waiter = waiter
        self.message = message
        self.channel.hedging[self.plan.hedgingIndex].budget.callBegan()
        self.attempt(self.first)
      }
    } catch {
      // Harmless unless the task was cancelled: then the servers must hear of it.
      channel.loop.executeNow { self.cancel() }
      throw error
    }
  }

  // MARK: Attempts

  private func attemptAgain() {
    attempt(ClientCall(channel: channel, request: request, plan: plan, hasOneResponse: true))
  }

  private func attempt(_ call: ClientCall) {
    let history = call.madeHistory
    history.hedge = self
    history.triedEndpoints = attempts.compactMap(\.call.endpoint)
    history.earlierHedgeCount = state.beganCount
    state.attemptBegan()
    attempts.append((call, .now))
    plan(after: channel.hedging[plan.hedgingIndex].delay)
    call.begin()
    do throws(RPCError) {
      try call.enqueue(message, compress: true)
      call.finishSending()
    } catch {
      // The attempt has ended, which was told.
    }
  }

  private func plan(after delay: Duration) {
    timer?.cancel()
    timer = nil
    guard winner == nil, state.isOpen else { return }
    timer = channel.loop.schedule(after: delay) { [weak self] in self?.delayPassed() }
  }

  private func delayPassed() {
    timer = nil
    guard winner == nil else { return }
    // A call without a connection would only wait twice.
    guard canGoElsewhere else {
      return plan(after: max(Self.lookIntervalMin, channel.hedging[plan.hedgingIndex].delay))
    }
    if state.delayPassed(pay: pay) == .attempt { attemptAgain() }
  }

  /// For an attempt that is paid for. Not behind the call's deadline, which the attempt itself finds.
  private func attemptAgain(after pause: Duration) {
    timer?.cancel()
    timer = nil
    let left = request.deadline.map { max(.zero, $0 - .now) }
    channel.pause(ObjectIdentifier(self), for: min(pause, left ?? pause)) { [self] in
      if winner == nil { attemptAgain() }
    }
  }

  private var canGoElsewhere: Bool {
    let places = attempts.map(\.call.endpoint)
    return !places.contains { $0 == nil } && channel.picker.hasUsable(besides: places)
  }

  private func pay() -> Bool {
    guard channel.trust.withThrottle({ $0?.allowsRetries }) != false,
      channel.hedging[plan.hedgingIndex].budget.take()
    else {
      channel.report(.hedgeHeldBack)
      return false
    }
    channel.report(.hedge)
    return true
  }

  // MARK: What attempts tell

  /// The attempt has been answered: the others are not needed.
  func answered(_ call: ClientCall) {
    guard winner == nil else { return }
    end(with: call)
  }

  /// The attempt is over. Returns whether the call is over with it.
  func ended(_ call: ClientCall, _ status: RPCError?) -> Bool {
    if let winner { return winner === call }
    guard let status, attempts.contains(where: { $0.call === call }) else {
      end(with: call)
      return true
    }
    if plan.hedging!.nonFatalCodes.contains(status.code) {
      channel.trust.withThrottle { $0?.callFailed() }
    }
    let action = state.attemptFailed(status.code, pushback: status.retryPushback, pay: pay)
    switch action {
    case .end:
      end(with: call)
      return true
    case .attempt:
      timer?.cancel()
      timer = nil
      // Not from within a callback of the session.
      channel.loop.execute { [self] in if winner == nil { attemptAgain() } }
    case .attemptLater(let pause): attemptAgain(after: pause)
    case .wait: break
    }
    return false
  }

  private func end(with call: ClientCall) {
    winner = call
    endPauses()
    let now = ContinuousClock.now
    for (other, began) in attempts {
      // What an attempt that was cut short has taken is at least a lower bound.
      channel.hedging[plan.hedgingIndex].latencies.record(now - began)
      if other !== call { other.cancel() }
      other.history?.hedge = nil
    }
    if call !== attempts.first?.call { channel.report(.hedgeWon) }
    attempts = []
    if let waiter { call.deliverResult(to: waiter) }
    waiter = nil
  }

  private func endPauses() {
    timer?.cancel()
    timer = nil
    channel.endPause(ObjectIdentifier(self))
  }

  private func cancel() {
    guard winner == nil else {
      winner?.cancel()
      return
    }
    endPauses()
    winner = first
    for (call, _) in attempts {
      call.cancel()
      call.history?.hedge = nil
    }
    attempts = []
    waiter = nil
  }
}
