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
          "The state at this time, 2026-11-22T07:30:00Z or milliseconds since 1970-01-01 UTC, where the log was archived, "
          + "and otherwise the newest backup not after it; `apus backup list` shows both. Without it the newest state."
      )
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
            try repository.check(part.step.manifest)
          }
          return zip(parts, try restore(parts, from: repository))
        }
        for (part, audit) in restored { write(part.step, audit, to: invocation) }
      }
    })

  /// All of them; where one fails, on a full disk say, those before it are taken back.
  /// Gives what the event log of each says.
  private static func restore(
    _ parts: [Part], from repository: BackupRepository
  ) throws -> [EventLogAudit?] {
    var done: [Part] = []
    var audits: [EventLogAudit?] = []
    do {
      for part in parts {
        if case .sqlite(let path) = part.location {
          try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        }
        let (manifest, replay) = (part.step.manifest, part.step.replay)
        if let schema = part.schema {
          audits.append(
            try repository.restore(manifest, replaying: replay, of: schema, to: part.location))
        } else if case .sqlite(let path) = part.location {
          audits.append(try repository.restore(manifest, replaying: replay, to: path))
        }
        done.append(part)
      }
      return audits
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
    let step: RestoreStep
    /// Of a service that may be on PostgreSQL.
    let schema: StoreSchema?
    let location: StoreLocation
  }

  /// Memory and orchestrator refer to each other's turns and runs, so they come from one moment; what else there is, from the
  /// newest state not after it.
  private static func parts(
    of repository: BackupRepository, notAfter time: Int, _ invocation: Invocation
  ) throws -> [Part] {
    let services = try locations(invocation)
    let together = services.map(\.schema.name)
    let names = repository.names()
    var steps: [RestoreStep] = []
    var moment = time
    if names.contains(where: together.contains) {
      guard let found = try repository.steps(of: together, notAfter: time) else {
        throw CommandFailure(
          "there is no backup of \(together.joined(separator: " and ")) at one moment"
            + (time == .max ? "" : " not after that time")
            + ": `apus backup list` shows those that there are")
      }
      steps = found
      if let words = difference(between: steps) { invocation.console.note(words) }
      moment = steps.map(\.time).max() ?? time
    }
    for name in names where !together.contains(name) {
      guard let found = try repository.steps(of: [name], notAfter: moment) else {
        invocation.console.note("\(name) had no backup by then and is not restored")
        continue
      }
      steps += found
    }
    guard !steps.isEmpty else {
      throw CommandFailure(
        "there is no such backup: `apus backup list` shows those that there are")
    }
    let folder = path(invocation.values.string("data") ?? ".apus")
    return steps.map { step in
      if let words = limit(of: step, in: repository, time) { invocation.console.note(words) }
      let service = services.first { $0.schema.name == step.manifest.name }
      return Part(
        step: step, schema: service?.schema,
        location: service?.location ?? .sqlite(path: "\(folder)/\(step.manifest.name).db"))
    }
  }

  /// How much longer one service may have gone on than one that was closed before it, as when both are stopped.
  private static let stoppingMilliseconds = 60_000

  /// A service that was closed long before another one may have gone on without an archive.
  private static func difference(between steps: [RestoreStep]) -> String? {
    guard let last = steps.max(by: { $0.time < $1.time }),
      let closed = steps.first(where: {
        $0.replay?.isClosed == true && $0.time + stoppingMilliseconds < last.time
      })
    else { return nil }
    let (name, end) = (closed.manifest.name, Figures.time(milliseconds: Int64(closed.time)))
    return
      "\(name) was closed at \(end), long before \(last.manifest.name): if it ran since without --log-archive, they do not "
      + "fit together, and --at \(closed.time) gives the state in which they do"
  }

  /// What keeps a database from the state that was asked for, where its log is archived; nil where nothing does.
  private static func limit(
    of step: RestoreStep, in repository: BackupRepository, _ time: Int
  ) -> String? {
    let name = step.manifest.name
    guard let replay = step.replay else {
      return repository.isLogArchived(of: name)
        ? "\(name) is as it was backed up: of all that belongs together not every log is archived beyond this backup"
        : nil
    }
    guard time != .max, step.time < time else { return nil }
    let end = Figures.time(milliseconds: Int64(step.time))
    return replay.isClosed
      ? "\(name) was closed at \(end); what it committed after that without --log-archive, if it did, is not in it"
      : "the log of \(name) leads no further than \(end)"
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

  private static func write(
    _ step: RestoreStep, _ audit: EventLogAudit?, to invocation: Invocation
  ) {
    let manifest = step.manifest
    if invocation.wantsJSON {
      return invocation.console.line(
        .fields([
          "database": .string(manifest.name),
          "taken_at_ms": .integer(Int64(manifest.takenAtMilliseconds)),
          "as_of_ms": .integer(Int64(step.time)),
          "log_commits": step.replay.map { .integer(Int64($0.commitCount)) },
          "bytes": .integer(Int64(step.byteCount)),
          "events": audit.map { .string($0.description) },
        ]))
    }
    let time = Figures.time(milliseconds: Int64(step.time))
    let count = step.replay?.commitCount
    let commits = count.map { " · \($0) \($0 == 1 ? "commit" : "commits") from the log" } ?? ""
    invocation.console.line(
      "\(manifest.name) as of \(time) · \(step.byteCount) bytes\(commits)"
        + (audit.map { " · " + Figures.events($0) } ?? ""))
  }
}
