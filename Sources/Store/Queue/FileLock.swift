internal import Glibc

/// Holds an exclusive lock on a file of its own for as long as it lives.
///
/// The kernel frees it when the process ends, however it ends, so a crash never leaves a stale lock.
final class FileLock: Sendable {
  private let descriptor: Int32

  init(path: String) throws(StoreError) {
    // The property is set last: were it set before a throw, `deinit` would close it once more, and
    // by then the number may be another file's.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.cannotOpen(path, errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      close(descriptor)
      throw reason == EWOULDBLOCK
        ? StoreError(.busy, "another process has \(path) locked: stop that one first")
        : Self.cannotOpen(path, reason)
    }
    self.descriptor = descriptor
  }

  deinit {
    // Closing is not enough: a child that was just forked shares the lock until it runs its program.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func cannotOpen(_ path: String, _ number: Int32) -> StoreError {
    let reason = String(cString: strerror(number))
    switch number {
    case ENOSPC, EDQUOT:
      return StoreError(.diskFull, "no space is left for \(path): free some space and repeat")
    case EROFS, EACCES, EPERM:
      return StoreError(.readOnly, "\(path): \(reason): check the folder's owner and mode")
    default:
      return StoreError(.cannotOpen, "\(path): \(reason): check that its folder exists")
    }
  }
}
