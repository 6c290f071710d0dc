internal import Crypto

/// Seals and opens what passes through one connection, on the thread that owns it.
///
/// Each transaction begins with a look at the store's key epoch, which rises when keys are forgotten or
/// retired, in whatever process: keys that were opened before that are dropped.
final class Sealer {
  /// Opened keys kept at hand; beyond that they are opened anew.
  private static let openedCountMax = 4_096

  private enum StoredKey {
    case key(DataKey)
    case forgotten
  }

  let ring: KeyRing?
  private var epoch: Int?
  /// Whether the store is older than its sealing, as of the transaction that runs.
  private(set) var holdsPlain = true
  private var opened: [Int: StoredKey] = [:]
  /// Whether the transaction that runs has changed which keys may be used, and may yet be undone.
  private var isChangingKeys = false

  /// Without a ring everything is stored as it is.
  init(_ ring: KeyRing?) {
    self.ring = ring
  }

  func transactionBegan(on connection: borrowing SQLConnection) throws(StoreError) {
    guard ring != nil else { return }
    guard let state = try DataKeys.state(on: connection) else {
      throw StoreError(
        .corrupt, "\(connection.name) no longer says how it is sealed: restore a backup")
    }
    if state.epoch != epoch { dropKeys() }
    isChangingKeys = false
    epoch = state.epoch
    holdsPlain = state.holdsPlain
  }

  /// To be called by who changes which keys may be used, in the transaction that does.
  func dropKeys() {
    isChangingKeys = true
    opened = [:]
    ring?.dropGrants()
  }

  func seal(_ payload: [UInt8], for tenant: String, at place: SealedPlace) throws -> [UInt8] {
    guard let ring else { return StoredPayload.plain(payload).bytes }
    return try ring.take(tenant).seal(payload, at: place).bytes
  }

  func open(
    _ stored: [UInt8], at place: SealedPlace, on connection: borrowing SQLConnection
  ) throws -> [UInt8] {
    switch try StoredPayload(stored) {
    case .plain(let payload):
      // Whoever can write the database could else put there what nobody sealed.
      guard holdsPlain else {
        throw StoreError(
          .corrupt,
          "\(connection.name) is sealed from its beginning and holds a value that is not: restore a backup"
        )
      }
      return payload
    case .sealed(let number, let nonce, let ciphertext):
      let key = try key(number, on: connection)
      do {
        return try key.open(nonce: nonce, ciphertext: ciphertext, at: place)
      } catch {
        throw StoreError(
          .corrupt,
          "a sealed value of \(connection.name) does not open under data key \(number): it was changed or "
            + "moved; restore a backup")
      }
    }
  }

  private func key(_ number: Int, on connection: borrowing SQLConnection) throws -> DataKey {
    let stored: StoredKey
    if let known = opened[number] {
      stored = known
    } else {
      guard let ring else {
        throw StoreError(
          .cannotOpen,
          "\(connection.name) holds sealed values and no master key is given: set APUS_MASTER_KEY")
      }
      stored =
        try DataKeys.key(number, masters: ring.masters, on: connection).map(StoredKey.key)
        ?? .forgotten
      // What this transaction forgets is there again if it is undone.
      if !isChangingKeys {
        if opened.count >= Self.openedCountMax { opened.remove(at: opened.startIndex) }
        opened[number] = stored
      }
    }
    guard case .key(let key) = stored else {
      throw StoreError(
        .forgotten, "the data key \(number) of this value was forgotten, and the value with it")
    }
    return key
  }
}

extension SQLConnection {
  /// Whether what is stored from now on is sealed.
  package var isSealing: Bool { sealer.ring != nil }

  /// Whether values that are not sealed may stand in the store: it does not seal, or did not from its beginning.
  package var holdsPlain: Bool { !isSealing || sealer.holdsPlain }

  /// What to store of a payload: sealed under a key of the tenant, or as it is where the database has no
  /// master key. The empty tenant is the deployment itself.
  package func seal(
    _ payload: [UInt8], for tenant: String, at place: SealedPlace
  ) throws -> [UInt8] {
    try sealer.seal(payload, for: tenant, at: place)
  }

  /// The payload of what `seal` gave to be stored at this place.
  ///
  /// Throws `corrupt` where it was changed or moved, `forgotten` where its tenant's keys were.
  package func open(_ stored: [UInt8], at place: SealedPlace) throws -> [UInt8] {
    try sealer.open(stored, at: place, on: self)
  }
}
