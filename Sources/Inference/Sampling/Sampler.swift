import Compute

/// Chooses tokens from logits.
///
/// The choice is a function of the logits, the parameters and the position of the token in its
/// sequence, and the same on every processor. Filters act in this order: temperature, top-k, top-p,
/// min-p; each looks at the probabilities that the ones before left, and ties go to the lower token
/// id. Of what is left, tokens share the interval from 0 to 1 in ascending order, each as much as it is
/// likely, and the random number of the position falls upon one of them.
///
/// A sampler belongs to one thread; it keeps its buffers from call to call.
package struct Sampler {
  private let parameters: SamplingParameters
  private let random: PositionKeyedRandom
  private var weights = TokenWeights()
  /// The tokens that filters choose among, in ascending order.
  private var candidates: [TokenKey] = []
  private var indices: [UInt32] = []
  private var cut = TokenKeyCut()

  package init(_ parameters: SamplingParameters) {
    self.parameters = parameters
    random = PositionKeyedRandom(seed: parameters.seed)
  }

  package var isGreedy: Bool { parameters.isGreedy }

  /// The token at `position` of the sequence, given the logits of the position before it. Tokens
  /// with the logit -infinity are never chosen.
  ///
  /// - Throws: `GenerationError.notFinite` where a logit is NaN or the largest one is not finite.
  package mutating func sample(
    _ logits: UnsafeBufferPointer<Float>, position: Int
  ) throws(GenerationError) -> TokenID {
    guard let index = Numerics.argmax(logits), logits[index].isFinite else {
      throw .notFinite(position: position)
    }
    if isGreedy { return TokenID(index) }
    weights.weigh(logits, largest: logits[index], temperature: parameters.temperature)
    let fraction = random.unitInterval(at: position)
    guard parameters.filters else { return weights.token(at: Self.part(fraction, weights.total)) }
    let least = leastKept()
    return draw(fraction, from: least)
  }

  /// The share of the mass before the chosen token: below all of it, whatever is rounded.
  private static func part(_ fraction: Double, _ mass: Double) -> Double {
    min(fraction * mass, mass.nextDown)
  }

  /// Fills `candidates` and says which of them the filters keep: all that are not below the result.
  private mutating func leastKept() -> TokenKey {
    let leastWeight = parameters.leastWeight
    gatherCandidates(leastWeight)
    var least = TokenKey(leastOfWeight: TokenWeights.unit)
    if parameters.topK > 0, parameters.topK < candidates.count {
      least = cut.find(in: candidates, from: least, target: Double(parameters.topK)) { _ in 1 }
    }
    if parameters.topP < 1 {
      let mass = parameters.topK > 0 ? mass(from: least) : weights.total
      least = cut.find(in: candidates, from: least, target: parameters.topP * mass) { $0.weight }
    }
    return max(least, TokenKey(leastOfWeight: leastWeight))
  }

  /// Gathers at least the tokens that the filters keep, and those that top-p's sum is about.
  ///
  /// All of a large vocabulary would be too many. The threshold falls until it is low enough for top-k
  /// and top-p; what min-p drops is left out where neither needs to count it.
  private mutating func gatherCandidates(_ leastWeight: Float) {
    let floor = parameters.topP < 1 ? TokenWeights.unit : leastWeight
    var threshold = parameters.topK > 0 || parameters.topP < 1 ? max(0x1p-4, floor) : floor
    while true {
      weights.gather(atLeast: threshold, into: &candidates, indices: &indices)
      if threshold <= floor || isEnough { return }
      threshold = max(threshold * 0x1p-4, floor)
    }
  }

  private var isEnough: Bool {
    if parameters.topK > 0 { return candidates.count >= parameters.topK }
    return candidates.reduce(0) { $0 + $1.weight } >= parameters.topP * weights.total
  }

  private func mass(from least: TokenKey) -> Double {
    candidates.reduce(0) { $1 < least ? $0 : $0 + $1.weight }
  }

  private func draw(_ fraction: Double, from least: TokenKey) -> TokenID {
    let target = Self.part(fraction, mass(from: least))
    var mass = 0.0
    for candidate in candidates where candidate >= least {
      mass += candidate.weight
      if mass > target { return candidate.token }
    }
    preconditionFailure("the sum of \(candidates.count) weights is not exact")
  }
}

extension SamplingParameters {
  fileprivate var filters: Bool { topK > 0 || topP < 1 || minP > 0 }

  /// The least weight that min-p keeps, not below that of any possible token.
  fileprivate var leastWeight: Float {
    let nearest = Float(minP)
    return max(Double(nearest) < minP ? nearest.nextUp : nearest, TokenWeights.unit)
  }
}
