/// A connection on its way to the thread that will own it.
///
/// `@unchecked Sendable`: `Database.init` opens it and hands it to exactly one thread, whose
/// `withOwnership` takes it out.
final class OwnedConnection: @unchecked Sendable {
  private var connection: SQLConnection?

  init(_ connection: consuming SQLConnection) {
    self.connection = consume connection
  }

  /// Lends the connection to `body` and closes it afterwards. Called once.
  func withOwnership(_ body: (borrowing SQLConnection) -> Void) {
    guard let owned = connection.take() else {
      preconditionFailure("a database connection was given to two threads")
    }
    body(owned)
  }
}
