import Foundation
import Inference
import Testing

@Suite struct SamplerTests {
  private func sample(
    _ logits: [Float], _ parameters: SamplingParameters, position: Int = 0
  ) throws -> TokenID {
    var sampler = Sampler(parameters)
    return try logits.withUnsafeBufferPointer { try sampler.sample($0, position: position) }
  }

  private func frequencies(
    _ logits: [Float], _ parameters: SamplingParameters, draws: Int = 20_000
  ) throws -> [TokenID: Double] {
    var sampler = Sampler(parameters)
    var counts: [TokenID: Double] = [:]
    for position in 0..<draws {
      let token = try logits.withUnsafeBufferPointer {
        try sampler.sample($0, position: position)
      }
      counts[token, default: 0] += 1 / Double(draws)
    }
    return counts
  }

  @Test func `Greedy takes the largest logit and the lowest of equals`() throws {
    #expect(try sample([0, 3, -1, 3], .greedy) == 1)
    #expect(try sample([-.infinity, -2], .greedy) == 1)
  }

  @Test func `Frequencies follow the distribution at its temperature`() throws {
    let weights = [0.5, 0.3, 0.15, 0.05]
    for temperature in [0.5, 1.0, 2.0] {
      let logits = weights.map { Float(log($0) * temperature) }
      let seen = try frequencies(logits, SamplingParameters(temperature: temperature, seed: 7))
      for (token, weight) in weights.enumerated() {
        #expect(abs(seen[TokenID(token), default: 0] - weight) < 0.015)
      }
    }
  }

  @Test func `Each filter keeps exactly its set`() throws {
    let logits = [0.1, 0.4, 0.2, 0.3].map { Float(log($0)) }
    func kept(_ parameters: SamplingParameters) throws -> Set<TokenID> {
      Set(try frequencies(logits, parameters, draws: 4_000).keys)
    }
    #expect(try kept(.init(temperature: 1)) == [0, 1, 2, 3])
    #expect(try kept(.init(temperature: 1, topP: 0.65)) == [1, 3])
    #expect(try kept(.init(temperature: 1, topP: 0.01)) == [1])
    #expect(try kept(.init(temperature: 1, minP: 0.45)) == [1, 2, 3])
    #expect(try kept(.init(temperature: 1, topK: 1)) == [1])
    #expect(try kept(.init(temperature: 1, topK: 3)) == [1, 2, 3])
    #expect(try kept(.init(temperature: 1, topP: 0.5, topK: 3)) == [1, 3])
  }

  @Test func `A wide nucleus over a large vocabulary equals the plain definition`() throws {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
    let random = (0..<2_000).map { index in
      Float((UInt64(index) &* 0x9E37_79B9 &+ seed) % 1_000) / 250
    }
    let weights = random.map { exp(Double($0)) }
    let total = weights.reduce(0, +)
    let order = random.indices.sorted {
      weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1
    }
    var nucleus: Set<TokenID> = []
    var mass = 0.0
    for index in order where mass < 0.4 * total {
      nucleus.insert(TokenID(index))
      mass += weights[index]
    }
    let seen = Set(try frequencies(random, .init(temperature: 1, topP: 0.4, seed: seed)).keys)
    #expect(seen.isSubset(of: nucleus), "seed \(seed)")
    #expect(Double(seen.count) > 0.9 * Double(nucleus.count), "seed \(seed)")
  }

  @Test func `The choice depends on seed and position, not on calls made before`() throws {
    let logits = [Float](repeating: 0, count: 1_000)
    let parameters = SamplingParameters(temperature: 1, seed: 42)
    var sampler = Sampler(parameters)
    let forward = try (0..<50).map { position in
      try logits.withUnsafeBufferPointer { try sampler.sample($0, position: position) }
    }
    let backward = try (0..<50).reversed().map { try sample(logits, parameters, position: $0) }
    #expect(forward == backward.reversed())
    #expect(Set(forward).count > 40)
    var other = parameters
    other.seed = 43
    #expect(try (0..<50).map { try sample(logits, other, position: $0) } != forward)
  }

  @Test func `NaN and all-infinite logits are refused, never sampled`() {
    for logits: [Float] in [[0, .nan], [.nan, .nan], [-.infinity], [.infinity, 0], []] {
      #expect(throws: GenerationError.notFinite(position: 9)) {
        try sample(logits, .init(temperature: 1), position: 9)
      }
      #expect(throws: GenerationError.notFinite(position: 9)) {
        try sample(logits, .greedy, position: 9)
      }
    }
  }

  @Test(arguments: [
    (SamplingParameters(temperature: -0.1), "temperature is -0.1; allowed: from 0 to 100"),
    (SamplingParameters(temperature: .nan), "temperature is nan; allowed: from 0 to 100"),
    (SamplingParameters(temperature: .infinity), "temperature is inf; allowed: from 0 to 100"),
    (SamplingParameters(topP: 0), "top_p is 0.0; allowed: above 0, at most 1"),
    (SamplingParameters(topP: 1.01), "top_p is 1.01; allowed: above 0, at most 1"),
    (SamplingParameters(minP: -1), "min_p is -1.0; allowed: from 0 to 1"),
    (SamplingParameters(topK: -1), "top_k is -1; allowed: 0 (off) or more"),
  ])
  func `A parameter out of range is named with its value and range`(
    parameters: SamplingParameters, message: String
  ) {
    let error = #expect(throws: GenerationError.self) { try parameters.validate() }
    #expect(error?.description == message)
  }
}
