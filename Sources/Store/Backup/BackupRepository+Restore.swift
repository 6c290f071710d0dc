internal import Foundation

/// The way back. Whoever restores several databases looks first, with `steps`, `check` and `StoreLocation.requireEmpty`,
/// whether all of them can be, so that none is written where another one cannot.
extension BackupRepository {
  /// How to restore these databases to the state that they had together at `time`; nil where there is no backup of all of
  /// them at one moment not after it. Those that were never backed up here do not count.
  ///
  /// `names` are in such an order that each comes after those that it calls: none is brought further than those before
  /// it, so that what it holds done is there. All or none of them are brought on from their backup by the log.
  package func steps(of names: [String], notAfter time: Int) throws -> [RestoreStep]? {
    let names = names.filter { !times(of: $0).isEmpty }
    let moments = names.map { Set(times(of: $0)) }
    guard let first = moments.first else { return nil }
    let together = moments.reduce(first) { $0.intersection($1) }.filter { $0 <= time }.sorted()
    guard let newest = together.last else { return nil }
    search: for moment in together.reversed() {
      switch try rolledSteps(of: names, takenAt: moment, notAfter: time) {
      case .later: continue
      case .none: break search
      // Further than the newest backup, which may already hold what is later than `time`.
      case .steps(let steps):
        if steps.allSatisfy({ $0.time >= newest || $0.replay?.isClosed == true }) { return steps }
        break search
      }
    }
    return try names.compactMap { try manifest(of: $0, notAfter: newest) }
      .map { RestoreStep(manifest: $0, replay: nil) }
  }

  private enum RolledSteps {
    case none
    case later
    case steps([RestoreStep])
  }

  private func rolledSteps(
    of names: [String], takenAt moment: Int, notAfter time: Int
  ) throws -> RolledSteps {
    var limit = time
    var steps: [RestoreStep] = []
    for name in names {
      guard let manifest = try manifest(of: name, notAfter: moment) else { return .none }
      let isCalled = name != names.last
      switch try reach(of: manifest, notAfter: limit, takesEarliest: isCalled) {
      case .none: return .none
      case .later: return .later
      case .replay(let replay):
        // What is closed goes no further than it is.
        if !replay.isClosed { limit = min(limit, replay.time) }
        steps.append(RestoreStep(manifest: manifest, replay: replay))
      }
    }
    return .steps(steps)
  }

  /// Reads every piece of a backup; `corrupt` where one is missing or is not what its name says. A piece is in memory at a
  /// time.
  package func check(_ manifest: BackupManifest) throws {
    var byteCount = 0
    for chunk in manifest.chunks { byteCount += try chunks.get(chunk).count }
    guard byteCount == manifest.byteCount else {
      throw StoreError(
        .corrupt,
        "the pieces of the backup of \(manifest.name) have \(byteCount) bytes and not "
          + "\(manifest.byteCount): restore another backup or another copy of this one")
    }
  }

  /// Writes the file that was backed up to `path`, which must not exist, and brings it to the moment that `replay` leads to;
  /// it is there whole or not at all.
  ///
  /// Gives what the event log in it says, verified; nil where it has none.
  @discardableResult
  package func restore(
    _ manifest: BackupManifest, replaying replay: LogReplay? = nil, to path: String
  ) throws -> EventLogAudit? {
    try check(manifest)
    return try BackupFile.makeDatabase(at: path) { partial in
      guard
        FileManager.default.createFile(
          atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600]),
        let handle = FileHandle(forWritingAtPath: partial)
      else {
        throw StoreError(
          .readOnly, "\(partial) cannot be written: check its folder's owner and mode")
      }
      for chunk in manifest.chunks { try handle.write(contentsOf: try chunks.get(chunk)) }
      try handle.synchronize()
      try handle.close()
      try replay?.apply(to: partial)
      let audit = try SQLiteCopy.check(partial, through: manifest.audit)
      guard replay != nil || audit == manifest.audit else {
        throw StoreError(
          .corrupt,
          "what was put together for \(path) is not what was backed up: use another backup")
      }
      return audit
    }
  }

  /// The same for a service's store wherever it is to be; one on PostgreSQL must hold nothing.
  @discardableResult
  package func restore(
    _ manifest: BackupManifest, replaying replay: LogReplay? = nil, of schema: StoreSchema,
    to location: StoreLocation
  ) throws -> EventLogAudit? {
    if case .sqlite(let path) = location {
      return try restore(manifest, replaying: replay, to: path)
    }
    return try withTemporaryFile(schema.name) { file in
      try restore(manifest, replaying: replay, to: file)
      return try StoreTransfer.copy(schema, from: .sqlite(path: file), to: location).audit
    }
  }
}

extension StoreLocation {
  /// Throws `constraint` where a store is there already.
  package func requireEmpty() throws {
    switch self {
    case .sqlite(let path): try BackupFile.requireNone(at: path)
    case .postgres(let address):
      let connection = SQLConnection(try PostgresEngine(address))
      let isThere = try connection.first(
        "SELECT 1 FROM pg_tables WHERE schemaname = ? AND tablename = 'store_migrations'",
        [.text(address.schema)]
      ) { _ in true }
      guard isThere != nil else { return }
      let isUsed = try connection.first("SELECT 1 FROM store_migrations LIMIT 1") { _ in true }
      if isUsed != nil { throw StoreError.holdsStore(connection.name) }
    }
  }
}
