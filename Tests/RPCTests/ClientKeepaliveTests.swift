import HostilePeer
import Messages
import RPC
import RPCFixture
import TestSupport
import Testing
import Transport

/// A channel asks a silent server for a sign of life (gRFC A8).
@Suite(.timeLimit(.minutes(5))) struct ClientKeepaliveTests {
  private func configuration(
    interval: Duration, timeout: Duration = .seconds(60), withoutCalls: Bool = false
  ) -> ChannelConfiguration {
    var configuration = ChannelConfiguration()
    configuration.keepalive = KeepalivePolicy(
      interval: interval, timeout: timeout, withoutCalls: withoutCalls)
    return configuration
  }

  @Test func aServerThatDoesNotAnswerIsGivenUp() async throws {
    let server = try HostileServer()
    let channel = Channel(
      target: server.address,
      configuration: configuration(interval: .milliseconds(50), timeout: .milliseconds(50)))
    let task = Task {
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
    }
    let peer = try await server.connection()
    await peer.send(FrameBytes.settings())
    // Nobody answers the call, nor this.
    let ping = try await peer.first(.ping)
    #expect(!ping.payload.isEmpty)
    let error = await status { try await task.value }
    #expect(error?.code == .unavailable)
    #expect(error?.message.contains("did not answer a PING") == true, "\(error?.message ?? "")")
    await channel.shutdown()
  }

  @Test func aServerThatAnswersIsKeptAndAskedAgain() async throws {
    let server = try HostileServer()
    let channel = Channel(
      target: server.address, configuration: configuration(interval: .milliseconds(20)))
    let task = Task {
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
    }
    let peer = try await server.connection()
    await peer.send(FrameBytes.settings())
    for count in 1...5 {
      // Without the answer before it there would be no other PING.
      try await eventually { peer.frames.count { $0.head.kind == .ping } == count }
      let ping = try #require(peer.frames.last { $0.head.kind == .ping })
      await peer.send(FrameBytes.frame(6, flags: 1, ping.payload))
    }
    #expect(!peer.isClosed)
    let socket = await channel.snapshot().subchannels.first?.socket
    #expect(try #require(socket).keepaliveCount >= 5)
    task.cancel()
    _ = try await peer.first(.reset)
    await channel.shutdown()
  }

  @Test(arguments: [false, true])
  func withoutCallsItAsksOnlyIfItIsToldTo(_ withoutCalls: Bool) async throws {
    let server = try HostileServer()
    let channel = Channel(
      target: server.address,
      configuration: configuration(interval: .milliseconds(30), withoutCalls: withoutCalls))
    let task = Task {
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
    }
    let peer = try await server.connection()
    await peer.send(FrameBytes.settings())
    _ = try await peer.first(.headers)
    task.cancel()
    _ = try await peer.first(.reset)
    let before = peer.frames.count { $0.head.kind == .ping }
    if withoutCalls {
      try await eventually { peer.frames.contains { $0.head.kind == .ping } }
    } else {
      try await RPCLoops.shared.next().sleep(for: .milliseconds(300))
      // One may have been on its way.
      #expect(peer.frames.count { $0.head.kind == .ping } <= before + 1)
    }
    await channel.shutdown()
  }

  /// The server allows no PING so soon: the channel asks half as often on each connection after that.
  @Test func aServerThatIsAskedTooOftenIsAskedLessOften() async throws {
    let server = try HostileServer()
    let channel = Channel(
      target: server.address, configuration: configuration(interval: .milliseconds(60)))
    var waits: [Duration] = []
    for index in 0..<3 {
      let task = Task {
        let _: Note = try await channel.unary(
          EchoService.path("Unary"), Note(), options: CallOptions(waitForReady: true))
      }
      let peer = try await server.connection(index)
      let start = ContinuousClock.now
      await peer.send(FrameBytes.settings())
      _ = try await peer.first(.ping)
      waits.append(ContinuousClock.now - start)
      let calm = FrameBytes.bigEndian(1) + FrameBytes.bigEndian(11) + Array("too_many_pings".utf8)
      await peer.send(FrameBytes.frame(7, calm))
      await peer.close()
      #expect(await status { try await task.value }?.code == .unavailable)
    }
    // A PING never comes early, so these hold on any machine.
    for (wait, least) in zip(waits, [60, 120, 240]) { #expect(wait >= .milliseconds(least)) }
    await channel.shutdown()
  }
}
