internal import Glibc
internal import Messages
internal import RPC
internal import Transport

// How snapshots look as messages of channelz.

extension Grpc.Channelz.V1.Server {
  init(_ server: ServerSnapshot) {
    let name = server.address?.description ?? ""
    self.init(
      ref: .init(serverID: server.id, name: name),
      data: .init(
        callsStarted: Int64(server.counts.started), callsSucceeded: Int64(server.counts.succeeded),
        callsFailed: Int64(server.counts.failed),
        lastCallStartedTimestamp: .init(ago: server.lastCall)),
      listenSocket: [.init(socketID: server.listenerID, name: name)])
  }
}

extension Grpc.Channelz.V1.Channel {
  init(_ channel: ChannelSnapshot) {
    self.init(
      ref: .init(channelID: channel.id, name: channel.target),
      data: .init(
        channel.state, target: channel.target, channel.counts, lastCall: channel.lastCall),
      subchannelRef: channel.subchannels.map {
        .init(subchannelID: $0.id, name: $0.address.description)
      })
  }
}

extension Grpc.Channelz.V1.Subchannel {
  init(_ subchannel: SubchannelSnapshot) {
    let name = subchannel.address.description
    self.init(
      ref: .init(subchannelID: subchannel.id, name: name),
      data: .init(
        subchannel.state, target: name, subchannel.counts,
        lastCall: subchannel.socket?.streamOpened),
      socketRef: subchannel.socket.map { [.init($0)] } ?? [])
  }
}

extension Grpc.Channelz.V1.ChannelData {
  init(
    _ state: ChannelSnapshot.State, target: String, _ counts: CallCounts, lastCall: Duration?
  ) {
    self.init(
      state: .init(state: .init(state)), target: target, callsStarted: Int64(counts.started),
      callsSucceeded: Int64(counts.succeeded), callsFailed: Int64(counts.failed),
      lastCallStartedTimestamp: .init(ago: lastCall))
  }
}

extension Google.Protobuf.Timestamp {
  /// What was so long ago; nil is never.
  init?(ago age: Duration?) {
    guard let age else { return nil }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let moment = Duration.seconds(now.tv_sec) + .nanoseconds(now.tv_nsec) - age
    let (seconds, attoseconds) = moment.components
    self.init(seconds: seconds, nanos: Int32(attoseconds / 1_000_000_000))
  }
}

extension Grpc.Channelz.V1.ChannelConnectivityState.State {
  init(_ state: ChannelSnapshot.State) {
    switch state {
    case .idle: self = .idle
    case .connecting: self = .connecting
    case .ready: self = .ready
    case .failing: self = .transientFailure
    case .shutDown: self = .shutdown
    }
  }
}

extension Grpc.Channelz.V1.SocketRef {
  init(_ socket: SocketSnapshot) {
    self.init(socketID: socket.id, name: socket.remote.description)
  }
}

extension Grpc.Channelz.V1.Socket {
  /// `isServer`: its streams are opened by the other end.
  init(_ socket: SocketSnapshot, isServer: Bool) {
    let streamOpened = Google.Protobuf.Timestamp(ago: socket.streamOpened)
    self.init(
      ref: .init(socket),
      data: .init(
        streamsStarted: Int64(socket.counts.started),
        streamsSucceeded: Int64(socket.counts.succeeded),
        streamsFailed: Int64(socket.counts.failed), messagesSent: Int64(socket.counts.messagesSent),
        messagesReceived: Int64(socket.counts.messagesReceived),
        keepAlivesSent: Int64(socket.keepaliveCount),
        lastLocalStreamCreatedTimestamp: isServer ? nil : streamOpened,
        lastRemoteStreamCreatedTimestamp: isServer ? streamOpened : nil,
        lastMessageSentTimestamp: .init(ago: socket.messageSent),
        lastMessageReceivedTimestamp: .init(ago: socket.messageReceived),
        localFlowControlWindow: .init(value: Int64(socket.sendWindowByteCount)),
        remoteFlowControlWindow: .init(value: Int64(socket.receiveWindowByteCount))),
      local: socket.local.map { .init($0) }, remote: .init(socket.remote),
      security: socket.isSecure ? .init(model: .tls(.init())) : nil,
      remoteName: socket.remoteName ?? "")
  }

  init(listenerOf server: ServerSnapshot) {
    self.init(
      ref: .init(socketID: server.listenerID, name: server.address?.description ?? ""),
      local: server.address.map { .init($0) })
  }
}

extension Grpc.Channelz.V1.Address {
  init(_ address: SocketAddress) {
    switch address {
    case .ipv4(let host, let port):
      var binary = in_addr()
      inet_pton(AF_INET, host, &binary)
      self.init(address: .tcpipAddress(Self.tcp(binary, port)))
    case .ipv6(let host, let port):
      var binary = in6_addr()
      inet_pton(AF_INET6, host, &binary)
      self.init(address: .tcpipAddress(Self.tcp(binary, port)))
    case .unix(let path): self.init(address: .udsAddress(.init(filename: path)))
    }
  }

  /// The system's binary form is already in the order of the network.
  private static func tcp<Binary>(_ binary: Binary, _ port: Int) -> TcpIpAddress {
    TcpIpAddress(ipAddress: withUnsafeBytes(of: binary) { [UInt8]($0) }, port: Int32(port))
  }
}
