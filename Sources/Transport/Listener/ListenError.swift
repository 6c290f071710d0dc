internal import Glibc

/// An address that could not be listened on, with the remedy.
package struct ListenError: Error, Sendable, CustomStringConvertible {
  package let address: SocketAddress
  package let cause: SystemError

  package var description: String {
    "cannot listen on \(address): \(String(cString: strerror(cause.code)))\(remedy)"
  }

  private var remedy: String {
    switch cause.code {
    case EADDRINUSE:
      "; another process has it: stop that process, or give another address (port 0 picks a free one)"
    case EACCES: "; ports below 1024 need a privilege, a socket path needs a writable directory"
    case EADDRNOTAVAIL: "; this machine has no such address: use one of its own, or 0.0.0.0 for all"
    case ENOENT: "; the directory of the socket path does not exist"
    default: ""
    }
  }
}
