package import Transport

/// A connection, as it was at one moment.
package struct SocketSnapshot: Sendable {
  package let id: Int64
  /// This end, as far as it is known: a server's is where it listens.
  package let local: SocketAddress?
  package let remote: SocketAddress
  /// The subject of the other end's certificate.
  package let remoteName: String?
  package let isSecure: Bool
  /// Of its streams: calls, and a client's watch of health.
  package let counts: CallCounts
  /// How long ago; nil is never.
  package let streamOpened: Duration?
  package let messageSent: Duration?
  package let messageReceived: Duration?
  /// How often the other end was asked for a sign of life.
  package let keepaliveCount: Int
  /// Bytes of messages that each end takes from the other now.
  package let sendWindowByteCount: Int
  package let receiveWindowByteCount: Int

  init(
    id: Int64, local: SocketAddress?, remoteName: String?, counts: CallCounts,
    activity: ConnectionActivity, of connection: HTTP2Connection
  ) {
    self.id = id
    self.local = local
    remote = connection.peerAddress
    self.remoteName = remoteName
    isSecure = connection.isSecure
    self.counts = counts
    streamOpened = ConnectionActivity.age(activity.streamOpenedAt)
    messageSent = ConnectionActivity.age(activity.messageSentAt)
    messageReceived = ConnectionActivity.age(activity.messageReceivedAt)
    keepaliveCount = connection.keepaliveCount
    sendWindowByteCount = connection.session.sendWindowByteCount
    receiveWindowByteCount = connection.session.receiveWindowByteCount
  }
}

/// A server, as it was at one moment.
package struct ServerSnapshot: Sendable {
  package let id: Int64
  /// Names the listening socket.
  package let listenerID: Int64
  package let address: SocketAddress?
  /// Of closed connections too.
  package let counts: CallCounts
  /// How long ago the last call of an open connection began; nil is never.
  package var lastCall: Duration? { sockets.compactMap(\.streamOpened).min() }
  /// By their numbers.
  package let sockets: [SocketSnapshot]
}

/// A channel, as it was at one moment.
package struct ChannelSnapshot: Sendable {
  package enum State: Sendable { case idle, connecting, ready, failing, shutDown }

  package let id: Int64
  package let target: String
  package let state: State
  package let counts: CallCounts
  /// How long ago the last call began; nil is never, or not since its end.
  package let lastCall: Duration?
  /// By their numbers.
  package let subchannels: [SubchannelSnapshot]
}

/// The way of a channel to one address on one loop, as it was at one moment.
package struct SubchannelSnapshot: Sendable {
  package let id: Int64
  package let address: SocketAddress
  package let state: ChannelSnapshot.State
  package let counts: CallCounts
  package let socket: SocketSnapshot?
}
