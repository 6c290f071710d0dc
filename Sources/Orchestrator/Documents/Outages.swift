internal import RPC
internal import Synchronization

/// Which failures are worth a line in the log: the first, and one that is of another kind than the last.
final class Outages: Sendable {
  private let last = Mutex<String>("")

  func isNews(_ error: any Error) -> Bool {
    let kind = (error as? RPCError).map { "\($0.code)" } ?? "\(error)"
    return last.withLock { last in
      defer { last = kind }
      return last != kind
    }
  }
}
