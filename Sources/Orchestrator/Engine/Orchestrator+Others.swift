internal import Store
internal import Transport

/// What other processes do.
extension Orchestrator {
  private static let pauseBetweenCommits = Duration.milliseconds(10)
  private static let backlogInterval = Duration.seconds(5)

  /// Wakes who waits for what other processes commit, and stops attempts of runs that they ended.
  func followOthers() async {
    let loop = loops.next()
    var position: Int?
    var lastEvent: Int?
    while !Task.isCancelled {
      let seen = store.database.foreignCommitCount
      do {
        lastEvent = try await announceEvents(after: lastEvent)
        dispatcher.lookEverywhere()
        timers.changes.changed()
        position = try await showMoved(since: position)
        let inHand = dispatcher.runsInHand
        if !inHand.isEmpty {
          for id in try await store.ended(among: inHand) {
            dispatcher.withdraw(id)
            live.ended(id)
          }
        }
        _ = try await store.database.foreignCommit(after: seen)
      } catch {
        if Task.isCancelled { return }
        observer.queueFailed(error)
      }
      try? await loop.sleep(for: Self.pauseBetweenCommits)
    }
  }

  /// Wakes who watches what others have recorded since a position of the log; returns the new one.
  private func showMoved(since position: Int?) async throws -> Int {
    guard var position else {
      let (_, position) = try await store.moved(since: nil)
      // What came before is told by nobody.
      live.anyMoved()
      return position
    }
    while true {
      let moved = try await store.moved(since: position)
      for (run, version) in moved.runs { live.moved(run, to: version) }
      if moved.runs.isEmpty { return moved.position }
      position = moved.position
    }
  }

  /// Shows how much there is to do, every few seconds.
  func watchBacklog() async {
    let loop = loops.next()
    while !Task.isCancelled {
      do {
        observer.backlog(try await store.backlog(), now: store.currentTime())
      } catch {
        if !Task.isCancelled { observer.queueFailed(error) }
      }
      try? await loop.sleep(for: Self.backlogInterval)
    }
  }
}
