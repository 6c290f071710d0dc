import TestSupport
import Testing

import Transport

@Suite struct ByteStreamTests {
  @Test(arguments: [
    SocketAddress.ipv4(host: "127.0.0.1", port: 0), .ipv6(host: "::1", port: 0),
    .unix(path: "/tmp/apus-transport-\(UInt64.random(in: 0..<UInt64.max)).sock"),
  ])
  func echoes(over address: SocketAddress) async throws {
    let server = try TestServer(address: address)
    let client = try await connect(to: server.address)
    await client.send("hello")
    try await eventually { client.text == "hello" }
    await client.onLoop { $0.close() }
    try await eventually { client.reason != nil }
    let peer = try await server.firstPeer()
    try await eventually { peer.reason != nil }
    #expect("\(peer.reason!)" == "closed by the peer")
    #expect("\(client.reason!)" == "closed by us")
    server.listener.close()
  }

  @Test func aLargeTransferArrivesWholeAndReportsItsDrain() async throws {
    // Nobody reads until the writer has flushed, so that something must wait, on every machine.
    let server = try TestServer { _ in }
    let client = try await connect(to: server.address)
    let content = pattern(8 << 20)
    let queued = await client.onLoop { stream in
      // Small and large pieces mixed: blocks and whole arrays alternate in the queue.
      var rest = content[...]
      var size = 1
      while !rest.isEmpty {
        stream.write(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
        size = size > 100_000 ? 1 : size * 7
      }
      stream.flush()
      return stream.queuedByteCount
    }
    #expect(queued > 0, "the socket took 8 MiB at once; the drain was not tested")
    let peer = try await server.firstPeer()
    await peer.onLoop { _ in peer.attach() }
    try await eventually { peer.bytes.count == content.count }
    #expect(peer.bytes == content)
    try await eventually { client.drainedCount == 1 }
    #expect(await client.onLoop { $0.queuedByteCount } == 0)
    server.listener.close()
  }

  @Test func pausedReadingHoldsTheWriterBack() async throws {
    let server = try TestServer { _ in }
    let client = try await connect(to: server.address)
    let content = pattern(16 << 20)
    await client.send(content)
    let peer = try await server.firstPeer()
    try await TestLoops.group.next().sleep(for: .milliseconds(50))
    let held = await client.onLoop { $0.queuedByteCount }
    #expect(held > 1 << 20, "nobody reads, yet only \(held) bytes wait")
    #expect(peer.bytes.isEmpty)
    await peer.onLoop { _ in peer.attach() }
    try await eventually { peer.bytes.count == content.count }
    #expect(peer.bytes == content)
    server.listener.close()
  }

  @Test func aPauseInsideTheHandlerIsExact() async throws {
    let server = try TestServer { peer in
      peer.attach()
      let keep = peer.stream.onBytes
      peer.stream.onBytes = { bytes in
        keep(bytes)
        peer.stream.pauseReading()
      }
    }
    let client = try await connect(to: server.address)
    await client.send("first")
    let peer = try await server.firstPeer()
    try await eventually { peer.text == "first" }
    await client.send("second")
    try await TestLoops.group.next().sleep(for: .milliseconds(20))
    #expect(peer.text == "first")
    await peer.onLoop { $0.resumeReading() }
    try await eventually { peer.text == "firstsecond" }
    server.listener.close()
  }

  @Test func closeAfterFlushLosesNothing() async throws {
    let content = pattern(4 << 20)
    let server = try TestServer { peer in
      peer.attach()
      peer.stream.write(content)
      peer.stream.closeAfterFlush()
      peer.stream.write(Array("too late".utf8))
    }
    let client = try await connect(to: server.address, attaching: false)
    // Unread input at the closing side would make its kernel reset the connection.
    await client.send("unread")
    await client.onLoop { _ in client.attach() }
    try await eventually { client.reason != nil }
    #expect(client.bytes == content)
    #expect("\(client.reason!)" == "closed by the peer")
    server.listener.close()
  }

  @Test func halfCloseLeavesTheOtherDirectionOpen() async throws {
    let server = try TestServer { $0.attach(keepsOpenAtInputEnd: true) }
    let client = try await connect(to: server.address)
    await client.onLoop { stream in
      stream.write(Array("question".utf8))
      stream.closeAfterFlush()
    }
    let peer = try await server.firstPeer()
    try await eventually { peer.inputEnded }
    #expect(peer.text == "question")
    #expect(peer.reason == nil)
    await peer.onLoop { stream in
      stream.write(Array("answer".utf8))
      stream.closeAfterFlush()
    }
    try await eventually { peer.reason != nil && client.reason != nil }
    server.listener.close()
  }

  @Test func anUnresponsivePeerCannotHoldAClosingStream() async throws {
    let server = try TestServer { peer in
      peer.attach(keepsOpenAtInputEnd: true)
    }
    let client = try await connect(to: server.address)
    let start = ContinuousClock.now
    await client.onLoop { $0.closeAfterFlush() }
    // The server has seen the end and does not close; the client leaves anyway.
    try await eventually { client.reason != nil }
    #expect(ContinuousClock.now - start >= .milliseconds(900))
    server.listener.close()
  }

  @Test func writesInOneTurnLeaveTogether() async throws {
    let server = try TestServer { $0.attach() }
    let client = try await connect(to: server.address)
    let queued = await client.onLoop { stream in
      for _ in 0..<100 {
        stream.write(Array("0123456789".utf8))
        stream.flushAtEndOfTurn()
      }
      return stream.queuedByteCount
    }
    #expect(queued == 1000, "a write reached the socket before the turn ended")
    let peer = try await server.firstPeer()
    try await eventually { peer.bytes.count == 1000 }
    server.listener.close()
  }

  @Test func reservedRoomIsWrittenInPlace() async throws {
    let server = try TestServer { $0.attach() }
    let client = try await connect(to: server.address)
    await client.onLoop { stream in
      for index in 0..<5000 {
        stream.write(reserving: 9) { room in
          room.copyBytes(from: "frame ".utf8)
          room[6] = UInt8(0x30 + index % 10)
          return 7
        }
      }
      stream.write(reserving: 100) { _ in 0 }
      stream.flush()
    }
    let peer = try await server.firstPeer()
    let expected = (0..<5000).map { "frame \($0 % 10)" }.joined()
    try await eventually { peer.bytes.count == expected.utf8.count }
    #expect(peer.text == expected)
    server.listener.close()
  }

  @Test func closingInsideTheHandlerEndsTheStreamOnce() async throws {
    let server = try TestServer { peer in
      peer.attach()
      peer.stream.onBytes = { _ in
        peer.stream.close()
        peer.stream.close()
        peer.stream.write(Array("nothing".utf8))
        peer.stream.flush()
        peer.stream.resumeReading()
      }
    }
    let client = try await connect(to: server.address)
    await client.send("x")
    try await eventually { client.reason != nil }
    let peer = try await server.firstPeer()
    #expect("\(peer.reason!)" == "closed by us")
    try await eventually { server.listener.openConnectionCount == 0 }
    server.listener.close()
  }
}
