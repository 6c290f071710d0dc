internal import Crypto
internal import Foundation

/// Pieces of backups in a folder, each in a file named after the SHA-256 of its bytes: what two backups
/// have in common is there once.
///
/// A file appears whole or not at all: it is written beside, synced, and then renamed.
struct ChunkStore: Sendable {
  let folder: String

  private func path(_ hash: String) -> String { "\(folder)/\(hash.prefix(2))/\(hash)" }

  /// Keeps `bytes`; says under which name, and whether they were new.
  func put(_ bytes: [UInt8]) throws -> (hash: String, isNew: Bool) {
    let hash = Hex.encode(bytes.withUnsafeBytes { SHA256.hash($0) })
    let path = path(hash)
    if FileManager.default.fileExists(atPath: path) { return (hash, false) }
    try BackupFile.write(bytes, to: path)
    return (hash, true)
  }

  /// The bytes of that name; `corrupt` where they are missing or are not what the name says.
  func get(_ hash: String) throws -> [UInt8] {
    let path = path(hash)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StoreError(
        .corrupt,
        "the backup lacks the piece \(path): restore another backup or another copy of this one")
    }
    let bytes = Array(data)
    guard Hex.encode(bytes.withUnsafeBytes { SHA256.hash($0) }) == hash else {
      throw StoreError(
        .corrupt, "\(path) is damaged: restore another backup or another copy of this one")
    }
    return bytes
  }

  /// Every name, in no order.
  func hashes() -> [String] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return folders.filter { $0.utf8.count == 2 }.flatMap { name in
      ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? [])
        .filter { $0.utf8.count == 64 }
    }
  }

  func remove(_ hash: String) { try? FileManager.default.removeItem(atPath: path(hash)) }
}

/// Files that are whole on disk or not there.
enum BackupFile {
  static func write(_ bytes: [UInt8], to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try makeFolder(folder)
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).new"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(temporary) }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress! + offset, $0.count - offset)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(temporary, closing: file) }
      offset += count
    }
    guard fsync(file) == 0 else { throw failure(temporary, closing: file) }
    close(file)
    guard rename(temporary, path) == 0 else { throw failure(temporary) }
    try sync(folder: folder)
  }

  /// Makes a folder, and those that it lies in, where they are missing.
  static func makeFolder(_ folder: String) throws(StoreError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw StoreError(.readOnly, "\(folder) cannot be made: check its parent's owner and mode")
    }
  }

  /// Makes a database that is there whole or not at all: `body` writes it under another name beside. `constraint` where there
  /// is one already.
  static func makeDatabase<T>(at path: String, _ body: (_ partial: String) throws -> T) throws -> T
  {
    try requireNone(at: path)
    // Held while it is written, so that no service opens it half-way.
    let lock = try FileLock(path: path + ".lock")
    defer { withExtendedLifetime(lock) {} }
    let partial = path + ".partial"
    for remains in [partial, partial + "-journal"] {
      try? FileManager.default.removeItem(atPath: remains)
    }
    defer { try? FileManager.default.removeItem(atPath: partial) }
    let result = try body(partial)
    guard rename(partial, path) == 0 else { throw failure(path) }
    try sync(folder: (path as NSString).deletingLastPathComponent)
    return result
  }

  /// Throws `constraint` where there is a database.
  static func requireNone(at path: String) throws(StoreError) {
    for existing in [path, path + "-wal"] where FileManager.default.fileExists(atPath: existing) {
      throw StoreError(
        .constraint, "\(existing) exists: move it away first, for what is in it would be replaced")
    }
  }

  /// Makes names in a folder durable.
  static func sync(folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(folder) }
  }

  /// What `errno` says. An open file is closed and, unless it was there before, removed.
  static func failure(
    _ path: String, closing file: Int32? = nil, removing: Bool = true
  ) -> StoreError {
    let number = errno
    if let file {
      close(file)
      if removing { unlink(path) }
    }
    let reason = String(cString: strerror(number))
    return switch number {
    case ENOSPC, EDQUOT:
      StoreError(.diskFull, "no space is left for \(path): free some space and repeat")
    case EROFS, EACCES, EPERM:
      StoreError(.readOnly, "\(path): \(reason): check the folder's owner and mode")
    default: StoreError(.inputOutput, "\(path): \(reason): check the disk and its file system")
    }
  }
}
