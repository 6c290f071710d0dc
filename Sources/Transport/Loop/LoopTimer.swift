/// A timer of one event loop. Armed by `EventLoop.schedule` or `rearm`, fires once.
///
/// Unchecked `Sendable`: every method and field belongs to the loop's thread, and methods check it.
package final class LoopTimer: @unchecked Sendable {
  /// When it fires, in monotonic nanoseconds.
  var deadline: UInt64 = 0
  /// Breaks ties, so that timers of the same instant fire in the order they were armed.
  var sequence: UInt64 = 0
  /// Where it stands in the heap; -1 while it is not armed.
  var heapIndex = -1
  let body: () -> Void
  unowned let loop: EventLoop

  init(loop: EventLoop, body: @escaping () -> Void) {
    self.loop = loop
    self.body = body
  }

  /// Whether it will still fire.
  package var isArmed: Bool { heapIndex >= 0 }

  /// Forgets the timer; it does not fire any more. Harmless when it has fired.
  package func cancel() {
    loop.cancel(self)
  }

  /// Fires `delay` from now instead of whenever it was due. Allocates nothing.
  package func rearm(after delay: Duration) {
    loop.arm(self, after: delay)
  }
}
