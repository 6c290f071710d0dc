internal import RPC

/// How a call to a worker ended, as far as it speaks for or against that worker.
package enum CallOutcome: String, Sendable, CaseIterable {
  case answered
  /// The worker did not do what it was asked, or not in time.
  case failed
  /// The worker found fault with the request, or everybody failed at it.
  case refused
  /// No worker was there to ask.
  case absent
  /// The caller left.
  case abandoned

  /// What ended a call that was not answered. `isCallerGone` is when the caller no longer takes what is
  /// written, or has cancelled; a deadline that passed is the worker's, and so is a call that it cancels itself.
  package init(_ error: any Error, isCallerGone: Bool, isPastDeadline: Bool) {
    if isPastDeadline {
      self = .failed
      return
    }
    if isCallerGone {
      self = .abandoned
      return
    }
    switch (error as? RPCError)?.code {
    case .invalidArgument?, .notFound?, .alreadyExists?, .permissionDenied?, .unauthenticated?,
      .failedPrecondition?, .outOfRange?,
      // The worker says that the time which is left does not suffice.
      .deadlineExceeded?:
      self = .refused
    default: self = .failed
    }
  }
}
