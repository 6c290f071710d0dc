/// What was done to one register by many at the same time, and whether it could have been done one after the other.
///
/// The check goes through the history once (just-in-time linearization, G. Lowe, "Testing for linearizability", 2017): it
/// keeps every value that the register may have together with the operations under way that would have taken effect
/// already. It is exponential in the operations under way only, which are as many as callers and lost answers.
struct RegisterHistory: Sendable {
  enum Operation: Sendable, Hashable {
    case read(Int)
    case write(Int)
    case swap(from: Int, to: Int, isDone: Bool)
    /// Nobody knows whether it was done.
    case lostSwap(from: Int, to: Int)

    /// The value afterwards; nil where it cannot have happened to this one.
    func applied(to value: Int) -> Int? {
      switch self {
      case .read(let found): found == value ? value : nil
      case .write(let new): new
      case .swap(let old, let new, true): old == value ? new : nil
      case .swap(let old, _, false): old != value ? value : nil
      case .lostSwap(let old, let new): old == value ? new : value
      }
    }
  }

  private struct State: Hashable {
    var value: Int
    /// Those under way that have taken effect.
    var done: Set<Int>
  }

  private var events: [(operation: Int, isEnd: Bool)] = []
  private var operations: [Operation?] = []

  /// How many ended with an answer.
  private(set) var answeredCount = 0
  /// How many may have been done or not.
  private(set) var lostCount = 0

  /// One begins; gives its number.
  mutating func begin() -> Int {
    operations.append(nil)
    events.append((operations.count - 1, false))
    return operations.count - 1
  }

  mutating func end(_ number: Int, _ operation: Operation) {
    operations[number] = operation
    events.append((number, true))
    answeredCount += 1
  }

  /// It has no answer, and may take effect at any time from its beginning on. One that was refused is not told at all.
  mutating func lose(_ number: Int, _ operation: Operation) {
    operations[number] = operation
    lostCount += 1
  }

  /// The first operation whose answer no order explains; nil where there is an order for all.
  func contradiction(from value: Int) -> Operation? {
    var states: Set<State> = [State(value: value, done: [])]
    var underWay: Set<Int> = []
    for (number, isEnd) in events {
      guard let operation = operations[number] else { continue }
      guard isEnd else {
        underWay.insert(number)
        continue
      }
      states = ended(number, states, underWay)
      underWay.remove(number)
      if states.isEmpty { return operation }
    }
    return nil
  }

  /// The states in which one has taken effect at its end at the latest, and is not under way any more.
  private func ended(_ number: Int, _ states: Set<State>, _ underWay: Set<Int>) -> Set<State> {
    var seen = states
    var open = Array(states)
    var result: Set<State> = []
    while var state = open.popLast() {
      if state.done.contains(number) {
        state.done.remove(number)
        result.insert(state)
        continue
      }
      for other in underWay.subtracting(state.done) {
        guard let value = operations[other]?.applied(to: state.value) else { continue }
        let next = State(value: value, done: state.done.union([other]))
        if seen.insert(next).inserted { open.append(next) }
      }
    }
    return result
  }
}
