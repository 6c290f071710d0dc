internal import Glibc

/// Tells a database when another process committed to its schema (LISTEN and NOTIFY), on a thread of its own.
///
/// After a lost connection it says so once too: what happened meanwhile is not known.
final class PostgresListener: Sendable {
  private static let retryMilliseconds: Int32 = 500

  private let wakeRead: Int32
  private let wakeWrite: Int32

  /// Calls `changed` from its own thread; `ended` once it has stopped. What `writer` commits is its database's own.
  init(
    _ address: PostgresAddress, besides writer: BackendNumber,
    changed: @escaping @Sendable () -> Void,
    ended: @escaping @Sendable () -> Void
  ) throws(StoreError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw StoreError(
        .overloaded, "no pipe can be made: \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (wakeRead, wakeWrite) = (ends[0], ends[1])
    let stop = wakeRead
    try DatabaseThread.start {
      while true {
        let session = try? Self.listening(address)
        if session != nil { changed() }
        guard Self.follow(session, besides: writer, stop: stop, changed) else { break }
      }
      ended()
    }
  }

  deinit {
    close(wakeRead)
    close(wakeWrite)
  }

  func stop() {
    var byte: UInt8 = 0
    _ = write(wakeWrite, &byte, 1)
  }

  private static func listening(_ address: PostgresAddress) throws(StoreError) -> PostgresSession {
    let session = try PostgresSession(address)
    try session.send("LISTEN \(address.schema)", [])
    try session.settle()
    return session
  }

  /// Until the connection breaks; false where it is to stop.
  private static func follow(
    _ session: PostgresSession?, besides writer: BackendNumber, stop: Int32, _ changed: () -> Void
  ) -> Bool {
    while true {
      var waits = [
        pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
        pollfd(fd: session?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      let code = poll(&waits, 2, session == nil ? retryMilliseconds : -1)
      if waits[0].revents != 0 { return false }
      guard let session, code > 0 else { return true }
      guard let count = session.takeNotifications(besides: writer.current) else { return true }
      if count > 0 { changed() }
    }
  }
}
