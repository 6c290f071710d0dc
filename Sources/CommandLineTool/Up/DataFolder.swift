internal import Glibc

/// The folder of one `apus up`, held by it alone while this value lives.
struct DataFolder: ~Copyable {
  private let lock: Int32

  /// Makes what is missing. Throws when the folder cannot be made or another `apus up` holds it.
  init(_ plan: borrowing ServicePlan) throws {
    for folder in ["logs", "run", "gateway"] { try Self.make("\(plan.data)/\(folder)") }
    let lock = open(plan.lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard lock >= 0 else { throw Self.failure("write", plan.lockFile, SystemError()) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      let error = SystemError()
      close(lock)
      guard error.number == EWOULDBLOCK else { throw Self.failure("lock", plan.lockFile, error) }
      throw CommandFailure(
        "another 'apus up' works in '\(plan.data)'; use it, stop it, or choose another --data")
    }
    self.lock = lock
  }

  deinit { close(lock) }

  /// Makes an absolute folder and those above it.
  private static func make(_ path: String) throws {
    var prefix = ""
    for name in path.split(separator: "/") {
      prefix += "/\(name)"
      guard mkdir(prefix, 0o750) != 0 else { continue }
      let error = SystemError()
      // Some systems name another reason than EEXIST for what is there, such as a disk mounted
      // read-only.
      if (try? FileKind.following(prefix)) == .folder { continue }
      throw failure(
        "create", path, error.number == EEXIST ? SystemError(ENOTDIR) : error)
    }
    if access(path, W_OK) != 0 { throw failure("write into", path, SystemError()) }
  }

  private static func failure(
    _ what: String, _ path: String, _ error: SystemError
  ) -> CommandFailure {
    CommandFailure("cannot \(what) '\(path)': \(error); choose another place with --data")
  }
}
