/// What one connected worker is to be given and was given, and the places that its outbox has for messages.
///
/// States of a lease: waiting (`wait`) -> given (`give`) -> forgotten. A worker says its task's number alone, so of two
/// leases of one task the later one stands for it, and the earlier one is withdrawn with that.
package struct TasksInHand<Answer: Sendable>: Sendable {
  package enum Giving {
    case noPlace
    /// With the earlier lease of the same task that the worker is to be told of first.
    case given(replaced: Answer?)
  }

  private var waiting: [LeaseKey: Answer] = [:]
  private var given: [Int: (epoch: Int, answer: Answer)] = [:]
  /// Places that are taken: by messages, and by the last ones to come of what is given.
  private var takenCount = 0
  private let placeCount: Int
  package private(set) var isGone = false

  package init(placeCount: Int) { self.placeCount = placeCount }

  package var isEmpty: Bool { waiting.isEmpty && given.isEmpty }

  /// Takes places for messages, if there are so many.
  package mutating func take(_ count: Int) -> Bool {
    if takenCount + count > placeCount { return false }
    takenCount += count
    return true
  }

  /// A message has left the outbox.
  package mutating func written() { takenCount -= 1 }

  /// False when the worker is gone.
  package mutating func wait(_ key: LeaseKey, _ answer: Answer) -> Bool {
    if !isGone { waiting[key] = answer }
    return !isGone
  }

  /// Takes a place for the task and one for its last message.
  package mutating func give(_ key: LeaseKey, _ answer: Answer) -> Giving {
    guard take(2) else { return .noPlace }
    waiting[key] = nil
    return .given(replaced: given.updateValue((key.epoch, answer), forKey: key.task)?.answer)
  }

  /// What the worker means when it names a task.
  package func answer(_ task: Int) -> Answer? { given[task]?.answer }

  /// Whether the worker was given it and is owed a last message.
  package mutating func forget(_ key: LeaseKey) -> Bool {
    waiting[key] = nil
    guard given[key.task]?.epoch == key.epoch else { return false }
    given[key.task] = nil
    return true
  }

  /// The worker is gone: nobody will say what became of these.
  package mutating func leave() -> [Answer] {
    isGone = true
    return given.values.map(\.answer) + waiting.values
  }
}
