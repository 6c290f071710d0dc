import Testing

import Service

@Suite struct OptionParserTests {
  private let parser = OptionParser([
    .string("listen", help: "Where.", default: "127.0.0.1:1"),
    .integer("loops", in: 1...8, help: "How many."),
    .duration("drain-timeout", help: "How long.", default: "30s"),
    .choice("log-level", of: ["info", "error"], help: "What.", default: "info"),
    .flag("json", help: "As JSON."),
  ])

  private func message(
    _ arguments: [String], environment: [String: String] = [:]
  ) -> String {
    do {
      _ = try parser.parse(arguments, environment: environment)
      return "accepted"
    } catch {
      return error.message
    }
  }

  @Test func aFlagWinsOverTheEnvironmentAndThatOverTheDefault() throws {
    let defaults = try parser.parse([])
    #expect(defaults.string("listen") == "127.0.0.1:1")
    #expect(defaults.duration("drain-timeout") == .seconds(30))
    #expect(defaults.integer("loops") == nil)
    let environment = ["APUS_LISTEN": "b:2", "APUS_DRAIN_TIMEOUT": "5", "APUS_JSON": "true"]
    let fromEnvironment = try parser.parse([], environment: environment)
    #expect(fromEnvironment.string("listen") == "b:2")
    #expect(fromEnvironment.duration("drain-timeout") == .seconds(5))
    #expect(fromEnvironment.flag("json"))
    let both = try parser.parse(["--listen=c:3", "--json=false"], environment: environment)
    #expect(both.string("listen") == "c:3")
    #expect(!both.flag("json"))
  }

  @Test func anOptionOfOneCallIsNotReadFromTheEnvironment() throws {
    let parser = OptionParser([.string("ask", help: "What.", default: "x").perCall])
    #expect(try parser.parse([], environment: ["APUS_ASK": "y"]).string("ask") == "x")
    #expect(try parser.parse(["--ask", "z"]).string("ask") == "z")
    #expect(parser.helpText() == "  --ask TEXT\n      What.\n      default x\n")
  }

  @Test func aSecretIsReadFromTheEnvironmentAlone() throws {
    let parser = OptionParser([.string("api-key", value: "KEY", help: "What.").secret])
    let values = try parser.parse([], environment: ["APUS_API_KEY": "y"])
    #expect(values.string("api-key") == "y")
    #expect(parser.helpText() == "  APUS_API_KEY KEY\n      What.\n")
    #expect { try parser.parse(["--api-key", "hunter2"]) } throws: { error in
      "\(error)".contains("APUS_API_KEY") && !"\(error)".contains("hunter2")
    }
    #expect { try parser.parse([], environment: ["APUS_API_KEY": "hunter2\0"]) } throws: { error in
      !"\(error)".contains("hunter2")
    }
  }

  @Test func valuesMayFollowOrBeJoined() throws {
    let values = try parser.parse(["--loops", "3", "--drain-timeout=1.5s", "--json"])
    #expect(values.integer("loops") == 3)
    #expect(values.duration("drain-timeout") == .milliseconds(1500))
    #expect(values.flag("json"))
  }

  @Test(arguments: [
    (
      ["--lisen", "x"],
      "unknown option '--lisen'; did you mean '--listen'? (--help lists all options)"
    ),
    (["--log"], "unknown option '--log'; did you mean '--log-level'? (--help lists all options)"),
    (["--zzzzzzzzz"], "unknown option '--zzzzzzzzz' (--help lists all options)"),
    (["--loops"], "--loops needs a value: --loops N"),
    (["--loops", "--json"], "--loops needs a value: --loops N"),
    (["--loops", "0"], "'0' is no value for --loops: write a whole number from 1 to 8"),
    (["--loops", "many"], "'many' is no value for --loops: write a whole number from 1 to 8"),
    (["--log-level=loud"], "'loud' is no value for --log-level: write one of info, error"),
    (["stray"], "unexpected argument 'stray': options begin with -- (--help lists them)"),
  ])
  func badCommandLinesAreExplained(arguments: [String], expected: String) {
    #expect(message(arguments) == expected)
  }

  @Test func badEnvironmentNamesTheVariable() {
    #expect(
      message([], environment: ["APUS_LOOPS": "nine"])
        == "'nine' is no value for APUS_LOOPS: write a whole number from 1 to 8")
  }

  @Test func durationsNeedASaneNumber() {
    for text in ["", "s", "-1s", "1x", "1e400s", "nan", "5 s", "h"] {
      #expect(OptionDuration.parse(text) == nil, "\(text)")
    }
    #expect(OptionDuration.parse("250ms") == .milliseconds(250))
    #expect(OptionDuration.parse("2h") == .seconds(7200))
    #expect(OptionDuration.parse("30") == .seconds(30))
  }

  @Test func theNearestWordToleratesSlipsOnly() {
    #expect(Nearest.distance("listen", "lisetn") == 1)
    #expect(Nearest.word(to: "dran-timeout", among: ["drain-timeout", "data"]) == "drain-timeout")
    #expect(Nearest.word(to: "models", among: ["listen", "loops"]) == nil)
  }

  @Test func helpShowsEverythingAboutAnOption() {
    let help = parser.helpText()
    #expect(help.contains("  --loops N\n      How many.\n      environment APUS_LOOPS\n"))
    #expect(help.contains("environment APUS_DRAIN_TIMEOUT; default 30s\n"))
  }
}
