internal import Store

/// What came of recording.
struct RecordedRun: Sendable {
  /// The run that has the idempotency key already; nothing was recorded.
  var known: RunMachine?
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

  /// A decision on a state that the run has left is refused alone (`versionConflict`). What else goes wrong is thrown:
  /// `ClosingIsOver`, and `Refusal.full`.
  static func perform(
    _ recordings: [RunRecording], on connection: borrowing SQLConnection
  ) throws -> [Result<RecordedRun, any Error>] {
    var results: [Result<RecordedRun, any Error>?] = Array(
      repeating: nil, count: recordings.count)
    for (index, known) in try insert(recordings, on: connection) {
      results[index] = .success(RecordedRun(known: known))
    }
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

  /// Inserts the runs that are new, those of a tenant only if it may have all of them; gives those that are known.
  private static func insert(
    _ recordings: [RunRecording], on connection: borrowing SQLConnection
  ) throws -> [(Int, RunMachine)] {
    var known: [(Int, RunMachine)] = []
    var ids: Set<String> = []
    var added: [String: (count: Int, countMax: Int)] = [:]
    for (index, recording) in recordings.enumerated() {
      guard let countMax = recording.unfinishedCountMax else { continue }
      guard let submission = recording.next.submission else {
        preconditionFailure("nothing was submitted")
      }
      if let id = try RunStore.runID(of: submission, on: connection) {
        // Of one that came with it nothing can be read yet: one after the other.
        if ids.contains(id) { throw StoreError(.busy, "run \(id) is being recorded: try again") }
        known.append((index, try RunStore.machine(id, on: connection)))
        continue
      }
      ids.insert(submission.runID)
      try RunStore.insert(
        submission, recording.next, at: recording.draft.time, on: connection)
      let before = added[submission.tenant] ?? (0, .max)
      added[submission.tenant] = (before.count + 1, min(before.countMax, countMax))
    }
    for (tenant, added) in added.sorted(by: { $0.key < $1.key }) {
      try RunStore.count(added.count, of: tenant, atMost: added.countMax, on: connection)
    }
    return known
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
