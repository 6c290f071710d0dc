internal import Crypto

/// Checks an event log from outside, beside the service that owns it: nothing is locked or changed.
package struct EventLogAudit: Sendable, Hashable {
  /// Events in the log.
  package let eventCount: Int
  /// The hash of the last event, which covers every event before it: 64 hexadecimal digits. Kept
  /// elsewhere, with the count, it shows whether events were dropped from the end.
  package let head: String

  /// Recomputes the chain of the log at `location`, in one state of the database. Throws `corrupt` naming
  /// the first position that disagrees.
  ///
  /// - Parameter expected: a head that was noted after `expected.eventCount` events. `corrupt` where the
  ///   log does not go through it.
  package static func verify(
    _ location: StoreLocation, expected: EventLogAudit? = nil
  ) throws -> EventLogAudit {
    try location.reading { try verify(on: $0, expected: expected) }
  }

  /// The same of the log that a connection leads to, in the caller's transaction.
  package static func verify(
    on connection: borrowing SQLConnection, expected: EventLogAudit? = nil
  ) throws -> EventLogAudit {
    var passed = expected == nil || expected?.eventCount == 0
    let (count, hash) = try EventLog.verify(on: connection) { position, hash in
      if position == expected?.eventCount, Hex.encode(hash) == expected?.head { passed = true }
    }
    if let expected, !passed {
      throw StoreError(
        .corrupt,
        "the event log of \(connection.name) has \(count) events and does not go through the noted head "
          + "\(expected): events were dropped or the log was replaced; restore a backup")
    }
    return EventLogAudit(eventCount: count, hash: hash)
  }

  init(eventCount: Int, hash: [UInt8]) {
    self.init(eventCount: eventCount, head: Hex.encode(hash))
  }

  package init(eventCount: Int, head: String) {
    self.eventCount = eventCount
    self.head = head
  }

  /// As `description` writes it: `COUNT:HASH`. Nil where it is neither.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let count = Int(parts[0]), count >= 0,
      let hash = Hex.decode(String(parts[1])), hash.count == SHA256.byteCount
    else { return nil }
    self.init(eventCount: count, head: Hex.encode(hash))
  }
}

extension EventLogAudit: CustomStringConvertible {
  package var description: String { "\(eventCount):\(head)" }
}
