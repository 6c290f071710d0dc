internal import Synchronization

/// Which of the server's processes works for a connection at the moment: it changes when the connection is made anew.
final class BackendNumber: Sendable {
  private let number = Atomic<Int32>(0)

  /// 0 where there is none.
  var current: Int32 {
    get { number.load(ordering: .acquiring) }
    set { number.store(newValue, ordering: .releasing) }
  }
}
