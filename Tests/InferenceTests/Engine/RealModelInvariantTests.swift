import Inference
import TestSupport
import Testing

/// The engine's promise, kept by the real model: the same tokens whatever happens around them.
@Suite(.serialized, .blocksItsThread, .timeLimit(.minutes(10))) struct RealModelInvariantTests {
  private static let prompt = """
    The package maintainer keeps the package. The package maintainer is responsible for the \
    package. The package maintainer keeps
    """

  private func engine(prefillChunkMax: Int = 128) throws -> InferenceEngine {
    do {
      return try InferenceEngine.load(
        path: RealModel.path,
        options: EngineOptions(
          contextLength: 512,
          limits: SchedulerLimits(prefillChunkMax: prefillChunkMax)))
    } catch {
      Issue.record("\(error); fetch the models or set APUS_MODELS")
      throw error
    }
  }

  @Test func `Speculation, batching and chunking change no token, greedy or sampled`()
    async throws
  {
    let samplings = [
      SamplingParameters.greedy, SamplingParameters(temperature: 0.8, topP: 0.95, seed: 7),
    ]
    func request(_ sampling: SamplingParameters, speculates: Bool) -> GenerationRequest {
      GenerationRequest(
        .text(Self.prompt), maxTokens: 24, sampling: sampling, speculates: speculates)
    }
    var plain: [[TokenID]] = []
    let alone = try engine()
    defer { alone.shutDown() }
    for sampling in samplings {
      plain.append(try await alone.engine.generate(request(sampling, speculates: false)).tokens)
    }
    for (sampling, tokens) in zip(samplings, plain) {
      let speculated = try await alone.engine.generate(request(sampling, speculates: true))
      #expect(speculated.tokens == tokens)
    }
    let crowded = try engine(prefillChunkMax: 7)
    defer { crowded.shutDown() }
    let streams = try [0, 1, 0, 1].map {
      try crowded.engine.submit(request(samplings[$0], speculates: $0 == 1))
    }
    for (index, stream) in streams.enumerated() {
      var tokens: [TokenID] = []
      for try await event in stream { tokens += event.tokens }
      #expect(tokens == plain[index % 2])
    }
  }
}
