import Testing

import Transport

@Suite struct EchoTests {
  @Test func plainEchoOverTCP() async throws {
    let group = try EventLoopGroup(count: 2)
    let server = try Listener.bind(address: .ipv4(host: "127.0.0.1", port: 0), loops: group) {
      stream in
      stream.onBytes = { bytes in
        stream.write(bytes)
        stream.flushAtEndOfTurn()
      }
      stream.resumeReading()
    }
    let stream = try await Connector.connect(
      address: server.localAddress, loop: group.next(), timeout: .seconds(5))
    let echoed: String = await withCheckedContinuation { continuation in
      stream.loop.execute {
        stream.onBytes = { bytes in
          continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
          stream.close()
        }
        stream.resumeReading()
        stream.write(Array("hello".utf8))
        stream.flush()
      }
    }
    #expect(echoed == "hello")
    server.close()
  }
}
