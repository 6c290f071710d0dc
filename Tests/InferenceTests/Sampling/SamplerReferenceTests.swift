import Inference
import TestSupport
import Testing

/// The sampler against its definition, written down plainly: sort everything, filter, walk.
@Suite struct SamplerReferenceTests {
  struct Case: CustomStringConvertible {
    var logits: [Float]
    var parameters: SamplingParameters
    var position: Int

    var description: String { "\(parameters), position \(position), \(logits.count) logits" }
  }

  /// The tokens that the filters keep, by ascending id, with their weights.
  private func kept(_ test: Case) -> [(token: TokenID, weight: Double)] {
    var weights = TokenWeights()
    test.logits.withUnsafeBufferPointer {
      weights.weigh($0, largest: $0.max()!, temperature: test.parameters.temperature)
    }
    var kept = test.logits.indices.map {
      (token: TokenID($0), weight: Double(weights[TokenID($0)]))
    }
    kept.removeAll { $0.weight == 0 }
    kept.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.token < $1.token }
    if test.parameters.topK > 0 { kept = Array(kept.prefix(test.parameters.topK)) }
    if test.parameters.topP < 1 {
      let target = test.parameters.topP * kept.reduce(0) { $0 + $1.weight }
      var (count, mass) = (0, 0.0)
      while mass < target {
        mass += kept[count].weight
        count += 1
      }
      kept = Array(kept.prefix(count))
    }
    return kept.filter { $0.weight >= test.parameters.minP }.sorted { $0.token < $1.token }
  }

  private func expected(_ test: Case) -> TokenID {
    let kept = kept(test)
    let total = kept.reduce(0) { $0 + $1.weight }
    let fraction = PositionKeyedRandom(seed: test.parameters.seed).unitInterval(at: test.position)
    var mass = 0.0
    for (token, weight) in kept {
      mass += weight
      if mass > fraction * total { return token }
    }
    return kept.last!.token
  }

  /// Logits of every shape: one token far above all, a model's usual spread, flat, many ties,
  /// impossible tokens.
  private func logits(_ random: inout SeededGenerator) -> [Float] {
    let count = [1, 2, 7, 255, 256, 257, 1_000, 3_000].randomElement(using: &random)!
    let spread = [0, 0.01, 1, 4, 30, 1_000].randomElement(using: &random)!
    let step = [0, 0, 0.5, 2].randomElement(using: &random)!
    var logits = (0..<count).map { _ -> Float in
      // The sum of uniform numbers: most tokens near the middle, few far above.
      let sum = (0..<4).reduce(0.0) { sum, _ in sum + .random(in: -1...1, using: &random) }
      let value = sum * spread
      return Float(step > 0 ? (value / step).rounded() * step : value)
    }
    if Bool.random(using: &random) {
      for index in logits.indices where Int.random(in: 0..<3, using: &random) == 0 {
        logits[index] = -.infinity
      }
      logits[Int.random(in: 0..<count, using: &random)] = 1
    }
    return logits
  }

  @Test func `Every combination of filters chooses what the definition says`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let logits = logits(&random)
      for temperature in [0.01, 0.7, 1.0, 100] {
        for topK in [0, 1, 2, 40, 1_000_000] {
          for topP in [1e-9, 0.5, 0.95, 1 - 0x1p-50, 1] {
            for minP in [0, 1e-12, 0.05, 1] {
              let test = Case(
                logits: logits,
                parameters: SamplingParameters(
                  temperature: temperature, topP: topP, minP: minP, topK: topK,
                  seed: random.next()),
                position: Int.random(in: 0..<10_000, using: &random))
              var sampler = Sampler(test.parameters)
              let token = try test.logits.withUnsafeBufferPointer {
                try sampler.sample($0, position: test.position)
              }
              let expected = expected(test)
              if token != expected {
                Issue.record("\(token), not \(expected): \(test), seed \(seed)")
              }
            }
          }
        }
      }
    }
  }

  @Test func `A sampler that served rows before chooses as a new one does`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let parameters = SamplingParameters(temperature: 0.9, topP: 0.9, minP: 0.01, topK: 30, seed: 5)
    var used = Sampler(parameters)
    for position in 0..<200 {
      let logits = logits(&random)
      var new = Sampler(parameters)
      let (a, b) = try logits.withUnsafeBufferPointer {
        (try used.sample($0, position: position), try new.sample($0, position: position))
      }
      #expect(a == b, "seed \(seed)")
    }
  }

  /// Known to the bit, so that a processor on which it came out differently would be found.
  @Test func `The weights of a row are these on every machine`() {
    let logits: [Float] = [2, 1.75, 0, -1.5, -14, -15.5, -30, -.infinity]
    var weights = TokenWeights()
    logits.withUnsafeBufferPointer { weights.weigh($0, largest: 2, temperature: 0.75) }
    let bits = logits.indices.map { weights[TokenID($0)].bitPattern }
    #expect(
      bits == [
        1_065_353_216, 1_060_597_401, 1_032_736_087, 1_008_341_350, 806_354_944, 780_140_544, 0, 0,
      ])
    #expect(weights.total == logits.indices.reduce(0) { $0 + Double(weights[TokenID($1)]) })
  }
}
