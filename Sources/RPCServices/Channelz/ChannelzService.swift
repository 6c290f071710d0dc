package import Messages
package import RPC

/// `grpc.channelz.v1.Channelz`: what the servers, channels and connections of this process are doing.
///
/// It tells every peer's address to whoever may ask, so no server offers it unless it is told to. Finding
/// one connection looks at all of them: it is for people who search for a fault, not for monitoring.
package struct ChannelzService: Grpc.Channelz.V1.ChannelzService {
  private typealias Proto = Grpc.Channelz.V1

  /// How many entities a page holds when the request does not say, and at most.
  static let pageCountMax = 100

  package init() {}

  package func getTopChannels(
    _ request: Grpc.Channelz.V1.GetTopChannelsRequest, context: ServerContext
  ) async throws -> Grpc.Channelz.V1.GetTopChannelsResponse {
    let page = Page(
      of: await Self.channels(), from: request.startChannelID, count: request.maxResults, by: \.id)
    return Proto.GetTopChannelsResponse(
      channel: page.items.map(Proto.Channel.init), end: page.isLast)
  }

  package func getServers(
    _ request: Grpc.Channelz.V1.GetServersRequest, context: ServerContext
  ) async throws -> Grpc.Channelz.V1.GetServersResponse {
    let page = Page(
      of: await Self.servers(), from: request.startServerID, count: request.maxResults, by: \.id)
    return Proto.GetServersResponse(server: page.items.map(Proto.Server.init), end: page.isLast)
  }

  package func getServer(
    _ request: Grpc.Channelz.V1.GetServerRequest, context: ServerContext
  ) async throws -> Grpc.Channelz.V1.GetServerResponse {
    Proto.GetServerResponse(server: Proto.Server(try await Self.server(request.serverID)))
  }

  package func getServerSockets(
    _ request: Grpc.Channelz.V1.GetServerSocketsRequest, context: ServerContext
  ) async throws -> Grpc.Channelz.V1.GetServerSocketsResponse {
    let page = Page(
      of: try await Self.server(request.serverID).sockets, from: request.startSocketID,
      count: request.maxResults, by: \.id)
    return Proto.GetServerSocketsResponse(
      socketRef: page.items.map(Proto.SocketRef.init), end: page.isLast)
  }

  package func getChannel(
    _ request: Grpc.Channelz.V1.GetChannelRequest, context: ServerContext
  ) async throws -> Grpc.Channelz.V1.GetChannelResponse {
    let found = await Self.channels().first { $0.id == request.channelID }
    return Proto.GetChannelResponse(
      channel: Proto.Channel(try Self.require(found, "channel", request.channelID)))
  }

  package func getSubchannel(
    _ request: Grpc.Channelz.V1.GetSubchannelRequest, context: ServerContext
  ) async throws -> Grpc.Channelz.V1.GetSubchannelResponse {
    let found = await Self.channels().lazy.flatMap(\.subchannels)
      .first { $0.id == request.subchannelID }
    return Proto.GetSubchannelResponse(
      subchannel: Proto.Subchannel(try Self.require(found, "subchannel", request.subchannelID)))
  }

  package func getSocket(
    _ request: Grpc.Channelz.V1.GetSocketRequest, context: ServerContext
  ) async throws -> Grpc.Channelz.V1.GetSocketResponse {
    let id = request.socketID
    let servers = await Self.servers()
    if let listening = servers.first(where: { $0.listenerID == id }) {
      return Proto.GetSocketResponse(socket: Proto.Socket(listenerOf: listening))
    }
    if let accepted = servers.lazy.flatMap(\.sockets).first(where: { $0.id == id }) {
      return Proto.GetSocketResponse(socket: Proto.Socket(accepted, isServer: true))
    }
    let found = await Self.channels().lazy.flatMap(\.subchannels).compactMap(\.socket)
      .first { $0.id == id }
    return Proto.GetSocketResponse(
      socket: Proto.Socket(try Self.require(found, "socket", id), isServer: false))
  }

  // MARK: Looking

  private static func servers() async -> [ServerSnapshot] {
    var snapshots: [ServerSnapshot] = []
    for server in Server.registry.all { snapshots.append(await server.snapshot()) }
    return snapshots
  }

  private static func channels() async -> [ChannelSnapshot] {
    var snapshots: [ChannelSnapshot] = []
    for channel in Channel.registry.all { snapshots.append(await channel.snapshot()) }
    return snapshots
  }

  private static func server(_ id: Int64) async throws -> ServerSnapshot {
    try require(await servers().first { $0.id == id }, "server", id)
  }

  private static func require<T>(_ found: T?, _ what: String, _ id: Int64) throws -> T {
    guard let found else { throw RPCError(.notFound, "this process has no \(what) \(id)") }
    return found
  }

  /// The entities from a number on, as many as were asked for.
  private struct Page<Item> {
    let items: [Item]
    let isLast: Bool

    init(of all: [Item], from start: Int64, count: Int64, by id: (Item) -> Int64) {
      let rest = all.drop { id($0) < start }
      let limit = count > 0 ? Int(min(count, Int64(pageCountMax))) : pageCountMax
      items = Array(rest.prefix(limit))
      isLast = rest.count <= limit
    }
  }
}
