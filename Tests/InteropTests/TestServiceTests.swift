import Interop
import InteropMessages
import RPC
import Testing
import Transport

/// What `grpc.testing.TestService` does beyond the core cases.
@Suite(.timeLimit(.minutes(1))) struct TestServiceTests {
  private typealias Proto = Grpc.Testing

  private func withService(
    _ body: (Grpc.Testing.TestServiceClient, Channel) async throws -> Void
  ) async throws {
    let server = Server(
      configuration: ServerConfiguration(), services: [TestService(), EchoService()])
    let channel = Channel(target: "\(try await server.start())")
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await body(Proto.TestServiceClient(channel: channel), channel))
    } catch {
      outcome = .failure(error)
    }
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
    try outcome.get()
  }

  @Test func payloadsThatCannotBeMadeAreRefused() async throws {
    try await withService { service, _ in
      for request in [
        Proto.SimpleRequest(responseSize: -1), Proto.SimpleRequest(responseSize: .max),
        Proto.SimpleRequest(responseType: .unrecognized(7), responseSize: 1),
      ] {
        let error = await #expect(throws: RPCError.self) { try await service.unaryCall(request) }
        #expect(error?.code == .invalidArgument, "\(request)")
      }
    }
  }

  @Test func aServerHasOneIdentifier() async throws {
    try await withService { service, _ in
      let asked = Proto.SimpleRequest(fillServerID: true)
      let first = try await service.unaryCall(asked)
      #expect(!first.serverID.isEmpty)
      #expect(!first.hostname.isEmpty)
      #expect(try await service.unaryCall(asked).serverID == first.serverID)
      #expect(try await service.unaryCall(Proto.SimpleRequest()).serverID == "")
    }
  }

  @Test func halfDuplexAnswersAfterTheLastRequest() async throws {
    try await withService { service, _ in
      try await service.halfDuplexCall { writer, responses in
        for size: Int32 in [3, 1, 2] {
          try await writer.write(.init(responseParameters: [.init(size: size)]))
        }
        let early = Task { try await responses.initialMetadata() }
        try await writer.finish()
        _ = try await early.value
        var sizes: [Int] = []
        for try await response in responses { sizes.append(response.payload?.body.count ?? -1) }
        #expect(sizes == [3, 1, 2])
      }
    }
  }

  @Test func intervalsDelayResponses() async throws {
    try await withService { service, _ in
      let request = Proto.StreamingOutputCallRequest(
        responseParameters: [
          .init(size: 1, intervalUs: 30_000), .init(size: 1, intervalUs: 30_000),
        ]
      )
      let start = ContinuousClock.now
      let count = try await service.streamingOutputCall(request) { responses in
        try await responses.reduce(into: 0) { count, _ in count += 1 }
      }
      #expect(count == 2)
      #expect(ContinuousClock.now - start >= .milliseconds(60))
    }
  }

  @Test func theEchoOfTheBenchmarksRepeatsWhatItIsSent() async throws {
    try await withService { _, channel in
      let echo = Apus.Bench.V1.EchoServiceClient(channel: channel)
      let ping = Apus.Bench.V1.Ping(payload: [1, 2, 3], count: 5)
      #expect(try await echo.unary(ping).payload == [1, 2, 3])
      let pongs = try await echo.serverStream(ping) { pongs in
        try await pongs.reduce(into: [[UInt8]]()) { $0.append($1.payload) }
      }
      #expect(pongs == Array(repeating: [1, 2, 3], count: 5))
    }
  }

  @Test func theCacheForgetsAndIsBounded() {
    let cache = ResponseCache()
    var made: UInt8 = 0
    func ask(_ request: [UInt8], at now: ContinuousClock.Instant) -> [UInt8] {
      cache.response(to: request, now: now) {
        made &+= 1
        return [made]
      }
    }
    let start = ContinuousClock.now
    #expect(ask([1], at: start) == [1])
    #expect(ask([1], at: start + .seconds(59)) == [1])
    #expect(ask([1], at: start + .seconds(60)) == [2])
    let large = [UInt8](repeating: 0, count: ResponseCache.requestByteCountMax + 1)
    #expect(ask(large, at: start) != ask(large, at: start))
    for number in 0..<ResponseCache.entryCountMax {
      _ = ask(Array("request \(number)".utf8), at: start + .seconds(61))
    }
    let before = made
    #expect(ask([1], at: start + .seconds(61)) == [before &+ 1], "the first entry was let go")
  }
}
