/// Tells a database when another process committed to its schema (LISTEN and NOTIFY), on a thread of its own.
///
/// After a lost connection it says so once too: what happened meanwhile is not known.
final class PostgresListener: Sendable {
  private static let retryMilliseconds: Int32 = 500

  private let stopPipe: StopPipe

  /// Calls `changed` from its own thread; `ended` once it has stopped. What `writer` commits is its database's own.
  init(
    _ address: PostgresAddress, besides writer: BackendNumber,
    changed: @escaping @Sendable () -> Void,
    ended: @escaping @Sendable () -> Void
  ) throws(StoreError) {
    let stopPipe = try StopPipe()
    self.stopPipe = stopPipe
    try DatabaseThread.start {
      while true {
        let session = try? Self.listening(address)
        if session != nil { changed() }
        guard Self.follow(session, besides: writer, until: stopPipe, changed) else { break }
      }
      ended()
    }
  }

  func stop() { stopPipe.stop() }

  private static func listening(_ address: PostgresAddress) throws(StoreError) -> PostgresSession {
    let session = try PostgresSession(address)
    try session.send("LISTEN \(address.schema)", [])
    try session.settle()
    return session
  }

  /// Until the connection breaks; false where it is to stop.
  private static func follow(
    _ session: PostgresSession?, besides writer: BackendNumber, until stopPipe: StopPipe,
    _ changed: () -> Void
  ) -> Bool {
    while true {
      let outcome = stopPipe.wait(
        forReading: session?.descriptor ?? -1, milliseconds: session == nil ? retryMilliseconds : -1
      )
      if outcome == .stopped { return false }
      guard let session, outcome == .readable else { return true }
      guard let count = session.takeNotifications(besides: writer.current) else { return true }
      if count > 0 { changed() }
    }
  }
}
