internal import Transport

/// The tasks in which one loop's handlers run.
///
/// A task takes one call after the other and is parked in between: making a task for each call, and
/// destroying it, cost a tenth of a call. All calls that one piece of input made ready are run in a row, so a
/// task is woken once for them. A handler that suspends keeps its task, and the next call gets another
/// one. A task that was cancelled ends with its call, because a cancellation cannot be taken back.
///
/// Unchecked `Sendable`: everything belongs to the loop's thread, where the tasks run too.
final class HandlerTasks: @unchecked Sendable {
  /// Tasks that are kept parked; more end when they have nothing to do.
  private static let parkedCountMax = 64

  /// One of the tasks, for whoever must cancel it. Unchecked `Sendable` as the pool is.
  final class Runner: @unchecked Sendable {
    /// Nil while the task runs in place for the first time.
    fileprivate var task: Task<Void, Never>?
    private var isCancelled = false

    func cancel() {
      isCancelled = true
      task?.cancel()
    }

    fileprivate func began(as task: Task<Void, Never>) {
      self.task = task
      if isCancelled { task.cancel() }
    }

    /// Not `Task.isCancelled` alone: the handle may not be known yet.
    fileprivate var mayGoOn: Bool { !isCancelled && !Task.isCancelled }
  }

  private let loop: EventLoop
  /// Calls to run, from `nextIndex` on; empty when `run` returns.
  private var ready: [ServerCall] = []
  private var nextIndex = 0
  private var parked: [UnsafeContinuation<Void, Never>] = []
  private var hasStopped = false

  init(loop: EventLoop) { self.loop = loop }

  func add(_ calls: [ServerCall]) { ready.append(contentsOf: calls) }

  /// Runs the handlers of the calls that were added; returns when each has returned or suspended.
  func run() {
    while nextIndex < ready.count {
      if let task = parked.popLast() {
        loop.resumeInPlace { task.resume() }
      } else {
        let runner = Runner()
        runner.began(as: Task.immediate(executorPreference: loop) { await self.work(runner) })
      }
    }
  }

  /// Ends the parked tasks, and every other one when it has nothing more to do.
  func stop() {
    hasStopped = true
    while let task = parked.popLast() { loop.resumeInPlace { task.resume() } }
  }

  private func next() -> ServerCall? {
    guard nextIndex < ready.count else { return nil }
    let call = ready[nextIndex]
    nextIndex += 1
    if nextIndex == ready.count {
      ready.removeAll(keepingCapacity: true)
      nextIndex = 0
    }
    return call
  }

  @concurrent
  private func work(_ runner: Runner) async {
    while true {
      while let call = next() {
        guard let (entry, facts) = call.handlerBegins(in: runner) else { continue }
        var outcome: RPCError?
        do {
          // After each `await` the runtime looks for the task's executor under a lock: one is enough.
          try await CallScope.$current.withValue(CallScope(facts)) {
            try await entry.run(call, ServerContext(facts))
          }
        } catch {
          outcome = ServerCall.status(of: error)
        }
        call.handlerReturned(outcome)
        guard runner.mayGoOn else { return }
      }
      guard !hasStopped, parked.count < Self.parkedCountMax else { return }
      await withUnsafeContinuation { parked.append($0) }
    }
  }
}
