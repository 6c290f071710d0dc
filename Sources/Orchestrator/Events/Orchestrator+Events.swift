internal import Store
internal import Transport

/// The event bus.
extension Orchestrator {
  /// Subscribers that one process serves.
  static let subscriberCountMax = 1_000

  /// Publishes an event to the tenant's consumer groups and to the steps of its runs that wait for it. A known
  /// idempotency key publishes nothing. What `transaction` does commits with it, also where nothing is published.
  func publish(
    _ name: String, _ payload: Value, tenant: String, idempotencyKey: String = "",
    traceparent: String = "",
    with transaction: @escaping @Sendable (borrowing SQLConnection) throws -> Void = { _ in }
  ) async throws -> RunStore.Publication {
    let publication = try await store.publish(
      name, payload, tenant: tenant, key: idempotencyKey, traceparent: traceparent,
      with: transaction)
    if publication.isDuplicate { return publication }
    observer.eventPublished()
    if publication.reachedCount > 0 { timersChanged() }
    events.ring(for: tenant)
    return publication
  }

  /// Joins a group, and gives its events to `send` while this subscriber is the active one, until it has finished or
  /// the task is cancelled.
  func subscribe(
    _ member: String, to group: String, tenant: String, names: [String],
    start: ConsumerGroup.Start, unacknowledgedMax: Int, inbox: EventInbox,
    _ send: @escaping @Sendable (EventSubscription.Update) async throws -> Void
  ) async throws {
    guard events.add(inbox, to: tenant, countMax: Self.subscriberCountMax) else {
      throw StoreError(
        .overloaded,
        "\(Self.subscriberCountMax) subscribers are connected to this orchestrator, as many as may be: connect "
          + "to another one")
    }
    defer { events.remove(inbox, from: tenant) }
    let known = try await store.joinGroup(group, tenant: tenant, names: names, start: start)
    guard Set(known.topics) == Set(names) else {
      let taken = known.topics.isEmpty ? "all events" : "the events \(known.topics.quotedList)"
      throw Refusal.refused(
        "the consumer group '\(group)' takes \(taken): say the same, use another group, or delete it first"
      )
    }
    let subscription = EventSubscription(
      member: GroupMember(
        member, of: group, tenant: tenant, store: store, leaseDuration: leaseDuration),
      names: names, unacknowledgedMax: unacknowledgedMax, inbox: inbox, loop: loops.next())
    // Whoever stands by in this process need not look at the lease to learn that it is free.
    defer { events.ring(for: tenant) }
    do {
      try await subscription.run { [observer] update in
        try await send(update)
        if case .event = update { observer.eventDelivered() }
      }
    } catch let error as StoreError where error.code == .staleLease {
      throw StoreError(
        .staleLease,
        "the consumer group '\(group)' was moved or deleted, or another member is active now: subscribe again"
      )
    }
  }

  /// Moves a group to another place; whoever is active is told to subscribe again.
  func seek(
    _ group: String, tenant: String, to target: ConsumerGroup.Start
  ) async throws -> RunStore.GroupState {
    guard let state = try await store.seekGroup(group, tenant: tenant, to: target) else {
      throw Refusal.noSuchGroup(group)
    }
    events.ring(for: tenant)
    return state
  }

  func deleteGroup(_ group: String, tenant: String) async throws {
    guard try await store.removeGroup(group, tenant: tenant) else {
      throw Refusal.noSuchGroup(group)
    }
    events.ring(for: tenant)
  }

  /// Wakes who follows tenants that have events after `position`, whichever process published them; `nil` stands for
  /// not having looked yet. Returns the last position.
  func announceEvents(after position: Int?) async throws -> Int {
    guard let position else {
      let last = try await store.tenantsWithEvents(after: .max).last
      events.ringForAll()
      return last
    }
    let (tenants, last) = try await store.tenantsWithEvents(after: position)
    for tenant in tenants { events.ring(for: tenant) }
    return last
  }
}
