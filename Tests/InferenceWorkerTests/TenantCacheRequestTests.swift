import Messages
import RPC
import TestSupport
import Testing

private typealias V1 = Apus.Inference.V1

/// `speculation.tenant_cache` on the wire.
@Suite(.blocksItsThread) struct TenantCacheRequestTests {
  @Test func `A worker that keeps no tenant cache refuses the field, and says how to keep one`()
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
    }
  }
}
