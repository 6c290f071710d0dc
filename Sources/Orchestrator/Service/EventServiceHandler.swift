package import Messages
package import RPC
internal import Store

/// `apus.orchestrator.v1.EventService` over an `Orchestrator`.
package struct EventServiceHandler: Apus.Orchestrator.V1.EventService {
  private static let nameCountMax = 64
  private static let unacknowledgedCounts = 1...1_000
  private static let standardUnacknowledgedCount = 64

  private let orchestrator: Orchestrator

  package init(orchestrator: Orchestrator) {
    self.orchestrator = orchestrator
  }

  package func subscribe(
    _ requests: RequestStream<Apus.Orchestrator.V1.SubscribeRequest>,
    writer: ResponseWriter<Apus.Orchestrator.V1.SubscribeResponse>, context: ServerContext
  ) async throws {
    var first = requests.makeAsyncIterator()
    guard case .hello(let hello)? = try await first.next()?.message else {
      throw RPCError(.invalidArgument, "the first message is not hello; say which group you join")
    }
    try Self.check(hello)
    let tenant = try RequestBounds.tenant(hello.tenantID)
    let inbox = EventInbox()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await OrchestratorStatus.translating {
          try await orchestrator.subscribe(
            hello.member.isEmpty ? "\(context.peer)" : hello.member, to: hello.group,
            tenant: tenant, names: hello.names, start: .init(hello.start),
            unacknowledgedMax: hello.unacknowledgedMax == 0
              ? Self.standardUnacknowledgedCount : Int(hello.unacknowledgedMax), inbox: inbox
          ) { try await writer.write(.init($0)) }
        }
      }
      group.addTask {
        // It goes on after the first message, which is read.
        for try await message in requests {
          guard case .acknowledgement(let acknowledgement) = message.message else {
            throw RPCError(
              .invalidArgument, "a message after the first is no acknowledgement; send only those")
          }
          inbox.acknowledged(Int(clamping: acknowledgement.sequence))
        }
        inbox.finished()
        // The other one ends the call.
        _ = try await inbox.changes.wait(after: .max)
      }
      group.addTask {
        // What was not acknowledged is delivered again, by another process.
        try await orchestrator.isAboutToEnd()
        throw RPCError.orchestratorLeaves
      }
      try await group.next()
      group.cancelAll()
    }
  }

  package func listConsumerGroups(
    _ request: Apus.Orchestrator.V1.ListConsumerGroupsRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ListConsumerGroupsResponse {
    let tenant = try RequestBounds.tenant(request.tenantID)
    return try await OrchestratorStatus.translating {
      .init(groups: try await orchestrator.store.groups(tenant: tenant).map { .init($0) })
    }
  }

  package func seekConsumerGroup(
    _ request: Apus.Orchestrator.V1.SeekConsumerGroupRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.SeekConsumerGroupResponse {
    let tenant = try RequestBounds.tenant(request.tenantID)
    try RequestBounds.groupName(request.group)
    let target: ConsumerGroup.Start =
      switch request.target {
      case .afterSequence(let sequence): .after(Int(clamping: sequence))
      case .atNewest(true): .newest
      case .atNewest(false), nil: .after(0)
      }
    return try await OrchestratorStatus.translating {
      .init(
        group: .init(try await orchestrator.seek(request.group, tenant: tenant, to: target)))
    }
  }

  package func deleteConsumerGroup(
    _ request: Apus.Orchestrator.V1.DeleteConsumerGroupRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.DeleteConsumerGroupResponse {
    let tenant = try RequestBounds.tenant(request.tenantID)
    try RequestBounds.groupName(request.group)
    return try await OrchestratorStatus.translating {
      try await orchestrator.deleteGroup(request.group, tenant: tenant)
      return .init()
    }
  }

  private static func check(_ hello: Apus.Orchestrator.V1.SubscribeHello) throws(RPCError) {
    try RequestBounds.groupName(hello.group)
    try RequestBounds.check(hello.member, "member")
    guard hello.names.count <= nameCountMax else {
      throw RPCError(
        .invalidArgument,
        "names has \(hello.names.count) elements; at most \(nameCountMax) are taken, and none means all"
      )
    }
    for name in hello.names { try RequestBounds.eventName(name) }
    let count = Int(hello.unacknowledgedMax)
    guard count == 0 || unacknowledgedCounts.contains(count) else {
      throw RPCError(
        .invalidArgument,
        "unacknowledged_max is \(count); give 1 to \(unacknowledgedCounts.upperBound), or 0 for "
          + "\(standardUnacknowledgedCount)")
    }
  }
}

extension ConsumerGroup.Start {
  fileprivate init(_ start: Apus.Orchestrator.V1.SubscribeHello.Start?) {
    self =
      switch start {
      case .afterSequence(let sequence): .after(Int(clamping: sequence))
      case .atNewest(true): .newest
      case .atNewest(false), nil: .after(0)
      }
  }
}

extension Apus.Orchestrator.V1.SubscribeResponse {
  fileprivate init(_ update: EventSubscription.Update) {
    switch update {
    case .standingBy(let active): self.init(message: .standing(.init(activeMember: active)))
    case .active(let cursor, let member):
      self.init(
        message: .standing(.init(isActive: true, cursor: UInt64(cursor), activeMember: member)))
    case .event(let event):
      self.init(
        message: .event(
          .init(
            sequence: UInt64(event.sequence), name: event.name,
            payload: event.payload.structMessage, publishedAtMs: Int64(event.publishedAt),
            idempotencyKey: event.key, traceparent: event.traceparent,
            isForgotten: event.isForgotten)))
    }
  }
}

extension Apus.Orchestrator.V1.ConsumerGroup {
  fileprivate init(_ state: RunStore.GroupState) {
    self.init(
      group: state.group.name, names: state.group.topics, cursor: UInt64(state.group.cursor),
      lastSequence: UInt64(state.lastSequence), lag: UInt64(clamping: state.lag),
      activeMember: state.activeMember,
      createdAtMs: Int64(state.group.createdAtMilliseconds),
      movedAtMs: Int64(state.group.movedAtMilliseconds))
  }
}
