internal import Synchronization

/// Something for a loop to run: a Swift concurrency job or a plain closure.
enum LoopWork: @unchecked Sendable {
  // `UnownedJob` is handed from the enqueuing thread to the loop's thread exactly once.
  case job(UnownedJob)
  case body(@Sendable () -> Void)
}

/// Work that other threads hand to a loop.
///
/// It has no bound of its own, since a job cannot be refused: the number of live tasks bounds it.
/// A sender is told to wake the loop only when the loop sleeps and nobody has woken it yet.
struct Inbox: ~Copyable, Sendable {
  private struct State {
    var work: [LoopWork] = []
    var loopSleeps = false
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Adds work; returns whether the caller must now wake the loop.
  func append(_ work: LoopWork) -> Bool {
    guard let mustWake = appendIfOpen(work) else {
      preconditionFailure("work was sent to an event loop that has been shut down")
    }
    return mustWake
  }

  /// As `append`; nil when the inbox is closed, and drops `work`.
  func appendIfOpen(_ work: LoopWork) -> Bool? {
    state.withLock { state in
      guard !state.isClosed else { return nil }
      state.work.append(work)
      let mustWake = state.loopSleeps
      state.loopSleeps = false
      return mustWake
    }
  }

  /// Moves everything into `batch`, which must be empty and lends its capacity to the inbox.
  func drain(into batch: inout [LoopWork]) {
    state.withLock { state in
      state.loopSleeps = false
      if !state.work.isEmpty { swap(&state.work, &batch) }
    }
  }

  /// True when the inbox is empty and the loop may block; senders wake it from here on.
  func prepareToSleep() -> Bool {
    state.withLock { state in
      state.loopSleeps = state.work.isEmpty
      return state.loopSleeps
    }
  }

  /// Closes the inbox if it is empty; returns whether it is closed now.
  func closeIfEmpty() -> Bool {
    state.withLock { state in
      state.isClosed = state.work.isEmpty
      return state.isClosed
    }
  }
}
