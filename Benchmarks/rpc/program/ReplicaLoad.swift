import Glibc
import InteropMessages
import RPC
import Synchronization
import Transport

/// A server of which each call takes 5 to 15 ms, times a factor: one of several replicas.
struct PacedEchoService: RPCService {
  let factor: Int

  var definition: ServiceDefinition {
    ServiceDefinition(
      name: "apus.bench.v1.Echo", fileDescriptor: nil,
      methods: [
        .unary("Unary") { (ping: Apus.Bench.V1.Ping, _: ServerContext) -> Apus.Bench.V1.Pong in
          let pause = Duration.microseconds(Int.random(in: 5000...15_000))
          try await EventLoop.current!.sleep(for: pause * factor)
          return Apus.Bench.V1.Pong(payload: ping.payload)
        }
      ])
  }
}

/// Unary calls that begin at random moments, whether earlier ones have ended or not, to several replicas.
struct ReplicaLoad {
  private static let method = MethodPath(service: "apus.bench.v1.Echo", method: "Unary")
  private let loops: EventLoopGroup
  private let channel: Channel
  private let events = EventCounts()

  init(target: String, policy: LoadBalancing, hedges: Bool) throws {
    loops = try EventLoopGroup(count: 1, name: "load")
    var configuration = ChannelConfiguration()
    configuration.loops = loops
    configuration.loadBalancing = policy
    if hedges {
      let policy = HedgingPolicy(
        delay: .percentile(0.95, atLeast: .milliseconds(1)), budget: 0.05)
      configuration.serviceConfig = ServiceConfig(methods: [
        MethodConfig([.method(Self.method)], attempts: .hedge(policy))
      ])
    }
    configuration.onEvent = { [events] event, _ in events.count(event) }
    channel = Channel(target: target, configuration: configuration)
  }

  /// Makes `perSecond` calls a second for as long, after a tenth of that to warm up. Prints the number
  /// of calls, percentiles in milliseconds, and the shares of all calls that were hedged and that a
  /// hedge answered.
  func run(perSecond: Double, seconds: Double) async throws {
    let warmCount = try await times(perSecond: perSecond, seconds: seconds / 10).count
    let times = try await times(perSecond: perSecond, seconds: seconds).sorted()
    func at(_ share: Double) -> Double {
      let index = min(times.count - 1, Int((Double(times.count) * share).rounded(.up)) - 1)
      return times[index] / .milliseconds(1)
    }
    let callCount = Double(warmCount + times.count)
    let shares = [ChannelEvent.hedge, .hedgeWon].map { Double(events.value($0)) / callCount }
    print(times.count, at(0.5), at(0.95), at(0.99), at(0.999), shares[0], shares[1])
    await channel.shutdown()
  }

  private func times(perSecond: Double, seconds: Double) async throws -> [Duration] {
    let loop = loops.loops[0]
    return try await withThrowingTaskGroup(of: Duration.self) { group in
      let end = ContinuousClock.now + .seconds(seconds)
      var next = ContinuousClock.now
      while next < end {
        try await loop.sleep(for: next - .now)
        group.addTask(executorPreference: loop) {
          let start = ContinuousClock.now
          let _: Apus.Bench.V1.Pong = try await channel.unary(Self.method, Apus.Bench.V1.Ping())
          return ContinuousClock.now - start
        }
        next += .seconds(-log(Double.random(in: Double.leastNormalMagnitude..<1)) / perSecond)
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }
}

/// How often each event happened.
final class EventCounts: Sendable {
  private let counts = Mutex<[ChannelEvent: Int]>([:])

  func count(_ event: ChannelEvent) { counts.withLock { $0[event, default: 0] += 1 } }
  func value(_ event: ChannelEvent) -> Int { counts.withLock { $0[event] ?? 0 } }
}
