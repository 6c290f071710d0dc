import Compute
import Glibc

/// A token and the natural logarithm of its probability.
package struct TokenLogprob: Sendable, Equatable {
  package var token: TokenID
  package var logprob: Double

  package init(token: TokenID, logprob: Double) {
    self.token = token
    self.logprob = logprob
  }
}

/// How likely the model held a token where it stands, and what else it held likely.
package struct TokenLogprobs: Sendable, Equatable {
  package var token: TokenLogprob
  /// The likeliest tokens, the likeliest first.
  package var alternatives: [TokenLogprob]

  package init(token: TokenLogprob, alternatives: [TokenLogprob] = []) {
    self.token = token
    self.alternatives = alternatives
  }
}

/// Logarithms of probabilities from a row of the model's own logits: before temperature, filters and
/// whatever rules tokens out.
///
/// ln softmax(x)[i] = (x[i] - m) - ln(sum of e^(x[j] - m)), m the largest. The sum is taken in double
/// precision and in the order of token ids, so that the result is a function of the row alone, as the
/// row is one of the tokens before it.
package enum Logprobs {
  /// The most alternatives that may be asked for.
  package static let alternativeCountMax = 20

  /// - Parameter position: of the token in its sequence.
  /// - Throws: `GenerationError.notFinite` where a logit is NaN or the largest one is not finite.
  package static func of(
    _ token: TokenID, alternativeCount: Int, logits: UnsafeBufferPointer<Float>, position: Int
  ) throws(GenerationError) -> TokenLogprobs {
    guard let best = Numerics.argmax(logits), logits[best].isFinite else {
      throw .notFinite(position: position)
    }
    let largest = Double(logits[best])
    var sum = 0.0
    for logit in logits { sum += exp(Double(logit) - largest) }
    let logSum = log(sum)
    func logprob(_ token: TokenID) -> TokenLogprob {
      TokenLogprob(token: token, logprob: Double(logits[Int(token)]) - largest - logSum)
    }
    return TokenLogprobs(
      token: logprob(token),
      alternatives: likeliest(min(alternativeCount, logits.count), logits).map(logprob))
  }

  /// The tokens of the `count` largest logits, the largest first, equals by id.
  private static func likeliest(
    _ count: Int, _ logits: UnsafeBufferPointer<Float>
  ) -> [TokenID] {
    guard count > 0 else { return [] }
    var tokens: [TokenID] = []
    tokens.reserveCapacity(count + 1)
    var least = -Float.infinity
    for (index, logit) in logits.enumerated() where tokens.count < count || logit > least {
      // Behind those that are as large, for they have lower ids.
      let place = tokens.firstIndex { logits[Int($0)] < logit } ?? tokens.count
      tokens.insert(TokenID(index), at: place)
      if tokens.count > count { tokens.removeLast() }
      least = logits[Int(tokens[tokens.count - 1])]
    }
    return tokens
  }
}
