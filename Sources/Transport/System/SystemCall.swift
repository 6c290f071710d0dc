internal import Glibc

/// What a non-blocking system call came back with.
enum SystemCallResult: Equatable {
  /// It succeeded and returned this many bytes, or this descriptor.
  case value(Int)
  /// It would have blocked (EAGAIN).
  case wouldBlock
  /// It failed with this error number.
  case failed(Int32)
}

/// The one place that knows how system calls fail: EINTR is retried, EAGAIN is a value, and EBADF
/// or EFAULT is a bug of ours that must not be survived (the descriptor may already be another's).
enum SystemCall {
  @inline(__always)
  static func attempt(_ body: () -> Int) -> SystemCallResult {
    while true {
      let value = body()
      if value >= 0 { return .value(value) }
      let code = errno
      switch code {
      case EINTR: continue
      case EAGAIN: return .wouldBlock
      case EBADF, EFAULT: fatalError("a system call was given a dead descriptor (errno \(code))")
      default: return .failed(code)
      }
    }
  }

  /// For calls that cannot block: the value, or an error that names the operation.
  @discardableResult
  static func require(_ operation: StaticString, _ body: () -> Int32) throws(SystemError) -> Int32 {
    switch attempt({ Int(body()) }) {
    case .value(let value): return Int32(truncatingIfNeeded: value)
    case .wouldBlock: throw SystemError(operation: "\(operation)", code: EAGAIN)
    case .failed(let code): throw SystemError(operation: "\(operation)", code: code)
    }
  }

  /// Closes a descriptor. Never retried: after EINTR Linux has already released it.
  static func close(_ descriptor: Int32) {
    let result = Glibc.close(descriptor)
    precondition(result == 0 || errno != EBADF, "descriptor \(descriptor) closed twice")
  }

  /// The monotonic clock in nanoseconds.
  @inline(__always)
  static func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
