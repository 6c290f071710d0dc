internal import Synchronization

/// Thrown by a body that seals for a tenant whose data key is not at hand: `Database` gets one in a transaction
/// of its own and runs the body again.
struct DataKeyNeeded: Error {
  let tenant: String
}

/// A right to seal `remaining` messages under a data key, which its table has written down as used.
struct DataKeyGrant: Sendable {
  let tenant: String
  let key: DataKey
  var remaining: Int
  /// The ring's generation when it was made.
  let generation: UInt64
}

/// The keys that a database seals with, in memory.
///
/// A grant comes in only after the transaction that made it was committed, so nothing is ever sealed with a
/// key that is not on disk; and only if no key was forgotten or retired meanwhile (`generation`), so nothing
/// is sealed with a key that is no longer there.
final class KeyRing: Sendable {
  /// Tenants whose key is kept at hand; of more, some have to be fetched again.
  private static let grantCountMax = 16_384

  private struct State {
    var masters: MasterKeys
    var generation: UInt64 = 0
    var grants: [String: DataKeyGrant] = [:]
    /// Those who wait for a tenant's grant, which one of them is getting.
    var waiters: [String: [CheckedContinuation<Void, Never>]] = [:]

    mutating func adopt(_ grant: DataKeyGrant) {
      guard grant.generation == generation else { return }
      if grants.count >= KeyRing.grantCountMax, grants[grant.tenant] == nil {
        grants.remove(at: grants.startIndex)
      }
      grants[grant.tenant] = grant
    }
  }

  private let state: Mutex<State>

  init(_ masters: MasterKeys) {
    state = Mutex(State(masters: masters))
  }

  /// The master keys that open and wrap data keys; others may take their place while the process runs.
  var masters: MasterKeys {
    get { state.withLock { $0.masters } }
    set { state.withLock { $0.masters = newValue } }
  }

  /// Rises whenever grants are dropped.
  var generation: UInt64 { state.withLock { $0.generation } }

  /// The key for one more message of a tenant.
  func take(_ tenant: String) throws(DataKeyNeeded) -> DataKey {
    let key = state.withLock { state -> DataKey? in
      guard let index = state.grants.index(forKey: tenant), state.grants.values[index].remaining > 0
      else { return nil }
      state.grants.values[index].remaining -= 1
      return state.grants.values[index].key
    }
    guard let key else { throw DataKeyNeeded(tenant: tenant) }
    return key
  }

  func dropGrants() {
    state.withLock { state in
      state.generation += 1
      state.grants = [:]
    }
  }

  /// Gets a grant by `reserve`, unless somebody else got one meanwhile or is getting one: then waits for that.
  func obtain(_ tenant: String, reserve: () async throws -> DataKeyGrant) async throws {
    let isFirst = state.withLock { state in
      if let grant = state.grants[tenant], grant.remaining > 0 { return false }
      if state.waiters[tenant] != nil { return false }
      state.waiters[tenant] = []
      return true
    }
    guard isFirst else { return await wait(tenant) }
    let outcome: Result<DataKeyGrant, any Error>
    do { outcome = .success(try await reserve()) } catch { outcome = .failure(error) }
    let waiters = state.withLock { state in
      if case .success(let grant) = outcome { state.adopt(grant) }
      return state.waiters.removeValue(forKey: tenant) ?? []
    }
    // Where it failed, each of them tries for itself.
    for waiter in waiters { waiter.resume() }
    _ = try outcome.get()
  }

  private func wait(_ tenant: String) async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if state.waiters[tenant] == nil { return true }
        state.waiters[tenant]?.append(continuation)
        return false
      }
      if isOver { continuation.resume() }
    }
  }
}
