import Crypto
import Messages
import Orchestrator
import RPC
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// The event bus, over real sockets.
@Suite("Events over RPC", .timeLimit(.minutes(10)))
struct EventServiceTests {
  private typealias API = Apus.Orchestrator.V1

  private func with(
    _ dialect: SQLDialect, leaseDuration: Duration = .seconds(600),
    _ body: (EventReplica) async throws -> Void
  ) async throws {
    let fixture = try StoreFixture(dialect)
    let replica = try await EventReplica(fixture, leaseDuration: leaseDuration)
    try await body(replica)
    await replica.stop()
    // Its folder is there until here.
    withExtendedLifetime(fixture) {}
  }

  private static func hash(_ events: [API.Event]) -> [UInt8] {
    SHA256.hash(
      events.flatMap { event in
        Array("\(event.sequence) \(event.name) \(event.payload?.fields["number"] ?? nil)".utf8)
      })
  }

  private func refusal(_ body: () async throws -> Void) async -> String {
    do {
      try await body()
      return ""
    } catch let error as RPCError {
      return "\(error.code): \(error.message)"
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "Two groups each see everything in the same order, a late one replays it, and so does one moved back",
    arguments: SQLDialect.allCases)
  func groups(on dialect: SQLDialect) async throws {
    try await with(dialect) { replica in
      async let first = replica.consume(.init(group: "first"), count: 60)
      async let second = replica.consume(.init(group: "second", unacknowledgedMax: 5), count: 60)
      try await replica.publish(1...60)
      // Another tenant's events are nobody else's.
      try await replica.publish(1...2, tenant: "other")
      let seen = try await first
      #expect(seen.map(\.sequence) == Array(1...60))
      #expect(
        seen.map { $0.payload?.fields["number"] }
          == (1...60).map { .init(kind: .numberValue(Double($0))) })
      #expect(try await Self.hash(second) == Self.hash(seen))
      let late = try await replica.consume(.init(group: "late"), count: 60)
      #expect(Self.hash(late) == Self.hash(seen))
      let moved = try await replica.events.seekConsumerGroup(.init(group: "first")).group
      #expect(moved?.cursor == 0 && moved?.lag == 60 && moved?.lastSequence == 60)
      #expect(try await replica.consume(.init(group: "first"), count: 60) == seen)
      let groups = try await replica.events.listConsumerGroups(.init()).groups
      #expect(groups.map(\.group) == ["first", "late", "second"])
      #expect(groups.map(\.cursor) == [60, 60, 60] && groups.map(\.lag) == [0, 0, 0])
      #expect(
        try await replica.consume(.init(tenantID: "other", group: "first"), count: 2)
          .map(\.sequence) == [1, 2])
    }
  }

  @Test(
    "What was not acknowledged is delivered again after a break, and no more is out than may be",
    arguments: SQLDialect.allCases)
  func redelivers(on dialect: SQLDialect) async throws {
    try await with(dialect) { replica in
      try await replica.publish(1...10)
      struct Break: Error {}
      let seen = Mutex<[UInt64]>([])
      await #expect(throws: Break.self) {
        try await replica.events.subscribe { requests, responses in
          try await requests.write(
            .init(message: .hello(.init(group: "g", unacknowledgedMax: 3))))
          for try await response in responses {
            guard case .event(let event) = response.message else { continue }
            seen.withLock { $0.append(event.sequence) }
            guard event.sequence == 3 else { continue }
            // Nothing more comes until something is acknowledged.
            try await requests.write(.init(message: .acknowledgement(.init(sequence: 1))))
            try await eventually { try await replica.group("g")?.cursor == 1 }
            #expect(seen.withLock(\.self) == [1, 2, 3])
            throw Break()
          }
        }
      }
      // The lease of 10 minutes does not outlast its stream.
      let again = try await replica.consume(.init(group: "g"), count: 9)
      #expect(again.map(\.sequence) == Array(2...10))
      // One that acknowledges nothing moves nothing.
      _ = try await replica.events.seekConsumerGroup(
        .init(group: "g", target: .afterSequence(8)))
      #expect(
        try await replica.consume(.init(group: "g"), count: 2, acknowledges: false)
          .map(\.sequence) == [9, 10])
      #expect(try await replica.group("g")?.cursor == 8)
    }
  }

  @Test(
    "A group takes the events of its names, from where it was told to begin",
    arguments: SQLDialect.allCases)
  func filters(on dialect: SQLDialect) async throws {
    try await with(dialect) { replica in
      try await replica.publish(1...10)
      let thirds = try await replica.consume(.init(group: "thirds", names: ["third"]), count: 3)
      #expect(thirds.map(\.sequence) == [3, 6, 9])
      // The tenth is not for it: there is nothing to come, and what is passed over is no lag.
      #expect(try await replica.group("thirds")?.lag == 0)
      let rest = try await replica.consume(
        .init(group: "rest", start: .afterSequence(8)), count: 2)
      #expect(rest.map(\.sequence) == [9, 10])
      let fromNowOn = Task {
        try await replica.consume(.init(group: "new", start: .atNewest(true)), count: 1)
      }
      try await eventually { try await replica.group("new") != nil }
      try await replica.publish(11...11)
      #expect(try await fromNowOn.value.map(\.sequence) == [11])
      let other = await refusal {
        _ = try await replica.consume(.init(group: "thirds", names: ["other"]), count: 1)
      }
      #expect(other.contains("takes the events 'third'"), "\(other)")
      _ = try await replica.events.deleteConsumerGroup(.init(group: "thirds"))
      #expect(
        try await replica.consume(.init(group: "thirds", names: ["other"]), count: 1)
          .map(\.sequence) == [1])
    }
  }

  @Test(
    "One member of a group is active; another one stands by and goes on where it left",
    arguments: SQLDialect.allCases)
  func standsBy(on dialect: SQLDialect) async throws {
    try await with(dialect) { replica in
      try await replica.publish(1...4)
      let (isActive, mayLeave) = (Gate(), Gate())
      let first = Task {
        try await replica.events.subscribe { requests, responses in
          try await requests.write(.init(message: .hello(.init(group: "g", member: "ann"))))
          for try await response in responses {
            guard case .event(let event) = response.message, event.sequence == 2 else { continue }
            try await requests.write(.init(message: .acknowledgement(.init(sequence: 2))))
            isActive.open()
            await mayLeave.wait()
            try await requests.finish()
          }
        }
      }
      await isActive.wait()
      let standings = Mutex<[API.SubscriptionStanding]>([])
      let second = Task {
        try await replica.events.subscribe { requests, responses in
          try await requests.write(.init(message: .hello(.init(group: "g", member: "bob"))))
          var sequences: [UInt64] = []
          for try await response in responses {
            switch response.message {
            case .standing(let standing):
              standings.withLock { $0.append(standing) }
              if !standing.isActive { mayLeave.open() }
            case .event(let event):
              sequences.append(event.sequence)
              if sequences.count == 2 { return sequences }
            case nil: break
            }
          }
          return sequences
        }
      }
      #expect(try await second.value == [3, 4])
      try await first.value
      #expect(
        standings.withLock(\.self) == [
          .init(activeMember: "ann"), .init(isActive: true, cursor: 2, activeMember: "bob"),
        ])
    }
  }

  @Test(
    "Whoever is active when its group is moved is told so, and what it says counts no more",
    arguments: SQLDialect.allCases)
  func seekFences(on dialect: SQLDialect) async throws {
    try await with(dialect) { replica in
      try await replica.publish(1...3)
      let error = await refusal {
        try await replica.events.subscribe { requests, responses in
          try await requests.write(.init(message: .hello(.init(group: "g"))))
          for try await response in responses {
            guard case .event(let event) = response.message, event.sequence == 3 else { continue }
            #expect(try await replica.group("g")?.activeMember.isEmpty == false)
            _ = try await replica.events.seekConsumerGroup(
              .init(group: "g", target: .afterSequence(1)))
            try await requests.write(.init(message: .acknowledgement(.init(sequence: 3))))
          }
        }
      }
      #expect(error.contains("ABORTED") || error.contains("aborted"), "\(error)")
      #expect(error.contains("subscribe again"), "\(error)")
      let group = try await replica.group("g")
      #expect(group?.cursor == 1 && group?.activeMember == "")
    }
  }

  @Test(
    "An idempotency key publishes once, and belongs to its event", arguments: SQLDialect.allCases)
  func publishesOnce(on dialect: SQLDialect) async throws {
    try await with(dialect) { replica in
      let event = API.PublishEventRequest(name: "paid", payload: ["order": 7], idempotencyKey: "k")
      let first = try await replica.runs.publishEvent(event)
      #expect(first.sequence == 1 && !first.isDuplicate)
      let second = try await replica.runs.publishEvent(event)
      #expect(second.sequence == 1 && second.isDuplicate)
      var other = event
      other.payload = ["order": 8]
      let error = await refusal { _ = try await replica.runs.publishEvent(other) }
      #expect(error.contains("belongs to event 1"), "\(error)")
      // The key is the tenant's.
      other.tenantID = "other"
      #expect(try await replica.runs.publishEvent(other).isDuplicate == false)
      let seen = try await replica.consume(.init(group: "g"), count: 1)
      #expect(seen[0].idempotencyKey == "k" && seen[0].payload == ["order": 7])
    }
  }

  @Test("Subscribers of an orchestrator that is about to end are sent away")
  func sentAway() async throws {
    try await with(.sqlite) { replica in
      try await replica.publish(1...1)
      let gone = await #expect(throws: RPCError.self) {
        try await replica.events.subscribe { requests, responses in
          try await requests.write(.init(message: .hello(.init(group: "g"))))
          for try await response in responses {
            if case .event = response.message { replica.orchestrator.leave() }
          }
        }
      }
      #expect(gone?.code == .unavailable)
      // What it did not acknowledge is there for whoever goes on.
      #expect(try await replica.group("g")?.cursor == 0)
    }
  }

  @Test("What makes no sense is refused, with the remedy")
  func refusals() async throws {
    try await with(.sqlite) { replica in
      try await replica.publish(1...1)
      func refusal(_ hello: API.SubscribeHello) async -> String {
        await self.refusal { _ = try await replica.consume(hello, count: 1) }
      }
      #expect(await refusal(.init(group: "g")) == "")
      #expect(await refusal(.init(group: "a/b")).contains("'a/b' is no name of a consumer group"))
      #expect(await refusal(.init(group: "g", unacknowledgedMax: 5_000)).contains("is 5000"))
      #expect(await refusal(.init(group: "g", names: ["a\n"])).contains("control characters"))
      let early = await self.refusal {
        try await replica.events.subscribe { requests, responses in
          try await requests.write(.init(message: .hello(.init(group: "early"))))
          try await requests.write(.init(message: .acknowledgement(.init(sequence: 9))))
          for try await _ in responses {}
        }
      }
      #expect(early.contains("event 9 is acknowledged"), "\(early)")
      let large = await self.refusal {
        _ = try await replica.runs.publishEvent(
          .init(
            name: "large",
            payload: ["text": .init(kind: .stringValue(String(repeating: "x", count: 300_000)))]))
      }
      #expect(large.contains("at most 262144 are taken"), "\(large)")
      let missing = await self.refusal {
        _ = try await replica.events.deleteConsumerGroup(.init(group: "none"))
      }
      #expect(missing.contains("there is no consumer group 'none'"), "\(missing)")
    }
  }

  @Test("Any orchestrator on a store serves a group, and another one goes on when one dies")
  func replicas() async throws {
    let fixture = try StoreFixture(.postgres)
    let first = try await EventReplica(fixture, leaseDuration: .seconds(1))
    let second = try await EventReplica(fixture, leaseDuration: .seconds(1))
    let reached = Gate()
    let active = Task {
      try await first.events.subscribe { requests, responses in
        try await requests.write(.init(message: .hello(.init(group: "g"))))
        for try await response in responses {
          guard case .event(let event) = response.message else { continue }
          try await requests.write(
            .init(message: .acknowledgement(.init(sequence: event.sequence))))
          if event.sequence == 5 { reached.open() }
        }
      }
    }
    // Published at one, delivered by the other.
    try await second.publish(1...5)
    await reached.wait()
    try await eventually { try await second.group("g")?.cursor == 5 }
    let standby = Task { try await second.consume(.init(group: "g"), count: 3) }
    // It ends without a goodbye: nothing that it does from now on reaches the server.
    await first.store.close()
    try await second.publish(6...8)
    #expect(try await standby.value.map(\.sequence) == [6, 7, 8])
    active.cancel()
    _ = await active.result
    await first.stop()
    await second.stop()
  }
}
