import Messages
import RPC
import RPCFixture
import Testing
import Transport

@Suite(.timeLimit(.minutes(10))) struct CallTests {
  @Test func unaryCallReturnsTheResponse() async throws {
    try await withEchoServer { channel, _, _ in
      let reply: Note = try await channel.unary(
        EchoService.path("Unary"), Note(typeUrl: "hello", value: [1, 2, 3]))
      #expect(reply == Note(typeUrl: "hello", value: [1, 2, 3]))
    }
  }

  @Test func emptyMessagesPassInEveryKindOfCall() async throws {
    try await withEchoServer { channel, _, _ in
      let reply: Note = try await channel.unary(EchoService.path("Unary"), Note())
      #expect(reply == Note())
      let collected: Note = try await channel.clientStreaming(EchoService.path("Collect")) {
        (_: RequestWriter<Note>) in
      }
      #expect(collected.value == Array("0".utf8))
      let count = try await channel.serverStreaming(EchoService.path("Expand"), Note()) {
        (notes: ResponseStream<Note>) in try await notes.reduce(0) { sum, _ in sum + 1 }
      }
      #expect(count == 0)
    }
  }

  @Test func serverStreamingDeliversInOrder() async throws {
    try await withEchoServer { channel, _, _ in
      let texts = try await channel.serverStreaming(
        EchoService.path("Expand"), Note(typeUrl: "1000", value: [9])
      ) { (notes: ResponseStream<Note>) in
        try await notes.reduce(into: [String]()) { $0.append($1.typeUrl) }
      }
      #expect(texts == (0..<1000).map(String.init))
    }
  }

  @Test func clientStreamingCollects() async throws {
    try await withEchoServer { channel, _, _ in
      let reply: Note = try await channel.clientStreaming(EchoService.path("Collect")) {
        (writer: RequestWriter<Note>) in
        for index in 0..<500 {
          try await writer.write(Note(typeUrl: "\(index)", value: Array(repeating: 1, count: 1000)))
        }
      }
      #expect(reply.typeUrl == (0..<500).map(String.init).joined(separator: ","))
      #expect(reply.value == Array("500000".utf8))
    }
  }

  @Test func bidirectionalCallAlternates() async throws {
    try await withEchoServer { channel, _, _ in
      try await channel.bidirectionalStreaming(EchoService.path("Chat")) {
        (writer: RequestWriter<Note>, notes: ResponseStream<Note>) in
        var iterator = notes.makeAsyncIterator()
        for index in 0..<200 {
          try await writer.write(Note(typeUrl: "\(index)"))
          #expect(try await iterator.next()?.typeUrl == "\(index)")
        }
        try await writer.finish()
        #expect(try await iterator.next() == nil)
      }
    }
  }

  @Test func messagesOfTenMebibytesPassBothWays() async throws {
    var server = ServerConfiguration()
    server.requestByteCountMax = 16 << 20
    try await withEchoServer(configuration: server) { channel, _, _ in
      let bytes = (0..<10 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let reply: Note = try await channel.unary(EchoService.path("Unary"), Note(value: bytes))
      #expect(reply.value == bytes)
      let packed: Note = try await channel.unary(
        EchoService.path("Unary"), Note(value: bytes), options: CallOptions(compression: true))
      #expect(packed.value == bytes)
    }
  }

  @Test func manyCallsAtOnceAllSucceed() async throws {
    try await withEchoServer { channel, _, _ in
      let sum = try await withThrowingTaskGroup(of: Int.self) { group in
        for index in 0..<2000 {
          group.addTask {
            let reply: Note = try await channel.unary(
              EchoService.path("Unary"), Note(typeUrl: "\(index)"))
            return Int(reply.typeUrl) ?? -1
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(sum == 1999 * 1000)
    }
  }

  @Test func unknownMethodIsUnimplemented() async throws {
    try await withEchoServer { channel, _, _ in
      let error = await status {
        let _: Note = try await channel.unary(EchoService.path("Nothing"), Note())
      }
      #expect(error?.code == .unimplemented)
      #expect(error?.message.contains("/apus.test.Echo/Nothing") == true)
    }
  }

  @Test func requestOverTheLimitIsRefusedByTheServer() async throws {
    var configuration = ServerConfiguration()
    configuration.requestByteCountMax = 1000
    try await withEchoServer(configuration: configuration) { channel, _, _ in
      let error = await status {
        let _: Note = try await channel.unary(
          EchoService.path("Unary"), Note(value: Array(repeating: 1, count: 1001)))
      }
      #expect(error?.code == .resourceExhausted)
      #expect(error?.message.contains("1000") == true)
    }
  }

  @Test func zipBombIsRefused() async throws {
    var configuration = ServerConfiguration()
    configuration.requestByteCountMax = 1 << 20
    try await withEchoServer(configuration: configuration) { channel, _, _ in
      let error = await status {
        let _: Note = try await channel.unary(
          EchoService.path("Unary"), Note(value: Array(repeating: 0, count: 8 << 20)),
          options: CallOptions(compression: true))
      }
      #expect(error?.code == .resourceExhausted)
    }
  }
}
