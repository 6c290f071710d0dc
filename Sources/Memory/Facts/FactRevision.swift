/// A span of the time in which something is true, from its first millisecond to before its last.
struct ValidTime: Sendable, Hashable {
  let from: Int
  let to: Int

  /// Precondition: `from` is before `to`.
  init(from: Int, to: Int) {
    precondition(from < to, "a time from \(from) to \(to)")
    self.from = from
    self.to = to
  }

  func overlaps(_ other: ValidTime) -> Bool { from < other.to && other.from < to }

  /// What is left of it beside `other`: nothing, one span or two.
  func subtracting(_ other: ValidTime) -> [ValidTime] {
    guard overlaps(other) else { return [self] }
    var rest: [ValidTime] = []
    if from < other.from { rest.append(ValidTime(from: from, to: other.from)) }
    if other.to < to { rest.append(ValidTime(from: other.to, to: to)) }
    return rest
  }
}

/// What a new fact changes of what was believed about the same subject and predicate.
///
/// There are two times: when something is true (valid time) and when it was recorded. At one point of both at
/// most one value is believed, that of the fact that was recorded last. So a new fact ends, in recorded time,
/// each belief that it overlaps in valid time, and what of that belief lies beside it is believed on. Nothing
/// that was believed earlier changes.
enum FactRevision {
  /// A value that is believed now, and since when.
  struct Belief {
    let row: Int
    let valid: ValidTime
    let recordedFrom: Int
  }

  enum Change: Hashable {
    /// It is no longer believed; what it was remains.
    case end(row: Int)
    /// It was recorded at this very time, and nobody could see it.
    case remove(row: Int)
    /// The same value is believed on in a part of its time, from now on. Comes before `end` and `remove`.
    case carryOn(row: Int, valid: ValidTime)
  }

  static func changes(
    stating valid: ValidTime, over beliefs: [Belief], at now: Int
  ) -> [Change] {
    beliefs.filter { $0.valid.overlaps(valid) }.flatMap { belief -> [Change] in
      belief.valid.subtracting(valid).map { .carryOn(row: belief.row, valid: $0) }
        + [belief.recordedFrom == now ? .remove(row: belief.row) : .end(row: belief.row)]
    }
  }
}
