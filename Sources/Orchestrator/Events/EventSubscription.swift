internal import Store
internal import Transport

/// A subscriber of a consumer group: it stands by until it holds the group's lease, is then given the group's
/// events, and ends when it has said that it wants nothing more.
///
/// States: standing by -> active (lease held and renewed) -> ended (lease given back). One whose lease was taken
/// fails with `staleLease` wherever it is.
struct EventSubscription: Sendable {
  enum Update: Sendable {
    /// Stands by; who is active.
    case standingBy(activeMember: String)
    /// Its events follow.
    case active(cursor: Int, member: String)
    case event(PublishedEvent)
  }

  /// How often those who stand by look at the lease: whoever dies says nothing.
  private static let lookInterval = Duration.seconds(1)

  let member: GroupMember
  let names: [String]
  let unacknowledgedMax: Int
  let inbox: EventInbox
  let loop: EventLoop

  /// Until the subscriber has finished or the task is cancelled.
  func run(_ send: @escaping @Sendable (Update) async throws -> Void) async throws {
    guard let (epoch, cursor) = try await lead(send) else { return }
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await renew(epoch) }
        group.addTask { try await deliver(from: cursor, epoch, send) }
        // The delivery ends when it is done; the renewal only by failing.
        try await group.next()
        group.cancelAll()
      }
    } catch {
      // Whoever stands by need not wait for the lease to run out.
      try? await member.resign(epoch: epoch)
      throw error
    }
    try await member.resign(epoch: epoch)
  }

  /// Returns once it holds the lease; `nil` when the subscriber finished before.
  private func lead(
    _ send: (Update) async throws -> Void
  ) async throws -> (epoch: Int, cursor: Int)? {
    var active: String?
    while true {
      let seen = inbox.changes.count
      guard let (lease, cursor) = try await member.ask() else {
        throw StoreError(.staleLease, "the consumer group '\(member.group)' was deleted")
      }
      if lease.holder == member.holder {
        try await send(
          .active(cursor: cursor, member: GroupMember.name(ofHolder: member.holder)))
        return (lease.epoch, cursor)
      }
      if active != lease.holder {
        active = lease.holder
        try await send(.standingBy(activeMember: GroupMember.name(ofHolder: lease.holder)))
      }
      if inbox.isFinished { return nil }
      let pause = min(Self.lookInterval, member.leaseDuration / 3)
      await inbox.changes.wait(after: seen, atMost: pause, on: loop)
      try Task.checkCancellation()
    }
  }

  private func renew(_ epoch: Int) async throws {
    while true {
      try await loop.sleep(for: member.leaseDuration / 3)
      try await member.renew(epoch: epoch)
    }
  }

  private func deliver(
    from cursor: Int, _ epoch: Int, _ send: (Update) async throws -> Void
  ) async throws {
    var delivery = EventDelivery(cursor: cursor, unacknowledgedMax: unacknowledgedMax)
    while true {
      // Taken before looking, so that what comes meanwhile wakes the wait at once.
      let seen = inbox.changes.count
      let letters = inbox.take()
      do {
        try delivery.acknowledged(letters.acknowledged)
      } catch {
        throw Orchestrator.Refusal.notDelivered(
          letters.acknowledged, lastDelivered: error.lastDelivered)
      }
      if letters.isFinished { delivery.finished() }
      if letters.hasNews { delivery.newsArrived() }
      switch delivery.next {
      case .commit(let from, let to):
        try await member.commit(from: from, to: to, epoch: epoch)
        delivery.committed(to: to)
      case .read(let after, let countMax):
        let page = try await member.read(names, after: after, countMax: countMax, epoch: epoch)
        delivery.read(page.events.map(\.sequence), through: page.end, isAll: page.isAll)
        for event in page.events { try await send(.event(event)) }
      case .wait:
        if letters.isFinished { return }
        _ = try await inbox.changes.wait(after: seen)
      }
    }
  }
}
