internal import Crypto
package import RPC

/// Tells from a call's metadata who is calling.
package struct Authenticator: Sendable {
  private let keys: [APIKey]

  package init(keys: [APIKey]) {
    self.keys = keys
  }

  /// The key that the call carries; UNAUTHENTICATED, with what to do, when there is none or it is
  /// not one of ours.
  package func authenticate(_ metadata: Metadata) throws(RPCError) -> APIKey {
    guard let text = try Self.presentedKey(metadata) else {
      throw RPCError(
        .unauthenticated,
        "no API key; send the metadata 'authorization: Bearer KEY' or 'x-api-key: KEY'. "
          + "The gateway keeps its key in APUS_DATA/gateway/api-key")
    }
    guard text.utf8.count <= APIKey.textByteCountMax else { throw Self.unknownKey }
    let digest = SHA256.hash(Array(text.utf8))
    // Every key is compared, so that the time tells nothing about which one is near.
    var match: APIKey?
    for key in keys where constantTimeEquals(key.digest, digest) { match = key }
    guard let match else { throw Self.unknownKey }
    return match
  }

  private static let unknownKey = RPCError(
    .unauthenticated,
    "the API key is not one of this gateway's; use the one in APUS_DATA/gateway/api-key, "
      + "or the file that the gateway's --api-key-file names")

  private static func presentedKey(_ metadata: Metadata) throws(RPCError) -> String? {
    if let key = metadata["x-api-key"] { return key }
    guard let authorization = metadata["authorization"] else { return nil }
    let fields = authorization.split(separator: " ", maxSplits: 1)
    guard fields.count == 2, fields[0].lowercased() == "bearer" else {
      throw RPCError(
        .unauthenticated, "the metadata 'authorization' is not of the form 'Bearer KEY'")
    }
    return fields[1].trimmingSpaces()
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
