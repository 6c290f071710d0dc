/// What an active member of a consumer group is to do next: read events, write the group's cursor, or wait. Holds no
/// clock and touches no store: the caller performs the step and says what came of it.
///
/// Invariants:
/// 1. `cursor` <= `acknowledged` <= last delivered <= `looked`.
/// 2. At most `unacknowledgedMax` events are delivered and not acknowledged.
/// 3. The cursor moves over an event that the group takes only once it was acknowledged; over one that it does not
///    take, once all before it were.
package struct EventDelivery: Sendable {
  package enum Step: Sendable, Equatable {
    /// Write the cursor.
    case commit(from: Int, to: Int)
    /// Read at most so many events that the group takes, after a sequence number.
    case read(after: Int, countMax: Int)
    case wait
  }

  /// An acknowledgement of what was never delivered.
  package struct Unknown: Error {
    package let lastDelivered: Int
  }

  /// Events read at a time: what is in memory for one member.
  package static let pageSize = 32
  /// Events that the group does not take are passed over, and after so many that is written down.
  package static let skippedCountMax = 1_000

  package let unacknowledgedMax: Int
  /// What is written.
  package private(set) var cursor: Int
  /// The member is done with everything up to here.
  private var acknowledged: Int
  /// Everything up to here was delivered, or is not for the group.
  private var looked: Int
  /// Delivered and not acknowledged, in order.
  private var unacknowledged: [Int] = []
  private var lastDelivered: Int
  private var mayHaveNews = true
  private var isFinished = false

  package init(cursor: Int, unacknowledgedMax: Int) {
    precondition(unacknowledgedMax > 0)
    self.unacknowledgedMax = unacknowledgedMax
    self.cursor = cursor
    acknowledged = cursor
    looked = cursor
    lastDelivered = cursor
  }

  /// Where the cursor belongs.
  private var done: Int { unacknowledged.isEmpty ? looked : acknowledged }

  package var next: Step {
    if done > cursor,
      acknowledged > cursor || isFinished || done - cursor >= Self.skippedCountMax
    {
      return .commit(from: cursor, to: done)
    }
    let room = unacknowledgedMax - unacknowledged.count
    if isFinished || !mayHaveNews || room == 0 { return .wait }
    return .read(after: looked, countMax: min(room, Self.pageSize))
  }

  package mutating func committed(to sequence: Int) {
    cursor = sequence
    acknowledged = max(acknowledged, sequence)
  }

  /// - Parameters:
  ///   - sequences: of the events that are now delivered.
  ///   - end: up to where there is none that is not among them.
  ///   - isAll: whether there was nothing after `end` when it was read.
  package mutating func read(_ sequences: [Int], through end: Int, isAll: Bool) {
    unacknowledged += sequences
    lastDelivered = sequences.last ?? lastDelivered
    looked = max(looked, end)
    if isAll { mayHaveNews = false }
  }

  /// Something may have been published since it was read last.
  package mutating func newsArrived() { mayHaveNews = true }

  /// The member is done with an event and all before it. Once more changes nothing.
  package mutating func acknowledged(_ sequence: Int) throws(Unknown) {
    guard sequence <= lastDelivered else { throw Unknown(lastDelivered: lastDelivered) }
    acknowledged = max(acknowledged, sequence)
    let count = unacknowledged.firstIndex { $0 > sequence } ?? unacknowledged.count
    unacknowledged.removeFirst(count)
  }

  /// The member wants nothing more; what it acknowledged is still to be written.
  package mutating func finished() { isFinished = true }
}
