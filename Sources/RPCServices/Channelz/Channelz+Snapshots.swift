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
        callsFailed: Int64(server.counts.failed)),
      listenSocket: [.init(socketID: server.listenerID, name: name)])
  }
}

extension Grpc.Channelz.V1.Channel {
  init(_ channel: ChannelSnapshot) {
    self.init(
      ref: .init(channelID: channel.id, name: channel.target),
      data: .init(channel.state, target: channel.target, channel.counts),
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
      data: .init(subchannel.state, target: name, subchannel.counts),
      socketRef: subchannel.socket.map { [.init($0)] } ?? [])
  }
}

extension Grpc.Channelz.V1.ChannelData {
  init(_ state: ChannelSnapshot.State, target: String, _ counts: CallCounts) {
    self.init(
      state: .init(state: .init(state)), target: target, callsStarted: Int64(counts.started),
      callsSucceeded: Int64(counts.succeeded), callsFailed: Int64(counts.failed))
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
  init(_ socket: SocketSnapshot) {
    self.init(
      ref: .init(socket),
      data: .init(
        streamsStarted: Int64(socket.counts.started),
        streamsSucceeded: Int64(socket.counts.succeeded),
        streamsFailed: Int64(socket.counts.failed), messagesSent: Int64(socket.counts.messagesSent),
        messagesReceived: Int64(socket.counts.messagesReceived)),
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
