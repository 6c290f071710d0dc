internal import Synchronization

/// Wakes those who follow a tenant's events when there are new ones.
final class EventBell: Sendable {
  private struct Followers {
    /// Of the events of all tenants.
    var ofAll: [ObjectIdentifier: EventInbox] = [:]
    var inboxes: [String: [ObjectIdentifier: EventInbox]] = [:]
    var count = 0
  }

  private let followers = Mutex(Followers())

  /// How many follow.
  var followerCount: Int { followers.withLock { $0.count } }

  /// False when there are `countMax` already.
  func add(_ inbox: EventInbox, to tenant: String, countMax: Int) -> Bool {
    followers.withLock { followers in
      guard followers.count < countMax else { return false }
      followers.count += 1
      followers.inboxes[tenant, default: [:]][ObjectIdentifier(inbox)] = inbox
      return true
    }
  }

  func remove(_ inbox: EventInbox, from tenant: String) {
    followers.withLock { followers in
      let known = followers.inboxes[tenant]?.removeValue(forKey: ObjectIdentifier(inbox))
      if known != nil { followers.count -= 1 }
      if followers.inboxes[tenant]?.isEmpty == true { followers.inboxes[tenant] = nil }
    }
  }

  /// Follows the events of all tenants; parts of this program do.
  func addToAll(_ inbox: EventInbox) {
    followers.withLock { $0.ofAll[ObjectIdentifier(inbox)] = inbox }
  }

  func removeFromAll(_ inbox: EventInbox) {
    followers.withLock { $0.ofAll[ObjectIdentifier(inbox)] = nil }
  }

  func ring(for tenant: String) {
    let inboxes = followers.withLock { followers in
      (followers.inboxes[tenant].map { Array($0.values) } ?? []) + followers.ofAll.values
    }
    for inbox in inboxes { inbox.published() }
  }

  func ringForAll() {
    let inboxes = followers.withLock { followers in
      followers.inboxes.values.flatMap(\.values) + followers.ofAll.values
    }
    for inbox in inboxes { inbox.published() }
  }
}
