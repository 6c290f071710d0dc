internal import Glibc

/// The descriptors that the process may open, and who gets how many of them.
///
/// Clients must not take the last one: libdispatch, which runs what is on no event loop, watches its
/// threads through descriptors and ends the process when it cannot open one.
struct DescriptorBudget: Sendable {
  /// For files, databases, calls to other services and the runtime, if there are so many.
  static let ownCountMax = 256
  static let adminConnectionCountMax = 256

  let count: Int

  /// Raises the process's soft limit to its hard limit, which is what the machine's owner allows.
  static func raise() -> DescriptorBudget {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return DescriptorBudget(count: 1024)
    }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return DescriptorBudget(count: Int(clamping: limit.rlim_cur))
  }

  var adminConnectionCount: Int { min(Self.adminConnectionCountMax, max(1, count / 16)) }

  /// Connections of clients that ask for calls.
  var connectionCount: Int {
    max(1, count - min(Self.ownCountMax, count / 2) - adminConnectionCount)
  }
}
