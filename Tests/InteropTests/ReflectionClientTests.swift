import Messages
import RPC
import RPCServices
import ReflectionClient
import TestSupport
import Testing
import Transport

/// Python's gRPC, knowing nothing but an address, calls what we serve.
@Suite(.timeLimit(.minutes(10))) struct ReflectionClientTests {
  @Test(arguments: ["v1", "v1alpha"])
  func pythonFindsAndCallsEveryMethodByReflection(version: String) async throws {
    let script = """
      [
        {"method": "apus.status.v1.StatusService/GetServiceStatus", "save": {"n": "responses.0.name"},
         "expect": {"equal": {"responses.0.ready": true, "responses.0.uptime_s": "7"}}},
        {"method": "apus.inference.v1.InferenceService/Tokenize", "request": {"text": "${n}"},
         "expect": {"equal": {"responses.0.token_ids": [116, 101, 115, 116]}}},
        {"method": "apus.inference.v1.InferenceService/Generate",
         "request": {"conversation": {"messages": [{"role": "ROLE_USER", "content": "hi"}]},
                     "sampling": {"top_p": 0.5}},
         "expect": {"responses_min": 3, "equal": {"responses.0.text": "hi 0.5",
                    "responses.2.finish_reason": "FINISH_REASON_LENGTH"}}},
        {"method": "apus.inference.v1.InferenceService/Score",
         "request": {"prompt": "a", "continuation": "b"},
         "expect": {"equal": {"responses.0.sum_logprob": -0.5}}},
        {"method": "apus.inference.v1.InferenceService/ListModels",
         "expect": {"code": "UNIMPLEMENTED"}},
        {"method": "grpc.health.v1.Health/Check",
         "request": {"service": "apus.status.v1.StatusService"}, "expect": {"responses_min": 1}},
        {"method": "grpc.health.v1.Health/List", "expect": {"responses_min": 1}},
        {"method": "grpc.health.v1.Health/Watch", "cancel_after": 1,
         "expect": {"code": "CANCELLED", "responses_min": 1}}
      ]
      """
    let services = StandardServices(beside: [StatusDouble(), InferenceDouble()]).all
    let server = Server(configuration: ServerConfiguration(), services: services)
    let address = try await server.start()
    let outcome = await Result {
      try await ReflectionClient.run(
        target: "\(address)", script: script, arguments: ["--cover", "--reflection", version])
    }
    await server.beginGracefulShutdown(grace: .milliseconds(200))
    let client = try outcome.get()
    #expect(client.status == 0, "\(client.errors)\n\(client.output)")
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}

private struct StatusDouble: Apus.Status.V1.StatusService {
  func getServiceStatus(
    _ request: Apus.Status.V1.GetServiceStatusRequest, context: ServerContext
  ) async throws -> Apus.Status.V1.GetServiceStatusResponse {
    .init(name: "test", ready: true, uptimeS: 7)
  }
}

private struct InferenceDouble: Apus.Inference.V1.InferenceService {
  func generate(
    _ request: Apus.Inference.V1.GenerateRequest,
    writer: ResponseWriter<Apus.Inference.V1.GenerateResponse>, context: ServerContext
  ) async throws {
    guard case .conversation(let conversation) = request.input else {
      throw RPCError(.invalidArgument, "no conversation")
    }
    let content = conversation.messages.map(\.content).joined()
    try await writer.write(.init(text: "\(content) \(request.sampling?.topP ?? 0)"))
    try await writer.write(.init(tokenIDs: [1, 2]))
    try await writer.write(.init(finishReason: .length))
  }

  func score(
    _ request: Apus.Inference.V1.ScoreRequest, context: ServerContext
  ) async throws -> Apus.Inference.V1.ScoreResponse { .init(sumLogprob: -0.5) }

  func tokenize(
    _ request: Apus.Inference.V1.TokenizeRequest, context: ServerContext
  ) async throws -> Apus.Inference.V1.TokenizeResponse {
    .init(tokenIDs: request.text.utf8.map(UInt32.init))
  }

  func listModels(
    _ request: Apus.Inference.V1.ListModelsRequest, context: ServerContext
  ) async throws -> Apus.Inference.V1.ListModelsResponse {
    throw RPCError(.unimplemented, "no models here")
  }
}
