import Inference
import TestSupport
import Testing

/// Tenants' caches change how fast answers come and nothing else, and each its own tenant's alone.
@Suite struct TenantCacheInvariantTests {
  private static let digest = [UInt8](repeating: 1, count: 32)
  private static let samplings = [
    SamplingParameters.greedy, SamplingParameters(temperature: 0.9, topP: 0.95, seed: 3),
  ]

  private func requests(tenant: String, usesTenantCache: Bool) -> [GenerationRequest] {
    (0..<6).map { index in
      let prompt = (0..<4 + index).map { (offset: Int) -> TokenID in
        let spread: Int = 7 * offset + 5 * index
        return TokenID(2 + spread % 60)
      }
      return GenerationRequest(
        .tokens(prompt), maxTokens: 60, sampling: Self.samplings[index % 2],
        usesTenantCache: usesTenantCache, tenant: tenant)
    }
  }

  private func cache(_ folder: TemporaryFolder, _ name: String) throws -> TenantCache {
    try TenantCache(
      folder: folder.file(name), modelDigest: Self.digest, vocabularySize: ToyModel().vocabularySize
    )
  }

  /// Runs the requests of one tenant one by one.
  private func run(
    _ engine: Engine<ToyModel>, tenant: String, usesTenantCache: Bool = true
  ) async throws -> [GenerationResult] {
    var results: [GenerationResult] = []
    for request in requests(tenant: tenant, usesTenantCache: usesTenantCache) {
      results.append(try await engine.generate(request))
      try await eventually { engine.tenantCache?.isIdle ?? true }
    }
    return results
  }

  /// A text over which the toy model's answers repeat nothing of themselves.
  private let model = { ToyModel(vocabularySize: 64, memory: 3) }

  private func accepted(_ results: [GenerationResult], by name: String) -> Int {
    results.flatMap { $0.usage.speculation.sources }.filter { $0.source.name == name }
      .flatMap(\.positions).reduce(0) { $0 + $1.accepted }
  }

  @Test func `An answer given before comes in fewer passes, with the same tokens`() async throws {
    let folder = try TemporaryFolder()
    let cache = try cache(folder, "cache")
    try await withEngine(model(), stepCost: .rowsAreFree, tenantCache: cache) { engine in
      let plain = try await run(engine, tenant: "a", usesTenantCache: false)
      #expect(cache.statistics.addedCount == 0)
      let first = try await run(engine, tenant: "a")
      let again = try await run(engine, tenant: "a")
      #expect(first.map(\.tokens) == plain.map(\.tokens))
      #expect(again.map(\.tokens) == plain.map(\.tokens))
      let tokenCount = plain.reduce(0) { $0 + $1.tokens.count }
      let stepCount = again.reduce(0) { $0 + $1.usage.speculation.steps }
      #expect(stepCount < tokenCount / 3)
      #expect(accepted(again, by: "tenant_cache") > tokenCount / 2)
      #expect(accepted(plain, by: "tenant_cache") == 0)
    }
  }

  @Test func `Another tenant's cache changes nothing, not even the telemetry`() async throws {
    let folder = try TemporaryFolder()
    /// What tenant b sees, beside a tenant a that was answered the same before or not at all.
    func seen(_ name: String, beside: Bool) async throws -> [SpeculationCounters] {
      let cache = try cache(folder, name)
      return try await withEngine(model(), stepCost: .rowsAreFree, tenantCache: cache) { engine in
        if beside {
          for _ in 0..<2 {
            for answer in try await run(engine, tenant: "x", usesTenantCache: false) {
              cache.add(answer.tokens, answerCount: answer.tokens.count, tenant: "a")
            }
          }
          try await eventually { cache.isIdle }
          #expect(cache.text(of: "a") != nil)
        } else {
          for _ in 0..<2 { _ = try await run(engine, tenant: "x", usesTenantCache: false) }
        }
        return try await run(engine, tenant: "b").map(\.usage.speculation)
      }
    }
    let alone = try await seen("alone", beside: false)
    #expect(try await seen("beside", beside: true) == alone)
  }

  @Test(arguments: ["lies", "ends", "nonsense"])
  func `A hostile cache changes no token`(_ kind: String) async throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let cache = try cache(folder, "cache")
    try await withEngine(model(), stepCost: .rowsAreFree, tenantCache: cache) { engine in
      let plain = try await run(engine, tenant: "a", usesTenantCache: false)
      for result in plain {
        let poison: [TokenID] =
          switch kind {
          case "lies": result.tokens.enumerated().map { $0 % 4 == 3 ? ($1 + 1) % 64 : $1 }
          case "ends": result.tokens.flatMap { [$0, 1] }
          default: (0..<200).map { _ in TokenID.random(in: 0..<64, using: &random) }
          }
        cache.add(poison, answerCount: poison.count, tenant: "a")
      }
      try await eventually { cache.isIdle }
      let poisoned = try await run(engine, tenant: "a")
      #expect(poisoned.map(\.tokens) == plain.map(\.tokens), "seed \(seed)")
      let proposed = poisoned.flatMap { $0.usage.speculation.sources }
        .filter { $0.source == .tenant }
      #expect(!proposed.isEmpty, "seed \(seed)")
    }
  }

  @Test func `Asking for a cache that is not there, or without speculation, is refused`()
    async throws
  {
    try await withEngine { engine in
      #expect(throws: GenerationError.noTenantCache) {
        _ = try engine.submit(.init(.tokens([1]), usesTenantCache: true))
      }
      let error = #expect(throws: GenerationError.self) {
        _ = try engine.submit(.init(.tokens([1]), speculates: false, usesTenantCache: true))
      }
      #expect(error?.description.contains("speculation.tenant_cache") == true)
    }
  }
}
