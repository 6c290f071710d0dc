internal import Foundation
internal import Service
internal import Store

/// `apus backup ...`: copies of the state, taken while the services run, and the way back.
enum BackupCommands {
  static let all = [create, list, restore]

  /// The services that keep state in a file of their own name.
  private static let databases = ["memory", "orchestrator", "retrieval"]

  private static let data = OptionSpec.string(
    "data", value: "DIRECTORY", help: "Where `apus up` keeps its state.", default: ".apus")
  private static let repository = OptionSpec.string(
    "backups", value: "DIRECTORY", help: "Where backups are kept.", default: ".apus-backups")

  private static let create = Command(
    path: ["backup", "create"],
    summary:
      "Backs up the state of the services, also while they run; what did not change is not written again.",
    settings: [data, repository],
    callOptions: [
      .integer(
        "keep", in: 1...100_000, help: "How many backups to keep; older ones are removed.")
    ],
    examples: [
      .init(line: "apus backup create --backups /mnt/backups", meaning: "now"),
      .init(
        line: "apus backup create --backups /mnt/backups --keep 30",
        meaning: "the newest thirty stay"),
    ],
    perform: { invocation in
      let folder = path(invocation.values.string("data") ?? ".apus")
      let repository = opened(invocation)
      let now = Int(Date().timeIntervalSince1970 * 1000)
      let found = databases.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0).db") }
      guard !found.isEmpty else {
        throw CommandFailure("there is no state in '\(folder)': name the data folder with --data")
      }
      try refusing {
        for name in found {
          write(
            try repository.backUp(sqlite: "\(folder)/\(name).db", name: name, now: now),
            to: invocation)
        }
        guard let count = invocation.values.integer("keep") else { return }
        let removed = try repository.prune(keeping: count)
        invocation.console.note("\(removed) pieces that no backup needs any more were removed")
      }
    })

  private static let list = Command(
    path: ["backup", "list"], summary: "Lists backups, the newest first.",
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
    })

  private static let restore = Command(
    path: ["backup", "restore"],
    summary: "Writes the state of a backup into a data folder that has none.",
    settings: [data, repository],
    callOptions: [
      .string(
        "at", value: "MILLISECONDS",
        help:
          "The newest backup not after this time (since 1970-01-01 UTC, as `apus backup list` shows); "
          + "without it the newest of all.")
    ],
    examples: [
      .init(line: "apus backup restore --backups /mnt/backups --data new", meaning: "the newest"),
      .init(
        line: "apus backup restore --backups /mnt/backups --data new --at 1790000000000",
        meaning: "as it was then"),
    ],
    perform: { invocation in
      let folder = path(invocation.values.string("data") ?? ".apus")
      let repository = opened(invocation)
      var time = Int.max
      if let text = invocation.values.string("at") {
        guard let number = Int(text), number >= 0 else {
          throw UsageError(
            "'\(text)' is no value for --at: write milliseconds since 1970-01-01 UTC, as `apus backup list` does"
          )
        }
        time = number
      }
      try refusing {
        let manifests = try repository.names().compactMap {
          try repository.manifest(of: $0, notAfter: time)
        }
        guard !manifests.isEmpty else {
          throw CommandFailure(
            "there is no such backup: `apus backup list` shows those that there are")
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for manifest in manifests {
          try repository.restore(manifest, to: "\(folder)/\(manifest.name).db")
          if invocation.wantsJSON {
            invocation.console.line(fields(manifest))
          } else {
            invocation.console.line(
              "\(manifest.name) as of \(Figures.time(milliseconds: Int64(manifest.takenAtMilliseconds))) · "
                + "\(manifest.byteCount) bytes\(events(manifest))")
          }
        }
      }
    })

  private static func path(_ text: String) -> String { URL(fileURLWithPath: text).path }

  private static func opened(_ invocation: Invocation) -> BackupRepository {
    BackupRepository(folder: path(invocation.values.string("backups") ?? ".apus-backups"))
  }

  private static func refusing(_ body: () throws -> Void) throws {
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

  private static func events(_ manifest: BackupManifest) -> String {
    manifest.audit.map { " · " + Figures.events($0) } ?? ""
  }

  private static func fields(_ manifest: BackupManifest, newByteCount: Int? = nil) -> JSONValue {
    .fields([
      "database": .string(manifest.name),
      "taken_at_ms": .integer(Int64(manifest.takenAtMilliseconds)),
      "bytes": .integer(Int64(manifest.byteCount)),
      "new_bytes": newByteCount.map { .integer(Int64($0)) },
      "events": manifest.audit.map { .string($0.description) },
    ])
  }
}
