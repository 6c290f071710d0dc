/// How the next token is chosen from the model's distribution.
package struct SamplingParameters: Sendable, Equatable {
  /// Divides the logits; 0 takes the most likely token.
  package var temperature: Double
  /// Keeps the smallest set of most likely tokens whose probabilities sum to this.
  package var topP: Double
  /// Keeps tokens at least this likely relative to the most likely one.
  package var minP: Double
  /// Keeps this many most likely tokens; 0 keeps all.
  package var topK: Int
  /// Seed of the random choice.
  package var seed: UInt64

  package static let greedy = SamplingParameters()

  /// Whether the most likely token is taken. A temperature so low that no other token keeps any weight
  /// is greedy too; it must not divide.
  package var isGreedy: Bool { !(temperature > 1e-6) }

  package init(
    temperature: Double = 0, topP: Double = 1, minP: Double = 0, topK: Int = 0, seed: UInt64 = 0
  ) {
    self.temperature = temperature
    self.topP = topP
    self.minP = minP
    self.topK = topK
    self.seed = seed
  }

  /// Refuses values outside their ranges, NaN included.
  package func validate() throws(GenerationError) {
    func check(_ name: String, _ value: Double, _ isValid: Bool, _ range: String)
      throws(GenerationError)
    {
      if !isValid { throw .invalidParameter(name: name, value: "\(value)", allowed: range) }
    }
    try check("temperature", temperature, (0...100).contains(temperature), "from 0 to 100")
    try check("top_p", topP, topP > 0 && topP <= 1, "above 0, at most 1")
    try check("min_p", minP, (0...1).contains(minP), "from 0 to 1")
    if topK < 0 {
      throw .invalidParameter(name: "top_k", value: "\(topK)", allowed: "0 (off) or more")
    }
  }
}
