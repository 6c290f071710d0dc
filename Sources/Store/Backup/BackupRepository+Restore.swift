internal import Foundation

/// The way back. Whoever restores several databases looks first, with `moment`, `check` and `StoreLocation.requireEmpty`,
/// whether all of them can be, so that none is written where another one cannot.
extension BackupRepository {
  /// The newest moment not after `time` at which all of these databases were backed up together; nil where there is none.
  /// Those that were never backed up here do not count.
  package func moment(of names: [String], notAfter time: Int) -> Int? {
    let times = names.map { Set(self.times(of: $0)) }.filter { !$0.isEmpty }
    guard let first = times.first else { return nil }
    return times.reduce(first) { $0.intersection($1) }.filter { $0 <= time }.max()
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

  /// Writes the file that was backed up to `path`, which must not exist; it is there whole or not at all.
  package func restore(_ manifest: BackupManifest, to path: String) throws {
    try check(manifest)
    try BackupFile.makeDatabase(at: path) { partial in
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
      guard try SQLiteCopy.check(partial) == manifest.audit else {
        throw StoreError(
          .corrupt,
          "what was put together for \(path) is not what was backed up: use another backup")
      }
    }
  }

  /// The same for a service's store wherever it is to be; one on PostgreSQL must hold nothing.
  package func restore(
    _ manifest: BackupManifest, of schema: StoreSchema, to location: StoreLocation
  ) throws {
    if case .sqlite(let path) = location { return try restore(manifest, to: path) }
    try withTemporaryFile(schema.name) { file in
      try restore(manifest, to: file)
      _ = try StoreTransfer.copy(schema, from: .sqlite(path: file), to: location)
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
