internal import Messages
internal import RPC
internal import Synchronization

/// One way of a generation to one set of workers, and how it ended.
struct GenerationAttempt {
  let outcome: CallOutcome
  /// From the call to its first step; nil when it had none.
  let firstStep: Duration?
  /// What it ended with; nil when it was answered.
  let error: (any Error)?
  /// Whether nothing at all came until the time for it, or the caller's, was over.
  var isSilent = false

  /// A caller whose deadline is this near has often given up a moment before it passes here.
  private static let deadlineSlack = Duration.milliseconds(20)

  private struct CallerIsGone: Error {
    let error: any Error
  }

  /// What is asked of whom.
  struct Order: Sendable {
    let generation: Apus.Inference.V1.GenerateRequest
    let options: CallOptions
    let writer: ResponseWriter<Apus.Gateway.V1.GenerateResponse>
  }

  /// Passes the generation on to `backend` and its steps back to the caller. Throws nothing: the error is the
  /// attempt's. `onFirstStep` is called when the first step is there, before the caller gets it.
  static func make(
    _ order: Order, on backend: Backend, onFirstStep: @Sendable () throws -> Void = {}
  ) async -> GenerationAttempt {
    let start = ContinuousClock.now
    var firstStep: Duration?
    do {
      try await backend.inference {
        try await $0.generate(order.generation, options: order.options) { steps in
          for try await step in steps {
            if firstStep == nil {
              try onFirstStep()
              firstStep = .now - start
            }
            do {
              try await order.writer.write(.init(step: step))
            } catch {
              throw CallerIsGone(error: error)
            }
          }
        }
      }
      return GenerationAttempt(outcome: .answered, firstStep: firstStep, error: nil)
    } catch {
      let gone = error as? CallerIsGone
      let isPastDeadline = isPastDeadline
      let outcome = CallOutcome(
        error, isCallerGone: gone != nil || Task.isCancelled, isPastDeadline: isPastDeadline)
      return GenerationAttempt(
        outcome: outcome, firstStep: firstStep, error: gone?.error ?? error,
        isSilent: isPastDeadline && firstStep == nil)
    }
  }

  /// The same, given up where the first step is not there within `bound`.
  static func make(
    _ order: Order, on backend: Backend, firstStepWithin bound: Duration,
    onFirstStep: @escaping @Sendable () -> Void
  ) async -> GenerationAttempt {
    let race = FirstStepRace()
    return await withTaskGroup(of: GenerationAttempt?.self) { group in
      group.addTask {
        await make(order, on: backend) {
          try race.step()
          onFirstStep()
        }
      }
      group.addTask {
        if (try? await Task.sleep(for: bound)) != nil { race.expire() }
        return nil
      }
      var result: GenerationAttempt?
      while let ended = await group.next() {
        if let ended { result = ended }
        if ended != nil || race.isLate { group.cancelAll() }
      }
      // The task that makes the attempt always returns it.
      let attempt = result!
      guard race.isLate, attempt.error != nil, !Task.isCancelled else { return attempt }
      let message = "\(backend.name) at \(backend.target) gave no first step within \(bound)"
      return GenerationAttempt(
        outcome: .failed, firstStep: nil, error: RPCError(.deadlineExceeded, message),
        isSilent: true)
    }
  }

  /// Whether somebody else may be asked: nothing was given to the caller, who still waits.
  var mayBeRepeated: Bool {
    firstStep == nil && error != nil && outcome != .abandoned && !Task.isCancelled
      && !Self.isPastDeadline
  }

  func get() throws {
    if let error { throw error }
  }

  /// What it counts as. `others` is how the same request ended with the others, or that they gave its first step; nil
  /// where they were not asked.
  ///
  /// Silence is the worker's fault whatever becomes of the rest. Else what others take is there to be taken, unless
  /// the fault is not the worker's to see: the model that was named is not there, or the caller allows too
  /// little time. What the others do not do either says nothing.
  func outcome(whereOthers others: CallOutcome?) -> CallOutcome {
    if isSilent { return .failed }
    guard let others, outcome == .failed || outcome == .refused else { return outcome }
    switch others {
    case .answered: return code == .notFound || code == .deadlineExceeded ? outcome : .failed
    case .abandoned: return .abandoned
    case .failed, .refused, .absent: return .refused
    }
  }

  /// Whether no worker was reached, as far as can be told.
  var isUnreached: Bool {
    firstStep == nil && outcome == .failed && !isSilent && code == .unavailable
  }

  private var code: RPCError.Code? { (error as? RPCError)?.code }

  /// Whether the time of the call that is being served is as good as over.
  private static var isPastDeadline: Bool {
    CallScope.current?.deadline.map { $0 - .now < deadlineSlack } ?? false
  }
}

/// Whether the first step came before the time for it was over.
private final class FirstStepRace: Sendable {
  private enum State {
    case open, stepped, late
  }

  private let state = Mutex(State.open)

  var isLate: Bool { state.withLock { $0 == .late } }

  /// The first step is there. Throws when it is too late: nobody gets it.
  func step() throws {
    try state.withLock {
      if $0 == .late { throw CancellationError() }
      $0 = .stepped
    }
  }

  func expire() {
    state.withLock { if $0 == .open { $0 = .late } }
  }
}
