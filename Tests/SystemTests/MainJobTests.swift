import Foundation
import TestSupport
import Testing

/// The whole: five processes, real documents, a real model.
@Suite(.serialized, .timeLimit(.minutes(15))) struct MainJobTests {
  static let question = "When may a package use the conffile mechanism of dpkg?"

  @Test func oneQuestionFromStartToStop() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Corpus.copy(Corpus.pages, to: folder.appending(path: "corpus"))
    let arguments = [
      "up", "--ports", "auto", "--data", folder.path, "--ingest",
      folder.appending(path: "corpus").path, "--ask", Self.question, "--once",
    ]
    let first = try await Executable.run(arguments)
    #expect(first.status == 0, "\(first.errors)\n\(first.output)")
    #expect(first.output.contains("3 added"))
    for part in ["sources", "(score ", "figures", "first token", "tokens/s", "sha256"] {
      #expect(first.output.contains(part), "no '\(part)' in:\n\(first.output)")
    }
    // Nothing is embedded twice.
    let second = try await Executable.run(arguments)
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.output.contains("3 unchanged"))
  }

  @Test func aProgramReadsWhatUpDoes() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let corpus = folder.url.appending(path: "corpus")
    try Corpus.copy(Corpus.pages, to: corpus)
    let port = try TakenPort(listening: false).number
    let outcome = try await Executable.run([
      "up", "--json", "--ports", "auto", "--gateway-port", "\(port)", "--data", folder.url.path,
      "--ingest", corpus.path, "--ask", Self.question, "--once",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)\n\(outcome.output)")
    let lines = try outcome.output.split(separator: "\n").map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: [String: Any]],
        "\(line)")
    }
    let names = lines.compactMap(\.keys.first)
    #expect(
      names == ["starting"] + Array(repeating: "service", count: 5)
        + Array(repeating: "document", count: 3) + ["ingested", "answered"])
    let services = lines.compactMap { $0["service"] }
    #expect(services.allSatisfy { $0["ready"] as? Bool == true }, "\(services)")
    #expect(services.first?["address"] as? String == "127.0.0.1:\(port)")
    #expect(lines.compactMap { $0["ingested"]?["document_count"] as? Int } == [3])
    #expect(lines.compactMap { $0["answered"]?["state"] as? String } == ["succeeded"])
  }

  @Test func everyServiceMayDieAndNothingIsLost() async throws {
    let installation = try await Installation()
    defer { installation.destroy() }
    var runIDs: Set<String> = []
    for service in ["memory", "retrieval", "inference-worker", "orchestrator", "gateway"] {
      try await installation.killAndAwaitRecovery(of: service)
      let run = try #require(try await installation.json(["ask", Self.question]).first)
      #expect(run["state"] as? String == "succeeded", "after \(service) died")
      let report = run["report"] as? [String: Any]
      #expect((report?["answer"] as? String)?.isEmpty == false)
      let sources = report?["sources"] as? [[String: Any]] ?? []
      #expect(!sources.isEmpty, "no sources after \(service) died")
      for source in sources {
        let uri = try #require(source["document_uri"] as? String)
        #expect(uri.hasPrefix(installation.corpus.path))
      }
      runIDs.insert(try #require(run["run_id"] as? String))
    }
    // Everything that was acknowledged is still there: runs, sessions, turns, documents.
    let runs = try await installation.json(["runs", "list"])
    #expect(Set(runs.compactMap { $0["run_id"] as? String }) == runIDs)
    #expect(runs.allSatisfy { $0["state"] as? String == "succeeded" })
    let sessions = try await installation.json(["sessions", "list"])
    #expect(sessions.count == runIDs.count)
    for session in sessions {
      let id = try #require(session["session_id"] as? String)
      let speakers = try await installation.json(["sessions", "show", id])
        .compactMap { $0["speaker"] as? String }
      #expect(speakers == ["user", "assistant"])
    }
    let results = try await installation.json(["ingest", installation.corpus.path])
    #expect(
      results.compactMap { $0["outcome"] as? String } == ["unchanged", "unchanged", "unchanged"])
    #expect(try await installation.stop() == 0, "\(installation.transcript)")
  }

  @Test(arguments: ["orchestrator", "inference-worker"])
  func aRunSurvivesADeathInItsMiddle(_ victim: String) async throws {
    let installation = try await Installation()
    defer { installation.destroy() }
    async let asking = installation.apus(["ask", "--json", Self.question])
    var before: [String: Any] = [:]
    try await waitUntil("a step of the run has ended") {
      guard let id = try await installation.json(["runs", "list"]).first?["run_id"] as? String
      else { return false }
      before = try await installation.json(["runs", "show", id]).first ?? [:]
      return Self.finished(before).count >= 1
    }
    try #require(before["state"] as? String == "running", "the run ended before it was hit")
    kill(try installation.processID(of: victim), SIGKILL)

    let outcome = try await asking
    #expect(outcome.status == 0, "\(outcome.errors)")
    let id = try #require(before["run_id"] as? String)
    let after = try #require(try await installation.json(["runs", "show", id]).first)
    #expect(after["state"] as? String == "succeeded")
    // What was finished before the death was not done again.
    let steps = Self.finished(after)
    for (step, end) in Self.finished(before) { #expect(steps[step] == end, "\(step) was repeated") }
  }

  @Test func strangersAndEmptyQuestionsAreRefused() async throws {
    let installation = try await Installation(pages: ["ap-pkg-diversions.html"])
    defer { installation.destroy() }
    let key = installation.data.appending(path: "wrong-key")
    try "apus_0123456789abcdef0123456789abcdef\n".write(
      to: key, atomically: true, encoding: .utf8)
    let stranger = try await installation.apus(["runs", "list", "--api-key-file", key.path])
    #expect(stranger.status == 1)
    #expect(stranger.errors.contains("UNAUTHENTICATED"))
    #expect(try await installation.apus(["ask", "  "]).status == 2)
    let wordless = try await installation.apus(["ask", "???"])
    #expect(wordless.status == 1)
    #expect(wordless.errors.contains("INVALID_ARGUMENT"))
    // Neither has left a session behind.
    #expect(try await installation.json(["sessions", "list"]).isEmpty)
    let absent = try await installation.apus(["runs", "show", "no-such-run"])
    #expect(absent.status == 1)
    #expect(absent.errors.contains("NOT_FOUND"))
  }

  @Test func aQuestionWithoutAMatchGetsNoInventedSource() async throws {
    let installation = try await Installation(pages: ["ap-pkg-diversions.html"])
    defer { installation.destroy() }
    let run = try #require(
      try await installation.json(["ask", "zxqv wlkj qqpr vvbn?"]).first)
    let report = run["report"] as? [String: Any]
    #expect((report?["sources"] as? [Any])?.isEmpty == true)
    let answer = try #require(report?["answer"] as? String)
    #expect(answer.contains("Nothing in the documents matches"), "\(answer)")
  }

  /// Steps that have succeeded, with the time at which they ended.
  private static func finished(_ run: [String: Any]) -> [String: Int64] {
    var result: [String: Int64] = [:]
    for step in run["steps"] as? [[String: Any]] ?? [] where step["state"] as? String == "succeeded"
    {
      guard let id = step["step_id"] as? String, let end = step["ended_at_ms"] as? NSNumber
      else { continue }
      result[id] = end.int64Value
    }
    return result
  }
}
