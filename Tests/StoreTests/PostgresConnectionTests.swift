import Foundation
import Glibc
import Store
import StoreFixture
import Synchronization
import TestSupport
import Testing

/// Connections to PostgreSQL that break at the worst moment, are slow, or lead to nobody.
@Suite("Connections to PostgreSQL", .timeLimit(.minutes(5)))
struct PostgresConnectionTests {
  private static let marks = Migration("marks", both: "CREATE TABLE marks (name TEXT NOT NULL)")

  /// A proxy's port, by TCP, before a server that has a socket of the file system alone.
  private func location(
    _ proxy: SocketProxy, _ server: PostgresServer, _ options: String = ""
  ) throws -> StoreLocation {
    try StoreLocation(
      address: "postgres://apus@127.0.0.1:\(proxy.port)/postgres?sslmode=disable" + options,
      schema: server.newSchema(), file: "")
  }

  private func socket(of server: PostgresServer) -> SocketProxy.Address {
    .path("\(server.socketFolder)/.s.PGSQL.5432")
  }

  @Test(
    "What was committed is not done again where the connection breaks behind the look for its mark")
  func breaksTwice() async throws {
    enum Stage {
      case idle
      case armed
      /// COMMIT is on its way, on this connection.
      case committing(Int)
      /// The server has committed, and its answer was lost.
      case committed
      /// The connection broke again, behind the look.
      case over
    }
    let stage = Mutex(Stage.idle)
    let server = try PostgresServer()
    let proxy = try SocketProxy(at: .port(0), to: socket(of: server)) { passage in
      stage.withLock { stage in
        switch stage {
        case .idle, .over: return .pass
        case .armed:
          // The text is sent once for each connection, to be prepared.
          if passage.isFromClient, passage.contains("COMMIT\0") {
            stage = .committing(passage.connection)
          }
          return .pass
        case .committing(let connection):
          guard !passage.isFromClient, passage.connection == connection else { return .pass }
          stage = .committed
          return .cut
        case .committed:
          guard passage.isFromClient, passage.contains("ROLLBACK\0") else { return .pass }
          stage = .over
          return .cut
        }
      }
    }
    let database = try Database(at: location(proxy, server), migrations: [Self.marks])
    func mark(_ name: String) async throws {
      try await database.write { try $0.execute("INSERT INTO marks VALUES (?)", [.text(name)]) }
    }
    try await mark("before")
    // A new connection that has not committed yet, so that its COMMIT is seen.
    proxy.cut()
    _ = try? await database.write { _ in throw CancellationError() }
    stage.withLock { $0 = .armed }
    try await mark("once")
    let last = stage.withLock(\.self)
    guard case .over = last else {
      Issue.record("the connection did not break twice: \(last)")
      return
    }
    try await mark("after")
    let marks = try await database.read { try $0.query("SELECT name FROM marks") { $0.text(0) } }
    #expect(marks == ["before", "once", "after"])
    await database.close()
    proxy.close()
  }

  @Test("A server that crashes says so and is away: that is no mistake of whoever asks next")
  func crashes() async throws {
    let server = try PostgresServer()
    let farewells = Atomic(0)
    // A socket of the file system: who writes to one that has ended hears of that at once.
    let folder = try TemporaryFolder()
    let place = SocketProxy.Address.path(folder.file(".s.PGSQL.5432"))
    let proxy = try SocketProxy(at: place, to: socket(of: server)) { passage in
      if passage.contains("because of crash of another server process") {
        farewells.add(1, ordering: .relaxed)
      }
      return .pass
    }
    let database = try Database(
      at: StoreLocation(
        address: "postgres:///postgres?host=\(folder.path)&user=apus", schema: server.newSchema(),
        file: ""), migrations: [Self.marks], readerCount: 1)
    @Sendable func count(_ connection: borrowing SQLConnection) throws -> Int? {
      try connection.first("SELECT count(*) FROM marks") { $0.int(0) }
    }
    #expect(try await database.read(count) == 0)
    let process = try #require(
      Int32(server.psql("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'")))
    kill(process, SIGKILL)
    // To the writer, the reader and the listener.
    try await eventually { farewells.load(ordering: .relaxed) >= 3 }
    // Nobody answers, so that what the lost connections say is all there is to say.
    proxy.close()
    async let read = Self.failure { try await database.read(count) }
    async let write = Self.failure { try await database.write(count) }
    for failure in await [read, write] {
      #expect((failure as? StoreError)?.code == .unavailable, "\(String(describing: failure))")
    }
    await database.close()
  }

  /// What a call throws.
  private static func failure(
    _ body: @Sendable () async throws -> some Sendable
  ) async -> (any Error)? {
    do {
      _ = try await body()
      return nil
    } catch {
      return error
    }
  }

  /// Fails for all that is done with it where one is to blame.
  private struct Shared: SharedWrite {
    struct Blame: Error {}

    let isToBlame: Bool
    let fail: @Sendable () -> Void

    static func perform(
      _ writes: [Shared], on connection: borrowing SQLConnection
    ) throws -> [Result<Int, any Error>] {
      _ = try connection.first("SELECT 1") { $0.int(0) }
      guard let blamed = writes.first(where: \.isToBlame) else {
        return writes.map { _ in .success(1) }
      }
      blamed.fail()
      throw Blame()
    }
  }

  @Test("Who shared a write is not blamed for another one where the server then goes away")
  func sharedBlame() async throws {
    let server = try PostgresServer()
    let proxy = try SocketProxy(at: .port(0), to: socket(of: server))
    let database = try Database(at: location(proxy, server), migrations: [Self.marks])
    let isHeld = Atomic(false)
    async let holding: Void = database.write { connection in
      isHeld.store(true, ordering: .releasing)
      let deadline = ContinuousClock.now + .seconds(60)
      while database.queuedWriteCount < 2, ContinuousClock.now < deadline {
        _ = try connection.first("SELECT 1") { $0.int(0) }
      }
    }
    try await eventually { isHeld.load(ordering: .acquiring) }
    async let innocent = Self.failure {
      try await database.write(Shared(isToBlame: false) {})
    }
    async let blamed = Self.failure {
      try await database.write(Shared(isToBlame: true) { proxy.close() })
    }
    try await holding
    for failure in await [innocent, blamed] {
      #expect((failure as? StoreError)?.code == .unavailable, "\(String(describing: failure))")
    }
    await database.close()
  }

  @Test(
    "A copy whose reader or writer pauses for longer than the server allows others is not ended")
  func copyIsSlow() async throws {
    let server = try PostgresServer()
    let (source, target) = (server.newSchema(), server.newSchema())
    let schema = StoreSchema(name: "test", migrations: [EventLog.migration])
    let database = try Database(
      at: StoreLocation(address: server.url, schema: source, file: ""),
      migrations: schema.migrations)
    let count = 500
    try await database.write { connection in
      try EventLog.append(
        (0..<count).map { NewEvent(kind: "Noted", payload: Array("\($0)".utf8)) }, to: "s",
        expectedVersion: 0, now: 0, on: connection)
    }
    await database.close()
    // In the middle of what the target is given.
    let isFrozen = Mutex(false)
    let proxy = try SocketProxy(at: .port(0), to: socket(of: server)) { passage in
      guard passage.isFromClient, passage.contains("INSERT INTO \"events\"") else { return .pass }
      return isFrozen.withLock { isFrozen in
        defer { isFrozen = true }
        return isFrozen ? .pass : .freeze
      }
    }
    let to = try StoreLocation(
      address: "postgres://apus@127.0.0.1:\(proxy.port)/postgres?sslmode=disable", schema: target,
      file: "")
    let from = try StoreLocation(address: server.url, schema: source, file: "")
    async let result = blocking { try StoreTransfer.copy(schema, from: from, to: to) }
    // Also where this fails, or the copy would wait for ever.
    defer {
      proxy.freeze(false)
      proxy.close()
    }
    try await eventually { isFrozen.withLock(\.self) }
    // Both connections are idle in their transactions for longer than a service's may be.
    try await eventually {
      try server.psql(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE state = 'idle in transaction' AND now() - state_change > interval '5500 ms'
        """) == "2"
    }
    proxy.freeze(false)
    let copied = try await result
    #expect(copied.audit?.eventCount == count)
  }

  @Test(
    "A host that takes a connection and says nothing is given up, and so is one that falls silent")
  func silence() async throws {
    let server = try PostgresServer()
    let proxy = try SocketProxy(at: .port(0), to: socket(of: server))
    let database = try Database(
      at: location(proxy, server, "&tcp_user_timeout=1000&connect_timeout=2"),
      migrations: [Self.marks])
    let start = ContinuousClock.now
    proxy.freeze(true)
    // More than the kernels between the two take in.
    let text = String(repeating: "a", count: 32 << 20)
    await #expect {
      try await database.write { try $0.execute("INSERT INTO marks VALUES (?)", [.text(text)]) }
    } throws: { ($0 as? StoreError)?.code == .unavailable }
    #expect(start.duration(to: .now) < .seconds(60))
    // Nobody answers who connects now; the default is five seconds.
    let other = try location(proxy, server)
    await #expect {
      _ = try await blocking { try Database(at: other, migrations: []) }
    } throws: { ($0 as? StoreError)?.code == .unavailable }
    #expect(start.duration(to: .now) < .seconds(90))
    proxy.freeze(false)
    proxy.cut()
    try await eventually {
      (try? await database.write { try $0.execute("INSERT INTO marks VALUES ('back')") }) != nil
    }
    await database.close()
    proxy.close()
  }

  @Test(
    "Unless the address says otherwise, the kernel looks after connections: a host that is gone is noticed"
  )
  func kernelLooks() async throws {
    let server = try PostgresServer.shared
    let proxy = try SocketProxy(at: .port(0), to: socket(of: server))
    let database = try Database(at: location(proxy, server), migrations: [Self.marks])
    let sockets = Self.sockets(to: proxy.port)
    #expect(!sockets.isEmpty)
    for socket in sockets {
      #expect(Self.option(socket, SOL_SOCKET, SO_KEEPALIVE) == 1)
      let tcp = Int32(IPPROTO_TCP)
      #expect(Self.option(socket, tcp, TCP_KEEPIDLE) == 10)
      #expect(Self.option(socket, tcp, TCP_KEEPINTVL) == 5)
      #expect(Self.option(socket, tcp, TCP_KEEPCNT) == 3)
      #expect(Self.option(socket, tcp, TCP_USER_TIMEOUT) == 10_000)
    }
    await database.close()
    proxy.close()
  }

  /// Runs what holds its thread on one of its own.
  private func blocking<T: Sendable>(
    _ body: @escaping @Sendable () throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
  }

  /// Descriptors of this process that are connected to a port of this machine.
  private static func sockets(to port: Int) -> [Int32] {
    (0..<4_096).filter { descriptor in
      var name = sockaddr_in()
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let status = withUnsafeMutablePointer(to: &name) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          getpeername(descriptor, $0, &length)
        }
      }
      return status == 0 && name.sin_family == sa_family_t(AF_INET)
        && UInt16(bigEndian: name.sin_port) == port
    }
  }

  private static func option(_ socket: Int32, _ level: Int32, _ name: Int32) -> Int32 {
    var value: Int32 = -1
    var length = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(socket, level, name, &value, &length)
    return value
  }
}
