import Messages
import RPC
import RPCFixture
import Testing
import Transport

/// A client that calls one after another and takes the time.
struct HonestClient {
  private let channel: Channel
  private let clock = ContinuousClock()

  init(_ address: String, tls: TLSClientContext?) {
    var configuration = ChannelConfiguration()
    configuration.tls = tls
    channel = Channel(target: address, configuration: configuration)
  }

  /// The time of each call while `condition` holds. A call that fails throws.
  func call(while condition: (_ count: Int) -> Bool) async throws -> [Duration] {
    var times: [Duration] = []
    while condition(times.count) {
      let start = clock.now
      let reply: Note = try await channel.unary(
        EchoService.path("Unary"), Note(typeUrl: "\(times.count)"),
        options: CallOptions(timeout: .seconds(30)))
      times.append(clock.now - start)
      #expect(reply.typeUrl == "\(times.count - 1)")
    }
    return times
  }

  /// How often an event has happened in the service.
  func count(of event: String) async throws -> Int {
    let reply: Note = try await channel.unary(
      EchoService.path("Count"), Note(typeUrl: event), options: CallOptions(timeout: .seconds(30)))
    return try #require(Int(reply.typeUrl))
  }

  func close() async { await channel.shutdown() }
}

extension [Duration] {
  /// The time that 99 of 100 do not exceed.
  var p99: Duration { sorted()[Swift.min(count - 1, count * 99 / 100)] }
}
