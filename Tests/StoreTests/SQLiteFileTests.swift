import Foundation
import Store
import TestSupport
import Testing

/// What only a file can be.
@Suite("SQLite file")
struct SQLiteFileTests {
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

  @Test("A second opening is refused while the first lives, and works after it closed")
  func oneOwnerAtATime() async throws {
    let database = try open()
    #expect { try open() } throws: { ($0 as? StoreError)?.code == .busy }
    await database.close()
    let again = try open()
    await again.close()
  }

  @Test("What is closed is one file, whichever connection closes last")
  func closedIsOneFile() async throws {
    for round in 0..<20 {
      let database = try open()
      try await database.write {
        try $0.execute("INSERT INTO items (name) VALUES (?)", [.text("\(round)")])
      }
      // So that readers are awake.
      #expect(try await names(database).count == round + 1)
      await database.close()
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(files.sorted() == ["test.db", "test.db.lock"])
    }
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
}
