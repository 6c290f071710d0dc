import AllocationCount
import Glibc
import InteropMessages
import RPC
import Transport

/// Prints how often the thread of a server's loop allocates: `unary <count of a call>` and
/// `stream <count of a message>`. The client has a loop of its own, which does not count.
struct CountedEcho: Apus.Bench.V1.EchoService {
  func unary(_ request: Apus.Bench.V1.Ping, context: ServerContext) async throws
    -> Apus.Bench.V1.Pong
  {
    if request.count == 1 { allocation_count_follow_this_thread() }
    return Apus.Bench.V1.Pong(payload: request.payload)
  }

  func serverStream(
    _ request: Apus.Bench.V1.Ping, writer: ResponseWriter<Apus.Bench.V1.Pong>,
    context: ServerContext
  ) async throws {
    let pong = Apus.Bench.V1.Pong(payload: request.payload)
    for _ in 0..<request.count { try await writer.write(pong) }
  }
}

struct Gate {
  static let concurrency = 16
  static let callCount = 4000
  static let messageCount = 1000

  let client: Apus.Bench.V1.EchoServiceClient
  let loop: EventLoop
  let ping = Apus.Bench.V1.Ping(payload: Array(repeating: 0x78, count: 64))

  func unary() async throws -> Double {
    _ = try await client.unary(Apus.Bench.V1.Ping(payload: ping.payload, count: 1))
    try await calls()
    let before = allocation_count()
    try await calls()
    return Double(allocation_count() - before) / Double(Self.callCount)
  }

  private func calls() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<Self.concurrency {
        group.addTask(executorPreference: loop) {
          for _ in 0..<Self.callCount / Self.concurrency { _ = try await client.unary(ping) }
        }
      }
      try await group.waitForAll()
    }
  }

  func stream() async throws -> Double {
    try await streams()
    let before = allocation_count()
    try await streams()
    return Double(allocation_count() - before) / Double(Self.messageCount * Self.concurrency)
  }

  private func streams() async throws {
    let request = Apus.Bench.V1.Ping(payload: ping.payload, count: UInt32(Self.messageCount))
    for _ in 0..<Self.concurrency {
      try await client.serverStream(request) { pongs in for try await _ in pongs {} }
    }
  }
}

func run() async throws {
  let server = Server(
    configuration: ServerConfiguration(listen: "127.0.0.1:0", loopCount: 1),
    services: [CountedEcho()])
  let address = try await server.start()
  let loops = try EventLoopGroup(count: 1, name: "client")
  var configuration = ChannelConfiguration()
  configuration.loops = loops
  let channel = Channel(target: "127.0.0.1:\(address.port ?? 0)", configuration: configuration)
  let gate = Gate(client: .init(channel: channel), loop: loops.loops[0])
  print("unary \(try await gate.unary())")
  print("stream \(try await gate.stream())")
}

// The main thread only waits, as in the benchmark.
Task.detached {
  do {
    try await run()
    fflush(nil)
    exit(0)
  } catch {
    print(error)
    exit(1)
  }
}
while true { pause() }
