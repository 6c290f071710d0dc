import Foundation
import Store
import TestSupport
import Testing

@Suite("Database")
struct DatabaseTests {
  private let folder: TemporaryFolder
  private let path: String

  private static let items = Migration(
    "items",
    "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, body BLOB) STRICT")

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("test.db")
  }

  private func open() throws -> Database {
    try Database(path: path, migrations: [Self.items])
  }

  private func names(_ database: Database) async throws -> [String] {
    try await database.read { try $0.query("SELECT name FROM items ORDER BY id") { $0.text(0) } }
  }

  @Test("What was written is read back, also after closing and opening")
  func survivesReopening() async throws {
    let database = try open()
    let bytes: [UInt8] = [0, 1, 255]
    try await database.write { connection in
      try connection.execute(
        "INSERT INTO items (name, body) VALUES (?, ?), ('empty', zeroblob(0)), ('', NULL)",
        ["naïve 🐦\u{0}x", .blob(bytes)])
    }
    await database.close()
    let reopened = try open()
    let rows = try await reopened.read { try $0.query("SELECT name, body FROM items ORDER BY id") }
    #expect(
      rows == [["naïve 🐦\u{0}x", .blob(bytes)], ["empty", .blob([])], ["", nil]])
    await reopened.close()
  }

  @Test("Of several writes in one group, the failing one alone is undone")
  func failingBodyIsUndoneAlone() async throws {
    let database = try open()
    let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
      for index in 0..<200 {
        group.addTask {
          do {
            try await database.write { connection in
              try connection.execute("INSERT INTO items (name) VALUES (?)", [.text("n\(index)")])
              // Every tenth adds a row and then breaks the uniqueness of its own name.
              if index % 10 == 0 {
                try connection.execute("INSERT INTO items (name) VALUES (?)", [.text("n\(index)")])
              }
            }
            return (index, true)
          } catch {
            return (index, (error as? StoreError)?.code != .constraint)
          }
        }
      }
      return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
    }
    #expect(
      outcomes.filter { $0.value == false }.map(\.key).sorted()
        == stride(
          from: 0, to: 200, by: 10
        ).map { $0 })
    let kept = Set(try await names(database))
    #expect(kept == Set((0..<200).filter { $0 % 10 != 0 }.map { "n\($0)" }))
    #expect(database.commitCount < 200, "nothing was committed together")
    await database.close()
  }

  @Test("A body's own error comes back and nothing of it is kept")
  func errorOfTheBodyIsThrown() async throws {
    struct Refused: Error {}
    let database = try open()
    await #expect(throws: Refused.self) {
      try await database.write { connection in
        try connection.execute("INSERT INTO items (name) VALUES ('x')")
        throw Refused()
      }
    }
    #expect(try await names(database) == [])
    await database.close()
  }

  @Test("A second opening is refused while the first lives, and works after it closed")
  func oneOwnerAtATime() async throws {
    let database = try open()
    #expect { try open() } throws: { ($0 as? StoreError)?.code == .busy }
    await database.close()
    let again = try open()
    await again.close()
  }

  @Test("A newer schema and another service's file are refused by name")
  func foreignSchemaIsRefused() async throws {
    let newer = try Database(
      path: path, migrations: [Self.items, Migration("more", "CREATE TABLE more (x) ")])
    await newer.close()
    #expect { try open() } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .schemaMismatch && error.message.contains("version 2")
        && error.message.contains("knows 1")
    }
    let other = [Migration("others", "CREATE TABLE others (x)")]
    #expect { try Database(path: path, migrations: other) } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .schemaMismatch && error.message.contains("'items'")
    }
  }

  @Test("A failing migration leaves the older schema as it was")
  func migrationIsAtomic() async throws {
    await (try open()).close()
    let broken = Migration("broken", "CREATE TABLE halfway (x); CREATE TABLE items (y)")
    #expect(throws: StoreError.self) {
      try Database(path: path, migrations: [Self.items, broken])
    }
    let database = try open()
    let tables = try await database.read {
      try $0.query("SELECT name FROM sqlite_schema WHERE name = 'halfway'") { $0.text(0) }
    }
    #expect(tables == [])
    await database.close()
  }

  @Test("A file that is no database is refused as corrupt")
  func garbageIsRefused() throws {
    try Data(repeating: 0x5a, count: 8192).write(to: URL(fileURLWithPath: path))
    #expect { try open() } throws: { ($0 as? StoreError)?.code == .corrupt }
  }

  @Test("A missing folder is named with a remedy")
  func missingFolder() {
    #expect { try Database(path: "/nonexistent/folder/x.db", migrations: []) } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .cannotOpen && error.message.contains("/nonexistent/folder/x.db")
    }
  }

  @Test("A database that may grow no further says so, loses nothing, and goes on after")
  func fullDatabase() async throws {
    let database = try open()
    try await database.write { try $0.execute("INSERT INTO items (name) VALUES ('before')") }
    try await database.write { _ = try $0.query("PRAGMA max_page_count = 20") }
    let big = [UInt8](repeating: 7, count: 1 << 20)
    // The small ones share a group with the big one and must not fail with it.
    let failures = await withTaskGroup(of: StoreError?.self) { group in
      for index in 0..<20 {
        group.addTask {
          do {
            try await database.write { connection in
              try connection.execute(
                "INSERT INTO items (name, body) VALUES (?, ?)",
                [.text("n\(index)"), index == 5 ? .blob(big) : .null])
            }
            return nil
          } catch {
            return error as? StoreError ?? StoreError(.misuse, "\(error)")
          }
        }
      }
      return await group.reduce(into: [StoreError]()) { all, one in one.map { all.append($0) } }
    }
    #expect(failures.map(\.code) == [.diskFull])
    #expect(failures.first?.message.contains(path) == true)
    #expect(try await names(database).count == 20)
    await database.close()
    let reopened = try open()
    #expect(try await names(reopened).count == 20)
    await reopened.close()
  }

  @Test("Beyond the queue's bound a write is refused, not kept waiting")
  func queueIsBounded() async throws {
    let database = try Database(path: path, migrations: [Self.items], queueCapacity: 4)
    let overloaded = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<400 {
        group.addTask {
          do {
            try await database.write { connection in
              // Long enough for others to queue behind it.
              try connection.execute(
                """
                INSERT INTO items (name) WITH RECURSIVE n(i) AS
                (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                SELECT ? || count(*) FROM n
                """, [.text("n\(index)-")])
            }
            return false
          } catch {
            return (error as? StoreError)?.code == .overloaded
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(overloaded > 0)
    #expect(try await names(database).count == 400 - overloaded)
    await database.close()
  }

  @Test("After closing, operations say that it is closed")
  func closedIsSaid() async throws {
    let database = try open()
    await database.close()
    await #expect { try await names(database) } throws: { ($0 as? StoreError)?.code == .closed }
  }

  @Test("A reader cannot write")
  func readersCannotWrite() async throws {
    let database = try open()
    await #expect(throws: StoreError.self) {
      try await database.read { try $0.execute("INSERT INTO items (name) VALUES ('x')") }
    }
    #expect(try await names(database) == [])
    await database.close()
  }
}
