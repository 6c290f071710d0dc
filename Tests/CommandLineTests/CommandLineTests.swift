import Foundation
import TestSupport
import Testing

@Suite struct CommandLineTests {
  static let commands = [
    ["up"], ["ask"], ["ingest"], ["generate"], ["score"], ["runs", "list"], ["runs", "show"],
    ["runs", "watch"], ["runs", "cancel"], ["runs", "submit"], ["runs", "signal"],
    ["runs", "answer"], ["runs", "pause"], ["runs", "resume"], ["runs", "retry"], ["runs", "fork"],
    ["runs", "explain"], ["workflow", "check"], ["workflow", "register"], ["workflow", "list"],
    ["workflow", "show"], ["agents", "list"], ["agents", "pause"], ["agents", "resume"],
    ["queue", "dead"], ["queue", "redrive"], ["queue", "remove"],
    ["sessions", "create"], ["sessions", "list"], ["sessions", "show"],
    ["sessions", "search"], ["sessions", "attach"], ["sessions", "attachment"],
    ["keys", "show"], ["keys", "rotate"], ["memory", "facts"], ["memory", "remember"],
    ["memory", "preferences"], ["memory", "export"], ["memory", "erase"], ["status"], ["models"],
    ["bench", "inference"],
    ["version"],
  ]

  @Test func helpNamesEveryCommand() async throws {
    for arguments in [[], ["--help"], ["-h"], ["help"]] {
      let outcome = try await Program.apus(arguments)
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
      for command in Self.commands {
        #expect(outcome.output.contains("  \(command.joined(separator: " ")) "))
      }
    }
  }

  @Test(arguments: commands)
  func everyCommandExplainsItselfWithAnExample(_ command: [String]) async throws {
    let outcome = try await Program.apus(command + ["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("usage: apus \(command.joined(separator: " "))"))
    #expect(outcome.output.contains("examples:"))
    #expect(outcome.output.contains("--json"))
    #expect(try await Program.apus(["help"] + command).output == outcome.output)
  }

  @Test(arguments: [
    (["asc"], "did you mean 'ask'"),
    (["runs", "lst"], "did you mean 'list'"),
    (["ask", "--sesion", "x", "why?"], "did you mean '--session'"),
    (["up", "--port", "auto"], "did you mean '--ports'"),
    (["zebra"], "unknown command 'zebra'"),
    (["ask"], "takes QUESTION"),
    (["ask", "one", "two"], "found 2 arguments"),
    (["status", "surplus"], "takes no arguments"),
    (["generate"], "--prompt"),
    (["generate", "--prompt", "x", "--prompt-file", "y"], "either"),
    (["generate", "--prompt", "x", "--temperature", "hot"], "'hot'"),
    (["generate", "--prompt", "x", "--max-tokens", "0"], "--max-tokens"),
    (["generate", "--prompt", "x", "--logprobs", "21"], "--logprobs"),
    (["generate", "--prompt", "x", "--any-json", "--regex", "y"], "--any-json"),
    (["score", "--prompt", "x", "--text", "y"], "no model"),
    (["score", "--model", "m", "--prompt", "x"], "--text-file"),
    (["bench", "inference"], "no model"),
    (["bench", "inference", "--model", "m", "--parts", "x"], "steps, streams, prompts, engine"),
    (["runs", "list", "--state", "odd"], "queued"),
    (["runs", "submit", "w", "--inputs", "[]"], "--inputs is no JSON object"),
    (["runs", "signal", "r", "go", "--payload", "text"], "texts need quotes"),
    (["ingest", ".", "--label", "novalue"], "NAME=VALUE"),
    (["memory", "erase", "--yes"], "--whole-tenant"),
    (["memory", "remember", "ada", "home"], "--take-back"),
    (["memory", "remember", "ada", "home", "Rome", "--take-back"], "not both"),
    (["memory", "preferences", "--set", "tone"], "NAME=VALUE"),
    (["sessions", "attach", "s"], "SESSION FILE"),
    (["memory", "erase", "--person", "p"], "--yes"),
    (["memory", "erase", "--person", "p", "--whole-tenant", "--yes"], "not both"),
    (["keys", "rotate", "--master-only", "--data-only"], "--data-only"),
    (["keys", "show", "--target", "foo"], "--target: 'foo' is not an address"),
    (["ask", " "], "the question is empty"),
    (["up", "--ask", ""], "the question is empty"),
    (["status", "--gateway", "foo"], "--gateway: 'foo' is not an address"),
  ])
  func aMistakeIsNamedWithTheRemedy(_ arguments: [String], _ hint: String) async throws {
    let outcome = try await Program.apus(arguments)
    #expect(outcome.status == 2, "\(arguments)")
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(hint), "\(arguments): \(outcome.errors)")
  }

  @Test func anArgumentThatIsNotUTF8IsNeitherRepairedNorSent() async throws {
    let outcome = try await ProgramOutcome(
      of: "/bin/sh",
      ["-c", "exec \"$0\" ask \"$(printf 'what \\377 is')\"", BuildProducts.folder + "/apus"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("argument 2 is not text in UTF-8"), "\(outcome.errors)")
  }

  @Test func nothingIsColouredWhereThereIsNoTerminal() async throws {
    for arguments in [["--help"], ["zebra"], ["version"]] {
      let outcome = try await Program.apus(arguments)
      #expect(!(outcome.output + outcome.errors).contains("\u{1B}"))
    }
  }

  @Test func theVersionIsAlsoJSON() async throws {
    let outcome = try await Program.apus(["version", "--json"])
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let version = (object as? [String: String])?["version"]
    #expect(try await Program.apus(["version"]).output == "apus \(version ?? "")\n")
    #expect(try await Program.apus(["--version"]).output == "apus \(version ?? "")\n")
  }

  @Test func withoutAKeyItSaysWhereOneComesFrom() async throws {
    let outcome = try await Program.apus(["status", "--data", "/nonexistent"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("apus up"))
    #expect(outcome.errors.contains("--api-key-file"))
  }

  @Test func withoutAGatewayItSaysHowToStartOne() async throws {
    let outcome = try await Program.apus(
      ["status", "--gateway", "127.0.0.1:1", "--timeout", "5s"],
      environment: ["APUS_API_KEY": "apus_0123456789abcdef"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("127.0.0.1:1"))
    #expect(outcome.errors.contains("apus up"))
  }

  @Test func aPathThatIsNotThereIsNamed() async throws {
    let outcome = try await Program.apus(
      ["ingest", "/nonexistent/notes"], environment: ["APUS_API_KEY": "apus_0123456789abcdef"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("'/nonexistent/notes'"))
  }

  /// The model that `make models` brings.
  private static func modelPath() throws -> String {
    let environment = ProcessInfo.processInfo.environment
    let folder = environment["APUS_MODELS"] ?? (environment["HOME"] ?? "") + "/.cache/apus/models"
    let path = folder + "/SmolLM2-135M-Instruct.Q4_1.gguf"
    try #require(
      FileManager.default.isReadableFile(atPath: path),
      "no model at \(path); fetch the models or set APUS_MODELS")
    return path
  }

  private static func fields(_ outcome: ProgramOutcome) throws -> [String: Any] {
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try #require(
      JSONSerialization.jsonObject(with: Data(outcome.outputBytes)) as? [String: Any])
  }

  @Test func aLikelyTextScoresAboveAnother() async throws {
    let model = try Self.modelPath()
    func score(_ text: String) async throws -> [String: Any] {
      try Self.fields(
        await Program.apus([
          "score", "--model", model, "--prompt", "The capital of France is", "--text", text,
          "--logprobs", "2", "--json",
        ]))
    }
    let (likely, other) = (try await score(" Paris"), try await score(" parsnips"))
    let sum = try #require(likely["sum_logprob"] as? Double)
    #expect(try sum > #require(other["sum_logprob"] as? Double) + 3)
    #expect(try abs(exp(-sum) - #require(likely["perplexity"] as? Double)) < 1e-6)
    let tokens = try #require(likely["logprobs"] as? [[String: Any]])
    #expect(tokens.count == 1)
    #expect((tokens[0]["alternatives"] as? [Any])?.count == 2)
  }

  @Test func anAnswerCanBeAnyJSON() async throws {
    let model = try Self.modelPath()
    let outcome = try Self.fields(
      await Program.apus([
        "generate", "--model", model, "--chat", "--prompt", "Who are you?", "--any-json", "--json",
      ]))
    let text = try #require(outcome["text"] as? String)
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }
  }

  @Test func aFileThatIsNoModelIsRefused() async throws {
    let outcome = try await Program.apus(["generate", "--model", "/etc/passwd", "--prompt", "x"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("not a GGUF file"))
  }

  @Test func upNamesThePortThatIsTaken() async throws {
    let listener = try TakenPort(listening: true)
    let data = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: data) }
    let outcome = try await Program.apus([
      "up", "--data", data.path, "--memory-port", "\(listener.number)",
    ])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("port \(listener.number)"))
    #expect(outcome.errors.contains("memory"))
    #expect(outcome.errors.contains("--ports auto"))
  }

  @Test func aPortThatIsGivenWinsOverAuto() async throws {
    let listener = try TakenPort(listening: true)
    let data = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: data) }
    let outcome = try await Program.apus([
      "up", "--once", "--data", data.path, "--ports", "auto", "--memory-port", "\(listener.number)",
    ])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("port \(listener.number)"), "\(outcome.errors)")
  }

  @Test func aPortThatIsGivenTwiceIsNamed() async throws {
    let data = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: data) }
    let outcome = try await Program.apus([
      "up", "--once", "--data", data.path, "--ports", "auto", "--memory-port", "1",
      "--gateway-port", "1",
    ])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("both memory and gateway"), "\(outcome.errors)")
  }

  @Test func aFolderThatCannotBeMadeIsExplainedInTheSystemsWords() async throws {
    let outcome = try await Program.apus(["up", "--data", "/etc/passwd/apus"])
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        apus: cannot create '/etc/passwd/apus/logs': Not a directory; choose another place with --data

        """)
  }

  @Test func whatConcernsOneCallIsNotTakenFromTheEnvironment() async throws {
    let environment = [
      "APUS_JSON": "true", "APUS_PROMPT": "x", "APUS_MODEL": "/etc/passwd", "APUS_ASK": "x",
      "APUS_ONCE": "true",
    ]
    let version = try await Program.apus(["version"], environment: environment)
    #expect(version.output.hasPrefix("apus "))
    let generate = try await Program.apus(["generate"], environment: environment)
    #expect(generate.status == 2)
    #expect(generate.errors.contains("no prompt"))
    for command in Self.commands {
      let help = try await Program.apus(command + ["--help"]).output
      for variable in environment.keys { #expect(!help.contains("environment \(variable)\n")) }
    }
    let help = try await Program.apus(["status", "--help"]).output
    #expect(help.contains("environment APUS_GATEWAY"))
  }

  @Test(arguments: [
    (["zebra"], "USAGE", "unknown command 'zebra'"),
    (["status", "--sesion"], "USAGE", "--sesion"),
    (["up", "--data", "/etc/passwd/apus"], "FAILED", "Not a directory"),
    (["up", "--port", "auto"], "USAGE", "--ports"),
    (["status", "--gateway", "127.0.0.1:1", "--timeout", "5s"], "UNAVAILABLE", "127.0.0.1:1"),
  ])
  func errorsAreJSONForPrograms(_ arguments: [String], _ code: String, _ hint: String) async throws
  {
    let outcome = try await Program.apus(
      arguments + ["--json"], environment: ["APUS_API_KEY": "apus_0123456789abcdef"])
    #expect(outcome.status == (code == "USAGE" ? 2 : 1))
    #expect(outcome.output == "")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.errors.utf8))
    let error = try #require((object as? [String: [String: String]])?["error"])
    #expect(error["code"] == code)
    #expect(error["message"]?.contains(hint) == true, "\(error)")
  }
}
