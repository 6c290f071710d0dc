import Foundation
import HostilePeer
import Messages
import Protobuf
import RPC
import RPCFixture
import Testing
import Transport

/// What happens to answers while the server handles requests that came in the same read.
@Suite(.timeLimit(.minutes(2))) struct PipeliningTests {
  /// Handlers that hold their loop, as long ones without an `await` do.
  private struct HoldingService: RPCService {
    let mayGoOn = DispatchSemaphore(value: 0)

    var definition: ServiceDefinition {
      ServiceDefinition(
        name: "apus.test.Holding", fileDescriptor: nil,
        methods: [
          .unary("Briefly") { (note: Note, _: ServerContext) -> Note in
            let start = ContinuousClock.now
            while .now - start < .microseconds(200) {}
            return note
          },
          .unary("UntilToldToGoOn") { (_: Note, _: ServerContext) -> Note in
            let outcome = mayGoOn.wait(timeout: .now() + 30)
            return Note(typeUrl: outcome == .success ? "told" : "timed out")
          },
        ])
    }
  }

  @Test func anAnswerLeavesWhileALaterRequestIsStillHandled() async throws {
    let service = HoldingService()
    let server = Server(
      configuration: ServerConfiguration(listen: "127.0.0.1:0", loopCount: 1), services: [service])
    let peer = try await HostilePeer.connect(to: "\(try await server.start())")
    var requests: [UInt8] = []
    for index in UInt32(0)..<20 {
      requests += request("Briefly", stream: 2 * index + 1)
    }
    await peer.send(requests + request("UntilToldToGoOn", stream: 41))
    _ = try await peer.first(.data, stream: 1)
    service.mayGoOn.signal()
    let last = try await peer.first(.data, stream: 41)
    #expect(last.payload == FrameBytes.message(Note(typeUrl: "told").serializedBytes()))
    await peer.close()
    await server.beginGracefulShutdown(grace: .zero)
  }

  private func request(_ method: String, stream: UInt32) -> [UInt8] {
    FrameBytes.headers(stream, FrameBytes.call("/apus.test.Holding/\(method)"))
      + FrameBytes.data(
        stream, FrameBytes.message(Note(typeUrl: "note").serializedBytes()), endStream: true)
  }
}
