import Messages
import RPC
import RPCFixture
import Synchronization
import Testing
import Transport

/// One of several servers of the same service, which says which one it is and behaves as it is told.
final class Replica: Sendable {
  enum Behaviour: Sendable {
    case answer
    case answerAfter(Duration)
    /// The next `count` calls fail; then it answers.
    case fail(RPCError.Code, count: Int = .max, pushback: RetryPushback? = nil)
    /// Never answers.
    case hang
  }

  static let path = MethodPath(service: "apus.test.Replica", method: "Who")
  static let streamPath = MethodPath(service: "apus.test.Replica", method: "Stream")

  let name: String
  let log = EventLog()
  private let behaviour: Mutex<Behaviour>
  private let running = Mutex<Server?>(nil)
  private let place = Mutex<SocketAddress?>(nil)

  init(_ name: String, _ behaviour: Behaviour = .answer) {
    self.name = name
    self.behaviour = Mutex(behaviour)
  }

  /// Starts it, again at its former address if there was one.
  func start(services: [any RPCService] = []) async throws {
    let listen = place.withLock { $0 }.map { "\($0)" } ?? "127.0.0.1:0"
    let server = Server(
      configuration: ServerConfiguration(listen: listen, loopCount: 1),
      services: [Service(replica: self)] + services)
    let address = try await server.start()
    place.withLock { $0 = address }
    running.withLock { $0 = server }
  }

  var address: SocketAddress { place.withLock { $0! } }

  var connectionCount: Int {
    get async { await running.withLock { $0 }?.snapshot().sockets.count ?? 0 }
  }

  func behave(_ behaviour: Behaviour) { self.behaviour.withLock { $0 = behaviour } }

  /// Calls it has received.
  var callCount: Int { log.count("call") }

  func stop(grace: Duration = .zero) async {
    let server = running.withLock { server in
      defer { server = nil }
      return server
    }
    await server?.beginGracefulShutdown(grace: grace)
  }

  private struct Service: RPCService {
    let replica: Replica
    var definition: ServiceDefinition {
      ServiceDefinition(
        name: "apus.test.Replica", fileDescriptor: nil,
        methods: [
          .unary("Who") { (note: Note, context: ServerContext) -> Note in
            try await replica.serve(context)
            return Note(typeUrl: replica.name, value: note.value)
          },
          .bidirectionalStreaming("Stream") {
            (notes: RequestStream<Note>, writer: ResponseWriter<Note>, context: ServerContext) in
            var texts: [String] = []
            for try await note in notes { texts.append(note.typeUrl) }
            try await replica.serve(context)
            try await writer.write(Note(typeUrl: replica.name + ":" + texts.joined(separator: ",")))
          },
        ])
    }
  }

  private func serve(_ context: ServerContext) async throws {
    log.record("call")
    log.record("attempts before: \(context.previousAttemptCount)")
    defer { if Task.isCancelled { log.record("cancelled") } }
    let now = behaviour.withLock { behaviour in
      let now = behaviour
      if case .fail(let code, let count, let pushback) = behaviour, count < .max {
        behaviour = count == 1 ? .answer : .fail(code, count: count - 1, pushback: pushback)
      }
      return now
    }
    switch now {
    case .answer: break
    case .answerAfter(let pause): try await EventLoop.current!.sleep(for: pause)
    case .hang:
      log.record("hung")
      try await EventLoop.current!.sleep(for: .seconds(100))
    case .fail(let code, _, let pushback):
      var error = RPCError(code, "as told by \(name)")
      error.retryPushback = pushback
      throw error
    }
  }
}

/// Runs `body` against several replicas and a channel to all of them, and stops everything.
func withReplicas<T>(
  _ names: [String] = ["a", "b", "c"],
  configuration: ChannelConfiguration = ChannelConfiguration(),
  _ body: (Channel, [Replica]) async throws -> T
) async throws -> T {
  let replicas = names.map { Replica($0) }
  for replica in replicas { try await replica.start() }
  let target = "ipv4:" + replicas.map { "\($0.address)" }.joined(separator: ",")
  let channel = Channel(target: target, configuration: configuration)
  let result: Swift.Result<T, any Error>
  do {
    result = .success(try await body(channel, replicas))
  } catch {
    result = .failure(error)
  }
  await channel.shutdown()
  for replica in replicas { await replica.stop() }
  return try result.get()
}

extension Channel {
  /// Which replica answers.
  func who(
    _ key: String? = nil, options: CallOptions = CallOptions(timeout: .seconds(100))
  ) async throws -> String {
    var options = options
    options.affinityKey = key
    let note: Note = try await unary(Replica.path, Note(), options: options)
    return note.typeUrl
  }

  /// Calls until every one of `names` has answered: the connections are there then.
  func warm(_ names: Set<String>) async throws {
    var seen: Set<String> = []
    let deadline = ContinuousClock.now + .seconds(60)
    while seen != names {
      try #require(ContinuousClock.now < deadline, "only \(seen) answered")
      seen.insert(try await who())
    }
  }
}
