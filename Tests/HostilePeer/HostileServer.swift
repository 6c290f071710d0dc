internal import Synchronization
internal import Transport

/// A server that accepts connections and does with each what a test says.
package final class HostileServer: Sendable {
  private let listener: Listener
  private let peers: Accepted

  private final class Accepted: Sendable {
    let peers = Mutex<[HostilePeer]>([])
  }

  /// Listens on a port that the system picks.
  package init() throws {
    let accepted = Accepted()
    peers = accepted
    listener = try Listener.bind(
      address: .ipv4(host: "127.0.0.1", port: 0), loops: HostilePeer.loops
    ) { stream in
      let peer = HostilePeer(stream, prefaceByteCount: FrameBytes.preface.count)
      peer.attach()
      accepted.peers.withLock { $0.append(peer) }
    }
  }

  deinit { listener.close() }

  package var address: String { "\(listener.localAddress)" }

  package var connectionCount: Int { peers.peers.withLock { $0.count } }

  /// The connection of this number, counted from 0, once it is there.
  package func connection(_ index: Int = 0) async throws -> HostilePeer {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      let peer = peers.peers.withLock { $0.indices.contains(index) ? $0[index] : nil }
      if let peer { return peer }
      try await Task.sleep(for: .milliseconds(2))
    }
    throw HostilePeer.Missed(description: "connection \(index) was not made")
  }
}
