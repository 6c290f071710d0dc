/// Looks through what processes knew of their leases for a task that was in the hands of two.
///
/// Processes keep their leases by the wall clock, which faults set: a lease that such a jump touches is judged by what
/// was recorded of it alone. The limit is that a process may be killed before it notes what it was given, so what is
/// not noted is not judged.
package struct LeaseAudit: Sendable {
  /// What is wrong.
  package private(set) var violations: [String] = []
  /// Leases that were noted.
  package private(set) var leaseCount = 0
  /// Times that a task was handed out again and the lease before it was judged.
  package private(set) var judgedCount = 0
  /// The same where the clock had jumped, so that it was not.
  package private(set) var exceptedCount = 0

  private struct Lease {
    let process: String
    let epoch: Int
    let begin: Int
    var end: Int
    /// Its end was told by a clock that had jumped since.
    var isOutOfTime: Bool
    var isReturned = false
  }

  /// How far apart two readings of one moment are: wall clocks are read in whole milliseconds.
  private static let resolution = 2_000

  private let leaseDuration: Int
  private let isExclusive: Bool
  private let jumps: [ClosedRange<Int>]

  /// - Parameters:
  ///   - leaseDuration: in microseconds.
  ///   - isExclusive: whether a process has the store to itself, and ends the leases of the one before.
  ///   - jumps: from when to when clocks were wrong, by `SteadyClock`.
  package init(
    _ notes: [LeaseNote], leaseDuration: Int, isExclusive: Bool, jumps: [ClosedRange<Int>]
  ) {
    self.leaseDuration = leaseDuration
    self.isExclusive = isExclusive
    // Who took the time during a jump may write with it, and take others' tasks back, a while after.
    self.jumps = jumps.map { $0.lowerBound...($0.upperBound + leaseDuration) }
    let openings = notes.filter { $0.kind == .opened }
    for (task, notes) in Dictionary(grouping: notes.filter { $0.kind != .opened }, by: \.task) {
      judge(task, notes.sorted { $0.time < $1.time }, openings)
    }
  }

  private mutating func judge(_ task: Int, _ notes: [LeaseNote], _ openings: [LeaseNote]) {
    var leases: [Int: Lease] = [:]
    var recorded: Set<Int> = []
    for note in notes {
      switch note.kind {
      case .opened: break
      case .began:
        if let other = leases[note.epoch] {
          violations.append(
            "epoch \(note.epoch) of task \(task) was given to \(other.process) and \(note.process)")
          continue
        }
        leases[note.epoch] = Lease(
          process: note.process, epoch: note.epoch, begin: note.time, end: note.end,
          isOutOfTime: isOutOfTime(note))
      case .held:
        // A heartbeat on its way may be noted after the task was given back.
        guard var lease = leases[note.epoch], !lease.isReturned else { continue }
        lease.end = max(lease.end, note.end)
        lease.isOutOfTime = lease.isOutOfTime || isOutOfTime(note)
        leases[note.epoch] = lease
      case .returning:
        guard var lease = leases[note.epoch] else { continue }
        lease.end = min(lease.end, note.time)
        lease.isReturned = true
        leases[note.epoch] = lease
      case .recorded: recorded.insert(note.epoch)
      case .refused: break
      }
    }
    leaseCount += leases.count
    if recorded.count > 1 {
      violations.append("task \(task) was recorded from the epochs \(recorded.sorted())")
    }
    let inOrder = leases.values.sorted { $0.epoch < $1.epoch }
    for (earlier, later) in zip(inOrder, inOrder.dropFirst()) {
      compare(task, earlier, later, openings)
    }
    if let last = recorded.max(), let later = inOrder.last, later.epoch > last {
      violations.append(
        "task \(task) was handed out under epoch \(later.epoch) after \(last) was recorded")
    }
  }

  private mutating func compare(
    _ task: Int, _ earlier: Lease, _ later: Lease, _ openings: [LeaseNote]
  ) {
    let time = min(earlier.begin, later.begin)...max(earlier.begin, later.begin)
    if earlier.isOutOfTime || later.isOutOfTime || jumps.contains(where: { $0.overlaps(time) }) {
      exceptedCount += 1
      return
    }
    judgedCount += 1
    var end = earlier.end
    if isExclusive, earlier.process != later.process,
      let opening = openings.first(where: { $0.process == later.process })
    {
      end = min(end, opening.time)
    }
    if later.begin + Self.resolution < end {
      violations.append(
        "epoch \(later.epoch) of task \(task) began at \(later.process) \((end - later.begin) / 1_000) ms "
          + "before epoch \(earlier.epoch) ended at \(earlier.process), which had had "
          + "it for \((later.begin - earlier.begin) / 1_000) ms")
    }
  }

  /// Nobody is given a task for longer than a lease.
  private func isOutOfTime(_ note: LeaseNote) -> Bool {
    note.end - note.time > leaseDuration + Self.resolution
  }
}
