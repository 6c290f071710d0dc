import Messages
import RPC
import TestSupport
import Testing

private typealias V1 = Apus.Inference.V1

/// `output_constraint` and `tools` on the wire.
@Suite(.blocksItsThread, .timeLimit(.minutes(5))) struct ConstrainedRequestTests {
  private func generate(
    _ client: V1.InferenceServiceClient, _ request: V1.GenerateRequest
  ) async throws -> [V1.GenerateResponse] {
    try await client.generate(request) { responses in
      var all: [V1.GenerateResponse] = []
      for try await response in responses { all.append(response) }
      return all
    }
  }

  private func conversation(_ text: String) -> V1.GenerateRequest.Input {
    .conversation(.init(messages: [.init(role: .user, content: text)]))
  }

  @Test func `An answer is of the form that was asked for, and of a tool that was named`()
    async throws
  {
    try await WorkerFixture.loaded().withClient { client in
      let date = try await generate(
        client,
        .init(
          input: conversation("When did the Berlin Wall fall?"), maxTokens: 40,
          outputConstraint: .init(kind: .jsonSchema(#"{"type":"string","format":"date"}"#))))
      let text = date.map(\.text).joined()
      #expect(text.wholeMatch(of: /"\d{4}-\d{2}-\d{2}"/) != nil, "\(text)")
      #expect(date.last?.finishReason == .stop)

      let called = try await generate(
        client,
        .init(
          input: conversation("Is it late?"), maxTokens: 60, tools: [.init(name: "get_time")],
          toolChoice: .init(choice: .name("get_time"))))
      #expect(called.map(\.text).joined().isEmpty)
      #expect(called.last?.toolCalls == [.init(name: "get_time", argumentsJson: "{}")])
    }
  }

  @Test func `What is not supported is refused by name and place`() async throws {
    try await WorkerFixture.loaded().withClient { client in
      func refusal(_ request: V1.GenerateRequest) async -> String {
        let error = await status { _ = try await generate(client, request) }
        #expect(error?.code == .invalidArgument)
        return error?.message ?? ""
      }
      func constrained(_ constraint: V1.OutputConstraint) -> V1.GenerateRequest {
        .init(input: .prompt("A"), maxTokens: 4, outputConstraint: constraint)
      }
      let schema = #"{"properties":{"a":{"pattern":"b"}}}"#
      #expect(
        await refusal(constrained(.init(kind: .jsonSchema(schema)))).contains(
          "/properties/a/pattern"))
      #expect(await refusal(constrained(.init(kind: .regex("a(?=b)")))).contains("at character 1"))
      #expect(await refusal(constrained(.init())).contains("json_schema, regex or any_json"))
      #expect(
        await refusal(.init(input: .prompt("A"), tools: [.init(name: "f")])).contains(
          "with a conversation only"))
      #expect(
        await refusal(
          .init(
            input: conversation("A"),
            tools: [.init(name: "f", parametersJsonSchema: #"{"type":"object","not":{}}"#)])
        ).contains("tool 'f': the schema, at /not"))
    }
  }
}
