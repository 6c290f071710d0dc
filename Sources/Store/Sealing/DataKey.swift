internal import Crypto

/// A key that seals what one tenant has stored.
struct DataKey: Sendable {
  let number: Int
  let tenant: String
  let bytes: [UInt8]

  func seal(_ payload: [UInt8], at place: SealedPlace) -> StoredPayload {
    let nonce = SecureRandom.bytes(AESGCM.nonceByteCount)
    return .sealed(
      keyNumber: number, nonce: nonce,
      ciphertext: AESGCM.seal(
        payload, key: bytes, nonce: nonce,
        associatedData: place.associatedData(tenant: tenant, keyNumber: number)))
  }

  func open(
    nonce: [UInt8], ciphertext: [UInt8], at place: SealedPlace
  ) throws(AESGCM.AuthenticationFailure) -> [UInt8] {
    try AESGCM.open(
      ciphertext, key: bytes, nonce: nonce,
      associatedData: place.associatedData(tenant: tenant, keyNumber: number))
  }

  // MARK: Wrapping

  private static func place(_ number: Int) -> SealedPlace {
    SealedPlace("store_data_keys", .int(number))
  }

  /// The key as its table keeps it: nonce, ciphertext and tag, bound to its number and tenant.
  func wrapped(by master: MasterKey) -> [UInt8] {
    let nonce = SecureRandom.bytes(AESGCM.nonceByteCount)
    return nonce
      + AESGCM.seal(
        bytes, key: master.bytes, nonce: nonce,
        associatedData: Self.place(number).associatedData(tenant: tenant, keyNumber: number))
  }

  init(number: Int, tenant: String, bytes: [UInt8]) {
    self.number = number
    self.tenant = tenant
    self.bytes = bytes
  }

  init(
    number: Int, tenant: String, wrapped: [UInt8], by master: MasterKey
  ) throws(AESGCM.AuthenticationFailure) {
    guard wrapped.count >= AESGCM.nonceByteCount else { throw AESGCM.AuthenticationFailure() }
    self.init(
      number: number, tenant: tenant,
      bytes: try AESGCM.open(
        wrapped.dropFirst(AESGCM.nonceByteCount), key: master.bytes,
        nonce: Array(wrapped.prefix(AESGCM.nonceByteCount)),
        associatedData: Self.place(number).associatedData(tenant: tenant, keyNumber: number)))
  }
}
