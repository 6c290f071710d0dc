import Foundation
import Store
import StoreFixture
import TestSupport
import Testing

@Suite("Blobs", .serialized)
struct BlobTests {
  private func open(_ fixture: StoreFixture, isSealed: Bool = false) throws -> Database {
    try Database(
      at: fixture.location, migrations: [Blobs.migration],
      masterKeys: isSealed ? MasterKeys(try SealingTests.masterKey("a")) : nil)
  }

  @discardableResult
  private func store(
    _ content: [UInt8], tenant: String = "acme", owner: String = "me",
    mediaType: String = "image/png", pieceSize: Int = 100_000, in database: Database
  ) async throws -> BlobDescription {
    var upload = try await BlobUpload(to: database, tenant: tenant, now: 1_000)
    var rest = content[...]
    while !rest.isEmpty {
      try await upload.append(rest.prefix(pieceSize))
      rest = rest.dropFirst(pieceSize)
    }
    let finished = try await upload.finish()
    return try await database.write { connection in
      try Blobs.store(finished, owner: owner, mediaType: mediaType, on: connection)
    }
  }

  private func content(
    _ digest: BlobDigest, tenant: String = "acme", in database: Database
  ) async throws -> [UInt8]? {
    var content: [UInt8] = []
    let isThere = try await database.readBlob(digest, of: tenant) { piece in
      #expect(piece.count <= 1 << 16)
      content += piece
    }
    return isThere ? content : nil
  }

  private func count(_ table: String, in database: Database) async throws -> Int {
    try await database.read { try $0.first("SELECT count(*) FROM \(table)") { $0.int(0) } ?? -1 }
  }

  private static func random(_ count: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  @Test(
    "Any content comes back byte by byte, whatever its size and pieces",
    arguments: SQLDialect.allCases, [true, false])
  func comesBack(dialect: SQLDialect, isSealed: Bool) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture, isSealed: isSealed)
    let seed = SeededGenerator.freshSeed()
    for (size, pieceSize) in [
      (0, 1), (1, 1), (65_535, 65_535), (65_536, 65_536), (65_537, 1_000), (1_000_000, 300_000),
    ] {
      let content = Self.random(size, seed: seed)
      let stored = try await store(content, pieceSize: pieceSize, in: database)
      #expect(stored.digest == BlobDigest(of: content), "seed \(seed), \(size)")
      #expect(stored.byteCount == size)
      #expect(
        try await self.content(stored.digest, in: database) == content, "seed \(seed), \(size)")
      let described = try await database.read { connection in
        try Blobs.description(of: stored.digest, owner: "me", tenant: "acme", on: connection)
      }
      #expect(described == stored)
    }
    #expect(try await content(BlobDigest(of: [9, 9]), in: database) == nil)
    await database.close()
  }

  @Test(
    "Equal contents of a tenant are kept once, until their last owner goes",
    arguments: SQLDialect.allCases)
  func owners(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    let content = Self.random(200_000, seed: 1)
    let digest = try await store(content, owner: "a", in: database).digest
    try await store(content, owner: "b", mediaType: "text/plain", in: database)
    #expect(try await count("blobs", in: database) == 1)
    #expect(try await count("blob_chunks", in: database) == 4)
    let (third, missing, types) = try await database.write { connection in
      (
        try Blobs.addOwner(
          "c", of: digest, tenant: "acme", mediaType: "x/y", on: connection),
        try Blobs.addOwner(
          "c", of: BlobDigest(of: [1]), tenant: "acme", mediaType: "x/y", on: connection),
        try ["a", "b", "c", "d"].map { owner in
          try Blobs.description(of: digest, owner: owner, tenant: "acme", on: connection)?.mediaType
        }
      )
    }
    #expect(third && !missing)
    #expect(types == ["image/png", "text/plain", "x/y", nil])
    for owner in ["a", "nobody", "c"] {
      try await database.write { connection in
        try Blobs.removeOwner(owner, of: digest, tenant: "acme", on: connection)
      }
      #expect(try await self.content(digest, in: database) == content)
    }
    try await database.write { try Blobs.removeOwner("b", tenant: "acme", on: $0) }
    #expect(try await self.content(digest, in: database) == nil)
    #expect(try await count("blobs", in: database) == 0)
    #expect(try await count("blob_chunks", in: database) == 0)
    await database.close()
  }

  @Test("A tenant finds nothing of another one", arguments: SQLDialect.allCases)
  func tenantsAreApart(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture, isSealed: true)
    let content = Self.random(100_000, seed: 2)
    let digest = try await store(content, tenant: "acme", in: database).digest
    #expect(try await self.content(digest, tenant: "bolt", in: database) == nil)
    try await store(content, tenant: "bolt", in: database)
    // Neither the name nor an equal address tells that both have it.
    let addresses = try await database.read { connection in
      try connection.query("SELECT address FROM blobs") { $0.blob(0) }
    }
    #expect(Set(addresses + [digest.bytes]).count == 3)
    try await database.write { try DataKeys.forget("acme", on: $0) }
    #expect(try await self.content(digest, tenant: "acme", in: database) == nil)
    #expect(try await self.content(digest, tenant: "bolt", in: database) == content)
    // And the same again under a new key.
    try await store(content, tenant: "acme", in: database)
    #expect(try await self.content(digest, tenant: "acme", in: database) == content)
    try await database.write { try Blobs.removeAll(of: "acme", on: $0) }
    #expect(try await count("blobs", in: database) == 1)
    await database.close()
  }

  @Test(
    "What was changed on disk is found when it is read",
    arguments: SQLDialect.allCases,
    [
      "UPDATE blob_chunks SET content = (SELECT content FROM blob_chunks WHERE ordinal = 2) WHERE ordinal = 1",
      "DELETE FROM blob_chunks WHERE ordinal = 2",
      "UPDATE blobs SET chunk_count = chunk_count - 1",
    ])
  func damage(dialect: SQLDialect, sql: String) async throws {
    for isSealed in [true, false] {
      let fixture = try StoreFixture(dialect)
      let database = try open(fixture, isSealed: isSealed)
      let digest = try await store(Self.random(200_000, seed: 3), in: database).digest
      try await database.write { try $0.execute(sql) }
      await #expect {
        _ = try await content(digest, in: database)
      } throws: { ($0 as? StoreError)?.code == .corrupt }
      await database.close()
    }
  }

  @Test("An upload that is never finished is nobody's, and swept", arguments: SQLDialect.allCases)
  func unfinished(on dialect: SQLDialect) async throws {
    let fixture = try StoreFixture(dialect)
    let database = try open(fixture)
    let content = Self.random(100_000, seed: 4)
    var upload = try await BlobUpload(to: database, tenant: "acme", now: 1_000)
    try await upload.append(content)
    let finished = try await upload.finish()
    #expect(try await self.content(finished.digest, in: database) == nil)
    let stored = try await store([1], in: database).digest
    #expect(
      try await database.write { try Blobs.removeUnfinished(begunBefore: 1_000, on: $0) } == 0)
    #expect(
      try await database.write { try Blobs.removeUnfinished(begunBefore: 1_001, on: $0) } == 1)
    #expect(try await count("blob_chunks", in: database) == 1)
    #expect(try await self.content(stored, in: database) == [1])
    // Whoever was too slow is told so.
    await #expect {
      try await database.write { connection in
        try Blobs.store(finished, owner: "me", mediaType: "x/y", on: connection)
      }
    } throws: { ($0 as? StoreError)?.code == .forgotten }
    #expect(try await count("blob_owners", in: database) == 1)
    await database.close()
  }

  @Test("No file holds a sealed content", arguments: SQLDialect.allCases)
  func nothingPlainOnDisk(on dialect: SQLDialect) async throws {
    let folder = try TemporaryFolder()
    let server = dialect == .postgres ? try PostgresServer() : nil
    let location: StoreLocation =
      if let server {
        .postgres(try PostgresAddress(url: server.url, schema: server.newSchema()))
      } else {
        .sqlite(path: folder.file("test.db"))
      }
    let database = try Database(
      at: location, migrations: [Blobs.migration],
      masterKeys: MasterKeys(try SealingTests.masterKey("a")))
    let marker = UUID().uuidString
    try await store(Array(String(repeating: marker, count: 5_000).utf8), in: database)
    _ = try server?.psql("CHECKPOINT")
    let search = try FileSearch(marker, in: server?.dataFolder ?? folder.path)
    #expect(search.byteCount > 100_000)
    #expect(search.found == [])
    await database.close()
  }
}
