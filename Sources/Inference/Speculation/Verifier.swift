/// Decides which proposed tokens the model agrees with.
///
/// A step runs the last accepted token and the proposal as one batch. Row `i` of the logits is what
/// plain decoding would see after accepting the first `i` proposed tokens. The sampler chooses from
/// it by the same rule and the same (seed, position) as plain decoding would; while the choice
/// equals the proposal, the next row is valid too. So the accepted tokens are plain decoding's,
/// greedy or seeded, and every step gains at least one.
package enum Verifier {
  /// The same for an answer that may be anything.
  package static func verify(
    _ proposal: ArraySlice<TokenID>, logits: UnsafeBufferPointer<Float>, vocabularySize: Int,
    position: Int, sampler: inout Sampler
  ) throws(GenerationError) -> [TokenID] {
    var unconstrained: ConstrainedOutput?
    return try verify(
      proposal, logits: logits, vocabularySize: vocabularySize, position: position,
      sampler: &sampler, constraint: &unconstrained)
  }

  /// The tokens of this step: the accepted part of `proposal` and one that the model adds to it.
  ///
  /// - Parameters:
  ///   - logits: the rows' logits, row-major: `proposal.count + 1` rows of `vocabularySize`.
  ///   - position: the position in its sequence of the first token to choose.
  ///   - constraint: what the output must be, if anything; it goes on behind the chosen tokens.
  package static func verify(
    _ proposal: ArraySlice<TokenID>, logits: UnsafeBufferPointer<Float>, vocabularySize: Int,
    position: Int, sampler: inout Sampler, constraint: inout ConstrainedOutput?
  ) throws(GenerationError) -> [TokenID] {
    precondition(logits.count == (proposal.count + 1) * vocabularySize, "one row per token")
    var accepted: [TokenID] = []
    for row in 0...proposal.count {
      let range = row * vocabularySize..<(row + 1) * vocabularySize
      let rowLogits = UnsafeBufferPointer(rebasing: logits[range])
      let token =
        if constraint == nil {
          try sampler.sample(rowLogits, position: position + row)
        } else {
          try constraint!.choose(rowLogits, position: position + row, sampler: &sampler)
        }
      accepted.append(token)
      if row == proposal.count || token != proposal[proposal.startIndex + row] { break }
      // Plain decoding would not have asked for more.
      if constraint?.isFinal ?? false { break }
    }
    return accepted
  }
}
