import Memory
import Messages
import RPC
import Service
import Store
import StoreFixture
import Testing

@Suite("Memory service")
struct MemoryServiceTests {
  typealias Proto = Apus.Memory.V1

  /// Runs `body` with a client of a memory service on a port of its own.
  private func withClient(
    on dialect: SQLDialect, _ body: (Proto.MemoryServiceClient) async throws -> Void
  ) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try MemoryStore(at: fixture.location)
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [MemoryServiceHandler(store: store, metrics: MetricsRegistry())])
    let channel = Channel(target: "\(try await server.start())")
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await body(.init(channel: channel)))
    } catch {
      outcome = .failure(error)
    }
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    await store.close()
    try outcome.get()
  }

  @Test(
    "A session's turns are appended once, listed in order and found by their words",
    arguments: SQLDialect.allCases)
  func roundTrip(on dialect: SQLDialect) async throws {
    try await withClient(on: dialect) { client in
      let created = try await client.createSession(
        .init(tenantID: "t", sessionID: "a", title: "Scripts", ttlS: 60))
      #expect(created.session?.sessionID == "a")
      #expect(created.session?.title == "Scripts")
      #expect(created.session?.expiresAtMs == created.session.map { $0.createdAtMs + 60_000 })

      let append = Proto.AppendTurnsRequest(
        tenantID: "t", sessionID: "a",
        turns: [
          .init(speaker: .user, text: "What does postinst do?", metadata: ["k": "v"]),
          .init(speaker: .assistant, text: "It configures.", runID: "r"),
        ], idempotencyKey: "once")
      let first = try await client.appendTurns(append)
      #expect(first.turns.map(\.position) == [1, 2])
      #expect(try await client.appendTurns(append) == first)

      let page = try await client.listTurns(.init(tenantID: "t", sessionID: "a", pageSize: 1))
      #expect(page.turns == [first.turns[0]] && page.more)
      let rest = try await client.listTurns(
        .init(tenantID: "t", sessionID: "a", afterPosition: 1))
      #expect(rest.turns == [first.turns[1]] && !rest.more)

      let found = try await client.searchTurns(.init(tenantID: "t", query: "POSTINST"))
      #expect(found.matches.map(\.turn) == [first.turns[0]])
      #expect(found.matches.map(\.sessionID) == ["a"])
      let session = try await client.getSession(.init(tenantID: "t", sessionID: "a")).session
      #expect(session?.turnCount == 2)
    }
  }

  @Test(
    "Facts are recorded and asked for at two times, and a second session sees a person's preferences",
    arguments: SQLDialect.allCases)
  func factsAndPreferences(on dialect: SQLDialect) async throws {
    try await withClient(on: dialect) { client in
      let fact = Proto.NewFact(
        subject: "Ada", predicate: "lives in", value: "London", validFromMs: 100, ttlS: 60)
      let first = try await client.recordFacts(
        .init(tenantID: "t", personID: "p", facts: [fact], idempotencyKey: "k")
      ).facts
      #expect(first.map(\.number) == [1])
      #expect(first[0].expiresAtMs == first[0].recordedAtMs + 60_000)
      #expect(
        try await client.recordFacts(
          .init(tenantID: "t", personID: "p", facts: [fact], idempotencyKey: "k")
        ).facts == first)
      let takenBack = try await client.recordFacts(
        .init(
          tenantID: "t", personID: "p",
          facts: [.init(subject: "Ada", predicate: "lives in", validFromMs: 200, validToMs: 300)])
      ).facts
      #expect(takenBack[0].value == nil && takenBack[0].validToMs == 300)
      func values(at time: Int64?, recorded: Int64? = nil) async throws -> [String?] {
        try await client.listFacts(
          .init(
            tenantID: "t", personID: "p", subject: "Ada", predicate: "lives in", validAtMs: time,
            recordedAtMs: recorded)
        ).facts.map(\.value)
      }
      #expect(try await values(at: 250) == [])
      #expect(try await values(at: 300) == ["London"])
      #expect(try await values(at: nil) == ["London"])
      if takenBack[0].recordedAtMs > first[0].recordedAtMs {
        #expect(try await values(at: 250, recorded: first[0].recordedAtMs) == ["London"])
      }
      let history = try await client.listFacts(
        .init(tenantID: "t", personID: "p", history: true, pageSize: 2))
      #expect(history.facts.count == 2)

      for session in ["one", "two"] {
        let created = try await client.createSession(
          .init(tenantID: "t", sessionID: session, personID: "p")
        ).session
        #expect(created?.personID == "p")
      }
      let set = try await client.setPreferences(
        .init(tenantID: "t", personID: "p", preferences: ["tone": "dry"])
      ).preferences
      // What a client does with the second session: it asks whose it is.
      let person = try await client.getSession(.init(tenantID: "t", sessionID: "two")).session
      #expect(
        try await client.getPreferences(.init(tenantID: "t", personID: person?.personID ?? ""))
          .preferences == set)
      #expect(set.map(\.value) == ["dry"])
    }
  }

  @Test(
    "Sessions are listed page by page, the most recently used first", arguments: SQLDialect.allCases
  )
  func pages(on dialect: SQLDialect) async throws {
    try await withClient(on: dialect) { client in
      for index in 0..<5 {
        _ = try await client.createSession(.init(sessionID: "s\(index)"))
      }
      var (seen, token) = ([String](), "")
      repeat {
        let page = try await client.listSessions(.init(pageSize: 2, pageToken: token))
        #expect(page.sessions.count <= 2)
        seen += page.sessions.map(\.sessionID)
        token = page.nextPageToken
      } while !token.isEmpty
      #expect(seen.sorted() == (0..<5).map { "s\($0)" })
      let ordered = try await client.listSessions(.init()).sessions
      #expect(ordered.map(\.sessionID) == seen)
    }
  }

  @Test(
    "An absent tenant is the tenant 'default', and no tenant sees another's sessions",
    arguments: SQLDialect.allCases)
  func tenants(on dialect: SQLDialect) async throws {
    try await withClient(on: dialect) { client in
      _ = try await client.createSession(.init(sessionID: "a"))
      #expect(
        try await client.getSession(.init(tenantID: "default", sessionID: "a")).session?.sessionID
          == "a")
      #expect(try await client.listSessions(.init(tenantID: "other")).sessions == [])
      _ = try await client.createSession(.init(tenantID: "other", sessionID: "a"))
    }
  }

  @Test(
    "Refusals have the statuses that the API promises, and name the value",
    arguments: SQLDialect.allCases)
  func refusals(on dialect: SQLDialect) async throws {
    try await withClient(on: dialect) { client in
      _ = try await client.createSession(.init(sessionID: "a"))
      func expect(
        _ code: RPCError.Code, _ part: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ call: () async throws -> Void
      ) async {
        let error = await #expect(throws: RPCError.self, sourceLocation: sourceLocation) {
          try await call()
        }
        #expect(error?.code == code, sourceLocation: sourceLocation)
        #expect(
          error?.message.contains(part) == true, "\(error?.message ?? "")",
          sourceLocation: sourceLocation)
      }
      await expect(.alreadyExists, "'a'") {
        _ = try await client.createSession(.init(sessionID: "a"))
      }
      await expect(.invalidArgument, "title has 513 bytes") {
        _ = try await client.createSession(.init(title: String(repeating: "x", count: 513)))
      }
      await expect(.notFound, "'nowhere'") {
        _ = try await client.getSession(.init(sessionID: "nowhere"))
      }
      await expect(.notFound, "'nowhere'") {
        _ = try await client.appendTurns(
          .init(sessionID: "nowhere", turns: [.init(speaker: .user, text: "x")]))
      }
      await expect(.invalidArgument, "turns[0].speaker is 0") {
        _ = try await client.appendTurns(.init(sessionID: "a", turns: [.init(text: "x")]))
      }
      await expect(.invalidArgument, "turns holds 0") {
        _ = try await client.appendTurns(.init(sessionID: "a"))
      }
      await expect(.invalidArgument, "page_token") {
        _ = try await client.listSessions(.init(pageToken: "garbage"))
      }
      await expect(.invalidArgument, "query holds no word") {
        _ = try await client.searchTurns(.init(query: "?!"))
      }
      await expect(.invalidArgument, "turns[1].text holds the character NUL") {
        _ = try await client.appendTurns(
          .init(
            sessionID: "a",
            turns: [.init(speaker: .user, text: "x"), .init(speaker: .user, text: "x\u{0}")]))
      }
      await expect(.invalidArgument, "a value of turns[0].metadata holds the character NUL") {
        _ = try await client.appendTurns(
          .init(
            sessionID: "a",
            turns: [.init(speaker: .user, text: "x", metadata: ["key": "\u{0}"])]))
      }
      await expect(.invalidArgument, "title holds the character NUL") {
        _ = try await client.createSession(.init(title: "\u{0}"))
      }
      for call in [
        { _ = try await client.getSession(.init(sessionID: "a\u{0}")) },
        { _ = try await client.listTurns(.init(sessionID: "a\u{0}")) },
        { _ = try await client.searchTurns(.init(sessionID: "a\u{0}", query: "x")) },
        {
          _ = try await client.appendTurns(
            .init(sessionID: "a\u{0}", turns: [.init(speaker: .user)]))
        },
      ] {
        await expect(.invalidArgument, "session_id holds the character NUL") { try await call() }
      }
      await expect(.invalidArgument, "tenant_id holds the character NUL") {
        _ = try await client.listSessions(.init(tenantID: "\u{0}"))
      }
      await expect(.invalidArgument, "limit is 101") {
        _ = try await client.searchTurns(.init(query: "x", limit: 101))
      }
    }
  }
}
