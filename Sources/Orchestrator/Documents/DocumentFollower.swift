package import Messages
internal import RPC
internal import Store
internal import Transport

/// Tells on the event bus what changes among the documents, and has memory forget the answers that depended on them.
///
/// One process at a time follows retrieval's log of changes and publishes each once: the event and the bookmark are
/// written in one transaction. Memory is told by a consumer of the bus, so that whatever else publishes that a
/// document was updated has the same effect.
package struct DocumentFollower: Sendable {
  /// The leadership, and the group of consumers, of all that is done here.
  private static let name = "documents"
  private static let pauseMax = Duration.seconds(10)
  private static let patience = Duration.seconds(10)
  private static let batchSize = 256

  private let orchestrator: Orchestrator
  private let retrieval: Apus.Retrieval.V1.RetrievalServiceClient
  private let memory: Apus.Memory.V1.MemoryServiceClient
  private let unreadable = UnreadableTenants()

  package init(
    _ orchestrator: Orchestrator, retrieval: Apus.Retrieval.V1.RetrievalServiceClient,
    memory: Apus.Memory.V1.MemoryServiceClient
  ) {
    self.orchestrator = orchestrator
    self.retrieval = retrieval
    self.memory = memory
  }

  /// Until cancelled.
  package func run() async {
    await withTaskGroup(of: Void.self) { group in
      // By themselves: memory is told of what is known while retrieval does not answer, and the other way round.
      group.addTask { await lead("publish") { try await publish($0) } }
      group.addTask { await lead("invalidate") { try await invalidate($0) } }
    }
  }

  private func lead(
    _ part: String, _ body: @escaping @Sendable (_ epoch: Int) async throws -> Void
  ) async {
    let leader = Leader(
      store: orchestrator.store, name: Self.leadership(part),
      leaseDuration: orchestrator.leaseDuration, loop: orchestrator.loops.next())
    let outages = Outages()
    await leader.run(
      pauseMax: Self.pauseMax,
      failed: { [observer = orchestrator.observer] error in
        if outages.isNews(error) { observer.documentsFailed(part, error) }
      }, body)
  }

  private static func leadership(_ part: String) -> String { "\(name): \(part)" }

  // MARK: Retrieval to bus

  private func publish(_ epoch: Int) async throws {
    let store = orchestrator.store
    let bookmark = try await store.database.read { try DocumentEvents.bookmark(on: $0) }
    do {
      try await retrieval.watchDocuments(
        .init(
          afterPosition: UInt64(bookmark.position),
          afterChangedAtMs: Int64(bookmark.changedAt))
      ) { responses in
        for try await response in responses {
          guard let change = response.change else { continue }
          try await publish(change, epoch)
        }
      }
    } catch let error as RPCError where error.code == .outOfRange {
      // Retrieval has an older state than was read: what is known is published once all the same.
      try await store.database.write { connection in
        try Leadership.check(Self.leadership("publish"), epoch: epoch, on: connection)
        try DocumentEvents.move(to: DocumentEvents.Bookmark(), on: connection)
      }
      throw error
    }
  }

  /// A tenant that has no room for the runs that a change starts gets them later, and one that has registered what
  /// nobody here can read does not get those: the changes of others do not wait for it.
  private func publish(_ change: Apus.Retrieval.V1.DocumentChange, _ epoch: Int) async throws {
    do {
      try await publishOrPostpone(change, epoch, passesOverUnreadable: false)
    } catch let error as StoreError where error.isOfValue {
      // Whoever leads next may be newer, and able to.
      guard unreadable.failed(change.tenantID) else { throw error }
      try await publishOrPostpone(change, epoch, passesOverUnreadable: true)
    }
  }

  private func publishOrPostpone(
    _ change: Apus.Retrieval.V1.DocumentChange, _ epoch: Int, passesOverUnreadable: Bool
  ) async throws {
    do {
      try await publish(
        change, epoch, postponesRuns: false, passesOverUnreadable: passesOverUnreadable)
    } catch Orchestrator.Refusal.full {
      try await publish(
        change, epoch, postponesRuns: true, passesOverUnreadable: passesOverUnreadable)
    }
  }

  private func publish(
    _ change: Apus.Retrieval.V1.DocumentChange, _ epoch: Int, postponesRuns: Bool,
    passesOverUnreadable: Bool
  ) async throws {
    let bookmark = DocumentEvents.Bookmark(
      position: Int(clamping: change.position), changedAt: Int(change.changedAtMs))
    _ = try await orchestrator.publish(
      DocumentEvents.name(of: change), DocumentEvents.payload(of: change),
      tenant: change.tenantID, idempotencyKey: DocumentEvents.key(of: change),
      postponesRuns: postponesRuns, passesOverUnreadable: passesOverUnreadable
    ) { connection in
      try Leadership.check(Self.leadership("publish"), epoch: epoch, on: connection)
      try DocumentEvents.move(to: bookmark, on: connection)
    }
  }

  // MARK: Bus to memory

  private func invalidate(_ epoch: Int) async throws {
    let inbox = EventInbox()
    orchestrator.events.addToAll(inbox)
    defer { orchestrator.events.removeFromAll(inbox) }
    let database = orchestrator.store.database
    try await database.write { try Subscriptions.join(Self.name, on: $0) }
    while true {
      let seen = inbox.changes.count
      let (cursor, messages) = try await database.read { connection in
        let cursor = try Subscriptions.state(of: Self.name, on: connection)?.cursor ?? 0
        return (
          cursor,
          try Outbox.messages(after: cursor, countMax: Self.batchSize, on: connection)
        )
      }
      guard let last = messages.last else {
        _ = try await inbox.changes.wait(after: seen)
        continue
      }
      try await forget(messages)
      try await database.write { connection in
        try Leadership.check(Self.leadership("invalidate"), epoch: epoch, on: connection)
        try Subscriptions.commit(Self.name, from: cursor, to: last.position, on: connection)
      }
    }
  }

  /// Nothing is passed over: where memory does not answer, it is told when it does.
  private func forget(_ messages: [OutboxMessage]) async throws {
    var documents: [String: Set<String>] = [:]
    for message in messages {
      // What is no event of this version names no document.
      guard let event = try? PublishedEvent(message) else { continue }
      guard let document = DocumentEvents.document(in: event) else { continue }
      documents[message.tenant, default: []].insert(document)
    }
    for (tenant, documents) in documents { try await forget(documents.sorted(), tenant) }
  }

  private func forget(_ documents: [String], _ tenant: String) async throws {
    do {
      _ = try await memory.invalidateCached(
        .init(tenantID: tenant, documentIDs: documents),
        options: CallOptions(timeout: Self.patience))
    } catch let error as RPCError where error.code == .invalidArgument {
      // An event of somebody who named what is no document: the others are told without it.
      if documents.count == 1 {
        orchestrator.observer.documentRefused(tenant: tenant, error)
      } else {
        for document in documents { try await forget([document], tenant) }
      }
    }
  }
}
