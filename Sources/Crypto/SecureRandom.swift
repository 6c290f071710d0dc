internal import COpenSSL

/// Unpredictable bytes, from OpenSSL's generator, which the kernel seeds.
package enum SecureRandom {
  package static func bytes(_ count: Int) -> [UInt8] {
    precondition(count >= 0 && count <= 1 << 20, "\(count) random bytes are out of bounds")
    apus_openssl_stays()
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      guard count == 0 || RAND_bytes(buffer.baseAddress, Int32(count)) == 1 else {
        fatalError("the system has no randomness")
      }
      initializedCount = count
    }
  }
}

/// Whether two secrets are equal, in a time that depends on their lengths alone.
package func constantTimeEquals(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  guard a.count == b.count else { return false }
  return a.withUnsafeBytes { a in
    b.withUnsafeBytes { b in CRYPTO_memcmp(a.baseAddress, b.baseAddress, a.count) == 0 }
  }
}

/// Whether two secrets are equal, in a time that depends on their lengths alone.
package func constantTimeEquals(_ a: String, _ b: String) -> Bool {
  constantTimeEquals(Array(a.utf8), Array(b.utf8))
}
