internal import Foundation
internal import Memory
internal import Orchestrator
internal import Service
internal import Store

/// `apus audit verify`: whether what was done and said is still what was written.
enum AuditCommand {
  static let verify = Command(
    path: ["audit", "verify"],
    summary:
      "Recomputes the hash chains of the event log, and of memory's sessions, and says whether anything was changed or lost.",
    settings: [
      .string(
        "data", value: "DIRECTORY", help: "Where `apus up` keeps its state.", default: ".apus"),
      .string(
        "store", value: "URL",
        help: "The PostgreSQL database of the services, instead of files: postgres://..."),
    ],
    callOptions: [
      .choice(
        "service", of: [RunStore.schema.name, MemoryStore.schema.name],
        help: "Whose log; with memory's its sessions and turns too.",
        default: RunStore.schema.name),
      .string("file", value: "FILE", help: "A service's database, instead of that in --data."),
      .string(
        "expect", value: "COUNT:HASH",
        help: "A head that was printed earlier; the log has to go through it."),
    ],
    examples: [
      .init(line: "apus audit verify", meaning: "the log of `apus up`, also while it runs"),
      .init(
        line: "apus audit verify --store postgres://apus@db/apus --expect 1841:9f2c...",
        meaning: "nothing was dropped since then"),
      .init(
        line: "apus audit verify --service memory",
        meaning: "what was recorded of facts and erasures, and what was said"),
    ],
    perform: { invocation in
      let values = invocation.values
      var expected: EventLogAudit?
      if let text = values.string("expect") {
        guard let head = EventLogAudit(text) else {
          throw UsageError(
            "'\(text)' is no value for --expect: write COUNT:HASH as `apus audit verify` printed it"
          )
        }
        expected = head
      }
      do {
        let location =
          if let file = values.string("file") {
            StoreLocation.sqlite(path: file)
          } else {
            try schema(invocation).location(
              address: values.string("store", insteadOf: "data") ?? "",
              folder: URL(fileURLWithPath: values.string("data") ?? ".apus").path)
          }
        if invocation.values.string("service") == MemoryStore.schema.name {
          let audit = try MemoryAudit.verify(location, expected: expected)
          write(audit.log, audit.sessions, location, to: invocation)
        } else {
          write(
            try EventLogAudit.verify(location, expected: expected), nil, location, to: invocation)
        }
      } catch let error as StoreError {
        throw CommandFailure(error.message)
      }
    })

  private static func schema(_ invocation: Invocation) -> StoreSchema {
    invocation.values.string("service") == MemoryStore.schema.name
      ? MemoryStore.schema : RunStore.schema
  }

  private static func write(
    _ audit: EventLogAudit, _ sessions: SessionAudit?, _ location: StoreLocation,
    to invocation: Invocation
  ) {
    guard invocation.wantsJSON else {
      invocation.console.line(
        "\(Figures.events(audit)) · \(location.name)")
      if let sessions { invocation.console.line(Figures.sessions(sessions)) }
      return invocation.console.line("head \(audit)")
    }
    invocation.console.line(
      .fields([
        "events": .integer(Int64(audit.eventCount)), "head": .string(audit.description),
        "sessions": sessions.map { .integer(Int64($0.sessionCount)) },
        "sessions_to_chain": sessions.map { .integer(Int64($0.unchainedCount)) },
        "turns": sessions.map { .integer(Int64($0.turnCount)) }, "store": .string(location.name),
      ]))
  }
}
