internal import Foundation
internal import Memory
internal import Orchestrator
internal import Service
internal import Store

/// `apus store copy`: from files to PostgreSQL and back. `apus store rebuild`: what follows from events, made again.
enum StoreCommands {
  static let all = [copy, rebuild]

  /// The services whose state can be in a file or on PostgreSQL.
  static let schemas = [MemoryStore.schema, RunStore.schema]

  private static let copy = Command(
    path: ["store", "copy"],
    summary:
      "Copies the state of memory and orchestrator, from a data folder to PostgreSQL or back, and compares the copy.",
    settings: [],
    callOptions: [
      .string(
        "from", value: "PLACE",
        help: "A data folder whose services are stopped, or postgres://USER@HOST:PORT/DATABASE."),
      .string(
        "to", value: "PLACE",
        help: "The other one, which must hold no state yet."),
      .string("service", value: "NAME", help: "memory or orchestrator alone."),
    ],
    examples: [
      .init(
        line: "apus store copy --from .apus --to postgres://apus@db/apus", meaning: "to PostgreSQL"),
      .init(line: "apus store copy --from postgres://apus@db/apus --to new", meaning: "and back"),
    ],
    perform: { invocation in
      let source = try place("from", of: invocation)
      let target = try place("to", of: invocation)
      let schemas = try chosen(invocation.values.string("service"))
      do {
        for schema in schemas {
          let (from, to) = (try schema.location(in: source), try schema.location(in: target))
          write(try StoreTransfer.copy(schema, from: from, to: to), schema, to, invocation)
        }
      } catch let error as StoreError {
        throw CommandFailure(error.message)
      }
    })

  private static let rebuild = Command(
    path: ["store", "rebuild"],
    summary:
      "Makes the counts and times of memory's sessions again where they do not follow from their turns.",
    settings: [BackupCommands.data, BackupCommands.store],
    examples: [
      .init(line: "apus store rebuild --data .apus", meaning: "memory is stopped"),
      .init(line: "apus store rebuild --store postgres://apus@db/apus", meaning: "while it runs"),
    ],
    perform: { invocation in
      try BackupCommands.refusing {
        let location = try MemoryStore.schema.location(
          address: invocation.values.string("store", insteadOf: "data") ?? "",
          folder: BackupCommands.path(invocation.values.string("data") ?? ".apus"))
        var mended = 0
        let audit = try SessionRebuild.run(location) { found in
          mended += 1
          if !invocation.wantsJSON {
            invocation.console.line(
              "session '\(found.session)' of tenant '\(found.tenant)': \(found.words)")
          }
        }
        guard invocation.wantsJSON else {
          return invocation.console.line(
            "\(mended) made again · \(Figures.sessions(audit)) · \(location.name)")
        }
        invocation.console.line(
          .fields([
            "rebuilt": .integer(Int64(mended)),
            "sessions": .integer(Int64(audit.sessionCount)), "store": .string(location.name),
          ]))
      }
    })

  private static func place(_ option: String, of invocation: Invocation) throws -> String {
    guard let text = invocation.values.string(option), !text.isEmpty else {
      throw UsageError(
        "--\(option) is missing: name a data folder or postgres://USER@HOST:PORT/DATABASE")
    }
    return text
  }

  private static func chosen(_ name: String?) throws -> [StoreSchema] {
    guard let name else { return schemas }
    guard let schema = schemas.first(where: { $0.name == name }) else {
      let names = schemas.map(\.name).joined(separator: " or ")
      throw UsageError("'\(name)' is no value for --service: write \(names)")
    }
    return [schema]
  }

  private static func write(
    _ result: StoreTransfer.Result, _ schema: StoreSchema, _ target: StoreLocation,
    _ invocation: Invocation
  ) {
    guard invocation.wantsJSON else {
      let events = result.audit.map { " · " + Figures.events($0) } ?? ""
      return invocation.console.line(
        "\(schema.name) · \(result.rowCount) rows in \(result.tables.count) tables, read back and equal\(events) · "
          + target.name)
    }
    let rowCounts = result.tables.map { table in
      JSONValue.Field(name: table.name, value: .integer(Int64(table.rowCount)))
    }
    invocation.console.line(
      .fields([
        "service": .string(schema.name), "tables": .object(rowCounts),
        "events": result.audit.map { .string($0.description) },
        "store": .string(target.name),
      ]))
  }
}
