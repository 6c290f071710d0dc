import Messages
import RPC
import RPCFixture
import Service
import TestSupport
import Testing

/// How the services call each other.
@Suite(.timeLimit(.minutes(5))) struct ServiceCallsTests {
  /// Fails the first call of each method, as a replica does that goes away.
  private struct Restarting: RPCService {
    let log: EventLog

    var definition: ServiceDefinition {
      ServiceDefinition(
        name: "apus.memory.v1.MemoryService", fileDescriptor: nil,
        methods: ["GetSession", "AppendTurns"].map { name in
          .unary(name) { (_: Apus.Memory.V1.GetSessionRequest, _: ServerContext) in
            log.record(name)
            guard log.count(name) > 1 else { throw RPCError(.unavailable, "restarting") }
            return Apus.Memory.V1.GetSessionResponse()
          }
        })
    }
  }

  /// Generates nothing, well.
  private struct Worker: RPCService {
    var definition: ServiceDefinition {
      ServiceDefinition(
        name: "apus.inference.v1.InferenceService", fileDescriptor: nil,
        methods: [
          .serverStreaming("Generate") {
            (
              _: Apus.Inference.V1.GenerateRequest,
              _: ResponseWriter<Apus.Inference.V1.GenerateResponse>, _: ServerContext
            ) in
          }
        ])
    }
  }

  @Test func aGenerationWaitsForAWorkerWhereItIsToldTo() async throws {
    let target = "127.0.0.1:\(try freePort())"
    func channel(waits: Bool) -> Channel {
      Channel(
        target: target,
        configuration: ServiceCalls.configuration(
          loops: nil, waitsForWorkers: waits, onEvent: nil))
    }
    func generate(_ channel: Channel) async throws {
      let inference = Apus.Inference.V1.InferenceServiceClient(channel: channel)
      try await inference.generate(.init()) { for try await _ in $0 {} }
    }
    let (impatient, patient) = (channel(waits: false), channel(waits: true))
    let error = await #expect(throws: RPCError.self) { try await generate(impatient) }
    #expect(error?.code == .unavailable)
    async let generated: Void = generate(patient)
    let server = Server(
      configuration: ServerConfiguration(listen: target, loopCount: 1), services: [Worker()])
    _ = try await server.start()
    try await generated
    await impatient.shutdown()
    await patient.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
  }

  @Test func whatChangesNothingIsTriedAgain() async throws {
    let (log, events) = (EventLog(), EventLog())
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0", loopCount: 1),
      services: [Restarting(log: log)])
    let configuration = ServiceCalls.configuration(loops: nil) { event, _ in
      events.record(event.rawValue)
    }
    let channel = Channel(target: "\(try await server.start())", configuration: configuration)
    let memory = Apus.Memory.V1.MemoryServiceClient(channel: channel)
    _ = try await memory.getSession(.init())
    #expect(log.count("GetSession") == 2)
    #expect(events.count("retry") == 1)
    // It might be stored twice.
    let error = await #expect(throws: RPCError.self) { try await memory.appendTurns(.init()) }
    #expect(error?.code == .unavailable)
    #expect(log.count("AppendTurns") == 1)
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .zero)
  }
}
