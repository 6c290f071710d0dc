internal import Synchronization
internal import Transport

/// The calls of a channel that run and that wait for their turn, on all loops together.
///
/// The loops of a channel share it, so that its limit is exact: each call takes its lock twice, and none
/// where no bulkhead is configured.
final class Bulkhead: Sendable {
  private struct State {
    var runningCount = 0
    /// First come, first served; at most `queuedCountMax`.
    var queue: [Entry] = []
  }

  /// A call that waits. Whoever takes it out of the queue resumes it.
  private struct Entry {
    let id: UInt64
    let continuation: UnsafeContinuation<Turn, Never>
  }

  private enum Turn {
    case granted
    /// Others were quicker to fill the queue.
    case refused
    /// Its time was up, or its task was cancelled.
    case givenUp
  }

  private let policy: BulkheadPolicy
  private let target: String
  private let onEvent: (@Sendable (ChannelEvent, String) -> Void)?
  private let state = Mutex(State())
  private let lastID = Atomic<UInt64>(0)

  init(
    _ policy: BulkheadPolicy, target: String,
    onEvent: (@Sendable (ChannelEvent, _ target: String) -> Void)?
  ) {
    self.policy = policy
    self.target = target
    self.onEvent = onEvent
  }

  /// Runs `body` when its turn has come. `deadline` is the call's.
  func run<T>(
    on loop: EventLoop, deadline: ContinuousClock.Instant?, _ body: () async throws -> T
  ) async throws -> T {
    try await enter(loop, deadline)
    defer { leave() }
    return try await body()
  }

  private func enter(_ loop: EventLoop, _ deadline: ContinuousClock.Instant?) async throws {
    enum Decision { case run, queue, refuse }
    let decision = state.withLock { state -> Decision in
      if state.runningCount < policy.callCountMax {
        state.runningCount += 1
        return .run
      }
      return state.queue.count < policy.queuedCountMax ? .queue : .refuse
    }
    switch decision {
    case .run: return
    case .queue: try await queue(loop, deadline)
    case .refuse: throw queueFull
    }
  }

  private func queue(_ loop: EventLoop, _ deadline: ContinuousClock.Instant?) async throws {
    let id = lastID.add(1, ordering: .relaxed).newValue
    let timer = LoopConfined<LoopTimer?>(nil)
    defer { loop.executeNow { timer.value?.cancel() } }
    let began = ContinuousClock.now
    let turn = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        wait(Entry(id: id, continuation: continuation))
        let timeout = [policy.queueTimeout, deadline.map { $0 - .now }].compactMap { $0 }.min()
        guard let timeout else { return }
        loop.executeNow {
          timer.value = loop.schedule(after: max(.zero, timeout)) { self.giveUp(id) }
        }
      }
    } onCancel: {
      giveUp(id)
    }
    switch turn {
    case .granted: return
    case .refused where !Task.isCancelled: throw queueFull
    case .refused, .givenUp: break
    }
    if Task.isCancelled { throw RPCError.taskCancelled }
    if let deadline, deadline <= .now {
      throw RPCError(.deadlineExceeded, "the deadline passed while the call waited for its turn")
    }
    throw full(
      "no turn came in \(.now - began); give bulkhead.queueTimeout or callCountMax more room")
  }

  private func wait(_ entry: Entry) {
    let answer = state.withLock { state -> Turn? in
      if Task.isCancelled { return .givenUp }
      if state.runningCount < policy.callCountMax {
        state.runningCount += 1
        return .granted
      }
      guard state.queue.count < policy.queuedCountMax else { return .refused }
      state.queue.append(entry)
      return nil
    }
    if let answer { entry.continuation.resume(returning: answer) }
  }

  private func giveUp(_ id: UInt64) {
    let entry = state.withLock { state -> Entry? in
      guard let index = state.queue.firstIndex(where: { $0.id == id }) else { return nil }
      return state.queue.remove(at: index)
    }
    entry?.continuation.resume(returning: .givenUp)
  }

  /// Hands the place on, if somebody waits for one.
  private func leave() {
    let next = state.withLock { state -> Entry? in
      guard state.queue.isEmpty else { return state.queue.removeFirst() }
      state.runningCount -= 1
      return nil
    }
    next?.continuation.resume(returning: .granted)
  }

  private var queueFull: RPCError {
    full(
      "\(policy.queuedCountMax) more wait; give bulkhead.callCountMax or queuedCountMax more room")
  }

  private func full(_ detail: String) -> RPCError {
    onEvent?(.bulkheadFull, target)
    return RPCError(
      .resourceExhausted,
      "\(policy.callCountMax) calls to \(target), all that its bulkhead allows, are running and "
        + detail)
  }
}
