internal import Crypto
internal import Messages
internal import RPC
internal import Service

/// `apus ask`: a question, an answer as it is written, its sources.
enum AskCommand {
  static let command = Command(
    path: ["ask"], summary: "Answers a question from the ingested documents, with its sources.",
    argumentNames: "QUESTION", argumentCount: 1...1,
    settings: GatewayLocation.settings,
    callOptions: [
      .string(
        "session", value: "ID",
        help: "Session to remember it in, without it a new one; its turns do not change the answer."
      ),
      .string(
        "idempotency-key", value: "KEY", help: "A repeated call with this key joins the same run."),
      .flag("detach", help: "Let the run go on when this call is interrupted."),
      .flag("quiet", help: "Leave out the steps on the way to the answer."),
    ],
    examples: [
      .init(line: "apus ask \"Who may modify a conffile?\"", meaning: "streams the answer"),
      .init(
        line: "apus ask --session design \"And who must not?\"",
        meaning: "remembers it in a session"),
      .init(line: "apus ask --json \"...\" | jq .report.sources", meaning: "for programs"),
    ],
    perform: { invocation in
      var request = Apus.Gateway.V1.AskRequest(
        question: try checked(invocation.arguments[0]),
        sessionID: invocation.values.string("session") ?? "",
        idempotencyKey: invocation.values.string("idempotency-key") ?? "",
        detach: invocation.values.flag("detach"))
      if request.idempotencyKey.isEmpty { request.idempotencyKey = newKey() }
      let question = request
      let run = try await GatewayConnection.open(invocation) { connection in
        try await ask(
          question, over: connection, console: invocation.console,
          showsSteps: !invocation.values.flag("quiet"))
      }
      if invocation.wantsJSON { invocation.console.line(JSONValue.run(run)) }
      try check(run)
    })

  /// How often a question is put again when a service dies on the way; the key makes each one join
  /// the run that the first one started.
  private static let attemptCountMax = 20
  /// The same while no run has begun: enough for a service that starts again, and short enough for
  /// someone who has forgotten to start any.
  private static let firstAttemptCountMax = 10
  private static let pause = Duration.milliseconds(500)

  /// Throws when there is nothing to ask, before anything is started or sent.
  static func checked(_ question: String) throws -> String {
    guard question.contains(where: { !$0.isWhitespace }) else {
      throw UsageError("the question is empty; ask something")
    }
    return question
  }

  static func newKey() -> String { Hex.encode(SecureRandom.bytes(16)) }

  /// Asks, writes what comes unless the output is for programs, and returns the run as it ended.
  static func ask(
    _ request: Apus.Gateway.V1.AskRequest, over connection: GatewayConnection, console: Console,
    showsSteps: Bool
  ) async throws -> Apus.Orchestrator.V1.Run {
    var attempt = 1
    var follower = Follower(
      transcript: console.wantsJSON
        ? nil : AnswerTranscript(console: console, showsSteps: showsSteps))
    while true {
      do {
        return try await follower.follow(request, over: connection)
      } catch let error as RPCError
        where error.code == .unavailable
        && attempt < (follower.hasStarted ? attemptCountMax : firstAttemptCountMax)
      {
        if attempt == 1 {
          let remedy = follower.hasStarted ? "the run goes on, joining it again" : "trying again"
          console.note("\(error.message); \(remedy)")
        }
        attempt += 1
        try await Task.sleep(for: pause)
      }
    }
  }

  /// Throws when the run did not end well.
  static func check(_ run: Apus.Orchestrator.V1.Run) throws {
    switch run.state {
    case .succeeded: return
    case .cancelled: throw CommandFailure("run \(run.runID) was cancelled: \(run.reason)")
    default: throw CommandFailure("run \(run.runID) \(run.state.label): \(run.reason)")
    }
  }

  /// What has been seen of a run, over however many calls it takes.
  private struct Follower {
    /// Nil for programs, which get the run at its end.
    var transcript: AnswerTranscript?
    var hasStarted = false
    var lastSequence: UInt64 = 0

    mutating func follow(
      _ request: Apus.Gateway.V1.AskRequest, over connection: GatewayConnection
    ) async throws -> Apus.Orchestrator.V1.Run {
      var follower = self
      defer { self = follower }
      return try await connection.client.ask(request, options: connection.options) { updates in
        for try await message in updates {
          if let run = follower.updateArrived(message.update) { return run }
        }
        throw CommandFailure("the gateway ended the answer without saying how the run ended")
      }
    }

    /// Returns the run when it has ended.
    private mutating func updateArrived(
      _ update: Apus.Gateway.V1.AskResponse.Update?
    ) -> Apus.Orchestrator.V1.Run? {
      switch update {
      case .started: hasStarted = true
      case .event(let event) where event.sequence > lastSequence:
        lastSequence = event.sequence
        transcript?.eventRecorded(event)
      case .tokens(let tokens): transcript?.tokensArrived(tokens)
      case .ended(let run):
        transcript?.ended(run)
        return run
      case .event, nil: break
      }
      return nil
    }
  }
}
