internal import COpenSSL

/// AES-256 in Galois/Counter Mode (NIST SP 800-38D): encrypts, and detects any change to the ciphertext, the
/// nonce and the data that it was bound to.
///
/// A nonce must never be used twice with one key: two ciphertexts would give away the difference of their
/// plaintexts, and the key of the tag. Random nonces are safe for 2^32 messages of a key (section 8.3);
/// counting them is the caller's part.
package enum AESGCM {
  package static let keyByteCount = 32
  package static let nonceByteCount = 12
  package static let tagByteCount = 16

  /// Another key, nonce or associated data, or a changed byte: which of them cannot be told.
  package struct AuthenticationFailure: Error, Hashable, Sendable {
    package init() {}
  }

  /// The ciphertext, as long as the plaintext, and behind it the tag.
  package static func seal(
    _ plaintext: some Collection<UInt8>, key: [UInt8], nonce: [UInt8], associatedData: [UInt8]
  ) -> [UInt8] {
    let context = Context(key: key, nonce: nonce, isEncrypting: true)
    context.authenticate(associatedData)
    let sealed = context.transform(Array(plaintext), spareByteCount: tagByteCount) { output in
      // A stream cipher: nothing is left over at the end, and no padding is added.
      var count: Int32 = 0
      precondition(EVP_EncryptFinal_ex(context.handle, output, &count) == 1 && count == 0)
      let tag = Int32(tagByteCount)
      precondition(EVP_CIPHER_CTX_ctrl(context.handle, EVP_CTRL_AEAD_GET_TAG, tag, output) == 1)
      return true
    }
    return sealed!
  }

  /// The plaintext of what `seal` returned.
  package static func open(
    _ sealed: some Collection<UInt8>, key: [UInt8], nonce: [UInt8], associatedData: [UInt8]
  ) throws(AuthenticationFailure) -> [UInt8] {
    guard sealed.count >= tagByteCount else { throw AuthenticationFailure() }
    let context = Context(key: key, nonce: nonce, isEncrypting: false)
    var tag = Array(sealed.suffix(tagByteCount))
    precondition(
      EVP_CIPHER_CTX_ctrl(
        context.handle, EVP_CTRL_AEAD_SET_TAG, Int32(tagByteCount), &tag) == 1)
    context.authenticate(associatedData)
    let ciphertext = Array(sealed.dropLast(tagByteCount))
    let plaintext = context.transform(ciphertext, spareByteCount: 0) { output in
      var count: Int32 = 0
      return EVP_DecryptFinal_ex(context.handle, output, &count) == 1
    }
    guard let plaintext else { throw AuthenticationFailure() }
    return plaintext
  }

  /// One message's state in OpenSSL.
  private struct Context: ~Copyable {
    let handle: OpaquePointer

    init(key: [UInt8], nonce: [UInt8], isEncrypting: Bool) {
      precondition(key.count == keyByteCount, "a key of \(key.count) bytes")
      precondition(nonce.count == nonceByteCount, "a nonce of \(nonce.count) bytes")
      apus_openssl_stays()
      guard let handle = EVP_CIPHER_CTX_new(),
        EVP_CipherInit_ex(handle, EVP_aes_256_gcm(), nil, key, nonce, isEncrypting ? 1 : 0) == 1
      else { fatalError("OpenSSL cannot provide AES-256-GCM") }
      self.handle = handle
    }

    deinit { EVP_CIPHER_CTX_free(handle) }

    borrowing func authenticate(_ data: [UInt8]) {
      if data.isEmpty { return }
      var count: Int32 = 0
      precondition(EVP_CipherUpdate(handle, nil, &count, data, Int32(data.count)) == 1)
    }

    /// Encrypts or decrypts, and lets `finish` write the spare bytes behind it; nil where it says false.
    borrowing func transform(
      _ input: [UInt8], spareByteCount: Int, finish: (UnsafeMutablePointer<UInt8>) -> Bool
    ) -> [UInt8]? {
      precondition(input.count < Int32.max, "\(input.count) bytes are too many for one message")
      var isFine = false
      // One byte more, so that there is an address to write nothing to.
      let output = [UInt8](unsafeUninitializedCapacity: input.count + spareByteCount + 1) {
        buffer, initializedCount in
        let base = buffer.baseAddress!
        var count: Int32 = 0
        if !input.isEmpty {
          precondition(EVP_CipherUpdate(handle, base, &count, input, Int32(input.count)) == 1)
        }
        isFine = finish(base + input.count)
        // What was decrypted before the tag was found to be wrong is given to nobody.
        initializedCount = isFine ? input.count + spareByteCount : 0
      }
      return isFine ? output : nil
    }
  }
}
