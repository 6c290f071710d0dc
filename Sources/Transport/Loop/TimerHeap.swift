/// Timers ordered by deadline, then by the order of arming: a binary heap in which every timer knows
/// its place, so that cancelling removes it at once and dead timers never pile up.
struct TimerHeap {
  /// Armed timers a loop holds at most; a leak of timers should stop, not eat the machine.
  static let countMax = 1 << 20

  private(set) var timers: [LoopTimer] = []
  private var nextSequence: UInt64 = 0

  var isEmpty: Bool { timers.isEmpty }
  var nextDeadline: UInt64? { timers.first?.deadline }

  mutating func insert(_ timer: LoopTimer, deadline: UInt64) {
    precondition(timer.heapIndex < 0, "a timer was armed twice")
    precondition(timers.count < Self.countMax, "more than \(Self.countMax) timers on one loop")
    timer.deadline = deadline
    timer.sequence = nextSequence
    nextSequence &+= 1
    timer.heapIndex = timers.count
    timers.append(timer)
    siftUp(timer.heapIndex)
  }

  mutating func remove(_ timer: LoopTimer) {
    let index = timer.heapIndex
    guard index >= 0 else { return }
    precondition(timers[index] === timer, "a timer is not where it says")
    let last = timers.removeLast()
    timer.heapIndex = -1
    guard last !== timer else { return }
    timers[index] = last
    last.heapIndex = index
    siftUp(index)
    siftDown(last.heapIndex)
  }

  /// Removes and returns the earliest timer if it is due at `now`.
  mutating func popDue(at now: UInt64) -> LoopTimer? {
    guard let first = timers.first, first.deadline <= now else { return nil }
    remove(first)
    return first
  }

  private static func precedes(_ a: LoopTimer, _ b: LoopTimer) -> Bool {
    a.deadline != b.deadline ? a.deadline < b.deadline : a.sequence < b.sequence
  }

  private mutating func siftUp(_ start: Int) {
    var index = start
    let timer = timers[index]
    while index > 0 {
      let parent = (index - 1) / 2
      guard Self.precedes(timer, timers[parent]) else { break }
      place(timers[parent], at: index)
      index = parent
    }
    place(timer, at: index)
  }

  private mutating func siftDown(_ start: Int) {
    var index = start
    let timer = timers[index]
    while true {
      var child = 2 * index + 1
      guard child < timers.count else { break }
      if child + 1 < timers.count, Self.precedes(timers[child + 1], timers[child]) { child += 1 }
      guard Self.precedes(timers[child], timer) else { break }
      place(timers[child], at: index)
      index = child
    }
    place(timer, at: index)
  }

  private mutating func place(_ timer: LoopTimer, at index: Int) {
    timers[index] = timer
    timer.heapIndex = index
  }
}
