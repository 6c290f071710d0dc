/// How a ``Channel`` divides its calls among the addresses of its target.
public struct LoadBalancing: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case pickFirst
    case roundRobin
    case leastRequest(choiceCount: Int)
    case leastLatency
    case ringHash(metadataKey: String?, loadFactorMax: Double?)
  }

  let kind: Kind

  /// One connection takes all calls: to the address that answers first, tried in the order of the
  /// resolver with IPv6 and IPv4 in turn, 250 ms apart (RFC 8305).
  public static let pickFirst = LoadBalancing(kind: .pickFirst)

  /// A connection to every address; each takes the next call in turn.
  public static let roundRobin = LoadBalancing(kind: .roundRobin)

  /// A connection to every address; of two random ones the less busy takes the call, as in gRFC A48.
  public static let leastRequest = LoadBalancing(kind: .leastRequest(choiceCount: 2))

  /// As ``leastRequest``, among `choiceCount` random ones, 2 to 10.
  public static func leastRequest(choiceCount: Int) -> LoadBalancing {
    LoadBalancing(kind: .leastRequest(choiceCount: min(max(choiceCount, 2), 10)))
  }

  /// A connection to every address; of two random ones that which is likely to answer first takes the
  /// call: by how long calls took there of late, times those that are open. A server that is slow, but
  /// not busy because its calls are hedged or given up, gets few calls.
  public static let leastLatency = LoadBalancing(kind: .leastLatency)

  /// A connection to every address; calls of one key go to one of them, and when addresses come or go
  /// only the keys that must move do (gRFC A42).
  ///
  /// The key is ``CallOptions/affinityKey``, else the call's first value of `metadataKey`; a call with
  /// neither goes anywhere. With `loadFactorMax`, at least 1, an address that has so many times its share
  /// of the open calls hands further ones to the next address on the ring.
  public static func ringHash(
    metadataKey: String? = nil, loadFactorMax: Double? = nil
  ) -> LoadBalancing {
    LoadBalancing(
      kind: .ringHash(metadataKey: metadataKey, loadFactorMax: loadFactorMax.map { max(1, $0) }))
  }
}
