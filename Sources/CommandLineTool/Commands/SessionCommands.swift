internal import Messages
internal import RPC
internal import Service

/// `apus sessions ...`: conversations and what was said in them.
enum SessionCommands {
  static let all = [create, list, show, search] + attachments

  private static let create = Command(
    path: ["sessions", "create"], summary: "Begins a session.",
    argumentNames: "[SESSION]", argumentCount: 0...1, settings: GatewayLocation.settings,
    callOptions: [
      .string("person", value: "ID", help: "Whose it is; without it nobody's in particular."),
      .string("title", value: "TEXT", help: "A title for people."),
      .duration(
        "ttl", atLeast: .seconds(1),
        help: "How long after its last use it is kept, such as 24h; without it for good."),
    ],
    examples: [
      .init(line: "apus sessions create claim-7 --person ada", meaning: "under an id of yours")
    ],
    perform: { invocation in
      let values = invocation.values
      let request = Apus.Gateway.V1.CreateSessionRequest(
        sessionID: invocation.arguments.first ?? "", title: values.string("title") ?? "",
        ttlS: values.duration("ttl").map { UInt64($0.components.seconds) },
        personID: values.string("person") ?? "")
      let created = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.createSession(request, options: connection.options)
      }
      guard let session = created.session else {
        throw CommandFailure("the gateway did not say which session was begun")
      }
      if invocation.wantsJSON { return invocation.console.line(JSONValue.session(session)) }
      invocation.console.line(session.sessionID)
    })

  private static let list = Command(
    path: ["sessions", "list"], summary: "Lists sessions, the most recently used first.",
    settings: GatewayLocation.settings,
    callOptions: [
      .integer("limit", in: 1...1000, help: "Most sessions to list.", default: 20)
    ],
    examples: [.init(line: "apus sessions list", meaning: "the newest twenty")],
    perform: { invocation in
      let limit = UInt32(invocation.values.integer("limit") ?? 20)
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.listSessions(
          .init(pageSize: limit), options: connection.options)
      }
      if invocation.wantsJSON {
        for session in response.sessions { invocation.console.line(JSONValue.session(session)) }
        return
      }
      var table = Table(headings: ["SESSION", "TURNS", "LAST USED", "TITLE"], rightAligned: [1])
      for session in response.sessions {
        table.rows.append([
          session.sessionID, String(session.turnCount),
          Figures.time(milliseconds: session.updatedAtMs), session.title.shortened(to: 60),
        ])
      }
      table.write(to: invocation.console)
    })

  private static let show = Command(
    path: ["sessions", "show"], summary: "Shows what was said in a session.",
    argumentNames: "SESSION", argumentCount: 1...1, settings: GatewayLocation.settings,
    examples: [.init(line: "apus sessions show design", meaning: "every turn, in order")],
    perform: { invocation in
      let id = invocation.arguments[0]
      try await GatewayConnection.open(invocation) { connection in
        var position: UInt64 = 0
        while true {
          let page = try await connection.client.listTurns(
            .init(sessionID: id, afterPosition: position, pageSize: 100),
            options: connection.options)
          for turn in page.turns { write(turn, invocation) }
          guard page.more, let last = page.turns.last else { return }
          position = last.position
        }
      }
    })

  private static let search = Command(
    path: ["sessions", "search"], summary: "Finds what was said by its words.",
    argumentNames: "WORDS", argumentCount: 1...1,
    settings: GatewayLocation.settings,
    callOptions: [
      .string("session", value: "ID", help: "Only in this session."),
      .integer("limit", in: 1...100, help: "Most turns to find.", default: 20),
    ],
    examples: [.init(line: "apus sessions search conffile", meaning: "best match first")],
    perform: { invocation in
      let request = Apus.Gateway.V1.SearchTurnsRequest(
        sessionID: invocation.values.string("session") ?? "", query: invocation.arguments[0],
        limit: UInt32(invocation.values.integer("limit") ?? 20))
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.searchTurns(request, options: connection.options)
      }
      for match in response.matches {
        guard let turn = match.turn else { continue }
        if invocation.wantsJSON {
          invocation.console.line(
            .fields([
              "session_id": .string(match.sessionID), "score": .number(match.score),
              "turn": .turn(turn),
            ]))
        } else {
          let place = "\(match.sessionID) #\(turn.position)"
          invocation.console.line(
            "\(invocation.console.styled(place, .bold))  \(turn.text.shortened(to: 100))")
        }
      }
    })

  private static func write(_ turn: Apus.Memory.V1.Turn, _ invocation: Invocation) {
    let console = invocation.console
    if invocation.wantsJSON { return console.line(JSONValue.turn(turn)) }
    let time = Figures.time(milliseconds: turn.storedAtMs)
    console.line(
      console.styled("\(turn.speaker.label)", .bold) + console.styled("  \(time)", .dim))
    console.line(turn.text.printable + "\n")
  }
}
