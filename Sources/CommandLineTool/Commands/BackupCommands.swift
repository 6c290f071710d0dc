internal import Foundation
internal import Service
internal import Store

/// `apus backup ...`: copies of the state, taken while the services run, and the way back.
enum BackupCommands {
  static let all = [create, list, restore]

  /// What keeps its state in a file in any case.
  private static let fileDatabases = ["retrieval"]

  static let data = OptionSpec.string(
    "data", value: "DIRECTORY", help: "Where `apus up` keeps its state.", default: ".apus")
  static let repository = OptionSpec.string(
    "backups", value: "DIRECTORY", help: "Where backups are kept.", default: ".apus-backups")

  static let store = OptionSpec.string(
    "store", value: "URL",
    help:
      "The PostgreSQL database of memory and orchestrator, instead of their files: postgres://...")

  private static let create = Command(
    path: ["backup", "create"],
    summary:
      "Backs up the state of the services, also while they run; what did not change is not written again.",
    settings: [data, repository, store],
    callOptions: [
      .integer(
        "keep", in: 1...100_000, help: "How many backups to keep; older ones are removed.")
    ],
    examples: [
      .init(line: "apus backup create --backups /mnt/backups", meaning: "now"),
      .init(
        line: "apus backup create --backups /mnt/backups --keep 30",
        meaning: "the newest thirty stay"),
      .init(
        line: "apus backup create --store postgres://apus@db/apus --backups /mnt/backups",
        meaning: "of PostgreSQL"),
    ],
    perform: { invocation in
      let folder = path(invocation.values.string("data") ?? ".apus")
      let repository = opened(invocation)
      let now = Int(Date().timeIntervalSince1970 * 1000)
      try refusing {
        let found = try locations(invocation).filter { exists($0.location) }
        let files = fileDatabases.filter { exists(.sqlite(path: "\(folder)/\($0).db")) }
        guard !found.isEmpty || !files.isEmpty else {
          throw CommandFailure("there is no state in '\(folder)': name the data folder with --data")
        }
        try repository.exclusively {
          // Who calls comes before who is called: what the orchestrator's copy knows to be done is in memory's.
          for (schema, location) in found.reversed() {
            write(try repository.backUp(schema, at: location, now: now), to: invocation)
          }
          for name in files {
            write(
              try repository.backUp(sqlite: "\(folder)/\(name).db", name: name, now: now),
              to: invocation)
          }
          guard let count = invocation.values.integer("keep") else { return }
          let removed = try repository.prune(keeping: count)
          invocation.console.note(
            "\(removed) pieces and segments that no backup needs any more were removed")
        }
      }
    })

  private static let list = Command(
    path: ["backup", "list"],
    summary:
      "Lists backups, the newest first, and from when to when any moment can be restored.",
    settings: [repository],
    examples: [
      .init(line: "apus backup list --backups /mnt/backups", meaning: "when, what, how much")
    ],
    perform: { invocation in
      let repository = opened(invocation)
      var table = Table(
        headings: ["TAKEN", "MILLISECONDS", "DATABASE", "BYTES", "EVENTS"], rightAligned: [1, 3, 4])
      try refusing {
        for name in repository.names() {
          for time in repository.times(of: name).reversed() {
            guard let manifest = try repository.manifest(of: name, notAfter: time) else { continue }
            if invocation.wantsJSON {
              invocation.console.line(fields(manifest))
              continue
            }
            table.rows.append([
              Figures.time(milliseconds: Int64(time)), String(time), name,
              String(manifest.byteCount),
              manifest.audit.map { String($0.eventCount) } ?? "-",
            ])
          }
        }
      }
      if !invocation.wantsJSON { table.write(to: invocation.console) }
      try refusing {
        for name in repository.names() {
          for window in try repository.windows(of: name) {
            write(window, of: name, to: invocation)
          }
        }
      }
    })

  /// From when to when any moment can be restored.
  private static func write(
    _ window: ClosedRange<Int>, of name: String, to invocation: Invocation
  ) {
    let (from, to) = (Int64(window.lowerBound), Int64(window.upperBound))
    if invocation.wantsJSON {
      return invocation.console.line(
        .fields([
          "database": .string(name), "any_moment_from_ms": .integer(from),
          "any_moment_to_ms": .integer(to),
        ]))
    }
    invocation.console.line(
      "\(name): any moment from \(Figures.time(milliseconds: from)) to \(Figures.time(milliseconds: to))"
    )
  }

  /// Where the services are that may share PostgreSQL.
  static func locations(
    _ invocation: Invocation
  ) throws -> [(schema: StoreSchema, location: StoreLocation)] {
    let address = invocation.values.string("store") ?? ""
    let folder = path(invocation.values.string("data") ?? ".apus")
    return try StoreCommands.schemas.map {
      ($0, try $0.location(address: address, folder: folder))
    }
  }

  private static func exists(_ location: StoreLocation) -> Bool {
    guard case .sqlite(let path) = location else { return true }
    return FileManager.default.fileExists(atPath: path)
  }

  static func path(_ text: String) -> String { URL(fileURLWithPath: text).path }

  static func opened(_ invocation: Invocation) -> BackupRepository {
    BackupRepository(folder: path(invocation.values.string("backups") ?? ".apus-backups"))
  }

  static func refusing(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as StoreError {
      throw CommandFailure(error.message)
    }
  }

  private static func write(_ result: BackupRepository.Result, to invocation: Invocation) {
    let manifest = result.manifest
    guard invocation.wantsJSON else {
      return invocation.console.line(
        "\(manifest.name) · \(manifest.byteCount) bytes, \(result.newByteCount) of them new"
          + events(manifest))
    }
    invocation.console.line(fields(manifest, newByteCount: result.newByteCount))
  }

  static func events(_ manifest: BackupManifest) -> String {
    manifest.audit.map { " · " + Figures.events($0) } ?? ""
  }

  static func fields(_ manifest: BackupManifest, newByteCount: Int? = nil) -> JSONValue {
    .fields([
      "database": .string(manifest.name),
      "taken_at_ms": .integer(Int64(manifest.takenAtMilliseconds)),
      "bytes": .integer(Int64(manifest.byteCount)),
      "new_bytes": newByteCount.map { .integer(Int64($0)) },
      "events": manifest.audit.map { .string($0.description) },
    ])
  }
}
