internal import Foundation
internal import Store
internal import Transport

/// The event bus.
extension Orchestrator {
  /// Subscribers that one process serves.
  static let subscriberCountMax = 1_000

  /// Publishes an event to the tenant's consumer groups and to the steps of its runs that wait for it. A known
  /// idempotency key publishes nothing. What `transaction` does commits with it, also where nothing is published.
  /// With `postponesRuns` those that it starts begin a moment later, and not being able to refuses nothing. With
  /// `passesOverUnreadable` workflows that this process cannot read are not started, and refuse nothing either.
  func publish(
    _ name: String, _ payload: Value, tenant: String, idempotencyKey: String = "",
    traceparent: String = "", postponesRuns: Bool = false, passesOverUnreadable: Bool = false,
    with transaction: @escaping @Sendable (borrowing SQLConnection) throws -> Void = { _ in }
  ) async throws -> RunStore.Publication {
    let submissions = try await submissions(
      name, payload, tenant: tenant, key: idempotencyKey, traceparent: traceparent,
      passesOverUnreadable: passesOverUnreadable)
    let runs = try postponesRuns ? [] : beginnings(submissions)
    var publication: RunStore.Publication
    do {
      publication = try await store.publish(
        name, payload, tenant: tenant, key: idempotencyKey, traceparent: traceparent,
        beginning: runs, postponing: postponesRuns ? submissions.map(RunStart.init) : [],
        unfinishedCountMax: limits.unfinishedCountMax, with: transaction)
    } catch {
      for run in runs { abandon(run) }
      throw error
    }
    if publication.isDuplicate {
      for run in runs { abandon(run) }
      return publication
    }
    for (run, recorded) in zip(runs, publication.begun) {
      let machine = began(run, recorded)
      publication.runIDs.append(machine.submission?.runID ?? "")
    }
    for start in publication.dropped { observer.startDropped(start) }
    observer.eventPublished()
    if publication.reachedCount > 0 { timersChanged() }
    events.ring(for: tenant)
    return publication
  }

  /// The runs that an event starts. Of a workflow whose inputs are others than the payload gives there is none.
  private func submissions(
    _ name: String, _ payload: Value, tenant: String, key: String, traceparent: String,
    passesOverUnreadable: Bool
  ) async throws -> [RunSubmission] {
    let workflows = try await store.database.read { connection in
      try RegisteredWorkflows.startedBy(name, tenant: tenant, on: connection)
    }
    // The same event again starts nothing again, whatever became of the first call.
    let event = key.isEmpty ? UUID().uuidString.lowercased() : key
    var submissions: [RunSubmission] = []
    for registered in workflows {
      let workflow = registered.name
      do {
        let definition = try registered.definition.get()
        guard case .event(let trigger)? = definition.trigger, trigger.event == name,
          trigger.isPulled(by: payload)
        else { continue }
        submissions.append(
          RunSubmission(
            runID: Self.newRunID(), tenant: tenant, workflow: definition,
            library: try await library(of: definition, tenant: tenant),
            inputs: try definition.completed(trigger.inputs(of: definition, from: payload)),
            idempotencyKey: "event/\(definition.name)/\(event)", traceparent: traceparent))
      } catch let problems as WorkflowProblems {
        observer.triggerRefused(workflow, event: name, problems)
      } catch let error as StoreError where error.isOfValue && passesOverUnreadable {
        observer.triggerUnreadable(workflow, event: name, tenant: tenant, error)
      }
    }
    return submissions
  }

  private func beginnings(_ submissions: [RunSubmission]) throws -> [Beginning] {
    var beginnings: [Beginning] = []
    do {
      for submission in submissions {
        beginnings.append(try prepare(submission, .requested(submission)))
      }
    } catch {
      for beginning in beginnings { abandon(beginning) }
      throw error
    }
    return beginnings
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

extension RunStart {
  /// Of what an event starts.
  fileprivate init(_ submission: RunSubmission) {
    self.init(
      tenant: submission.tenant, workflow: submission.workflow.name, cause: .event,
      inputs: submission.inputs, idempotencyKey: submission.idempotencyKey,
      traceparent: submission.traceparent)
  }
}
