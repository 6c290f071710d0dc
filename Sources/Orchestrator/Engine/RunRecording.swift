internal import Store

/// What came of recording.
package struct RecordedRun: Sendable {
  /// The run that has the idempotency key already; nothing was recorded.
  package var known: RunMachine?
  var attempts = RecordedAttempts()
}

/// Records what was decided about a run, together with what waits to be recorded about others: one statement of many rows
/// appends to all histories, one completes the tasks that were told of, one for each queue adds those that follow.
struct RunRecording: SharedWrite {
  let draft: RunDraft
  /// The run after it.
  let next: RunMachine
  /// Of a run that is not there yet: how many unfinished ones its tenant may have with it.
  var unfinishedCountMax: Int?

  private var isNew: Bool { unfinishedCountMax != nil }

  /// A decision on a state that the run has left is refused alone (`versionConflict`), and so is a run that its tenant has
  /// no room for (`Refusal.full`). What else goes wrong is thrown: `ClosingIsOver`.
  static func perform(
    _ recordings: [RunRecording], on connection: borrowing SQLConnection
  ) throws -> [Result<RecordedRun, any Error>] {
    var results: [Result<RecordedRun, any Error>?] = Array(
      repeating: nil, count: recordings.count)
    for (index, result) in try insert(recordings, on: connection) { results[index] = result }
    for (index, conflict) in try append(
      recordings.indices.filter { results[$0] == nil }, of: recordings, on: connection)
    {
      results[index] = .failure(conflict)
    }
    let open = recordings.indices.filter { results[$0] == nil }
    let drafts = open.map { recordings[$0].draft }
    try RunStore.close(drafts, on: connection)
    for (index, attempts) in zip(open, try RunStore.enqueue(drafts, on: connection)) {
      var recorded = RecordedRun(attempts: attempts)
      try recordings[index].record(&recorded.attempts, on: connection)
      results[index] = .success(recorded)
    }
    return results.compactMap(\.self)
  }

  /// Inserts the runs that are new, of each tenant the first ones that it has room for; gives what came of the others: those
  /// that are known, and `Refusal.full`.
  private static func insert(
    _ recordings: [RunRecording], on connection: borrowing SQLConnection
  ) throws -> [(Int, Result<RecordedRun, any Error>)] {
    var settled: [(Int, Result<RecordedRun, any Error>)] = []
    var keys: Set<[String]> = []
    var new: [String: (indices: [Int], countMax: Int)] = [:]
    for (index, recording) in recordings.enumerated() {
      guard let countMax = recording.unfinishedCountMax else { continue }
      let submission = recording.submission
      if let id = try RunStore.runID(of: submission, on: connection) {
        let known = try RunStore.machine(id, on: connection)
        settled.append((index, .success(RecordedRun(known: known))))
        continue
      }
      let key = submission.idempotencyKey
      // Of one that came with it nothing can be read yet: one after the other.
      guard key.isEmpty || keys.insert([submission.tenant, key]).inserted else {
        throw StoreError(.busy, "a run of the key '\(key)' is being recorded: try again")
      }
      let before = new[submission.tenant] ?? ([], .max)
      new[submission.tenant] = (before.indices + [index], min(before.countMax, countMax))
    }
    for (tenant, (indices, countMax)) in new.sorted(by: { $0.key < $1.key }) {
      // First, so that what is refused has written nothing.
      let count = try RunStore.count(
        upTo: indices.count, of: tenant, atMost: countMax, on: connection)
      for index in indices.prefix(count) {
        let recording = recordings[index]
        try RunStore.insert(
          recording.submission, recording.next, at: recording.draft.time, on: connection)
      }
      settled += indices.dropFirst(count).map {
        ($0, .failure(Orchestrator.Refusal.full(countMax)))
      }
    }
    return settled
  }

  private var submission: RunSubmission {
    guard let submission = next.submission else { preconditionFailure("nothing was submitted") }
    return submission
  }

  /// Appends the events of some; gives those whose run has moved on.
  private static func append(
    _ indices: [Int], of recordings: [RunRecording], on connection: borrowing SQLConnection
  ) throws -> [(Int, StoreError)] {
    let indices = indices.filter { !recordings[$0].draft.events.isEmpty }
    let conflicts = try EventLog.append(
      indices.map { index in
        let draft = recordings[index].draft
        return EventAppend(
          draft.events, to: draft.runID, tenant: draft.tenant, expectedVersion: draft.version,
          now: draft.time)
      }, on: connection)
    return try zip(indices, conflicts).compactMap { index, conflict in
      // What was inserted has to be undone.
      if let conflict, recordings[index].isNew { throw conflict }
      return conflict.map { (index, $0) }
    }
  }

  /// Everything beyond the history and the tasks.
  private func record(
    _ attempts: inout RecordedAttempts, on connection: borrowing SQLConnection
  ) throws {
    for step in draft.steps {
      switch step {
      case .enqueue: break
      case .setTimer(let name, let due, let begin, let payload):
        try RunStore.setTimer(
          name, at: due, begin: begin, payload, of: draft.tenant, on: connection)
      case .cancelTimer(let name):
        try Timers.cancel(name, of: RunTimers.kind, on: connection)
      case .await(let wait): try RunWaits.add(wait, on: connection)
      case .stopAwaiting(let step):
        try RunWaits.remove(step, of: draft.runID, on: connection)
      case .startChild(let child, let machine):
        // It may be there already, when its parent begins again.
        guard try !RunStore.hasRun(child.runID, on: connection) else { continue }
        let recording = RunRecording(draft: child, next: machine, unfinishedCountMax: .max)
        for result in try Self.perform([recording], on: connection) {
          attempts.add(try result.get().attempts)
        }
      case .keepSnapshot(let state, let version):
        try Snapshots.save(
          state, of: draft.runID, tenant: draft.tenant, version: version,
          format: RunMachine.snapshotFormat, now: draft.time, on: connection)
      case .clean:
        try Timers.cancel(allBelow: draft.runID + "/", of: RunTimers.kind, on: connection)
        try RunWaits.remove(allOf: draft.runID, on: connection)
        try Checkpoints.remove(allOf: draft.runID, on: connection)
      }
    }
    let status = isNew ? next.status : draft.status
    if next.hasEnded || next.status != status || next.isPaused != draft.wasPaused {
      try RunStore.update(
        draft.runID, to: next, wasUnfinished: isNew || !status.isEnd, on: connection)
    }
  }
}
