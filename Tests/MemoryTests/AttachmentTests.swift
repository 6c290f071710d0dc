import Foundation
import Memory
import Messages
import RPC
import Service
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Attachments", .serialized)
struct AttachmentTests {
  private typealias Proto = Apus.Memory.V1
  /// Testing has one too.
  private typealias Attachment = Memory.Attachment

  private let clock = HandClock()

  private func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  private func add(
    _ content: [UInt8], to session: String = "s", tenant: String = "t",
    _ attachment: NewAttachment = NewAttachment(mediaType: "image/png"), in store: MemoryStore
  ) async throws -> Attachment {
    var upload = try await store.addAttachment(tenant: tenant, session: session, attachment)
    for start in stride(from: 0, to: content.count, by: 50_000) {
      try await upload.append(Array(content[start..<min(content.count, start + 50_000)]))
    }
    return try await store.finish(upload)
  }

  private func content(
    of id: String, session: String = "s", tenant: String = "t", in store: MemoryStore
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    try await store.readAttachment(
      tenant: tenant, session: session, id: id, begin: { _ in }, { bytes += $0 })
    return bytes
  }

  @Test(
    "A file comes back byte for byte, of any size, and belongs to its turn",
    arguments: SQLDialect.allCases, [true, false])
  func roundTrip(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let keys = isSealed ? try masterKeys("a") : nil
    var store = try MemoryStore(at: fixture.location, masterKeys: keys)
    _ = try await store.createSession(
      tenant: "t", id: "s", title: "", person: "p", timeToLiveSeconds: nil)
    var added: [Attachment] = []
    for size in [0, 1, 65_535, 65_536, 65_537, 300_000] {
      added.append(
        try await add(
          bytes(size), NewAttachment(id: "a\(size)", name: "\(size).png", mediaType: "image/png"),
          in: store))
      #expect(added.last?.byteCount == size)
    }
    let turns = try await store.append(
      tenant: "t", session: "s",
      turns: [
        NewTurn(speaker: .user, text: "two", attachmentIDs: ["a1", "a300000"]),
        NewTurn(speaker: .user, text: "none"),
      ], idempotencyKey: "k")
    #expect(turns[0].attachments == [added[1], added[5]] && turns[1].attachments == [])
    await store.close()
    store = try MemoryStore(at: fixture.location, masterKeys: keys)
    for attachment in added {
      #expect(
        try await content(of: attachment.id, in: store) == bytes(attachment.byteCount))
    }
    #expect(
      try await store.turns(tenant: "t", session: "s", after: 0, pageSize: 0).turns == turns)
    let again = try await store.append(
      tenant: "t", session: "s",
      turns: [
        NewTurn(speaker: .user, text: "two", attachmentIDs: ["a1", "a300000"]),
        NewTurn(speaker: .user, text: "none"),
      ], idempotencyKey: "k")
    #expect(again == turns)
    // One attachment is one turn's, and a refused turn is not there.
    for ids in [["a1"], ["a0", "nothing"]] {
      await #expect(throws: MemoryError.self) {
        try await store.append(
          tenant: "t", session: "s",
          turns: [NewTurn(speaker: .user, text: "x", attachmentIDs: ids)], idempotencyKey: "")
      }
    }
    #expect(try await store.session(tenant: "t", id: "s").turnCount == 2)
    await store.close()
  }

  @Test(
    "The same id and content again changes nothing; another content is refused",
    arguments: SQLDialect.allCases)
  func ids(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try MemoryStore(at: fixture.location)
    for session in ["s", "r"] {
      _ = try await store.createSession(tenant: "t", id: session, title: "", timeToLiveSeconds: nil)
    }
    let file = NewAttachment(id: "a", mediaType: "audio/wav")
    let first = try await add(bytes(10), file, in: store)
    #expect(try await add(bytes(10), file, in: store) == first)
    await #expect(throws: MemoryError.attachmentExists("a")) {
      try await add(bytes(11), file, in: store)
    }
    _ = try await add(bytes(11), to: "r", file, in: store)
    #expect(try await content(of: "a", in: store).count == 10)
    #expect(try await content(of: "a", session: "r", in: store).count == 11)
    await store.close()
  }

  @Test(
    "A file is its tenant's alone, and goes with its session",
    arguments: SQLDialect.allCases, [true, false])
  func belonging(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try MemoryStore(
      at: fixture.location, masterKeys: isSealed ? try masterKeys("a") : nil,
      now: { [clock] in clock.now })
    for (tenant, person, seconds) in [("t", "p", 1), ("t", "q", nil), ("u", "p", nil)]
      as [(String, String, Int?)]
    {
      _ = try await store.createSession(
        tenant: tenant, id: "s-\(person)", title: "", person: person, timeToLiveSeconds: seconds)
      _ = try await add(
        bytes(100_000), to: "s-\(person)", tenant: tenant,
        NewAttachment(id: "\(tenant)-\(person)", mediaType: "video/mp4"), in: store)
    }
    await #expect(throws: MemoryError.attachmentNotFound("t-p")) {
      try await content(of: "t-p", session: "s-p", tenant: "u", in: store)
    }
    func chunks() async throws -> Int? {
      try await store.database.read {
        try $0.first("SELECT count(*) FROM blob_chunks") { $0.int(0) }
      }
    }
    #expect(try await chunks() == 6)
    clock.advance(milliseconds: 1_000)
    await #expect(throws: MemoryError.sessionNotFound("s-p")) {
      try await content(of: "t-p", session: "s-p", in: store)
    }
    #expect(try await store.purgeExpiredSessions() == 1)
    #expect(try await chunks() == 4)
    #expect(try await content(of: "t-q", session: "s-q", in: store) == bytes(100_000))
    // Exported whole, then erased whole.
    var lines: [[String: Any]] = []
    try await store.export(tenant: "t", person: "q") { line in
      lines.append(
        try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]))
    }
    let pieces = lines.filter { $0["type"] as? String == "attachment_content" }
    let exported = pieces.flatMap {
      Data(base64Encoded: $0["data_base64"] as? String ?? "") ?? Data()
    }
    #expect(exported == bytes(100_000))
    #expect(try await store.erase(tenant: "t", person: "q").attachmentCount == 1)
    #expect(try await chunks() == 2)
    #expect(try await content(of: "u-p", session: "s-p", tenant: "u", in: store).count == 100_000)
    await store.close()
  }

  @Test(
    "Uploads that were cut off are swept away, and take nothing with them",
    arguments: SQLDialect.allCases)
  func unfinished(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try MemoryStore(
      at: fixture.location, now: { [clock] in clock.now })
    _ = try await store.createSession(tenant: "t", id: "s", title: "", timeToLiveSeconds: nil)
    let kept = try await add(bytes(100_000), in: store)
    var upload = try await store.addAttachment(
      tenant: "t", session: "s", NewAttachment(mediaType: "image/png"))
    try await upload.append(bytes(100_000))
    clock.advance(milliseconds: 3_600_000)
    #expect(try await store.purgeUnfinishedUploads() == 0)
    clock.advance(milliseconds: 1)
    #expect(try await store.purgeUnfinishedUploads() == 1)
    #expect(try await content(of: kept.id, in: store) == bytes(100_000))
    do {
      _ = try await store.finish(upload)
      Issue.record("an upload that was swept away was finished")
    } catch {
      #expect(error is StoreError)
    }
    await store.close()
  }

  @Test(
    "Files are streamed both ways over the wire, and refused by name",
    arguments: SQLDialect.allCases)
  func service(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let store = try MemoryStore(
      at: fixture.location, attachmentByteCountMax: 1_000_000)
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0"),
      services: [MemoryServiceHandler(store: store, metrics: MetricsRegistry())])
    let channel = Channel(target: "\(try await server.start())")
    let client = Proto.MemoryServiceClient(channel: channel)
    _ = try await client.createSession(.init(sessionID: "s"))
    func add(
      _ header: Proto.AttachmentHeader?, _ content: [UInt8]
    ) async throws -> Proto.Attachment? {
      try await client.addAttachment { writer in
        if let header { try await writer.write(.init(content: .header(header))) }
        for start in stride(from: 0, to: content.count, by: 100_000) {
          try await writer.write(
            .init(content: .data(Array(content[start..<min(content.count, start + 100_000)]))))
        }
      }.attachment
    }
    let content = bytes(999_999)
    let header = Proto.AttachmentHeader(
      sessionID: "s", name: "a cat", mediaType: "image/x-cat")
    let added = try #require(try await add(header, content))
    #expect(added.byteCount == 999_999 && added.mediaType == "image/x-cat")
    let turn = try await client.appendTurns(
      .init(
        sessionID: "s",
        turns: [
          .init(
            speaker: .user, text: "look", attachments: [.init(attachmentID: added.attachmentID)])
        ])
    ).turns
    #expect(turn[0].attachments == [added])
    #expect(try await client.listTurns(.init(sessionID: "s")).turns == turn)
    let (found, received) = try await client.getAttachment(
      .init(sessionID: "s", attachmentID: added.attachmentID)
    ) { responses in
      var found: Proto.Attachment?
      var received: [UInt8] = []
      for try await response in responses {
        switch response.content {
        case .attachment(let attachment): found = attachment
        case .data(let data): received += data
        case nil: Issue.record("an empty message")
        }
      }
      return (found, received)
    }
    #expect(found == added && received == content)
    let digest = String(repeating: "0", count: 64)
    for (header, content, code, part) in [
      (nil, [1], .invalidArgument, "no header"),
      (header, bytes(1_000_001), .invalidArgument, "more than 1000000 bytes"),
      (.init(sessionID: "s", mediaType: "cat"), [], .invalidArgument, "media_type is 'cat'"),
      (
        .init(sessionID: "s", mediaType: "image/png", sha256: digest), [1], .invalidArgument,
        "the content's SHA-256 is 4bf5122f"
      ),
      (.init(sessionID: "no", mediaType: "image/png"), [1], .notFound, "no session 'no'"),
    ] as [(Proto.AttachmentHeader?, [UInt8], RPCError.Code, String)] {
      let error = await #expect(throws: RPCError.self) { try await add(header, content) }
      #expect(
        error?.code == code && error?.message.contains(part) == true, "\(String(describing: error))"
      )
    }
    let missing = await #expect(throws: RPCError.self) {
      try await client.getAttachment(.init(sessionID: "s", attachmentID: "x")) { responses in
        for try await _ in responses {}
      }
    }
    #expect(missing?.code == .notFound)
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    await store.close()
  }
}
