package import Store

/// Checks a memory's log and then its sessions, in one state of the database, beside the service that owns it.
package struct MemoryAudit: Sendable, Hashable {
  package let log: EventLogAudit
  package let sessions: SessionAudit

  /// Throws `corrupt` naming the first place that disagrees, `schemaMismatch` where another version wrote the store.
  ///
  /// - Parameter expected: a head that was noted, which the log has to go through.
  package static func verify(
    _ location: StoreLocation, expected: EventLogAudit? = nil
  ) throws -> MemoryAudit {
    try location.reading { connection in
      try MemoryStore.schema.requireVersion(on: connection)
      return MemoryAudit(
        log: try EventLogAudit.verify(on: connection, expected: expected),
        sessions: try SessionAudit.verify(on: connection))
    }
  }
}
