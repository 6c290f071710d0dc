internal import Foundation
internal import Glibc
internal import Synchronization

/// A PostgreSQL server of this test process: a data folder and a socket of its own, no password. It is
/// stopped when this process ends, however it ends.
public final class PostgresServer: Sendable {
  /// Why there is none.
  public struct Failure: Error, CustomStringConvertible {
    /// The reason and what the server said last.
    public let description: String
  }

  private let folder: TemporaryFolder
  private let programs: String
  private let port: Int
  /// What it listens on beside its socket.
  private let network: String
  /// What its processes see beside this process's own.
  private let environment: String
  private let child = Mutex<ChildProcess?>(nil)
  private let schemaCount = Mutex(0)

  private static let outcome = Result { try PostgresServer() }

  /// The server that tests share, started by whoever asks first; they take schemas of their own.
  public static var shared: PostgresServer {
    get throws { try outcome.get() }
  }

  /// Makes a data folder and starts a server on it; with a certificate and its key (PEM files) it also takes connections
  /// to a port of 127.0.0.1, by TLS alone. `environment` is asked, with the server's folder, what its processes are to see
  /// beside what this process does.
  public init(
    port: Int? = nil, certificate: String? = nil, key: String? = nil,
    environment: (_ folder: String) throws -> [String: String] = { _ in [:] }
  ) throws {
    folder = try TemporaryFolder()
    self.environment = try environment(folder.path).map { "\($0)='\($1)' " }.joined()
    programs = try Self.programs()
    self.port = port ?? 5_432
    network =
      port.map {
        "-c listen_addresses=127.0.0.1 -p \($0) -c ssl=on -c ssl_cert_file=server.pem -c ssl_key_file=server.key"
      } ?? "-c listen_addresses=''"
    if geteuid() == 0 {
      guard let user = getpwnam("postgres") else {
        throw Failure(
          description: "PostgreSQL does not run as root, and there is no user 'postgres'")
      }
      chown(folder.path, user.pointee.pw_uid, user.pointee.pw_gid)
    }
    // Nobody else's data, so it need not be on disk before it is used.
    let made = try run(
      "\(programs)/initdb -D data -U apus -A trust -E UTF8 --locale=C --no-sync >> log 2>&1")
    guard made.waitBlocking() == 0 else { throw failure("initdb failed") }
    if let certificate, let key {
      // The server refuses a key that others could read, and reads as its own user.
      try FileManager.default.copyItem(atPath: certificate, toPath: folder.file("certificate"))
      try FileManager.default.copyItem(atPath: key, toPath: folder.file("key"))
      for name in ["certificate", "key"] { chmod(folder.file(name), 0o644) }
      let copied = try run(
        """
        umask 077; cp certificate data/server.pem && cp key data/server.key && \
        echo 'local all all trust\nhostssl all all 127.0.0.1/32 trust' > data/pg_hba.conf
        """)
      guard copied.waitBlocking() == 0 else { throw failure("its certificate cannot be copied") }
    }
    try start()
  }

  deinit {
    // The shell stops the server once its input ends.
    child.withLock { child in
      child?.closeInput()
      _ = child?.waitBlocking()
    }
  }

  private static func programs() throws -> String {
    if let path = ProcessInfo.processInfo.environment["APUS_TEST_POSTGRES"] { return path }
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    guard let newest = versions.compactMap({ Int($0) }).max() else {
      throw Failure(description: "there is no \(root)/*: install the package postgresql")
    }
    return "\(root)/\(newest)/bin"
  }

  /// Starts it, if it does not run, and returns when it answers.
  public func start() throws {
    let ready = folder.file("ready")
    try? FileManager.default.removeItem(atPath: ready)
    let started = try run(
      """
      \(environment)\(programs)/pg_ctl -D data -l log -w -t 120 \
      -o "-k '\(folder.path)' \(network) -c max_connections=1000" start > /dev/null \
      || exit 1; touch ready; cat; \(programs)/pg_ctl -D data -m immediate stop > /dev/null
      """)
    while !FileManager.default.fileExists(atPath: ready) {
      guard started.isRunning else { throw failure("the server did not start") }
      usleep(5_000)
    }
    child.withLock { $0 = started }
  }

  /// Kills every process of it at once with SIGKILL.
  public func kill() throws {
    let first = try String(contentsOfFile: folder.file("data/postmaster.pid"), encoding: .utf8)
      .split(separator: "\n").first
    guard let first, let leader = Int32(first) else { throw failure("it does not run") }
    let workers = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(
      Int32.init
    )
    .filter { Self.parent(of: $0) == leader }
    for process in [leader] + workers { Glibc.kill(process, SIGKILL) }
    while Glibc.kill(leader, 0) == 0, !Self.isDead(leader) { usleep(1_000) }
    forget()
  }

  /// Starts it where it has ended by itself, as it does when its disk fails while it recovers.
  public func revive() throws {
    let first = try? String(contentsOfFile: folder.file("data/postmaster.pid"), encoding: .utf8)
      .split(separator: "\n").first
    if let first, let leader = Int32(first), Glibc.kill(leader, 0) == 0, !Self.isDead(leader) {
      return
    }
    forget()
    try start()
  }

  /// What it wrote last.
  public var lastWords: String {
    let log = try? String(contentsOfFile: folder.file("log"), encoding: .utf8)
    return String((log ?? "").suffix(3_000))
  }

  /// Where nobody collects orphans, the next server would take a dead one for a living one.
  private func forget() {
    for lock in ["data/postmaster.pid", ".s.PGSQL.5432.lock"] {
      try? FileManager.default.removeItem(atPath: folder.file(lock))
    }
    child.withLock { $0 = nil }
  }

  private static func status(of process: Int32) -> [Substring] {
    // Behind the name, which may hold anything and ends with the last bracket: state and parent.
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return [] }
    return text[text.index(after: end)...].split(separator: " ")
  }

  private static func parent(of process: Int32) -> Int32? {
    let fields = status(of: process)
    return fields.count > 1 ? Int32(fields[1]) : nil
  }

  private static func isDead(_ process: Int32) -> Bool {
    status(of: process).first.map { $0 == "Z" } ?? true
  }

  /// The address of its one database.
  public var url: String { "postgres:///postgres?host=\(folder.path)&port=\(port)&user=apus" }

  /// The folder of the socket that it listens on.
  public var socketFolder: String { folder.path }

  /// Where it keeps its data, its log of changes included.
  public var dataFolder: String { folder.file("data") }

  /// A name of a schema that nobody else uses.
  public func newSchema() -> String {
    schemaCount.withLock { count in
      count += 1
      return "test_\(count)"
    }
  }

  /// Runs a script with psql; what it prints.
  public func psql(_ script: String) throws -> String {
    let output = folder.file("psql-\(UUID().uuidString)")
    let child = try ChildProcess(
      "psql", [url, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", script], output: output)
    guard child.waitBlocking() == 0 else { throw failure("psql failed") }
    defer { try? FileManager.default.removeItem(atPath: output) }
    return try String(contentsOfFile: output, encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// A shell in the folder, as a user that PostgreSQL runs as; it sees the end of its input when this
  /// process ends.
  private func run(_ script: String) throws -> ChildProcess {
    let shell = ["sh", "-c", "trap '' HUP INT TERM; cd '\(folder.path)' && \(script)"]
    let arguments =
      geteuid() == 0
      ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] + shell : shell
    return try ChildProcess(
      arguments[0], Array(arguments.dropFirst()), input: .open, output: folder.file("shell"))
  }

  private func failure(_ what: String) -> Failure {
    Failure(description: "\(what): \(lastWords)")
  }
}
