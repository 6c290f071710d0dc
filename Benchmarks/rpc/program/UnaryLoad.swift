import InteropMessages
import RPC
import Transport

/// Unary calls over one channel, a fixed number of them in flight.
///
/// The calls are made on the channel's loop, as those of a handler are.
struct UnaryLoad {
  private let loops: EventLoopGroup
  private let channel: Channel
  private let concurrency: Int
  private let ping = Apus.Bench.V1.Ping(payload: Array(repeating: 0x78, count: 64))

  init(target: String, concurrency: Int) throws {
    loops = try EventLoopGroup(count: 1, name: "load")
    var configuration = ChannelConfiguration()
    configuration.loops = loops
    channel = Channel(target: target, configuration: configuration)
    self.concurrency = concurrency
  }

  func run(callCount: Int) async throws {
    let client = Apus.Bench.V1.EchoServiceClient(channel: channel)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<concurrency {
        let share = callCount * (index + 1) / concurrency - callCount * index / concurrency
        group.addTask(executorPreference: loops.loops[0]) {
          for _ in 0..<share {
            let pong = try await client.unary(ping)
            precondition(pong.payload == ping.payload, "the echo was not what was sent")
          }
        }
      }
      try await group.waitForAll()
    }
  }

  func shutdown() async { await channel.shutdown() }
}
