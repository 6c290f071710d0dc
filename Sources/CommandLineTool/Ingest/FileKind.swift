internal import Glibc

/// What a path leads to.
enum FileKind: Sendable, Hashable {
  case regular
  case folder
  case link
  case fifo
  case socket
  case device

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    case S_IFIFO: self = .fifo
    case S_IFSOCK: self = .socket
    case S_IFCHR, S_IFBLK: self = .device
    default: self = .regular
    }
  }

  /// What `path` is, links followed; the errno when there is nothing.
  static func following(_ path: String) throws(SystemError) -> FileKind {
    var status = stat()
    guard stat(path, &status) == 0 else { throw SystemError() }
    return FileKind(status)
  }

  /// What `path` itself is, be it a link.
  static func of(_ path: String) throws(SystemError) -> FileKind {
    try of(path.utf8CString.map { $0 })
  }

  /// The same for a path that may be in no encoding; it ends with a zero byte.
  static func of(_ path: [CChar]) throws(SystemError) -> FileKind {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw SystemError() }
    return FileKind(status)
  }

  /// Why it cannot be read as a document, and what to do; nil for a regular file.
  var refusal: String? {
    switch self {
    case .regular: nil
    case .folder: "is a folder, not a regular file; name it by itself"
    case .link: "is a link, not a regular file; name what it leads to"
    case .fifo: "is a FIFO, not a regular file; save what comes out of it in a file and name that"
    case .socket: "is a socket, not a regular file; name a file"
    case .device: "is a device, not a regular file; save what it gives in a file and name that"
    }
  }
}

/// What the system said to a call that failed.
struct SystemError: Error, Hashable, CustomStringConvertible {
  var number: Int32

  /// Of the call that has just failed on this thread.
  init() { number = errno }

  init(_ number: Int32) { self.number = number }

  var description: String { String(cString: strerror(number)) }
}
