/// How far one definition of a workflow is within a run: one execution, or one for each element of
/// its list.
struct RunNode: Sendable, Hashable {
  enum State: Int, Sendable, Hashable {
    /// It waits for others, or for its turn.
    case pending
    case open
    case completed
    case skipped
  }

  var state = State.pending
  /// Dependencies that have neither completed nor been skipped.
  var unsettledCount: Int
  /// The list that it is mapped over, once it is open; `nil` when it is not mapped.
  var items: [Value]?
  /// The output, or the list of outputs, once it has completed.
  var output: Value?
  /// The outputs of a mapped one so far; null where there is none yet.
  var outputs: [Value] = []
  /// The first element that was never begun.
  var nextElement = 0
  /// Elements to begin again, the first one last.
  var again: [Int] = []
  var completedCount = 0

  var isSettled: Bool { state == .completed || state == .skipped }

  /// How many executions it has.
  var count: Int { items?.count ?? 1 }

  /// Begun and not completed.
  var occupiedCount: Int { nextElement - again.count - completedCount }

  /// The next element to begin, when `concurrency` has room for one.
  func startable(concurrency: Int?) -> Int? {
    guard occupiedCount < concurrency ?? count else { return nil }
    return again.last ?? (nextElement < count ? nextElement : nil)
  }

  mutating func began(_ element: Int) {
    state = .open
    if again.last == element {
      again.removeLast()
    } else {
      nextElement = max(nextElement, element + 1)
    }
  }

  /// True when that was the last one.
  mutating func completed(_ element: Int, _ value: Value) -> Bool {
    completedCount += 1
    if items != nil {
      outputs[element] = value
      guard completedCount == count else { return false }
      output = .list(outputs)
      outputs = []
    } else {
      output = value
    }
    state = .completed
    return true
  }

  /// The list is known.
  mutating func opened(_ items: [Value]) {
    state = .open
    self.items = items
    outputs = Array(repeating: .null, count: items.count)
    if items.isEmpty {
      state = .completed
      output = .list([])
    }
  }
}

/// Numbers of definitions, first in, first out, each at most once.
struct ReadyQueue: Sendable, Hashable {
  private var queue: [Int] = []
  private var head = 0

  init(_ elements: [Int] = []) { queue = elements }

  var first: Int? { head < queue.count ? queue[head] : nil }

  var elements: [Int] { Array(queue[head...]) }

  mutating func append(_ element: Int) { queue.append(element) }

  /// Constant on average for the first one, which it nearly always is.
  mutating func remove(_ element: Int) {
    guard let place = queue[head...].firstIndex(of: element) else { return }
    if place == head {
      head += 1
      if head * 2 > queue.count {
        queue.removeFirst(head)
        head = 0
      }
    } else {
      queue.remove(at: place)
    }
  }

  static func == (left: ReadyQueue, right: ReadyQueue) -> Bool {
    left.queue[left.head...] == right.queue[right.head...]
  }

  func hash(into hasher: inout Hasher) { hasher.combine(elements) }
}
