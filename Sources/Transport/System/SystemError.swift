internal import Glibc

/// A system call that failed, with the error number it left.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was attempted, in words: `"bind"`, `"epoll_ctl"`.
  package let operation: String
  /// The `errno` value.
  package let code: Int32

  package init(operation: String, code: Int32) {
    self.operation = operation
    self.code = code
  }

  package var description: String {
    "\(operation) failed: \(String(cString: strerror(code))) (errno \(code))"
  }
}
