internal import Foundation
internal import Glibc
internal import Service
internal import Store

/// `apus backup restore`: everything as it was at one moment, or nothing.
extension BackupCommands {
  static let restore = Command(
    path: ["backup", "restore"],
    summary: "Writes the state of a backup into a data folder or a database that has none.",
    settings: [data, repository, store],
    callOptions: [
      .string(
        "at", value: "TIME",
        help:
          "The newest backup not after this time, 2026-11-22T07:30:00Z or milliseconds since 1970-01-01 UTC, "
          + "as `apus backup list` shows; without it the newest of all.")
    ],
    examples: [
      .init(line: "apus backup restore --backups /mnt/backups --data new", meaning: "the newest"),
      .init(
        line: "apus backup restore --backups /mnt/backups --data new --at 2026-11-22T07:30:00Z",
        meaning: "as it was then"),
    ],
    perform: { invocation in
      let time = try invocation.values.string("at").map(time) ?? .max
      try refusing {
        let repository = opened(invocation)
        let restored = try repository.undisturbed {
          let parts = try parts(of: repository, notAfter: time, invocation)
          // All of it first: what cannot be restored whole is not begun.
          for part in parts {
            try part.location.requireEmpty()
            try repository.check(part.manifest)
          }
          try restore(parts, from: repository)
          return parts
        }
        for part in restored { write(part.manifest, to: invocation) }
      }
    })

  /// All of them; where one fails, on a full disk say, those before it are taken back.
  private static func restore(_ parts: [Part], from repository: BackupRepository) throws {
    var done: [Part] = []
    do {
      for part in parts {
        if case .sqlite(let path) = part.location {
          try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        }
        if let schema = part.schema {
          try repository.restore(part.manifest, of: schema, to: part.location)
        } else if case .sqlite(let path) = part.location {
          try repository.restore(part.manifest, to: path)
        }
        done.append(part)
      }
    } catch {
      let rest = takeBack(done)
      throw CommandFailure(((error as? StoreError)?.message ?? "\(error)") + rest)
    }
  }

  /// What is left to do by hand: tables on PostgreSQL may be in a schema that only its owner can make again.
  private static func takeBack(_ parts: [Part]) -> String {
    var rest = ""
    for part in parts {
      switch part.location {
      case .sqlite(let path):
        if unlink(path) != 0 { rest += "; before the next attempt: remove \(path)" }
      case .postgres(let address):
        rest += "; before the next attempt: DROP SCHEMA \(address.schema) CASCADE"
      }
    }
    return rest
  }

  /// One database: from which backup, and where to.
  private struct Part {
    let manifest: BackupManifest
    /// Of a service that may be on PostgreSQL.
    let schema: StoreSchema?
    let location: StoreLocation
  }

  /// Memory and orchestrator refer to each other's turns and runs, so they come from one moment; what else there is, from the
  /// newest one not after it.
  private static func parts(
    of repository: BackupRepository, notAfter time: Int, _ invocation: Invocation
  ) throws -> [Part] {
    let services = try locations(invocation)
    let together = services.map(\.schema.name)
    let names = repository.names()
    var moment = time
    if names.contains(where: together.contains) {
      guard let found = repository.moment(of: together, notAfter: time) else {
        throw CommandFailure(
          "there is no backup of \(together.joined(separator: " and ")) at one moment"
            + (time == .max ? "" : " not after that time")
            + ": `apus backup list` shows those that there are")
      }
      moment = found
    }
    let folder = path(invocation.values.string("data") ?? ".apus")
    let parts = try names.compactMap { name -> Part? in
      guard let manifest = try repository.manifest(of: name, notAfter: moment) else {
        invocation.console.note("\(name) had no backup by then and is not restored")
        return nil
      }
      let service = services.first { $0.schema.name == name }
      return Part(
        manifest: manifest, schema: service?.schema,
        location: service?.location ?? .sqlite(path: "\(folder)/\(name).db"))
    }
    guard !parts.isEmpty else {
      throw CommandFailure(
        "there is no such backup: `apus backup list` shows those that there are")
    }
    return parts
  }

  /// Milliseconds since 1970-01-01 UTC. A time in whole seconds is the end of its second, so that what `apus backup list`
  /// shows names the backup that it shows.
  private static func time(_ text: String) throws -> Int {
    if let number = Int(text), number >= 0 { return number }
    let isFine = text.contains(".")
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: isFine)
    if let date = try? style.parse(text) {
      return Int((date.timeIntervalSince1970 * 1_000).rounded()) + (isFine ? 0 : 999)
    }
    throw UsageError(
      "'\(text)' is no value for --at: write 2026-11-22T07:30:00Z, or milliseconds since 1970-01-01 UTC as `apus backup list` does"
    )
  }

  private static func write(_ manifest: BackupManifest, to invocation: Invocation) {
    if invocation.wantsJSON { return invocation.console.line(fields(manifest)) }
    let time = Figures.time(milliseconds: Int64(manifest.takenAtMilliseconds))
    invocation.console.line(
      "\(manifest.name) as of \(time) · \(manifest.byteCount) bytes\(events(manifest))")
  }
}
