import Messages
import RPC
import RPCFixture
import RPCServices
import TestSupport
import Testing
import Transport

/// Google's channelz messages for Python read what our process tells of itself.
@Suite(.timeLimit(.minutes(2))) struct ChannelzTests {
  @Test func pythonReadsServersChannelsAndConnections() async throws {
    let server = Server(
      configuration: ServerConfiguration(), services: [EchoService(), ChannelzService()])
    let target = "\(try await server.start())"
    let channel = Channel(target: target)
    for index in 0..<3 {
      let note: Note = try await channel.unary(
        EchoService.path("Unary"), Note(typeUrl: "\(index)"))
      #expect(note.typeUrl == "\(index)")
    }
    await #expect(throws: RPCError.self) {
      let _: Note = try await channel.unary(EchoService.path("Fail"), Note(typeUrl: "9"))
    }
    let client = try await PythonPeer.run("channelz_client.py", [target])
    #expect(client.status == 0, "\(client.output)\n\(client.errors)")
    let known = await channel.snapshot()
    await channel.shutdown()
    #expect(await channel.snapshot().state == .shutDown)
    await server.beginGracefulShutdown(grace: .zero)
    // Closed connections still count.
    #expect(await server.snapshot().counts.failed >= known.counts.failed)
    #expect(await server.snapshot().sockets.isEmpty)
  }

  @Test func whoHasEndedKeepsItsCountsAlthoughItsLoopsAreGone() async throws {
    for _ in 0..<20 {
      let server = Server(
        configuration: ServerConfiguration(loopCount: 2), services: [EchoService()])
      let channel = Channel(target: "\(try await server.start())")
      let _: Note = try await channel.unary(EchoService.path("Unary"), Note())
      await channel.shutdown()
      let expected = CallCounts(
        started: 1, succeeded: 1, messagesSent: 1, messagesReceived: 1)
      // Somebody looks on while the loops end.
      let watcher = Task {
        var seen: Set<CallCounts> = []
        while !Task.isCancelled { seen.insert(await server.snapshot().counts) }
        return seen
      }
      await server.beginGracefulShutdown(grace: .zero)
      await server.beginGracefulShutdown(grace: .zero)
      watcher.cancel()
      #expect(await server.snapshot().counts == expected)
      #expect(await watcher.value.isSubset(of: [expected]))
      #expect(await channel.snapshot().counts == expected)
    }
  }

  @Test func whatIsGoneIsNoLongerListed() async throws {
    var channel: Channel? = Channel(target: "127.0.0.1:1")
    let id = try #require(await channel?.snapshot().id)
    func isListed() async -> Bool {
      for channel in Channel.registry.all where await channel.snapshot().id == id { return true }
      return false
    }
    #expect(await isListed())
    channel = nil
    // Another test may be looking through the list and hold what it found until it has seen all of it.
    try await eventually { await !isListed() }
  }
}
