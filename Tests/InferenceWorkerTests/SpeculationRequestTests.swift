import Messages
import RPC
import TestSupport
import Testing

private typealias V1 = Apus.Inference.V1

/// `speculation` on the wire.
@Suite(.blocksItsThread) struct SpeculationRequestTests {
  @Test func `What a worker cannot do is refused, with what it would take`()
    async throws
  {
    try await WorkerFixture.loaded().withClient { client in
      func refusal(_ speculation: V1.SpeculationParameters) async -> RPCError? {
        await status {
          try await client.generate(
            .init(input: .prompt("Once"), maxTokens: 2, speculation: speculation)
          ) { responses in
            for try await _ in responses {}
          }
        }
      }
      let missing = await refusal(.init(tenantCache: true))
      #expect(missing?.code == .failedPrecondition)
      #expect(missing?.message.contains("--tenant-cache FOLDER") == true)
      #expect(await refusal(.init(mode: .off, tenantCache: true))?.code == .invalidArgument)
      let unknown = await refusal(.init(mode: .unrecognized(7)))
      #expect(unknown?.code == .invalidArgument)
      #expect(unknown?.message == "speculation.mode is 7; allowed: 0 to 2")
    }
  }
}
