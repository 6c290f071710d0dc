import Messages
import RPC
import RPCFixture
import Synchronization
import Testing

/// Calls of the echo service, checked.
enum EchoCalls {
  static func unary(_ channel: Channel) async throws {
    let note = Note(typeUrl: "hello", value: [0, 1, 2])
    let reply: Note = try await channel.unary(EchoService.path("Unary"), note)
    #expect(reply == note)
  }

  static func everyKind(_ channel: Channel) async throws {
    try await unary(channel)
    let value = [UInt8](repeating: 7, count: 1 << 20)
    let large: Note = try await channel.unary(EchoService.path("Unary"), Note(value: value))
    #expect(large.value == value)
    let count = try await channel.serverStreaming(
      EchoService.path("Expand"), Note(typeUrl: "500")
    ) { (notes: ResponseStream<Note>) in try await notes.reduce(0) { sum, _ in sum + 1 } }
    #expect(count == 500)
    let collected: Note = try await channel.clientStreaming(EchoService.path("Collect")) {
      (writer: RequestWriter<Note>) in
      for index in 0..<100 { try await writer.write(Note(typeUrl: "\(index)")) }
    }
    #expect(collected.typeUrl == (0..<100).map(String.init).joined(separator: ","))
    try await channel.bidirectionalStreaming(EchoService.path("Chat")) {
      (writer: RequestWriter<Note>, notes: ResponseStream<Note>) in
      var iterator = notes.makeAsyncIterator()
      for index in 0..<50 {
        try await writer.write(Note(typeUrl: "\(index)"))
        #expect(try await iterator.next()?.typeUrl == "\(index)")
      }
      try await writer.finish()
      #expect(try await iterator.next() == nil)
    }
  }
}

/// Calls without end while something happens; a call that fails ends the test.
final class CallLoop: Sendable {
  private let channel: Channel
  private let counts = Mutex((calls: 0, isDone: false))

  init(_ channel: Channel) { self.channel = channel }

  /// Calls that succeeded.
  var count: Int { counts.withLock { $0.calls } }

  func run(_ body: () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask { [self] in
          while !counts.withLock({ $0.isDone }) {
            try await EchoCalls.unary(channel)
            counts.withLock { $0.calls += 1 }
          }
        }
      }
      let outcome: Result<Void, any Error>
      do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
      counts.withLock { $0.isDone = true }
      try await group.waitForAll()
      try outcome.get()
    }
  }
}
