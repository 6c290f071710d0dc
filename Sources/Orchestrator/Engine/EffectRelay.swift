internal import Store
internal import Synchronization

/// What follows in this process from what was recorded: watchers wake, workers look, attempts stop.
final class EffectRelay: Sendable {
  private struct Targets {
    let live: LiveRuns
    let dispatcher: Dispatcher
    let timersChanged: ChangeSignal
  }

  /// Set once, before anything is recorded: the dispatcher needs the engine, which needs this.
  private let targets = Mutex<Targets?>(nil)

  func connect(live: LiveRuns, dispatcher: Dispatcher, timersChanged: ChangeSignal) {
    targets.withLock {
      $0 = Targets(live: live, dispatcher: dispatcher, timersChanged: timersChanged)
    }
  }

  /// Keeps places for what the draft begins.
  func keepPlaces(for draft: inout RunDraft) {
    guard let dispatcher = targets.withLock(\.self)?.dispatcher else { return }
    draft.keepPlaces(dispatcher.keepPlace)
  }

  /// The draft was not recorded.
  func abandoned(_ draft: RunDraft) {
    targets.withLock(\.self)?.dispatcher.giveUp(draft.places)
  }

  func recorded(
    _ machine: RunMachine, _ actions: [RunAction], _ draft: RunDraft, _ attempts: RecordedAttempts
  ) {
    guard let targets = targets.withLock(\.self) else { return }
    for action in actions {
      switch action {
      case .withdraw(let step, let attempt):
        targets.dispatcher.withdraw(draft.runID, step: step, attempt: attempt)
      case .end: targets.dispatcher.withdraw(draft.runID)
      case .perform, .setTimer, .cancelTimer, .await, .stopAwaiting, .startChild, .cancelChild:
        break
      }
    }
    targets.live.recorded(draft, hasEnded: machine.hasEnded)
    targets.dispatcher.giveUp(attempts.unused(of: draft.places))
    for (worker, lease) in attempts.begun { targets.dispatcher.begin(lease, by: worker) }
    if !attempts.queues.isEmpty { targets.dispatcher.look(in: attempts.queues) }
    if draft.setsTimer { targets.timersChanged.changed() }
  }
}
