import Foundation
import Grammar
import Inference
import TestSupport
import Testing

/// A real model held to schemas.
@Suite(.serialized, .blocksItsThread, .timeLimit(.minutes(10))) struct RealModelConstraintTests {
  private static let schema = #"""
    {"type": "object",
     "properties": {
       "name": {"type": "string", "maxLength": 24},
       "kind": {"enum": ["person", "place", "thing"]},
       "year": {"type": "integer", "minimum": 1000, "maximum": 2100},
       "tags": {"type": "array", "items": {"type": "string", "maxLength": 12}, "maxItems": 3}},
     "required": ["name", "kind", "year"]}
    """#

  private struct Answer: Decodable {
    let name: String
    let kind: String
    let year: Int
    let tags: [String]?

    var isValid: Bool {
      name.unicodeScalars.count <= 24 && ["person", "place", "thing"].contains(kind)
        && (1000...2100).contains(year) && (tags ?? []).count <= 3
        && (tags ?? []).allSatisfy { $0.unicodeScalars.count <= 12 }
    }
  }

  @Test func `Every answer satisfies the schema, and speculation changes no token`() async throws {
    let loaded = try InferenceEngine.load(
      path: RealModel.path, options: EngineOptions(contextLength: 512))
    defer { loaded.shutDown() }
    let samplings =
      [SamplingParameters.greedy]
      + (1...3).map { SamplingParameters(temperature: 1, seed: $0) }
    for sampling in samplings {
      func request(speculates: Bool) -> GenerationRequest {
        GenerationRequest(
          .messages([ChatMessage(role: .user, content: "Describe Ada Lovelace as JSON.")]),
          maxTokens: 160, sampling: sampling, constraint: .jsonSchema(Self.schema),
          speculates: speculates)
      }
      let plain = try await loaded.engine.generate(request(speculates: false))
      let speculated = try await loaded.engine.generate(request(speculates: true))
      #expect(plain.tokens == speculated.tokens)
      #expect(plain.reason == .stop)
      let answer = try JSONDecoder().decode(Answer.self, from: Data(plain.text.utf8))
      #expect(answer.isValid, "\(plain.text)")
    }
  }
}
