internal import Messages
internal import RPC
internal import Service

/// `apus memory ...`: what is kept of people, for those who operate memory.
enum MemoryCommands {
  static let all = [facts] + people + [export, erase]

  private typealias Client = Apus.Memory.V1.MemoryServiceClient

  private static let target = ServiceConnection.targetOption(
    "The memory service; without it, the one that 'apus up' started.")
  private static let tenant = OptionSpec.string(
    "tenant", value: "ID", help: "Whose memory.", default: "default")
  private static let person = OptionSpec.string(
    "person", value: "ID", help: "Only what is kept of this person.")

  private static let facts = Command(
    path: ["memory", "facts"], summary: "Lists what is known, now or as it was known before.",
    settings: ServiceConnection.settings,
    callOptions: [
      target, tenant, person,
      .string("subject", value: "TEXT", help: "Only about this."),
      .string("predicate", value: "TEXT", help: "Only of this."),
      .integer(
        "valid-at", value: "MILLISECONDS", in: -(1 << 52)...(1 << 52),
        help: "What is true then, since 1970-01-01 UTC; without it now."),
      .integer(
        "recorded-at", value: "MILLISECONDS", in: 0...(1 << 52),
        help: "What was known then, since 1970-01-01 UTC; without it now."),
      .flag("history", help: "All that was ever recorded."),
    ],
    examples: [
      .init(line: "apus memory facts --person ada", meaning: "what is true now"),
      .init(
        line: "apus memory facts --person ada --history", meaning: "what was believed, and when"),
    ],
    perform: { invocation in
      let values = invocation.values
      var request = Apus.Memory.V1.ListFactsRequest(
        tenantID: values.string("tenant") ?? "", personID: values.string("person") ?? "",
        subject: values.string("subject") ?? "", predicate: values.string("predicate") ?? "",
        validAtMs: values.integer("valid-at").map(Int64.init),
        recordedAtMs: values.integer("recorded-at").map(Int64.init),
        history: values.flag("history"), pageSize: 1000)
      try await call(invocation) { client, options in
        var table = Table(
          headings: [
            "NUMBER", "SUBJECT", "PREDICATE", "VALUE", "VALID FROM", "TO", "RECORDED", "UNTIL",
          ],
          rightAligned: [0])
        repeat {
          let page = try await client.listFacts(request, options: options)
          for fact in page.facts {
            if invocation.wantsJSON {
              invocation.console.line(JSONValue.fact(fact))
            } else {
              table.rows.append(row(fact))
            }
          }
          request.pageToken = page.nextPageToken
        } while !request.pageToken.isEmpty
        if !invocation.wantsJSON { table.write(to: invocation.console) }
      }
    })

  private static func row(_ fact: Apus.Memory.V1.Fact) -> [String] {
    [
      String(fact.number), fact.subject.shortened(to: 30), fact.predicate.shortened(to: 30),
      (fact.value ?? "").shortened(to: 40), Figures.time(milliseconds: fact.validFromMs),
      fact.validToMs.map { Figures.time(milliseconds: $0) } ?? "",
      Figures.time(milliseconds: fact.recordedAtMs),
      fact.recordedUntilMs.map { Figures.time(milliseconds: $0) } ?? "",
    ]
  }

  private static let export = Command(
    path: ["memory", "export"],
    summary: "Writes all that is kept of a person or a tenant, as JSON Lines.",
    settings: ServiceConnection.settings,
    callOptions: [
      target, tenant, person,
      .string("to", value: "FILE", help: "A new file; without it, standard output."),
    ],
    examples: [
      .init(line: "apus memory export --person ada --to ada.jsonl", meaning: "one person"),
      .init(line: "apus memory export | gzip > all.jsonl.gz", meaning: "the tenant 'default'"),
    ],
    perform: { invocation in
      let values = invocation.values
      let output = try ExportOutput(values.string("to"))
      let request = Apus.Memory.V1.ExportRequest(
        tenantID: values.string("tenant") ?? "", personID: values.string("person") ?? "")
      let byteCount = try await call(invocation) { client, options in
        try await client.export(request, options: options) { responses in
          var byteCount = 0
          for try await response in responses {
            try output.write(response.data)
            byteCount += response.data.count
          }
          return byteCount
        }
      }
      try output.close()
      invocation.console.note("\(byteCount) bytes")
    })

  private static let erase = Command(
    path: ["memory", "erase"],
    summary: "Removes all that is kept of a person or a tenant, for good.",
    settings: ServiceConnection.settings,
    callOptions: [
      target, tenant, person,
      .flag("whole-tenant", help: "The tenant with all its people, instead of one person."),
      .flag("yes", help: "It is meant: nothing brings it back."),
    ],
    examples: [
      .init(line: "apus memory erase --person ada --yes", meaning: "one person"),
      .init(
        line: "apus memory erase --tenant acme --whole-tenant --yes", meaning: "all of a tenant"),
    ],
    perform: { invocation in
      let values = invocation.values
      let whole = values.flag("whole-tenant")
      guard whole == (values.string("person") == nil) else {
        throw UsageError("name a --person to erase, or say --whole-tenant, and not both")
      }
      guard values.flag("yes") else {
        throw UsageError("erasing cannot be undone: export first, and say --yes when it is meant")
      }
      let response = try await call(invocation) { client, options in
        try await client.erase(
          .init(
            tenantID: values.string("tenant") ?? "", personID: values.string("person") ?? "",
            wholeTenant: whole), options: options)
      }
      write(response, to: invocation)
    })

  private static func write(
    _ erased: Apus.Memory.V1.EraseResponse, to invocation: Invocation
  ) {
    if invocation.wantsJSON {
      return invocation.console.line(
        .fields([
          "session_count": .integer(Int64(erased.sessionCount)),
          "turn_count": .integer(Int64(erased.turnCount)),
          "attachment_count": .integer(Int64(erased.attachmentCount)),
          "fact_count": .integer(Int64(erased.factCount)),
          "cached_count": .integer(Int64(erased.cachedCount)),
          "event_count": .integer(Int64(erased.eventCount)),
          "events_forgotten": .bool(erased.eventsForgotten),
        ]))
    }
    invocation.console.line(
      "gone: \(erased.sessionCount) sessions, \(erased.turnCount) turns, \(erased.attachmentCount) attachments, "
        + "\(erased.factCount) facts and preferences, \(erased.cachedCount) kept answers")
    if erased.eventCount == 0 { return }
    invocation.console.line(
      erased.eventsForgotten
        ? "\(erased.eventCount) events stay in the log, and their keys are forgotten: nobody can read them"
        : "\(erased.eventCount) events stay in the log, which is never changed, and can be read by who has its "
          + "files: there was no master key when they were written")
  }

  private static func call<T>(
    _ invocation: Invocation, _ body: (Client, CallOptions) async throws -> T
  ) async throws -> T {
    let target = try ServiceConnection.targets(invocation, [.memory])[0]
    return try await ServiceConnection.open(target, invocation) { connection in
      try await body(.init(channel: connection.channel), connection.options)
    }
  }
}

extension JSONValue {
  static func fact(_ fact: Apus.Memory.V1.Fact) -> JSONValue {
    .fields([
      "number": .integer(Int64(fact.number)), "subject": .string(fact.subject),
      "predicate": .string(fact.predicate), "value": fact.value.map(JSONValue.string),
      "valid_from_ms": .integer(fact.validFromMs),
      "valid_to_ms": fact.validToMs.map(JSONValue.integer),
      "recorded_at_ms": .integer(fact.recordedAtMs),
      "recorded_until_ms": fact.recordedUntilMs.map(JSONValue.integer),
      "session_id": fact.sessionID.isEmpty ? nil : .string(fact.sessionID),
      "turn_position": fact.sessionID.isEmpty ? nil : .integer(Int64(fact.turnPosition)),
      "expires_at_ms": fact.expiresAtMs.map(JSONValue.integer),
    ])
  }
}
