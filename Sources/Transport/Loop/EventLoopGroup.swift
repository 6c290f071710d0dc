internal import Synchronization

/// A fixed set of event loops. Connections are spread over them once and stay where they land.
package final class EventLoopGroup: Sendable {
  /// The loops, in order; never empty.
  package let loops: [EventLoop]
  private let nextIndex = Atomic<Int>(0)

  /// Starts `count` loops, named `<name>-0` and so on.
  package init(count: Int, name: String = "apus-loop") throws {
    precondition(count > 0, "an event loop group needs at least one loop")
    var loops: [EventLoop] = []
    do {
      for index in 0..<count { loops.append(try EventLoop.start(name: "\(name)-\(index)")) }
    } catch {
      for loop in loops { loop.shutdown() }
      throw error
    }
    self.loops = loops
  }

  /// The loops in turn.
  package func next() -> EventLoop {
    let index = nextIndex.wrappingAdd(1, ordering: .relaxed).oldValue
    return loops[Int(UInt(bitPattern: index) % UInt(loops.count))]
  }

  /// The loop of this group on whose thread the caller runs.
  package var current: EventLoop? {
    guard let loop = EventLoop.current, loops.contains(where: { $0 === loop }) else { return nil }
    return loop
  }

  /// Stops every loop and waits for its thread. Not from one of the loops.
  package func shutdown() {
    for loop in loops { loop.shutdown() }
  }
}
