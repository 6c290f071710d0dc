internal import Crypto
internal import Glibc

extension Database {
  /// Whether what is stored from now on is sealed.
  package var isSealing: Bool { keyRing != nil }

  /// The ids of the master keys that this process may use, the primary one first; none where nothing is sealed.
  package var masterKeyIDs: [String] { keyRing?.masters.ids ?? [] }

  /// Uses other master keys from now on, as a process that was started with them. Refused, with nothing changed,
  /// where one that wraps a data key is not among them.
  package func replaceMasterKeys(by masters: MasterKeys) async throws {
    guard let keyRing else {
      throw StoreError(
        .cannotOpen, "\(location.name) was opened without a master key: restart with one to seal")
    }
    try await read { try DataKeys.check(masters, on: $0) }
    keyRing.masters = masters
  }

  /// Wraps all data keys by the primary master key, a few in each transaction, while others read and write;
  /// returns how many there were. Every process that uses the store must accept that key before, and the old
  /// one until this returns. Nothing that is sealed is touched.
  @discardableResult
  package func rewrapDataKeys() async throws -> Int {
    guard let masters = keyRing?.masters else {
      throw StoreError(.cannotOpen, "\(location.name) has no master key: set APUS_MASTER_KEY")
    }
    try await write { try DataKeys.adopt(masters.primary, on: $0) }
    var count = 0
    var last = 0
    while let page = try await write({ [last] in
      try DataKeys.rewrap(after: last, masters: masters, on: $0)
    }) {
      last = page.last
      count += page.count
    }
    return count
  }

  /// Runs an operation, again each time that it needs a data key which is not at hand.
  func withDataKeys<T>(_ operation: () async throws -> T) async throws -> T {
    for _ in 0..<Self.dataKeyCountMax {
      do {
        return try await operation()
      } catch let needed as DataKeyNeeded {
        try await provideDataKey(for: needed.tenant)
      }
    }
    throw StoreError(
      .overloaded,
      "one write seals for more than \(Self.dataKeyCountMax) tenants, or keys are forgotten all the time: "
        + "write less at once")
  }

  /// Tenants that one write may seal for whose keys are not at hand.
  private static let dataKeyCountMax = 1_024

  private func provideDataKey(for tenant: String) async throws {
    guard let keyRing else { return }
    try await keyRing.obtain(tenant) {
      let fresh = SecureRandom.bytes(AESGCM.keyByteCount)
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      let now = time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
      return try await write { connection in
        try DataKeys.reserve(tenant, fresh: fresh, now: now, ring: keyRing, on: connection)
      }
    }
  }
}
