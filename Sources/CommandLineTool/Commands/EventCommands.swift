internal import Messages
internal import RPC
internal import Service

/// `apus events ...`: what a tenant's programs tell each other.
enum EventCommands {
  static let all = [publish, subscribe, groups, seek, delete]

  private static let publish = Command(
    path: ["events", "publish"],
    summary: "Publishes an event to consumer groups and to the runs that wait for it.",
    argumentNames: "NAME", argumentCount: 1...1, settings: GatewayLocation.settings,
    callOptions: [
      .string("payload", value: "JSON", help: "What it says, as an object.", default: "{}"),
      .string("key", help: "Makes a repeated call publish nothing."),
    ],
    examples: [
      .init(
        line: #"apus events publish paid --payload '{"order": 7}' --key order-7"#,
        meaning: "prints its place among the events")
    ],
    perform: { invocation in
      let payload = try invocation.object("payload")
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.publishEvent(
          .init(
            request: .init(
              name: invocation.arguments[0], payload: payload,
              idempotencyKey: invocation.values.string("key") ?? "")),
          options: connection.options)
      }
      guard let event = response.response else {
        throw CommandFailure("the gateway did not say what became of the event")
      }
      if invocation.wantsJSON {
        return invocation.console.line(
          .fields([
            "sequence": .integer(Int64(event.sequence)),
            "step_count": .integer(Int64(event.stepCount)),
            "is_duplicate": .bool(event.isDuplicate), "run_ids": .strings(event.runIDs),
          ]))
      }
      invocation.console.line(
        "\(event.sequence)  "
          + (event.isDuplicate ? "published before" : "\(event.stepCount) steps waited for it"))
      for id in event.runIDs { invocation.console.line("started \(id)") }
    })

  private static let subscribe = Command(
    path: ["events", "subscribe"],
    summary: "Prints a consumer group's events; each is acknowledged when it is printed.",
    argumentNames: "GROUP", argumentCount: 1...1, settings: GatewayLocation.settings,
    callOptions: [
      .string("name", help: "Only events of this name; may be repeated."),
      .string(
        "start", value: "PLACE",
        help: "Where a new group begins: first, newest, or after a sequence number.",
        default: "first"),
      .integer("count", in: 1...Int(Int32.max), help: "End after so many events."),
    ], repeatable: ["name"],
    examples: [
      .init(line: "apus events subscribe billing --name paid", meaning: "until it is stopped"),
      .init(
        line: "apus events subscribe audit --count 10 --json", meaning: "ten, for a program"),
    ],
    perform: { invocation in
      let hello = Apus.Orchestrator.V1.SubscribeHello(
        group: invocation.arguments[0], names: invocation.strings("name"),
        start: try Place(invocation.values.string("start") ?? "first", "--start").start,
        // What was printed and not acknowledged is printed again after a break: few at a time.
        unacknowledgedMax: 16, member: "apus events subscribe")
      try await GatewayConnection.open(invocation) { connection in
        try await connection.client.subscribeEvents(options: connection.options) {
          requests, responses in
          try await requests.write(.init(request: .init(message: .hello(hello))))
          var left = invocation.values.integer("count")
          for try await message in responses {
            switch message.response?.message {
            case .standing(let standing) where !standing.isActive:
              invocation.console.note(
                "standing by: '\(standing.activeMember.printable)' is active")
            case .event(let event):
              show(event, invocation)
              try await requests.write(
                .init(
                  request: .init(
                    message: .acknowledgement(.init(sequence: event.sequence)))))
              left = left.map { $0 - 1 }
              if left == 0 {
                // The end of the stream says that what was acknowledged is recorded.
                try await requests.finish()
                for try await _ in responses {}
                return
              }
            case .standing, nil: continue
            }
          }
        }
      }
    })

  private static func show(_ event: Apus.Orchestrator.V1.Event, _ invocation: Invocation) {
    let payload = event.payload.map { JSONValue($0) } ?? .object([])
    if invocation.wantsJSON {
      return invocation.console.line(
        .fields([
          "sequence": .integer(Int64(event.sequence)), "name": .string(event.name),
          "payload": payload, "published_at_ms": .integer(event.publishedAtMs),
          "idempotency_key": event.idempotencyKey.isEmpty ? nil : .string(event.idempotencyKey),
          "is_forgotten": event.isForgotten ? true : nil,
        ]))
    }
    invocation.console.line(
      "\(event.sequence)  \(Figures.time(milliseconds: event.publishedAtMs))  "
        + "\(event.name.printable)  "
        + (event.isForgotten ? "(forgotten)" : payload.text.printable))
  }

  private static let groups = Command(
    path: ["events", "groups"], summary: "Lists consumer groups and how far behind each is.",
    settings: GatewayLocation.settings,
    examples: [.init(line: "apus events groups", meaning: "cursor, lag, active member")],
    perform: { invocation in
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.listConsumerGroups(.init(), options: connection.options)
      }
      let groups = response.response?.groups ?? []
      if invocation.wantsJSON {
        for group in groups { invocation.console.line(JSONValue.group(group)) }
        return
      }
      var table = Table(
        headings: ["GROUP", "CURSOR", "LAG", "ACTIVE", "EVENTS"], rightAligned: [1, 2])
      for group in groups {
        table.rows.append([
          group.group, String(group.cursor), String(group.lag),
          group.activeMember.shortened(to: 40),
          group.names.isEmpty ? "all" : group.names.joined(separator: " ").shortened(to: 60),
        ])
      }
      table.write(to: invocation.console)
    })

  private static let seek = Command(
    path: ["events", "seek"],
    summary: "Moves a consumer group: what comes after that place is delivered, again if need be.",
    argumentNames: "GROUP PLACE", argumentCount: 2...2, settings: GatewayLocation.settings,
    examples: [
      .init(line: "apus events seek billing first", meaning: "everything once more"),
      .init(line: "apus events seek billing 41", meaning: "from event 42 on"),
      .init(line: "apus events seek billing newest", meaning: "passes over what waits"),
    ],
    perform: { invocation in
      let place = try Place(invocation.arguments[1], "PLACE")
      let response = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.seekConsumerGroup(
          .init(request: .init(group: invocation.arguments[0], target: place.target)),
          options: connection.options)
      }
      guard let group = response.response?.group else {
        throw CommandFailure("the gateway sent no group")
      }
      if invocation.wantsJSON { return invocation.console.line(JSONValue.group(group)) }
      invocation.console.line("\(group.group)  after \(group.cursor)  \(group.lag) to come")
    })

  private static let delete = Command(
    path: ["events", "delete"], summary: "Forgets a consumer group and where it stood.",
    argumentNames: "GROUP", argumentCount: 1...1, settings: GatewayLocation.settings,
    examples: [.init(line: "apus events delete billing", meaning: "its events stay")],
    perform: { invocation in
      _ = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.deleteConsumerGroup(
          .init(request: .init(group: invocation.arguments[0])), options: connection.options)
      }
      if invocation.wantsJSON { return invocation.console.line(.fields([:])) }
      invocation.console.line("\(invocation.arguments[0]) deleted")
    })

  /// A place among events, in words.
  private enum Place {
    case newest
    case after(UInt64)

    init(_ text: String, _ name: String) throws(UsageError) {
      switch text {
      case "first": self = .after(0)
      case "newest": self = .newest
      default:
        guard let sequence = UInt64(text) else {
          throw UsageError(
            "\(name) is '\(text)'; write first, newest, or the sequence number of an event")
        }
        self = .after(sequence)
      }
    }

    var start: Apus.Orchestrator.V1.SubscribeHello.Start {
      switch self {
      case .newest: .atNewest(true)
      case .after(let sequence): .afterSequence(sequence)
      }
    }

    var target: Apus.Orchestrator.V1.SeekConsumerGroupRequest.Target {
      switch self {
      case .newest: .atNewest(true)
      case .after(let sequence): .afterSequence(sequence)
      }
    }
  }
}

extension JSONValue {
  fileprivate static func group(_ group: Apus.Orchestrator.V1.ConsumerGroup) -> JSONValue {
    .fields([
      "group": .string(group.group), "names": .strings(group.names),
      "cursor": .integer(Int64(group.cursor)),
      "last_sequence": .integer(Int64(group.lastSequence)), "lag": .integer(Int64(group.lag)),
      "active_member": group.activeMember.isEmpty ? nil : .string(group.activeMember),
      "created_at_ms": .integer(group.createdAtMs), "moved_at_ms": .integer(group.movedAtMs),
    ])
  }
}
