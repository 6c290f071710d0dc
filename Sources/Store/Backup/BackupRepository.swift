internal import Foundation
internal import Glibc

/// A folder of backups: manifests by database and time, and the pieces that they share.
///
/// Invariants:
/// 1. A manifest that is there is complete: its pieces were on disk before it.
/// 2. Taking a backup changes no earlier one; only `prune` removes any.
/// 3. What is restored is byte for byte what was backed up, or an error says what is damaged.
package struct BackupRepository: Sendable {
  /// What a backup added.
  package struct Result: Sendable, Hashable {
    package let manifest: BackupManifest
    package let newChunkCount: Int
    package let newByteCount: Int
  }

  let folder: String
  let chunks: ChunkStore

  package init(folder: String) {
    self.folder = folder
    chunks = ChunkStore(folder: folder + "/chunks")
  }

  /// Lets nobody else back up or prune here meanwhile: a piece that one found would be pruned by the other. `busy` where
  /// somebody does already. What a killed one left behind goes.
  package func exclusively<T>(_ body: () throws -> T) throws -> T {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let lock = try FileLock(path: folder + "/lock")
    defer { withExtendedLifetime(lock) {} }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.contains(".copy") {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
    return try body()
  }

  /// Reads while nobody removes anything: the same, and without a lock where nobody could, on a read-only medium.
  package func undisturbed<T>(_ body: () throws -> T) throws -> T {
    access(folder, W_OK) == 0 ? try exclusively(body) : try body()
  }

  /// Backs up a database file beside the service that has it open. `now` is its time, in milliseconds
  /// since 1970-01-01 UTC; the state is that of the moment in which the copy begins.
  package func backUp(sqlite path: String, name: String, now: Int) throws -> Result {
    try withTemporaryFile(name) { copy in
      let log = try SQLiteCopy.copy(from: path, to: copy)
      return try store(file: copy, name: name, now: now, log)
    }
  }

  /// The same of a service's store wherever it is. One on PostgreSQL is backed up as the file that it would be, so that
  /// it can be restored as either.
  package func backUp(
    _ schema: StoreSchema, at location: StoreLocation, now: Int
  ) throws -> Result {
    if case .sqlite(let path) = location {
      return try backUp(sqlite: path, name: schema.name, now: now)
    }
    return try withTemporaryFile(schema.name) { copy in
      _ = try StoreTransfer.copy(schema, from: location, to: .sqlite(path: copy))
      return try store(file: copy, name: schema.name, now: now)
    }
  }

  /// A name in this folder for a file that is not kept.
  func withTemporaryFile<T>(
    _ name: String, _ body: (_ path: String) throws -> T
  ) throws -> T {
    let path = "\(folder)/\(name).\(getpid()).copy"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer {
      for suffix in ["", ".lock"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
    return try body(path)
  }

  private func store(
    file: String, name: String, now: Int, _ log: LogSpan? = nil
  ) throws -> Result {
    let audit = try SQLiteCopy.check(file)
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw StoreError(.inputOutput, "\(file) cannot be read: check the disk")
    }
    defer { try? handle.close() }
    var hashes: [String] = []
    var (byteCount, newChunkCount, newByteCount) = (0, 0, 0)
    var cutter = ChunkCutter()
    while let chunk = try cutter.next(from: handle) {
      let (hash, isNew) = try chunks.put(chunk)
      hashes.append(hash)
      byteCount += chunk.count
      if isNew {
        newChunkCount += 1
        newByteCount += chunk.count
      }
    }
    let manifest = BackupManifest(
      name: name, takenAtMilliseconds: now, byteCount: byteCount, audit: audit, chunks: hashes,
      log: log)
    try BackupFile.write(try manifest.encoded(), to: path(of: name, takenAt: now))
    return Result(
      manifest: manifest, newChunkCount: newChunkCount, newByteCount: newByteCount)
  }

  private func path(of name: String, takenAt time: Int) -> String {
    "\(folder)/manifests/\(name)/\(String(digits: time, count: 15))"
  }

  /// The databases that have backups, in order of name.
  package func names() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/manifests")) ?? []).sorted()
  }

  /// When a database was backed up, in order.
  package func times(of name: String) -> [Int] {
    let files =
      (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/manifests/\(name)"))
    return (files ?? []).filter { !$0.contains(".") }.compactMap { Int($0) }.sorted()
  }

  /// A database's newest backup, or the newest one not after `time`.
  package func manifest(of name: String, notAfter time: Int = .max) throws -> BackupManifest? {
    guard let taken = times(of: name).last(where: { $0 <= time }) else { return nil }
    let path = path(of: name, takenAt: taken)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StoreError(
        .inputOutput, "\(path) cannot be read: check the disk and the file's owner and mode")
    }
    return try BackupManifest(decoding: Array(data), path: path)
  }

  /// Keeps the newest `count` backups of each database, no piece that none of them needs, and of the archived log what leads
  /// on from them; says how many pieces and segments went. Not to be run beside `backUp`: see `exclusively`.
  package func prune(keeping count: Int) throws -> Int {
    precondition(count > 0)
    var needed: Set<String> = []
    var segmentCount = 0
    for name in names() {
      let times = times(of: name)
      for time in times.dropLast(count) {
        try FileManager.default.removeItem(atPath: path(of: name, takenAt: time))
      }
      let kept = try times.suffix(count).compactMap { try manifest(of: name, notAfter: $0) }
      for manifest in kept { needed.formUnion(manifest.chunks) }
      let archive = logArchive(of: name)
      if let oldest = kept.lazy.compactMap(\.log?.begin).first(where: {
        archive.chain(from: $0) != nil
      }) {
        segmentCount += archive.prune(before: oldest)
      }
    }
    let unneeded = chunks.hashes().filter { !needed.contains($0) }
    for hash in unneeded { chunks.remove(hash) }
    return unneeded.count + segmentCount
  }
}
