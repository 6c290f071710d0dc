internal import Transport

/// What becomes of a call whose attempt has failed.
extension ClientCall {
  /// The server or the network ended the attempt with `status`, or there was no way to make it: tries
  /// again, or ends the call.
  func attemptFailed(_ status: RPCError) {
    guard !channel.isShutDown else { return finish(channel.shutDownError, dropsInbound: true) }
    guard let pause = retryPause(after: status) else { return finish(status, dropsInbound: true) }
    madeHistory.lastFailure = status
    channel.report(.retry)
    tryAgain(after: pause, status.code)
  }

  /// How long to wait before the next attempt; nil when there is none.
  private func retryPause(after status: RPCError) -> Duration? {
    guard let policy = plan?.retry else { return nil }
    let history = madeHistory
    var state = history.retries ?? RetryState(policy: policy)
    let random = channel.jitter()
    let action = channel.trust.withThrottle { throttle in
      state.attemptFailed(
        status.code, pushback: status.retryPushback, throttle: &throttle, random: random)
    }
    history.retries = state
    switch action {
    case .retry(let pause):
      // A response has begun, or what was sent is not at hand any more; or time would run out.
      guard isReplayable else { return nil }
      if let deadline = request.deadline, .now + pause >= deadline { return nil }
      return pause
    case .giveUp(.throttled), .giveUp(.pushback):
      channel.report(.retryHeldBack)
      return nil
    case .giveUp(.status), .giveUp(.attempts): return nil
    }
  }

  /// No server has looked at the call (gRFC A6, "transparent retries"). Returns whether it is sent again.
  func resendIfPossible() -> Bool {
    let history = madeHistory
    guard isReplayable, history.refusalCount < Self.refusalCountMax else { return false }
    history.refusalCount += 1
    channel.report(.resend)
    tryAgain(after: .zero, .cancelled)
    return true
  }

  private func tryAgain(after pause: Duration, _ code: RPCError.Code) {
    if case .open(let stream) = phase {
      stream.delegate = nil
      leave(stream)
    }
    phase = .waiting
    trailingBox.received(HeaderList())
    attemptEnded(code)
    if let endpoint { madeHistory.triedEndpoints.append(endpoint) }
    endpoint = nil
    guard pause > .zero else {
      // Not from within a callback of the session.
      return loop.execute { [self] in startAgain() }
    }
    channel.pause(ObjectIdentifier(self), for: pause) { [self] in startAgain() }
  }

  private func startAgain() {
    if case .waiting = phase { channel.start(self) }
  }
}
