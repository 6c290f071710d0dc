import Foundation
import Messages
import RPC
import TestSupport
import Testing

/// `apus up` with five real processes, ephemeral ports and a data directory of its own.
final class Installation: Sendable {
  /// Long: the tests share two cores with everything else.
  static let deadline = Duration.seconds(300)

  let data: URL
  let corpus: URL
  /// Its standard input stays open: when this process ends, however it does, so do the services.
  private let up: ChildProcess
  private let output: OutputFile

  /// Starts the services over a small real corpus and waits until they serve.
  ///
  /// `data` is a folder that exists, or nil for a new one; `models` replaces APUS_MODELS.
  init(
    pages: [String] = Corpus.pages, data: URL? = nil, models: URL? = nil
  ) async throws {
    self.data =
      data ?? FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    corpus = self.data.appending(path: "corpus")
    try Corpus.copy(pages, to: corpus)
    output = try OutputFile(self.data.appending(path: "up.txt"))
    up = try Executable.start(
      [
        "up", "--ports", "auto", "--data", self.data.path, "--ingest", corpus.path,
        "--exit-with-parent",
      ], output: output, input: .open, models: models)
    try await waitUntil("apus up serves") { [output] in
      #expect(self.up.isRunning, "apus up ended:\n\(output.text)")
      return output.text.contains("Serving on") || !self.up.isRunning
    }
    try #require(up.isRunning)
  }

  /// What `apus up` has written so far.
  var transcript: String { output.text }

  /// Stops everything as Ctrl-C does; returns the exit status.
  func stop() async throws -> Int32 {
    up.send(SIGINT)
    return try await awaitEnd()
  }

  /// Waits until `apus up` ends by itself; returns the exit status.
  func awaitEnd() async throws -> Int32 {
    try await up.waitForExit()
  }

  /// The process `apus up`.
  var processID: pid_t { up.processID }

  /// Closes the standard input of `apus up`, as the kernel does when its starter dies.
  func cutLifeline() { up.closeInput() }

  /// Ends whatever is left, services too, and removes the data.
  func destroy() {
    let services = Executable.services.compactMap { try? processID(of: $0) }
    up.send(SIGKILL)
    for service in services { kill(service, SIGKILL) }
    try? FileManager.default.removeItem(at: data)
  }

  /// The process that serves now, from the port file that it wrote.
  func processID(of service: String) throws -> pid_t {
    try #require(try portFile(of: service)["pid"] as? Int32)
  }

  /// Where a service listens now.
  func addresses(of service: String) throws -> (rpc: String, admin: String) {
    let file = try portFile(of: service)
    return (try #require(file["rpc"] as? String), try #require(file["admin"] as? String))
  }

  private func portFile(of service: String) throws -> [String: Any] {
    let url = data.appending(path: "run/\(service).json")
    let object = try JSONSerialization.jsonObject(with: try Data(contentsOf: url))
    return try #require(object as? [String: Any])
  }

  func apiKey() throws -> String {
    let text = try String(
      contentsOf: data.appending(path: "gateway/api-key"), encoding: .utf8)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return String(try #require(lines.first?.split(separator: " ").first))
  }

  /// The lines that a service has logged so far.
  func log(of service: String) throws -> [Substring] {
    let url = data.appending(path: "logs/\(service).log")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
  }

  /// kill -9, then waits until `apus up` has started it again and all services are ready.
  func killAndAwaitRecovery(of service: String) async throws {
    let old = try processID(of: service)
    kill(old, SIGKILL)
    try await waitUntil("\(service) is back") {
      guard let new = try? self.processID(of: service), new != old else { return false }
      return (try? await self.apus(["status"]).status) == 0
    }
  }

  /// Runs `body` with a client of the gateway and options that carry the key.
  func withGateway<T>(
    _ body: (Apus.Gateway.V1.GatewayServiceClient, CallOptions) async throws -> T
  ) async throws -> T {
    let channel = Channel(target: try addresses(of: "gateway").rpc)
    let options = CallOptions(metadata: ["authorization": "Bearer \(try apiKey())"])
    do {
      let result = try await body(.init(channel: channel), options)
      await channel.shutdown()
      return result
    } catch {
      await channel.shutdown()
      throw error
    }
  }

  /// Runs a command of `apus` against this installation.
  func apus(_ arguments: [String]) async throws -> ProgramOutcome {
    try await Executable.run(arguments + ["--data", data.path])
  }

  /// The JSON objects that a command writes, one a line.
  func json(_ arguments: [String]) async throws -> [[String: Any]] {
    let outcome = try await apus(arguments + ["--json"])
    try #require(outcome.status == 0, "apus \(arguments): \(outcome.errors)")
    return try outcome.output.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(object as? [String: Any])
    }
  }
}

/// Pages of the Debian Policy Manual, as its package installs them.
enum Corpus {
  static let folder = "/usr/share/doc/debian-policy/policy.html"
  static let pages = ["ap-pkg-conffiles.html", "ap-pkg-diversions.html", "ch-docs.html"]

  static func copy(_ pages: [String], to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for page in pages {
      let source = "\(Self.folder)/\(page)"
      try #require(
        FileManager.default.fileExists(atPath: source),
        "\(source) is absent; scripts/install-packages.sh test installs it")
      try FileManager.default.copyItem(
        atPath: source, toPath: folder.appending(path: page).path)
    }
  }
}

/// Waits for a condition, with a deadline.
func waitUntil(
  _ what: String, within limit: Duration = Installation.deadline,
  _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  while !(try await condition()) {
    try #require(ContinuousClock.now < deadline, "gave up waiting until \(what)")
    try await Task.sleep(for: .milliseconds(50))
  }
}
