internal import Foundation
internal import Store

/// One subscriber's part in a consumer group: it holds the group's lease, or stands by.
struct GroupMember: Sendable {
  let store: RunStore
  let tenant: String
  let group: String
  let leaseDuration: Duration
  /// Names this start of this subscriber, and no other one.
  let holder: String

  init(_ name: String, of group: String, tenant: String, store: RunStore, leaseDuration: Duration) {
    self.store = store
    self.tenant = tenant
    self.group = group
    self.leaseDuration = leaseDuration
    holder = "\(name) \(UUID().uuidString.lowercased())"
  }

  /// What people call the member.
  static func name(ofHolder holder: String) -> String {
    holder.lastIndex(of: " ").map { String(holder[..<$0]) } ?? holder
  }

  private var leadership: String { ConsumerGroups.leadership(of: group, tenant: tenant) }
  private var milliseconds: Int { Int(leaseDuration / .milliseconds(1)) }

  /// The lease that holds after asking for it, and where the group stands; `nil` when the group is gone.
  func ask() async throws -> (lease: Leadership.Lease, cursor: Int)? {
    let now = store.currentTime()
    // Those who stand by ask often, and in vain: reading does not hold up who writes.
    let held = try await store.database.read { connection in
      try Leadership.current(leadership, on: connection)
    }
    if let held, held.holder != holder, held.untilMilliseconds > now { return (held, 0) }
    return try await store.write(at: now) { connection in
      guard let group = try ConsumerGroups.group(group, tenant: tenant, on: connection) else {
        return nil
      }
      let lease = try Leadership.acquire(
        leadership, for: holder, durationMilliseconds: milliseconds, now: now, on: connection)
      return (lease, group.cursor)
    }
  }

  /// Throws `staleLease` when it was replaced.
  func renew(epoch: Int) async throws {
    try await store.renew(leadership, as: holder, epoch: epoch, for: leaseDuration)
  }

  /// Throws `staleLease` when it was replaced.
  func commit(from cursor: Int, to sequence: Int, epoch: Int) async throws {
    let now = store.currentTime()
    try await store.database.write { connection in
      try ConsumerGroups.commit(
        group, tenant: tenant, from: cursor, to: sequence, epoch: epoch, now: now, on: connection)
    }
  }

  /// Events that the group takes. Throws `staleLease` when it was replaced: one that was must not be given more.
  func read(
    _ names: [String], after sequence: Int, countMax: Int, epoch: Int
  ) async throws -> RunStore.EventPage {
    try await store.database.read { connection in
      try Leadership.check(leadership, epoch: epoch, on: connection)
      return try RunStore.events(
        of: tenant, names: names, after: sequence, countMax: countMax, on: connection)
    }
  }

  func resign(epoch: Int) async throws {
    try await store.resign(leadership, epoch: epoch)
  }
}
