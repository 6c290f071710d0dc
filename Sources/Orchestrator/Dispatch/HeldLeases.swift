/// A lease of a task: each has an epoch of its own.
package struct LeaseKey: Sendable, Hashable {
  package var task: Int
  package var epoch: Int

  package init(task: Int, epoch: Int) {
    self.task = task
    self.epoch = epoch
  }
}

/// The leases that a process holds, and what is done under each.
///
/// A lease is a task with its epoch: a process that lost a task and was given it again holds it twice until the earlier
/// attempt has stopped, and the end of the one is none of the other's concern.
package struct HeldLeases<Work: Sendable>: Sendable {
  private struct Held {
    let runID: String
    let step: StepID
    let attempt: Int
    var work: Work?
    /// The run does not want it any more, or the lease is somebody else's.
    var isWithdrawn = false
  }

  private var held: [LeaseKey: Held] = [:]

  package init() {}

  package mutating func add(_ key: LeaseKey, runID: String, step: StepID, attempt: Int) {
    held[key] = Held(runID: runID, step: step, attempt: attempt)
  }

  /// What is done under the lease; true when it is to stop at once.
  package mutating func began(_ key: LeaseKey, _ work: Work) -> Bool {
    held[key]?.work = work
    return held[key]?.isWithdrawn ?? false
  }

  package mutating func ended(_ key: LeaseKey) { held[key] = nil }

  /// Whether nobody wants what comes of it; also of one that has ended.
  package func isWithdrawn(_ key: LeaseKey) -> Bool { held[key]?.isWithdrawn ?? true }

  /// Of a run; gives what is to stop.
  package mutating func withdraw(_ runID: String) -> [Work] {
    withdraw(held.filter { $0.value.runID == runID }.map(\.key))
  }

  /// The attempts of a run at a step up to one; gives what is to stop. The next attempt may have been leased before this
  /// process heard that it is there.
  package mutating func withdraw(_ runID: String, step: StepID, attempt: Int) -> [Work] {
    withdraw(
      held.filter { _, held in
        held.runID == runID && held.step == step && held.attempt <= attempt
      }.map(\.key))
  }

  package mutating func withdraw(_ keys: some Sequence<LeaseKey>) -> [Work] {
    for key in keys { held[key]?.isWithdrawn = true }
    return keys.compactMap { held[$0]?.work }
  }

  package var keys: [LeaseKey] { Array(held.keys) }
  package var runIDs: Set<String> { Set(held.values.map(\.runID)) }
  package var work: [Work] { held.values.compactMap(\.work) }
}
