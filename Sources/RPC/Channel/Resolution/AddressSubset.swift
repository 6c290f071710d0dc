package import Transport

/// Which addresses of a name a channel uses when there are more than it takes.
///
/// Each address has a weight that depends on it and on the channel's seed alone, and the least weights are
/// taken (rendezvous hashing, Thaler and Ravishankar 1998). So the choice does not depend on the order in
/// which a resolver names the addresses, an address that goes is replaced by one other, and channels of
/// different seeds spread over all addresses, each on about as many.
package enum AddressSubset {
  /// At most `countMax` of `addresses`, each once, in their order.
  package static func of(
    _ addresses: [SocketAddress], countMax: Int, seed: UInt64
  ) -> [SocketAddress] {
    var seen: Set<SocketAddress> = []
    let distinct = addresses.filter { seen.insert($0).inserted }
    guard distinct.count > countMax else { return distinct }
    let weights = distinct.map { HashRing.mixed(HashRing.hash("\($0)") ^ seed) }
    let limit = weights.sorted()[countMax]
    return zip(distinct, weights).filter { $0.1 < limit }.map(\.0)
  }
}
