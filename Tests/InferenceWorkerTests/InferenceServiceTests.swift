import Glibc
import Inference
import InferenceWorker
import Messages
import RPC
import Service
import Synchronization
import TestSupport
import Testing

private typealias V1 = Apus.Inference.V1

@Suite(.serialized, .blocksItsThread, .timeLimit(.minutes(10))) struct InferenceServiceTests {
  private func generate(
    _ client: V1.InferenceServiceClient, _ request: V1.GenerateRequest
  ) async throws -> [V1.GenerateResponse] {
    try await client.generate(request) { responses in
      var all: [V1.GenerateResponse] = []
      for try await response in responses { all.append(response) }
      return all
    }
  }

  @Test func `A question is answered, step by step, and the last message says what it cost`()
    async throws
  {
    try await WorkerFixture.loaded().withClient { client in
      let question = V1.ChatMessage(
        role: .user, content: "What is the capital of France? Answer in one sentence.")
      let responses = try await generate(
        client, .init(input: .conversation(.init(messages: [question])), maxTokens: 24))
      let last = try #require(responses.last)
      let text = responses.map(\.text).joined()
      #expect(text.contains("Paris"))
      #expect(last.finishReason == .stop)
      #expect(responses.dropLast().allSatisfy { $0.finishReason == .unspecified })
      let usage = try #require(last.usage)
      #expect(Int(usage.completionTokens) == responses.reduce(0) { $0 + $1.tokenIDs.count })
      #expect(usage.promptTokens > 20)
      #expect(usage.ttftMs > 0 && usage.prefillTokensPerS > 0 && usage.decodeTokensPerS > 0)
      #expect(responses.first?.model == last.model)
      #expect(last.model?.sha256.count == 64)
      #expect(last.model?.architecture == "llama")
    }
  }

  @Test func `The same prompt of the same tenant is known, and priorities have bounds`()
    async throws
  {
    try await WorkerFixture.loaded().withClient { client in
      func usage(_ tenant: String) async throws -> V1.Usage? {
        try await generate(
          client,
          .init(
            tenantID: tenant, input: .prompt("Debian packages have one maintainer each, or"),
            maxTokens: 2)
        ).last?.usage
      }
      let cold = try #require(try await usage("cold"))
      #expect(cold.cachedPromptTokens == 0)
      let warm = try #require(try await usage("cold"))
      #expect(warm.cachedPromptTokens == warm.promptTokens - 1)
      #expect(try await usage("other")?.cachedPromptTokens == 0)
      let refused = await status {
        _ = try await generate(client, .init(input: .prompt("x"), priority: 101))
      }
      #expect(refused?.code == .invalidArgument)
      #expect(refused?.message.contains("priority is 101") == true)
    }
  }

  @Test func `Tokens come with their logprobs where they are asked for`() async throws {
    try await WorkerFixture.loaded().withClient { client in
      let prompt = V1.GenerateRequest(
        input: .prompt("The capital of France is"), maxTokens: 4, logprobs: 3)
      let responses = try await generate(client, prompt)
      let logprobs = responses.flatMap(\.logprobs)
      #expect(logprobs.map(\.token?.tokenID) == responses.flatMap(\.tokenIDs))
      #expect(
        String(decoding: logprobs.flatMap { $0.token?.text ?? [] }, as: UTF8.self)
          == responses.map(\.text).joined())
      for token in logprobs {
        #expect(token.alternatives.count == 3)
        // Greedy: the chosen token is the likeliest.
        #expect(token.alternatives.first == token.token)
        #expect(token.alternatives.allSatisfy { $0.logprob <= (token.token?.logprob ?? 0) })
      }
      let mean = logprobs.reduce(0) { $0 + ($1.token?.logprob ?? 0) } / Double(logprobs.count)
      #expect(responses.last?.usage?.meanLogprob == mean)
      #expect(mean < 0)
      let plain = try await generate(client, .init(input: prompt.input, maxTokens: 1))
      #expect(plain.allSatisfy { $0.logprobs.isEmpty && $0.usage?.meanLogprob == nil })
      let refused = await status {
        _ = try await generate(client, .init(input: prompt.input, logprobs: 21))
      }
      #expect(refused?.code == .invalidArgument)
      #expect(refused?.message == "logprobs is 21; allowed: 0 to 20")
    }
  }

  @Test func `A text is scored behind a prompt, whole or in part`() async throws {
    try await WorkerFixture.loaded().withClient { client in
      let prompt = "The capital of France is"
      let whole = try await client.score(
        .init(input: .prompt(prompt), continuation: " Paris, of course.", alternatives: 1))
      let texts = whole.tokens.map {
        String(decoding: $0.logprobs?.token?.text ?? [], as: UTF8.self)
      }
      #expect(texts.joined() == " Paris, of course.")
      let logprobs = whole.tokens.compactMap { $0.logprobs?.token?.logprob }
      #expect(logprobs.count == whole.tokens.count && logprobs.allSatisfy { $0 < 0 })
      #expect(whole.sumLogprob == logprobs.reduce(0, +))
      #expect(whole.meanLogprob == whole.sumLogprob / Double(logprobs.count))
      #expect(whole.minLogprob == logprobs.min())
      #expect(abs(whole.perplexity - exp(-whole.meanLogprob)) < 1e-12 * whole.perplexity)
      #expect(whole.model?.sha256.count == 64)
      let other = try await client.score(
        .init(input: .prompt(prompt), continuation: " Tuesday, of course."))
      #expect(other.tokens[0].logprobs?.token?.logprob ?? 0 < logprobs[0])

      // The part holds the bytes of "of".
      let part = try await client.score(
        .init(
          input: .prompt(prompt), continuation: " Paris, of course.",
          span: .init(begin: 8, end: 10), alternatives: 1))
      #expect(part.tokens == Array(whole.tokens[2...2]))
      #expect(part.tokens.first?.bytes == .init(begin: 7, end: 10))
      #expect(part.cachedPromptTokens > 0)

      // What was generated, by its ids, has the logprobs that it was generated with.
      let reply = try await generate(
        client, .init(input: .prompt(prompt), maxTokens: 6, logprobs: 2))
      let again = try await client.score(
        .init(
          input: .prompt(prompt), tokenIDs: reply.flatMap(\.tokenIDs), alternatives: 2))
      #expect(again.tokens.compactMap(\.logprobs) == reply.flatMap(\.logprobs))
    }
  }

  @Test func `What cannot be scored is refused with the value`() async throws {
    try await WorkerFixture.loaded().withClient { client in
      func refusal(_ request: V1.ScoreRequest) async -> String {
        let error = await status { _ = try await client.score(request) }
        return error.map { "\($0.code.name) \($0.message)" } ?? "accepted"
      }
      let input = V1.ScoreRequest.Input.prompt("x")
      #expect(
        await refusal(.init(continuation: "y"))
          == "INVALID_ARGUMENT input is missing; set prompt or conversation")
      #expect(
        await refusal(.init(input: input)).hasPrefix("INVALID_ARGUMENT continuation is empty"))
      #expect(
        await refusal(.init(input: input, continuation: "y", tokenIDs: [1]))
          .hasPrefix("INVALID_ARGUMENT both continuation and token_ids"))
      #expect(
        await refusal(.init(input: input, tokenIDs: [50_000])).contains("token 50000"))
      #expect(
        await refusal(.init(input: input, continuation: "y", span: .init(begin: 1, end: 1)))
          .contains("begins at 1 and ends at 1"))
      #expect(
        await refusal(.init(input: input, continuation: "y", span: .init(begin: 0, end: 2)))
          .contains("span is 0 to 2; allowed: at least one of the continuation's bytes, 0 to 1"))
      #expect(
        await refusal(.init(input: input, continuation: "y", alternatives: 21))
          .contains("alternatives is 21; allowed: 0 to 20"))
      #expect(
        await refusal(
          .init(input: input, continuation: String(repeating: " word", count: 256))
        ).contains("256 tokens behind 1 of the prompt and the context holds 256"))
      #expect(
        await refusal(.init(model: "other", input: input, continuation: "y"))
          .hasPrefix("NOT_FOUND"))
    }
  }

  @Test func `Weights of tenants are read or refused`() throws {
    let weights = try InferenceWorkerProgram.tenantWeights("search=3,batch=1")
    #expect(weights == ["search": 3, "batch": 1])
    #expect(try InferenceWorkerProgram.tenantWeights("").isEmpty)
    for text in ["search", "=3", "a=0", "a=x", "a=1,a=2"] {
      #expect(throws: StartupError.self) { try InferenceWorkerProgram.tenantWeights(text) }
    }
  }

  @Test func `Tokens are listed and models named`() async throws {
    try await WorkerFixture.loaded().withClient { client in
      let tokens = try await client.tokenize(.init(text: "Hello 123 <|im_end|>")).tokenIDs
      #expect(tokens == [19556, 216, 33, 34, 35, 2067, 108, 306, 79, 486, 108, 46])
      let models = try await client.listModels(.init()).models
      #expect(models.count == 1)
      #expect(models.first?.vocabularySize == 49_152)
      #expect(models.first?.contextLength == 256)
      #expect(models.first?.kvCacheFormat == "f16")
      let tooLong = await status {
        _ = try await client.tokenize(
          .init(text: String(repeating: "x", count: (1 << 20) + 1)))
      }
      #expect(tooLong?.code == .invalidArgument)
    }
  }

  /// It takes many times as long as another call, and the server has one event loop.
  @Test(arguments: ["tokenize", "generate", "score"])
  func `Other calls are served while a long text becomes tokens`(method: String) async throws {
    var configuration = ServerConfiguration()
    configuration.loopCount = 1
    try await WorkerFixture.loadedWithLongContext().withClient(configuration) { client in
      let text = String(repeating: "What became of it? ", count: 20_000)
      let isDone = Atomic(false)
      async let call: Void = {
        defer { isDone.store(true, ordering: .releasing) }
        let refusal = await status {
          switch method {
          case "tokenize": _ = try await client.tokenize(.init(text: text))
          case "generate": _ = try await generate(client, .init(input: .prompt(text)))
          default: _ = try await client.score(.init(input: .prompt(text), continuation: "x"))
          }
        }
        if method != "tokenize" {
          #expect(refusal?.message.contains("the context holds 8192") == true)
        }
      }()
      var served = 0
      while !isDone.load(ordering: .acquiring) {
        _ = try await client.listModels(.init())
        served += 1
      }
      await call
      // One or two may have been before it.
      #expect(served > 4)
    }
  }

  @Test func `Bad requests get the code and the value`() async throws {
    try await WorkerFixture.loaded().withClient { client in
      func refusal(_ request: V1.GenerateRequest) async -> String {
        let error = await status { _ = try await generate(client, request) }
        return error.map { "\($0.code.name) \($0.message)" } ?? "accepted"
      }
      #expect(await refusal(.init()).hasPrefix("INVALID_ARGUMENT input is missing"))
      #expect(
        await refusal(.init(input: .prompt("x"), sampling: .init(temperature: 1, topP: 1.5)))
          .hasPrefix("INVALID_ARGUMENT top_p is 1.5"))
      #expect(
        await refusal(.init(input: .prompt(String(repeating: "word ", count: 400))))
          .contains("401 tokens and the context holds 256"))
      #expect(await refusal(.init(model: "other", input: .prompt("x"))).hasPrefix("NOT_FOUND"))
      #expect(
        await refusal(
          .init(input: .conversation(.init(messages: [.init(content: "x")])))
        ).contains("messages[0].role"))
      #expect(
        await refusal(.init(input: .prompt("x"), stop: [""])).hasPrefix("INVALID_ARGUMENT stop"))
    }
  }

  @Test func `A cancelled call stops decoding and frees its place`() async throws {
    let fixture = try WorkerFixture.loaded()
    let endless = V1.GenerateRequest(
      input: .prompt("Once upon a time"), sampling: .init(temperature: 5, seed: 1))
    try await fixture.withClient { client in
      let before = fixture.metrics.prometheusText()
      #expect(before.contains("apus_inference_running_requests 0"))
      try await client.generate(endless) { responses in
        var iterator = responses.makeAsyncIterator()
        _ = try await iterator.next()
      }
      try await eventually {
        let text = fixture.metrics.prometheusText()
        return text.contains("apus_inference_running_requests 0\n")
          && text.contains("apus_inference_cancelled_requests_total 1\n")
      }
    }
  }

  @Test func `What a template does not accept is the caller's to change`() {
    #expect(GenerationError.chat(.refused("roles must alternate")).status.code == .invalidArgument)
    #expect(GenerationError.chat(.missing).status.code == .failedPrecondition)
  }

  @Test func `Before the model is loaded calls are refused as unavailable`() async throws {
    try await WorkerFixture.loading().withClient { client in
      let error = await status { _ = try await generate(client, .init(input: .prompt("x"))) }
      #expect(error?.code == .unavailable)
      let models = try await client.listModels(.init()).models
      #expect(models.isEmpty)
    }
  }

  @Test func `A queue that is full refuses with a retry delay in the details`() async throws {
    let fixture = try WorkerFixture.loaded()
    try await fixture.withClient { client in
      // Two run, two wait; of eight at once at least one is refused.
      let refusals = await withTaskGroup(of: RPCError?.self) { group in
        for seed in 0..<8 {
          group.addTask {
            await status {
              _ = try await generate(
                client,
                .init(
                  input: .prompt("Once"), maxTokens: 12,
                  sampling: .init(temperature: 1, seed: UInt64(seed))))
            }
          }
        }
        return await group.reduce(into: [RPCError]()) { if let error = $1 { $0.append(error) } }
      }
      let refusal = try #require(refusals.first)
      #expect(refusals.allSatisfy { $0.code == .resourceExhausted })
      let retry = refusal.details.compactMap { $0.unpack(as: Google.Rpc.RetryInfo.self) }.first
      #expect((retry?.retryDelay?.seconds ?? 0) >= 1)
    }
  }
}
