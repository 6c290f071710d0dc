import Compute
import Glibc

/// Chooses tokens from logits.
///
/// The choice is a function of the logits, the parameters and the position of the token in its
/// sequence. Filters act in this order: temperature, top-k, top-p, min-p; each looks at the
/// probabilities that the ones before left, and ties go to the lower token id. A sampler belongs
/// to one thread; it keeps its buffer from call to call.
package struct Sampler {
  private struct Candidate {
    var token: TokenID
    /// exp((logit - largest logit) / temperature), in (0, 1].
    var weight: Double

    func isBetter(than other: Self) -> Bool {
      weight != other.weight ? weight > other.weight : token < other.token
    }
  }

  private let parameters: SamplingParameters
  private let random: PositionKeyedRandom
  private var candidates: [Candidate] = []

  package init(_ parameters: SamplingParameters) {
    self.parameters = parameters
    random = PositionKeyedRandom(seed: parameters.seed)
  }

  /// The token at `position` of the sequence, given the logits of the position before it.
  ///
  /// - Throws: `GenerationError.notFinite` where a logit is NaN or the largest one is not finite.
  package mutating func sample(
    _ logits: UnsafeBufferPointer<Float>, position: Int
  ) throws(GenerationError) -> TokenID {
    let best = try Self.largest(logits, position: position)
    // A temperature so low that no other token keeps any weight is greedy; it must not divide.
    guard parameters.temperature > 1e-6 else { return best }
    gatherCandidates(logits, largest: logits[Int(best)])
    return draw(random.unitInterval(at: position))
  }

  /// The index of the largest logit, the lowest of equals.
  private static func largest(
    _ logits: UnsafeBufferPointer<Float>, position: Int
  ) throws(GenerationError) -> TokenID {
    guard let best = Numerics.argmax(logits), logits[best].isFinite else {
      throw .notFinite(position: position)
    }
    return TokenID(best)
  }

  /// Fills `candidates` with what the filters keep, best first where a filter needs the order.
  private mutating func gatherCandidates(_ logits: UnsafeBufferPointer<Float>, largest: Float) {
    candidates.removeAll(keepingCapacity: true)
    let needsOrder = parameters.topK > 0 || parameters.topP < 1
    let scale = 1 / parameters.temperature
    for index in 0..<logits.count {
      let weight = exp(Double(logits[index] - largest) * scale)
      if weight > 0 { candidates.append(Candidate(token: TokenID(index), weight: weight)) }
    }
    if needsOrder { keepNucleus() }
    if parameters.minP > 0 { candidates.removeAll { $0.weight < parameters.minP } }
  }

  /// Applies top-k and then top-p. Leaves the kept candidates in order.
  ///
  /// Sorting all of a large vocabulary would cost more than a step of a small model. Only the
  /// tokens above a threshold are sorted; it falls until they are enough to decide.
  private mutating func keepNucleus() {
    let all = candidates
    let countMax = parameters.topK > 0 ? min(parameters.topK, all.count) : all.count
    let isBoundedByCount = countMax < all.count
    let total = all.reduce(0) { $0 + $1.weight }
    var threshold = 0x1p-6
    while true {
      candidates.removeAll(keepingCapacity: true)
      for candidate in all where candidate.weight >= threshold { candidates.append(candidate) }
      let isEverything = candidates.count == all.count
      let mass = candidates.reduce(0) { $0 + $1.weight }
      let isEnough =
        isBoundedByCount ? candidates.count >= countMax : mass >= parameters.topP * total
      if isEverything || isEnough { break }
      threshold *= 0x1p-6
    }
    candidates.sort { $0.isBetter(than: $1) }
    if candidates.count > countMax { candidates.removeLast(candidates.count - countMax) }
    guard parameters.topP < 1 else { return }
    let target =
      parameters.topP * (isBoundedByCount ? candidates.reduce(0) { $0 + $1.weight } : total)
    var mass = 0.0
    for index in candidates.indices {
      mass += candidates[index].weight
      if mass >= target {
        candidates.removeLast(candidates.count - index - 1)
        return
      }
    }
  }

  /// Walks the cumulative distribution to `fraction` of its mass. Never empty: the best is kept.
  private func draw(_ fraction: Double) -> TokenID {
    let target = fraction * candidates.reduce(0) { $0 + $1.weight }
    var mass = 0.0
    for candidate in candidates {
      mass += candidate.weight
      if mass > target { return candidate.token }
    }
    return candidates[candidates.count - 1].token
  }
}
