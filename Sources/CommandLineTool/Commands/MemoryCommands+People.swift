internal import Messages
internal import RPC
internal import Service

/// What programs tell memory of people, through the gateway.
extension MemoryCommands {
  static let people = [remember, preferences]

  private static let person = OptionSpec.string(
    "person", value: "ID", help: "About whom; without it the tenant as a whole.")

  private static let remember = Command(
    path: ["memory", "remember"],
    summary:
      "Records what is true of something, now or for a time; what it overrules stays on record.",
    argumentNames: "SUBJECT PREDICATE [VALUE]", argumentCount: 2...3,
    settings: GatewayLocation.settings,
    callOptions: [
      person,
      .integer(
        "valid-from", value: "MILLISECONDS", in: -(1 << 52)...(1 << 52),
        help: "Since when it is true, since 1970-01-01 UTC; without it now."),
      .integer(
        "valid-to", value: "MILLISECONDS", in: -(1 << 52)...(1 << 52),
        help: "Until when it is true; without it for good."),
      .flag("take-back", help: "It is not known any more: there is no VALUE."),
      .string("key", help: "Makes a repeated call record nothing."),
    ],
    examples: [
      .init(line: "apus memory remember ada home Lisbon --person ada", meaning: "from now on"),
      .init(
        line: "apus memory remember ada home --person ada --take-back",
        meaning: "it is not known any more"),
    ],
    perform: { invocation in
      let (values, arguments) = (invocation.values, invocation.arguments)
      guard values.flag("take-back") == (arguments.count == 2) else {
        throw UsageError(
          "give a VALUE to record, or say --take-back when none is known any more, and not both")
      }
      let fact = Apus.Memory.V1.NewFact(
        subject: arguments[0], predicate: arguments[1],
        value: arguments.count == 3 ? arguments[2] : nil,
        validFromMs: values.integer("valid-from").map(Int64.init),
        validToMs: values.integer("valid-to").map(Int64.init))
      let recorded = try await GatewayConnection.open(invocation) { connection in
        try await connection.client.recordFacts(
          .init(
            request: .init(
              personID: values.string("person") ?? "", facts: [fact],
              idempotencyKey: values.string("key") ?? "")), options: connection.options)
      }
      for fact in recorded.response?.facts ?? [] {
        if invocation.wantsJSON {
          invocation.console.line(JSONValue.fact(fact))
        } else {
          invocation.console.line(
            "\(fact.number)  \(fact.subject.printable)  \(fact.predicate.printable)  "
              + (fact.value?.printable ?? "(not known)"))
        }
      }
    })

  private static let preferences = Command(
    path: ["memory", "preferences"],
    summary: "Shows how a person likes things to be, or changes it.",
    settings: GatewayLocation.settings,
    callOptions: [
      person,
      .string("set", value: "NAME=VALUE", help: "Set this one; may be repeated."),
      .string("clear", value: "NAME", help: "Clear this one; may be repeated."),
    ], repeatable: ["set", "clear"],
    examples: [
      .init(line: "apus memory preferences --person ada", meaning: "all of them"),
      .init(
        line: "apus memory preferences --person ada --set tone=brief --clear language",
        meaning: "one set, one gone"),
    ],
    perform: { invocation in
      let person = invocation.values.string("person") ?? ""
      let (set, cleared) = (try invocation.pairs("set"), invocation.strings("clear"))
      let found = try await GatewayConnection.open(invocation) { connection in
        if set.isEmpty, cleared.isEmpty {
          return try await connection.client.getPreferences(
            .init(request: .init(personID: person)), options: connection.options
          ).response?.preferences
        }
        return try await connection.client.setPreferences(
          .init(request: .init(personID: person, preferences: set, cleared: cleared)),
          options: connection.options
        ).response?.preferences
      }
      var table = Table(headings: ["NAME", "VALUE", "SET"])
      for preference in found ?? [] {
        if invocation.wantsJSON {
          invocation.console.line(
            .fields([
              "name": .string(preference.name), "value": .string(preference.value),
              "updated_at_ms": .integer(preference.updatedAtMs),
            ]))
        }
        table.rows.append([
          preference.name.shortened(to: 30), preference.value.shortened(to: 60),
          Figures.time(milliseconds: preference.updatedAtMs),
        ])
      }
      if !invocation.wantsJSON { table.write(to: invocation.console) }
    })
}
