internal import Crypto

/// A secret that names a tenant: `apus_` and 64 hexadecimal digits, 32 random bytes.
///
/// Only its hash is kept; the description never shows it.
package struct APIKey: Sendable, Hashable {
  /// Longest text that is looked at, in bytes, so that a hostile header costs a bounded hash.
  package static let textByteCountMax = 512
  static let prefix = "apus_"
  static let secretByteCount = 32

  /// SHA-256 of the key's text.
  package let digest: [UInt8]
  /// Whom calls with this key act for.
  package let tenantID: String
  /// Whether calls with this key may export and erase what is kept of the tenant.
  package let isOwner: Bool

  package init(text: String, tenantID: String, isOwner: Bool = false) {
    digest = SHA256.hash(Array(text.utf8))
    self.tenantID = tenantID
    self.isOwner = isOwner
  }

  /// A new key's text.
  package static func generateText() -> String {
    prefix + Hex.encode(SecureRandom.bytes(secretByteCount))
  }
}

extension APIKey: CustomStringConvertible {
  /// Names the tenant, never the key.
  package var description: String { "API key of tenant '\(tenantID)'" }
}
