/// How the calls of a connection, a channel or a server went.
package struct CallCounts: Sendable, Hashable {
  package var started = 0
  /// Ended with OK.
  package var succeeded = 0
  package var failed = 0
  /// Counted when a call ends.
  package var messagesSent = 0
  /// Counted when a call ends.
  package var messagesReceived = 0

  package init(
    started: Int = 0, succeeded: Int = 0, failed: Int = 0, messagesSent: Int = 0,
    messagesReceived: Int = 0
  ) {
    self.started = started
    self.succeeded = succeeded
    self.failed = failed
    self.messagesSent = messagesSent
    self.messagesReceived = messagesReceived
  }

  mutating func ended(isSuccess: Bool, messagesSent: Int, messagesReceived: Int) {
    if isSuccess { succeeded += 1 } else { failed += 1 }
    self.messagesSent += messagesSent
    self.messagesReceived += messagesReceived
  }

  static func += (left: inout CallCounts, right: CallCounts) {
    left.started += right.started
    left.succeeded += right.succeeded
    left.failed += right.failed
    left.messagesSent += right.messagesSent
    left.messagesReceived += right.messagesReceived
  }
}
