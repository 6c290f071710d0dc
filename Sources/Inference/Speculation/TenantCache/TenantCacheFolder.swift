import Crypto
import Glibc

/// Why a folder cannot hold tenants' caches: names it and the remedy.
package struct TenantCacheError: Error, Sendable, CustomStringConvertible {
  package let description: String
}

/// The files of tenants' caches: one a tenant, readable by the owner alone.
///
/// Used by one thread at a time. Whoever opens the folder holds a lock on it, so that no two workers
/// append to one file.
///
/// `@unchecked Sendable`: the descriptor of the lock never changes.
final class TenantCacheFolder: @unchecked Sendable {
  /// A file as it was last seen, to tell whether it is still the same.
  struct Identity: Equatable, Sendable {
    var device: UInt64
    var inode: UInt64
  }

  struct Entry {
    var tenant: String
    var answers: [[TokenID]]
    var identity: Identity
    /// When it was last written, in nanoseconds.
    var modifiedAt: Int
  }

  let path: String
  private let modelDigest: [UInt8]
  private let lock: Int32

  /// Opens the folder, or makes it.
  init(path: String, modelDigest: [UInt8]) throws(TenantCacheError) {
    self.path = path
    self.modelDigest = modelDigest
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw Self.failure("cannot make the folder '\(path)'", errno)
    }
    lock = open(path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw Self.failure("cannot write to the folder '\(path)'", errno) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(lock)
      guard code == EWOULDBLOCK else { throw Self.failure("cannot lock '\(path)/.lock'", code) }
      throw TenantCacheError(
        description:
          "the tenant cache in '\(path)' is in use by another worker; give each worker a "
          + "folder of its own")
    }
  }

  deinit { close(lock) }

  /// Reads what is there. A torn end is cut off; a file that is not of this version and model is removed.
  ///
  /// - Parameter byteCountMax: of a file; what is behind is dropped like a torn end.
  /// - Returns: the tenants, and how many files were removed.
  func load(
    byteCountMax: Int, vocabularySize: Int
  ) throws(TenantCacheError) -> (entries: [Entry], removedCount: Int) {
    guard let folder = opendir(path) else {
      throw Self.failure("cannot list the folder '\(path)'", errno)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let item = readdir(folder) {
      let name = withUnsafeBytes(of: item.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(TenantCacheFormat.fileSuffix) { names.append(name) }
    }
    var entries: [Entry] = []
    var removedCount = 0
    for name in names {
      let entry = try load(name, byteCountMax: byteCountMax, vocabularySize: vocabularySize)
      if let entry {
        entries.append(entry)
      } else {
        unlink(path + "/" + name)
        removedCount += 1
      }
    }
    return (entries, removedCount)
  }

  private func load(
    _ name: String, byteCountMax: Int, vocabularySize: Int
  ) throws(TenantCacheError) -> Entry? {
    let path = self.path + "/" + name
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw Self.failure("cannot open '\(path)'", errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw Self.failure("cannot stat '\(path)'", errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw TenantCacheError(description: "'\(path)' is no regular file; remove it")
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: min(Int(status.st_size), byteCountMax)) {
      buffer, count in
      while count < buffer.count,
        case let read = pread(
          descriptor, buffer.baseAddress! + count, buffer.count - count, count), read > 0
      {
        count += read
      }
    }
    guard
      let content = TenantCacheFormat.read(
        bytes, modelDigest: modelDigest, vocabularySize: vocabularySize),
      TenantCacheFormat.fileName(tenant: content.tenant) == name
    else { return nil }
    if content.byteCount < Int(status.st_size), ftruncate(descriptor, content.byteCount) != 0 {
      throw Self.failure("cannot cut off the torn end of '\(path)'", errno)
    }
    return Entry(
      tenant: content.tenant, answers: content.records, identity: Self.identity(status),
      modifiedAt: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec)
  }

  /// The file of a tenant as it is now; nil where there is none.
  func identity(of tenant: String) -> Identity? {
    var status = stat()
    guard lstat(file(of: tenant), &status) == 0 else { return nil }
    return Self.identity(status)
  }

  /// Adds an answer to a tenant's file, which is there.
  ///
  /// - Returns: whether all of it was written.
  func append(_ answer: [TokenID], tenant: String) -> Bool {
    write(
      TenantCacheFormat.record(answer), to: file(of: tenant), O_WRONLY | O_APPEND | O_NOFOLLOW)
  }

  /// Puts a file with these answers in place of a tenant's, in one step.
  ///
  /// - Returns: what it is now, or nil where it could not be written.
  func replace(_ answers: [[TokenID]], tenant: String) -> Identity? {
    let path = file(of: tenant)
    let draft = self.path + "/.new"
    unlink(draft)
    let bytes = answers.reduce(
      into: TenantCacheFormat.header(tenant: tenant, modelDigest: modelDigest)
    ) { $0 += TenantCacheFormat.record($1) }
    guard write(bytes, to: draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW),
      rename(draft, path) == 0
    else {
      unlink(draft)
      return nil
    }
    return identity(of: tenant)
  }

  func remove(tenant: String) { unlink(file(of: tenant)) }

  private func file(of tenant: String) -> String {
    path + "/" + TenantCacheFormat.fileName(tenant: tenant)
  }

  private func write(_ bytes: [UInt8], to path: String, _ flags: Int32) -> Bool {
    let descriptor = open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
      }
      return true
    }
  }

  private static func identity(_ status: stat) -> Identity {
    Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  private static func failure(_ what: String, _ code: Int32) -> TenantCacheError {
    TenantCacheError(
      description:
        "\(what): \(String(cString: strerror(code))); it must belong to the worker's user, "
        + "who alone may read it")
  }
}
