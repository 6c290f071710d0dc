internal import Compute

/// What each token of a vocabulary weighs at a position: e^((logit - largest logit) / temperature).
///
/// Weights are multiples of 2^-34, the most likely token's is 1, and what is below half a multiple is 0.
/// So any sum of them is exact in a `Double`: neither the order of summation nor the processor says
/// anything about a probability, which is a weight over ``total``.
///
/// A token that must not be chosen has the logit -infinity, and weighs nothing. Keeps its buffers from row
/// to row: 4 bytes a token.
package struct TokenWeights {
  /// Sums of more weights near 1 would round. The largest vocabularies have half as many tokens.
  package static let tokenCountMax = 1 << 19

  private var weights: [Float] = []
  private var sums: [Double] = []
  /// The sum of all weights.
  package private(set) var total = 0.0

  package init() {}

  package subscript(token: TokenID) -> Float { weights[Int(token)] }

  /// Weighs a row. `largest` is its largest logit and finite; `temperature` is above 0.
  package mutating func weigh(
    _ logits: UnsafeBufferPointer<Float>, largest: Float, temperature: Double
  ) {
    if weights.count != logits.count {
      weights = [Float](repeating: 0, count: logits.count)
      let block = Numerics.weightBlock
      sums = [Double](repeating: 0, count: (logits.count + block - 1) / block)
    }
    let scale = Float(Self.log2e / temperature)
    weights.withUnsafeMutableBufferPointer { weights in
      sums.withUnsafeMutableBufferPointer { sums in
        Numerics.weigh(
          logits, largest: largest, scale: scale, into: weights.baseAddress!,
          sums: sums.baseAddress!)
      }
    }
    total = sums.reduce(0, +)
  }

  private static let log2e = 1.442_695_040_888_963_4
  /// The least weight but 0.
  package static let unit: Float = 0x1p-34

  /// The first token at which the sum of the weights exceeds `target`, which is below ``total``.
  package func token(at target: Double) -> TokenID {
    var block = 0
    var mass = 0.0
    while mass + sums[block] <= target {
      mass += sums[block]
      block += 1
    }
    var token = block * Numerics.weightBlock
    while true {
      mass += Double(weights[token])
      if mass > target { return TokenID(token) }
      token += 1
    }
  }

  /// Replaces `keys` by those of the tokens that weigh at least `least`, by ascending token.
  func gather(atLeast least: Float, into keys: inout [TokenKey], indices: inout [UInt32]) {
    if indices.count < weights.count {
      indices = [UInt32](repeating: 0, count: weights.count)
    }
    keys.removeAll(keepingCapacity: true)
    weights.withUnsafeBufferPointer { weights in
      indices.withUnsafeMutableBufferPointer { indices in
        let count = Numerics.indices(of: weights, atLeast: least, into: indices.baseAddress!)
        for index in indices[..<count] {
          keys.append(TokenKey(token: index, weight: weights[Int(index)]))
        }
      }
    }
  }
}
