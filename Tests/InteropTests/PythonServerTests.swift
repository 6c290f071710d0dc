import Messages
import RPC
import RPCFixture
import TestSupport
import Testing

/// Our channel calls Google's gRPC for Python.
@Suite(.serialized, .blocksItsThread, .timeLimit(.minutes(10))) struct PythonServerTests {
  private func withServer(_ body: (Channel, PythonServer) async throws -> Void) async throws {
    let server = try await PythonServer()
    let channel = Channel(target: server.target)
    do {
      try await body(channel, server)
    } catch {
      await channel.shutdown()
      throw error
    }
    await channel.shutdown()
  }

  private func failure(_ body: () async throws -> Note) async -> RPCError? {
    do {
      _ = try await body()
      return nil
    } catch {
      return error as? RPCError
    }
  }

  @Test func everyKindOfCallWorks() async throws {
    try await withServer { channel, _ in
      let bytes = (0..<3 << 20).map { UInt8(truncatingIfNeeded: $0) }
      let same: Note = try await channel.unary(
        EchoService.path("Unary"), Note(typeUrl: "a", value: bytes))
      #expect(same == Note(typeUrl: "a", value: bytes))
      let expanded = try await channel.serverStreaming(
        EchoService.path("Expand"), Note(typeUrl: "300")
      ) { (notes: ResponseStream<Note>) in
        try await notes.reduce(into: [String]()) { $0.append($1.typeUrl) }
      }
      #expect(expanded == (0..<300).map(String.init))
      let collected: Note = try await channel.clientStreaming(EchoService.path("Collect")) {
        (writer: RequestWriter<Note>) in
        for index in 0..<300 { try await writer.write(Note(typeUrl: "\(index)")) }
      }
      #expect(collected.typeUrl == (0..<300).map(String.init).joined(separator: ","))
      try await channel.bidirectionalStreaming(EchoService.path("Chat")) {
        (writer: RequestWriter<Note>, notes: ResponseStream<Note>) in
        var iterator = notes.makeAsyncIterator()
        for index in 0..<100 {
          try await writer.write(Note(typeUrl: "\(index)"))
          #expect(try await iterator.next()?.typeUrl == "\(index)")
        }
        try await writer.finish()
        #expect(try await iterator.next() == nil)
      }
    }
  }

  @Test func statusDetailsAndMetadataArrive() async throws {
    try await withServer { channel, _ in
      let error = await failure { try await channel.unary(EchoService.path("Fail"), Note()) }
      #expect(error?.code == .failedPrecondition)
      #expect(error?.message == "wörter % und\nZeilen")
      #expect(error?.details.first?.unpack(as: Note.self)?.typeUrl == "detail")
      #expect(error?.metadata["x-trailing"] == "failed")
      let heard = EventLog()
      let options = CallOptions(
        metadata: ["x-name": "value"], timeout: .seconds(1000),
        onInitialMetadata: { if $0["seen-x-name"] == "value" { heard.record("seen") } })
      let reply: Note = try await channel.unary(
        EchoService.path("Metadata"), Note(), options: options)
      #expect((900...1000).contains(Int(reply.typeUrl) ?? 0))
      #expect(heard.count("seen") == 1)
      let missing = await failure { try await channel.unary(EchoService.path("Nope"), Note()) }
      #expect(missing?.code == .unimplemented)
    }
  }

  @Test func gzipWorksBothWays() async throws {
    try await withServer { channel, _ in
      let note = Note(typeUrl: "zip", value: Array(repeating: 65, count: 500_000))
      let reply: Note = try await channel.unary(
        EchoService.path("Gzip"), note, options: CallOptions(compression: true))
      #expect(reply == note)
    }
  }

  @Test func deadlinesAndDeathEndCalls() async throws {
    try await withServer { channel, server in
      let late = await failure {
        try await channel.unary(
          EchoService.path("Hang"), Note(), options: CallOptions(timeout: .milliseconds(300)))
      }
      #expect(late?.code == .deadlineExceeded)
      let start = ContinuousClock.now
      let dead = await failure {
        try await channel.bidirectionalStreaming(EchoService.path("Chat")) {
          (writer: RequestWriter<Note>, notes: ResponseStream<Note>) in
          var iterator = notes.makeAsyncIterator()
          try await writer.write(Note(typeUrl: "alive"))
          #expect(try await iterator.next()?.typeUrl == "alive")
          server.kill()
          return try await iterator.next() ?? Note()
        }
      }
      #expect(dead?.code == .unavailable)
      #expect(ContinuousClock.now - start < .seconds(50))
    }
  }
}
